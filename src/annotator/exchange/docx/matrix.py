"""The evidence matrix: tables of chapters against sources, as many beside each other as a landscape page holds."""

from collections.abc import Iterator

from annotator.core.briefing.tree import MatrixBand, MatrixCell, MatrixPart, MatrixRow
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.tables import END, Line, Table
from annotator.exchange.docx.typesetting import Typesetter

SILENT, CONTESTED = "–", "≠"
_TOTAL_WIDTH = 1150
_CHAPTER_SHARE = 0.3
_LEVEL_INDENT = 200
_MOST_LEVELS = 4


def matrix(setter: Typesetter, part: MatrixPart) -> Iterator[str]:
    """Write the tables, and what their signs mean."""
    yield part_heading(setter, part.name)
    for band in part.bands:
        yield from _band(setter, band)
        yield setter.paragraph(Role.SECTION_END, "")
    yield setter.paragraph(Role.PART_TEXT, setter.run(part.legend), words=part.legend)


def _band(setter: Typesetter, band: MatrixBand) -> Iterator[str]:
    words = setter.words
    heads = [" ".join(filter(None, head)) for head in band.heads]
    width = setter.wide_text
    chapter = int(width * _CHAPTER_SHARE)
    each = (width - chapter - 2 * _TOTAL_WIDTH) // len(heads)
    rest = width - each * len(heads) - 2 * _TOTAL_WIDTH
    table = Table(
        (rest, *(each for _ in heads), _TOTAL_WIDTH, _TOTAL_WIDTH), ("", *("centre" for _ in heads), "right", "right")
    )
    yield table.begin(setter, (words.chapter_head, *heads, words.origins_head, words.statements_head))
    for row in band.rows:
        yield table.row(setter, _cells(setter, row))
    yield END


def _cells(setter: Typesetter, row: MatrixRow) -> list[list[Line]]:
    title = setter.run(f"{row.number}  " if row.number else "") + setter.run(row.chapter.text)
    indent = _LEVEL_INDENT * min(row.level - 1, _MOST_LEVELS)
    chapter = Line(setter.jump(row.chapter.target, title), row.chapter.text)
    if indent:
        chapter = Line(chapter.content, chapter.words, layout=f'<w:ind w:left="{indent}"/>')
    is_thin = row.statements > 0 and row.origins == 1
    origins = setter.run(f"{row.origins:,}" if row.statements else SILENT, Role.CONTRADICTED if is_thin else None)
    statements = setter.run(f"{row.statements:,}" if row.statements else SILENT)
    return [[chapter], *([_cell(setter, cell)] for cell in row.cells), [Line(origins)], [Line(statements)]]


def _cell(setter: Typesetter, cell: MatrixCell) -> Line:
    if not cell.count:
        return Line(setter.run(SILENT))
    contested = setter.run(f" {CONTESTED}", Role.CONTRADICTED) if cell.is_contested else ""
    return Line(setter.run(f"{cell.count:,}") + contested)

"""How the briefing was made, and the codebook."""

from collections.abc import Iterator

from annotator.core.briefing.tree import CodebookPart, CodebookRow, MethodPart
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.cover import facts_table
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.tables import END, Line, Table, columns
from annotator.exchange.docx.typesetting import Typesetter

_SHARES = (2.2, 4.8, 1.3)
_LEVEL_INDENT = 200


def method(setter: Typesetter, part: MethodPart) -> Iterator[str]:
    """Write the facts and what words and grades mean."""
    yield part_heading(setter, part.name)
    yield facts_table(setter, part.facts)
    yield setter.paragraph(Role.SECTION_END, "")
    for words in part.paragraphs:
        yield setter.paragraph(Role.PART_TEXT, setter.run(words), words=words)


def codebook(setter: Typesetter, part: CodebookPart, layout: str) -> Iterator[str]:
    """Write the tags with their definitions."""
    words = setter.words
    yield part_heading(setter, part.name, layout)
    table = Table(columns(setter.template.text_width, *_SHARES), ("", "", "right"))
    yield table.begin(setter, (words.tag_head, words.definition_head, words.statements_head))
    for row in part.rows:
        yield table.row(setter, _cells(setter, row))
    yield END
    yield setter.paragraph(Role.SECTION_END, "")


def _cells(setter: Typesetter, row: CodebookRow) -> list[list[Line]]:
    indent = f'<w:ind w:left="{row.depth * _LEVEL_INDENT}"/>' if row.depth else ""
    name = Line(setter.run(row.name, None if row.depth else Role.STRONG), row.name, layout=indent)
    definition = [Line(setter.run(row.definition), row.definition)] if row.definition else []
    return [[name], definition, [Line(setter.run(f"{row.count:,}" if row.count else ""))]]

"""Ruled tables: a head that is repeated on each page, and rows that are never torn apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter

END = "</w:tbl>"
_WITH_HEAD = "0020"
_RIGHT = '<w:jc w:val="right"/>'
_CENTRE = '<w:jc w:val="center"/>'
_NO_PADDING = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell: its runs, and the words that decide its direction."""

    content: str
    words: str = ""
    role: Role | None = None
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, in twentieths of a point; `alignments` are "", "right" or "centre"."""

    widths: tuple[int, ...]
    alignments: tuple[str, ...]

    def begin(self, setter: Typesetter, heads: Sequence[str]) -> str:
        """Write the table down to its head."""
        lines = [[Line(setter.run(head), head)] for head in heads]
        head = self._row(setter, lines, Role.TABLE_HEAD, "<w:cantSplit/><w:tblHeader/>")
        return setter.table(Role.RULED_TABLE, self.widths, _WITH_HEAD) + head

    def row(self, setter: Typesetter, cells: Sequence[Sequence[Line]]) -> str:
        """Write one row; a cell without lines gets an empty one."""
        return self._row(setter, cells, Role.TABLE_TEXT, "<w:cantSplit/>")

    def _row(self, setter: Typesetter, cells: Sequence[Sequence[Line]], role: Role, properties: str) -> str:
        written = []
        last = len(self.widths) - 1
        for index, (width, alignment, lines) in enumerate(zip(self.widths, self.alignments, cells, strict=True)):
            margins = _NO_PADDING if index == last and alignment == "right" else ""
            layout = {"right": _RIGHT, "centre": _CENTRE}.get(alignment, "")
            paragraphs = "".join(
                setter.paragraph(line.role or role, line.content, words=line.words, layout=line.layout + layout)
                for line in lines or [Line("")]
            )
            written.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margins}</w:tcPr>{paragraphs}</w:tc>')
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


def columns(total: int, *shares: float) -> tuple[int, ...]:
    """Divide a width among columns by their shares, to the last twentieth of a point."""
    whole = sum(shares)
    widths = [int(total * share / whole) for share in shares]
    return (*widths[:-1], total - sum(widths[:-1]))

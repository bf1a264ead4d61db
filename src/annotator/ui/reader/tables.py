"""Rows of tables: where their cells stand below each other, and whether there is room for that."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextOption

from annotator.core.directions import is_right_to_left
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind

CELL_END = "\t"
CELL_GAP = 20
# The last column goes on below itself, and is narrow from here on.
LEAST_LAST = 120
MOST_MEASURED = 300


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that follow each other; `stops` is where the columns behind the first begin, in pixels.

    `is_right` where one of them is read from right to left: there Qt gives a tab no width.
    """

    first: int
    last: int
    stops: tuple[float, ...]
    width: float
    is_right: bool = False

    def fits(self, room: float) -> bool:
        """Tell whether the columns can stand beside each other."""
        before = self.stops[-1] if self.stops else 0.0
        return not self.is_right and before + min(self.width - before, LEAST_LAST) <= room

    def shape(self, block_format: QTextBlockFormat) -> QTextBlockFormat:
        """Give a row's shape: its cells at the stops, what the last one has beyond a line below itself."""
        made = QTextBlockFormat(block_format)
        kind = QTextOption.TabType.LeftTab
        if self.stops:
            made.setLeftMargin(made.leftMargin() + self.stops[-1])
            made.setTextIndent(-self.stops[-1])
            made.setTabPositions([QTextOption.Tab(stop, kind) for stop in self.stops])
        return made


def find_tables(text: str, blocks: Sequence[Block], metrics: QFontMetricsF) -> list[Table]:
    """Give the tables of a text, each with its columns as wide as their widest cell."""
    tables = []
    at = 0
    while at < len(blocks):
        first = at
        while at < len(blocks) and blocks[at].kind is BlockKind.TABLE_ROW:
            at += 1
        if at > first:
            tables.append(_measured(text, blocks, first, at, metrics))
        at += 1
    return tables


def _measured(text: str, blocks: Sequence[Block], first: int, last: int, metrics: QFontMetricsF) -> Table:
    widths: list[float] = []
    for block in blocks[first : min(last, first + MOST_MEASURED)]:
        for column, cell in enumerate(text[block.start : block.end].split(CELL_END)):
            if column == len(widths):
                widths.append(0.0)
            widths[column] = max(widths[column], metrics.horizontalAdvance(cell))
    stops, at = [], 0.0
    for width in widths[:-1]:
        at += width + CELL_GAP
        stops.append(at)
    is_right = any(is_right_to_left(text[block.start : block.end]) for block in blocks[first:last])
    return Table(first, last, tuple(stops), at + (widths[-1] if widths else 0.0), is_right)

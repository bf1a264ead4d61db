"""Where the pages of the original begin, shown in the margin beside the line."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextBlock

from annotator.core.locators import page_of, page_turns
from annotator.core.records import Block
from annotator.ui.reader.positions import PositionMap
from annotator.ui.tokens import Tokens

# A share of the size of the text.
_SIZE = 0.7
_DISTANCE = 8


class PageMarks:
    """The pages that begin in each paragraph that is shown; none where the original has no pages, or only one."""

    def __init__(self, positions: PositionMap, blocks: Sequence[Block]) -> None:
        self._marks: dict[int, list[tuple[int, int]]] = {}
        begun = 0
        for block in blocks:
            page = page_of(block)
            paragraph = positions.block_at(block.start)
            if not page or positions.shown[paragraph].is_box:
                continue
            for offset, number in [(block.start, page), *page_turns(block)]:
                if number != begun:
                    self._marks.setdefault(paragraph, []).append((positions.local(paragraph, offset), number))
                begun = number
        if begun and sum(map(len, self._marks.values())) == 1:
            self._marks.clear()

    def paint(self, painter: QPainter, block: QTextBlock, origin: QPointF, tokens: Tokens) -> None:
        """Paint the marks of one paragraph, right of the lines in which the pages begin."""
        marks = self._marks.get(block.blockNumber())
        layout = block.layout()
        if not marks or not layout.lineCount():
            return
        font = QFont(block.charFormat().font())
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * _SIZE)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        for place, number in marks:
            line = layout.lineForTextPosition(place)
            if line.isValid():
                words = QCoreApplication.translate("locator", "p. {0}").format(number)
                x = origin.x() + line.x() + line.width() + _DISTANCE
                painter.drawText(QPointF(x, origin.y() + line.y() + line.ascent()), words)

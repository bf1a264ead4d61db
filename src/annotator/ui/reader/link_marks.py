"""Small marks in the margin at the right, beside the line where a statement begins that is linked to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from annotator.ui.icons import paint_icon
from annotator.ui.reader.highlights import LANES, Piece
from annotator.ui.theme import Step, interface_font
from annotator.ui.tokens import Tokens

SIDE, GAP, RISE = 13, 6, 11
# What stands there already where a line has more stripes than lanes.
HIDDEN_WIDTH = 18
# Of links of different kinds, only that there are some can be said in a mark.
MIXED = "link-variant"


@dataclass(frozen=True, slots=True)
class LinkMark:
    """The mark of one statement; `tone` is the name of a token, `words` what hovering over it tells."""

    icon: str
    tone: str
    count: int
    words: str


class LinkMarks:
    """Paint the marks of one source, and answer which statements a mark is of.

    Statements that begin in one line share its mark.
    """

    def __init__(self, marks: Mapping[str, LinkMark]) -> None:
        self.all = dict(marks)

    def at(self, block: QTextBlock, origin: QPointF, pieces: Sequence[Piece], point: QPointF) -> list[str]:
        """Give the statements whose mark is under a point of the viewport."""
        for rect, uids in self._places(block, origin, pieces):
            if rect.adjusted(-3, -4, 3, 4).contains(point):
                return uids
        return []

    def paint(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, pieces: Sequence[Piece], tokens: Tokens
    ) -> None:
        """Paint the marks of one paragraph; `origin` is the top left of its layout in the viewport."""
        for rect, uids in self._places(block, origin, pieces):
            marks = [self.all[uid] for uid in uids]
            same = marks[0] if len({mark.icon for mark in marks}) == 1 else LinkMark(MIXED, "muted", 0, "")
            icon = QRectF(rect.left(), rect.top(), SIDE, SIDE)
            paint_icon(painter, icon, same.icon, getattr(tokens, same.tone))
            count = sum(mark.count for mark in marks)
            if count > 1:
                painter.setFont(interface_font(Step.META))
                painter.setPen(QColor(tokens.muted))
                flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
                painter.drawText(QRectF(icon.right() + 1, rect.top(), 12, SIDE), flags, str(count))

    def words_of(self, uids: Sequence[str]) -> str:
        """Say what statements are linked to, a line for each link."""
        return "\n".join(self.all[uid].words for uid in uids)

    def _places(self, block: QTextBlock, origin: QPointF, pieces: Sequence[Piece]) -> list[tuple[QRectF, list[str]]]:
        """Give where the marks of a paragraph stand, and of which statements each is."""
        if not self.all:
            return []
        layout = block.layout()
        lines: dict[int, list[str]] = {}
        for piece in pieces:
            if piece.begins_here and piece.highlight.uid in self.all:
                line = layout.lineForTextPosition(piece.start)
                if line.isValid():
                    lines.setdefault(line.lineNumber(), []).append(piece.highlight.uid)
        found = []
        for number, uids in lines.items():
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            is_full = any(
                piece.lane + max(1, len(piece.highlight.tag_uids)) > LANES
                for piece in pieces
                if piece.start < last and piece.end > first
            )
            x = origin.x() + line.x() + line.width() + GAP + (HIDDEN_WIDTH if is_full else 0)
            y = origin.y() + line.y() + line.ascent() - RISE
            found.append((QRectF(x, y, SIDE + 8, SIDE), uids))
        return found

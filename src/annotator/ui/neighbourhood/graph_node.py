"""One statement in the picture."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.core.neighbourhood import Neighbour
from annotator.session.details import locator_words
from annotator.ui.neighbourhood.graph_layout import BOX_HEIGHT, BOX_WIDTH
from annotator.ui.read.link_row import elided_lines
from annotator.ui.read.link_words import fitted_place
from annotator.ui.theme import Step, Theme, colour, interface_font

PAD, LINES = 9, 2
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)


class GraphNode(QAbstractButton):
    """Source, place, number and first words; how many more links it has that are not shown.

    Signals: `reached()` when it gets the keyboard.
    """

    reached = Signal()

    def __init__(self, neighbour: Neighbour, source: str, relation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.neighbour = neighbour
        self._source = source
        self._locator = locator_words(neighbour.statement)
        self._words = " ".join(neighbour.statement.anchor.quote.split())
        self.setFixedSize(BOX_WIDTH, BOX_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        place = f"{source} {self._locator}".rstrip()
        self.setAccessibleName(f"{relation}: {place}" if relation else place)
        hidden = self.tr("Linked to {0} more that are not shown").format(neighbour.hidden) if neighbour.hidden else ""
        self.setAccessibleDescription(f"{self._words} {hidden}".rstrip())
        self.setToolTip("\n".join(part for part in (self._words, hidden) if part))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the picture; as a button it would take arrows and Space for itself."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border and words."""
        tokens = Theme.active().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        is_middle = self.neighbour.step == 0
        ground = tokens.selection if is_middle else tokens.hover if self.underMouse() else tokens.raised
        is_strong = self.hasFocus() or is_middle
        width = 2 if is_strong else 1
        painter.setPen(QPen(colour(tokens.accent if is_strong else tokens.control_border), width))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(tokens.accent), 1))
            painter.drawRoundedRect(rect.adjusted(3.5, 3.5, -3.5, -3.5), 2, 2)
        self._paint_words(painter, rect.adjusted(PAD, 6, -PAD, -5))

    def sizeHint(self) -> QSize:
        return QSize(BOX_WIDTH, BOX_HEIGHT)

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        tokens = Theme.active().tokens
        bold, small = interface_font(Step.BASE, QFont.Weight.DemiBold), interface_font(Step.META)
        first = QRectF(room.left(), room.top(), room.width(), QFontMetricsF(bold).height())
        aside = self.neighbour.statement.code + (f"  +{self.neighbour.hidden}" if self.neighbour.hidden else "")
        painter.setFont(small)
        painter.setPen(colour(tokens.muted))
        painter.drawText(first, _RIGHT, aside)
        width = first.width() - QFontMetricsF(small).horizontalAdvance(aside) - 8
        painter.setFont(bold)
        painter.setPen(colour(tokens.text))
        painter.drawText(first, _MIDDLE, fitted_place(self._source, self._locator, QFontMetricsF(bold), width))
        painter.setFont(small)
        pitch = QFontMetricsF(small).height()
        for at, words in enumerate(elided_lines(self._words, small, round(room.width()), LINES)):
            painter.drawText(QRectF(room.left(), first.bottom() + 1 + at * pitch, room.width(), pitch), _MIDDLE, words)

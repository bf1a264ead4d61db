"""A scroll bar that shows where in the whole text the statements are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

MARK_WIDTH, MARK_HEIGHT = 5, 3
SETTLE_MS = 60


class MarkedScrollBar(QScrollBar):
    """A vertical scroll bar with marks in two columns, drawn once into a pixmap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._marks: Callable[[], Sequence[tuple[float, QColor]]] = list
        self._drawn: QPixmap | None = None
        # Many changes in a row redraw the marks once.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._redraw)

    def set_marks(self, marks: Callable[[], Sequence[tuple[float, QColor]]]) -> None:
        """Show marks: where in the text, 0 to 1, and in which colour. They are asked for when they are drawn."""
        self._marks = marks
        if self.isVisible():
            self._settle.start()
        else:
            self._drawn = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Asked of Qt: a bar that is hidden because it is being destroyed may have lost its attributes already.
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = None

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        groove = self._groove()
        painter = QPainter(pixmap)
        free_from = [-1.0, -1.0]
        for share, colour in self._marks():
            y = groove.top() + share * max(0, groove.height() - MARK_HEIGHT)
            column = 0 if y >= free_from[0] else 1
            if y < free_from[column]:
                continue  # both columns are full here: one more mark would only hide another
            free_from[column] = y + MARK_HEIGHT + 1
            x = 2 if column == 0 else self.width() - MARK_WIDTH - 2
            painter.fillRect(QRect(round(x), round(y), MARK_WIDTH, MARK_HEIGHT), colour)
        painter.end()
        return pixmap

    def _groove(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        groove = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self
        )
        return groove if groove.height() > 0 else self.rect()

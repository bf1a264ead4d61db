"""Small pieces that the sections below the list are put together from."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.icons import paint_icon, pixmap
from annotator.ui.theme import Theme, colour, interface_font
from annotator.ui.widgets import label

PITCH = 21
_ICON = 14


class CountRow(QWidget):
    """A count with its heading at the left: "New statements    41". One that asks for something is marked."""

    def __init__(self, heading: str, count: int, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.count = heading, count
        self._icon = icon if count else ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{heading}: {count:,}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write heading and number; the number is bold, and in the colour of its state."""
        tokens = Theme.active().tokens
        painter = QPainter(self)
        rect = QRectF(self.rect())
        middle = Qt.AlignmentFlag.AlignVCenter
        number, font = f"{self.count:,}", interface_font(weight=QFont.Weight.DemiBold)
        width = QFontMetricsF(font).horizontalAdvance(number)
        tone = tokens.warn if self._icon else tokens.text
        painter.setFont(font)
        painter.setPen(colour(tone))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, number)
        if self._icon:
            left = rect.right() - width - 6 - _ICON
            paint_icon(painter, QRectF(left, rect.center().y() - _ICON / 2, _ICON, _ICON), self._icon, tone)
            width += 6 + _ICON
        font = interface_font()
        painter.setFont(font)
        painter.setPen(colour(tokens.text))
        rect.setWidth(rect.width() - width - 8)
        shown = QFontMetricsF(font).elidedText(self.heading, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, shown)

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(120, PITCH)


class MarkedText(QWidget):
    """A sentence with an icon before it, both in the colour of a state: why a file is refused, say."""

    def __init__(self, text: str, icon: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role = icon, role
        self._mark = QLabel(self)
        self.words = label(text, "" if role == "text" else role, self, wraps=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        Theme.active().changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        tone = getattr(Theme.active().tokens, self._role)
        self._mark.setPixmap(pixmap(self._icon, tone, 16, self.devicePixelRatioF()))


class Section(QWidget):
    """A column of such pieces, made anew whenever it shows something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(0)
        self.hide()

    def add_buttons(self, *buttons: QWidget) -> None:
        """Put buttons beside each other, below what is there; they wrap no further than the column is wide."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 0)
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        self.column.addLayout(row)

    def add_text(self, words: str, role: str = "muted", space: int = 0) -> QLabel:
        """Put a sentence below what is there."""
        made = label(words, role, self, wraps=True)
        self.column.addSpacing(space)
        self.column.addWidget(made)
        return made

    def clear(self) -> None:
        """Take everything out."""
        _empty(self.column)

    def fill(self, make: Callable[[], object]) -> None:
        """Show what `make` puts in, in place of what was there; the keyboard stays where it was in the window."""
        self.setUpdatesEnabled(False)
        self.clear()
        make()
        self.setVisible(self.column.count() > 0)
        self.setUpdatesEnabled(True)


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            _empty(inner)
            inner.deleteLater()

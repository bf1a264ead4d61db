"""Fields to type a filter or a search into."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.icons import dress
from annotator.ui.theme import Step, Theme, colour, interface_font

FILTER_DELAY = 120


class HintedField(QLineEdit):
    """A field with an icon at its left and, while it is empty, a hint in small at its right.

    Escape empties it first, and only an empty field lets Escape through to what stands around it.
    """

    def __init__(self, icon: str, placeholder: str, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self._hint = hint
        mark = QAction(self)
        dress(mark, icon, "text")
        self.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field by Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hint over the empty field."""
        super().paintEvent(event)
        if not self._hint or self.text():
            return
        painter = QPainter(self)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(Theme.active().tokens.muted))
        where = self.rect().adjusted(0, 0, -10, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._hint)

    def set_hint(self, hint: str) -> None:
        """Change the hint at the right."""
        self._hint = hint
        self.update()


class FilterField(HintedField):
    """A filter of 28 px above a list.

    Signals: `filtered(str)` an eighth of a second after the last key, so that a long list is not asked at each one;
    `left_down()` when the Down key wants to go into the list.
    """

    filtered = Signal(str)
    left_down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("filter-variant", placeholder, parent)
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_DELAY)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(lambda _: self._timer.start())
        self.returnPressed.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the Down key on to the list."""
        if event.key() == Qt.Key.Key_Down:
            self._tell()
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._timer.stop()
        self.filtered.emit(self.text().strip())

"""The column around a list with boxes to tick: its head, and below it how much is ticked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.ui.widgets import PanelHead, label, line, push_button


class TickColumn(QWidget):
    """A head, a place for a list, and a foot with the count and two buttons for all and none.

    Derive from it and put the list in with `set_content`. Signals: `all_wanted(bool)`: everything is to be ticked, or
    nothing.
    """

    all_wanted = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.head = PanelHead(title, self)
        self.count = label("", "meta", self)
        foot = QFrame(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        self.all_button = self._button(self.tr("All"), True, foot)
        self.none_button = self._button(self.tr("None"), False, foot)
        row.addWidget(self.count)
        row.addStretch()
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for each in (self.head, line(parent=self), line(parent=self), foot):
            self._column.addWidget(each)

    def set_content(self, content: QWidget) -> None:
        """Put the list between head and foot."""
        self._column.insertWidget(2, content, 1)

    def _button(self, words: str, is_on: bool, parent: QWidget) -> QPushButton:
        return push_button(words, lambda: self.all_wanted.emit(is_on), parent, is_small=True, is_quiet=True)

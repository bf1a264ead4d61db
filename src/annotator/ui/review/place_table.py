"""A table of things that stand somewhere else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget


class PlaceTable(QTableView):
    """A table whose row is shown in its place by Enter or a double click. Signals: `show_wanted()`."""

    show_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.doubleClicked.connect(lambda _: self.show_wanted.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.show_wanted.emit()
        else:
            super().keyPressEvent(event)

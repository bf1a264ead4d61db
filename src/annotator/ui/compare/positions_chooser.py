"""The list in which tags are marked as positions."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.records import Tag
from annotator.session.catalogue import Catalogue
from annotator.ui.widgets import LIST_ROW, FilterField, label, swatch_icon
from annotator.ui.workspace import Shell

WIDTH, MOST_ROWS = 300, 11
_UID = int(Qt.ItemDataRole.UserRole)


class PositionsChooser(QFrame):
    """Tick the tags that are positions; each tick is an edit of its own.

    Signals: `closed()` when it has gone, so that the keyboard can go back to where it was.
    """

    closed = Signal()

    def __init__(self, shell: Shell, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._shell = shell
        self._catalogue = catalogue
        self.setProperty("house", "popup")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Tags that are positions"))
        self.field = FilterField(self.tr("Filter tags"), self)
        self.field.filtered.connect(self._narrow)
        self.field.left_down.connect(self._go_down)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Tags that are positions"))
        self.list.itemChanged.connect(self._ticked)
        self.list.itemActivated.connect(self._turn)
        words = self.tr("Tick the tags that say what an actor holds: “denies”, “confirms”.")
        advice = label(words, "meta", self, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        for each in (advice, self.field, self.list):
            column.addWidget(each)
        catalogue.tags_changed.connect(self._fill)
        self._fill()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open_at(self, place: QPoint) -> None:
        """Open with its right upper corner at a place of the screen."""
        self.field.clear()
        self._narrow("")
        self.adjustSize()
        self.move(place - QPoint(self.width(), 0))
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _fill(self) -> None:
        tags = list(self._catalogue.tags.values())
        shown = [(self.list.item(at).data(_UID), self.list.item(at).text()) for at in range(self.list.count())]
        wanted = [(tag.uid, _words(tag)) for tag in tags]
        self.list.blockSignals(True)
        if shown != wanted:
            self.list.clear()
            for tag in tags:
                item = QListWidgetItem(swatch_icon(tag.colour), _words(tag), self.list)
                item.setData(_UID, tag.uid)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        for at, tag in enumerate(tags):
            state = Qt.CheckState.Checked if tag.is_position else Qt.CheckState.Unchecked
            self.list.item(at).setCheckState(state)
        self.list.blockSignals(False)
        self.list.setFixedHeight(LIST_ROW * max(2, min(MOST_ROWS, len(tags))) + 4)

    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(not all(word in item.text().casefold() for word in wanted))

    def _ticked(self, item: QListWidgetItem) -> None:
        is_position = item.checkState() is Qt.CheckState.Checked
        tag = self._catalogue.tags.get(item.data(_UID))
        if tag is None or tag.is_position is is_position:
            return
        words = self.tr("Mark “{0}” as a position") if is_position else self.tr("No longer treat “{0}” as a position")
        try:
            self._shell.session.perform(edits.mark_position(tag.uid, is_position), words.format(tag.name))
        except AnnotatorError as error:
            self._shell.say_error(error)

    def _turn(self, item: QListWidgetItem) -> None:
        is_on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)


def _words(tag: Tag) -> str:
    return "    " * tag.depth + tag.name

"""What is compared: which sources, tags and reviewers, each a small list with ticks that opens from its button."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import dress
from annotator.ui.widgets import LIST_ROW, SWATCH_SIDE, FilterField, tag_colour

AnyIndex = QModelIndex | QPersistentModelIndex
POPUP_WIDTH, MOST_ROWS, MANY = 264, 12, 12
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be ticked; `colour_name` is a tag's, or ""."""

    uid: str
    words: str
    tip: str = ""
    colour_name: str = ""


class TickedModel(QAbstractListModel):
    """Entries with ticks under one that stands for all of them. Nothing ticked means all.

    Signals of the model itself say that a tick has changed.
    """

    def __init__(self, all_words: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all_words = all_words
        self._entries: list[Entry] = []
        self._shown: list[Entry] = []
        self._words: list[str] = []
        self.ticked: set[str] = set()

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in the order of the entries; () is all."""
        return tuple(each.uid for each in self._entries if each.uid in self.ticked)

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def clear(self) -> None:
        """Take all."""
        self.ticked.clear()
        self._tell()

    def set_entries(self, entries: Iterable[Entry]) -> None:
        """Offer other entries; ticks on those that have gone are forgotten."""
        entries = list(entries)
        if entries != self._entries:
            self._entries = entries
            self.ticked &= {each.uid for each in entries}
            self._show()

    def set_filter(self, words: str) -> None:
        """Show only the entries in which all the words stand."""
        self._words = words.casefold().split()
        self._show()

    # Qt

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        entry = self._entry(index)
        roles = Qt.ItemDataRole
        if role == roles.CheckStateRole:
            is_on = entry.uid in self.ticked if entry else not self.ticked
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == roles.DisplayRole:
            return entry.words if entry else self._all_words
        if role == roles.ToolTipRole and entry:
            return entry.tip or entry.words
        if role == roles.DecorationRole and entry and entry.colour_name:
            return tag_colour(entry.colour_name)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable | flag.ItemNeverHasChildren

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown) + 1

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        entry = self._entry(index)
        if entry is None:
            self.ticked.clear()
        else:
            self.ticked ^= {entry.uid}
            if len(self.ticked) == len(self._entries):
                self.ticked.clear()
        self._tell()
        return True

    def _entry(self, index: AnyIndex) -> Entry | None:
        return self._shown[index.row() - 1] if 0 < index.row() <= len(self._shown) else None

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._entries if all(word in each.words.casefold() for word in self._words)]
        self.endResetModel()

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))


class TickList(QListView):
    """A list whose ticks Space and Enter change.

    Signals: `left_up()` when the Up key wants to go out of it.
    """

    left_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.model().setData(index, None, Qt.ItemDataRole.CheckStateRole)
        elif event.key() == Qt.Key.Key_Up and index.row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)


class TickButton(QPushButton):
    """A button that says what is chosen and opens the list of it.

    Signals: `chosen()` when the list was closed with other ticks than it was opened with.
    """

    chosen = Signal()

    def __init__(self, name: str, all_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setProperty("small", True)
        self.setAutoDefault(False)
        dress(self, "chevron-down", "text")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.model = TickedModel(all_words, self)
        self.popup = _Popup(self.model, name, self)
        self._before: frozenset[str] = frozenset()
        self.clicked.connect(self.open)
        self.popup.closed.connect(self._closed)
        self.model.dataChanged.connect(lambda *_: self._say())
        self.model.modelReset.connect(self._say)
        self._say()

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out."""
        return bool(self.model.ticked)

    def clear(self) -> None:
        """Leave nothing out; no signal tells of it."""
        self.model.clear()

    def open(self) -> None:
        """Open the list under the button."""
        self._before = frozenset(self.model.ticked)
        self.popup.open_at(self.mapToGlobal(QPoint(self.width(), self.height() + 4)))

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Offer other entries."""
        self.model.set_entries(entries)
        self.setEnabled(bool(entries))

    def _closed(self) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if frozenset(self.model.ticked) != self._before:
            self.chosen.emit()

    def _say(self) -> None:
        count = len(self.model.ticked)
        words = f"{self._name} {count:,}/{self.model.total:,}" if count else self._name
        self.setText(f"{words} ")
        chosen = self.tr("{0} of {1}").format(f"{count:,}", f"{self.model.total:,}") if count else self.tr("all")
        self.setAccessibleName(f"{self._name}: {chosen}")
        self.setToolTip(f"{self._name}: {chosen}")


class _Popup(QFrame):
    """The list with its field, in a frame that closes by Escape or a click elsewhere.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, model: TickedModel, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("house", "popup")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFixedWidth(POPUP_WIDTH)
        self._model = model
        self.field = FilterField(self.tr("Filter"), self)
        self.field.filtered.connect(model.set_filter)
        self.field.left_down.connect(self._enter)
        self.list = TickList(self)
        self.list.setModel(model)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(SWATCH_SIDE, SWATCH_SIDE))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.clicked.connect(self._clicked)
        self.list.pressed.connect(self._pressed)
        self._was_ticked: object = None
        self.list.left_up.connect(lambda: self.field.setFocus())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 5, 5, 5)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def open_at(self, right: QPoint) -> None:
        """Open with the right edge there, on the whole list."""
        self.field.setVisible(self._model.total > MANY)
        self.field.clear()
        self._model.set_filter("")
        rows = min(MOST_ROWS, self._model.total + 1)
        self.list.setFixedHeight(rows * max(LIST_ROW, self.list.sizeHintForRow(0)) + 2)
        self.adjustSize()
        self.move(right.x() - self.width(), right.y())
        self.show()
        self.list.setCurrentIndex(self._model.index(0))
        (self.field if self.field.isVisible() else self.list).setFocus(Qt.FocusReason.PopupFocusReason)

    def _clicked(self, index: QModelIndex) -> None:
        """Change the tick by a click on the words as well; one on the box has done it already."""
        if index.data(Qt.ItemDataRole.CheckStateRole) == self._was_ticked:
            self._model.setData(index, None, Qt.ItemDataRole.CheckStateRole)

    def _enter(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setCurrentIndex(self._model.index(0))

    def _pressed(self, index: QModelIndex) -> None:
        self._was_ticked = index.data(Qt.ItemDataRole.CheckStateRole)

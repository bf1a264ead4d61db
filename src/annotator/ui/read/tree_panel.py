"""What the panels of the outline and of the tags have in common: a head and a tree that is edited in place."""

from collections.abc import Callable
from functools import partial
from typing import Generic

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.session.models.tree_model import R, TreeModel
from annotator.ui.widgets import EmptyState, PanelHead, RowDelegate
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

INDENT = 16
MenuRow = tuple[str, str, Callable[[], object]]


class HouseTree(QTreeView):
    """A tree that stays open, whose rows are chosen by a click or Enter, moved by dragging or Alt with arrows.

    Signals: `chosen(uid)`, also when the chosen row is chosen again; `menu_wanted(point)` in global coordinates;
    `add_wanted()`, `delete_wanted()`, `move_wanted(key)` for Alt with an arrow key; `digit_typed(digit)`.
    """

    chosen = Signal(str)
    menu_wanted = Signal(QPoint)
    add_wanted = Signal()
    delete_wanted = Signal()
    move_wanted = Signal(int)
    digit_typed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        self._pressed = QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key in arrows and modifiers == Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != QTreeView.State.EditingState:
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and not modifiers:
            self.digit_typed.emit(key - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self._pressed:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        model = self.model()
        record = model.record_at(index) if isinstance(model, TreeModel) else None
        if record is not None:
            self.chosen.emit(record.uid)


class TreePanel(QWidget, Generic[R]):
    """A panel with a tree of records. Derive from it and say what can be done with one."""

    def __init__(self, shell: Shell, model: TreeModel[R], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.session = shell.session
        self.model: TreeModel[R] = model
        self.setAccessibleName(title)
        self.head = PanelHead(title, self)
        self.view = HouseTree(self)
        self.view.setModel(model)
        self.view.setAccessibleName(title)
        self.view.expandAll()
        self.empty = EmptyState("", "", "", None, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self._current_uid = ""
        model.modelAboutToBeReset.connect(self._note_current)
        model.modelReset.connect(self._restore)
        model.refused.connect(shell.say_error)
        self.view.chosen.connect(self.choose)
        self.view.menu_wanted.connect(self.show_menu)
        self.view.add_wanted.connect(self.add)
        self.view.delete_wanted.connect(self.delete_current)
        self.view.move_wanted.connect(self._move_current)

    # To be said by what derives from this

    def add(self) -> None:
        """Add a record and begin to name it."""

    def choose(self, uid: str) -> None:
        """Look at a record with the other panels, or no longer where it is chosen already."""

    def delete(self, record: R) -> None:
        """Delete a record."""

    def menu_rows(self, record: R) -> list[MenuRow | QMenu | None]:
        """Give what can be done with a record; None is a line."""
        return []

    def refresh_head(self) -> None:
        """Say in the head how many there are."""

    # What all of them do

    @property
    def current(self) -> R | None:
        """The record that the keyboard is on."""
        return self.model.record_at(self.view.currentIndex())

    def delete_current(self) -> None:
        """Delete the record that the keyboard is on."""
        if self.current is not None:
            self.delete(self.current)

    def menu(self, record: R) -> QMenu:
        """Make the menu of a record."""
        menu = QMenu(self)
        for row in self.menu_rows(record):
            if row is None:
                menu.addSeparator()
            elif isinstance(row, QMenu):
                row.setParent(menu, row.windowFlags())  # so that it goes with the menu
                menu.addMenu(row)
            else:
                words, keys, run = row
                action = menu.addAction(f"{words}\t{keys}" if keys else words)
                action.triggered.connect(partial(_run, run))
        return menu

    def perform(self, drafts: Callable[[], list[Draft]], label: str) -> bool:
        """Apply an edit, or say plainly why not."""
        try:
            self.session.perform(drafts(), label, initiator=self)
        except AnnotatorError as error:
            self.shell.say_error(error)
            return False
        return True

    def rename(self, uid: str) -> None:
        """Open the editor on a record's name."""
        index = self.model.index_of(uid)
        if index.isValid():
            self._show_page()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.edit(index)

    def show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the current record."""
        record = self.current
        if record is not None:
            menu = self.menu(record)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def show_current(self, uid: str) -> None:
        """Put the selection on a record, or on none."""
        index = self.model.index_of(uid)
        if index.isValid():
            self.view.setCurrentIndex(index)
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())

    def _move_current(self, key: int) -> None:
        record = self.current
        if record is None:
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.model.move_by(record.uid, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Right:
            self.model.move_in(record.uid)
        else:
            self.model.move_out(record.uid)

    def _note_current(self) -> None:
        self._current_uid = self.current.uid if self.current else ""

    def _restore(self) -> None:
        self.view.expandAll()
        index = self.model.index_of(self._current_uid)
        if index.isValid():
            self.view.setCurrentIndex(index)
        self._show_page()

    def _show_page(self) -> None:
        self.refresh_head()
        self._pages.setCurrentWidget(self.view if self.model.rowCount() else self.empty)


def _run(run: Callable[[], object], _is_checked: bool = False) -> None:
    run()


class TreeRow(RowDelegate):
    """Room for what stands before and behind the words; the editor covers the words alone."""

    def lead(self, index: AnyIndex) -> int:
        """Give where the words begin, in pixels from the left edge of the panel."""
        return 12

    def createEditor(self, parent: QWidget, option: object, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Name"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: object, index: AnyIndex) -> None:
        rect = self._view.visualRect(index)
        rect.setLeft(self.lead(index) - 4)
        rect.setRight(rect.right() - 8)
        editor.setGeometry(rect)

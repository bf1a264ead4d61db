"""The list of the panel: keys, the mouse, and what a menu offers."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QToolTip, QWidget

from annotator.core.similarity.answers import AlikePassage
from annotator.ui.read.headed_rows import CHOICE_ROLE
from annotator.ui.who_else.who_else_row import DEEDS, NOT_ALIKE, Deed, WhoElseRow
from annotator.ui.who_else.who_else_rows import Choice, WhoElseRows

_KEYS = {deed.key: deed for deed in DEEDS} | {Qt.Key.Key_Delete: DEEDS[-1]}


class WhoElseList(QListView):
    """Rows that are opened by Enter and linked by their keys.

    Signals: `opened(row)`; `done(deed name, passage)`; `left()` by Escape; `words_wanted()` to look for other words.
    """

    opened = Signal(object)
    done = Signal(str, object)
    left = Signal()
    words_wanted = Signal()

    def __init__(self, rows: WhoElseRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._row_delegate = WhoElseRow(self)
        self.setModel(rows)
        self.setItemDelegate(self._row_delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Who else says this"))
        self.doubleClicked.connect(lambda _: self._open())
        rows.modelReset.connect(self._row_delegate.forget)

    @property
    def current(self) -> Choice | None:
        """The row that keys mean."""
        row = self.currentIndex().data(CHOICE_ROLE)
        return row if isinstance(row, Choice) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif is_plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_plain and key == Qt.Key.Key_F:
            self.words_wanted.emit()
        elif is_plain and key in _KEYS:
            self._do(_KEYS[key])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search for nothing: letters link, and one that does not must not jump."""

    def menu(self) -> QMenu:
        """Make the menu of the current row."""
        menu = QMenu(self)
        menu.addAction(self.tr("&Show beside") + "\tEnter").triggered.connect(lambda _=False: self._open())
        if isinstance(self.current, AlikePassage):
            menu.addSeparator()
            for deed in DEEDS:
                if deed.name == NOT_ALIKE:
                    menu.addSeparator()
                action = menu.addAction(f"{deed.words}\t{deed.letter}")
                action.triggered.connect(lambda _=False, deed=deed: self._do(deed))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current is None:
            return
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = event.globalPos() if is_mouse else self._below_current()
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        deed = self._deed_under(event.position().toPoint()) if event.button() == Qt.MouseButton.LeftButton else None
        if deed is not None:
            self._do(deed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._deed_under(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_hand = self._deed_under(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._row_delegate.forget()
        super().resizeEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a mark does, instead of the passage's words."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            deed = self._deed_under(event.pos())
            if deed is not None:
                QToolTip.showText(event.globalPos(), f"{deed.words} ({deed.letter})", self.viewport())
                return True
        return super().viewportEvent(event)

    # Inside

    def _below_current(self) -> QPoint:
        rect: QRect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.center())

    def _deed_under(self, point: QPoint) -> Deed | None:
        index = self.indexAt(point)
        return self._row_delegate.deed_at(self.visualRect(index), index.data(CHOICE_ROLE), point)

    def _do(self, deed: Deed) -> None:
        row = self.current
        if isinstance(row, AlikePassage):
            self.done.emit(deed.name, row)

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

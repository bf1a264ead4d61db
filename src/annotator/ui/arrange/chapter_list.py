"""The list of a chapter's items: selecting, taking hold, dropping, and the editor that opens in place."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from annotator.session.details import Details
from annotator.session.models.chapter_model import ITEM_ROLE, AnyIndex, ChapterModel, Passage, StatementCard
from annotator.session.models.mime import CHAPTER_ITEMS, STATEMENTS, dragged_uids, put_uids
from annotator.ui.arrange.item_delegate import (
    CARD_LEFT,
    GAP,
    RIGHT,
    ItemDelegate,
    OpenPassage,
    is_on_handle,
    judgement_box,
    words_rect,
)
from annotator.ui.arrange.judgement_box import judged_rects
from annotator.ui.theme import Step, Theme, colour, interface_font

BATCH = 200
SCROLL_EDGE = 36


class ChapterList(QListView):
    """Show a chapter. Editing an item is somebody else's work: this says what was wished.

    Signals: `edit_wanted(uid, position)` a passage is to be opened, with the cursor at a point of it (QPointF in the
    passage's own coordinates) or None for its end; `show_wanted(statement)`; `moved(item_uids, before)`;
    `statements_dropped(statement_uids, before)`: `before` is the item's uid or "" for the end;
    `judging_wanted(uid, what, QPoint)` likelihood or confidence of a key judgement was clicked; `menu_wanted(QPoint)`;
    points are global coordinates; `current_moved()`.
    """

    edit_wanted = Signal(str, object)
    show_wanted = Signal(str)
    moved = Signal(list, str)
    statements_dropped = Signal(list, str)
    judging_wanted = Signal(str, str, QPoint)
    menu_wanted = Signal(QPoint)
    current_moved = Signal()

    def __init__(self, model: ChapterModel, details: Details, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.delegate = ItemDelegate(self, details)
        self._editor: QWidget | None = None
        self._drop_at: int | None = None
        self._drop_words = ""
        self._pressed: tuple[QPoint, str] | None = None
        self._name_of = details
        self._hint = ("", "")
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(0, 12, 0, 12)
        self.setAccessibleName(self.tr("Items of the chapter"))
        Theme.active().changed.connect(self.viewport().update)

    def set_hint(self, fact: str, advice: str) -> None:
        """Change the two sentences that stand in a chapter without items."""
        self._hint = (fact, advice)
        self.viewport().update()

    # The editor in place

    @property
    def open_uid(self) -> str:
        """The passage whose editor is open, or ""."""
        return self.delegate.open_passage.uid

    def close_editor(self) -> None:
        """Take the editor away; its row goes back to what the project has."""
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        self.delegate.open_passage = OpenPassage()
        self.scheduleDelayedItemsLayout()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_editor(self, uid: str, editor: QWidget) -> None:
        """Put an editor over the words of a passage; the list keeps it in its place and owns it."""
        self.close_editor()
        self._editor = editor
        self.delegate.open_passage = OpenPassage(uid, editor.sizeHint().height())
        editor.setParent(self.viewport())
        row = self._model.row_of(uid)
        self.select_row(row)
        self.doItemsLayout()
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_editor_height(editor.sizeHint().height())

    def set_editor_height(self, height: int) -> None:
        """Give the row of the open passage another height."""
        if self.delegate.open_passage.height != height:
            self.delegate.open_passage.height = height
            self.doItemsLayout()
        self._place_editor()
        self.scrollTo(self._model.index(self._model.row_of(self.open_uid)))

    # Rows

    def selected_uids(self) -> list[str]:
        """Give the selected items in their order, or the current one."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [uid for uid in map(self._model.uid_at, rows) if uid]

    def current_uid(self) -> str:
        """Give the current item, or ""."""
        return self._model.uid_at(self.currentIndex().row())

    def select_row(self, row: int) -> None:
        """Make one row current and the only one selected."""
        index = self._model.index(max(0, min(row, self._model.rowCount() - 1)))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def select_uids(self, uids: Sequence[str]) -> None:
        """Select several rows; the last becomes the current one."""
        selection = self.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        selection.clearSelection()
        for uid in uids:
            index = self._model.index(self._model.row_of(uid))
            selection.setCurrentIndex(index, flag.Select)

    # Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(point)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take_drag(event)
        self._scroll_near_edge(event.position().toPoint().y())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drop()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._row_to_drop_at(event.position().toPoint())
        before = self._model.uid_at(row)
        own = dragged_uids(event.mimeData(), CHAPTER_ITEMS)[1:]
        statements = dragged_uids(event.mimeData(), STATEMENTS)
        self._end_drop()
        if own and self._is_from_here(event.mimeData()):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.moved.emit(own, before)
        elif statements and self._model.chapter_uid:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.statements_dropped.emit(statements, before)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self.currentIndex().data(ITEM_ROLE) if self.currentIndex().isValid() else None
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and shown is not None:
            self._activate(shown)
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()  # letters are commands here, not a search for an item that begins so
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        shown = self._shown_at(event.position().toPoint())
        if isinstance(shown, StatementCard):
            self.show_wanted.emit(shown.statement.uid)
        else:
            super().mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        shown = self._shown_at(point)
        self._pressed = None
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if isinstance(shown, Passage) and is_plain:
            rect = self.visualRect(self.indexAt(point))
            if not is_on_handle(rect, event.position()):
                self._pressed = (point, shown.uid)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        if pressed is None or (point - pressed[0]).manhattanLength() > 4:
            return
        index = self._model.index(self._model.row_of(pressed[1]))
        if index.isValid():
            shown = index.data(ITEM_ROLE)
            is_boxed = isinstance(shown, Passage) and shown.is_key_judgement
            if is_boxed and self._judge_at(pressed[1], self.visualRect(index), point):
                return
            area = words_rect(self.visualRect(index), shown)
            self.edit_wanted.emit(pressed[1], QPointF(point - area.topLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rowCount():
            self._paint_hint(QPainter(self.viewport()))
        if self._drop_at is not None:
            self._paint_drop_line(QPainter(self.viewport()), self._drop_at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        uids = self.selected_uids()
        data = self.drag_data(uids)
        drag = QDrag(self)
        drag.setMimeData(data)
        self.delegate.dragged = frozenset(uids)
        self.viewport().update()
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)
        self.delegate.dragged = frozenset()
        self._end_drop()

    def drag_data(self, uids: Sequence[str]) -> QMimeData:
        """Make what is dragged: the items with their chapter, and the statements among them."""
        data = QMimeData()
        put_uids(data, CHAPTER_ITEMS, [self._model.chapter_uid, *uids])
        cards = [self._model.shown(self._model.row_of(uid)) for uid in uids]
        statements = [card.statement.uid for card in cards if isinstance(card, StatementCard)]
        if statements:
            put_uids(data, STATEMENTS, statements)
        return data

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_editor()

    def viewportSizeHint(self) -> QSize:
        return QSize(480, 400)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    # Own

    def _activate(self, shown: object) -> None:
        if isinstance(shown, Passage):
            self.edit_wanted.emit(shown.uid, None)
        elif isinstance(shown, StatementCard):
            self.show_wanted.emit(shown.statement.uid)

    def _end_drop(self) -> None:
        self._drop_at = None
        self.viewport().update()

    def _is_from_here(self, data: QMimeData) -> bool:
        carried = dragged_uids(data, CHAPTER_ITEMS)
        return bool(carried) and carried[0] == self._model.chapter_uid

    def _judge_at(self, uid: str, rect: QRect, point: QPoint) -> bool:
        """Ask for likelihood or confidence where one of them was clicked; say whether one was."""
        for what, place in zip(("likelihood", "confidence"), judged_rects(judgement_box(rect)), strict=True):
            if place.contains(QPointF(point)):
                below = self.viewport().mapToGlobal(place.bottomLeft().toPoint())
                self.judging_wanted.emit(uid, what, below)
                return True
        return False

    def _paint_drop_line(self, painter: QPainter, row: int) -> None:
        tokens = Theme.active().tokens
        y = self._gap_above(row)
        left, right = CARD_LEFT, self.viewport().width() - RIGHT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(tokens.accent), 2))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setFont(interface_font(Step.META, QFont.Weight.Medium))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._drop_words) + 16
        label = QRect(left + 12, round(y) - 10, round(width), 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.accent))
        painter.drawRoundedRect(label, 3, 3)
        painter.setPen(colour(tokens.on_accent))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._drop_words)

    def _gap_above(self, row: int) -> float:
        """Give the height of the gap above a row; beyond the last, below it."""
        count = self._model.rowCount()
        if not count:
            return 8.0
        if row < count:
            return max(1.0, self.visualRect(self._model.index(row)).top() - GAP / 2)
        return self.visualRect(self._model.index(count - 1)).bottom() - GAP / 2 + 1

    def _paint_hint(self, painter: QPainter) -> None:
        tokens = Theme.active().tokens
        rect = self.viewport().rect().adjusted(24, self.viewport().height() // 3, -24, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.setFont(interface_font(Step.BASE, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        painter.drawText(rect, top, self._hint[0])
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect.adjusted(0, 24, 0, 0), top, self._hint[1])

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        index = self._model.index(self._model.row_of(self.open_uid))
        if not index.isValid():
            return
        area = words_rect(self.visualRect(index), index.data(ITEM_ROLE))
        if self._editor.geometry() != area:
            self._editor.setGeometry(area)

    def _row_to_drop_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        if index.isValid():
            return index.row() + (point.y() > self.visualRect(index).center().y())
        count = self._model.rowCount()
        return 0 if count and point.y() < self.visualRect(self._model.index(0)).top() else count

    def _scroll_near_edge(self, y: int) -> None:
        bar = self.verticalScrollBar()
        if y < SCROLL_EDGE:
            bar.setValue(bar.value() - 16)
        elif y > self.viewport().height() - SCROLL_EDGE:
            bar.setValue(bar.value() + 16)

    def _shown_at(self, point: QPoint) -> object:
        index = self.indexAt(point)
        return index.data(ITEM_ROLE) if index.isValid() else None

    def _take_drag(self, event: QDragMoveEvent) -> None:
        """Say whether what is dragged can be dropped here, and where it would go."""
        data = event.mimeData()
        words = self._words_for(data)
        if not words or not self._model.chapter_uid:
            event.ignore()
            return
        is_own = self._is_from_here(data)
        event.setDropAction(Qt.DropAction.MoveAction if is_own else Qt.DropAction.CopyAction)
        event.accept()
        self._drop_at = self._row_to_drop_at(event.position().toPoint())
        self._drop_words = words
        self.viewport().update()

    def _words_for(self, data: QMimeData) -> str:
        statements = dragged_uids(data, STATEMENTS)
        if len(statements) == 1:
            codes = self._name_of.codes(statements)
            return self.tr("Drop {0} here").format(codes[0]) if codes else ""
        if statements:
            return self.tr("Drop {0} statements here").format(len(statements))
        return self.tr("Drop here") if self._is_from_here(data) else ""

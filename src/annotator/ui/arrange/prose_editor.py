"""The editor that opens in place on a passage of prose."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from annotator.core import prose
from annotator.core.prose import Citation
from annotator.session.prose_merge import merge_texts
from annotator.ui.arrange.prose_document import (
    OBJECT,
    UID,
    LabelOf,
    ProseDocument,
    chip_format,
    insert_prose,
    plain_of,
    read_prose,
    statement_at,
)

PAUSE_MS, LONGEST_MS = 1000, 5000


class ProseEditor(QTextEdit):
    """Write one passage. A citation is one character here, so it is deleted and stepped over as a whole.

    What is typed is handed over after a second's pause, at least every five seconds, when the focus leaves and by
    `commit()`. Typing has its own undo; only when that is used up do the keys reach the project's.

    Signals: `committed(str)` the whole passage; `split_wanted(list, int)` the passages that this one becomes, and
    where the cursor goes in the last (UTF-16 units); `join_wanted(int)` -1 with the passage before, 1 with the one
    after; `left(int)` -1 up, 1 down, 0 by Escape; `grown()` when it needs another height; `citation_wanted(str)`
    with the key that asked; `statement_opened(str)` a citation was double-clicked.
    """

    committed = Signal(str)
    split_wanted = Signal(list, int)
    join_wanted = Signal(int)
    left = Signal(int)
    grown = Signal()
    citation_wanted = Signal(str)
    statement_opened = Signal(str)

    def __init__(self, text: str, label_of: LabelOf, quote_of: LabelOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quote_of = quote_of
        self.menu_actions: Sequence[QAction] = ()
        self._document = ProseDocument(text, label_of, self)
        self._document.setUndoRedoEnabled(True)
        self.setDocument(self._document)
        self._base = self._document.prose()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Passage of prose"))
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self._height = self._document.size().height()
        self._document.contentsChanged.connect(self._note_change)
        self.cursorPositionChanged.connect(self._write_words)
        self._document.documentLayout().documentSizeChanged.connect(self._note_size)

    @property
    def is_dirty(self) -> bool:
        """Whether something has been typed that was not handed over."""
        return self.prose() != self._base

    def cite(self, statement_uid: str) -> None:
        """Put a citation where the cursor is, set off from the word before."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        before = self.document().characterAt(cursor.position() - 1) if cursor.positionInBlock() else " "
        if not before.isspace() and before != OBJECT:
            cursor.insertText(" ")
        cursor.insertText(OBJECT, chip_format(statement_uid))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._write_words()

    def close_down(self) -> None:
        """Stop the clocks; the editor is going."""
        self._pause.stop()
        self._longest.stop()

    def commit(self) -> None:
        """Hand over what was typed, now."""
        self._pause.stop()
        self._longest.stop()
        text = self.prose()
        if text != self._base:
            self._base = text
            self.committed.emit(text)

    def prose(self) -> str:
        """Give the passage with its citations as tokens."""
        return self._document.prose().replace("\n", " ")

    def put_cursor(self, position: int) -> None:
        """Put the cursor at a position (UTF-16 units, a citation counts as one); -1 is the end."""
        cursor = self.textCursor()
        last = self.document().characterCount() - 1
        cursor.setPosition(last if position < 0 else min(position, last))
        self.setTextCursor(cursor)

    def put_prose(self, text: str) -> None:
        """Write a whole passage as if it had been typed."""
        insert_prose(self.textCursor(), text)

    def take_external(self, theirs: str) -> bool:
        """Take in what came from elsewhere, keeping what is typed here; False where both changed the same words.

        Then the words typed here stay, and go in with the next commit.
        """
        merged = merge_texts(self._base, self.prose(), theirs)
        self._base = theirs
        if merged is not None and merged != self.prose():
            position = self.textCursor().position()
            self._document.set_prose(merged)
            self.put_cursor(position)
        if self.is_dirty:
            self._note_change()
        return merged is not None

    # Qt

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        menu.addActions(self.menu_actions)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(read_prose(self.document(), cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            spent_undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            spent_redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if spent_undo or spent_redo:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line.strip() for line in plain_of(source).split("\n")]
        lines = [line for line in lines if line] if len(lines) > 1 else [plain_of(source)]
        cursor = self.textCursor()
        if len(lines) <= 1:
            insert_prose(cursor, "".join(lines))
            self.setTextCursor(cursor)
            return
        before, after = self._around_cursor()
        self.split_wanted.emit([before + lines[0], *lines[1:-1], lines[-1] + after], length_of(lines[-1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        is_plain = not modifiers & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & Qt.KeyboardModifier.ControlModifier:
            before, after = self._around_cursor()
            self.split_wanted.emit([before, after], 0)
        elif key == Qt.Key.Key_Escape:
            self.left.emit(0)
        elif event.text() == "@":
            self.citation_wanted.emit("@")
        elif key == Qt.Key.Key_Backspace and is_plain and self._is_at_edge(start=True):
            self.join_wanted.emit(-1)
        elif key == Qt.Key.Key_Delete and is_plain and self._is_at_edge(start=False):
            self.join_wanted.emit(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and is_plain and not self._can_step(key):
            self.left.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        uid = self._statement_at(event.position())
        if uid:
            self.statement_opened.emit(uid)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            uid = self._statement_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._quote_of(uid).words if uid else "", self, QRect())
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The chapter scrolls, not the passage: it always stands open to its full height.
        event.ignore()

    def _around_cursor(self) -> tuple[str, str]:
        cursor = self.textCursor()
        end = self.document().characterCount() - 1
        before = read_prose(self.document(), 0, cursor.selectionStart())
        return before, read_prose(self.document(), cursor.selectionEnd(), end)

    def _can_step(self, key: int) -> bool:
        """Whether the cursor can go a line up or down within the passage."""
        cursor = self.textCursor()
        operation = QTextCursor.MoveOperation
        return cursor.movePosition(operation.Up if key == Qt.Key.Key_Up else operation.Down)

    def _is_at_edge(self, *, start: bool) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and (cursor.atStart() if start else cursor.atEnd())

    def _note_change(self) -> None:
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _note_size(self) -> None:
        height = self._document.size().height()
        if height != self._height:
            self._height = height
            self.grown.emit()

    def _statement_at(self, point: QPointF) -> str:
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return statement_at(self.document(), point + scrolled)

    def _write_words(self) -> None:
        """Let what is typed after a citation be words, and no part of the citation."""
        if not self.textCursor().hasSelection() and self.currentCharFormat().hasProperty(UID):
            self.setCurrentCharFormat(QTextCharFormat())

    def _timer(self, interval: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(interval)
        made.timeout.connect(self.commit)
        return made


def length_of(text: str) -> int:
    """Give how many positions a passage takes in the editor: UTF-16 units, one for each citation."""
    return sum(1 if isinstance(each, Citation) else len(each.encode("utf-16-le")) // 2 for each in prose.parse(text))

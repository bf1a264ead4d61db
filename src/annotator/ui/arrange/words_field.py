"""Fields for the words of a quotation: one to write in, and one from which words can only be left out."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.core.quoting import leave_out
from annotator.ui.arrange.prose_document import plain_of
from annotator.ui.theme import Step, Theme, colour, reading_font

PITCH = 24
MOST_LINES = 14
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
# What a person types who wants to write the omission by hand.
_OMITTING = frozenset("[….")


class WordsField(QTextEdit):
    """One paragraph in the reading font, line under line as the card shows it.

    Signals: `committed()` by Enter and when the focus leaves; `escaped()`; `refused()` where something was typed
    that cannot stand here.
    """

    committed = Signal()
    escaped = Signal()
    refused = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wrong = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Words of the quotation"))
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(reading_font(Step.CARD))
        self.document().setUndoRedoEnabled(False)
        self.write(words)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)
        Theme.active().changed.connect(self._colour)

    @property
    def words(self) -> str:
        """What stands here, on one line."""
        return " ".join(self.toPlainText().split())

    def set_wrong(self, is_wrong: bool) -> None:
        """Show the words in the tone of errors, or as usual again."""
        if is_wrong != self._is_wrong:
            self._is_wrong = is_wrong
            self._colour()

    def wanted_height(self) -> int:
        """Give the height of all lines, up to the most that are shown at once; in pixels."""
        return min(MOST_LINES * PITCH, max(PITCH, round(self.document().size().height())))

    def write(self, words: str) -> None:
        """Replace everything."""
        self.setPlainText(words)
        shape = QTextBlockFormat()
        shape.setLineHeight(PITCH, int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(shape)

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.committed.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(" ".join(plain_of(source).split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in _ENTER:
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    # Own

    def _colour(self) -> None:
        """Colour the words without that counting as a change of them."""
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document())
        selection.cursor.select(QTextCursor.SelectionType.Document)
        ink = QTextCharFormat()
        ink.setForeground(colour(Theme.active().tokens.error))
        selection.format = ink
        self.setExtraSelections([selection] if self._is_wrong else [])


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key is for the words here, though the window has commands on it too."""
    return event.key() in (*_ENTER, Qt.Key.Key_Escape) or any(event.matches(each) for each in _HISTORY)


class ShorteningField(WordsField):
    """A quote from which words can be left out, and into which nothing can be written.

    The words are kept beside what Qt shows, because Qt gives some characters back as others.
    """

    def __init__(self, quote: str, words: str, parent: QWidget | None = None) -> None:
        self._kept = " ".join(words.split())
        self._before = [(quote, 0)] if quote != self._kept else []
        self._after: list[tuple[str, int]] = []
        self._is_writing = False
        super().__init__(self._kept, parent)
        self.document().setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.document().contentsChanged.connect(self._stand_by)

    @property
    def words(self) -> str:
        """The words that are left."""
        return self._kept

    def write(self, words: str) -> None:
        self._is_writing = True
        super().write(words)
        self._is_writing = False

    # Qt

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.refused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.matches(QKeySequence.StandardKey.Undo):
            self._step(self._before, self._after)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._step(self._after, self._before)
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy()
            self._leave_out(is_back=False)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._leave_out(is_back=event.key() == Qt.Key.Key_Backspace)
        elif text in _OMITTING and self.textCursor().hasSelection():
            self._leave_out(is_back=False)
        elif text.isprintable() and text and not event.modifiers() & _CONTROL:
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    # Own

    def _code_points(self, units: int) -> int:
        return len(self._kept.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))

    def _leave_out(self, *, is_back: bool) -> None:
        """Leave out what is selected, or else the word at the cursor."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            move = QTextCursor.MoveOperation.PreviousWord if is_back else QTextCursor.MoveOperation.EndOfWord
            cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
        if not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
        start, end = (self._code_points(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        if start == end:
            return
        made, place = leave_out(self._kept, start, end)
        if made != self._kept:
            self._before.append((self._kept, self._code_points(self.textCursor().position())))
            self._after.clear()
            self._show(made, place)

    def _show(self, words: str, place: int) -> None:
        """Show other words, with the cursor at a place in them (code points)."""
        self._kept = words
        self.write(words)
        cursor = self.textCursor()
        cursor.setPosition(len(words[:place].encode("utf-16-le")) // 2)
        self.setTextCursor(cursor)

    def _stand_by(self) -> None:
        """Bring back what went by another way than these keys, such as words dragged out to another window."""
        if not self._is_writing:
            # Not from within the change itself.
            QTimer.singleShot(0, self, lambda: self._show(self._kept, 0))

    def _step(self, stack: list[tuple[str, int]], other: list[tuple[str, int]]) -> None:
        if stack:
            other.append((self._kept, self._code_points(self.textCursor().position())))
            self._show(*stack.pop())

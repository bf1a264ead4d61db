"""The editor that opens in place on a statement's card: to leave words out of its quote, or to say it otherwise."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.core.quoting import leave_out
from annotator.ui.theme import Step, reading_font
from annotator.ui.widgets import label

_MOST_LINES = 14
_SPACING = 4
_CONTROL = Qt.KeyboardModifier.ControlModifier


class QuoteEditor(QWidget):
    """Hold the words, and below them what to do.

    Signals: `committed(str)` the words, by Enter or on leaving; `left()` by Escape; `grown()` when another
    height is needed.
    """

    committed = Signal(str)
    left = Signal()
    grown = Signal()

    def __init__(self, quote: str, words: str, *, is_shortening: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._is_done = False
        self.field: QPlainTextEdit
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACING)
        self._original: QLabel | None = None
        if is_shortening:
            self.field = _ShorteningField(quote, words, self)
            advice = self.tr("Select the words to leave out and press Delete. Ctrl+Z brings them back.")
        else:
            self._original = label(quote, "muted", self, wraps=True)
            column.addWidget(self._original)
            self.field = _WordsField(words, self)
            advice = self.tr("Say it in your own words; it stands without quotation marks.")
        keys = self.tr("Enter takes it over, Esc leaves it as it was.")
        self.hint = label(f"{advice} {keys}", "meta", self, wraps=True)
        column.addWidget(self.field)
        column.addWidget(self.hint)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._fit)

    def commit(self) -> None:
        """Hand the words over, once."""
        if not self._is_done:
            self._is_done = True
            self.committed.emit(self.words())

    def give_up(self) -> None:
        """Leave everything as it was."""
        if not self._is_done:
            self._is_done = True
            self.left.emit()

    def say(self, words: str) -> None:
        """Say below the words what is wrong with them."""
        self._is_done = False
        self.hint.setText(words)
        self.hint.setProperty("role", "error")
        self.hint.style().polish(self.hint)

    def words(self) -> str:
        """Give the words as they are now."""
        field = self.field
        return field.words if isinstance(field, _ShorteningField) else " ".join(field.toPlainText().split())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        width = self.width() or 400
        rest = sum(each.heightForWidth(width) + _SPACING for each in (self._original, self.hint) if each is not None)
        return QSize(width, rest + self._field_height())

    def _fit(self) -> None:
        self.field.setFixedHeight(self._field_height())
        self.grown.emit()

    def _field_height(self) -> int:
        line = self.field.fontMetrics().lineSpacing()
        lines = min(_MOST_LINES, max(2, int(self.field.document().size().height())))
        return lines * line + 16


class _WordsField(QPlainTextEdit):
    """Words in the reading font, in one paragraph."""

    def __init__(self, words: str, parent: QuoteEditor) -> None:
        super().__init__(words, parent)
        self._owner = parent
        self.setFont(reading_font(Step.CARD))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Words of the quotation"))
        self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._owner.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._owner.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.commit()
        else:
            super().keyPressEvent(event)


class _ShorteningField(_WordsField):
    """A quote from which words can be left out, and into which nothing can be written.

    `words` are kept beside what Qt shows, because Qt gives some characters back as others.
    """

    def __init__(self, quote: str, words: str, parent: QuoteEditor) -> None:
        self.words = " ".join(words.split())
        self._before = [quote] if quote != self.words else []
        super().__init__(self.words, parent)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            if self._before:
                self._show(self._before.pop(), 0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or event.matches(QKeySequence.StandardKey.Cut):
            self._leave_out(is_back=event.key() == Qt.Key.Key_Backspace)
        elif event.text().isprintable() and event.text() and not event.modifiers() & _CONTROL:
            if self.textCursor().hasSelection():
                self._leave_out(is_back=False)
        elif not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)

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
        made, place = leave_out(self.words, start, end)
        if made != self.words:
            self._before.append(self.words)
            self._show(made, place)

    def _code_points(self, units: int) -> int:
        return len(self.words.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))

    def _show(self, words: str, place: int) -> None:
        self.words = words
        self.setPlainText(words)
        cursor = self.textCursor()
        cursor.setPosition(len(words[:place].encode("utf-16-le")) // 2)
        self.setTextCursor(cursor)

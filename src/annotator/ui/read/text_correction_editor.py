"""The editor that opens over a paragraph: its words to be put right, and a line below that says how."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.core.directions import SIGNS, unseen_signs
from annotator.ui.reader.view import ReaderView
from annotator.ui.theme import Theme, colour, reading_font
from annotator.ui.widgets import label, push_button, repolish

OVERHANG, FOOT, LEAST_HEIGHT, EDGE, EDGE_WIDTH = 13, 70, 120, 8, 2
MOST_NAMED = 4


class TextCorrectionEditor(QWidget):
    """Hold the words of one or several paragraphs, each of which is a line here.

    Signals: `kept(list)` the words of each paragraph, by Enter; `left()` by Escape; `next_wanted()` when the
    paragraph that follows is to be joined.
    """

    kept = Signal(list)
    left = Signal()
    next_wanted = Signal()

    def __init__(self, view: ReaderView, start: int, end: int, words: str) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._span = (start, end)
        self._words = words
        self.setAccessibleName(self.tr("Correct a paragraph"))
        self.field = _Field(self)
        self.field.setAccessibleName(self.tr("Words of the paragraph"))
        self.field.setPlainText(words)
        self.field.entered.connect(self.keep)
        self.field.escaped.connect(self.left)
        self.field.textChanged.connect(self._follow_words)
        self._hint = label("", "meta", self, wraps=True)
        self.join_button = push_button(self.tr("&Join with the next"), self.next_wanted.emit, self, is_small=True)
        self.clean_button = push_button(
            self.tr("Take unseen characters &out"), self.take_out_unseen, self, is_small=True, is_quiet=True
        )
        self.keep_button = push_button(self.tr("&Keep"), self.keep, self, is_small=True, is_accent=True)
        self._lay_out()
        self.setFocusProxy(self.field)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().rangeChanged.connect(self.place)
        self._follow_words()
        self.place()

    @property
    def is_changed(self) -> bool:
        """Whether the words are others than those it was opened with."""
        return self.field.raw_words != self._words

    @property
    def words(self) -> list[str]:
        """The words of each paragraph."""
        return self.field.raw_words.split("\n")

    def append(self, words: str, end: int) -> None:
        """Put the words of the next paragraph behind these, the caret between them."""
        cursor = self.field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        at = cursor.position()
        cursor.insertText(f" {words}")
        cursor.setPosition(at)
        self.field.setTextCursor(cursor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._span = (self._span[0], end)
        self.place()

    def keep(self) -> None:
        """Hand the words over."""
        if self.isEnabled():
            self.setEnabled(False)
            self.kept.emit(self.words)

    def say(self, problem: str) -> None:
        """Say what is wrong with the words; they can be changed and handed over again."""
        self.setEnabled(True)
        self._say(problem, "error")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_can_join(self, can_join: bool) -> None:
        """Say whether a paragraph follows that can be joined."""
        self.join_button.setEnabled(can_join)

    def take_out_unseen(self) -> None:
        """Leave out the characters that nobody sees."""
        unseen = set(unseen_signs(self.field.raw_words))
        kept = "".join(each for at, each in enumerate(self.field.raw_words) if at not in unseen)
        cursor = self.field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(kept)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Stand over the paragraph, as far as there is room."""
        left, right = self._view.text_edges
        rect = self._view.span_rect(*self._span)
        room = self._view.viewport().height() - 2 * EDGE
        height = min(max(LEAST_HEIGHT, int(rect.height()) + FOOT + 2 * OVERHANG), room)
        top = int(rect.top()) - OVERHANG
        if height > room - max(0, top):
            top = max(EDGE, self._view.viewport().height() - EDGE - height)
        self.setGeometry(left - OVERHANG, top, right - left + 2 * OVERHANG, height)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = Theme.active().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(tokens.accent), EDGE_WIDTH))
        painter.setBrush(colour(tokens.raised))
        inset = EDGE_WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)

    # Inside

    def _follow_words(self) -> None:
        unseen = unseen_signs(self.field.raw_words)
        self.clean_button.setVisible(bool(unseen))
        advice = self.tr("Enter keeps it, Shift+Enter begins a new paragraph, Esc leaves it as it was.")
        if unseen:
            words = self.field.raw_words
            names = list(dict.fromkeys(SIGNS[words[at]] for at in unseen))
            said = ", ".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
            advice = self.tr("{0} Unseen characters: {1}.").format(advice, said)
        self._say(advice, "meta")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.join_button, self.clean_button):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(OVERHANG - 5, 6, OVERHANG - 5, 8)
        column.setSpacing(6)
        column.addWidget(self.field, 1)
        column.addWidget(self._hint)
        column.addLayout(row)

    def _say(self, words: str, role: str) -> None:
        self._hint.setText(words)
        self.field.setAccessibleDescription(words)
        if self._hint.property("role") != role:
            self._hint.setProperty("role", role)
            repolish(self._hint)


class _Field(QPlainTextEdit):
    """The words; Enter hands them over.

    Signals: `entered()`; `escaped()`.
    """

    entered = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(reading_font())
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)

    @property
    def raw_words(self) -> str:
        """The words with every character as it was: the usual way would turn no-break spaces into plain ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif is_enter:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

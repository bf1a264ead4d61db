"""The editor that opens in place on a statement's card: to leave words out of its quote, or to say it otherwise."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.core.quoting import is_shortened_from
from annotator.core.vocabulary import OMISSION
from annotator.ui.arrange.words_field import ShorteningField, WordsField
from annotator.ui.theme import Step, interface_font, reading_font
from annotator.ui.widgets import label, repolish

SPACING = 6


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
        self._quote = quote
        self._is_done = False
        self._is_shortening = is_shortening
        self._height = 0
        self.field: WordsField = ShorteningField(quote, words, self) if is_shortening else WordsField(words, self)
        self.original: QLabel | None = None
        if not is_shortening:
            self.original = label(quote, "muted", self, wraps=True)
            self.original.setFont(reading_font(Step.BASE))
            self.field.setPlaceholderText(self.tr("In your own words"))
        self.hint = label("", "muted", self, wraps=True)
        self.hint.setFont(interface_font(Step.META))
        self.setFocusProxy(self.field)
        self.field.committed.connect(self.commit)
        self.field.escaped.connect(self.give_up)
        self.field.refused.connect(self._refuse)
        self.field.textChanged.connect(self._changed)
        self._changed()

    @property
    def problem(self) -> str:
        """Why the words cannot stand as they are, and what to do; "" where they can."""
        words = self.words()
        if not self._is_shortening:
            return ""
        if not words.replace(OMISSION, "").strip():
            return self.tr(
                "No words are left. Ctrl+Z brings them back; to leave them all out, only cite the statement."
            )
        if not is_shortened_from(words, self._quote):
            return self.tr("The statement has been changed since, and does not say this. Ctrl+Z brings its words back.")
        return ""

    def commit(self) -> None:
        """Hand the words over, once; words that cannot stand stay here."""
        if self._is_done:
            return
        if self.problem:
            self._changed()
            return
        self._is_done = True
        self.committed.emit(self.words())

    def give_up(self) -> None:
        """Leave everything as it was."""
        if not self._is_done:
            self._is_done = True
            self.left.emit()

    def say(self, words: str) -> None:
        """Say below the words what is wrong with them; they can be handed over again."""
        self._is_done = False
        self._hint(words, "error")

    def words(self) -> str:
        """Give the words as they are now."""
        return self.field.words

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._lay_out())

    # Own

    def _advice(self) -> str:
        if self._is_shortening:
            advice = self.tr("Select the words to leave out and press Delete. Ctrl+Z brings them back.")
        else:
            advice = self.tr("Say it in your own words; it stands without quotation marks.")
        return self.tr("{0} Enter takes it over, Esc leaves it as it was.").format(advice)

    def _changed(self) -> None:
        problem = self.problem
        self.field.set_wrong(bool(problem))
        self._hint(problem or self._advice(), "error" if problem else "muted")

    def _fit(self) -> None:
        height = self._lay_out()
        if height != self._height:
            self._height = height
            self.grown.emit()

    def _hint(self, words: str, role: str) -> None:
        self.hint.setText(words)
        self.field.setAccessibleDescription(words)
        if self.hint.property("role") != role:
            self.hint.setProperty("role", role)
            repolish(self.hint)
        self._fit()

    def _lay_out(self) -> int:
        """Put everything below each other and give the height of it all.

        A layout would give wrapped words the height that they need at their narrowest.
        """
        top, width = 0, self.width()
        for each in (self.original, self.field, self.hint):
            if each is not None:
                height = self.field.wanted_height() if each is self.field else each.heightForWidth(width)
                each.setGeometry(0, top, width, height)
                top += height + SPACING
        return top - SPACING

    def _refuse(self) -> None:
        """Say quietly why nothing was written."""
        words = self.tr("A quotation keeps the words of its source: select what to leave out, or paraphrase instead.")
        self._hint(words, "warn")

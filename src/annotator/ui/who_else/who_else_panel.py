"""Who else says this: what is linked to the selected statement or words, and what says the same elsewhere."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.similarity.answers import AlikePassage
from annotator.session.who_else import WhoElse
from annotator.session.who_else_question import LinkedStatement, Wish
from annotator.ui.read.link_words import link_words
from annotator.ui.who_else.who_else_list import WhoElseList
from annotator.ui.who_else.who_else_row import NOT_ALIKE
from annotator.ui.who_else.who_else_rows import Choice, WhoElseRows, count_words, source_words
from annotator.ui.widgets import EmptyState, FilterField, PanelHead
from annotator.ui.workspace import Shell

# Before that an answer is on its way, and a word that comes and goes would only flicker.
SAY_AFTER_MS = 500


class WhoElsePanel(QWidget):
    """Follow the selection, and link to what is found.

    Signals: `show_wanted(source, start, end, own source)` for a place beside the words that are asked about;
    `statement_made(statement)` when the selected words became one; `left()` when the keyboard goes back to the text.
    """

    show_wanted = Signal(str, int, int, str)
    statement_made = Signal(str)
    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self.who_else = WhoElse(shell.session, self)
        self.rows = WhoElseRows(self)
        self._at = 0
        self._key = ("", 0)
        self.setAccessibleName(self.tr("Who else says this?"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._head = PanelHead(self.tr("Who else says this?"), self)
        self._words_button = self._head.add_tool("magnify", self.tr("Look for other words (F)"), self.look_for_words)
        self._words_row = QWidget(self)
        self.words = FilterField(self.tr("Words that others would use"), self._words_row)
        self._words_row.hide()
        self.list = WhoElseList(self.rows, self)
        self._empty = EmptyState("", "", self.tr("Show them again"), self.bring_back, self)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(SAY_AFTER_MS)
        self._looking.timeout.connect(lambda: self._say_empty(self.tr("Looking through the other sources…"), ""))
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        row = QHBoxLayout(self._words_row)
        row.setContentsMargins(12, 0, 12, 6)
        row.addWidget(self.words)
        layout.addWidget(self._head)
        layout.addWidget(self._words_row)
        layout.addWidget(self._pages, 1)
        self.list.opened.connect(self._show)
        self.list.done.connect(self._do)
        self.list.left.connect(self.left)
        self.list.words_wanted.connect(self.look_for_words)
        self.words.filtered.connect(self._ask_other_words)
        for leaves in (self.words.returnPressed, self.words.left_down):
            leaves.connect(self.take_focus)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._note_current())
        self.who_else.answered.connect(self._take_answer)
        self.who_else.wished.connect(self._await_answer)
        self._session.selection.statement_changed.connect(self._statement_changed)
        self._statement_changed(self._session.selection.statement_uid)
        self._take_answer()

    def ask_words(self, source_uid: str, start: int, end: int) -> None:
        """Ask about selected words of a source; a negative start means that none are selected any more."""
        uid = self._session.selection.statement_uid
        if start >= 0 and source_uid:
            self.who_else.ask_for(Wish("", source_uid, start, end))
        elif not uid:
            self.who_else.ask_for(None)

    def bring_back(self) -> None:
        """Show again what was dismissed for what is asked about."""
        self.who_else.bring_back()

    def look_for_words(self) -> None:
        """Let words be typed that are looked for in the other sources instead of the selected ones."""
        if self.who_else.wish is not None:
            self._words_row.show()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.words.selectAll()

    def stop(self) -> None:
        """Ask no more; the project closes."""
        self.who_else.stop()
        self._looking.stop()

    def take_focus(self) -> None:
        """Take the keyboard, and go to the first row as soon as there is one."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def why_not(self) -> str:
        """Say why there is nothing to look for, or ""."""
        return "" if self.who_else.wish is not None else self.tr("Select a statement or some words first.")

    def why_not_bring_back(self) -> str:
        """Say why nothing dismissed can be shown again, or ""."""
        return "" if self.who_else.can_bring_back else self.tr("You have said of nothing here that it is not alike.")

    # Qt

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._enter_list()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.who_else.set_watched(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.words.hasFocus():
            self._words_row.hide()
            self.take_focus()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F and not event.modifiers():
            self.look_for_words()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.who_else.set_watched(True)

    # Inside

    def _ask_other_words(self, words: str) -> None:
        wish = self.who_else.wish
        if wish is not None:
            self.who_else.ask_for(replace(wish, words=words))

    def _await_answer(self) -> None:
        """Let go of what was found for other words: it must not be linked to these."""
        self._fit_words()
        self.rows.show_answer(None)
        self._at, self._key = 0, ("", 0)
        self._head.set_count("")
        self._pages.setCurrentWidget(self.list)
        self._looking.start()

    def _do(self, name: str, passage: AlikePassage) -> None:
        if name == NOT_ALIKE:
            self.who_else.dismiss(passage)
            return
        try:
            made = self.who_else.link(name, passage)
            self._session.perform(made.drafts, self.tr("Link statements"), initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        words = self.tr("{0}: {1}").format(link_words(name), f"{source_words(passage)}")
        self._shell.toast(words, can_undo=True)
        wish = self.who_else.wish
        if wish is not None and not wish.statement_uid:
            self.who_else.turn_to(made.from_uid)
            self.statement_made.emit(made.from_uid)

    def _enter_list(self) -> None:
        first = self.rows.first_choice()
        if self.hasFocus() and first >= 0:
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.rows.index(first))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_words(self) -> None:
        """Let go of the words that were typed once something else is asked about."""
        wish = self.who_else.wish
        if (wish is None or not wish.words) and not self.words.hasFocus():
            self._words_row.hide()
            self.words.blockSignals(True)
            self.words.clear()
            self.words.blockSignals(False)

    def _note_current(self) -> None:
        if self.list.currentIndex().isValid():
            self._at = self.list.currentIndex().row()
            self._key = self.rows.key_of(self._at)

    def _restore_current(self) -> None:
        """Go on where the keyboard was: on the same row, or on what stands in its place now."""
        row = self.rows.row_of(self._key)
        if row < 0:
            row = self.rows.next_choice(self._at - 1, 1)
        if row < 0:
            row = self.rows.next_choice(self._at, -1)
        if row >= 0:
            self.list.setCurrentIndex(self.rows.index(row))

    def _say_empty(self, fact: str, advice: str, *, has_button: bool = False) -> None:
        self._empty.set_words(fact, advice)
        self._empty.button.setVisible(has_button)
        if self.list.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pages.setCurrentWidget(self._empty)

    def _show(self, row: Choice) -> None:
        answer = self.who_else.answer
        own = answer.source_uid if answer is not None else ""
        if isinstance(row, LinkedStatement):
            anchor = row.other.anchor
            self.show_wanted.emit(row.other.source_uid, anchor.start, anchor.end, own)
        else:
            self.show_wanted.emit(row.source.uid, row.start, row.end, own)

    def _statement_changed(self, uid: str) -> None:
        wish = self.who_else.wish
        if uid:
            self.who_else.ask_for(Wish(uid))
        elif wish is not None and wish.statement_uid:
            self.who_else.ask_for(None)

    def _take_answer(self) -> None:
        answer, who_else = self.who_else.answer, self.who_else
        self._looking.stop()
        self._fit_words()
        self._words_button.setEnabled(answer is not None)
        had_focus = self.list.hasFocus()
        at, key = self._at, self._key
        self.rows.show_answer(answer)
        self._at, self._key = at, key
        self._shell.commands.refresh()
        if answer is None:
            self._head.set_count("")
            self._say_empty(
                self.tr("Select a statement or some words."),
                self.tr("What other sources say of the same is listed here, to be read beside it and linked."),
            )
            return
        index = answer.index
        reading = self.tr("Still reading the sources, {0} of {1}").format(f"{index.read:,}", f"{index.total:,}")
        is_reading = index.read < index.total
        self._head.set_count(reading if is_reading else count_words(answer))
        if self.rows.rowCount():
            self._pages.setCurrentWidget(self.list)
            if had_focus or self._key != ("", 0):
                self._restore_current()
            self._enter_list()
        elif is_reading:
            self._say_empty(reading, self.tr("Passages appear as soon as they are found."))
        else:
            left_out = self.tr("You said of {0} that they are not alike.").format(answer.dismissed)
            others = self.tr("F looks for other words, L links it to another statement by hand.")
            is_worded = bool(answer.wish.words)
            nobody = self.tr("No other source says anything like it.")
            fact = self.tr("No other source has these words.") if is_worded else nobody
            self._say_empty(fact, left_out if answer.dismissed else others, has_button=who_else.can_bring_back)

"""One conflict in full: what it is about, its versions side by side, what was said of it, how it came about."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.edits.settling import KEPT
from annotator.core.fold import LIFE
from annotator.core.records import Note
from annotator.session.catalogue import Catalogue
from annotator.session.conflict_versions import Past
from annotator.session.details import Details
from annotator.session.models.conflicts_model import ConflictRow, Key
from annotator.session.settling import can_write
from annotator.ui.exporting.places import has_place
from annotator.ui.read.place_words import place_phrase
from annotator.ui.review.field_history import FieldHistory
from annotator.ui.review.passage import QuoteBar
from annotator.ui.review.version_card import StayingCard, VersionCard
from annotator.ui.review.words_box import DiscussionBox, WritingBox
from annotator.ui.widgets import ElidedLabel, line, push_button

INSET, CARD_GAP, COLUMNS = 16, 12, 2
KEYED_VERSIONS = 9


class ConflictDetail(QScrollArea):
    """Show a conflict and take the wishes about it.

    Signals: `settle_wanted(value)` in its stored form; `words_wanted(str)` to settle by; `remark_made(str)`;
    `both_wanted()` to settle by both; `show_wanted()`; `closed()` when a box to write in was put away.
    """

    settle_wanted = Signal(object)
    words_wanted = Signal(str)
    remark_made = Signal(str)
    both_wanted = Signal()
    show_wanted = Signal()
    closed = Signal()

    def __init__(self, details: Details, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details, self._catalogue = details, catalogue
        self._row: ConflictRow | None = None
        self._cards_holder: QWidget | None = None
        self.cards: list[VersionCard | StayingCard] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The selected conflict"))
        self._build()

    @property
    def key(self) -> Key | None:
        """The conflict that is shown."""
        return self._row.key if self._row else None

    def ask(self) -> None:
        """Open the field for a remark."""
        self.discussion.open_field()
        self._reveal(self.discussion)

    def keep(self, at: int) -> None:
        """Settle by the version at a place, from 0."""
        if 0 <= at < len(self.cards):
            self.cards[at].button.click()

    def show_row(self, row: ConflictRow | None, past: Past, remarks: Sequence[Note]) -> None:
        """Show a conflict; while it is the same one, what is being written stays."""
        is_new = self._row is None or row is None or self._row.key != row.key
        self._row = row
        self._body.setVisible(row is not None)
        if row is None:
            return
        if is_new:
            self.writing.hide()
            self.discussion.close_field()
            self.verticalScrollBar().setValue(0)
        self._show_head(row, past)
        self._show_cards(row)
        self.both_button.setVisible(row.can_use_both)
        self.write_button.setVisible(can_write(row.conflict))
        self.place_button.setVisible(row.subject.place is not None and has_place(row.subject.place))
        self.discussion.show_remarks(remarks, self._catalogue.reviewer_name)
        self.history.show_steps(past.steps)

    def write(self) -> None:
        """Open the box to write another value in, with the version that is shown to begin with."""
        if self._row is not None and can_write(self._row.conflict):
            self.writing.open_with(self._row.versions[0].text)
            self._reveal(self.writing)

    # Inside

    def _build(self) -> None:
        body = self._body = QWidget(self)
        body.setProperty("ground", "window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel("", body, role="title")
        self._place = ElidedLabel("", body, role="muted")
        self._base = ElidedLabel("", body, role="muted")
        self._quote = QuoteBar(body)
        self.both_button = push_button(
            self.tr("&Use both corrections"), self.both_wanted.emit, body, icon="check-circle-outline"
        )
        self.both_button.setToolTip(self.tr("They corrected different paragraphs, so one text can hold what both did"))
        self.write_button = push_button(self.tr("Write another value"), self.write, body, icon="pencil-outline")
        self.ask_button = push_button(self.tr("Ask in a note"), self.ask, body, icon="note-outline")
        self.place_button = push_button(
            self.tr("Show in its place"), self.show_wanted.emit, body, icon="book-open-page-variant"
        )
        self.writing = WritingBox(self._details.citation, body)
        self.writing.settled.connect(self.words_wanted)
        self.writing.closed.connect(self.closed)
        self.discussion = DiscussionBox(body)
        self.discussion.said.connect(self.remark_made)
        self.discussion.closed.connect(self.closed)
        self.history = FieldHistory(body)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(INSET, 12, INSET, 12)
        self._column.setSpacing(10)
        self._column.addLayout(self._head())
        self._column.addWidget(self._quote)
        self._cards_at = self._column.count()
        self._column.addLayout(self._buttons(body))
        for each in (self.writing, self.discussion, line(parent=body), self.history):
            self._column.addWidget(each)
        self._column.addStretch(1)
        self.setWidget(body)
        body.hide()

    def _buttons(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.both_button, self.write_button, self.ask_button, self.place_button):
            row.addWidget(each)
        hint = ElidedLabel(self.tr("Settling is a change of its own and can be undone."), body, role="muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(hint, 1)
        return row

    def _head(self) -> QVBoxLayout:
        for each in (self._title, self._base):
            # As wide as its words where there is room, and shortened where there is none.
            each.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._title)
        first.addWidget(self._place, 1)
        first.addWidget(self._base)
        head = QVBoxLayout()
        head.addLayout(first)
        return head

    def _card(self, at: int, row: ConflictRow, parent: QWidget) -> VersionCard:
        versions = row.versions
        version, other = versions[at], versions[0 if at else 1] if len(versions) > 1 else None
        verb = self.tr("Keep this value")
        if row.conflict.field == LIFE:
            verb = self.tr("Keep it") if version.value is KEPT else self.tr("Delete it")
        keys = keys_of(at) if at < KEYED_VERSIONS else ""
        keep = partial(self.settle_wanted.emit, version.value)
        return VersionCard(version, other, verb, keys, keep, self._label_of, parent)

    def _label_of(self, statement_uid: str) -> str:
        return self._details.citation(statement_uid).words

    def _reveal(self, widget: QWidget) -> None:
        self._body.adjustSize()
        self.ensureWidgetVisible(widget)

    def _show_cards(self, row: ConflictRow) -> None:
        had_focus = next((at for at, card in enumerate(self.cards) if card.button.hasFocus()), -1)
        if self._cards_holder is not None:
            self._cards_holder.hide()
            self._cards_holder.deleteLater()
        holder = self._cards_holder = QWidget(self._body)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(CARD_GAP)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        if row.versions:
            self.cards = [self._card(at, row, holder) for at in range(len(row.versions))]
        else:
            keep = partial(self.settle_wanted.emit, None)
            self.cards = [StayingCard(keys_of(0), keep, holder)]
        for at, card in enumerate(self.cards):
            grid.addWidget(card, at // COLUMNS, at % COLUMNS)
        self._column.insertWidget(self._cards_at, holder)
        holder.show()
        before: QWidget = self._quote
        for card in self.cards:
            QWidget.setTabOrder(before, card.button)
            before = card.button
        QWidget.setTabOrder(before, self.both_button)
        QWidget.setTabOrder(self.both_button, self.write_button)
        if 0 <= had_focus < len(self.cards):
            self.cards[had_focus].button.setFocus()

    def _show_head(self, row: ConflictRow, past: Past) -> None:
        statement = row.subject.statement
        self._title.setText(row.subject.heading)
        self._place.setText(place_phrase(statement, self._details.source(statement.source_uid)) if statement else "")
        _show(self._base, self._base_words(row, past))
        self._quote.setVisible(statement is not None)
        if statement is not None:
            tag = self._details.first_tag(statement)
            self._quote.show_quote(" ".join(statement.anchor.quote.split()), tag.colour if tag else "")
        self.setAccessibleDescription(row.subject.heading)

    def _base_words(self, row: ConflictRow, past: Past) -> str:
        if row.conflict.field == LIFE:
            return ""
        people = {holder.name for version in row.versions for holder in version.holders}
        if len(people) < 2:
            return ""
        short = past.base and len(past.base) <= 40
        if short and len(people) == 2:
            return self.tr("Both changed it from {0} without seeing each other").format(past.base)
        if short:
            return self.tr("{0} people changed it from {1}").format(len(people), past.base)
        if len(people) == 2:
            return self.tr("Both changed it without seeing each other")
        return self.tr("{0} people changed it without seeing each other").format(len(people))


def keys_of(at: int) -> str:
    """Give the key that keeps the version at a place, from 0."""
    return f"Alt+{at + 1}"


def _show(shown: QLabel, words: str) -> None:
    shown.setText(words)
    shown.setVisible(bool(words))

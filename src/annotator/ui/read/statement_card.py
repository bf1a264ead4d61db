"""The card at the right: everything that is said of the selected statement."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.dates import to_text
from annotator.core.records import FuzzyDate, Statement
from annotator.core.vocabulary import CREDIBILITY, STATEMENT_KINDS
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.store import corrections
from annotator.ui.read.anchor_notice import MOVED, AnchorNotice
from annotator.ui.read.card_edits import CardEdits
from annotator.ui.read.card_fields import CommitField, DateField, NoteField, SuggestField, field_label
from annotator.ui.read.card_parts import OtherNotes, Quote, TagChips
from annotator.ui.read.link_rows import LinkRows
from annotator.ui.read.place_words import made_phrase, place_phrase
from annotator.ui.read.statement_filters import CalmBox
from annotator.ui.read.suggesting import Suggesting, dated_words, speaker_words
from annotator.ui.widgets import EmptyState, PanelHead, label
from annotator.ui.workspace import Shell

if TYPE_CHECKING:
    from annotator.core.suggesting.datings import Dating

LABEL_WIDTH = 66
AUTHORS_OWN = ("assertion", "assessment")


class StatementCard(QWidget):
    """Show the selected statement and take over what is typed about it, field by field.

    Signals: `tag_wanted()` and `link_wanted()` for their lists; `delete_wanted()`; `show_wanted(statement)` for the
    other end of a link; `graph_wanted()` for the picture of its links; `left()` when the keyboard goes to the text.
    """

    tag_wanted = Signal()
    link_wanted = Signal()
    delete_wanted = Signal()
    show_wanted = Signal(str)
    graph_wanted = Signal()
    left = Signal()

    def __init__(self, shell: Shell, catalogue: Catalogue, details: Details, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._catalogue = catalogue
        self._details = details
        self._edits = CardEdits(shell, catalogue)
        self._statement: Statement | None = None
        self._suggesting: Suggesting | None = None
        self._is_flushing = False
        # Dates that could not be read, by statement and field: they wait here while other statements are looked at.
        self._unread: dict[tuple[str, str], str] = {}
        self.setAccessibleName(self.tr("Statement"))
        self._build()
        self._session.changed.connect(self._follow)
        self._session.selection.statement_changed.connect(lambda _: self.show_selected())
        catalogue.tags_changed.connect(self._refresh)
        catalogue.chapters_changed.connect(self._fill_chapters)
        catalogue.actors_changed.connect(self._fill_actors)
        catalogue.reviewers_changed.connect(self._refresh)
        self._fill_chapters()
        self._fill_actors()
        self.show_selected()

    @property
    def statement(self) -> Statement | None:
        """The statement that is shown."""
        return self._statement

    def offer_from(self, suggesting: Suggesting) -> None:
        """Offer in empty fields what was found at a statement's place."""
        self._suggesting = suggesting
        suggesting.session.found.connect(lambda _: self._offer())
        suggesting.session.shown_changed.connect(self._offer)
        self._offer()

    def flush(self) -> None:
        """Take over what is being typed."""
        if self._is_flushing:
            return
        self._is_flushing = True
        self.note.flush()
        self.links.flush()
        for each in (self.chapters, self.actor, self.said, self.event_field):
            if not each.error.text():
                each.commit()
        self._is_flushing = False

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        if self._statement is not None:
            self.chapters.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.chapters.selectAll()

    def focus_note(self) -> None:
        """Give the keyboard to the note."""
        if self._statement is not None:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text by an Escape that a field had no use for."""
        if event.key() == Qt.Key.Key_Escape and self._statement is not None:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_link(self, uid: str) -> None:
        """Bring the row of a link into sight."""
        row = self.links.row_of(uid)
        if row is not None:
            # The row gets its place first.
            QTimer.singleShot(0, row, lambda: self._scroll.ensureWidgetVisible(row, 0, 8))

    def show_selected(self) -> None:
        """Show the statement that is selected, or the empty state."""
        uid = self._session.selection.statement_uid
        is_new = self._statement is None or self._statement.uid != uid
        if is_new:
            self.flush()
            self._keep_unread()
        found = self._session.reader.statements_by_uid([uid]) if uid else []
        self._statement = found[0] if found else None
        self._pages.setCurrentWidget(self._scroll if found else self._empty)
        self._delete_button.setVisible(bool(found))
        self._head.set_count(found[0].code if found else "")
        if found:
            self._show(found[0], is_new)
        self.links.show_statement(self._statement, is_new=is_new)

    # Inside

    def _build(self) -> None:
        self._head = PanelHead(self.tr("Statement"), self)
        self._delete_button = self._head.add_tool(
            "delete-outline", self.tr("Delete this statement"), self.delete_wanted.emit
        )
        self._empty = EmptyState(
            self.tr("No statement is selected."),
            self.tr("Click a highlight to see what is said of it. Or click a sentence and press T to tag it."),
            "",
            None,
            self,
        )
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._build_body())
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._pages, 1)

    def _build_body(self) -> QWidget:
        body = QWidget()
        body.setProperty("ground", "window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(12, 2, 12, 12)
        layout.setSpacing(8)
        self.quote = Quote(body)
        self.place = label("", "muted", body, wraps=True)
        self._chips = TagChips(self._catalogue, body)
        self._chips.tag_wanted.connect(self.tag_wanted)
        self._chips.taken_off.connect(lambda uid: self._edits.take_off(self._statement, uid))
        layout.addWidget(self.quote)
        layout.addWidget(self.place)
        self.anchor_notice = AnchorNotice(body)
        self.anchor_notice.delete_wanted.connect(self.delete_wanted)
        layout.addWidget(self.anchor_notice)
        layout.addWidget(self._chips)
        layout.addLayout(self._build_fields(body))
        self.links = LinkRows(self._shell, self._details, body)
        self.links.link_wanted.connect(self.link_wanted)
        self.links.show_wanted.connect(self.show_wanted)
        self.links.graph_wanted.connect(self.graph_wanted)
        layout.addWidget(self.links)
        layout.addWidget(label(self.tr("Note"), "muted", body))
        self.note = NoteField(self.tr("Note"), body)
        self.note.setPlaceholderText(self.tr("What a reader of this statement should know"))
        self.note.committed.connect(lambda text: self._edits.write_note(self._statement, text))
        layout.addWidget(self.note)
        self._other_notes = OtherNotes()
        layout.addLayout(self._other_notes)
        self.made = label("", "meta", body, wraps=True)
        layout.addWidget(self.made)
        layout.addStretch(1)
        return body

    def _build_fields(self, body: QWidget) -> QGridLayout:
        self.chapters = SuggestField(self.tr("Chapters"), body, last_only=True)
        self.chapters.setPlaceholderText(self.tr("Number or title"))
        self.actor = SuggestField(self.tr("Actor"), body)
        self.actor.setPlaceholderText(self.tr("Who said it"))
        self.kind = self._box(self.tr("Kind"), {"": "", **STATEMENT_KINDS}, body)
        self.said = DateField(self.tr("Said"), body)
        self.event_field = DateField(self.tr("Event"), body)
        grades: dict[int | None, str] = {
            None: "",
            **{grade: f"{grade} {words}" for grade, words in CREDIBILITY.items()},
        }
        self.credibility = self._box(self.tr("Credibility"), grades, body)
        self.chapters.committed.connect(self._place)
        self.actor.committed.connect(lambda text: self._edits.name_actor(self._statement, text))
        self.kind.activated.connect(lambda _: self._edits.set_field(self._statement, "kind", self.kind.currentData()))
        self.said.dated.connect(lambda known: self._set_date("said_date", known))
        self.event_field.dated.connect(lambda known: self._set_date("event_date", known))
        self.credibility.activated.connect(
            lambda _: self._edits.set_field(self._statement, "credibility", self.credibility.currentData())
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        fields: list[QWidget] = [self.chapters, self.actor, self.kind, self.said, self.event_field, self.credibility]
        for row, field in enumerate(fields):
            grid.addWidget(field_label(field.accessibleName(), field, body), 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            if isinstance(field, CommitField):
                field.error.setParent(body)
                grid.addWidget(field.error, 2 * row + 1, 1)
        return grid

    def _box(self, name: str, rows: dict[str, str] | dict[int | None, str], body: QWidget) -> CalmBox:
        box = CalmBox(body)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for data, words in rows.items():
            box.addItem(words or self.tr("Not set"), data)
        return box

    def _fill_actors(self) -> None:
        self.actor.set_rows((each.name, each.name) for each in self._catalogue.actors.values())
        self._refresh()

    def _fill_chapters(self) -> None:
        chapters = self._catalogue.chapters.values()
        self.chapters.set_rows((f"{each.number} {each.title}", each.number) for each in chapters)
        self._refresh()

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if self._statement is None or self._is_flushing:
            return
        is_mine = self._statement.uid in changes.uids("statement")
        if is_mine or changes.has("placement", "note", "source", "chapter", "actor"):
            self.show_selected()
        elif changes.has("link", "statement", "revision"):
            self.links.refresh()

    def _keep_unread(self) -> None:
        """Keep dates that could not be read before another statement is shown."""
        if self._statement is None:
            return
        for key, field in (("said_date", self.said), ("event_date", self.event_field)):
            if field.has_typed and field.error.text():
                self._unread[self._statement.uid, key] = field.text()

    def _offer(self) -> None:
        """Put what was found into the placeholders of fields that are empty."""
        statement, suggesting = self._statement, self._suggesting
        if statement is None or suggesting is None:
            return
        found = suggesting.for_statement(statement)
        # What the author says himself has no other speaker, whoever is quoted in it; its date is that of the event.
        is_own = statement.kind in AUTHORS_OWN
        said, event = (found.said, found.event) if found is not None else (None, None)
        speaker = found.speaker if found is not None and statement.actor_uid is None and not is_own else ""
        self.actor.show_offer(speaker, speaker_words(found) if found is not None and speaker else "")
        _offer_date(self.said, statement.said_date, None if is_own else said)
        _offer_date(self.event_field, statement.event_date, event or (said if is_own else None))

    def _place(self, text: str) -> None:
        self.chapters.say_error(self._edits.set_chapters(self._statement, text))

    def _refresh(self) -> None:
        if self._statement is not None:
            self._show(self._statement, False)

    def _set_date(self, field: str, known: object) -> None:
        if self._statement is not None:
            self._unread.pop((self._statement.uid, field), None)
            self._edits.set_field(self._statement, field, known)

    def _show(self, statement: Statement, is_new: bool) -> None:
        reader, catalogue = self._session.reader, self._catalogue
        self.quote.setText(statement.anchor.quote.replace("\n", "\n\n"))
        source = reader.source(statement.source_uid) if reader.has_source(statement.source_uid) else None
        self.place.setText(place_phrase(statement, source))
        earlier = corrections.earlier_quote(reader, statement.uid) if statement.anchor_state == MOVED else ""
        self.anchor_notice.show_state(statement.anchor_state, statement.anchor.quote, earlier)
        me = self._session.reviewer.uid
        self._chips.show_tags(statement, reader.judgements(statement.uid), me)
        self.chapters.show_text(catalogue.chapter_numbers(statement.chapter_uids), is_new=is_new)
        titles = [catalogue.chapters[uid] for uid in statement.chapter_uids if uid in catalogue.chapters]
        self.chapters.setToolTip("\n".join(f"{each.number} {each.title}" for each in titles))
        self.actor.show_text(catalogue.actor_name(statement.actor_uid), is_new=is_new)
        self.kind.choose(statement.kind)
        self.credibility.choose(statement.credibility)
        for key, field in (("said_date", self.said), ("event_date", self.event_field)):
            field.show_date(getattr(statement, key), is_new=is_new)
            if is_new and (statement.uid, key) in self._unread:
                field.try_again(self._unread[statement.uid, key])
        self._offer()
        self._show_notes(statement, is_new)
        self.made.setText(made_phrase(statement, catalogue.reviewer_name(statement.reviewer_uid)))

    def _show_notes(self, statement: Statement, is_new: bool) -> None:
        me = self._session.reviewer.uid
        notes = self._session.reader.notes(statement.uid)
        self.note.show_text(next((each.text for each in notes if each.reviewer_uid == me), ""), is_new=is_new)
        self._other_notes.show_notes(
            (self._catalogue.reviewer_name(each.reviewer_uid), each.text) for each in notes if each.reviewer_uid != me
        )


def _offer_date(field: DateField, known: FuzzyDate | None, found: "Dating | None") -> None:
    """Offer a date that was found where none is known, and say of a known one how it was found."""
    if found is None or found.date is None:
        field.show_offer("", "")
        return
    why = dated_words(found)
    field.show_offer(to_text(found.date) if known is None else "", why)
    if known == found.date:
        field.setToolTip(why)

"""What keys, menus and the palette do to statements: each wish is one edit and one step of undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.identity import new_uid
from annotator.core.records import Statement
from annotator.core.sentences import next_word_end, previous_word_start
from annotator.session.catalogue import Catalogue
from annotator.session.chapter_edits import place_statements
from annotator.ui.read.choices import Applied, Choice, Kind
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.workspace import Shell


@dataclass(frozen=True, slots=True)
class Target:
    """What a wish is about: statements, or a span of a source's text that becomes one."""

    statement_uids: tuple[str, ...] = ()
    source_uid: str = ""
    span: tuple[int, int] | None = None

    @property
    def count(self) -> int:
        """How many statements it is, the one to be made counted."""
        return len(self.statement_uids) or 1


class Tagger(QObject):
    """Turn wishes about the selected statement or the selected words into edits.

    Signals: `done(str)` after a wish was honoured, with plain words for it.
    """

    done = Signal(str)

    def __init__(self, shell: Shell, panes: ReaderPanes, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._panes = panes
        self._catalogue = catalogue

    @property
    def target(self) -> Target | None:
        """The selected words, else the selected statement, else None."""
        pane = self._panes.active
        span = pane.view.selected_span()
        if span is not None and pane.source_uid:
            return Target((), pane.source_uid, span)
        uid = self._session.selection.statement_uid
        return Target((uid,)) if uid else None

    def applied(self, target: Target) -> Applied:
        """Tell what every statement of a target has already; of tags only one's own count."""
        statements = self._session.reader.statements_by_uid(target.statement_uids)
        if not statements:
            return Applied()
        tags = [self._own_tags(each.uid) for each in statements]
        chapters = [set(each.chapter_uids) for each in statements]
        actors = [{each.actor_uid} if each.actor_uid else set[str]() for each in statements]
        return Applied(set.intersection(*tags), set.intersection(*chapters), set.intersection(*actors))

    # Wishes

    def apply(self, choice: Choice, target: Target | None = None) -> Target | None:
        """Do what a choice of the palette says, or take it back where all have it; give what it was done to."""
        target = target or self.target
        if target is None:
            return None
        name = choice.name
        if choice.kind is Kind.TAG:
            return self._tag(target, choice.uid, choice.is_applied)
        if choice.kind is Kind.CHAPTER:
            return self._place(target, choice.uid, choice.is_applied)
        if choice.kind is Kind.ACTOR:
            actor_uid = None if choice.is_applied else choice.uid
            label = self.tr("Take off actor “{0}”") if choice.is_applied else self.tr("Set actor “{0}”")
            return self._each(
                target, lambda uid: edits.set_statement_field(uid, "actor", actor_uid), label.format(name)
            )
        uid = new_uid()
        reader, me = self._session.reader, self._session.reviewer.uid
        if choice.kind is Kind.NEW_TAG:
            first = edits.add_tag(reader, name, uid=uid)
            label = self.tr("New tag “{0}”").format(name)
            return self._each(target, lambda each: edits.tag_statement(each, uid, me), label, first)
        if choice.kind is Kind.NEW_CHAPTER:
            first = edits.add_chapter(reader, name, uid=uid)
            label = self.tr("New chapter “{0}”").format(name)
            return self._each(target, lambda each: edits.place_statement(reader, uid, each), label, first)
        label = self.tr("New actor “{0}”").format(name)
        first = edits.add_actor(name, uid)
        return self._each(target, lambda each: edits.set_statement_field(each, "actor", uid), label, first)

    def delete(self, uids: Sequence[str] = ()) -> bool:
        """Delete statements, the selected one where none are named."""
        target = self.target
        wanted = tuple(uids) or (target.statement_uids if target else ())
        if not wanted:
            return False
        many = self.tr("Delete {0} statements").format(len(wanted))
        label = self.tr("Delete statement") if len(wanted) == 1 else many
        if not self._perform(edits.delete_statements(wanted), label):
            return False
        if self._session.selection.statement_uid in wanted:
            self._session.selection.set_statement(None)
        gone = self.tr("Statement deleted.")
        self._shell.toast(
            gone if len(wanted) == 1 else self.tr("{0} statements deleted.").format(len(wanted)), can_undo=True
        )
        return True

    def highlight(self) -> None:
        """Make the selected words a statement without a tag."""
        target = self.target
        if target is not None and target.span is not None:
            self._each(target, lambda _: [], self.tr("Highlight"))

    def move_end(self, *, is_longer: bool) -> None:
        """Move the end of the selected statement by a word."""
        statement = self._selected_statement()
        if statement is None:
            return
        anchor = statement.anchor
        text = self._session.reader.text(anchor.revision_uid)
        if is_longer:
            paragraph_end = text.find("\n", anchor.end)
            end = min(next_word_end(text, anchor.end), paragraph_end if paragraph_end >= 0 else len(text))
        else:
            end = previous_word_start(text, anchor.end)
            while end > anchor.start and text[end - 1].isspace():
                end -= 1
        if anchor.start < end != anchor.end:
            moved = make_anchor(anchor.revision_uid, text, anchor.start, end)
            self._perform(edits.move_anchor(statement.uid, moved), self.tr("Change the end of a statement"))

    def place(self, uids: Sequence[str], chapter_uid: str) -> None:
        """Put statements into a chapter."""
        self._place(Target(tuple(uids)), chapter_uid, False)

    def place_target(self, target: Target | None, chapter_uid: str) -> None:
        """Put what was selected into a chapter."""
        if target is not None:
            self._place(target, chapter_uid, False)

    def tag(self, tag_uid: str, target: Target | None = None) -> None:
        """Put a tag on, or take it off where all have it already."""
        target = target or self.target
        if target is not None:
            self._tag(target, tag_uid, tag_uid in self.applied(target).tag_uids)

    def toggle_favourite(self, digit: int) -> None:
        """Put the tag on a key 1 to 9 on, or take it off."""
        tag = self._catalogue.favourite(digit)
        if tag is not None:
            self.tag(tag.uid)

    # Inside

    def _each(
        self, target: Target, drafts_of: Callable[[str], list[Draft]], label: str, first: Sequence[Draft] = ()
    ) -> Target | None:
        """Do something to each statement of a target in one edit, making the statement where it is a span."""
        try:
            drafts = list(first)
            uids = target.statement_uids
            if target.span is not None:
                uids = (new_uid(),)
                drafts += self._new_statement(target, uids[0])
            for uid in uids:
                drafts += drafts_of(uid)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return None
        if not self._perform(drafts, label):
            return None
        if target.span is not None:
            self._select(uids[0])
        return Target(uids)

    def _new_statement(self, target: Target, uid: str) -> list[Draft]:
        assert target.span is not None
        reader = self._session.reader
        revision_uid = reader.source(target.source_uid).revision_uid
        anchor = make_anchor(revision_uid, reader.text(revision_uid), *target.span)
        me = self._session.reviewer.uid
        number = reader.next_statement_number()
        return edits.add_statement(anchor, target.source_uid, number, reviewer_uid=me, uid=uid)

    def _own_tags(self, uid: str) -> set[str]:
        me = self._session.reviewer.uid
        return {each.tag_uid for each in self._session.reader.judgements(uid) if each.reviewer_uid == me}

    def _perform(self, drafts: Sequence[Draft], label: str) -> bool:
        try:
            self._session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        self.done.emit(label)
        return True

    def _place(self, target: Target, chapter_uid: str, is_applied: bool) -> Target | None:
        chapter = self._catalogue.chapters.get(chapter_uid)
        name = f"{chapter.number} {chapter.title}" if chapter else ""
        reader = self._session.reader
        if is_applied:
            label = self.tr("Take out of chapter “{0}”").format(name)
            return self._each(target, lambda uid: edits.unplace_statement(reader, chapter_uid, uid), label)
        label = self.tr("Put into chapter “{0}”").format(name)
        if target.span is not None or len(target.statement_uids) == 1:
            return self._each(target, lambda uid: edits.place_statement(reader, chapter_uid, uid), label)
        drafts = place_statements(reader, chapter_uid, target.statement_uids)
        return target if self._perform(drafts, label) else None

    def _select(self, uid: str) -> None:
        """Turn from the selected words to the statement they have become."""
        self._panes.active.view.clear_selection()
        self._session.selection.set_statement(uid)

    def _selected_statement(self) -> Statement | None:
        uid = self._session.selection.statement_uid
        found = self._session.reader.statements_by_uid([uid]) if uid else []
        return found[0] if found else None

    def _tag(self, target: Target, tag_uid: str, is_applied: bool) -> Target | None:
        tag = self._catalogue.tags.get(tag_uid)
        name = tag.name if tag else ""
        reader, me = self._session.reader, self._session.reviewer.uid
        if is_applied:
            label = self.tr("Take off “{0}”").format(name)
            return self._each(target, lambda uid: edits.untag_statement(reader, uid, tag_uid, me), label)
        label = self.tr("Tag “{0}”").format(name)
        return self._each(target, lambda uid: edits.tag_statement(uid, tag_uid, me), label)

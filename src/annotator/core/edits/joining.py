"""Edits of sources that are alike: versions of one article, copies of one origin, or two that are kept apart."""

from collections.abc import Iterable, Mapping
from datetime import date

from annotator.core import identity
from annotator.core.changes import Draft
from annotator.core.edits.restoring import ChangeLog
from annotator.core.edits.revising import ORIGINAL, NewRevision, drafts_of
from annotator.core.edits.sources import set_origin
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.fold import Entity, fold
from annotator.core.identity import own_note_uid
from annotator.core.reading import Reading
from annotator.core.reanchoring import AnchorState, reanchored
from annotator.core.records import Json, Note, Source, Statement, StatementFilter
from annotator.core.vocabulary import METADATA_FIELDS

# On the source that is deleted, where its statements have gone; whoever meets one of its own later follows it.
JOINED_INTO = "joined_into"
# On the source that stays, so that somebody who deletes it without having seen this is told of a conflict.
JOINED = "joined:"
APART = "apart:"
_JUDGED = ("reliability", "origin", "descriptor")
_MARKS = ("read:", "assigned:")


def join_versions(reading: Reading, log: ChangeLog, stays_uid: str, goes_uid: str) -> NewRevision:
    """Make one source of two that are versions of one article.

    The later text is shown from then on, and where the dates do not tell, that of the source that stays; the other is
    kept as an earlier one. The statements of both follow into it, and those that a person should look at say so.
    What is said of the source that stays is kept, and what only the other knew is added; who read either, or was asked
    to, has read or was asked to read the one. The other source is deleted in the same go.

    Raises:
        NotFoundError: one of them, or its text, is not in the project.
        RefusedError: they are the same source.
    """
    if stays_uid == goes_uid:
        raise RefusedError("A source cannot be joined with itself; choose another one.")
    stays, goes = reading.source(stays_uid), reading.source(goes_uid)
    joining = _Joining(reading, log, stays, goes_uid)
    joining.take_text(goes, is_newer=later_of(stays, goes) is goes)
    states = joining.take_statements()
    drafts = joining.drafts
    drafts += _details(log, stays_uid, goes_uid)
    drafts += _notes(reading, stays_uid, goes_uid)
    drafts += [
        Draft("set", stays_uid, JOINED + goes_uid, True),
        Draft("set", goes_uid, JOINED_INTO, stays_uid),
        Draft("delete", goes_uid, "source"),
    ]
    return NewRevision(joining.present, drafts, states=states)


def follow_joined(reading: Reading, log: ChangeLog, gone_uid: str, stays_uid: str) -> NewRevision:
    """Bring statements over whose source was joined with another by somebody who had not seen them.

    Raises:
        NotFoundError: the source that stays, or a text, is not in the project.
    """
    joining = _Joining(reading, log, reading.source(stays_uid), gone_uid)
    states = joining.take_statements()
    return NewRevision(joining.present, joining.drafts, states=states)


def keep_apart(one_uid: str, other_uid: str, is_apart: bool = True) -> list[Draft]:
    """Say of two sources that they stay two, so that nobody is asked again; or that one may ask again."""
    first, second = sorted((one_uid, other_uid))
    return [Draft("set", first, APART + second, is_apart)]


def share_origin(one_uid: str, other_uid: str, origin: str) -> list[Draft]:
    """Say that two sources carry one original; they stay two.

    Raises:
        RefusedError: the origin has no name.
    """
    if not origin.strip():
        raise RefusedError("The origin needs a name: the agency or the outlet that published it first.")
    return [*set_origin(one_uid, origin), *set_origin(other_uid, origin), *keep_apart(one_uid, other_uid)]


def later_of(one: Source, other: Source) -> Source | None:
    """Give the source whose text is the later one; None where the dates do not tell."""
    days, other_days = _days(one), _days(other)
    if days and other_days and days[0] > other_days[1]:
        return one
    return other if days and other_days and other_days[0] > days[1] else None


class _Joining:
    """The statements of one or two sources on their way into one text."""

    def __init__(self, reading: Reading, log: ChangeLog, stays: Source, gone_uid: str) -> None:
        self._reading, self._log = reading, log
        self._stays, self._gone_uid = stays, gone_uid
        self._copies: dict[str, str] = {}
        self.drafts: list[Draft] = []
        self.present = stays.revision_uid
        self._text = reading.text(self.present)

    def take_statements(self) -> dict[str, AnchorState]:
        """Bring the statements to the present text, each from the text that it is on; say what became of each."""
        states: dict[str, AnchorState] = {}
        for revision, statements in self._waiting().items():
            anchors = [each.anchor for each in statements]
            found = reanchored(self._text_of(revision), self._text, anchors, self.present)
            for statement, one in zip(statements, found, strict=True):
                states[statement.uid] = one.state
                self.drafts += drafts_of(statement, one)
                if statement.source_uid == self._gone_uid:
                    self._take_over(statement, one.state)
        return states

    def take_text(self, goes: Source, *, is_newer: bool) -> None:
        """Let the source that stays have the other's text too, in front where that is the newer one."""
        text = self._reading.text(goes.revision_uid)
        copy = self._copy(goes.revision_uid)
        if is_newer and text != self._text:
            self.present, self._text = copy, text
            self.drafts.append(Draft("set", self._stays.uid, "revision", copy))

    def _waiting(self) -> dict[str, list[Statement]]:
        """Give the statements to bring over by the text that they are on."""
        is_changed = self.present != self._stays.revision_uid
        uids = (self._stays.uid, self._gone_uid) if is_changed else (self._gone_uid,)
        waiting: dict[str, list[Statement]] = {}
        found = self._reading.statement_uids(StatementFilter(source_uids=uids))
        for statement in self._reading.statements_by_uid(found):
            waiting.setdefault(statement.anchor.revision_uid, []).append(statement)
        return waiting

    def _take_over(self, statement: Statement, state: AnchorState) -> None:
        """Let a statement belong to the source that stays; what is lost stays on a text of that source."""
        self.drafts.append(Draft("set", statement.uid, "source", self._stays.uid))
        if state == "lost":
            anchor = statement.anchor.to_json() | {"revision": self._copy(statement.anchor.revision_uid)}
            self.drafts.append(Draft("set", statement.uid, "anchor", anchor))

    def _copy(self, revision_uid: str) -> str:
        """Give a text of the other source to the one that stays, and say what it is called there."""
        if revision_uid not in self._copies:
            self._copies[revision_uid] = self._copied(revision_uid)
        return self._copies[revision_uid]

    def _copied(self, revision_uid: str) -> str:
        old = _entity(self._log, revision_uid)
        if old is None:  # an extract came without it; the quotes have to do
            return revision_uid
        uid = identity.revision_uid(self._stays.uid, old.fields["text"], old.fields["blocks"])
        there = _entity(self._log, uid)
        if there is None or not there.is_alive:
            value: dict[str, Json] = dict(old.fields) | {"source": self._stays.uid}
            if not any(name.startswith(ORIGINAL) for name in value):
                gone = _entity(self._log, self._gone_uid)
                value |= {ORIGINAL + gone.fields["original"]: True} if gone else {}
            self.drafts.append(Draft("create", uid, "revision", value))
        return uid

    def _text_of(self, revision_uid: str) -> str:
        try:
            return self._reading.text(revision_uid)
        except NotFoundError:
            return ""


def _details(log: ChangeLog, stays_uid: str, goes_uid: str) -> Iterable[Draft]:
    """Add to a source what only the other says of itself, and who read that or was asked to."""
    stays, goes = (_fields(log, uid) for uid in (stays_uid, goes_uid))
    for name in _JUDGED:
        if goes.get(name) and not stays.get(name):
            yield Draft("set", stays_uid, name, goes[name])
    for name in (f"meta:{each}" for each in METADATA_FIELDS):
        if _value(goes.get(name)) and not _value(stays.get(name)):
            yield Draft("set", stays_uid, name, goes[name])
    for name, is_so in goes.items():
        if name.startswith(_MARKS) and is_so and not stays.get(name):
            yield Draft("set", stays_uid, name, True)


def _notes(reading: Reading, stays_uid: str, goes_uid: str) -> list[Draft]:
    """Bring the notes on a source over; of two that one reviewer keeps, one is made."""
    own = {note.uid: note for note in reading.notes(stays_uid)}
    drafts: list[Draft] = []
    for note in reading.notes(goes_uid):
        uid = own_note_uid(stays_uid, note.reviewer_uid)
        if note.kind:
            drafts.append(Draft("set", note.uid, "target", stays_uid))
        elif uid in own:
            drafts.append(Draft("set", uid, "text", f"{own[uid].text}\n{note.text}"))
        else:
            drafts.append(Draft("create", uid, "note", _note_value(note, stays_uid)))
    return drafts


def _note_value(note: Note, target_uid: str) -> Mapping[str, Json]:
    return {"target": target_uid, "reviewer": note.reviewer_uid, "text": note.text}


def _days(source: Source) -> tuple[date, date] | None:
    """Give the first and the last day on which a text can have been brought up to date, where anything is known."""
    updated = source.metadata.get("updated")
    known = [(each.start, each.end) for each in (source.published, updated.value if updated else None) if each]
    return max(known, default=None)


def _entity(log: ChangeLog, uid: str) -> Entity | None:
    changes = log.changes_of([uid]).get(uid, ())
    return fold(uid, changes) if changes else None


def _fields(log: ChangeLog, uid: str) -> Mapping[str, Json]:
    entity = _entity(log, uid)
    return entity.fields if entity else {}


def _value(inferred: Json) -> Json:
    return inferred.get("value") if inferred else None

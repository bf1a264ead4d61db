"""The history of a thing as the window shows it, what was deleted lately, and the edits that bring either back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from annotator.core import edits
from annotator.core.clock import milliseconds
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.fold import LIFE, Entity
from annotator.core.history import Contribution, Deed, FieldChange, HistoryEntry
from annotator.core.records import Json, Reviewer
from annotator.core.undisturbed import undisturbed
from annotator.session.conflict_words import FieldWords
from annotator.session.history_things import Thing, Things, standing_alone
from annotator.session.history_words import Piece, deed_words, difference
from annotator.session.project_session import ProjectSession
from annotator.session.text_session import differing_words
from annotator.store.history import changes_since, entity_of, history_of, log_of
from annotator.store.reader import Reader

# Typing is stored every few seconds; what one writes without a longer pause reads as one change.
TYPING_PAUSE_MS = 10 * 60 * 1_000
MOST_DELETED = 200
LONG = 40
_TEXTS = frozenset({"text", "definition", "descriptor", "assessment", "subtitle", "title", "anchor"})
# Of what is new, the fields that say what it is; the others are keys and defaults.
_TELLING = tuple(
    "title name anchor text definition shown actor kind said_date event_date credibility tag "
    "meta:title meta:outlet meta:author meta:published".split()
)
# What goes without a label because the deed says it: "Wrote a note", and then the note.
_OWN_WORDS = frozenset({("note", "text"), ("prose", "text"), ("statement", "anchor")})
_JUDGED = frozenset({"tag", "read", "assigned", "is_key_judgement", "is_position"})
_NOTHING = (None, "", False, 0)
# Whether these can be restored depends on what is in the project, and the refusal says what to do.
_MAY_BE_REFUSED = frozenset({"place", "anchor", "shown", "actor", "merged_into"})
# While reviewers work blind, what others did to these is not shown.
_HIDDEN = frozenset({"statement", "placement", "prose", "link", "note"})


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier value of a field that can be restored; `words` say it, "" where it is a text too long to say."""

    entity_uid: str
    field: str
    value: Json
    field_words: str
    words: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field in an entry: what stood there and what stands there since.

    `pieces` mark the words that differ, where the field holds a long text. `before` is "" in what is new.
    """

    field_words: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryTold:
    """An entry in words: `deed` is "" where the lines say it all. `at` is milliseconds since 1970 (UTC)."""

    at: int
    reviewer: Reviewer
    deed: str
    lines: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a thing, the newest first; `count` tells of how many entries, some of which are not told."""

    thing: Thing
    entries: tuple[EntryTold, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class DeletedThing:
    """What was deleted, by whom and when, and how many things went with it."""

    thing: Thing
    reviewer: Reviewer
    at: int
    others: int


def history(reader: Reader, uid: str, most: int) -> History | None:
    """Tell the newest entries of a thing's history; None where nothing was ever called so."""
    try:
        raw = history_of(reader, uid)
    except NotFoundError:
        return None
    teller = _Teller(reader)
    seen = joined_typing([entry for entry in raw if teller.is_shown(entry)])
    told = tuple(teller.told(entry) for entry in reversed(seen[-most:]))
    return History(teller.things.thing(uid), tuple(each for each in told if each.deed or each.lines), len(seen))


def joined_typing(told: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """Make of what one reviewer typed into one text without a long pause one entry."""
    found: list[HistoryEntry] = []
    for entry in told:
        # Between two pieces of typing there may be work on something else that hangs on the same thing.
        before = next((at for at in range(len(found) - 1, -1, -1) if found[at].entity_uid == entry.entity_uid), None)
        if before is not None and _goes_on(found[before], entry):
            first = found.pop(before)
            change = FieldChange("text", first.changes[0].before, entry.changes[0].after)
            entry = replace(entry, changes=(change,))
        found.append(entry)
    return found


def deleted(reader: Reader, most: int = MOST_DELETED) -> list[DeletedThing]:
    """Give what was deleted last and is still gone, the newest first; not what only went with something else."""
    with undisturbed():
        done = [each for each in changes_since(reader) if any(key.endswith(".deleted") for key in each.work)]
    reviewers = {each.uid: each for each in reader.reviewers()}
    teller = _Teller(reader)
    found: list[DeletedThing] = []
    listed: set[str] = set()
    for each in sorted(done, key=lambda each: each.ended, reverse=True):
        if len(found) >= most:
            break
        gone = [entity for entity in _gone(reader, each) if entity.uid not in listed]
        if teller.is_blind and each.reviewer_uid != reader.viewer_uid:
            gone = [entity for entity in gone if entity.type not in _HIDDEN]
        listed.update(entity.uid for entity in gone)
        alone = standing_alone(gone)
        others = len(gone) - len(alone) if len(alone) == 1 else 0
        author = reviewers.get(each.reviewer_uid) or Reviewer(each.reviewer_uid, "", "", "")
        found += [DeletedThing(teller.things.thing(entity.uid), author, _at(each), others) for entity in alone]
    return found[:most]


def bring_back(session: ProjectSession, thing: Thing) -> None:
    """Create a deleted thing again, with what hung on it.

    Raises:
        RefusedError: it is there, or what it stood in is gone too.
    """
    drafts = edits.bring_back(log_of(session.reader), thing.uid)
    session.perform(drafts, _tr("Bring back: {0}").format(thing.name or thing.kind_words))


def restore(session: ProjectSession, earlier: Earlier) -> None:
    """Put an earlier value of a field back.

    Raises:
        RefusedError: what the value speaks of is gone, or somebody changed the thing meanwhile.
    """
    reader = session.reader
    entity = entity_of(reader, earlier.entity_uid)
    drafts = edits.restore_value(reader, entity, earlier.field, earlier.value, session.reviewer.uid)
    session.perform(drafts, _tr("Restore: {0}").format(earlier.field_words))


class _Teller:
    """Put entries into words; good for as long as nothing in the project changes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.things = Things(reader)
        self._words = FieldWords(reader)
        self._reviewers = {each.uid: each for each in reader.reviewers()}
        self._entities: dict[str, Entity] = {}
        self.is_blind = reader.project().is_blind

    def is_shown(self, entry: HistoryEntry) -> bool:
        """Tell whether an entry may be seen: while reviewers work blind, only one's own."""
        return not self.is_blind or entry.reviewer_uid == self._reader.viewer_uid or entry.entity_type not in _HIDDEN

    def told(self, entry: HistoryEntry) -> EntryTold:
        """Put an entry into words."""
        entity = self._entity(entry.entity_uid)
        ends = (str(entity.fields.get(name, "")) for name in ("statement", "chapter"))
        reviewer = self._reviewers.get(entry.reviewer_uid) or Reviewer(entry.reviewer_uid, "", "", "")
        deed = deed_words(entry, self.things.name_of, *ends)
        return EntryTold(entry.at, reviewer, deed, tuple(self._lines(entry, entity)))

    def _lines(self, entry: HistoryEntry, entity: Entity) -> Iterator[FieldLine]:
        if entry.deed == Deed.CREATED:
            yield from self._beginnings(entity, entry.changes)
        elif entry.deed != Deed.BROUGHT_BACK and entry.of != Deed.CREATED:
            for change in entry.changes:
                if change.field != LIFE:
                    yield self._line(entity, change)

    def _beginnings(self, entity: Entity, changes: Sequence[FieldChange]) -> Iterator[FieldLine]:
        """Say what was in a thing when it was made."""
        order = {field: at for at, field in enumerate(_TELLING)}
        found = []
        for change in changes:
            key = change.field if change.field in order else change.field.partition(":")[0]
            is_kind_of_link = entity.type == "link" and key == "kind"
            if key in order and self._says_something(change) and not is_kind_of_link:
                found.append((order[key], change))
        for _, change in sorted(found, key=lambda each: (each[0], each[1].field)):
            is_own = (entity.type, change.field) in _OWN_WORDS
            label = "" if is_own else self._field(entity, change.field)
            yield FieldLine(label, "", self._versions(entity, change.field, change.after))

    def _line(self, entity: Entity, change: FieldChange) -> FieldLine:
        field = self._field(entity, change.field)
        before, after = (self._versions(entity, change.field, values) for values in (change.before, change.after))
        pieces: tuple[Piece, ...] = ()
        if (entity.type, change.field) == ("source", "revision") and change.before and change.after:
            pieces = tuple(difference(*differing_words(self._reader, change.before[0], change.after[0])))
        elif change.field in _TEXTS and max(len(before), len(after)) > LONG:
            old, new = (self._text(change.field, values) for values in (change.before, change.after))
            pieces = tuple(difference(old, new)) if old else (Piece("same", new),)
        earlier = tuple(self._earlier(entity, change, field, is_long=bool(pieces)))
        return FieldLine(field, before, after, pieces, earlier)

    def _earlier(self, entity: Entity, change: FieldChange, field: str, *, is_long: bool) -> Iterator[Earlier]:
        """Give the values that stood before and can be restored: not what stands there now."""
        for value in change.before or (_nothing(change.field),):
            now = entity.fields.get(change.field)
            if value == now or value in change.after or (value in _NOTHING and now in _NOTHING):
                continue
            if self._can_restore(entity, change.field, value):
                words = "" if is_long else self._value(entity, change.field, value)
                yield Earlier(entity.uid, change.field, value, field, words)

    def _can_restore(self, entity: Entity, field: str, value: Json) -> bool:
        if not entity.is_alive:
            return False
        try:
            edits.restore_value(self._reader, entity, field, value, self._reader.viewer_uid)
        except RefusedError:
            return field.partition(":")[0] in _MAY_BE_REFUSED and value is not None
        return True

    def _entity(self, uid: str) -> Entity:
        if uid not in self._entities:
            self._entities[uid] = entity_of(self._reader, uid)
        return self._entities[uid]

    def _field(self, entity: Entity, field: str) -> str:
        return self._words.field(entity.type, field)

    def _says_something(self, change: FieldChange) -> bool:
        value = change.after[0] if change.after else None
        if change.field.startswith("meta:") and isinstance(value, dict):
            value = value.get("value")
        if change.field == "shown":
            return isinstance(value, dict) and value.get("form", "full") != "full"
        return value not in _NOTHING

    def _text(self, field: str, values: Sequence[Json]) -> str:
        """Give a text with its citations as people read them."""
        value = values[0] if values else ""
        if field == "anchor" and isinstance(value, dict):
            return str(value.get("quote", ""))
        return self.things.with_citations(str(value or ""))

    def _value(self, entity: Entity, field: str, value: Json) -> str:
        if field == "text":
            return self.things.with_citations(str(value or "")) or _tr("nothing")
        return self._words.value(entity.type, entity.uid, field, value)

    def _versions(self, entity: Entity, field: str, values: Sequence[Json]) -> str:
        said = [self._value(entity, field, value) for value in values or (_nothing(field),)]
        return _tr(" or ").join(dict.fromkeys(said))


def _nothing(field: str) -> Json:
    """Give what stands in a field that nobody has set."""
    return False if field.partition(":")[0] in _JUDGED else None


def _at(each: Contribution) -> int:
    return milliseconds(each.ended)


def _goes_on(before: HistoryEntry, after: HistoryEntry) -> bool:
    def is_typing(entry: HistoryEntry) -> bool:
        return entry.deed == Deed.CHANGED and [change.field for change in entry.changes] == ["text"]

    is_same = before.reviewer_uid == after.reviewer_uid and is_typing(before) and is_typing(after)
    return is_same and after.at - before.at <= TYPING_PAUSE_MS and before.changes[0].after == after.changes[0].before


def _gone(reader: Reader, each: Contribution) -> Iterator[Entity]:
    """Give what a transaction deleted and nobody brought back."""
    for key, pairs in each.work.items():
        if key.endswith(".deleted"):
            for _, uid in pairs:
                entity = entity_of(reader, uid)
                if not entity.is_alive and entity.created is not None:
                    yield entity


def _tr(words: str) -> str:
    return QCoreApplication.translate("history", words)

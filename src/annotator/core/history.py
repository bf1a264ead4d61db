"""What happened to a thing, as entries that a person can read, and what each reviewer did in a stretch of time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from annotator.core.changes import Change
from annotator.core.clock import milliseconds
from annotator.core.fold import LIFE, fold
from annotator.core.records import Json


class Deed(StrEnum):
    """What a reviewer did to a thing in one go."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"
    BROUGHT_BACK = "brought back"
    TAKEN_BACK = "taken back"
    DONE_AGAIN = "done again"
    SETTLED = "settled"


# Of several deeds in one transaction the one that says most comes first.
_TELLING = (
    Deed.DELETED,
    Deed.CREATED,
    Deed.BROUGHT_BACK,
    Deed.SETTLED,
    Deed.TAKEN_BACK,
    Deed.DONE_AGAIN,
    Deed.CHANGED,
)
_THERE, _GONE = True, None
MOST_CHAPTERS_NAMED = 3

# Each kind of work: the type of thing, and its words for one and for several. Those in _PLACED happen in a chapter.
WORK: Mapping[str, tuple[str, str, str]] = {
    "project.began": ("project", "began the project", "began the project"),
    "project.changed": ("project", "changed the project", "changed the project"),
    "project.chose": ("project", "chose for the briefing", "chose for the briefing"),
    "project.learnt": ("project", "said whose website it is", "said whose websites they are"),
    "project.searched": ("project", "saved a search", "saved searches"),
    "reviewer.added": ("reviewer", "joined", "added {n} reviewers"),
    "reviewer.changed": ("reviewer", "changed a reviewer", "changed {n} reviewers"),
    "source.added": ("source", "imported {n} source", "imported {n} sources"),
    "source.corrected": ("source", "corrected {n} source", "corrected {n} sources"),
    "source.revised": ("source", "corrected the text of {n} source", "corrected the texts of {n} sources"),
    "revision.corrected": (
        "revision",
        "corrected what the paragraphs of {n} text are",
        "corrected what the paragraphs of {n} texts are",
    ),
    "source.joined": ("source", "joined {n} source with another", "joined {n} sources with others"),
    "source.parted": ("source", "kept {n} source apart from another", "kept {n} sources apart from others"),
    "source.assigned": ("source", "shared out {n} source", "shared out {n} sources"),
    "source.graded": ("source", "graded {n} source", "graded {n} sources"),
    "source.read": ("source", "read {n} source", "read {n} sources"),
    "source.unread": ("source", "marked {n} source as unread", "marked {n} sources as unread"),
    "statement.added": ("statement", "highlighted {n} statement", "highlighted {n} statements"),
    "statement.tagged": ("statement", "tagged {n} statement", "tagged {n} statements"),
    "statement.untagged": ("statement", "took tags off {n} statement", "took tags off {n} statements"),
    "statement.moved": ("statement", "moved {n} highlight", "moved {n} highlights"),
    "statement.agreed": ("statement", "agreed on tags of {n} statement", "agreed on tags of {n} statements"),
    "statement.checked": ("statement", "checked the place of {n} statement", "checked the places of {n} statements"),
    "statement.described": ("statement", "described {n} statement", "described {n} statements"),
    "tag.added": ("tag", "added {n} tag", "added {n} tags"),
    "tag.moved": ("tag", "moved {n} tag", "moved {n} tags"),
    "tag.merged": ("tag", "merged {n} tag into another", "merged {n} tags into others"),
    "tag.changed": ("tag", "changed {n} tag", "changed {n} tags"),
    "tag.favoured": ("tag", "chose {n} favourite tag", "chose {n} favourite tags"),
    "chapter.added": ("chapter", "added {n} chapter", "added {n} chapters"),
    "chapter.moved": ("chapter", "moved {n} chapter", "moved {n} chapters"),
    "chapter.changed": ("chapter", "renamed {n} chapter", "renamed {n} chapters"),
    "placement.added": ("placement", "placed {n} statement", "placed {n} statements"),
    "placement.moved": ("placement", "moved {n} statement", "moved {n} statements"),
    "placement.changed": ("placement", "chose how to quote {n} statement", "chose how to quote {n} statements"),
    "prose.added": ("prose", "wrote {n} passage", "wrote {n} passages"),
    "prose.rewritten": ("prose", "rewrote {n} passage", "rewrote {n} passages"),
    "prose.moved": ("prose", "moved {n} passage", "moved {n} passages"),
    "prose.judged": ("prose", "judged {n} passage", "judged {n} passages"),
    "link.added": ("link", "made {n} link", "made {n} links"),
    "link.assessed": ("link", "assessed {n} link", "assessed {n} links"),
    "note.added": ("note", "wrote {n} note", "wrote {n} notes"),
    "note.rewritten": ("note", "rewrote {n} note", "rewrote {n} notes"),
    "actor.added": ("actor", "added {n} actor", "added {n} actors"),
    "actor.changed": ("actor", "renamed {n} actor", "renamed {n} actors"),
    "source.deleted": ("source", "deleted {n} source", "deleted {n} sources"),
    "statement.deleted": ("statement", "deleted {n} statement", "deleted {n} statements"),
    "tag.deleted": ("tag", "deleted {n} tag", "deleted {n} tags"),
    "chapter.deleted": ("chapter", "deleted {n} chapter", "deleted {n} chapters"),
    "placement.deleted": ("placement", "took {n} statement out of a chapter", "took {n} statements out of chapters"),
    "prose.deleted": ("prose", "deleted {n} passage", "deleted {n} passages"),
    "link.deleted": ("link", "took {n} link away", "took {n} links away"),
    "note.deleted": ("note", "deleted {n} note", "deleted {n} notes"),
    "actor.deleted": ("actor", "deleted {n} actor", "deleted {n} actors"),
    "taken_back": ("", "took back {n} change", "took back {n} changes"),
    "other": ("", "made {n} other change", "made {n} other changes"),
}
_PLACED = frozenset(key for key in WORK if key.startswith(("placement.", "prose.")) and not key.endswith("deleted"))
_BY_FIELD: Mapping[str, Mapping[str, str]] = {
    "project": {"briefing": "chose", "outlet": "learnt", "search": "searched"},
    "source": {"reliability": "graded", "read": "read", "assigned": "assigned", "revision": "revised"}
    | {"joined": "joined", "joined_into": "joined", "apart": "parted"},
    "statement": {"source": "moved", "anchor": "moved", "anchor_state": "checked", "tag": "tagged", "agreed": "agreed"},
    "tag": {"place": "moved", "merged_into": "merged", "favourite": "favoured"},
    "chapter": {"place": "moved"},
    "placement": {"order": "moved"},
    "prose": {"text": "rewritten", "place": "moved"},
}
_OTHERWISE: Mapping[str, str] = {
    "source": "corrected",
    "revision": "corrected",
    "statement": "described",
    "prose": "judged",
    "link": "assessed",
    "note": "rewritten",
}
_OPPOSITE = {"source.read": "source.unread", "statement.tagged": "statement.untagged"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What stood in a field and what stands there since, as stored.

    Both are the distinct values: none where nothing stood there, several where reviewers had not settled a conflict.
    In the field LIFE, None is "deleted" and anything else "there".
    """

    field: str
    before: tuple[Json, ...]
    after: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one reviewer did to one thing in one transaction.

    `changes` are in the order of their fields' names. `of` is what was taken back or done again. `clock` puts entries
    in order; `at` is its time.
    """

    clock: int
    transaction_uid: str
    reviewer_uid: str
    entity_type: str
    entity_uid: str
    deed: Deed
    changes: tuple[FieldChange, ...]
    of: Deed | None = None

    @property
    def at(self) -> int:
        """When it was done, in milliseconds since 1970 (UTC), by the clock of the computer it was done on."""
        return milliseconds(self.clock)


class Contribution(NamedTuple):
    """What one reviewer did in one transaction, or in several that follow each other.

    `work` maps each kind of it (a key of WORK) to (entity type, uid) pairs, each once. `began` and `ended` are stamps
    of the clock; `last_seq` is the place of its last change in the log that it was read from.
    """

    transaction_uids: tuple[str, ...]
    reviewer_uid: str
    began: int
    ended: int
    last_seq: int
    work: Mapping[str, Sequence[tuple[str, str]]]

    @property
    def touched(self) -> frozenset[tuple[str, str]]:
        """Everything it is about, as (entity type, uid) pairs."""
        return frozenset(pair for pairs in self.work.values() for pair in pairs)


@dataclass(frozen=True, slots=True)
class _Effect:
    """What one change did."""

    deed: Deed
    changes: tuple[FieldChange, ...]
    of: Deed | None = None


def entries(changes: Sequence[Change]) -> list[HistoryEntry]:
    """Tell all changes of one entity in order of time, those of one transaction as one entry.

    What stood before is what the author saw, which is what his change names as its parents; so an entry reads the same
    whatever came in by merging since.
    """
    past = _Past(changes)
    by_transaction: dict[str, list[Change]] = {}
    for change in past.in_order:
        by_transaction.setdefault(change.transaction_uid, []).append(change)
    return [_entry(past, group) for group in by_transaction.values()]


def in_order_of_time(found: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Put the entries of several things into one order, the oldest first."""
    return sorted(found, key=lambda entry: (entry.clock, entry.transaction_uid, entry.entity_uid))


@lru_cache(1_024)
def kind_of_work(kind: str, entity_type: str, field: str, is_off: bool = False) -> str:
    """Name the work that a change is, as a key of WORK; "" for what only comes along with something else.

    `field` is what stands before its first colon; `is_off` tells that a judgement or a mark was taken away.
    """
    if entity_type == "revision" and (kind in ("create", "delete") or field != "block"):
        return ""
    if kind == "void":
        return "taken_back"
    verbs = {"create": "began" if entity_type == "project" else "added", "delete": "deleted"}
    verb = verbs.get(kind) or _BY_FIELD.get(entity_type, {}).get(field) or _OTHERWISE.get(entity_type, "changed")
    key = f"{entity_type}.{verb}"
    if is_off:
        key = _OPPOSITE.get(key, key)
    return key if key in WORK else "other"


def sittings(contributions: Iterable[Contribution], pause_ms: int) -> Iterator[Contribution]:
    """Join what a reviewer did without a longer pause and without another between, which reads as one piece of work."""
    running: list[Contribution] = []
    for each in contributions:
        if running and not _goes_on(running[-1], each, pause_ms):
            yield _as_one(running)
            running = []
        running.append(each)
    if running:
        yield _as_one(running)


def summary(contribution: Contribution, chapter_of: Callable[[str], str]) -> str:
    """Say in a few English words what somebody did: "tagged 12 statements, wrote 3 passages in chapter 2".

    `chapter_of` gives the number of the chapter in which a placement or a passage stands, or "".
    """
    said: list[str] = []
    for key in sorted(contribution.work, key=tuple(WORK).index):
        pairs = contribution.work[key]
        _, one, several = WORK[key]
        words = (one if len(pairs) == 1 else several).format(n=f"{len(pairs):,}")
        chapters = sorted({chapter_of(uid) for _, uid in pairs}, key=_as_numbers) if key in _PLACED else []
        if chapters and chapters[0] and len(chapters) <= MOST_CHAPTERS_NAMED:
            words += f" in chapter {chapters[0]}" if len(chapters) == 1 else f" in chapters {_listed(chapters)}"
        said.append(words)
    return ", ".join(said)


def _as_numbers(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part.isdigit()]


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _goes_on(before: Contribution, after: Contribution, pause_ms: int) -> bool:
    pause = milliseconds(after.began) - milliseconds(before.ended)
    return before.reviewer_uid == after.reviewer_uid and pause <= pause_ms


def _as_one(parts: Sequence[Contribution]) -> Contribution:
    if len(parts) == 1:
        return parts[0]
    work: dict[str, dict[tuple[str, str], None]] = {}
    for part in parts:
        for key, pairs in part.work.items():
            work.setdefault(key, {}).update(dict.fromkeys(pairs))
    return Contribution(
        tuple(uid for part in parts for uid in part.transaction_uids),
        parts[0].reviewer_uid,
        min(part.began for part in parts),
        max(part.ended for part in parts),
        max(part.last_seq for part in parts),
        {key: tuple(pairs) for key, pairs in work.items()},
    )


def _entry(past: "_Past", group: Sequence[Change]) -> HistoryEntry:
    effects = [past.effect(change) for change in group]
    effect = min(effects, key=lambda each: _TELLING.index(each.deed))
    last = group[-1]
    return HistoryEntry(
        last.clock,
        last.transaction_uid,
        last.reviewer_uid,
        past.entity_type,
        last.entity_uid,
        effect.deed,
        _joined(change for each in effects for change in each.changes),
        effect.of,
    )


class _Past:
    """All changes of one entity and what each of them did."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.in_order = sorted(changes, key=lambda change: (change.clock, change.change_id))
        self.entity_type = next((each.field for each in self.in_order if each.kind in ("create", "delete")), "")
        self._by_id = {change.change_id: change for change in changes}
        self._effects: dict[bytes, _Effect] = {}

    def effect(self, change: Change) -> _Effect:
        """Give what a change did; what it takes back is older, so that is known already and nothing goes deep."""
        if change.change_id not in self._effects:
            self._effects[change.change_id] = self._told(change)
        return self._effects[change.change_id]

    def _told(self, change: Change) -> _Effect:
        if change.kind == "create":
            return self._creation(change)
        if change.kind == "delete":
            return self._deletion(change)
        if change.kind == "void":
            return self._taking_back(change)
        before = self._values(change.parents, change.field)
        deed = Deed.SETTLED if len(before) > 1 else Deed.CHANGED
        return _Effect(deed, (FieldChange(change.field, before, (change.loaded,)),))

    def _creation(self, change: Change) -> _Effect:
        fields = tuple(FieldChange(name, (), (value,)) for name, value in sorted(change.loaded.items()))
        if not change.parents:
            return _Effect(Deed.CREATED, fields)
        return _Effect(Deed.BROUGHT_BACK, (FieldChange(LIFE, (_GONE,), (_THERE,)), *fields))

    def _deletion(self, change: Change) -> _Effect:
        """Tell a deletion; where its author saw another one beside a live thing, it settles that."""
        if any(parent.kind == "delete" for parent in self._known(change.parents)):
            return _Effect(Deed.SETTLED, (FieldChange(LIFE, (_THERE, _GONE), (_GONE,)),))
        return _Effect(Deed.DELETED, (FieldChange(LIFE, (_THERE,), (_GONE,)),))

    def _taking_back(self, void: Change) -> _Effect:
        targets = sorted(self._known(void.parents), key=lambda each: (each.clock, each.change_id), reverse=True)
        if targets and all(each.kind == "delete" for each in targets) and self._was_disputed(void):
            return _Effect(Deed.SETTLED, (FieldChange(LIFE, (_THERE, _GONE), (_THERE,)),))
        effects = [self.effect(each) for each in targets if each.change_id != void.change_id]
        undone = _joined(_reversed(change) for effect in effects for change in effect.changes)
        if not effects:
            return _Effect(Deed.TAKEN_BACK, ())
        told = min(effects, key=lambda each: _TELLING.index(each.deed))
        if told.deed == Deed.TAKEN_BACK:
            return _Effect(Deed.DONE_AGAIN, undone, told.of)
        if told.deed == Deed.DONE_AGAIN:
            return _Effect(Deed.TAKEN_BACK, undone, told.of)
        return _Effect(Deed.TAKEN_BACK, undone, told.deed)

    def _was_disputed(self, void: Change) -> bool:
        """Tell whether the thing stood there with its deletion beside it when somebody took that back."""
        earlier = [change for change in self.in_order if change.clock < void.clock]
        return LIFE in fold(void.entity_uid, earlier).conflicts

    def _values(self, change_ids: Iterable[bytes], field: str) -> tuple[Json, ...]:
        values: list[Json] = []
        for change in self._known(change_ids):
            if change.kind == "create" and field not in change.loaded:
                continue
            value = change.loaded[field] if change.kind == "create" else change.loaded
            if value not in values:
                values.append(value)
        return tuple(values)

    def _known(self, change_ids: Iterable[bytes]) -> list[Change]:
        """Give the changes that are here, the newest first."""
        known = [self._by_id[change_id] for change_id in change_ids if change_id in self._by_id]
        return sorted(known, key=lambda change: (change.clock, change.change_id), reverse=True)


def _joined(changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """Make of several steps in a field one, from what stood before the first to what stands after the last."""
    by_field: dict[str, FieldChange] = {}
    for change in changes:
        first = by_field.get(change.field, change)
        by_field[change.field] = FieldChange(change.field, first.before, change.after)
    return tuple(by_field[field] for field in sorted(by_field))


def _reversed(change: FieldChange) -> FieldChange:
    return FieldChange(change.field, change.after, change.before)

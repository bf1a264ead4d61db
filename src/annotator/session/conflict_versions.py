"""The versions that stand against each other, who holds each, and how the field came to be what it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from annotator.core.changes import Change
from annotator.core.clock import milliseconds
from annotator.core.edits.settling import DELETED, KEPT
from annotator.core.fold import LIFE
from annotator.core.history import Deed, FieldChange, HistoryEntry, entries
from annotator.core.records import Conflict, ConflictHead, Json
from annotator.session.conflict_words import FieldWords
from annotator.session.text_session import differing_words
from annotator.store.history import log_of
from annotator.store.reader import Reader

# Where a thing stood is long to say, and whether it is there is no value that one changes from.
_NOTHING: tuple[tuple[Json, ...], ...] = ((), (None,), ("",))
_WITHOUT_BASE = frozenset({LIFE, "place", "order", "revision"})
_TEXT = ("source", "revision")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a version, since when (milliseconds since 1970, UTC), and that reviewer's note on the thing."""

    name: str
    at: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values that stand against each other.

    `value` settles the conflict by it; `text` is the stored words where the field holds words, with citations.
    """

    value: Json
    words: str
    holders: tuple[Holder, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a field: when, who, what stood before ("" where that goes without saying) and what since."""

    at: int
    name: str
    before: str
    after: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class Past:
    """How a field came to be what it is, the newest step first; `base` is what all versions were made from, or ""."""

    steps: tuple[Step, ...]
    base: str = ""


class Versions:
    """Tell versions and pasts; good for as long as nothing in the project changes."""

    def __init__(self, reader: Reader, words: FieldWords) -> None:
        self._reader = reader
        self._words = words
        self._names = {each.uid: each.name for each in reader.reviewers()}

    def of(self, conflict: Conflict) -> list[Version]:
        """Give the distinct versions, the one that is shown first."""
        if conflict.field == LIFE:
            return self._of_life(conflict)
        notes = self._notes(conflict.entity_uid)
        found: list[tuple[Json, list[Holder]]] = []
        for head in conflict.heads:
            holder = self._holder(head, notes)
            same = next((holders for value, holders in found if value == head.value), None)
            if same is None:
                found.append((head.value, [holder]))
            elif all(each.name != holder.name for each in same):
                same.append(holder)
        versions = [self._version(conflict, value, holders) for value, holders in found]
        return self._of_texts(versions) if (conflict.entity_type, conflict.field) == _TEXT else versions

    def past(self, conflict: Conflict) -> Past:
        """Tell the changes of the field, the newest first."""
        changes = self._changes(conflict.entity_uid)
        steps: list[Step] = []
        bases: list[tuple[Json, ...]] = []
        heads = {(head.clock, head.reviewer_uid) for head in conflict.heads}
        for entry in entries(changes) if changes else []:
            for change in _of_field(entry, conflict.field):
                steps.append(self._step(conflict, entry, change))
                if (entry.clock, entry.reviewer_uid) in heads:
                    bases.append(change.before)
        # Entries bear the clock of their transaction's first change, so a head may not be found; then nothing is said.
        is_one = len(bases) == len(heads) > 1 and all(base == bases[0] for base in bases) and len(bases[0]) <= 1
        is_said = is_one and bases[0] not in _NOTHING and conflict.field.partition(":")[0] not in _WITHOUT_BASE
        base = self._base(conflict, bases[0]) if is_said else ""
        return Past(tuple(reversed(steps)), base)

    def _base(self, conflict: Conflict, values: Sequence[Json]) -> str:
        said = self._said(conflict, values)
        return f"“{said}”" if values and text_of(conflict.field, values[0]) and " " in said else said

    def _changes(self, uid: str) -> Sequence[Change]:
        return log_of(self._reader).changes_of([uid]).get(uid, ())

    def _holder(self, head: ConflictHead, notes: dict[str, str]) -> Holder:
        return Holder(self._name(head.reviewer_uid), milliseconds(head.clock), notes.get(head.reviewer_uid, ""))

    def _name(self, reviewer_uid: str) -> str:
        return self._names.get(reviewer_uid) or _tr("Somebody")

    def _notes(self, uid: str) -> dict[str, str]:
        """Give each reviewer's own note on a thing."""
        return {note.reviewer_uid: note.text for note in self._reader.notes(uid) if not note.kind}

    def _of_life(self, conflict: Conflict) -> list[Version]:
        kept, gone = conflict.heads[0], conflict.heads[-1]
        notes = self._notes(conflict.entity_uid)
        changed = [
            change
            for change in self._changes(conflict.entity_uid)
            if change.kind == "set" and (change.clock, change.reviewer_uid) == (kept.clock, kept.reviewer_uid)
        ]
        words = _tr("Kept")
        if changed:
            kind, name = conflict.entity_type, changed[0].field
            field = self._words.field(kind, name)
            said = self._words.value(kind, conflict.entity_uid, name, changed[0].loaded)
            words = _tr("Kept ({0}: {1})").format(field, said)
        return [
            Version(KEPT, words, (self._holder(kept, notes),)),
            Version(DELETED, _tr("Deleted"), (self._holder(gone, notes),)),
        ]

    def _of_texts(self, versions: Sequence[Version]) -> list[Version]:
        """Show of two texts the paragraphs in which they differ, and of more each as it differs from the first."""
        first = str(versions[0].value)
        told = [differing_words(self._reader, first, str(each.value)) for each in versions[1:]]
        words = [told[0][0] if told else "", *(after for _, after in told)]
        return [
            replace(version, words=said or _tr("Nothing stands there"), text=said)
            for version, said in zip(versions, words, strict=True)
        ]

    def _said(self, conflict: Conflict, values: Iterable[Json]) -> str:
        if conflict.field == LIFE:
            said = [_tr("deleted") if value is None else _tr("there") for value in values]
            return " / ".join(said)
        else:
            kind, uid, field = conflict.entity_type, conflict.entity_uid, conflict.field
            said = [self._words.value(kind, uid, field, value) for value in values]
        return " / ".join(dict.fromkeys(said)) or _tr("not set")

    def _step(self, conflict: Conflict, entry: HistoryEntry, change: FieldChange) -> Step:
        before, after = self._said(conflict, change.before), self._said(conflict, change.after)
        if conflict.field == LIFE and entry.deed == Deed.CREATED:
            after = _tr("made")
        if conflict.field == LIFE:
            before = ""
        return Step(entry.at, self._name(entry.reviewer_uid), before, after, entry.deed)

    def _version(self, conflict: Conflict, value: Json, holders: Sequence[Holder]) -> Version:
        said = self._words.value(conflict.entity_type, conflict.entity_uid, conflict.field, value)
        return Version(value, said, tuple(holders), text_of(conflict.field, value))


def text_of(field: str, value: Json) -> str:
    """Give the stored words of a value that is words, with its citations; "" for any other."""
    if field.startswith("meta:") and isinstance(value, dict):
        value = value.get("value")
    return value if isinstance(value, str) else ""


def _of_field(entry: HistoryEntry, field: str) -> Iterable[FieldChange]:
    if field == LIFE and entry.deed == Deed.CREATED:
        return (FieldChange(LIFE, (), (True,)),)
    return (change for change in entry.changes if change.field == field)


def _tr(words: str) -> str:
    return QCoreApplication.translate("conflict", words)

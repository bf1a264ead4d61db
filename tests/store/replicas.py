"""Several people at work on one project, on real stores, each beside the model of what he has seen.

Every step is done in the store and in the model, and held against each other: what was done or refused, and after it
every row that people see.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from annotator.core import identity
from annotator.core.changes import Draft
from annotator.core.clock import HybridClock
from annotator.core.errors import RefusedError
from annotator.store import publishing
from annotator.store.extracting import Choice
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader
from annotator.store.sending import SendingWish, send
from annotator.store.union import taken_in
from annotator.store.viewing import view
from tests.builders import Built
from tests.store.model import (
    Act,
    Json,
    Knowledge,
    changes_nothing,
    has_moved_on,
    is_creation,
    is_refused,
    picture,
)

FIRST_DAY_MS = 1_745_798_400_000  # 28 April 2025
YEAR_MS = 365 * 24 * 60 * 60 * 1000
_WRITTEN = "SELECT change_id, clock, kind, entity_uid, field, value FROM change WHERE transaction_uid = ? ORDER BY seq"
# As the model tells them: the key, the columns, those that hold JSON last.
_TABLES: Mapping[str, tuple[str, str, str]] = {
    "project": ("uid", "title, subtitle, language", "briefing"),
    "reviewer": ("uid", "name, initials, colour, stands_for", ""),
    "actor": ("uid", "name", ""),
    "source_read": ("source_uid, reviewer_uid", "1", ""),
    "source_assigned": ("source_uid, reviewer_uid", "1", ""),
    "statement_tag": ("statement_uid, tag_uid, reviewer_uid", "is_overruled", ""),
    "tag": ("uid", "name, colour, definition, is_position, parent_uid, sort_key, position, depth, stands_for", ""),
    "tag_favourite": ("tag_uid, reviewer_uid", "digit", ""),
    "chapter": ("uid", "title, parent_uid, sort_key, position, depth, number", ""),
    "placement": ("uid", "chapter_uid, statement_uid, sort_key, form, words, source_uid", ""),
    "prose": ("uid", "chapter_uid, sort_key, text, is_key_judgement, likelihood, confidence", ""),
    "link": ("uid", "kind, from_uid, to_uid, assessment", ""),
    "note": ("uid", "target_uid, reviewer_uid, text, kind", ""),
}
_Row = tuple[bytes, int, str, str, str, str]
Picture = dict[str, dict[Any, Any]]


@contextmanager
def drawn_again() -> Iterator[None]:
    """Draw the same uids each time, so that a history which fails once fails again, and wait for no disk."""
    numbers = count()

    def digits(size: int) -> str:
        return hashlib.md5(str(next(numbers)).encode()).hexdigest()[: 2 * size]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "_OF_THIS_RUN", digits(4))
        patch.setattr(identity.secrets, "token_hex", digits)
        patch.setattr(publishing.os, "fsync", lambda _: None)
        yield


@dataclass
class Done:
    """A step that can be taken back: its transaction, its acts, and what stood before it and how much was known."""

    transaction: str
    acts: list[Act]
    before: Picture
    known_before: int


@dataclass
class Desk:
    """One person's computer: a working copy, what has been seen there, and what this session can take back.

    `in_file` is what was in the shared file when it was last looked into from here. Where an older copy of it was put
    back, or its changes came in from another file, more may be counted as unshared than is; never less.
    """

    built: Built
    reviewer: str
    now_ms: Callable[[], int]
    known: Knowledge = field(default_factory=Knowledge)
    done: list[Done] = field(default_factory=list)
    undone: list[Done] = field(default_factory=list)
    in_file: frozenset[Act] = frozenset()
    may_count_more: bool = False
    skew_ms: int = 0
    _shown: tuple[tuple[ProjectStore, int], Picture] | None = None

    @property
    def store(self) -> ProjectStore:
        return self.built.store

    def set_clock(self, skew_ms: int) -> None:
        """Set this computer's clock ahead or back; no power fails here, so nothing has to reach a disk either."""
        self.skew_ms = skew_ms
        self.store._connection.execute("PRAGMA synchronous = OFF")
        clock = HybridClock(self.store._log.last_clock(), lambda: self.now_ms() + skew_ms)
        self.store._clock = self.store._applier._clock = clock

    def perform(self, drafts: Sequence[Draft], blobs: Mapping[str, bytes] | None = None) -> bool:
        """Do what a person wishes, and tell whether it could be done; the model has to say the same."""
        before, known_before = self.shown(), len(self.known)
        try:
            applied = self.store.apply(drafts, self.reviewer, blobs=blobs)
        except RefusedError:
            assert self._foreseen(drafts, _provisional()) is None, "refused, but the model sees no reason"
            return False
        rows = self._written(applied.transaction_uid)
        acts = self._foreseen(drafts, iter(rows))
        assert acts is not None, "done, but the model would have refused it"
        assert len(acts) == len(rows), "more was written than the model foresaw"
        self.known.learn(acts)
        if acts:
            self.done.append(Done(applied.transaction_uid, acts, before, known_before))
            self.undone.clear()
        return True

    def undo(self) -> bool:
        """Take back the newest step of this session; tell whether there was one and nobody had moved on."""
        return self._take_back(self.done, self.undone)

    def redo(self) -> bool:
        """Do again what was taken back last."""
        return self._take_back(self.undone, self.done)

    def shown(self) -> Picture:
        """Read what the store shows, once for as long as nothing is written."""
        written = self.store._connection.total_changes
        if self._shown is None or self._shown[0] != (self.store, written):
            self._shown = (self.store, written), shown(self.store.reader)
        return self._shown[1]

    def check(self) -> None:
        """Hold what the store holds and shows against what the model says."""
        held = {bytes(change_id) for (change_id,) in self.store._connection.execute("SELECT change_id FROM change")}
        assert held == {act.stamp[1] for act in self.known}
        compare(self.shown(), self.known)
        only_here = sum(act not in self.in_file for act in self.known)
        told = self.store.unpublished_count()
        assert told >= only_here if self.may_count_more else told == only_here

    def _foreseen(self, drafts: Sequence[Draft], rows: Iterator[_Row]) -> list[Act] | None:
        """Give the acts that the model foresees, or None where it foresees a refusal."""
        known = Knowledge(self.known)
        acts = []
        for draft in drafts:
            record = known.record(draft.entity_uid)
            value = json.loads(json.dumps(draft.value))
            if changes_nothing(record, draft.kind, draft.field, value):
                continue
            if is_refused(record, draft.kind):
                return None
            row = next(rows)
            assert row[2:] in (("", "", "", ""), (draft.kind, draft.entity_uid, draft.field, _canonical(value)))
            act = Act(
                kind="undo" if draft.kind == "void" else draft.kind,
                uid=draft.entity_uid,
                field=draft.field,
                value=value,
                reviewer=self.reviewer,
                stamp=(row[1], row[0]),
                seen=frozenset(known.on(draft.entity_uid)),
                taken_back=frozenset(act for act in known.on(draft.entity_uid) if _is_named(act, draft)),
            )
            known.learn([act])
            acts.append(act)
        return acts

    def _take_back(self, stack: list[Done], other: list[Done]) -> bool:
        if not stack:
            return False
        step = stack.pop()
        own: dict[str, list[Act]] = {}
        for act in step.acts:
            own.setdefault(act.uid, []).append(act)
        has_to_be_refused = any(has_moved_on(acts, self.known.on(uid)) for uid, acts in own.items())
        before, known_before = self.shown(), len(self.known)
        is_untouched = known_before == step.known_before + len(step.acts)
        try:
            applied = self.store.undo([step.transaction], self.reviewer)
        except RefusedError:
            assert has_to_be_refused, "refused, but nobody has changed it since"
            return False
        assert not has_to_be_refused, "taken back, although somebody has changed it since"
        acts = [self._taken_back(row, own[row[3]]) for row in self._written(applied.transaction_uid)]
        self.known.learn(acts)
        other.append(Done(applied.transaction_uid, acts, before, known_before))
        assert not is_untouched or self.shown() == step.before, "what stood before was not restored"
        return True

    def _taken_back(self, row: _Row, own: Sequence[Act]) -> Act:
        """Give the act that takes others on one record back: their creation is deleted, all else never happened."""
        assert row[2] == ("delete" if is_creation(own) else "void")
        return Act(
            kind="delete" if is_creation(own) else "undo",
            uid=row[3],
            field=self.known.record(row[3]).type if is_creation(own) else "",
            value=None,
            reviewer=self.reviewer,
            stamp=(row[1], row[0]),
            seen=frozenset(self.known.on(row[3])),
            taken_back=frozenset() if is_creation(own) else frozenset(own),
        )

    def _written(self, transaction_uid: str) -> list[_Row]:
        return self.store._connection.execute(_WRITTEN, (transaction_uid,)).fetchall()


class Begun:
    """A project that one person has begun alone, saved and closed: its file, what was done, and where its text is."""

    def __init__(self, built: Built) -> None:
        built.store.publish()
        self.built = built
        self.acts = tuple(told_by(built.store))
        built.store.close()
        self.content = built.store.shared_path.read_bytes()


class Office:
    """Several desks, the files between them, and the time."""

    def __init__(self, folder: Path, begun: "Begun") -> None:
        self.folder = folder
        self.desks: list[Desk] = []
        self.path = folder / "p.annotator"
        self.path.write_bytes(begun.content)
        self.files = {self.path: Knowledge(begun.acts)}
        self._built = begun.built
        self._ticks = count(FIRST_DAY_MS, 1_000)
        self._numbers = count()

    def join(self, path: Path, reviewer: str) -> None:
        """Let somebody open a file, on a computer of his own."""
        store = ProjectStore.open(path, data_dir=self.folder / f"data-{next(self._numbers)}")
        known = Knowledge(self.files[path])
        desk = Desk(replace(self._built, store=store), reviewer, lambda: next(self._ticks), known)
        desk.in_file = frozenset(known)
        desk.set_clock(0)
        self.desks.append(desk)

    def leave(self, desk: Desk) -> None:
        """Close a desk for good; what was not shared stays on its computer."""
        desk.store.close()
        self.desks.remove(desk)

    def copy(self, path: Path) -> Path:
        """Copy a shared file, as people do who send it or keep it."""
        copy = self.folder / f"copy-{next(self._numbers)}.annotator"
        shutil.copyfile(path, copy)
        self.files[copy] = Knowledge(self.files[path])
        return copy

    def send(self, desk: Desk, choice: Choice) -> None:
        """Write an extract: of each thing all that happened to it or nothing, and what that amounts to."""
        path = self.folder / f"extract-{next(self._numbers)}.annotator"
        send(desk.store, path, SendingWish(choice))
        with view(path) as reader:
            there = {bytes(change_id) for (change_id,) in reader._connection.execute("SELECT change_id FROM change")}
            known = Knowledge(act for act in desk.known if act.stamp[1] in there)
            assert len(known) == len(there)
            assert all(known.on(uid) == desk.known.on(uid) for uid in {act.uid for act in known})
            compare(shown(reader), known)
        self.files[path] = known

    def put_back(self, copy: Path, path: Path) -> None:
        """Put an older copy in the place of a shared file."""
        if copy != path:
            shutil.copyfile(copy, path)
            self.files[path] = Knowledge(self.files[copy])
            for desk in self.desks:
                desk.may_count_more |= desk.store.shared_path == path

    def publish(self, desk: Desk) -> None:
        """Save at one desk: its file and it then hold the same, and nothing is only on this computer."""
        path = desk.store.shared_path
        desk.store.publish()
        assert desk.store.unpublished_count() == 0
        desk.known.learn(self.files.get(path, ()))
        self.files[path] = Knowledge(desk.known)
        desk.in_file, desk.may_count_more = frozenset(desk.known), False
        with view(path) as reader:
            assert shown(reader) == desk.shown()

    def take_in(self, desk: Desk, path: Path) -> None:
        """Merge a file into what somebody has."""
        with taken_in(desk.store._connection, desk.store._applier, path) as (added, _):
            touched = added.touched
        new = {act.uid for act in self.files[path]} if touched else set()
        assert {uid for _, uid in touched} <= new
        known_before = len(desk.known)
        desk.known.learn(self.files[path])
        desk.may_count_more = True
        assert bool(touched) == (len(desk.known) > known_before), "taking in a file twice changes nothing"

    def start_again(self, desk: Desk) -> None:
        """Close the window and start again: what could be undone is forgotten, what others saved comes in."""
        path = desk.store.shared_path
        working_copies = desk.store.working_path.parents[2]
        desk.store.close()
        desk.built.store = ProjectStore.open(path, data_dir=working_copies)
        desk.known.learn(self.files[path])
        desk.in_file = frozenset(self.files[path])
        desk.done.clear()
        desk.undone.clear()
        desk.set_clock(desk.skew_ms)

    def close(self) -> None:
        """Close all desks."""
        for desk in self.desks:
            desk.store.close()


def told_by(store: ProjectStore) -> Iterator[Act]:
    """Give the acts of a project on which one person has worked alone: each had seen all that came before it."""
    known = Knowledge()
    columns = "change_id, clock, kind, entity_uid, field, value, reviewer_uid"
    for row in store._connection.execute(f"SELECT {columns} FROM change ORDER BY seq").fetchall():
        change_id, clock, kind, uid, name, value, reviewer = row
        act = Act(kind, uid, name, json.loads(value), reviewer, (clock, change_id), frozenset(known.on(uid)))
        known.learn([act])
        yield act


def compare(there: Picture, known: Knowledge) -> None:
    """Hold what is shown against what the model says of somebody who knows this, table by table."""
    for table, rows in picture(known).items():
        assert there[table] == rows, table


def shown(reader: Reader) -> Picture:
    """Read the rows that people see, by table and key, and what screens make of them, as the model predicts them."""
    connection = reader._connection
    clocks = dict(connection.execute("SELECT uid, clock FROM statement"))
    metadata = dict(connection.execute("SELECT uid, metadata FROM source"))
    statements = reader.statements_by_uid(list(clocks))
    found: Picture = {table: dict(_rows(connection, table)) for table in _TABLES}
    found["source"] = {
        source.uid: (
            source.file_name,
            source.title,
            source.outlet,
            source.published.to_json() if source.published else None,
            source.reliability or None,
            source.origin,
            source.descriptor,
            json.loads(metadata[source.uid]),
        )
        for source in reader.sources()
    }
    found["statement"] = {
        each.uid: (
            each.number,
            each.source_uid,
            each.anchor.to_json(),
            each.actor_uid,
            each.event_date.to_json() if each.event_date else None,
            each.said_date.to_json() if each.said_date else None,
            each.kind,
            each.credibility,
            each.reviewer_uid,
            clocks[each.uid],
        )
        for each in statements
    }
    found["conflict"] = dict(_conflicts(connection))
    found["tags of statement"] = {each.uid: list(each.tag_uids) for each in statements}
    found["items of chapter"] = {
        chapter.uid: [item.uid for item in reader.chapter_items(chapter.uid)] for chapter in reader.chapters()
    }
    found["links of statement"] = {each.uid: [link.uid for link in reader.links_of(each.uid)] for each in statements}
    return found


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    key, plain, stored_as_json = _TABLES[table]
    columns = ", ".join(filter(None, (key, plain, stored_as_json)))
    width = key.count(",") + 1
    for row in connection.execute(f"SELECT {columns} FROM {table}"):
        values = (*row[width:-1], json.loads(row[-1])) if stored_as_json else row[width:]
        yield (row[:width] if width > 1 else row[0]), (values if width == 1 else values[0])


def _conflicts(connection: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], tuple[Any, ...]]]:
    rows = connection.execute('SELECT entity_uid, field, entity_type, "values" FROM conflict')
    for uid, name, record_type, heads in rows:
        told = ((head["value"] if name else None, head["change"]) for head in json.loads(heads))
        yield (uid, name), (record_type, *told)


def _is_named(act: Act, draft: Draft) -> bool:
    return draft.kind == "void" and act.stamp[1].hex() in draft.value


def _provisional() -> Iterator[_Row]:
    """Give stamps for acts of which only a refusal is expected."""
    return ((str(number).encode(), 1 << 62, "", "", "", "") for number in count())


def _canonical(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

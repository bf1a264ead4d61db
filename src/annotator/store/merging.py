"""Merging other copies of the project into this one, on purpose.

A merge is one transaction for all its files together, after a backup. What it brought in is remembered in the working
copy only, so that it can be taken out again (see unmerging.py). What comes in by saving is no merge in this sense and
is never remembered.
"""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.core.changes import canonical_json
from annotator.core.errors import AnnotatorError, NotFoundError, RefusedError
from annotator.core.identity import new_uid
from annotator.core.undisturbed import undisturbed
from annotator.store.backups import MERGE, back_up
from annotator.store.connection import leaving_the_log, plain_faults, transaction
from annotator.store.gate import Foreign, foreign
from annotator.store.gathering import gathered
from annotator.store.project import ProjectStore
from annotator.store.union import Added, Touched, add

CHANGES_OF_MERGE = "(SELECT change_id FROM merged_change WHERE merge_row = ?)"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not merged, and why, in one sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; `uid` is what it can be undone by, "" where nothing new came in.

    `touched` are (entity type, uid) pairs; `new` counts the things that were not there before by their type;
    `known_count` counts what was known already, file by file; `text_count` the texts, originals and pictures that
    came along. Where nothing but such came, which an extract had left out, there is nothing to undo.
    """

    uid: str
    touched: Touched
    new: Mapping[str, int]
    change_count: int
    known_count: int
    text_count: int
    backup: Path | None
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class PastMerge:
    """A merge that this working copy remembers. `made` is milliseconds since 1970 (UTC)."""

    uid: str
    made: int
    reviewer_uid: str
    files: tuple[str, ...]
    change_count: int
    backup: Path


def merge(store: ProjectStore, paths: Sequence[Path], reviewer_uid: str, *, skip_refused: bool = False) -> Merged:
    """Take in what other files of the project have that this one lacks: all of it, or nothing.

    With `skip_refused` the files that cannot be merged are left out, and said; `reviewer_uid` is who merges.

    Raises:
        RefusedError: a file cannot be merged, or with `skip_refused` none can; nothing was changed.
        EnvironmentFaultError: the machine would not, say for the backup; nothing was changed.
    """
    with ExitStack() as stack, undisturbed():
        files, refused = read_files(stack, store, paths)
        if refused and (not skip_refused or not files):
            raise RefusedError(" ".join(["Nothing was merged.", *(each.reason for each in refused)]))
        known = sum(file.known_count for file in files)
        if not any(file.new_count() or file.new_blobs for file in files):
            return Merged("", frozenset(), {}, 0, known, 0, None, tuple(refused))
        connection = store._connection
        with (
            plain_faults(store.working_path),
            _backed_up(store) as backing,
            gathered(connection, files) as all_of_it,
            leaving_the_log(connection),
            transaction(connection),
        ):
            added = add(connection, store._applier, all_of_it)
            uid = ""
            backup = backing()  # nothing is kept of this before it is there
            if added.change_count:
                uid = _remember(connection, added, reviewer_uid, [file.name for file in files], backup)
            if not added.kinds.isdisjoint(("source", "revision")):
                store._index_now()
        store._follow_blindness()
    counts = (added.change_count, known, len(added.blobs))
    return Merged(uid, added.touched, new_things(added), *counts, backup, tuple(refused))


@contextmanager
def _backed_up(store: ProjectStore) -> Iterator[Callable[[], Path]]:
    """Back the project up as it is now; gives how to wait for the backup and learn its path.

    It is written beside what goes on in the block where that leaves the committed state readable, else before.
    """
    (mode,) = store._connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        path = back_up(store, MERGE)
        yield lambda: path
        return
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(back_up, store, MERGE).result


def read_files(stack: ExitStack, store: ProjectStore, paths: Iterable[Path]) -> tuple[list[Foreign], list[Refusal]]:
    """Open others' files for as long as the stack lasts and look up what is new in each; some may be refused."""
    files, refused = [], []
    for path in paths:
        try:
            files.append(stack.enter_context(foreign(path, store.uid, store.working_path)))
        except AnnotatorError as error:
            refused.append(Refusal(path.name, str(error)))
    return files, refused


def new_things(added: Added) -> dict[str, int]:
    """Count the things of which nothing was there before, by their type."""
    return dict(Counter(kind for kind, uid in added.touched if uid in added.new_uids and kind))


def merges(store: ProjectStore) -> list[PastMerge]:
    """List the merges that this working copy remembers, the newest first; those that were undone are forgotten."""
    if not _has_tables(store._connection):
        return []
    rows = store._connection.execute(
        "SELECT uid, made, reviewer_uid, files, (SELECT count(*) FROM merged_change WHERE merge_row = row), backup "
        "FROM merge ORDER BY row DESC"
    )
    return [
        PastMerge(uid, made, reviewer_uid, tuple(json.loads(files)), count, Path(backup))
        for uid, made, reviewer_uid, files, count, backup in rows
    ]


def _remember(
    connection: sqlite3.Connection, added: Added, reviewer_uid: str, names: Sequence[str], backup: Path
) -> str:
    uid = new_uid()
    values = (uid, time.time_ns() // 1_000_000, reviewer_uid, canonical_json(list(names)))
    row = connection.execute(
        "INSERT INTO merge (uid, made, reviewer_uid, files, blobs, backup) VALUES (?, ?, ?, ?, ?, ?)",
        (*values, canonical_json(list(added.blobs)), str(backup)),
    ).lastrowid
    connection.execute(
        "INSERT INTO merged_change (merge_row, change_id) SELECT ?, change_id FROM change WHERE seq > ? ORDER BY seq",
        (row, added.last_seq),
    )
    return uid


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'merge'").fetchone() is not None


def find_merge(connection: sqlite3.Connection, merge_uid: str) -> tuple[int, int, int]:
    """Give a merge's row, and the first and the last place of its changes in the log.

    Raises:
        NotFoundError: this working copy remembers no such merge.
    """
    found = None
    if _has_tables(connection):
        found = connection.execute("SELECT row FROM merge WHERE uid = ?", (merge_uid,)).fetchone()
    if found is None:
        raise NotFoundError("This merge is not remembered on this computer; it may have been undone.")
    first, last = connection.execute(
        f"SELECT min(seq), max(seq) FROM change WHERE change_id IN {CHANGES_OF_MERGE}", found
    ).fetchone()
    return found[0], first, last

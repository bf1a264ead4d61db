"""Taking in other copies of the same project: the union of their sets of changes.

What another file has that we lack is looked up first (`read`), outside any transaction; adding it (`add`) is one bulk
insertion and one derivation for all files together. The order of the files makes no difference, a file taken in twice
changes nothing, and no clock is asked.

Memory does not grow with the files: changes go from one log into the other as they are read, and are derived some
thousand things at a time.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.core.errors import ProjectFileError
from annotator.core.undisturbed import undisturbed
from annotator.store.applying import Applier
from annotator.store.gate import Foreign, Known, foreign
from annotator.store.log import COLUMNS, Log

Touched = frozenset[tuple[str, str]]
BATCH = 4_000
_CHUNK = 500
_INSERT = f"INSERT INTO change ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (change_id) DO NOTHING"
_KIND, _ENTITY, _FIELD = 4, 5, 6
_LACKING = "{names} lacks texts that this project does not have either; ask for a whole copy."
# What our own code and SQLite say to values that are not of the kind that stands there.
_NONSENSE = (
    *(ValueError, LookupError, TypeError, AttributeError),
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError),
)
# What another row is looked up in comes before it; each tree is written whole, so once and at the end.
_TREES, _PLACEMENTS, _REST = 4, 3, 1
_ORDER = {"source": 0, "revision": 0, "statement": 2, "placement": _PLACEMENTS, "tag": _TREES, "chapter": _TREES}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What another's open file has that a log lacks.

    `runs` are the places of the new changes in its log, the first and the last of each run; `new_count` and
    `known_count` count its changes, `blobs` are its texts that are new. `first_lacking` is the first place in our log
    of a change that the file has not, or 0.
    """

    name: str
    runs: tuple[tuple[int, int], ...]
    new_count: int
    known_count: int
    blobs: tuple[str, ...]
    first_lacking: int
    connection: sqlite3.Connection

    def changes(self, columns: str = COLUMNS) -> Iterator[tuple[Any, ...]]:
        """Read the new changes, in the order in which they came there."""
        for run in self.runs:
            yield from self.connection.execute(
                f"SELECT {columns} FROM change WHERE seq BETWEEN ? AND ? ORDER BY seq", run
            )


@dataclass(frozen=True, slots=True)
class Added:
    """What adding amounted to.

    `touched` are (entity type, uid) pairs, `new_uids` those of them of which nothing was there before, `blobs` the
    texts that came along. What was added stands behind the place `last_seq` of the log.
    """

    touched: Touched
    new_uids: frozenset[str]
    change_count: int
    blobs: tuple[str, ...]
    last_seq: int


def take_in(connection: sqlite3.Connection, applier: Applier, other: Path) -> Touched:
    """Add what `other` has and we lack, in the caller's transaction; give what was touched.

    Raises:
        ProjectFileError: it is another project, or not to be trusted; nothing of it was added.
    """
    return take_in_file(connection, applier, other)[0].touched


def take_in_file(connection: sqlite3.Connection, applier: Applier, other: Path) -> tuple[Added, int]:
    """Do the same, and give with it the first place in our log of a change that the file has not, or 0."""
    (project_uid,) = connection.execute("SELECT value FROM meta WHERE key = 'project_uid'").fetchone()
    known = known_here(connection)
    with foreign(other, project_uid, known) as file:
        incoming = read(known, file)
        del known  # some 40 MB for a large project
        return add(connection, applier, [incoming]), incoming.first_lacking


def known_here(connection: sqlite3.Connection) -> Known:
    """Give what the log behind a connection has already."""
    changes = dict(connection.execute("SELECT change_id, seq FROM change"))
    return Known(changes, frozenset(sha256 for (sha256,) in connection.execute("SELECT sha256 FROM blob")))


def read(known: Known, file: Foreign) -> Incoming:
    """Look up what a file that passed the gate has and is not known here.

    An identity is the hash of what it stands for, as the gate made sure, so what has a known identity is known.
    """
    places = known.changes
    is_there = bytearray(max(places.values(), default=0) + 1)
    lacking = array("q")
    known_count = 0
    for seq, change_id in file.connection.execute("SELECT seq, change_id FROM change ORDER BY seq"):
        place = places.get(change_id, 0)
        if place:
            is_there[place] = 1
            known_count += 1
        else:
            lacking.append(seq)
    theirs = file.connection.execute("SELECT sha256 FROM blob ORDER BY sha256")
    blobs = tuple(sha256 for (sha256,) in theirs if sha256 not in known.blobs)
    first_lacking = min((place for place in places.values() if not is_there[place]), default=0)
    return Incoming(file.name, tuple(_runs(lacking)), len(lacking), known_count, blobs, first_lacking, file.connection)


def add(connection: sqlite3.Connection, applier: Applier, files: Sequence[Incoming]) -> Added:
    """Add what was looked up in files, in the caller's transaction, and derive what it touches.

    Raises:
        ProjectFileError: a change of theirs cannot be made sense of; the caller's transaction has to be given up.
    """
    names = ", ".join(file.name for file in files)
    log = Log(connection)
    last_seq = log.last_seq()
    blobs = _add_blobs(connection, log, files)
    before = connection.total_changes
    types: dict[str, str] = {}
    connection.executemany(_INSERT, _noted((row for file in files for row in file.changes()), types))
    count = connection.total_changes - before
    touched: set[tuple[str, str]] = set()
    new_uids: set[str] = set()
    awaited = _awaited(connection, frozenset(types.values()))
    with undisturbed():
        for batch in portions(connection, types):
            fresh = set(batch) - _there_before(connection, batch, last_seq)
            new_uids |= fresh
            try:
                touched |= applier.derive(log.changes_of(batch), frozenset(fresh - awaited))
            except ProjectFileError as error:  # a list of blocks was not there
                raise ProjectFileError(_LACKING.format(names=names)) from error
            except _NONSENSE as error:
                message = f"{names} holds changes that make no sense together; nothing was taken from it."
                raise ProjectFileError(message) from error
    if _lacks_text(connection, [uid for kind, uid in touched if kind == "revision"]):
        raise ProjectFileError(_LACKING.format(names=names))
    return Added(frozenset(touched), frozenset(new_uids), count, blobs, last_seq)


def portions(connection: sqlite3.Connection, types: dict[str, str]) -> Iterator[list[str]]:
    """Give things in portions, in an order in which their rows can be written; a type that is "" is looked up."""
    unknown = [uid for uid, kind in types.items() if not kind]
    for chunk in _chunks(unknown, _CHUNK):
        found = connection.execute(
            f"SELECT entity_uid, field FROM change WHERE kind = 'create' AND entity_uid IN ({_marks(chunk)})", chunk
        )
        types.update(found)
    by_place: dict[int, list[str]] = {}
    for uid, kind in types.items():
        by_place.setdefault(_ORDER.get(kind, _REST), []).append(uid)
    for place, uids in sorted(by_place.items()):
        if place == _PLACEMENTS:  # keyed by their uids, so this fills their table from one end to the other
            uids.sort()
        yield from _chunks(uids, len(uids) if place == _TREES else BATCH)


def _noted(rows: Iterable[tuple[Any, ...]], types: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """Pass changes on, and note which things they are about and of which type those are, where they say so."""
    for row in rows:
        if row[_KIND] == "create":
            types[row[_ENTITY]] = row[_FIELD]
        else:
            types.setdefault(row[_ENTITY], "")
        yield row


def _add_blobs(connection: sqlite3.Connection, log: Log, files: Sequence[Incoming]) -> tuple[str, ...]:
    """Copy the texts that we lack one by one; originals can be large."""
    added: dict[str, None] = {}
    for file in files:
        for sha256 in file.blobs:
            if sha256 not in added:
                (data,) = file.connection.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
                log.append_blobs([(sha256, data)])
                added[sha256] = None
    return tuple(added)


def _lacks_text(connection: sqlite3.Connection, revision_uids: Sequence[str]) -> bool:
    lacking = "SELECT 1 FROM revision WHERE uid IN ({}) AND text_sha256 NOT IN (SELECT sha256 FROM blob) LIMIT 1"
    return any(
        connection.execute(lacking.format(_marks(chunk)), chunk).fetchone() for chunk in _chunks(revision_uids, _CHUNK)
    )


def _awaited(connection: sqlite3.Connection, types: frozenset[str]) -> set[str]:
    """Give what rows that are there already wait for: an extract may bring what stands on a thing before the thing."""
    awaited: set[str] = set()
    if "statement" in types:
        rows = connection.execute("SELECT statement_uid FROM placement WHERE source_uid IS NULL")
        awaited.update(uid for (uid,) in rows)
    if "revision" in types:
        rows = connection.execute("SELECT DISTINCT revision_uid FROM statement")
        awaited.update(uid for (uid,) in rows)
    return awaited


def _there_before(connection: sqlite3.Connection, uids: Sequence[str], last_seq: int) -> set[str]:
    """Tell which things had a change up to a place of the log."""
    found: set[str] = set()
    for chunk in _chunks(uids, _CHUNK):
        rows = connection.execute(
            f"SELECT DISTINCT entity_uid FROM change WHERE entity_uid IN ({_marks(chunk)}) AND seq <= ?",
            (*chunk, last_seq),
        )
        found.update(uid for (uid,) in rows)
    return found


def _chunks(uids: Sequence[str], size: int) -> Iterator[list[str]]:
    return (list(uids[at : at + size]) for at in range(0, len(uids), size))


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each run of ascending numbers without a gap: what is new mostly is one run."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = number
        elif number != last + 1:
            yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last

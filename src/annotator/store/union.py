"""Taking in other copies of the same project: the union of their sets of changes.

What other files have that we lack is what the gate found. It is gathered in one file first, because SQLite itself
copies changes in half the time that they take through Python, but reads only ten files at once. Then it is brought into
the log and derived in one transaction for all files together. The order of the files makes no difference, a file taken
in twice changes nothing, and no clock is asked. Memory does not grow with the files.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from sys import intern

from annotator.core.changes import Change
from annotator.core.errors import ProjectFileError
from annotator.core.undisturbed import undisturbed
from annotator.store.applying import Applier
from annotator.store.connection import connect, file_of, immutable_uri, transaction
from annotator.store.gate import Foreign, foreign
from annotator.store.log import COLUMNS, Log
from annotator.store.verifying import Verifier

Touched = frozenset[tuple[str, str]]
BATCH = 1_000
_CHUNK = 500
_BRING = (
    f"INSERT INTO main.change ({COLUMNS}) SELECT {COLUMNS} FROM gathered.change WHERE true ORDER BY rowid "
    "ON CONFLICT (change_id) DO NOTHING"
)
_TYPES = "SELECT entity_uid, CASE kind WHEN 'create' THEN field ELSE '' END FROM gathered.change ORDER BY rowid"
_GATHER = f"INSERT INTO main.change SELECT {COLUMNS} FROM theirs.change WHERE seq BETWEEN ? AND ? ORDER BY seq"
_LACKING = "{names} lacks texts that this project does not have either; ask for a whole copy."
# What our own code and SQLite say to values that are not of the kind that stands there.
_NONSENSE = (
    *(ValueError, LookupError, TypeError, AttributeError),
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError),
)
# What another row is looked up in comes before it; each tree is written whole, so once and at the end.
_TREES, _REST = 4, 1
_ORDER = {"source": 0, "revision": 0, "statement": 2, "placement": 3, "tag": _TREES, "chapter": _TREES}


@dataclass(frozen=True, slots=True)
class Brought:
    """What has come into the log and is not derived yet.

    `types` are the types of the things that it is about by their uids, "" where the changes do not say;
    `unseen_texts` are the names of texts that the gate has not seen.
    """

    names: str
    types: dict[str, str]
    change_count: int
    blobs: tuple[str, ...]
    unseen_texts: frozenset[str]
    last_seq: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding amounted to.

    `touched` are (entity type, uid) pairs, `kinds` their types, `new_uids` those of them of which nothing was there
    before, `blobs` the texts that came along. What was added stands behind the place `last_seq` of the log.
    """

    touched: Touched
    kinds: frozenset[str]
    new_uids: frozenset[str]
    change_count: int
    blobs: tuple[str, ...]
    last_seq: int


@contextmanager
def taken_in(
    connection: sqlite3.Connection, applier: Applier, other: Path, shared: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[Added, int]]:
    """Add what `other` has and we lack, in a transaction that ends with the block.

    Gives with it the first place in our log whose change was `shared`, as these runs of places say, and is not in the
    file, or 0.

    Raises:
        ProjectFileError: it is another project, or not to be trusted; nothing of it was added.
    """
    (project_uid,) = connection.execute("SELECT value FROM meta WHERE key = 'project_uid'").fetchone()
    with foreign(other, project_uid, file_of(connection)) as file:
        first_lacking = file.first_lacking(shared)
        with gathered(connection, [file]), transaction(connection):
            yield derive(connection, applier, bring(connection, [file])), first_lacking


@contextmanager
def gathered(connection: sqlite3.Connection, files: Sequence[Foreign]) -> Iterator[None]:
    """Let a connection that is in no transaction see the new changes of all files at once, as `gathered.change`."""
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        path = Path(folder) / "gathered.sqlite"
        with closing(connect(path)) as gathering:
            gathering.execute("PRAGMA journal_mode = OFF")
            gathering.execute("PRAGMA synchronous = OFF")
            gathering.execute(f"CREATE TABLE change ({COLUMNS})")
            for file in files:
                with file.copy.read():
                    gathering.execute("ATTACH DATABASE ? AS theirs", (immutable_uri(file.copy.path),))
                    gathering.executemany(_GATHER, file.new_runs)
                gathering.execute("DETACH DATABASE theirs")
        connection.execute("ATTACH DATABASE ? AS gathered", (immutable_uri(path),))
        try:
            yield
        finally:
            connection.execute("DETACH DATABASE gathered")


def bring(connection: sqlite3.Connection, files: Sequence[Foreign]) -> Brought:
    """Put the gathered changes of files and their texts into the log, in the caller's transaction.

    Nothing of the files is read after that.

    Raises:
        EnvironmentFaultError: somebody wrote into one of them meanwhile.
    """
    log = Log(connection)
    last_seq = log.last_seq()
    blobs = _add_blobs(log, files)
    for file in files:
        file.copy.verify_unchanged()
    before = connection.total_changes
    connection.execute(_BRING)
    types: dict[str, str] = {}
    for uid, kind in connection.execute(_TYPES):
        if kind or uid not in types:
            types[uid] = intern(kind)
    names = ", ".join(file.name for file in files)
    unseen = frozenset[str]().union(*(file.unseen_texts for file in files))
    return Brought(names, types, connection.total_changes - before, blobs, unseen, last_seq)


def derive(connection: sqlite3.Connection, applier: Applier, brought: Brought) -> Added:
    """Derive what touches what was brought, in the same transaction.

    Raises:
        ProjectFileError: a change of theirs cannot be made sense of; the caller's transaction has to be given up.
    """
    names, types, log = brought.names, brought.types, Log(connection)
    touched: set[tuple[str, str]] = set()
    new_uids: set[str] = set()
    awaited = _awaited(connection, frozenset(types.values()))
    with undisturbed(), _plain_nonsense(names), applier.in_bulk():
        for batch in portions(connection, types):
            histories, fresh = _histories(log, batch, brought.last_seq)
            new_uids |= fresh
            touched |= applier.derive(histories, frozenset(fresh - awaited))
    revisions = [uid for kind, uid in touched if kind == "revision"]
    if _lacks_text(connection, revisions):
        raise ProjectFileError(_LACKING.format(names=names))
    _verify_texts(connection, brought, revisions, new_uids)
    kinds = frozenset(types.values())
    return Added(frozenset(touched), kinds, frozenset(new_uids), brought.change_count, brought.blobs, brought.last_seq)


@contextmanager
def _plain_nonsense(names: str) -> Iterator[None]:
    """Put into one plain sentence that what files say cannot be derived."""
    try:
        yield
    except ProjectFileError as error:  # a list of blocks was not there
        raise ProjectFileError(_LACKING.format(names=names)) from error
    except _NONSENSE as error:
        message = f"{names} holds changes that make no sense together; nothing was taken from it."
        raise ProjectFileError(message) from error


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
        yield from _chunks(uids, len(uids) if place == _TREES else BATCH)


def _add_blobs(log: Log, files: Sequence[Foreign]) -> tuple[str, ...]:
    """Copy the texts that we lack one by one; originals can be large."""
    added: dict[str, None] = {}
    for file in files:
        for sha256, row in file.new_blobs.items():
            if sha256 not in added:
                with file.copy.read():
                    (data,) = file.connection.execute("SELECT data FROM main.blob WHERE rowid = ?", (row,)).fetchone()
                log.append_blobs([(sha256, data)])
                added[sha256] = None
    return tuple(added)


def _lacks_text(connection: sqlite3.Connection, revision_uids: Sequence[str]) -> bool:
    lacking = "SELECT 1 FROM revision WHERE uid IN ({}) AND text_sha256 NOT IN (SELECT sha256 FROM blob) LIMIT 1"
    return any(
        connection.execute(lacking.format(_marks(chunk)), chunk).fetchone() for chunk in _chunks(revision_uids, _CHUNK)
    )


def _verify_texts(
    connection: sqlite3.Connection, brought: Brought, revision_uids: Sequence[str], new_uids: set[str]
) -> None:
    """Verify the texts of revisions that the gate could not know for texts.

    What one file calls a text another may bring, and a revision whose text never came may come back to life.
    """
    verifier = Verifier(connection, brought.names, "")
    named = "SELECT uid, text_sha256, blocks_sha256 FROM revision WHERE uid IN ({})"
    for chunk in _chunks(revision_uids, _CHUNK):
        for uid, text, blocks in connection.execute(named.format(_marks(chunk)), chunk).fetchall():
            if uid not in new_uids or not brought.unseen_texts.isdisjoint((text, blocks)):
                verifier.verify_text(text, blocks)


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


def _histories(log: Log, uids: Sequence[str], last_seq: int) -> tuple[dict[str, list[Change]], set[str]]:
    """Read all changes of things, and tell which of these had none up to a place of the log."""
    found: dict[str, list[Change]] = {uid: [] for uid in uids}
    old: set[str] = set()
    for seq, change in log.entries_of(uids):
        found[change.entity_uid].append(change)
        if seq <= last_seq:
            old.add(change.entity_uid)
    return found, {uid for uid in uids if uid not in old}


def _chunks(uids: Sequence[str], size: int) -> Iterator[list[str]]:
    return (list(uids[at : at + size]) for at in range(0, len(uids), size))


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))

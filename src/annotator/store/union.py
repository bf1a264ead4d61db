"""Taking in other copies of the same project: the union of their sets of changes.

What other files have that we lack is what the gate found. It is gathered in one file first, then brought into the log
and derived in one transaction for all files together. The order of the files makes no difference, a file taken in
twice changes nothing, and no clock is asked. Memory does not grow with the files.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from sys import intern

from annotator.core.errors import ProjectFileError
from annotator.core.undisturbed import undisturbed
from annotator.store.applying import Applier
from annotator.store.connection import file_of, transaction
from annotator.store.gate import foreign
from annotator.store.gathering import Gathered, gathered
from annotator.store.log import COLUMNS, Log
from annotator.store.newcomers import LEAST, read_locators, working_beside, write_newcomers
from annotator.store.verifying import Verifier

Touched = frozenset[tuple[str, str]]
BATCH = 1_000
_CHUNK = 500
# FAIL, as in newcomers.py: whoever calls gives the whole transaction up.
_BRING = (
    f"INSERT OR FAIL INTO main.change ({COLUMNS}) SELECT {COLUMNS} FROM gathered.change WHERE true ORDER BY seq "
    "ON CONFLICT (change_id) DO NOTHING"
)
_COMING = (
    "SELECT entity_uid, CASE kind WHEN 'create' THEN field ELSE '' END, "
    "entity_uid NOT IN (SELECT entity_uid FROM main.change) FROM gathered.change ORDER BY seq"
)
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
        EnvironmentFaultError: it cannot be read, or somebody wrote into it meanwhile; nothing of it was added.
    """
    (project_uid,) = connection.execute("SELECT value FROM meta WHERE key = 'project_uid'").fetchone()
    with foreign(other, project_uid, file_of(connection)) as file:
        first_lacking = file.first_lacking(shared)
        with gathered(connection, [file]) as all_of_it, transaction(connection):
            yield add(connection, applier, all_of_it), first_lacking


def add(connection: sqlite3.Connection, applier: Applier, gathered: Gathered) -> Added:
    """Put the gathered changes and their texts into the log, and derive what they touch, in the caller's transaction.

    Raises:
        ProjectFileError: a change of theirs cannot be made sense of; the caller's transaction has to be given up.
        EnvironmentFaultError: somebody wrote into one of the files meanwhile; likewise.
    """
    last_seq = Log(connection).last_seq()
    try:
        with undisturbed(), _plain_nonsense(gathered.names):
            adding = _Adding(connection, applier, gathered)
            adding.add()
    finally:
        applier.locators.forget_all()  # the caller may give all of it up
    revisions = [uid for kind, uid in adding.touched if kind == "revision"]
    if _lacks_text(connection, revisions):
        raise ProjectFileError(_LACKING.format(names=gathered.names))
    _verify_texts(connection, gathered, revisions, adding.new_uids)
    return Added(
        touched=frozenset(adding.touched),
        kinds=frozenset(adding.types.values()),
        new_uids=frozenset(adding.new_uids),
        change_count=Log(connection).last_seq() - last_seq,
        blobs=tuple(dict.fromkeys(sha256 for file in gathered.files for sha256 in file.new_blobs)),
        last_seq=last_seq,
    )


class _Adding:
    """One round of adding. `types` are the types of the things that it is about by their uids.

    `touched` are (entity type, uid) pairs; of what is in `new_uids` nothing was there before.
    """

    def __init__(self, connection: sqlite3.Connection, applier: Applier, gathered: Gathered) -> None:
        self._connection = connection
        self._applier = applier
        self._gathered = gathered
        self.types: dict[str, str] = {}
        self.touched: set[tuple[str, str]] = set()
        self.new_uids: set[str] = set()

    def add(self) -> None:
        """Add everything: first what others stand on, then newcomers, then the rest."""
        for uid, kind, is_new in self._connection.execute(_COMING):
            if kind or uid not in self.types:
                self.types[uid] = intern(kind)
            if is_new:
                self.new_uids.add(uid)
        newcomers = self._newcomers()
        # Where statements are in a text depends on its revision, the one thing that has to be right before.
        _look_up(self._connection, self.types)
        first = {uid: kind for uid, kind in self.types.items() if newcomers and kind == "revision"}
        bring = partial(_bring, self._connection, self._gathered)
        with working_beside(self._connection) as hand_over:
            if first or not newcomers:
                bring()
                self._derive(first)
            if newcomers:
                read_locators(self._gathered, self._applier.locators)
            if newcomers and not first:
                hand_over(bring)
            left = write_newcomers(self._connection, self._gathered, newcomers, self._applier.locators, hand_over)
        left_out = frozenset(left)
        done = set(first).union(*newcomers.values())
        done.difference_update(left_out)
        self.touched.update((kind, uid) for kind, uids in newcomers.items() for uid in uids if uid not in left_out)
        self._derive({uid: kind for uid, kind in self.types.items() if uid not in done})

    def _newcomers(self) -> dict[str, list[str]]:
        """Give statements and placements of which nothing was here and for which nothing waits, if they are many."""
        awaited = _awaited(self._connection, frozenset(self.types.values()))
        found: dict[str, list[str]] = {"statement": [], "placement": []}
        for uid, kind in self.types.items():
            if kind in found and uid in self.new_uids and uid not in awaited:
                found[kind].append(uid)
        return found if sum(map(len, found.values())) >= LEAST else {}

    def _derive(self, types: dict[str, str]) -> None:
        """Derive some of the things anew from the log; a type that is "" is looked up."""
        log = Log(self._connection)
        awaited = _awaited(self._connection, frozenset(types.values()))
        for batch in portions(self._connection, types):
            new_uids = frozenset(self.new_uids.intersection(batch) - awaited)
            self.touched |= self._applier.derive(log.changes_of(batch), new_uids)
        self.types |= types


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
    _look_up(connection, types)
    by_place: dict[int, list[str]] = {}
    for uid, kind in types.items():
        by_place.setdefault(_ORDER.get(kind, _REST), []).append(uid)
    for place, uids in sorted(by_place.items()):
        yield from _chunks(uids, len(uids) if place == _TREES else BATCH)


def _look_up(connection: sqlite3.Connection, types: dict[str, str]) -> None:
    """Look up the types that are "" in the log."""
    unknown = [uid for uid, kind in types.items() if not kind]
    for chunk in _chunks(unknown, _CHUNK):
        found = connection.execute(
            f"SELECT entity_uid, field FROM main.change WHERE kind = 'create' AND entity_uid IN ({_marks(chunk)})",
            chunk,
        )
        types.update(found)


def _bring(connection: sqlite3.Connection, gathered: Gathered) -> None:
    """Put changes and texts into the log; the texts one by one, because originals can be large.

    Nothing of the files is read after that.

    Raises:
        EnvironmentFaultError: somebody wrote into one of them meanwhile.
    """
    log = Log(connection)
    added: set[str] = set()
    for file in gathered.files:
        for sha256, row in file.new_blobs.items():
            if sha256 not in added:
                with file.copy.read():
                    (data,) = file.connection.execute("SELECT data FROM main.blob WHERE rowid = ?", (row,)).fetchone()
                log.append_blobs([(sha256, data)])
                added.add(sha256)
    for file in gathered.files:
        file.copy.verify_unchanged()
    connection.execute(_BRING)


def _lacks_text(connection: sqlite3.Connection, revision_uids: Sequence[str]) -> bool:
    lacking = "SELECT 1 FROM revision WHERE uid IN ({}) AND text_sha256 NOT IN (SELECT sha256 FROM blob) LIMIT 1"
    return any(
        connection.execute(lacking.format(_marks(chunk)), chunk).fetchone() for chunk in _chunks(revision_uids, _CHUNK)
    )


def _verify_texts(
    connection: sqlite3.Connection, gathered: Gathered, revision_uids: Sequence[str], new_uids: set[str]
) -> None:
    """Verify the texts of revisions that the gate could not know for texts.

    What one file calls a text another may bring, and a revision whose text never came may come back to life.
    """
    unseen = frozenset[str]().union(*(file.unseen_texts for file in gathered.files))
    verifier = Verifier(connection, gathered.names, "")
    named = "SELECT uid, text_sha256, blocks_sha256 FROM revision WHERE uid IN ({})"
    for chunk in _chunks(revision_uids, _CHUNK):
        for uid, text, blocks in connection.execute(named.format(_marks(chunk)), chunk).fetchall():
            if uid not in new_uids or not unseen.isdisjoint((text, blocks)):
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


def _chunks(uids: Sequence[str], size: int) -> Iterator[list[str]]:
    return (list(uids[at : at + size]) for at in range(0, len(uids), size))


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))

"""The gate: what has to hold of another's file before a change or a text of it is read.

A file from elsewhere may be damaged, or made to do harm. So it gets a name of our own first (what lies beside the
original, a journal or a write-ahead log, is then obeyed by nobody), is opened with narrow limits, and everything that
anybody will read of it, the log and the texts, is verified from end to end. Its derived tables and its indexes are
never read, so whoever reads goes by the places of rows.
"""

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.store.comparing import FIRST, LAST, compared
from annotator.store.connection import connect, plain_faults
from annotator.store.copy_mark import merge_refusal, read_mark
from annotator.store.own_copy import OwnCopy, own_copy
from annotator.store.verifying import DAMAGED, LONGEST_BLOB, LONGEST_VALUE, TOO_LONG, Verifier
from annotator.store.working import check_schema, identity

PATIENCE_S = 60
BYTES_A_SECOND = 4 * 1024**2

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 64,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 64,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 8,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 1_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
# A schema of a million objects would be read for minutes; ours has some sixty.
_MOST_SCHEMA_STEPS = 100_000
_STEPS_BETWEEN_LOOKS = 10_000


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another's project file that passed the gate: a connection that only reads, to a private copy of it.

    `new_runs` are the places in its log of the changes that whoever asked has not, the first and the last of each run,
    `known_count` counts the others, `new_blobs` are the rows of new texts by their names. Of what the connection
    reads, only these and the table `meta` have been verified, or where nobody's project was named, every change and
    every text; indexes never. `unseen_texts` are the names of texts of which new changes speak and which neither the
    file nor whoever asked has, so that nobody could verify them. What is taken from it is taken only once
    `copy.verify_unchanged` has been asked.
    """

    name: str
    project_uid: str
    publication_uid: str
    connection: sqlite3.Connection
    copy: OwnCopy
    new_runs: Sequence[tuple[int, int]]
    known_count: int
    new_blobs: Mapping[str, int]
    unseen_texts: frozenset[str]

    def change_ids(self) -> frozenset[bytes]:
        """Give the identities of all its changes."""
        rows = self.connection.execute("SELECT change_id FROM main.change NOT INDEXED")
        return frozenset(change_id for (change_id,) in rows)

    def new_count(self) -> int:
        """Count its changes that whoever asked has not."""
        return sum(last - first + 1 for first, last in self.new_runs)

    def changes(self, columns: str) -> Iterator[tuple[Any, ...]]:
        """Read columns of the new changes, in the order in which they came there."""
        with self.copy.read():
            for run in self.new_runs:
                yield from self.connection.execute(
                    f"SELECT {columns} FROM main.change WHERE seq BETWEEN ? AND ? ORDER BY seq", run
                )

    def first_lacking(self, places: Sequence[tuple[int, int]]) -> int:
        """Give the first of some places in the log of whoever asked, in runs, whose change this file has not, or 0."""
        lacking = (
            "WITH there AS MATERIALIZED (SELECT change_id FROM main.change NOT INDEXED) "
            "SELECT seq FROM ours.change WHERE change_id NOT IN there ORDER BY seq"
        )
        # A query that is not at its end keeps whoever asked from writing.
        with self.copy.read(), closing(self.connection.execute(lacking)) as rows:
            return next((seq for (seq,) in rows if any(first <= seq <= last for first, last in places)), 0)


@contextmanager
def foreign(path: Path, project_uid: str = "", ours: Path | None = None) -> Iterator[Foreign]:
    """Open another's file for reading, having made sure that it is what it says.

    `project_uid` is that of the project it has to belong to; "" lets every project in. `ours` is the database of
    whoever asks, as it was last committed: of what stands there no more is verified than that it is the same. The
    file itself is copied, or where `ours` is named and it can be, only gets another name; both are gone afterwards.

    Raises:
        ProjectFileError: it is no project, damaged, of a newer version, or not to be trusted; the sentence says which.
        EnvironmentFaultError: it cannot be read, or there is no room for the copy.
    """
    with plain_faults(path):
        folder = tempfile.TemporaryDirectory(prefix="annotator-")
    with folder as name:
        with plain_faults(path):
            copy = own_copy(path, Path(name) / "foreign.sqlite", may_be_linked=ours is not None)
        with closing(_connect(copy.path)) as connection:
            with copy.read(), _plain_refusals(path.name):
                passed = _verified(connection, copy, path, project_uid, ours)
            copy.verify_unchanged()
            yield passed


def _verified(
    connection: sqlite3.Connection,
    copy: OwnCopy,
    path: Path,
    project_uid: str,
    ours: Path | None,
) -> Foreign:
    """Verify everything that will be read, and leave the connection ready for reading."""
    connection.set_progress_handler(lambda: True, _MOST_SCHEMA_STEPS)
    check_schema(connection, path)
    there, publication_uid = identity(connection, path)
    connection.text_factory = bytes
    verifier = Verifier(connection, path.name, there, is_beside_ours=ours is not None)
    verifier.verify_meta()
    if project_uid and there != project_uid:
        raise ProjectFileError(merge_refusal(path.name, read_mark(connection)))
    if ours is not None:
        _attach(connection, ours)
    deadline = time.monotonic() + PATIENCE_S + copy.size / BYTES_A_SECOND
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    verifier.verify_pages()
    runs, known_count = _verified_changes(verifier, copy.path, deadline, ours)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_BLOB)
    blobs = verifier.verify_blobs()
    connection.text_factory = str
    connection.set_progress_handler(None, 0)
    return Foreign(path.name, there, publication_uid, connection, copy, runs, known_count, blobs, verifier.unseen_texts)


def _verified_changes(
    verifier: Verifier, copy: Path, deadline: float, ours: Path | None
) -> tuple[tuple[tuple[int, int], ...], int]:
    """Verify the changes that are new; give their places, and how many others there are."""
    if ours is None:
        verifier.verify_changes(FIRST, LAST)
        return (), 0
    runs: list[tuple[int, int]] = []
    known_count = 0
    with closing(_connect(copy)) as other:
        _attach(other, ours)
        other.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        for found in compared(other):
            for run in found.runs:
                verifier.verify_changes(*run)
            runs += found.runs
            known_count += found.known_count
    return tuple(sorted(runs)), known_count


def _connect(copy: Path) -> sqlite3.Connection:
    connection = connect(copy, immutable=True)
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA mmap_size = 0")
    return connection


def _attach(connection: sqlite3.Connection, ours: Path) -> None:
    """Let the connection see the project of whoever asks as well."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    with plain_faults(ours):
        connection.execute("ATTACH DATABASE ? AS ours", (f"{ours.absolute().as_uri()}?mode=ro",))
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


@contextmanager
def _plain_refusals(name: str) -> Iterator[None]:
    """Put into one plain sentence whatever SQLite says while it reads a file that is not to be trusted."""
    try:
        yield
    except sqlite3.Error as error:
        message = str(error)
        if "too big" in message:
            refusal = ProjectFileError(TOO_LONG.format(name=name))
        elif "interrupted" in message:
            refusal = ProjectFileError(f"{name} takes far too long to read; it cannot be trusted or opened.")
        elif "disk I/O" in message:
            raise EnvironmentFaultError(f"The disk would not read {name}; check it and try again.") from error
        else:
            refusal = ProjectFileError(DAMAGED.format(name=name))
        raise refusal from error
    except UnicodeDecodeError as error:
        # Python's, of a message in which SQLite repeats what it found.
        raise ProjectFileError(DAMAGED.format(name=name)) from error

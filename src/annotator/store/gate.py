"""The gate: what has to hold of another's file before a change or a text of it is read.

A file from elsewhere may be damaged, or made to do harm. So it is copied first (what lies beside the original, a
journal or a write-ahead log, is then obeyed by nobody), the copy is opened with narrow limits, and everything that
anybody will read of it, the log and the texts, is verified from end to end. Its derived tables and its indexes are
never read, so whoever reads goes by the places of rows.
"""

import os
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.store.comparing import FIRST, LAST, compared
from annotator.store.connection import connect, plain_faults
from annotator.store.copy_mark import merge_refusal, read_mark
from annotator.store.schema import APPLICATION_ID, USER_VERSION
from annotator.store.verifying import DAMAGED, LONGEST_BLOB, LONGEST_VALUE, TOO_LONG, Verifier
from annotator.store.working import NEWER, NOT_OURS, check_schema, identity

LARGEST_FILE = 8 * 1024**3  # bytes
PATIENCE_S = 60
BYTES_A_SECOND = 4 * 1024**2

_PIECE = 1024**2
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

_HEADER_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"
_UTF_8 = 1
_ROLLBACK, _WAL = b"\x01\x01", b"\x02\x02"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another's project file that passed the gate: a connection that only reads, to a private copy of it.

    `new_runs` are the places in its log of the changes that whoever asked has not, the first and the last of each run,
    `known_count` counts the others, `new_blobs` are the rows of new texts by their names. Of what the connection
    reads, only these and the table `meta` have been verified, or where nobody's project was named, every change and
    every text; indexes never. `unseen_texts` are the names of texts of which new changes speak and which neither the
    file nor whoever asked has, so that nobody could verify them.
    """

    name: str
    project_uid: str
    publication_uid: str
    connection: sqlite3.Connection
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

    def first_lacking(self, places: Sequence[tuple[int, int]]) -> int:
        """Give the first of some places in the log of whoever asked, in runs, whose change this file has not, or 0."""
        rows = self.connection.execute(
            "WITH there AS MATERIALIZED (SELECT change_id FROM main.change NOT INDEXED) "
            "SELECT seq FROM ours.change WHERE change_id NOT IN there ORDER BY seq"
        )
        with closing(rows):  # a query that is not at its end keeps whoever asked from writing
            return next((seq for (seq,) in rows if any(first <= seq <= last for first, last in places)), 0)


@contextmanager
def foreign(path: Path, project_uid: str = "", ours: Path | None = None) -> Iterator[Foreign]:
    """Open another's file for reading, having made sure that it is what it says.

    `project_uid` is that of the project it has to belong to; "" lets every project in. The file itself is only
    copied, and the copy is removed afterwards. `ours` is the database of whoever asks, as it was last committed: of
    what stands there no more is verified than that it is the same.

    Raises:
        ProjectFileError: it is no project, damaged, of a newer version, or not to be trusted; the sentence says which.
        EnvironmentFaultError: it cannot be read, or there is no room for the copy.
    """
    with plain_faults(path):
        folder = tempfile.TemporaryDirectory(prefix="annotator-")
    with folder as name:
        copy = Path(name) / "foreign.sqlite"
        with plain_faults(path):
            size = _copy(path, copy)
        with closing(_connect(copy)) as connection:
            with _plain_refusals(path.name):
                patience_s = PATIENCE_S + size / BYTES_A_SECOND
                passed = _verified(connection, copy, path, project_uid, patience_s, ours)
            yield passed


def _verified(
    connection: sqlite3.Connection,
    copy: Path,
    path: Path,
    project_uid: str,
    patience_s: float,
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
    deadline = time.monotonic() + patience_s
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    verifier.verify_pages()
    runs, known_count = _verified_changes(verifier, copy, deadline, ours)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_BLOB)
    blobs = verifier.verify_blobs()
    connection.text_factory = str
    connection.set_progress_handler(None, 0)
    return Foreign(path.name, there, publication_uid, connection, runs, known_count, blobs, verifier.unseen_texts)


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


def _copy(path: Path, copy: Path) -> int:
    """Copy a file that has a project's header, never opening it as a database; give its size."""
    try:
        # Before it is opened: opening a device can do something, and a pipe would wait for ever.
        _require_ordinary(path, path.stat().st_mode)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise ProjectFileError(f"{path} does not exist; check the name and the folder.") from error
    except PermissionError as error:
        raise EnvironmentFaultError(f"{path} cannot be read; check its permissions.") from error
    with os.fdopen(descriptor, "rb") as original, copy.open("xb") as file:
        status = os.fstat(descriptor)
        _require_ordinary(path, status.st_mode)
        left = status.st_size
        header = original.read(_HEADER_LENGTH)
        _check_header(path, header, left)
        file.write(header[:18] + _ROLLBACK + header[20:])
        left -= len(header)
        while left and (piece := original.read(min(left, _PIECE))):
            file.write(piece)
            left -= len(piece)
    if left:
        raise ProjectFileError(f"{path.name} is not complete; copy it again or ask for it again.")
    return status.st_size


def _require_ordinary(path: Path, mode: int) -> None:
    """Refuse what is no file; a link has been followed to what it means."""
    if stat.S_ISDIR(mode):
        raise ProjectFileError(f"{path} is a folder; please name a project file.")
    if not stat.S_ISREG(mode):
        raise ProjectFileError(f"{path} is not an ordinary file; please name a project file.")


def _check_header(path: Path, header: bytes, size: int) -> None:
    """Check the first 100 bytes before SQLite sees them (https://www.sqlite.org/fileformat.html)."""
    name = path.name
    if not size:
        raise ProjectFileError(f"{name} is empty; copy it again or ask for it again.")
    if len(header) < _HEADER_LENGTH or not header.startswith(_MAGIC):
        raise ProjectFileError(NOT_OURS.format(name=name))
    page_size, page_count = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    encoding, version, application_id = (int.from_bytes(header[at : at + 4], "big") for at in (56, 60, 68))
    if application_id != APPLICATION_ID:
        raise ProjectFileError(NOT_OURS.format(name=name))
    if version > USER_VERSION:
        raise ProjectFileError(NEWER.format(name=name))
    if encoding != _UTF_8:
        raise ProjectFileError(f"{name} does not hold its words in UTF-8; it cannot be trusted or opened.")
    if size > LARGEST_FILE:
        raise ProjectFileError(f"{name} is larger than any project can be; it cannot be opened.")
    if size != page_count * (65536 if page_size == 1 else page_size):
        raise ProjectFileError(f"{name} is not complete; copy it again or ask for it again.")
    if header[18:20] not in (_ROLLBACK, _WAL):
        raise ProjectFileError(f"{name} has a format that annotator does not know; please update annotator.")
    # Harmless where everything has been moved into the file itself, as after closing it elsewhere.
    if header[18:20] == _WAL and _has_content(Path(f"{path.resolve()}-wal")):
        raise ProjectFileError(f"{name} is open in another program, so not all of it is there; close it there first.")


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


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

"""Publishing: the working copy's content as one finished file, swapped in for the shared one.

Lock, take in what the shared file has that we lack, write a complete fresh file beside it, sync, compare, swap, read
it again. Whoever is killed anywhere in between leaves the old file or the new one, never something else.
"""

import json
import os
import re
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.core.identity import new_uid
from annotator.store.connection import connect, plain_faults
from annotator.store.schema import SHARED_NAMES, create_shared_tables
from annotator.store.working import read_identity

LOCK_EXPIRES_S = 60
LOCK_PATIENCE_S = 10
_MOST_ATTEMPTS = 5
# What only a working copy has, with the tables that FTS5 and the migrations bring.
LOCAL_NAMES = re.compile(
    r"local|searched|merge|merged_change|sketch|likeness|search_(index|item)(_\w+)?|passage(_\w+)?"
    r"|(idx_)?_sqlite_migrations\w*|sqlite_\w+"
)


@dataclass(frozen=True, slots=True)
class Published:
    """A finished publication: its uid, the last place in our log that it holds, and how long it took."""

    publication_uid: str
    last_seq: int
    seconds: float


def publish(
    working_path: Path, target: Path, project_uid: str, seen: str, take_in: Callable[[Path], None]
) -> Published:
    """Write the working copy's content to `target`.

    `seen` is the publication that the working copy has all changes of; when the target is another one,
    `take_in` is called with the target's path first. "" means that the target does not exist yet.

    Raises:
        EnvironmentFaultError: the disk is full, the folder cannot be written, or another program is saving.
        ProjectFileError: the target is another project.
    """
    started = time.monotonic()
    with plain_faults(target), lock(target):
        for _ in range(_MOST_ATTEMPTS):
            if target.exists():
                there, publication = read_identity(target)
                if there != project_uid:
                    raise ProjectFileError(f"{target.name} is now another project; save yours under another name.")
                if publication != seen:
                    take_in(target)
                    seen = publication
            fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
            try:
                publication_uid, last_seq = write_finished(working_path, fresh)
                if target.exists() and read_identity(target)[1] != seen:
                    continue  # somebody without our lock was faster; theirs comes in first
                os.replace(fresh, target)
            finally:
                fresh.unlink(missing_ok=True)
            _sync_folder(target.parent)
            if read_identity(target)[1] == publication_uid:
                return Published(publication_uid, last_seq, time.monotonic() - started)
    raise EnvironmentFaultError(f"{target.name} is being saved by others again and again; please try once more.")


def write_finished(working_path: Path, fresh: Path, *, as_it_is: bool = False) -> tuple[str, int]:
    """Write log, texts and derived rows of a working copy into a new file, synced; no old file is ever altered.

    `as_it_is` keeps the tables of the version that made the working copy, whichever that was. Gives the new
    publication's uid and the last place of the log that it holds.
    """
    fresh.unlink(missing_ok=True)
    publication_uid = new_uid()
    with closing(connect(fresh)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        # Pages are copied in their order, so a larger cache would hold what nobody asks for again.
        connection.execute("PRAGMA cache_size = -4096")
        # Not as "ro", although it is only read: SQLite then takes the slow way for the log, row by row.
        connection.execute("ATTACH DATABASE ? AS working", (f"{working_path.absolute().as_uri()}?mode=rw",))
        names = _create_same_tables(connection) if as_it_is else _create_tables(connection)
        connection.execute("BEGIN")
        for name in names:
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM working."{name}"')
        connection.execute(
            "INSERT INTO main.meta (key, value) VALUES ('publication_uid', ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (publication_uid,),
        )
        (last_seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM main.change").fetchone()
        connection.execute("COMMIT")
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    return publication_uid, last_seq


def _create_tables(connection: sqlite3.Connection) -> Sequence[str]:
    create_shared_tables(connection)
    return SHARED_NAMES


def _create_same_tables(connection: sqlite3.Connection) -> Sequence[str]:
    """Create the shared tables that a working copy has, of whichever version; give their names."""
    for name in ("application_id", "user_version"):
        (value,) = connection.execute(f"PRAGMA working.{name}").fetchone()
        connection.execute(f"PRAGMA main.{name} = {value}")
    objects = [
        (kind, name, sql)
        for kind, name, owner, sql in connection.execute("SELECT type, name, tbl_name, sql FROM working.sqlite_schema")
        if sql is not None and not LOCAL_NAMES.fullmatch(owner)
    ]
    for _, _, sql in objects:
        connection.execute(sql)
    return [name for kind, name, _ in objects if kind == "table"]


@contextmanager
def lock(target: Path) -> Iterator[None]:
    """Hold the exclusive-create lock file beside the target; one that is older than a minute is ignored."""
    path = target.with_name(f".{target.name}.lock")
    owner = json.dumps({"host": socket.gethostname(), "process": os.getpid(), "uid": new_uid()})
    deadline = time.monotonic() + LOCK_PATIENCE_S
    while True:
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644), "w") as file:
                file.write(owner)
            break
        except FileExistsError:
            if _is_stale(path):
                path.unlink(missing_ok=True)
            elif time.monotonic() > deadline:
                message = f"{target.name} is being saved by somebody else at this moment; please try again soon."
                raise EnvironmentFaultError(message) from None
            else:
                time.sleep(0.05)
    try:
        yield
    finally:
        # Ours may have expired and been replaced by another's, which is not ours to remove.
        if path.exists() and path.read_text() == owner:
            path.unlink(missing_ok=True)


def _is_stale(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > LOCK_EXPIRES_S
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make the swap survive a power cut; Windows has no such call for folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

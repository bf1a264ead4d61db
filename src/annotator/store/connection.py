"""Connections to our own SQLite files, and the machine's failures put into plain words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.core.errors import EnvironmentFaultError, ProjectFileError

BUSY_TIMEOUT_S = 10
_DAMAGED = "{name} is damaged or is not a project file; run `annotator doctor` on it."


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """Open a database file in autocommit mode; transactions are begun by hand.

    `immutable` promises that nobody writes the file meanwhile, so that neither a journal nor a write-ahead log
    that lies beside it is obeyed.
    """
    if immutable:
        uri = immutable_uri(path)
    else:
        uri = path.absolute().as_uri() + ("?mode=ro" if read_only else "")
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_S, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def immutable_uri(path: Path) -> str:
    """Name a database file that nobody writes meanwhile, for connecting or attaching."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def file_of(connection: sqlite3.Connection) -> Path:
    """Give the file of a connection."""
    (path,) = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
    return Path(path)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold one write transaction: all of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # where the disk is full SQLite may have given it up itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def leaving_the_log(connection: sqlite3.Connection) -> Iterator[None]:
    """Leave what is committed in the write-ahead log, where it is as safe as in the database.

    Moving much of it takes a while. Whichever connection commits next does it, or whoever closes the last one.
    """
    (pages,) = connection.execute("PRAGMA wal_autocheckpoint").fetchone()
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")


@contextmanager
def plain_faults(path: Path) -> Iterator[None]:
    """Turn what the machine or a damaged file makes SQLite and the file system say into one plain sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        fault = _environment_fault(path, str(error)) or _damage(path, str(error))
        if fault is None:
            raise  # not the machine but a statement of ours
        raise fault from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # The latter is Python's, of a message in which SQLite repeats damaged bytes.
        raise ProjectFileError(_DAMAGED.format(name=path.name)) from error
    except OSError as error:
        raise file_fault(path, error) from error


def _damage(path: Path, message: str) -> ProjectFileError | None:
    return ProjectFileError(_DAMAGED.format(name=path.name)) if "Could not decode" in message else None


def _environment_fault(path: Path, message: str) -> EnvironmentFaultError | None:
    if "locked" in message or "busy" in message:
        return EnvironmentFaultError(f"{path.name} is in use by another program; close it there and try again.")
    if "full" in message:
        return EnvironmentFaultError(f"There is no room left on the disk for {path.name}; free some and try again.")
    if "readonly" in message or "unable to open" in message:
        return EnvironmentFaultError(f"{path} cannot be opened or written; check the folder and its permissions.")
    if "disk I/O" in message:
        return EnvironmentFaultError(f"The disk would not read or write {path.name}; check it and try again.")
    return None


def file_fault(path: Path, error: OSError) -> EnvironmentFaultError:
    """Give the plain sentence for a failure of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentFaultError(f"There is no room left on the disk for {path.name}; free some and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentFaultError(f"{path} cannot be written; check the permissions of its folder.")
    if error.errno == errno.ENOENT:
        return EnvironmentFaultError(f"{path} does not exist; check the name and the folder.")
    return EnvironmentFaultError(f"{path} could not be read or written ({error.strerror}).")

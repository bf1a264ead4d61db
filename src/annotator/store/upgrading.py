"""Files of earlier versions: their log is the project, so the tables of this version are made anew from it.

An earlier file is never altered. What is opened is a fresh copy with its changes and texts; the shared file becomes
one of this version when it is next published.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.core.errors import ProjectFileError
from annotator.store.connection import connect, transaction
from annotator.store.derive import Deriver
from annotator.store.schema import EARLIER_SCHEMAS, SHARED_NAMES, create_shared_tables, schema_text

_COPIED = ("meta", "change", "blob")


def is_earlier(connection: sqlite3.Connection) -> bool:
    """Tell whether a shared file's tables are exactly those of an earlier version that was released."""
    return hashlib.sha256(schema_text(connection).encode()).hexdigest() in EARLIER_SCHEMAS


def is_earlier_working_copy(connection: sqlite3.Connection) -> bool:
    """Tell whether a working copy's shared tables are not those of this version; it has tables of its own besides."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        create_shared_tables(fresh)
        return _shared_tables(connection) != _shared_tables(fresh)


def write_upgraded(path: Path, target: Path) -> None:
    """Write a file of this version with the log and texts of an earlier one.

    Raises:
        ProjectFileError: the log cannot be read.
    """
    target.unlink(missing_ok=True)
    with closing(connect(target)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        create_shared_tables(connection)
        connection.execute("ATTACH DATABASE ? AS earlier", (f"{path.absolute().as_uri()}?mode=ro",))
        with transaction(connection):
            for name in _COPIED:
                connection.execute(f'INSERT INTO main."{name}" SELECT * FROM earlier."{name}"')
            try:
                Deriver(connection).rebuild()
            except (ValueError, LookupError, TypeError) as error:
                raise ProjectFileError(f"{path.name} is damaged; run `annotator doctor` on it.") from error
        connection.execute("DETACH DATABASE earlier")


def _shared_tables(connection: sqlite3.Connection) -> dict[str, str]:
    marks = ",".join("?" * len(SHARED_NAMES))
    return dict(connection.execute(f"SELECT name, sql FROM main.sqlite_schema WHERE name IN ({marks})", SHARED_NAMES))

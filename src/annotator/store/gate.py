"""The gate: what has to hold of another's file before a change or a text of it is read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.store.connection import connect, plain_faults
from annotator.store.working import read_identity


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another's project file that passed the gate: a connection that only reads, to a private copy of it."""

    name: str
    project_uid: str
    publication_uid: str
    connection: sqlite3.Connection


@contextmanager
def foreign(path: Path, project_uid: str = "") -> Iterator[Foreign]:
    """Open another's file for reading, having made sure that it is what it says.

    `project_uid` is that of the project it has to belong to; "" lets every project in.

    Raises:
        ProjectFileError: it is no project, damaged, of a newer version, or not to be trusted; the sentence says which.
    """
    uid, publication_uid = read_identity(path)
    with plain_faults(path), closing(connect(path, immutable=True)) as connection:
        yield Foreign(path.name, uid, publication_uid, connection)

"""Saving what can still be read of a damaged project file into a new one.

The pages are read one by one, whatever became of the trees that lead to them, and only what its own hash confirms is
taken: every change and every text is either what somebody wrote or not there. The new file is the same project, so
merging a colleague's file brings back whatever they still have of the rest.
"""

import hashlib
import mmap
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.core import edits
from annotator.core.changes import Change, split_ids
from annotator.core.clock import HybridClock
from annotator.core.errors import ProjectFileError, RefusedError
from annotator.core.identity import new_uid
from annotator.store.applying import Applier
from annotator.store.connection import connect, plain_faults, transaction
from annotator.store.derive import Deriver
from annotator.store.log import COLUMNS, to_row
from annotator.store.pages import Pages, Record
from annotator.store.schema import create_shared_tables

_BATCH = 1_000
_COLUMNS_OF_CHANGE, _COLUMNS_OF_BLOB = 10, 2
_SHA256 = 64
_UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved. `lost_sources` had lost their texts, so they and what was made on them were left out."""

    changes: int
    texts: int
    statements: int
    lost_sources: int


def salvage(path: Path, target: Path) -> Salvaged:
    """Write what can be read of a damaged file into a new one.

    Raises:
        RefusedError: there is a file of that name already.
        ProjectFileError: nothing of a project can be read there.
        EnvironmentFaultError: the file cannot be read or the new one not be written.
    """
    if target.exists():
        raise RefusedError(f"{target.name} is there already; give the recovered project another name.")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with plain_faults(path):
        if not path.is_file() or path.stat().st_size == 0:
            raise ProjectFileError(f"{path.name} is empty or no file; there is nothing to recover.")
        try:
            salvaged = _salvage(path, fresh)
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)
    return salvaged


def _salvage(path: Path, fresh: Path) -> Salvaged:
    with closing(connect(fresh)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        create_shared_tables(connection)
        with transaction(connection):
            said = _read_into(connection, path)
            project_uid = _project_uid(connection, path, said)
            lost = _leave_out_lost_sources(connection)
            connection.executemany(
                "INSERT INTO meta (key, value) VALUES (?, ?)",
                [("project_uid", project_uid), ("publication_uid", new_uid())],
            )
            Deriver(connection).rebuild()
        counted = (connection.execute(f"SELECT count(*) FROM {name}") for name in ("change", "blob", "statement"))
        changes, texts, statements = (int(each.fetchone()[0]) for each in counted)
    return Salvaged(changes, texts, statements, lost)


def _read_into(connection: sqlite3.Connection, path: Path) -> str:
    """Read all that its hash confirms; give what the file says that the project's uid is, which nothing confirms."""
    said = ""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        pages = Pages(data)
        try:
            for batch in _batches(pages.records()):
                said = next((str(record[1]) for record in batch if record[0] == "project_uid"), said)
                changes = [to_row(change) for record in batch if (change := _change(record))]
                connection.executemany(
                    f"INSERT INTO change ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    "ON CONFLICT (change_id) DO NOTHING",
                    changes,
                )
                connection.executemany(
                    "INSERT INTO blob (sha256, data) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
                    [blob for record in batch if (blob := _blob(record))],
                )
        finally:
            pages.release()
    return said


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for record in records:
        if len(record) in (_COLUMNS_OF_CHANGE, _COLUMNS_OF_BLOB):
            batch.append(record)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch


def _change(record: Record) -> Change | None:
    """Give the change that a record is, if its identity is the hash of what it says."""
    if len(record) != _COLUMNS_OF_CHANGE:
        return None
    _, change_id, transaction, reviewer, clock, kind, entity, field, value, parents = record
    words = (transaction, reviewer, kind, entity, field, value)
    if not isinstance(clock, int) or clock < 0 or not isinstance(parents, bytes):
        return None
    if not all(isinstance(each, str) for each in words):
        return None
    change = Change(
        str(transaction), str(reviewer), clock, str(kind), str(entity), str(field), str(value), split_ids(parents)
    )
    return change if change.change_id == change_id else None


def _blob(record: Record) -> tuple[str, bytes] | None:
    """Give the text or original that a record is, if its name is the hash of it."""
    if len(record) != _COLUMNS_OF_BLOB:
        return None
    sha256, data = record
    if not isinstance(sha256, str) or len(sha256) != _SHA256 or not isinstance(data, bytes):
        return None
    return (sha256, data) if hashlib.sha256(data).hexdigest() == sha256 else None


def _project_uid(connection: sqlite3.Connection, path: Path, said: str) -> str:
    """Find the project by its own first change; where that is lost, begin what the file says it is once more."""
    row = connection.execute(
        "SELECT entity_uid FROM change WHERE kind = 'create' AND field = 'project' ORDER BY clock LIMIT 1"
    ).fetchone()
    if row is None and _UID.fullmatch(said) and connection.execute("SELECT 1 FROM change LIMIT 1").fetchone():
        Applier(connection, HybridClock()).apply(edits.create_project(said, f"Recovered from {path.name}"), "", {})
        return said
    if row is None:
        raise ProjectFileError(
            f"Too little of {path.name} can be read: not even which project it was. Look for a copy of it, in "
            "Project, Backups, or with your colleagues."
        )
    return str(row[0])


def _leave_out_lost_sources(connection: sqlite3.Connection) -> int:
    """Take out the sources whose texts are lost, with what was made on them; give how many there were.

    Nothing of theirs could be shown. Merged from another copy, all of it comes back.
    """
    made = "SELECT entity_uid, {0} FROM change WHERE kind = 'create' AND field = ?"
    there = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM blob")}
    revisions: dict[str, str] = {}
    gone: set[str] = set()
    parts = "value ->> '$.source', value ->> '$.text', value ->> '$.blocks'"
    for uid, source, text, blocks in connection.execute(made.format(parts), ("revision",)):
        if text in there and blocks in there:
            revisions[uid] = source
        else:
            gone.add(uid)
    sources = dict(connection.execute(made.format("value ->> '$.revision'"), ("source",)).fetchall())
    lost = {uid for uid, revision in sources.items() if revision not in revisions}
    lost |= set(revisions.values()) - sources.keys()
    gone |= lost | {uid for uid, source in revisions.items() if source in lost}
    whole = sources.keys() - lost
    marked = connection.execute(made.format("value ->> '$.source', value ->> '$.anchor.revision'"), ("statement",))
    gone |= {uid for uid, source, revision in marked if source not in whole or revision not in revisions}
    connection.executemany("DELETE FROM change WHERE entity_uid = ?", [(uid,) for uid in sorted(gone)])
    return len(lost)

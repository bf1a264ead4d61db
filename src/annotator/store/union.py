"""Taking in another copy of the same project: the union of the two sets of changes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator.core.changes import Change, split_ids
from annotator.core.errors import ProjectFileError
from annotator.store.applying import Applier
from annotator.store.connection import connect
from annotator.store.log import COLUMNS, Log


def take_in(connection: sqlite3.Connection, applier: Applier, other: Path) -> frozenset[tuple[str, str]]:
    """Add the changes and texts of `other` that we lack, in the caller's transaction; give what was touched.

    The order in which files are taken in makes no difference, and taking one in twice changes nothing.

    Raises:
        ProjectFileError: a change there is not what its identity says it is.
    """
    log = Log(connection)
    known = {bytes(change_id) for (change_id,) in connection.execute("SELECT change_id FROM change")}
    with closing(connect(other, immutable=True)) as foreign:
        new = [
            _checked(row, other)
            for row in foreign.execute(f"SELECT {COLUMNS} FROM change ORDER BY seq")
            if bytes(row[0]) not in known
        ]
        if not new:
            return frozenset()
        ours = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM blob")}
        wanted = [sha256 for (sha256,) in foreign.execute("SELECT sha256 FROM blob") if sha256 not in ours]
        for sha256 in wanted:
            (data,) = foreign.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
            log.append_blobs([(sha256, data)])
    log.append(new)
    uids = sorted({change.entity_uid for change in new})
    return applier.derive(log.changes_of(uids), frozenset())


def _checked(row: tuple[bytes, str, str, int, str, str, str, str, bytes], other: Path) -> Change:
    change = Change(*row[1:8], split_ids(row[8]))
    if change.change_id != row[0]:
        raise ProjectFileError(f"{other.name} holds a change that was tampered with; nothing was taken from it.")
    return change

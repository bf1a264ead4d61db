"""The change log in its table: reading the changes of entities, appending new ones."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from annotator.core.changes import Change, join_ids, split_ids
from annotator.core.errors import ProjectFileError

COLUMNS = "change_id, transaction_uid, reviewer_uid, clock, kind, entity_uid, field, value, parents"
_CHUNK = 500
_OF_ENTITIES = (
    f"SELECT {COLUMNS} FROM change WHERE entity_uid IN (SELECT value FROM json_each(?)) ORDER BY entity_uid, seq"
)
Row = tuple[bytes, str, str, int, str, str, str, str, bytes]


class Log:
    """The log of one open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen_seq = self._seen_clock = 0

    def append(self, changes: Iterable[Change]) -> int:
        """Append changes that are not in the log yet; give how many were new."""
        before = self._connection.total_changes
        self._connection.executemany(
            f"INSERT INTO change ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (change_id) DO NOTHING",
            map(to_row, changes),
        )
        return self._connection.total_changes - before

    def append_blobs(self, blobs: Iterable[tuple[str, bytes]]) -> None:
        """Keep texts and originals, each once."""
        self._connection.executemany(
            "INSERT INTO blob (sha256, data) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", blobs
        )

    def blob(self, sha256: str) -> bytes:
        """Read a text or an original."""
        row = self._connection.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise ProjectFileError("A text of this project is missing from its file; run `annotator doctor` on it.")
        return bytes(row[0])

    def changes_of(self, entity_uids: Sequence[str]) -> dict[str, list[Change]]:
        """Read all changes of some entities, those of each in the order in which they arrived."""
        found: dict[str, list[Change]] = {uid: [] for uid in entity_uids}
        for at in range(0, len(entity_uids), _CHUNK):
            chunk = json.dumps(entity_uids[at : at + _CHUNK])
            for row in self._connection.execute(_OF_ENTITIES, (chunk,)):
                change = from_row(row)
                found[change.entity_uid].append(change)
        return {uid: changes for uid, changes in found.items() if changes}

    def changes_of_transaction(self, transaction_uid: str) -> list[tuple[int, Change]]:
        """Read the changes of a transaction with their place in this log."""
        rows = self._connection.execute(
            f"SELECT seq, {COLUMNS} FROM change WHERE transaction_uid = ? ORDER BY seq", (transaction_uid,)
        )
        return [(row[0], from_row(row[1:])) for row in rows]

    def created(self) -> Iterator[tuple[str, str]]:
        """Give everything that was ever created with its type, in the order of their uids."""
        yield from self._connection.execute(
            "SELECT entity_uid, min(field) FROM change WHERE kind = 'create' GROUP BY entity_uid"
        )

    def last_clock(self) -> int:
        """Give the newest stamp in the log, or 0; only what came in since it was last asked is looked at."""
        seq, clock = self._connection.execute(
            "SELECT max(seq), max(clock) FROM change WHERE seq > ?", (self._seen_seq,)
        ).fetchone()
        if seq is not None:
            self._seen_seq, self._seen_clock = seq, max(self._seen_clock, clock)
        return self._seen_clock

    def last_seq(self) -> int:
        """Give the place of the newest change in this log, or 0."""
        row = self._connection.execute("SELECT max(seq) FROM change").fetchone()
        return row[0] or 0

    def places_of(self, entity_uid: str) -> dict[bytes, int]:
        """Give the place of each change of an entity in this log."""
        rows = self._connection.execute("SELECT change_id, seq FROM change WHERE entity_uid = ?", (entity_uid,))
        return {bytes(change_id): seq for change_id, seq in rows}

    def tree_uids(self, entity_type: str) -> list[str]:
        """Give every tag or chapter that was ever created."""
        rows = self._connection.execute(
            "SELECT DISTINCT entity_uid FROM change "
            "WHERE kind = 'create' AND field = ? AND field IN ('tag', 'chapter')",
            (entity_type,),
        )
        return [uid for (uid,) in rows]


def from_row(row: Row) -> Change:
    """Read a change from its row; its stored id is believed, because only checked changes are ever appended."""
    # Past __init__, which sets each field of a frozen class by a call: logs are read by the hundred thousand.
    change = object.__new__(Change)
    said = change.__dict__
    said["change_id"], said["transaction_uid"], said["reviewer_uid"], said["clock"] = row[:4]
    said["kind"], said["entity_uid"], said["field"], said["value"] = row[4:8]
    said["parents"] = split_ids(row[8]) if row[8] else ()
    return change


def to_row(change: Change) -> Row:
    """Give the row of a change."""
    return (
        change.change_id,
        change.transaction_uid,
        change.reviewer_uid,
        change.clock,
        change.kind,
        change.entity_uid,
        change.field,
        change.value,
        join_ids(change.parents),
    )

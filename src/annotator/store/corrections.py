"""What became of corrected sources: the files that corrected them, and the statements that their texts left behind."""

from collections.abc import Iterable

from annotator.core.fold import active_changes
from annotator.store.connection import plain_faults, transaction
from annotator.store.joined import joined_sources
from annotator.store.log import Log
from annotator.store.merging import find_merge, merges
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

_ORIGINAL = "original:"
_CHUNK = 500
# The file that brought a revision is a field of its creation; a deleted source has no claim on a file any more, but
# for one that was joined: its files are those of the source that it is now.
_CORRECTING = (
    "SELECT DISTINCT substr(brought.key, ?), revision.source_uid FROM revision "
    "JOIN change ON change.entity_uid = revision.uid "
    "JOIN json_each(change.value) AS brought WHERE change.kind = 'create' AND brought.key GLOB ? ORDER BY 1, 2"
)
# Few are ever to check, and a source can have ten thousand: the plus keeps SQLite from going through those.
_MOVED = "SELECT uid FROM statement WHERE anchor_state <> '' AND anchor_state = 'moved' AND +source_uid = ?"


def correcting_files(reader: Reader) -> dict[str, str]:
    """Give the SHA-256 of every file that corrected a source or was joined with it, with that source.

    Read it once for many files.
    """
    values = (len(_ORIGINAL) + 1, f"{_ORIGINAL}*")
    joined = joined_sources(reader)
    found = {str(gone.fields["original"]): end for gone, end in joined.values()}
    there = {uid for (uid,) in reader._connection.execute("SELECT uid FROM source")}
    for sha256, source_uid in reader._connection.execute(_CORRECTING, values):
        end = source_uid if source_uid in there else joined[source_uid][1] if source_uid in joined else ""
        if end:
            found[sha256] = end
    return found


def count_with_merge(store: ProjectStore, transaction_uid: str) -> None:
    """Count a transaction that a merge made necessary as part of it, while that merge can still be undone.

    Else the statements that followed by themselves would be later work, for which nobody may take the merge back.
    """
    newest = next(iter(merges(store)), None)
    if newest is None:
        return
    connection = store._connection
    with plain_faults(store.working_path), transaction(connection):
        row, first_seq, _ = find_merge(connection, newest.uid)
        if first_seq > int(store._local("published_seq") or 0):
            connection.execute(
                "INSERT INTO merged_change (merge_row, change_id) "
                "SELECT ?, change_id FROM change WHERE transaction_uid = ? ORDER BY seq",
                (row, transaction_uid),
            )


def earlier_quote(reader: Reader, statement_uid: str) -> str:
    """Give the words that a statement stood on in the text before the one that it is on now, or ""."""
    history = Log(reader._connection).changes_of([statement_uid]).get(statement_uid, [])
    now = reader.statement(statement_uid).anchor.revision_uid
    for change in sorted(active_changes(history), key=lambda each: (each.clock, each.change_id), reverse=True):
        anchor = change.loaded["anchor"] if change.kind == "create" else change.loaded
        if (change.kind == "create" or change.field == "anchor") and anchor["revision"] != now:
            return str(anchor["quote"])
    return ""


def is_any_behind(reader: Reader, statement_uids: Iterable[str]) -> bool:
    """Tell whether one of some statements is on an earlier text, or on no source, and nobody has brought it over."""
    uids = list(statement_uids)
    for at in range(0, len(uids), _CHUNK):
        chunk = uids[at : at + _CHUNK]
        row = reader._connection.execute(
            "SELECT 1 FROM statement LEFT JOIN source ON source.uid = source_uid WHERE (source.uid IS NULL OR "
            "statement.revision_uid <> source.revision_uid AND anchor_state = '') "
            f"AND statement.uid IN ({','.join('?' * len(chunk))}) LIMIT 1",
            chunk,
        ).fetchone()
        if row:
            return True
    return False


def is_any_to_check(reader: Reader) -> bool:
    """Tell whether a statement waits for a person's look since its source was corrected."""
    row = reader._connection.execute("SELECT 1 FROM statement WHERE anchor_state <> '' LIMIT 1").fetchone()
    return row is not None


def moved_uids(reader: Reader, source_uid: str) -> frozenset[str]:
    """Give the statements of a source that stand elsewhere since its text was corrected, and wait for a look."""
    return frozenset(uid for (uid,) in reader._connection.execute(_MOVED, (source_uid,)))

"""Taking a merge out again.

This is unlike undoing an edit: exactly the changes that the merge brought in leave the log, and the texts that nothing
else uses. So it is refused once one of them has been shared, or once later work rests on one; what the merge changed
can then be listed, for a person to restore.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.core.changes import Change, canonical_json
from annotator.core.errors import RefusedError
from annotator.core.fold import LIFE, fold
from annotator.core.records import Json
from annotator.core.undisturbed import undisturbed
from annotator.store import publishing, search, search_items
from annotator.store.connection import connect, plain_faults, transaction
from annotator.store.log import COLUMNS, Log, from_row
from annotator.store.merging import CHANGES_OF_MERGE, find_merge
from annotator.store.project import ProjectStore
from annotator.store.union import Touched, portions

_UID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_TYPES = (
    "SELECT entity_uid, max(CASE WHEN kind IN ('create', 'delete') THEN field ELSE '' END) FROM change "
    f"WHERE change_id IN {CHANGES_OF_MERGE} GROUP BY entity_uid ORDER BY min(seq)"
)
_SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class MergedValue:
    """What a merge made of one field.

    `field` "" is the thing's life: True where it is there, False where it is not; what a merge brought whole, or
    took away, is one such entry.
    """

    entity_type: str
    entity_uid: str
    field: str
    before: Json
    after: Json


def merge_values(store: ProjectStore, merge_uid: str) -> list[MergedValue]:
    """List what a merge changed in the project: of each thing, the fields that were other before.

    Raises:
        NotFoundError: this working copy remembers no such merge.
    """
    connection = store._connection
    row, first_seq, last_seq = find_merge(connection, merge_uid)
    types = dict(connection.execute(_TYPES, (row,)))
    values: list[MergedValue] = []
    with undisturbed():
        for portion in portions(connection, types):
            for uid, history in Log(connection).changes_of(portion).items():
                places = Log(connection).places_of(uid)
                after = [change for change in history if places[change.change_id] <= last_seq]
                before = [change for change in after if places[change.change_id] < first_seq]
                values += _differences(uid, before, after)
    return values


def undo_merge(store: ProjectStore, merge_uid: str) -> Touched:
    """Take out exactly what a merge brought in; give what was touched. Merging again brings everything back.

    Where somebody is saving the same file, that is waited for.

    Raises:
        RefusedError: it has been shared, or later work rests on it; `merge_values` lists what it changed.
        NotFoundError: this working copy remembers no such merge.
        EnvironmentFaultError: the shared file cannot be read, or is being saved for too long.
    """
    connection = store._connection
    with _nobody_saving(store.shared_path), plain_faults(store.working_path), transaction(connection), undisturbed():
        refusal = undo_refusal(store, merge_uid)
        if refusal:
            raise RefusedError(refusal)
        row, first_seq, _ = find_merge(connection, merge_uid)
        types = dict(connection.execute(_TYPES, (row,)))
        connection.execute(f"DELETE FROM change WHERE change_id IN {CHANGES_OF_MERGE}", (row,))
        touched = _derive_without(store, types)
        # A text leaves the search index by its own words, so before it leaves the project.
        search.index_new_revisions(connection, 0)
        search_items.start_again(connection)
        _drop_blobs(connection, row, first_seq)
        connection.execute("DELETE FROM merged_change WHERE merge_row = ?", (row,))
        connection.execute("DELETE FROM merge WHERE row = ?", (row,))
    # Places in the log are dealt out again, and the store's log remembers how far it has looked.
    store._log = Log(connection)
    store._follow_blindness()
    return touched


def undo_refusal(store: ProjectStore, merge_uid: str) -> str:
    """Say in one sentence why a merge cannot be undone any more; "" where it can.

    Raises:
        NotFoundError: this working copy remembers no such merge.
        EnvironmentFaultError: the shared file cannot be read, so nobody can know whether the merge is in it.
    """
    row, first_seq, _ = find_merge(store._connection, merge_uid)
    if first_seq <= int(store._local("published_seq") or 0) or _is_shared(store, row):
        return (
            "This merge cannot be undone any more, because it has been shared; what it changed can be listed and "
            "restored by hand."
        )
    return _rests_on(store._connection, row, first_seq)


def _is_shared(store: ProjectStore, row: int) -> bool:
    """Tell whether the shared file holds a change of a merge: somebody else may have merged the same and saved it."""
    if not store.shared_path.exists():
        return False
    mine = {change_id for (change_id,) in store._connection.execute(CHANGES_OF_MERGE[1:-1], (row,))}
    with plain_faults(store.shared_path), closing(connect(store.shared_path, immutable=True)) as shared:
        return any(change_id in mine for (change_id,) in shared.execute("SELECT change_id FROM change"))


def _rests_on(connection: sqlite3.Connection, row: int, first_seq: int) -> str:
    """Say what came later and replaces a change of a merge, or speaks of what came with it; "" where nothing does."""
    mine = CHANGES_OF_MERGE.replace("?", "?1")
    later = _changes(connection, f"seq > ?2 AND change_id NOT IN {mine}", row, first_seq)
    if not later:
        return ""
    gone_ids = {change_id for (change_id,) in connection.execute(CHANGES_OF_MERGE[1:-1], (row,))}
    creates = "SELECT entity_uid FROM change WHERE kind = 'create' AND change_id"
    only_here = connection.execute(f"{creates} IN {mine} EXCEPT {creates} NOT IN {mine}", (row,))
    brought = {uid for (uid,) in only_here}
    merged = {change_id for (change_id,) in connection.execute("SELECT change_id FROM merged_change")}
    resting = [change for change in later if not gone_ids.isdisjoint(change.parents) or _speaks_of(change, brought)]
    if not resting:
        return ""
    if all(change.change_id in merged for change in resting):
        return "This merge cannot be undone, because a later merge builds on it; undo that one first."
    return (
        "This merge cannot be undone any more, because later work rests on it; what it changed can be listed and "
        "restored by hand."
    )


def _speaks_of(change: Change, uids: set[str]) -> bool:
    """Tell whether a change is about one of some things or names it: a placement its statement, prose what it cites."""
    named = (*_UID.findall(change.field), *_UID.findall(change.value))
    return change.entity_uid in uids or not uids.isdisjoint(named)


def _changes(connection: sqlite3.Connection, condition: str, *values: int) -> list[Change]:
    rows = connection.execute(f"SELECT {COLUMNS} FROM change WHERE {condition} ORDER BY seq", values)
    return [from_row(row) for row in rows]


def _derive_without(store: ProjectStore, types: dict[str, str]) -> Touched:
    """Bring the rows of things up to date that lost changes; "" stands for a type that what is left has to say."""
    if "revision" in types.values():
        # A statement whose text an extract left out goes back to waiting for it.
        rows = store._connection.execute("SELECT uid, revision_uid FROM statement")
        types |= {uid: "statement" for uid, revision_uid in rows if types.get(revision_uid) == "revision"}
    touched: set[tuple[str, str]] = set()
    log = Log(store._connection)
    for portion in portions(store._connection, types):
        histories = log.changes_of(portion)
        for uid in portion:
            if uid not in histories and types[uid]:
                # A thing without a history has no type; a deletion that enters no log says it, and nothing more.
                histories[uid] = [Change("", "", 0, "delete", uid, types[uid], "null", ())]
        touched |= store._applier.derive(histories, frozenset())
    return frozenset(touched)


def _drop_blobs(connection: sqlite3.Connection, row: int, first_seq: int) -> None:
    """Remove the texts that came with a merge and that nothing later uses; nothing earlier had them."""
    (stored,) = connection.execute("SELECT blobs FROM merge WHERE row = ?", (row,)).fetchone()
    brought = set(_SHA256.findall(stored))
    if not brought:
        return
    used: set[str] = set()
    for (value,) in connection.execute("SELECT value FROM change WHERE seq >= ?", (first_seq,)):
        used.update(_SHA256.findall(value))
    # A block list, itself a text of the project, names its pictures.
    for sha256 in list(used):
        found = connection.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        used.update(_SHA256.findall(bytes(found[0]).decode(errors="replace")) if found else ())
    connection.executemany("DELETE FROM blob WHERE sha256 = ?", [(each,) for each in sorted(brought - used)])
    # A later merge that uses some of them had no need to bring them; from now on they are its own.
    later = connection.execute("SELECT row, blobs FROM merge WHERE row > ? ORDER BY row LIMIT 1", (row,)).fetchone()
    if later and brought & used:
        blobs = canonical_json(sorted({*_SHA256.findall(later[1]), *(brought & used)}))
        connection.execute("UPDATE merge SET blobs = ? WHERE row = ?", (blobs, later[0]))


def _differences(uid: str, before: Sequence[Change], after: Sequence[Change]) -> Iterator[MergedValue]:
    was, became = fold(uid, before), fold(uid, after)
    kind = became.type or was.type
    if was.is_alive != became.is_alive:
        yield MergedValue(kind, uid, LIFE, was.is_alive, became.is_alive)
    elif was.is_alive:
        for name in sorted(was.fields.keys() | became.fields.keys()):
            if was.fields.get(name) != became.fields.get(name):
                yield MergedValue(kind, uid, name, was.fields.get(name), became.fields.get(name))


@contextmanager
def _nobody_saving(shared_path: Path) -> Iterator[None]:
    """Hold the lock of the shared file: what is being written at this moment would hold the merge after all."""
    with ExitStack() as stack:
        with suppress(OSError):  # where no lock can be made nothing can be saved either
            stack.enter_context(publishing.lock(shared_path))
        yield

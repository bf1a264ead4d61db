"""Which texts of the project are alike, kept up to date in tables that only the working copy has.

A text's sketch and its likeness to others depend on the text alone, so they are kept by revision. Texts that are not
shown any more leave both tables: what came in while they were away has never been compared with them.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from annotator.core.edits.joining import APART
from annotator.core.errors import NotFoundError
from annotator.core.fold import fold
from annotator.core.likeness import (
    HASH_BYTES,
    SKETCH_VERSION,
    Likeness,
    Pair,
    Sketch,
    SketchIndex,
    compare,
    in_pairs,
    likely_pairs,
    sketch_of,
    words_of,
)
from annotator.store.connection import plain_faults, transaction
from annotator.store.log import Log
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

_BATCH = 40
_WORDS_KEPT = 256
_VERSION = "sketches"
_PRESENT = "SELECT revision_uid FROM source"
_MARKED_APART = (
    "SELECT DISTINCT change.entity_uid FROM source JOIN change ON change.entity_uid = source.uid "
    "WHERE change.kind = 'set' AND change.field GLOB ?"
)

Report = Callable[[int, int], object]


def bring_up_to_date(
    store: ProjectStore, check: Callable[[], object] = lambda: None, report: Report = lambda done, total: None
) -> int:
    """Compare the texts that came in since the last time; give how many those were.

    It is done in small transactions, so that edits on another connection never wait long. `check` may raise to leave;
    what has been done stays.
    """
    connection = store._connection
    with plain_faults(store.working_path):
        is_outdated = store.setting(_VERSION) != SKETCH_VERSION
        with transaction(connection):
            _forget_what_is_gone(connection, is_outdated)
        if is_outdated:
            store.remember(_VERSION, SKETCH_VERSION)
        sketched = _sketches(connection)
        missing = _missing(connection)
        for at in range(0, len(missing), _BATCH):
            check()
            made = _sketched(store.reader, missing[at : at + _BATCH])
            with transaction(connection):
                connection.executemany("INSERT INTO sketch VALUES (?, ?, ?, ?, 0)", map(_row, made.items()))
            sketched |= made
            report(at, 2 * len(missing))
        fresh = [uid for (uid,) in connection.execute("SELECT revision_uid FROM sketch WHERE NOT is_compared")]
        if fresh:
            found = list(_found(store.reader, sketched, fresh, check))
            with transaction(connection):
                _write(connection, found, fresh)
        report(2 * len(missing), 2 * len(missing))
    return len(fresh)


def known_likenesses(reader: Reader) -> dict[Pair, Likeness]:
    """Give the pairs of texts that are alike, by their revisions, as far as they have been compared."""
    rows = reader._connection.execute(
        "SELECT one, other, share, contained, is_same FROM likeness "
        f"WHERE one IN ({_PRESENT}) AND other IN ({_PRESENT})"
    )
    return {(one, other): Likeness(share, contained, bool(same)) for one, other, share, contained, same in rows}


def found_likenesses(reader: Reader) -> dict[Pair, Likeness]:
    """Find the pairs of texts that are alike in a project that has no working copy, which takes some seconds."""
    uids = [uid for (uid,) in reader._connection.execute(f"{_PRESENT} ORDER BY revision_uid")]
    return dict(_found(reader, _sketched(reader, uids), uids, lambda: None))


def kept_apart(reader: Reader) -> frozenset[Pair]:
    """Give the pairs of sources of which somebody said that they stay two, each in ascending order."""
    uids = [uid for (uid,) in reader._connection.execute(_MARKED_APART, (f"{APART}*",))]
    found = set()
    for uid, changes in Log(reader._connection).changes_of(uids).items():
        for name, is_apart in fold(uid, changes).fields.items():
            if is_apart is True and name.startswith(APART):
                found.add((uid, name.removeprefix(APART)))
    return frozenset(found)


class KnownTexts:
    """The texts of the project, to hold those against that want to come in; their sketches are read once."""

    def __init__(self, reader: Reader) -> None:
        self._index = SketchIndex()
        self._added: dict[str, str] = {}
        self._read = lru_cache(_WORDS_KEPT)(lambda uid: _words(reader, uid))
        for uid, sketch in _sketches(reader._connection).items():
            self._index.add(uid, sketch)

    def nearest(self, name: str, words: Sequence[str]) -> tuple[str, Likeness] | None:
        """Give what is most like a text, and how much; None where nothing is.

        That is a revision of the project, or the name under which the same words were asked about before.
        """
        sketch = sketch_of(words)
        found = []
        for uid in sorted(self._index.near(sketch)):
            likeness = compare(self._read(uid), words)
            if likeness is not None:
                found.append((uid, likeness))
        best = max(found, key=lambda each: (each[1].is_same, each[1].contained), default=None)
        twin = self._added.setdefault(sketch.key, name) if words else name
        if twin != name and not (best and best[1].is_same):
            return twin, Likeness(1.0, 1.0, is_same=True)
        return best


def _forget_what_is_gone(connection: sqlite3.Connection, is_outdated: bool) -> None:
    kept = "NULL" if is_outdated else _PRESENT
    connection.execute(f"DELETE FROM sketch WHERE revision_uid NOT IN ({kept}) OR {int(is_outdated)}")
    connection.execute(f"DELETE FROM likeness WHERE one NOT IN ({kept}) OR other NOT IN ({kept}) OR {int(is_outdated)}")


def _found(
    reader: Reader, sketches: Mapping[str, Sketch], fresh: Sequence[str], check: Callable[[], object]
) -> Iterator[tuple[Pair, Likeness]]:
    """Give what is alike of the pairs with a fresh text."""
    words = lru_cache(_WORDS_KEPT)(lambda uid: _words(reader, uid))
    pairs = likely_pairs(sketches, fresh)
    for each in in_pairs(pairs, words):
        check()
        yield each


def _missing(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT revision_uid FROM source WHERE revision_uid NOT IN (SELECT revision_uid FROM sketch) "
        "AND revision_uid IN (SELECT uid FROM revision) ORDER BY clock, uid"
    )
    return [uid for (uid,) in rows]


def _row(item: tuple[str, Sketch]) -> tuple[str, str, int, bytes]:
    uid, sketch = item
    return uid, sketch.key, sketch.words, b"".join(sketch.hashes)


def _sketched(reader: Reader, revision_uids: Iterable[str]) -> dict[str, Sketch]:
    return {uid: sketch_of(_words(reader, uid)) for uid in revision_uids}


def _sketches(connection: sqlite3.Connection) -> dict[str, Sketch]:
    found = {}
    for uid, key, words, data in connection.execute("SELECT revision_uid, key, words, hashes FROM sketch"):
        hashes = (data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES))
        found[uid] = Sketch(key, words, tuple(hashes))
    return found


def _words(reader: Reader, revision_uid: str) -> list[str]:
    """Give the words of a revision; none where an extract came without its text."""
    try:
        return words_of(reader.text(revision_uid), reader.blocks(revision_uid))
    except NotFoundError:
        return []


def _write(connection: sqlite3.Connection, found: Iterable[tuple[Pair, Likeness]], fresh: Sequence[str]) -> None:
    connection.executemany(
        "INSERT INTO likeness VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(*pair, each.share, each.contained, int(each.is_same)) for pair, each in found],
    )
    connection.executemany("UPDATE sketch SET is_compared = 1 WHERE revision_uid = ?", [(uid,) for uid in fresh])

"""Statements and placements of which nothing was here before, where they come by the thousand.

Their rows depend on their own changes and on the paragraphs of texts only. So Python makes them from what was gathered
while SQLite works in another thread: it brings the changes into the log and copies in the rows that are ready. Python
lays them into files first, although they are written twice that way: SQLite then copies thousands by one statement,
and for each statement it waits for Python's lock once. Given row by row, it would wait for every row.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from annotator.core.fold import Entity, fold
from annotator.store.connection import transaction
from annotator.store.derived_rows import INSERTS, ROW_MAKERS, Rows, statement_rows
from annotator.store.gathering import Gathered, throwaway
from annotator.store.locating import Locators
from annotator.store.log import Log

LEAST = 1_000
Work = Callable[[], object]
# SQLite has ten files attached at most: the gathered changes and these.
_FILES = {"statement": 5, "placement": 3}
_BATCH = 1_000
_LAID = {
    "statement": INSERTS["statement"][0],
    "statement_tag": INSERTS["statement_tag"][0],
    "placement": "uid, chapter_uid, statement_uid, sort_key, form, words",
}
# What is keyed by uids is written in the order of its keys, so that each page is met once. The rows of statements stay
# as they came: those of one source side by side. FAIL, because a failure gives up the whole transaction: to be able to
# take back one of these statements alone, SQLite would keep every page that it touches a second time.
_TAKE = {
    "statement": "INSERT OR FAIL INTO main.statement ({columns}) SELECT {columns} FROM {file}.statement ORDER BY rowid",
    "statement_tag": "INSERT OR FAIL INTO main.statement_tag ({columns}) SELECT {columns} FROM {file}.statement_tag "
    "ORDER BY statement_uid, tag_uid, reviewer_uid",
    "placement": "INSERT OR FAIL INTO main.placement ({columns}, source_uid) SELECT {columns}, "
    "(SELECT source_uid FROM main.statement WHERE uid = statement_uid) FROM {file}.placement ORDER BY uid",
}
_REVISIONS = (
    "SELECT DISTINCT coalesce(value ->> '$.anchor.revision', value ->> '$.revision') FROM change "
    "WHERE field = 'anchor' OR kind = 'create' AND field = 'statement'"
)


def read_locators(gathered: Gathered, locators: Locators) -> None:
    """Have the locators at hand that the rows of newcomers need, before the project's connection is at work."""
    locators.forget_those_of_others()
    for (revision_uid,) in gathered.connection.execute(_REVISIONS).fetchall():
        if isinstance(revision_uid, str):
            locators.of(revision_uid)


@contextmanager
def working_beside(connection: sqlite3.Connection) -> Iterator[Callable[[Work], None]]:
    """Give a way to hand work on a connection to a thread, which does it in the order in which it comes.

    The block ends when all of it is done, and raises what any of it raised; nothing is done after that. Where the
    block itself fails, what is being done is broken off. In no case is the thread still at work afterwards: it would
    go on writing when the transaction is over.
    """
    works: SimpleQueue[Work | None] = SimpleQueue()
    is_given_up = Event()
    pool = ThreadPoolExecutor(1)
    working = pool.submit(_work_off, works, is_given_up)
    try:
        yield works.put
        works.put(None)
        working.result()
    except BaseException:
        is_given_up.set()
        works.put(None)
        connection.interrupt()
        _wait_for(working)
        raise
    finally:
        pool.shutdown()


def _work_off(works: "SimpleQueue[Work | None]", is_given_up: Event) -> None:
    while (work := works.get()) is not None and not is_given_up.is_set():
        work()


def _wait_for(working: "Future[None]") -> None:
    """Wait however often somebody wants to break the waiting off."""
    while not working.done():
        with suppress(KeyboardInterrupt):
            wait([working])


def write_newcomers(
    connection: sqlite3.Connection,
    gathered: Gathered,
    uids_by_type: Mapping[str, Sequence[str]],
    locators: Locators,
    hand_over: Callable[[Work], None],
) -> list[str]:
    """Make the rows of newcomers, and hand over that they are copied in; give who is left out.

    Until that is done nobody else may use the connection.
    """
    left: list[str] = []
    for entity_type, files in _FILES.items():
        uids = uids_by_type.get(entity_type, ())
        size = max(LEAST, -(-len(uids) // files))
        for number, at in enumerate(range(0, len(uids), size)):
            name = f"{entity_type}_rows_{number}"
            path = gathered.folder / f"{name}.sqlite"
            left += _lay(path, gathered, entity_type, uids[at : at + size], locators)
            hand_over(partial(_take, connection, gathered, path, name, entity_type))
    return left


def _lay(path: Path, gathered: Gathered, entity_type: str, uids: Sequence[str], locators: Locators) -> list[str]:
    """Lay the rows of some newcomers into a file; give who is left out, being in conflict or made as two things."""
    log = Log(gathered.connection)
    left: list[str] = []
    with closing(throwaway(path)) as file:
        for table in _tables(entity_type):
            file.execute(f"CREATE TABLE {table} ({_LAID[table]})")
        with transaction(file):
            for at in range(0, len(uids), _BATCH):
                entities = [fold(uid, changes) for uid, changes in log.changes_of(uids[at : at + _BATCH]).items()]
                plain = [entity for entity in entities if entity.type == entity_type and not entity.conflicts]
                left += {entity.uid for entity in entities}.difference(entity.uid for entity in plain)
                settled = [entity for entity in plain if entity.is_alive]
                for table, values in _rows(entity_type, settled, locators).items():
                    marks = ", ".join("?" * len(values[0]))
                    file.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    return left


def _rows(entity_type: str, entities: Sequence[Entity], locators: Locators) -> dict[str, Rows]:
    rows: dict[str, Rows] = {}
    for entity in entities:
        if entity_type == "statement":
            statement_rows(entity, locators.of, rows)
        else:
            ROW_MAKERS[entity_type](entity, rows)
    return rows


def _take(connection: sqlite3.Connection, gathered: Gathered, path: Path, name: str, entity_type: str) -> None:
    gathered.attach(connection, path, name)
    for table in _tables(entity_type):
        connection.execute(_TAKE[table].format(columns=_LAID[table], file=name))


def _tables(entity_type: str) -> Sequence[str]:
    return ("statement", "statement_tag") if entity_type == "statement" else (entity_type,)

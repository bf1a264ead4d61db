"""What another's file has that the project has not, found by SQLite while Python verifies what was found before.

Two changes are the same where everything they say is the same: a known identity with other content is new, and the
gate refuses it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from annotator.store.log import COLUMNS

FIRST, LAST = -(2**63), 2**63 - 1
_PORTION = 20_000
_SAME = "theirs.change_id = known.change_id AND ({}) IS ({})".format(
    *(", ".join(f"{table}.{name}" for name in COLUMNS.split(", ")[1:]) for table in ("theirs", "known"))
)
_PORTION_FROM = (
    f"SELECT seq FROM main.change NOT INDEXED WHERE seq <= ? ORDER BY seq DESC LIMIT 1 OFFSET {_PORTION - 1}"
)
# Two copies of one file have the same in the same place, so it is looked for there first.
_PLACES = (
    "SELECT count(*), json_group_array(seq) FILTER ("
    f"WHERE NOT EXISTS (SELECT 1 FROM ours.change AS known WHERE known.seq = theirs.seq AND {_SAME}) "
    f"AND NOT EXISTS (SELECT 1 FROM ours.change AS known WHERE {_SAME})) "
    "FROM main.change AS theirs NOT INDEXED WHERE seq BETWEEN ? AND ?"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Some changes of another's file: the runs of places of those that are new, and how many others there are."""

    runs: tuple[tuple[int, int], ...]
    known_count: int


def compared(connection: sqlite3.Connection) -> Iterator[Compared]:
    """Compare the log of a file with that of the project attached as `ours`, portion by portion, in another thread.

    The end of the log comes first, where new changes mostly are: so Python has its work while the rest is compared.
    """
    found: SimpleQueue[Compared | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as pool:
        comparing = pool.submit(_compare, connection, found.put)
        while (each := found.get()) is not None:
            yield each
        comparing.result()


def _compare(connection: sqlite3.Connection, give: Callable[[Compared | None], None]) -> None:
    """Give portion by portion, and None at the end, whatever happens."""
    first = LAST + 1
    try:
        while first > FIRST:
            last = first - 1
            (first,) = connection.execute(_PORTION_FROM, (last,)).fetchone() or (FIRST,)
            count, places = connection.execute(_PLACES, (first, last)).fetchone()
            new = json.loads(places)
            give(Compared(tuple(_runs(new)), count - len(new)))
    finally:
        give(None)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each run of ascending numbers without a gap: what is new mostly is one run."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = number
        elif number != last + 1:
            yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last

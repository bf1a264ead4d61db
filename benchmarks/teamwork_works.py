"""Pieces of work for several reviewers: merging a file, and SQLite's bare INSERT ... SELECT of the same rows."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from annotator.store.log import COLUMNS
from annotator.store.merging import merge
from annotator.store.project import ProjectStore
from annotator.store.schema import DERIVED_NAMES
from benchmarks.corpus import REVIEWER
from benchmarks.measuring import timed

Timed = tuple[dict[str, list[float]], dict[str, int]]


def merge_file(project: str, other: str, data: str) -> Timed:
    """Merge another's file as the window does, with its gate and its backup, and then once more."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    reviewer = next(each for each in store.reader.reviewers() if each.name == REVIEWER)
    started = time.perf_counter()
    merged = merge(store, [Path(other)], reviewer.uid)
    first = time.perf_counter() - started
    again = timed(lambda: merge(store, [Path(other)], reviewer.uid))
    statements = store.reader.counts().statements
    store.close()
    return {"work": [first], "again": [again]}, {"changes": merged.change_count, "statements": statements}


def insert_selected(project: str, other: str, runs: int) -> Timed:
    """Put the same rows into a copy of the file with bare SQLite, in one transaction, believing every byte."""
    copy = Path(project).with_suffix(".floor")
    seconds = []
    for _ in range(runs):
        shutil.copyfile(project, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("ATTACH DATABASE ? AS other", (other,))
            seconds.append(timed(lambda connection=connection: _insert(connection)))  # type: ignore[misc]
        copy.unlink()
    return {"work": seconds}, {}


def _insert(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    connection.execute(f"INSERT OR IGNORE INTO main.change ({COLUMNS}) SELECT {COLUMNS} FROM other.change ORDER BY seq")
    connection.execute("INSERT OR IGNORE INTO main.blob SELECT * FROM other.blob")
    for name in DERIVED_NAMES:
        columns = [each[1] for each in connection.execute(f'PRAGMA main.table_info("{name}")') if each[1] != "row"]
        listed = ", ".join(f'"{column}"' for column in columns)
        connection.execute(f'INSERT OR IGNORE INTO main."{name}" ({listed}) SELECT {listed} FROM other."{name}"')
    connection.execute("COMMIT")

"""Pieces of work below the window: search, saving, the briefing, and what a machine needs for it at the least.

Each function runs in a process of its own (see `child`), gets its paths as text, and gives (seconds by name, counts).
"""

import os
import shutil
import sqlite3
import time
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

from annotator.core.search_query import parse
from annotator.store.finding import counted, find
from annotator.store.project import ProjectStore
from annotator.store.schema import SHARED_NAMES, create_shared_tables
from annotator.store.search_match import match_expression
from benchmarks.corpus import queries
from benchmarks.measuring import timed

Timed = tuple[dict[str, list[float]], dict[str, int]]


def index_texts(project: str, data: str) -> Timed:
    """Open a project in a data folder and fill its search indexes."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    seconds = timed(store.index_texts) + timed(store.index_items)
    store.close()
    return {"work": [seconds]}, {}


def search(project: str, data: str, count: int) -> Timed:
    """Search for different words, each once, with ranked passages."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    seconds, found = [], 0
    for words in queries(count):
        started = time.perf_counter()
        found += len(store.reader.search(words))
        seconds.append(time.perf_counter() - started)
    store.close()
    return {"work": seconds}, {"found": found}


def search_ids(project: str, data: str, count: int) -> Timed:
    """Ask the same index for the same words, and take nothing but the numbers of the rows."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    path = store.working_path
    store.close()
    seconds, found = [], 0
    with closing(sqlite3.connect(path)) as connection:
        for words in queries(count):
            expression = match_expression(parse(words).words)
            started = time.perf_counter()
            rows = connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH ?", (expression,))
            found += len(rows.fetchall())
            seconds.append(time.perf_counter() - started)
    return {"work": seconds}, {"found": found}


def find_everything(project: str, data: str, count: int) -> Timed:
    """Look for different words in everything, each once, with what is listed and what is counted behind it."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    seconds: dict[str, list[float]] = {"work": [], "counts": []}
    found = 0
    for query in map(parse, queries(count)):
        seconds["work"].append(timed(lambda query=query: find(store.reader, query)))
        seconds["counts"].append(timed(lambda query=query: counted(store.reader, query)))
        found += len(find(store.reader, query))
    store.close()
    return seconds, {"found": found}


def find_ids(project: str, data: str, count: int) -> Timed:
    """Ask both indexes for the same words, and take nothing but the numbers of the rows."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    path = store.working_path
    store.close()
    seconds = []
    with closing(sqlite3.connect(path)) as connection:
        for words in queries(count):
            expression = match_expression(parse(words).words)
            started = time.perf_counter()
            for index in ("search_index", "search_item_index"):
                connection.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (expression,)).fetchall()
            seconds.append(time.perf_counter() - started)
    return {"work": seconds}, {}


def save(project: str, data: str, runs: int) -> Timed:
    """Share a project, as the window does with Ctrl+S."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    seconds = [timed(store.publish) for _ in range(runs)]
    store.close()
    return {"work": seconds}, {"bytes": Path(project).stat().st_size}


def copy_file(project: str, runs: int) -> Timed:
    """Copy the same file beside itself, down to the disk."""
    copy = Path(project).with_suffix(".copy")

    def work() -> None:
        shutil.copyfile(project, copy)
        with copy.open("rb+") as file:
            os.fsync(file.fileno())

    seconds = [timed(work) for _ in range(runs)]
    copy.unlink()
    return {"work": seconds}, {}


def zip_parts(document: str, runs: int) -> Timed:
    """Put the parts of that Word file into a zip again, and do nothing else."""
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def work() -> None:
        with zipfile.ZipFile(BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    return {"work": [timed(work) for _ in range(runs)]}, {}


def insert_rows(project: str, before: str, folder: str, runs: int) -> Timed:
    """Insert the very rows that a project has beyond an earlier state of it: bare SQLite, one transaction.

    They go into an empty database with the same tables and indexes, on the disk, with SQLite's own settings.
    """
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("ATTACH DATABASE ? AS old", (before,))
        rows = {name: _new_rows(connection, name) for name in SHARED_NAMES if name != "meta"}
    target = Path(folder) / "floor.sqlite"

    def work() -> None:
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            for name, values in rows.items():
                if values:
                    marks = ", ".join("?" * len(values[0]))
                    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)
            connection.execute("COMMIT")

    seconds = []
    for _ in range(runs):
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(target)) as connection:
            create_shared_tables(connection)
        seconds.append(timed(work))
    target.unlink()
    return {"work": seconds}, {"rows": sum(map(len, rows.values()))}


def _new_rows(connection: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    columns = connection.execute(f'PRAGMA main.table_info("{name}")').fetchall()
    key = [column[1] for column in columns if column[5]] or [columns[0][1]]
    same = " AND ".join(f'was."{column}" = "{name}"."{column}"' for column in key)
    return connection.execute(
        f'SELECT * FROM main."{name}" WHERE NOT EXISTS (SELECT 1 FROM old."{name}" AS was WHERE {same})'
    ).fetchall()

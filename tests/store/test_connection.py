"""Connections to our own files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.connection import connect, file_of, leaving_the_log, transaction

MEGABYTE = 1_000_000


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database with a write-ahead log."""
    with closing(connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE a (b BLOB)")
        yield connection


def write(connection: sqlite3.Connection, size: int) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO a VALUES (zeroblob(?))", (size,))


def test_a_connection_tells_its_file(logged: sqlite3.Connection, tmp_path: Path) -> None:
    assert file_of(logged) == tmp_path / "a.sqlite"


def test_what_is_left_in_the_log_is_moved_by_whoever_commits_next(logged: sqlite3.Connection) -> None:
    with leaving_the_log(logged):
        write(logged, 20 * MEGABYTE)
    assert file_of(logged).stat().st_size < MEGABYTE
    write(logged, 1)
    assert file_of(logged).stat().st_size > 20 * MEGABYTE


def test_what_is_left_in_the_log_is_there_for_everybody(logged: sqlite3.Connection) -> None:
    with leaving_the_log(logged):
        write(logged, 20 * MEGABYTE)
    with closing(connect(file_of(logged), read_only=True)) as other:
        assert other.execute("SELECT length(b) FROM a").fetchone() == (20 * MEGABYTE,)


def test_a_disk_that_is_full_is_what_is_told(logged: sqlite3.Connection) -> None:
    logged.execute("PRAGMA max_page_count = 3")
    with pytest.raises(sqlite3.OperationalError, match="disk is full"):
        write(logged, MEGABYTE)
    logged.execute("PRAGMA max_page_count = 1000000")
    write(logged, 1)
    assert logged.execute("SELECT length(b) FROM a").fetchall() == [(1,)]


def test_what_cannot_be_committed_is_given_up(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.sqlite")) as writer, closing(connect(tmp_path / "a.sqlite")) as reader:
        writer.execute("PRAGMA busy_timeout = 0")
        writer.execute("CREATE TABLE a (b BLOB)")
        write(writer, 1)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM a").fetchall()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            write(writer, 2)
        reader.execute("COMMIT")
        write(writer, 3)
        assert writer.execute("SELECT length(b) FROM a").fetchall() == [(1,), (3,)]

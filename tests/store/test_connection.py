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

"""Working copies: where every change is kept at once, while the shared file is only ever replaced whole."""

import hashlib
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import platformdirs
from sqlite_utils import Database, Migrations

from annotator.core.errors import ProjectFileError
from annotator.core.identity import UID_LENGTH
from annotator.store.connection import connect, plain_faults, transaction
from annotator.store.schema import (
    APPLICATION_ID,
    EMBEDDING_TABLES,
    LIKENESS_TABLES,
    LOCAL_TABLES,
    MERGE_TABLES,
    PASSAGE_TABLES,
    SEARCH_ITEM_TABLES,
    USER_VERSION,
    create_shared_tables,
    schema_text,
)
from annotator.store.upgrading import is_earlier, is_earlier_working_copy, write_upgraded

SUFFIX = ".annotator"
# The tables that remember merges, with their numbers of columns.
_MERGES = {"merge": 7, "merged_change": 2}
NOT_OURS = "{name} is not a project of annotator."
NEWER = "{name} was written by a newer version of annotator; please update this one."
local_migrations = Migrations("annotator-working-copy")


@local_migrations()
def create_local_tables(database: Database) -> None:
    """Add what only a working copy has."""
    for statement in LOCAL_TABLES:  # one by one: a script would end the migration's transaction
        database.execute(statement)


@local_migrations()
def create_merge_tables(database: Database) -> None:
    """Add what remembers merges."""
    for statement in MERGE_TABLES:
        database.execute(statement)


@local_migrations()
def create_likeness_tables(database: Database) -> None:
    """Add what tells texts that are alike."""
    for statement in LIKENESS_TABLES:
        database.execute(statement)


@local_migrations()
def create_passage_tables(database: Database) -> None:
    """Add what finds the sentences that say the same."""
    for statement in PASSAGE_TABLES:
        database.execute(statement)


@local_migrations()
def create_search_item_tables(database: Database) -> None:
    """Add what finds statements, notes and prose by their words."""
    for statement in SEARCH_ITEM_TABLES:
        database.execute(statement)


@local_migrations()
def create_embedding_tables(database: Database) -> None:
    """Add what finds the sentences that say the same in other words."""
    for statement in EMBEDDING_TABLES:
        database.execute(statement)


def data_folder() -> Path:
    """Give the folder for working copies, logs and settings; ANNOTATOR_DATA overrides the system's."""
    chosen = os.environ.get("ANNOTATOR_DATA")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("annotator", appauthor=False))


def working_copy_path(folder: Path, project_uid: str, shared_path: Path) -> Path:
    """Give the place of the working copy of one project at one shared path."""
    canonical = os.path.normcase(str(shared_path.resolve()))
    place = hashlib.sha256(canonical.encode()).hexdigest()[:12]
    return folder / "working" / f"{project_uid}-{place}" / "project.sqlite"


def open_working_copy(path: Path, *, is_private: bool = False) -> sqlite3.Connection:
    """Open a working copy and bring its tables up to date."""
    _bring_up_to_date(path)
    connection = connect(path)
    # Write-ahead logging lets the window read while a job saves; FULL makes each commit survive a power cut.
    # What serves one command is shared, and synced, before the command ends, or is thrown away.
    connection.execute(f"PRAGMA journal_mode = {'MEMORY' if is_private else 'WAL'}")
    connection.execute(f"PRAGMA synchronous = {'OFF' if is_private else 'FULL'}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -32768")
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    local_migrations.apply(Database(connection, execute_plugins=False))
    return connection


def _bring_up_to_date(path: Path) -> None:
    """Make a working copy of an earlier version into one of this version, whole or not at all."""
    with closing(connect(path)) as connection:
        if not is_earlier_working_copy(connection):
            return
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        has_settings = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'local'").fetchone()
        settings = connection.execute("SELECT key, value FROM local").fetchall() if has_settings else []
        has_merges = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'merged_change'").fetchone()
        merges = {
            name: connection.execute(f"SELECT * FROM {name}").fetchall() if has_merges else [] for name in _MERGES
        }
    fresh = path.with_suffix(".partial")
    write_upgraded(path, fresh)
    with closing(connect(fresh)) as connection:
        local_migrations.apply(Database(connection, execute_plugins=False))
        with transaction(connection):
            connection.executemany("INSERT INTO local (key, value) VALUES (?, ?)", settings)
            for name, rows in merges.items():
                connection.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * _MERGES[name])})", rows)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())  # it may hold what is nowhere else
    os.replace(fresh, path)


def copy_to_working_copy(shared_path: Path, path: Path) -> None:
    """Make a working copy of a shared file, so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    shutil.copyfile(shared_path, partial)
    os.replace(partial, path)


def read_identity(path: Path) -> tuple[str, str]:
    """Check that a file is a project that we can read; give its project uid and its publication's uid.

    Raises:
        ProjectFileError: it is no project, damaged, or of a newer version.
    """
    if not path.exists():
        raise ProjectFileError(f"{path} does not exist; check the name, or make a project with `annotator new`.")
    if path.is_dir():
        raise ProjectFileError(f"{path} is a folder; please name a project file.")
    with plain_faults(path):
        connection = connect(path, immutable=True)
        try:
            check_schema(connection, path)
            return identity(connection, path)
        finally:
            connection.close()


def identity(connection: sqlite3.Connection, path: Path) -> tuple[str, str]:
    """Give the project uid and the publication's uid that a file states. Names of folders are made of them.

    Raises:
        ProjectFileError: it states none.
    """
    meta = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('project_uid', 'publication_uid')"))
    project_uid, publication_uid = meta.get("project_uid", ""), meta.get("publication_uid", "")
    if not _is_uid(project_uid) or not _is_uid(publication_uid):
        raise ProjectFileError(f"{path.name} does not say which project it is; run `annotator doctor` on it.")
    return project_uid, publication_uid


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Require a file's mark, version and schema text to be exactly those of a version of ours.

    This refuses planted triggers and views.
    """
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id != APPLICATION_ID:
        raise ProjectFileError(NOT_OURS.format(name=path.name))
    if version > USER_VERSION:
        raise ProjectFileError(NEWER.format(name=path.name))
    try:
        if schema_text(connection) != _present_schema() and not is_earlier(connection):
            raise ProjectFileError(f"{path.name} {_strange_part(connection)}; it cannot be trusted or opened.")
    except UnicodeDecodeError as error:  # of a message in which SQLite repeats what it found
        raise ProjectFileError(f"{path.name} is damaged; run `annotator doctor` on it.") from error


def _strange_part(connection: sqlite3.Connection) -> str:
    """Say what a file has that we do not make; what it calls it is not repeated, because that is anybody's text."""
    there = _objects(connection)
    with closing(sqlite3.connect(":memory:")) as fresh:
        create_shared_tables(fresh)
        ours = _objects(fresh)
    for kind in ("trigger", "view", "index", "table"):
        if any(found == kind for found, _ in there.keys() - ours.keys()):
            return f"has {'an' if kind == 'index' else 'a'} {kind} that annotator does not make"
    for (kind, name), sql in ours.items():
        if there.get((kind, name)) != sql:
            return f"has {'an' if kind == 'index' else 'a'} {kind} “{name}” that is not as annotator makes it"
    return "has tables that annotator does not make"


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    rows = connection.execute("SELECT type, name, sql FROM main.sqlite_schema")
    return {(kind, name): sql for kind, name, sql in rows}


def _is_uid(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(f"[0-9a-f]{{{UID_LENGTH}}}", text) is not None


def _present_schema() -> str:
    connection = sqlite3.connect(":memory:")
    try:
        create_shared_tables(connection)
        return schema_text(connection)
    finally:
        connection.close()

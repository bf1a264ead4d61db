"""Verifying a project file against everything it promises.

The log is believed only as far as its hashes hold; every derived table is compared with one that is made anew from
the log, in temporary tables that hide the file's own, so the file itself is never written.
"""

import hashlib
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.core.blocklist import load_blocks
from annotator.core.changes import Change, split_ids
from annotator.core.errors import ProjectFileError
from annotator.store.connection import connect, plain_faults
from annotator.store.copy_mark import CopyMark, read_mark
from annotator.store.derive import Deriver
from annotator.store.log import COLUMNS, Row
from annotator.store.project import ProjectStore
from annotator.store.publishing import LOCAL_NAMES
from annotator.store.schema import APPLICATION_ID, DERIVED_NAMES, DERIVED_TABLES, create_shared_tables
from annotator.store.upgrading import is_earlier, write_upgraded
from annotator.store.working import check_schema

_MOST_EXAMPLES = 5
_ROWS_BETWEEN_CHECKS = 1_000
# Row numbers are the file's own affair: a rebuild deals them anew.
_UNCOMPARED = {("statement", "row")}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be. `check` is the short name of what was verified."""

    check: str
    words: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What was looked at, in plain words, and what was found."""

    looked_at: tuple[str, ...]
    findings: tuple[Finding, ...]


def examine(path: Path) -> Examination:
    """Verify a shared file, or a working copy that nobody writes meanwhile.

    Raises:
        ProjectFileError: the file is no project at all, or one of a newer version.
        EnvironmentFaultError: it cannot be read.
    """
    if not path.is_file():
        raise ProjectFileError(f"{path} does not exist or is no file; check the name.")
    has_log = path.with_name(f"{path.name}-wal").exists()
    with plain_faults(path):
        try:
            with closing(connect(path, read_only=has_log, immutable=not has_log)) as connection:
                if is_earlier(connection):
                    return _examined_earlier(connection, path)
                return _examined(connection, path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            if not _is_ours(path):
                raise
            return Examination((), (Finding("file", f"The file is damaged: {error}."),))


def _examined_earlier(connection: sqlite3.Connection, path: Path) -> Examination:
    """Verify a file of an earlier version by a copy that has this version's tables."""
    findings = list(_integrity_findings(connection))
    # What is not whole cannot be copied, so the log is verified before.
    findings = findings or [*_change_findings(connection), *_blob_findings(connection)]
    if findings:
        return Examination(("tables and pages",), tuple(findings))
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        copy = Path(folder) / path.name
        write_upgraded(path, copy)
        with closing(connect(copy)) as upgraded:
            examined = _examined(upgraded, path)
    return Examination(
        (*examined.looked_at, "tables of an earlier version, replaced at the next save"), examined.findings
    )


def distrust(store: ProjectStore, check: Callable[[], None] = lambda: None) -> str:
    """Verify a working copy that was made of somebody else's file, and make anew what does not follow from its log.

    Only the log of a file is believed, as far as its hashes hold; the rest was copied along to be quick. Gives the
    sentence that a person has to read, or "" where everything was as it should be. On a large project it takes some
    seconds, on whichever thread the store was opened for; `check` is called often, and may end it by raising.
    """
    with closing(connect(store.working_path)) as connection:
        wrong = [*_change_findings(connection, check), *_blob_findings(connection)]
        check()
        if wrong:
            return (
                f"{store.shared_path.name} holds changes or texts that are not what they say they are. Ask for the "
                "file again, or run `annotator doctor` on it."
            )
        stale = list(_derived_findings(connection, check))
    if stale:
        store.rebuild()
    store.note_verified()
    if not stale:
        return ""
    return f"Tables of {store.shared_path.name} did not follow from its changes. They were made anew; nothing is lost."


def rebuild(path: Path) -> None:
    """Make the derived tables anew from the log, in the shared file.

    Raises:
        EnvironmentFaultError: the file cannot be written.
    """
    store = ProjectStore.open(path, private=True)
    try:
        store.rebuild()
        store.publish()
    finally:
        store.close()


def _examined(connection: sqlite3.Connection, path: Path) -> Examination:
    schema = list(_schema_findings(connection, path))
    findings = [*schema, *_integrity_findings(connection)]
    if findings:
        # Where the tables themselves are not ours or not whole, what stands in them says nothing.
        return Examination(("tables and pages",), tuple(findings))
    (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
    (blobs,) = connection.execute("SELECT count(*) FROM blob").fetchone()
    (statements,) = connection.execute("SELECT count(*) FROM statement").fetchone()
    findings = [*_change_findings(connection), *_blob_findings(connection), *_identity_findings(connection)]
    if not findings:
        findings = [*_derived_findings(connection), *_anchor_findings(connection)]
    looked_at = (
        "tables and pages",
        f"changes: {changes:,}",
        f"texts and originals: {blobs:,}",
        f"derived tables: {len(DERIVED_NAMES)}",
        f"statements: {statements:,}",
    )
    return Examination(looked_at, tuple(findings))


def _is_ours(path: Path) -> bool:
    """Tell a damaged project from a file that never was one: by the mark in SQLite's header."""
    with path.open("rb") as file:
        header = file.read(72)
    return header.startswith(b"SQLite format 3\x00") and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _schema_findings(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Compare every table, index and view with ours; those that only a working copy has may be there as well."""
    try:
        check_schema(connection, path)
        return
    except ProjectFileError:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise
    there = _objects(connection)
    with closing(sqlite3.connect(":memory:")) as fresh:
        create_shared_tables(fresh)
        ours = _objects(fresh)
    differing = {name for name in ours.keys() | there.keys() if ours.get(name) != there.get(name)}
    for name in sorted(differing):
        if name in ours or not LOCAL_NAMES.fullmatch(name):
            yield Finding("schema", f"“{name}” is not as annotator makes it.")


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, type || ' ' || coalesce(sql, '') FROM main.sqlite_schema")
    return dict(rows.fetchall())


def _integrity_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_EXAMPLES})"):
        if line != "ok":
            yield Finding("file", f"The file is damaged: {line}.")


def _change_findings(connection: sqlite3.Connection, check: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """Verify that every change is what its identity says, and readable."""
    wrong = []
    for row in connection.execute(f"SELECT seq, {COLUMNS} FROM change ORDER BY seq"):
        if row[0] % _ROWS_BETWEEN_CHECKS == 0:
            check()
        stored: Row = row[1:]
        change = Change(*stored[1:8], split_ids(stored[8]))
        if change.change_id != stored[0] or not _is_json(change.value):
            wrong.append(row[0])
    yield from _counted("changes", "changes are not what their identity says: numbers", wrong)


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True


def _blob_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Verify that texts, originals and pictures are unchanged, and that none is missing."""
    rows = connection.execute("SELECT sha256, data FROM blob ORDER BY sha256")
    wrong = [sha256 for sha256, data in rows if hashlib.sha256(data).hexdigest() != sha256]
    yield from _counted("texts", "texts or originals were altered:", wrong)
    named = "SELECT text_sha256 AS wanted FROM revision UNION SELECT blocks_sha256 FROM revision"
    mark = read_mark(connection) or CopyMark()
    if not mark.lacks_originals and not mark.is_news:  # an extract may do without them on purpose
        named += " UNION SELECT original_sha256 FROM source"
    missing = connection.execute(f"SELECT wanted FROM ({named}) WHERE wanted NOT IN (SELECT sha256 FROM blob)")
    lost = [sha256 for (sha256,) in missing]
    yield from _counted("texts", "texts or originals are missing:", lost)
    if not wrong and not lost:
        yield from _counted("texts", "pictures are missing:", _missing_pictures(connection))


def _missing_pictures(connection: sqlite3.Connection) -> list[str]:
    """List the pictures that the sources' blocks name and the file does not hold."""
    rows = connection.execute("SELECT data FROM blob JOIN revision ON blocks_sha256 = sha256")
    wanted = {str(block.attributes.get("sha256", "")) for (data,) in rows for block in load_blocks(bytes(data))}
    there = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM blob")}
    return sorted(wanted - there - {""})


def _identity_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Verify that the file is called what its log says."""
    rows = connection.execute("SELECT value FROM meta WHERE key = 'project_uid'").fetchall()
    made = connection.execute("SELECT entity_uid FROM change WHERE kind = 'create' AND field = 'project'").fetchall()
    if rows != made:
        yield Finding("identity", "The file's project is not the one that its log began.")


def _derived_findings(connection: sqlite3.Connection, check: Callable[[], None] = lambda: None) -> Iterator[Finding]:
    """Compare each derived table with one made anew."""
    connection.execute("PRAGMA temp_store = MEMORY")
    for statement in re.findall(r"CREATE TABLE.*?;", DERIVED_TABLES, re.DOTALL):
        connection.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    connection.execute("BEGIN")
    # Names without a schema now mean the temporary tables; the log and the texts are still the file's.
    Deriver(connection).rebuild(check)
    # Compared before the end of the transaction: somebody may go on writing what is examined.
    for table in DERIVED_NAMES:
        check()
        columns = ", ".join(
            f'"{name}"'
            for _, name, *_ in connection.execute(f'PRAGMA main.table_info("{table}")')
            if (table, name) not in _UNCOMPARED
        )
        stale = _difference(connection, columns, f'main."{table}"', f'temp."{table}"')
        lacking = _difference(connection, columns, f'temp."{table}"', f'main."{table}"')
        if stale or lacking:
            words = f"Table {table} is not what the log says: {stale:,} rows too many or wrong, {lacking:,} lacking."
            yield Finding("derived tables", words)
    connection.execute("COMMIT")


def _difference(connection: sqlite3.Connection, columns: str, one: str, other: str) -> int:
    query = f"SELECT count(*) FROM (SELECT {columns} FROM {one} EXCEPT SELECT {columns} FROM {other})"
    (count,) = connection.execute(query).fetchone()
    return int(count)


def _anchor_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Verify that every statement's words stand in the text where its anchor says."""
    # An extract of what somebody lacked has statements on texts that are only there.
    mark = read_mark(connection) or CopyMark()
    joined = "JOIN" if mark.is_news else "LEFT JOIN"
    rows = connection.execute(
        'SELECT statement.number, start, "end", quote, prefix, suffix, revision_uid, '
        "CASE WHEN revision_uid IS NOT lag(revision_uid) OVER (ORDER BY revision_uid, number) "
        "THEN (SELECT data FROM main.blob WHERE sha256 = text_sha256) END "
        f"FROM main.statement {joined} main.revision ON revision.uid = revision_uid ORDER BY revision_uid, number"
    )
    wrong, text, present = [], "", ""
    for number, start, end, quote, prefix, suffix, revision_uid, data in rows:
        if revision_uid != present:
            present, text = revision_uid, bytes(data or b"").decode(errors="replace")
        before, after = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
        if not 0 <= start < end <= len(text) or (text[start:end], before, after) != (quote, prefix, suffix):
            wrong.append(f"S-{number}")
    yield from _counted("anchors", "statements do not stand in their text where they should:", wrong)


def _counted(check: str, words: str, wrong: list[str] | list[int]) -> Iterator[Finding]:
    """Give one finding for many cases, with the first of them."""
    if wrong:
        examples = ", ".join(str(each) for each in wrong[:_MOST_EXAMPLES])
        more = ", …" if len(wrong) > _MOST_EXAMPLES else ""
        yield Finding(check, f"{len(wrong):,} {words} {examples}{more}")

"""Files that nobody should open: each maker takes the path of a good project file and makes a hostile one of it."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from annotator.core.identity import derived_uid
from annotator.store.verifying import LONGEST_VALUE

Maker = Callable[[Path], object]
GIGABYTE = 1_000_000_000
EVIL = "e" * 32
TAG = derived_uid("hostile", "tag")
_NESTED = "[" * 100_000 + "]" * 100_000
_BLOCKS = b'[["paragraph",0,1,0,"",1,{}]]'
TAMPERED = "a change that was tampered with"
PAGE_SIZE = 8192
_MARKS = ("application_id", "user_version")
_COLUMNS = "change_id, transaction_uid, reviewer_uid, clock, kind, entity_uid, field, value, parents"


def executed(*statements: str) -> Maker:
    """Make a file by SQL."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return make


def unruled(table: str, *statements: str) -> Maker:
    """Make a file by SQL that the rules of a table forbid, and leave its rules as if they had always held."""

    def make(path: Path) -> None:
        (text,) = _one(path, "SELECT sql FROM sqlite_schema WHERE name = ?", table)
        loose = text.replace("CHECK (length(change_id) = 16)", "").replace("NOT NULL", "").replace("STRICT", "")
        _rewrite(path, table, loose.rstrip().rstrip(","))
        executed(*statements)(path)
        _rewrite(path, table, text)

    return make


def changed(**fields: object) -> Maker:
    """Add a change that is what its identity says, with what is wrong in one of its fields."""
    return lambda path: add_change(path, **fields)


def add_change(path: Path, **fields: object) -> bytes:
    """Add a change, and give its identity; it makes a tag where `fields` do not say otherwise.

    Text given as bytes goes in as text whatever it holds; `forged` is an identity of somebody's own choice.
    """
    values: dict[str, object] = {
        "transaction_uid": derived_uid("hostile", "transaction"),
        "reviewer_uid": "a" * 32,
        "clock": 1_745_000_000_000 << 16,
        "kind": "create",
        "entity_uid": TAG,
        "field": "tag",
        "value": '{"name":"planted"}',
        "parents": b"",
    }
    forged = fields.pop("forged", None)
    values |= fields
    parts = [_stored(value) for value in values.values()]
    content = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    change_id = forged or hashlib.sha256(content).digest()[:16]
    marks = ("?", "CAST(? AS TEXT)", "CAST(? AS TEXT)", "?", *("CAST(? AS TEXT)",) * 4, "?")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        row = [change_id, *values.values()]
        connection.execute(f"INSERT INTO change ({_COLUMNS}) VALUES ({', '.join(marks)})", row)
        connection.commit()
    assert isinstance(change_id, bytes)
    return change_id


def with_text(text: bytes, blocks: bytes) -> Maker:
    """Add a revision with this text and this block list."""

    def make(path: Path) -> None:
        names = [hashlib.sha256(data).hexdigest() for data in (text, blocks)]
        with closing(sqlite3.connect(path)) as connection:
            connection.executemany("INSERT INTO blob VALUES (?, ?)", zip(names, (text, blocks), strict=True))
            connection.commit()
        value = f'{{"blocks":"{names[1]}","source":"{"c" * 32}","text":"{names[0]}","words":1}}'
        add_change(path, field="revision", value=value)

    return make


def patched(at: int, data: bytes) -> Maker:
    """Write other bytes into a file; a negative place counts from its end."""

    def make(path: Path) -> None:
        content = bytearray(path.read_bytes())
        start = at if at >= 0 else len(content) + at
        content[start : start + len(data)] = data
        path.write_bytes(content)

    return make


def replaced(content: bytes) -> Maker:
    """Put something else in the file's place."""
    return lambda path: path.write_bytes(content)


def in_utf_16(path: Path) -> None:
    """Write the same project in UTF-16."""
    with closing(sqlite3.connect(path)) as connection:
        script = "\n".join(connection.iterdump())
        marks = [(name, connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in _MARKS]
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        connection.executescript(script)
        for name, value in marks:
            connection.execute(f"PRAGMA {name} = {value}")


def without_its_end(path: Path) -> None:
    """Take the last page away, as a copy that was broken off."""
    path.write_bytes(path.read_bytes()[:-PAGE_SIZE])


def with_pages_zeroed(path: Path) -> None:
    """Zero the first page of the log, as a disk does that loses one."""
    patched((root(path, "change") - 1) * PAGE_SIZE, bytes(PAGE_SIZE))(path)


def with_pages_swapped(path: Path) -> None:
    """Let two indexes of the log stand in each other's place; every page is sound by itself."""
    _edit_schema(
        path,
        "UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema AS both "
        "WHERE both.name IN ('change_of_entity', 'change_of_transaction')) - rootpage "
        "WHERE name IN ('change_of_entity', 'change_of_transaction')",
    )


def with_pages_that_lead_back(path: Path) -> None:
    """Let the log's tree of pages come to the same page many times, so that reading it would hardly end."""
    for number in range(200):
        add_change(path, entity_uid=derived_uid("hostile", str(number)))
    content = bytearray(path.read_bytes())
    start = (root(path, "change") - 1) * PAGE_SIZE
    assert content[start] == 5, "the log's first page has others below it"
    first, second = (int.from_bytes(content[start + 12 + at : start + 14 + at], "big") for at in (0, 2))
    content[start + second : start + second + 4] = content[start + first : start + first + 4]
    path.write_bytes(content)


def with_a_gigabyte(path: Path) -> None:
    """Hold an original that says it is a gigabyte long, of which nothing is there."""
    executed("DELETE FROM blob")(path)
    start = (root(path, "blob") - 1) * PAGE_SIZE
    name = b"f" * 64
    header = _varint(13 + 2 * len(name)) + _varint(12 + 2 * GIGABYTE)
    payload = bytes([len(header) + 1]) + header + name
    length = len(payload) + GIGABYTE
    # How much of a long row stands in the page itself is laid down in the format of SQLite's files.
    least = (PAGE_SIZE - 12) * 32 // 255 - 23
    local = least + (length - least) % (PAGE_SIZE - 4)
    local = local if local <= PAGE_SIZE - 35 else least
    cell = _varint(length) + _varint(1) + payload.ljust(local, b"\0") + (2).to_bytes(4, "big")
    at = PAGE_SIZE - len(cell)
    head = bytes([13]) + bytes(2) + (1).to_bytes(2, "big") + at.to_bytes(2, "big") + bytes(1) + at.to_bytes(2, "big")
    patched(start, (head.ljust(at, b"\0") + cell))(path)


def with_a_log_beside_it(path: Path) -> None:
    """Lay a write-ahead log beside the file that says something else than the file."""
    other = Path(shutil.copyfile(path, path.with_name("other")))
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'publication_uid'", (EVIL,))
        connection.commit()
        shutil.copyfile(f"{other}-wal", f"{path}-wal")
    other.unlink()


def with_a_journal_beside_it(path: Path) -> None:
    """Lay a hot journal beside the file, which would be rolled back to something that it never was."""
    other = Path(shutil.copyfile(path, path.with_name("other")))
    executed(f"UPDATE meta SET value = '{EVIL}' WHERE key = 'publication_uid'")(other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("UPDATE meta SET value = upper(value)")
        connection.execute("UPDATE change SET clock = clock + 1")
        shutil.copyfile(f"{other}-journal", f"{path}-journal")
        connection.execute("ROLLBACK")
    other.unlink()


def with_endless_tables(path: Path) -> None:
    """Define so many views that reading their names alone would take long."""
    _edit_schema(
        path,
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 30000) "
        "INSERT INTO sqlite_schema SELECT 'view', 'v' || n, 'v' || n, 0, 'CREATE VIEW v' || n || ' AS SELECT 1' "
        "FROM number",
    )


def root(path: Path, name: str) -> int:
    """Give the first page of a table or an index, from 1."""
    (page,) = _one(path, "SELECT rootpage FROM sqlite_schema WHERE name = ?", name)
    return int(page)


def _one(path: Path, sql: str, *values: object) -> tuple[str]:
    with closing(sqlite3.connect(path)) as connection:
        row: tuple[str] = connection.execute(sql, values).fetchone()
        return row


def _rewrite(path: Path, table: str, text: str) -> None:
    _edit_schema(path, "UPDATE sqlite_schema SET sql = ? WHERE name = ?", text, table)


def _edit_schema(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(sql, values)
        connection.commit()


def _stored(value: object) -> bytes:
    if isinstance(value, int):
        return (value % 2**64).to_bytes(8, "big")
    return value if isinstance(value, bytes) else str(value).encode()


def _varint(number: int) -> bytes:
    """Write a whole number as SQLite does: seven bits a byte, the highest first, a mark on all but the last."""
    septets = [number & 0x7F]
    while number := number >> 7:
        septets.append(number & 0x7F | 0x80)
    return bytes(reversed(septets))


# Each with the words with which it has to be refused.
REFUSED: dict[str, tuple[Maker, str]] = {
    "a trigger": (
        executed("CREATE TRIGGER planted AFTER INSERT ON tag BEGIN DELETE FROM blob; END"),
        "has a trigger that annotator does not make",
    ),
    "a view in place of a table": (
        executed("DROP TABLE actor", "CREATE VIEW actor AS SELECT value AS uid, key AS name FROM meta"),
        "has a view that annotator does not make",
    ),
    "a generated column": (
        executed("ALTER TABLE tag ADD COLUMN planted TEXT AS (name || name)"),
        "has a table “tag” that is not as annotator makes it",
    ),
    "a check that was altered": (
        executed(
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, '= 16', '> 0') WHERE name = 'change'",
        ),
        "has a table “change” that is not as annotator makes it",
    ),
    "an index": (executed("CREATE INDEX planted ON tag (name)"), "has an index that annotator does not make"),
    "a table": (executed("CREATE TABLE planted (a)"), "has a table that annotator does not make"),
    "a view that is missing": (executed("DROP VIEW source_text"), "has a view “source_text” that is not as"),
    "endless tables": (with_endless_tables, "far too long to read"),
    "UTF-16": (in_utf_16, "does not hold its words in UTF-8"),
    "a newer version": (executed("PRAGMA user_version = 2"), "written by a newer version of annotator; please update"),
    "a version before all": (executed("PRAGMA user_version = -1"), "written by a newer version"),
    "another program's mark": (executed("PRAGMA application_id = 7"), "not a project of annotator"),
    "no mark in the schema": (executed("DELETE FROM meta"), "does not say which project it is"),
    "a path for a uid": (executed("UPDATE meta SET value = '../../x'"), "does not say which project it is"),
    "meta that is too long": (
        executed("INSERT INTO meta VALUES ('copy', hex(zeroblob(1000)))"),
        "longer than annotator ever writes",
    ),
    "meta that is nested deeply": (
        executed(f"INSERT INTO meta VALUES ('copy', '{'[' * 900}')"),
        "nested too deeply",
    ),
    "meta that is not UTF-8": (
        executed("INSERT INTO meta VALUES ('copy', CAST(x'ff' AS TEXT))"),
        "words that are not in UTF-8",
    ),
    "no database": (replaced(b"words " * 5_000), "not a project of annotator"),
    "an archive": (replaced(b"PK\x03\x04"), "not a project of annotator"),
    "nothing": (replaced(b""), "is empty"),
    "the header alone": (replaced(b"SQLite format 3\x00" + bytes(4080)), "not a project of annotator"),
    "an unknown format": (patched(18, b"\x03\x03"), "a format that annotator does not know"),
    "an end that is missing": (without_its_end, "is not complete"),
    "half a page": (lambda path: path.write_bytes(path.read_bytes()[:-100]), "is not complete"),
    "something after its end": (lambda path: path.write_bytes(path.read_bytes() + bytes(PAGE_SIZE)), "is not complete"),
    "pages of zeros": (with_pages_zeroed, "is damaged"),
    "pages that lead back": (with_pages_that_lead_back, "is damaged"),
    "the same identity with other content": (
        executed('UPDATE change SET value = \'{"name":"x"}\' WHERE seq = 1'),
        TAMPERED,
    ),
    "another order of time": (executed("UPDATE change SET clock = clock + 1 WHERE seq = 2"), TAMPERED),
    "a forged identity": (changed(forged=bytes(16)), TAMPERED),
    "an identity that is too short": (
        unruled("change", "UPDATE change SET change_id = x'00' WHERE seq = 1"),
        TAMPERED,
    ),
    "words for a time": (unruled("change", "UPDATE change SET clock = 'late' WHERE seq = 1"), "is damaged"),
    "the year 9999": (unruled("change", "UPDATE change SET clock = 253370764800000.0 * 65536"), "is damaged"),
    "no words": (unruled("change", "UPDATE change SET value = NULL WHERE seq = 1"), "is damaged"),
    "bytes for words": (
        unruled("change", "UPDATE change SET value = CAST(value AS BLOB) WHERE seq = 1"),
        "is damaged",
    ),
    "a time before all times": (changed(clock=-1), "an impossible time"),
    "a time of more than 64 bits": (changed(clock=(253370764800000 << 16) - 2**64), "an impossible time"),
    "uids in capitals": (changed(entity_uid="A" * 32), "identifiers annotator does not make"),
    "short uids": (changed(transaction_uid="abc"), "identifiers annotator does not make"),
    "a reviewer who is a path": (changed(reviewer_uid="../" * 10 + "ab"), "identifiers annotator does not make"),
    "uids of other digits": (changed(entity_uid="٣" * 16), "identifiers annotator does not make"),
    "a kind of a thousand letters": (changed(kind="k" * 1025), "longer than annotator ever writes"),
    "a field of a thousand letters": (changed(field="f" * 1025), "longer than annotator ever writes"),
    "half a parent": (changed(parents=bytes(24)), "does not say properly what it replaces"),
    "parents in disorder": (changed(parents=b"b" * 16 + b"a" * 16), "does not say properly what it replaces"),
    "a parent twice": (changed(parents=b"a" * 32), "does not say properly what it replaces"),
    "words that are not UTF-8": (changed(value=b'{"name":"\xff"}'), "words that are not in UTF-8"),
    "a surrogate as bytes": (changed(value=b'{"name":"\xed\xa0\x80"}'), "words that are not in UTF-8"),
    "a kind that is not UTF-8": (changed(kind=b"\xff"), "words that are not in UTF-8"),
    "a field that is not UTF-8": (changed(field=b"\xff"), "words that are not in UTF-8"),
    "half a character": (changed(value='{"name":"\\ud800"}'), "half a character"),
    "half a character for a name": (changed(value='{"\\udfff":1}'), "half a character"),
    "no JSON": (changed(value="{"), "a value that cannot be read"),
    "nothing at all for a value": (changed(value=""), "a value that cannot be read"),
    "more than a value": (changed(kind="set", value="1 2"), "a value that cannot be read"),
    "no number": (changed(kind="set", value="NaN"), "a value that cannot be read"),
    "a number beyond all bounds": (changed(kind="set", value="1e999"), "a value that cannot be read"),
    "a number of more than 64 bits": (changed(kind="set", value=str(2**63)), "a value that cannot be read"),
    "a number of ten thousand digits": (changed(kind="set", value="9" * 10_000), "a value that cannot be read"),
    "a value that is nested deeply": (changed(kind="set", value=_NESTED), "nested too deeply"),
    "a value that is nested less deeply": (changed(kind="set", value="[" * 65 + "]" * 65), "nested too deeply"),
    "a value that is endless": (
        changed(kind="set", value=f'"{"x" * LONGEST_VALUE}"'),
        "longer than annotator ever writes",
    ),
    "a value of a gigabyte": (with_a_gigabyte, "is damaged"),
    "a thing without content": (changed(value="1"), "made without any content"),
    "an order that is a number": (
        changed(value='{"name":"x","place":{"order":5,"parent":null}}'),
        "holds something that stands nowhere",
    ),
    "a parent that is a list": (
        changed(kind="set", field="place", value='{"order":"a0","parent":[]}'),
        "holds something that stands nowhere",
    ),
    "a placement without words for its order": (changed(field="placement", value='{"order":null}'), "stands nowhere"),
    "a second project": (changed(field="project"), "another project under the name of its own"),
    "another project under this one's uid": (
        executed(f"UPDATE meta SET value = '{EVIL}' WHERE key = 'project_uid'"),
        "another project under the name of its own",
    ),
    "a text that was altered": (
        executed("UPDATE blob SET data = CAST(data || ' ' AS BLOB) WHERE rowid = 2"),
        "a text or an original that was tampered with",
    ),
    "a text that is not UTF-8": (with_text(b"ferry \xff", _BLOCKS), "words that are not in UTF-8"),
    "a text that breaks off": (with_text(b"ferry \xe2\x82", _BLOCKS), "words that are not in UTF-8"),
    "blocks that are none": (with_text(b"f", b'[["paragraph",0]]'), "a text whose paragraphs cannot be told"),
    "blocks that run backwards": (
        with_text(b"f", b'[["paragraph",1,0,0,"",1,{}]]'),
        "a text whose paragraphs cannot be told",
    ),
    "blocks that are nested deeply": (with_text(b"f", _NESTED.encode()), "nested too deeply"),
}

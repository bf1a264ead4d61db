"""Writing an extract: the changes of what was chosen, each thing with its whole history or not at all.

What things belong to hardly ever changes, so it is read from the values they were created with; only where chapters
and prose stand can change, and for that they are folded. Statements of a joined source, and notes on it, belong to
another one since, which their rows tell. What no create tells of, and kinds of a newer version, go along
only where nothing was chosen.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.core.blocklist import load_blocks
from annotator.core.changes import Change
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.fold import fold
from annotator.core.identity import UID_LENGTH
from annotator.store.connection import connect
from annotator.store.copy_mark import CopyMark, read_mark, write_mark
from annotator.store.derive import Deriver
from annotator.store.log import COLUMNS, Log, from_row
from annotator.store.schema import DERIVED_NAMES, create_shared_tables

# What each extract has whole, as the table that everything else in it is read by.
_FRAME = ("project", "reviewer", "actor", "tag")
_MADE = """
CREATE TEMP TABLE made AS
    SELECT entity_uid AS uid, field AS type,
        CASE field WHEN 'revision' THEN value ->> '$.source'
            WHEN 'statement' THEN
                coalesce((SELECT source_uid FROM working.statement WHERE uid = entity_uid), value ->> '$.source')
            WHEN 'placement' THEN value ->> '$.chapter' WHEN 'link' THEN value ->> '$.from'
            WHEN 'note' THEN
                coalesce((SELECT target_uid FROM working.note WHERE uid = entity_uid), value ->> '$.target')
            END AS one,
        CASE field WHEN 'placement' THEN value ->> '$.statement' WHEN 'link' THEN value ->> '$.to' END AS other
    FROM working.change WHERE kind IN ('create', 'delete')
"""
# The files from which texts were taken: a source's, and those that brought corrected texts, each in a field's name.
_ORIGINALS = """
CREATE TEMP TABLE original AS
    SELECT value ->> '$.original' AS sha256, entity_uid AS uid FROM working.change
        WHERE kind = 'create' AND field = 'source'
    UNION SELECT substr(named.key, 10), entity_uid FROM working.change AS made, json_each(made.value) AS named
        WHERE kind = 'create' AND field = 'revision' AND named.key LIKE 'original:%'
    UNION SELECT substr(field, 10), entity_uid FROM working.change WHERE kind = 'set' AND field LIKE 'original:%'
"""
_TABLES = (
    "CREATE TEMP TABLE chosen (uid TEXT PRIMARY KEY) WITHOUT ROWID",
    # chapters that go in with what stands in them, not only as a frame for others
    "CREATE TEMP TABLE filled (uid TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE known_change (change_id BLOB PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE known_blob (sha256 TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE wanted (sha256 TEXT PRIMARY KEY) WITHOUT ROWID",
    _ORIGINALS,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a copy: uids, or None for all. A chapter brings those under it, and those above it as titles."""

    source_uids: tuple[str, ...] | None = None
    chapter_uids: tuple[str, ...] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen, so that all goes in."""
        return self.source_uids is None and self.chapter_uids is None


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the other side has already: its changes, and its texts and originals by SHA-256."""

    change_ids: frozenset[bytes]
    sha256s: frozenset[str] = frozenset()


def write_extract(
    working_path: Path, fresh: Path, choice: Choice, *, with_originals: bool, theirs: Theirs | None
) -> None:
    """Write an extract of a working copy into a new file; the same project and wish give the same bytes.

    Raises:
        NotFoundError: something that was chosen is not in the project.
        RefusedError: the other side has everything already.
    """
    with closing(connect(working_path)) as working:
        before = read_mark(working)
    mark = CopyMark(is_part=not choice.is_everything, is_news=theirs is not None, lacks_originals=not with_originals)
    with closing(connect(fresh)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -65536")
        create_shared_tables(connection)
        connection.execute("ATTACH DATABASE ? AS working", (f"{working_path.absolute().as_uri()}?mode=rw",))
        connection.execute("BEGIN")
        selection = _Selection(connection, choice)
        if theirs is not None:
            selection.leave_out(theirs, with_originals)
        selection.copy_changes()
        selection.copy_blobs(with_originals)
        selection.derive()
        _write_identity(connection)
        write_mark(connection, mark.joined(before))
        connection.execute("COMMIT")


class _Selection:
    """The things that go in, as uids in a temporary table beside the file that is written; or all of them."""

    def __init__(self, connection: sqlite3.Connection, choice: Choice) -> None:
        self._connection = connection
        self._choice = choice
        self._is_whole = choice.is_everything
        self._is_news = False
        for statement in _TABLES:
            connection.execute(statement)
        if not self._is_whole:
            self._read_what_was_made()
            self._choose_types(_FRAME)
            self._choose_sources(choice.source_uids)
            self._choose_chapters(choice.chapter_uids)
            self._choose_what_stands_on_them()

    def leave_out(self, theirs: Theirs, with_originals: bool) -> None:
        """Keep what the other side lacks a change of, and what that stands on: sources, chapters, both ends of links.

        Raises:
            RefusedError: they lack nothing.
        """
        if self._is_whole:
            self._read_what_was_made()
            self._choose("SELECT entity_uid FROM working.change WHERE true")
        self._is_whole, self._is_news = False, True
        self._fill("known_change", theirs.change_ids)
        self._fill("known_blob", theirs.sha256s)
        self._connection.execute(
            "CREATE TEMP TABLE lacking AS SELECT DISTINCT entity_uid AS uid FROM working.change "
            "WHERE entity_uid IN (SELECT uid FROM chosen) AND change_id NOT IN (SELECT change_id FROM known_change)"
        )
        if with_originals and theirs.sha256s:
            self._connection.execute(
                "INSERT INTO lacking SELECT uid FROM original WHERE uid IN (SELECT uid FROM chosen) "
                "AND sha256 NOT IN (SELECT sha256 FROM known_blob) AND sha256 IN (SELECT sha256 FROM working.blob)"
            )
        if self._connection.execute("SELECT 1 FROM lacking").fetchone() is None:
            raise RefusedError("They have everything of this already; there is nothing to send.")
        marks = ",".join("?" * len(_FRAME))
        self._connection.execute(
            "DELETE FROM chosen WHERE uid NOT IN (SELECT uid FROM lacking) "
            f"AND uid NOT IN (SELECT uid FROM made WHERE type IN ({marks}, 'chapter'))",
            _FRAME,
        )
        while sum(map(self._choose_what_is_under, ("note", "link", "placement", "statement", "revision"))):
            pass

    def copy_changes(self) -> None:
        """Copy the changes, in the order in which they arrived here."""
        if self._is_whole:
            self._connection.execute("INSERT INTO main.change SELECT * FROM working.change")
        else:
            self._connection.execute(
                f"INSERT INTO main.change ({COLUMNS}) SELECT {COLUMNS} FROM working.change "
                "WHERE entity_uid IN (SELECT uid FROM chosen) ORDER BY seq"
            )

    def copy_blobs(self, with_originals: bool) -> None:
        """Copy the texts, blocks and pictures of the revisions, and the originals of the sources."""
        if self._is_whole and with_originals:
            self._connection.execute("INSERT INTO main.blob SELECT * FROM working.blob")
            return
        for name in ("text", "blocks"):
            self._want(f"SELECT value ->> '$.{name}' FROM main.change WHERE kind = 'create' AND field = 'revision'")
        self._fill("wanted", self._pictures())
        if with_originals:
            self._want(
                "SELECT sha256 FROM original WHERE uid IN (SELECT entity_uid FROM main.change) "
                "AND sha256 NOT IN (SELECT sha256 FROM known_blob)"
            )
        kept = "sha256 IN (SELECT sha256 FROM wanted)"
        if self._is_whole:
            # What nobody here knows the use of is a newer version's, and passed on.
            kept = f"({kept} OR sha256 NOT IN (SELECT sha256 FROM original))"
        self._connection.execute(f"INSERT INTO main.blob SELECT * FROM working.blob WHERE {kept} ORDER BY sha256")

    def derive(self) -> None:
        """Fill the derived tables with the rows as they are, but for those that what was left out would change."""
        for name in DERIVED_NAMES:
            kept = "" if self._is_whole else f" WHERE {self._whose(name)} IN (SELECT uid FROM chosen)"
            self._connection.execute(f'INSERT INTO main."{name}" SELECT * FROM working."{name}"{kept}')
        if self._is_news:
            # Where a statement stands is told by its text, which may be missing.
            self._connection.execute(
                "UPDATE main.statement SET locator_kind = 'paragraph', locator = 0 "
                "WHERE revision_uid NOT IN (SELECT uid FROM main.revision)"
            )
        if self._choice.chapter_uids is not None:
            # The numbers of chapters, and which moves go in a circle, are told by those beside them.
            log = Log(self._connection)
            histories = log.changes_of(log.tree_uids("chapter"))
            Deriver(self._connection).write([fold(uid, history) for uid, history in histories.items()])

    def _choose(self, query: str, *values: str) -> int:
        before = self._connection.total_changes
        self._connection.execute(f"INSERT INTO chosen {query} ON CONFLICT DO NOTHING", values)
        return self._connection.total_changes - before

    def _choose_types(self, types: Iterable[str]) -> None:
        for entity_type in types:
            self._choose("SELECT uid FROM made WHERE type = ?", entity_type)

    def _choose_sources(self, source_uids: tuple[str, ...] | None) -> None:
        if source_uids is None:
            self._choose_types(("source",))
        else:
            require(source_uids, self._there("source"), "source")
            self._fill("chosen", source_uids)
        for entity_type in ("revision", "statement"):
            self._choose("SELECT uid FROM made WHERE type = ? AND one IN (SELECT uid FROM chosen)", entity_type)

    def _choose_chapters(self, chapter_uids: tuple[str, ...] | None) -> None:
        if chapter_uids is None:
            self._choose_types(("chapter", "prose"))
            self._connection.execute("INSERT INTO filled SELECT DISTINCT uid FROM made WHERE type = 'chapter'")
            return
        require(chapter_uids, self._there("chapter"), "chapter")
        parents = self._places("chapter", "parent")
        filled = _with_all_under(chapter_uids, parents)
        self._fill("filled", filled)
        self._fill("chosen", _with_all_above(filled, parents))
        prose = self._places("prose", "chapter")
        self._fill("chosen", [uid for uid, chapters in prose.items() if chapters & filled])

    def _choose_what_stands_on_them(self) -> None:
        self._choose(
            "SELECT uid FROM made WHERE type = 'placement' AND one IN (SELECT uid FROM filled) "
            "AND other IN (SELECT uid FROM chosen)"
        )
        self._choose(
            "SELECT uid FROM made WHERE type = 'link' AND one IN (SELECT uid FROM chosen) "
            "AND other IN (SELECT uid FROM chosen)"
        )
        # A note can be on a note.
        while self._choose("SELECT uid FROM made WHERE type = 'note' AND one IN (SELECT uid FROM chosen)"):
            pass

    def _choose_what_is_under(self, entity_type: str) -> int:
        """Choose what the chosen things of a type stand on, where it is not chosen yet; give how much that was."""
        query = "SELECT {0} FROM made WHERE type = ? AND {0} NOT NULL AND uid IN (SELECT uid FROM chosen)"
        return sum(self._choose(query.format(column), entity_type) for column in ("one", "other"))

    def _fill(self, table: str, values: Iterable[str] | Iterable[bytes]) -> None:
        self._connection.executemany(
            f"INSERT INTO {table} VALUES (?) ON CONFLICT DO NOTHING", ((each,) for each in values)
        )

    def _pictures(self) -> set[str]:
        """List the pictures that the chosen revisions' blocks name."""
        rows = self._connection.execute(
            "SELECT data FROM working.blob WHERE sha256 IN "
            "(SELECT value ->> '$.blocks' FROM main.change WHERE kind = 'create' AND field = 'revision')"
        )
        named = {str(block.attributes.get("sha256", "")) for (data,) in rows for block in load_blocks(bytes(data))}
        return named - {""}

    def _places(self, entity_type: str, name: str) -> dict[str, set[str]]:
        """Give where each chapter or passage stands; in several places where two people moved it."""
        rows = self._connection.execute(
            f"SELECT {COLUMNS} FROM working.change WHERE entity_uid IN (SELECT uid FROM made WHERE type = ?)",
            (entity_type,),
        )
        histories: dict[str, list[Change]] = {}
        for change in map(from_row, rows):
            histories.setdefault(change.entity_uid, []).append(change)
        return {
            uid: {str(head.value[name]) for head in fold(uid, history).heads.get("place", ()) if head.value[name]}
            for uid, history in histories.items()
        }

    def _read_what_was_made(self) -> None:
        """Note of each thing what it is, and the one or two things that it belongs to."""
        self._connection.execute(_MADE)
        self._connection.execute("CREATE INDEX temp.made_of_type ON made (type, one)")

    def _there(self, entity_type: str) -> set[str]:
        return {uid for (uid,) in self._connection.execute(f"SELECT uid FROM working.{entity_type}")}

    def _whose(self, table: str) -> str:
        """Name the column by which a derived table says whose row it is: its uid, or what it begins with."""
        columns = [name for _, name, *_ in self._connection.execute(f'PRAGMA main.table_info("{table}")')]
        return "uid" if "uid" in columns else str(columns[0])

    def _want(self, query: str) -> None:
        self._connection.execute(f"INSERT INTO wanted {query} ON CONFLICT DO NOTHING")


def require(chosen: Iterable[str], there: Iterable[str], what: str) -> None:
    """Refuse a choice of what is not in the project, or no longer.

    Raises:
        NotFoundError: something that was chosen is not there.
    """
    if not frozenset(there).issuperset(chosen):
        raise NotFoundError(f"A {what} that you chose is not in the project any more; please choose again.")


def _with_all_under(uids: Iterable[str], parents: dict[str, set[str]]) -> set[str]:
    children: dict[str, set[str]] = {}
    for uid, above in parents.items():
        for parent in above:
            children.setdefault(parent, set()).add(uid)
    return _reached(uids, children)


def _with_all_above(uids: Iterable[str], parents: dict[str, set[str]]) -> set[str]:
    return _reached(uids, parents) & parents.keys()


def _reached(uids: Iterable[str], steps: dict[str, set[str]]) -> set[str]:
    found = set(uids)
    waiting = list(found)
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found


def _write_identity(connection: sqlite3.Connection) -> None:
    """Say which project it is, and which publication: named after what is in it, so that it is always the same."""
    digest = hashlib.sha256()
    for query in ("SELECT change_id FROM main.change ORDER BY 1", "SELECT sha256 FROM main.blob ORDER BY 1"):
        for (each,) in connection.execute(query):
            digest.update(each if isinstance(each, bytes) else each.encode())
    connection.execute(
        "INSERT INTO main.meta (key, value) SELECT key, value FROM working.meta WHERE key = 'project_uid' "
        "UNION ALL VALUES ('publication_uid', ?)",
        (digest.hexdigest()[:UID_LENGTH],),
    )

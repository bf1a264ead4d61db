"""Reading the project's present state from the derived tables."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from annotator.core.blocklist import corrected, corrections_of, load_blocks
from annotator.core.clock import milliseconds
from annotator.core.errors import NotFoundError
from annotator.core.fold import fold
from annotator.core.records import (
    Actor,
    Block,
    Chapter,
    Conflict,
    Highlight,
    Json,
    Judgement,
    Link,
    Note,
    Placement,
    Project,
    Prose,
    Reviewer,
    SearchHit,
    Source,
    Statement,
    StatementFilter,
    Tag,
)
from annotator.core.saved_searches import SavedSearch, saved_in
from annotator.core.search_query import parse
from annotator.store import counts, search, statement_query
from annotator.store.log import Log
from annotator.store.row_records import (
    chapter_record,
    conflict_record,
    prose_record,
    source_record,
    statement_record,
    tag_record,
)

if TYPE_CHECKING:
    from annotator.store.embeddings import Meaning

_CHUNK = 500
_TEXTS_KEPT = 64
_PROSE = "uid, chapter_uid, sort_key, text, is_key_judgement, likelihood, confidence"
_LINKS = (
    "SELECT link.uid, link.kind, from_uid, to_uid, assessment FROM link "
    "JOIN statement AS one ON one.uid = from_uid JOIN statement AS other ON other.uid = to_uid"
)
# Whom a reviewer is counted as; changes can come before the reviewer who made them.
_PERSON = "coalesce(reviewer.stands_for, reviewer_uid)"
# Few texts have any; a clean copy says them when it makes the text.
_HAS_CORRECTION = (
    "SELECT 1 FROM change WHERE entity_uid = ? AND (kind = 'set' AND field GLOB 'block:*' "
    "OR kind = 'create' AND instr(value, '\"block:')) LIMIT 1"
)
_Record = TypeVar("_Record", Actor, Chapter, Tag)


class Counts(NamedTuple):
    """How much the project holds."""

    sources: int
    statements: int
    chapters: int


class Reader:
    """Answer questions about one open project; implements core.reading.Reading.

    `viewer_uid` is the reviewer for whom favourites and what was read are told; `meaning` what has read the sentences
    for what they mean, where something has.
    """

    def __init__(self, connection: sqlite3.Connection, viewer_uid: str = "") -> None:
        self.viewer_uid = viewer_uid
        self.meaning: Meaning | None = None
        self.read_from(connection)
        # Texts and blocks as they were read are immutable, so they can be kept for as long as there is room.
        self._text = lru_cache(_TEXTS_KEPT)(self._read_text)
        self._blocks = lru_cache(_TEXTS_KEPT)(self._read_blocks)

    def read_from(self, connection: sqlite3.Connection) -> None:
        """Ask another connection to the same project from now on."""
        self._connection = connection
        self._log = Log(connection)

    def actor(self, uid: str) -> Actor:
        """Give one actor."""
        return _one(self.actors(), uid, "This actor")

    def actors(self) -> list[Actor]:
        """Give all actors by name."""
        rows = self._connection.execute(
            "SELECT uid, name, (SELECT count(*) FROM statement WHERE actor_uid = actor.uid) FROM actor"
        )
        return sorted((Actor(*row) for row in rows), key=lambda actor: (actor.name.casefold(), actor.uid))

    def assignments(self) -> dict[str, dict[str, bool]]:
        """Give, for each reviewer, the sources that he is to read, and whether he has."""
        rows = self._connection.execute(
            "SELECT assigned.reviewer_uid, assigned.source_uid, done.source_uid IS NOT NULL FROM source_assigned "
            "AS assigned JOIN source ON source.uid = assigned.source_uid LEFT JOIN source_read AS done "
            "ON done.source_uid = assigned.source_uid AND done.reviewer_uid = assigned.reviewer_uid "
            "ORDER BY source.clock, source.uid"
        )
        found: dict[str, dict[str, bool]] = {}
        for reviewer_uid, source_uid, is_read in rows:
            found.setdefault(reviewer_uid, {})[source_uid] = bool(is_read)
        return found

    def blob(self, sha256: str) -> bytes:
        """Give the bytes of a text, an original or a picture."""
        return self._log.blob(sha256)

    def blocks(self, revision_uid: str) -> tuple[Block, ...]:
        """Give the blocks of a revision in text order, as reviewers corrected them."""
        return corrected(self._blocks(revision_uid), self._corrections(revision_uid))

    def chapter(self, uid: str) -> Chapter:
        """Give one chapter."""
        return _one(self.chapters(), uid, "This chapter")

    def chapter_items(self, chapter_uid: str) -> list[Placement | Prose]:
        """Give what stands in a chapter, in order; placements of deleted statements are left out."""
        placements = self._connection.execute(
            "SELECT uid, chapter_uid, statement_uid, sort_key, form, words FROM placement "
            "WHERE chapter_uid = ? AND source_uid IS NOT NULL",
            (chapter_uid,),
        )
        prose = self._connection.execute(f"SELECT {_PROSE} FROM prose WHERE chapter_uid = ?", (chapter_uid,))
        items: list[Placement | Prose] = [Placement(*row) for row in placements]
        items.extend(map(prose_record, prose))
        return sorted(items, key=lambda item: (item.order, item.uid))

    def chapter_sources(self) -> dict[str, set[str]]:
        """Give the sources of the statements that stand in each chapter itself."""
        rows = self._connection.execute(
            "SELECT DISTINCT chapter_uid, source_uid FROM placement WHERE source_uid NOT NULL"
        )
        found: dict[str, set[str]] = {}
        for chapter_uid, source_uid in rows:
            found.setdefault(chapter_uid, set()).add(source_uid)
        return found

    def chapters(self) -> list[Chapter]:
        """Give the outline in tree order, with what stands in each chapter itself."""
        placed = counts.of_chapters(self._connection)
        prose = dict(self._connection.execute("SELECT chapter_uid, count(*) FROM prose GROUP BY chapter_uid"))
        rows = self._connection.execute(
            "SELECT uid, title, parent_uid, sort_key, number, depth FROM chapter ORDER BY position"
        )
        return [chapter_record(row, placed.get(row[0], (0, 0)), prose.get(row[0], 0)) for row in rows]

    def conflicts(self) -> list[Conflict]:
        """Give what reviewers changed without seeing each other and nobody has settled yet."""
        rows = self._connection.execute(
            'SELECT entity_type, entity_uid, field, "values" FROM conflict ORDER BY entity_type, entity_uid, field'
        )
        return [conflict_record(row) for row in rows]

    def counts(self) -> Counts:
        """Count what the project holds."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM statement), (SELECT count(*) FROM chapter)"
        ).fetchone()
        return Counts(*row)

    def has_source(self, uid: str) -> bool:
        """Tell whether a source is in the project."""
        return self._connection.execute("SELECT 1 FROM source WHERE uid = ?", (uid,)).fetchone() is not None

    def highlights(self, source_uid: str) -> list[Highlight]:
        """Give what the reader paints on the present revision of a source, in text order."""
        rows = self._connection.execute(
            'SELECT statement.uid, start, "end", (SELECT group_concat(uid) FROM (SELECT DISTINCT meant.uid '
            "FROM statement_tag JOIN tag ON tag.uid = tag_uid JOIN tag AS meant ON meant.uid = tag.stands_for "
            "WHERE statement_uid = statement.uid AND NOT is_overruled ORDER BY meant.position)) FROM statement "
            "JOIN source ON source.uid = source_uid AND source.revision_uid = statement.revision_uid "
            'WHERE source_uid = ? ORDER BY start, "end", statement.uid',
            (source_uid,),
        )
        return [Highlight(uid, start, end, tuple(tags.split(",")) if tags else ()) for uid, start, end, tags in rows]

    def judgements(self, statement_uid: str) -> list[Judgement]:
        """Give each reviewer's tags on a statement, in the codebook's order, and those that were agreed on."""
        rows = self._connection.execute(
            "SELECT tag.stands_for, tag.uid, reviewer_uid, is_overruled FROM statement_tag "
            "JOIN tag ON tag.uid = tag_uid WHERE statement_uid = ? ORDER BY tag.position, reviewer_uid",
            (statement_uid,),
        )
        return [Judgement(meant, stored, who, bool(overruled)) for meant, stored, who, overruled in rows]

    def links(self) -> list[Link]:
        """Give every link whose two statements are there."""
        return [Link(*row) for row in self._connection.execute(f"{_LINKS} ORDER BY link.uid")]

    def links_of(self, statement_uid: str) -> list[Link]:
        """Give the links of one statement, at whichever end it stands."""
        rows = self._connection.execute(
            f"{_LINKS} WHERE link.from_uid = ? UNION {_LINKS} WHERE link.to_uid = ? ORDER BY 2, 1",
            (statement_uid, statement_uid),
        )
        return [Link(*row) for row in rows]

    def next_statement_number(self) -> int:
        """Give the number for the next statement."""
        # Those that are hidden have their numbers too.
        row = self._connection.execute("SELECT max(number) FROM main.statement").fetchone()
        return (row[0] or 0) + 1

    def notes(self, target_uid: str) -> list[Note]:
        """Give the notes on something."""
        rows = self._connection.execute(
            "SELECT uid, target_uid, reviewer_uid, text, kind, clock FROM note WHERE target_uid = ? "
            "ORDER BY kind, clock, uid",
            (target_uid,),
        )
        return [Note(uid, target, who, text, kind, milliseconds(at)) for uid, target, who, text, kind, at in rows]

    def original(self, source_uid: str) -> bytes:
        """Give the captured original of a source."""
        return self._log.blob(self.source(source_uid).original_sha256)

    def placements_of(self, statement_uid: str) -> list[Placement]:
        """Give where a statement stands, in the outline's order."""
        rows = self._connection.execute(
            "SELECT placement.uid, chapter_uid, statement_uid, placement.sort_key, form, words FROM placement "
            "JOIN chapter ON chapter.uid = chapter_uid WHERE statement_uid = ? ORDER BY chapter.position",
            (statement_uid,),
        )
        return [Placement(*row) for row in rows]

    def project(self) -> Project:
        """Give the project itself."""
        row = self._connection.execute(
            "SELECT uid, title, subtitle, language, briefing, is_blind, outlets FROM project"
        ).fetchone()
        if row is None:
            raise NotFoundError("The file holds no project.")
        uid, title, subtitle, language, briefing, is_blind, outlets = row
        chosen, learnt = json.loads(briefing), json.loads(outlets)
        return Project(uid, title, subtitle, language, chosen, bool(is_blind), learnt)

    def prose(self, uid: str) -> Prose:
        """Give one passage of prose."""
        row = self._connection.execute(f"SELECT {_PROSE} FROM prose WHERE uid = ?", (uid,)).fetchone()
        if row is None:
            raise NotFoundError("This passage of prose is no longer in the project.")
        return prose_record(row)

    def read_source_uids(self) -> frozenset[str]:
        """Give the sources that somebody has read."""
        return frozenset(uid for (uid,) in self._connection.execute("SELECT DISTINCT source_uid FROM source_read"))

    def reviewers(self) -> list[Reviewer]:
        """Give all reviewers by name."""
        rows = self._connection.execute(
            "SELECT uid, name, initials, colour, stands_for FROM reviewer ORDER BY name, uid"
        )
        return [Reviewer(*row) for row in rows]

    def saved_searches(self) -> list[SavedSearch]:
        """Give the searches that are kept with the project, by name."""
        (uid,) = self._connection.execute("SELECT uid FROM project").fetchone()
        return saved_in(fold(uid, self._log.changes_of([uid])[uid]).fields)

    def search(self, words: str, limit: int = 50) -> list[SearchHit]:
        """Find the sources whose texts meet a query (see core.search_query), best first.

        Raises:
            QueryError: it cannot be read.
        """
        return search.search(self._connection, parse(words), limit, self.text)

    def shared_judgements(self) -> dict[str, dict[str, frozenset[str]]]:
        """Give, for each statement that several reviewers tagged, the tags of each."""
        rows = self._connection.execute(
            f"SELECT statement_uid, {_PERSON}, tag.stands_for FROM statement_tag "
            "JOIN tag ON tag.uid = tag_uid LEFT JOIN reviewer ON reviewer.uid = reviewer_uid "
            "WHERE reviewer_uid <> '' AND statement_uid IN (SELECT statement_uid FROM statement_tag "
            "LEFT JOIN reviewer ON reviewer.uid = reviewer_uid WHERE reviewer_uid <> '' "
            f"GROUP BY statement_uid HAVING count(DISTINCT {_PERSON}) > 1) ORDER BY statement_uid, 2, 3"
        )
        found: dict[str, dict[str, frozenset[str]]] = {}
        for statement_uid, reviewer_uid, tag_uid in rows:
            mine = found.setdefault(statement_uid, {})
            mine[reviewer_uid] = mine.get(reviewer_uid, frozenset()) | {tag_uid}
        return found

    def source(self, uid: str) -> Source:
        """Give one source."""
        found = self._sources("WHERE source.uid = ?", (uid,))
        if not found:
            raise NotFoundError("This source is no longer in the project.")
        return found[0]

    def sources(self) -> list[Source]:
        """Give all sources in the order in which they came in."""
        return self._sources("ORDER BY source.clock, source.uid", ())

    def first_source_uid(self) -> str:
        """Give the source that came in first, or "": all of thousands would take a while."""
        row = self._connection.execute("SELECT uid FROM source ORDER BY clock, uid LIMIT 1").fetchone()
        return row[0] if row else ""

    def sources_to_follow(self) -> list[str]:
        """Give the sources with statements on an earlier text that nobody has brought over to the present one yet.

        A statement that two texts drew apart is on both until it is brought to the present one.
        """
        rows = self._connection.execute(
            "SELECT source_uid FROM statement JOIN source ON source.uid = source_uid "
            "WHERE statement.revision_uid <> source.revision_uid AND anchor_state = '' UNION "
            "SELECT source_uid FROM conflict JOIN statement ON statement.uid = entity_uid "
            "JOIN source ON source.uid = source_uid WHERE field = 'anchor' AND EXISTS (SELECT 1 FROM "
            "json_each(conflict.\"values\") WHERE value ->> '$.value.revision' <> source.revision_uid) ORDER BY 1"
        )
        return [uid for (uid,) in rows]

    def statement(self, uid: str) -> Statement:
        """Give one statement."""
        found = self.statements_by_uid([uid])
        if not found:
            raise NotFoundError("This statement is no longer in the project.")
        return found[0]

    def statement_uids(self, wanted: StatementFilter) -> list[str]:
        """Give the statements that are wanted, in their order, as uids only."""
        sql, values = statement_query.uids(wanted)
        return [uid for (uid,) in self._connection.execute(sql, values)]

    def statements(self, wanted: StatementFilter) -> list[Statement]:
        """Give the statements that are wanted, in their order."""
        return self.statements_by_uid(self.statement_uids(wanted))

    def statements_by_uid(self, uids: Sequence[str]) -> list[Statement]:
        """Give statements in the order of their uids; those that are gone are left out."""
        found: dict[str, Statement] = {}
        tag_places = self._places(statement_query.TAG_PLACES)
        chapter_places = self._places(statement_query.CHAPTER_PLACES)
        for at in range(0, len(uids), _CHUNK):
            chunk = tuple(uids[at : at + _CHUNK])
            tags = self._ordered(statement_query.tags_of(len(chunk)), chunk, tag_places)
            chapters = self._ordered(statement_query.chapters_of(len(chunk)), chunk, chapter_places)
            for row in self._connection.execute(statement_query.rows(len(chunk)), chunk):
                found[row[0]] = statement_record(row, tags.get(row[0], ()), chapters.get(row[0], ()))
        return [found[uid] for uid in uids if uid in found]

    def tag(self, uid: str) -> Tag:
        """Give one tag."""
        return _one(self.tags(), uid, "This tag")

    def tags(self) -> list[Tag]:
        """Give the codebook in tree order; merged tags count as what they were merged into."""
        counted = counts.of_tags(self._connection)
        rows = self._connection.execute(
            "SELECT uid, name, colour, definition, parent_uid, sort_key, depth, digit, is_position FROM tag "
            "LEFT JOIN tag_favourite ON tag_uid = uid AND reviewer_uid = ? WHERE stands_for = uid ORDER BY position",
            (self.viewer_uid,),
        )
        return [tag_record(row, counted.get(row[0], 0)) for row in rows]

    def text(self, revision_uid: str) -> str:
        """Give the canonical text of a revision."""
        return self._text(revision_uid)

    def _ordered(
        self, sql: str, uids: tuple[str, ...], places: Mapping[str, tuple[int, str]]
    ) -> dict[str, tuple[str, ...]]:
        """Give the tags or chapters of statements, each once, in the order of their places."""
        found: dict[str, set[tuple[int, str]]] = {}
        for statement_uid, uid in self._connection.execute(sql, uids):
            if uid in places:
                found.setdefault(statement_uid, set()).add(places[uid])
        return {uid: tuple(meant for _, meant in sorted(standing)) for uid, standing in found.items()}

    def _places(self, sql: str) -> dict[str, tuple[int, str]]:
        return {uid: (position, meant) for uid, position, meant in self._connection.execute(sql)}

    def _corrections(self, revision_uid: str) -> Mapping[str, Json]:
        if self._connection.execute(_HAS_CORRECTION, (revision_uid,)).fetchone() is None:
            return {}
        return corrections_of(fold(revision_uid, self._log.changes_of([revision_uid])[revision_uid]).fields)

    def _read_blocks(self, revision_uid: str) -> tuple[Block, ...]:
        return load_blocks(self._revision_blob(revision_uid, "blocks_sha256"))

    def _read_text(self, revision_uid: str) -> str:
        return self._revision_blob(revision_uid, "text_sha256").decode()

    def _revision_blob(self, revision_uid: str, column: str) -> bytes:
        row = self._connection.execute(f"SELECT {column} FROM revision WHERE uid = ?", (revision_uid,)).fetchone()
        if row is None:
            raise NotFoundError("The text of this source is not in the project.")
        return self._log.blob(row[0])

    def _sources(self, clause: str, values: tuple[str, ...]) -> list[Source]:
        rows = self._connection.execute(
            "SELECT source.uid, file_name, title, subtitle, outlet, author, published, language, url, reliability, "
            "origin, revision_uid, original_sha256, metadata, revision.words, "
            "(SELECT count(*) FROM statement WHERE source_uid = source.uid), source_read.reviewer_uid, descriptor "
            "FROM source LEFT JOIN revision ON revision.uid = revision_uid "
            f"LEFT JOIN source_read ON source_read.source_uid = source.uid AND reviewer_uid = ? {clause}",
            (self.viewer_uid, *values),
        )
        return [source_record(row) for row in rows]


def _one(records: Sequence[_Record], uid: str, what: str) -> _Record:
    for record in records:
        if record.uid == uid:
            return record
    raise NotFoundError(f"{what} is no longer in the project.")

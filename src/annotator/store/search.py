"""Full-text search over the texts, in an index that only the working copy has.

The index holds no text of its own (contentless), so a source leaves it through FTS5's 'delete' command with exactly
what was indexed.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from annotator.core.blocklist import corrected, corrections_of, load_blocks
from annotator.core.changes import canonical_json
from annotator.core.fold import fold
from annotator.core.records import Block, Json, SearchHit
from annotator.core.search_query import Query
from annotator.store.log import Log
from annotator.store.search_match import passages, pattern_of, spaced
from annotator.store.search_scope import TEXT, Scopes

_TITLE_WEIGHT, _BODY_WEIGHT = 4.0, 1.0


def index_new_revisions(connection: sqlite3.Connection, most: int = -1) -> int:
    """Bring the index up to date with the present revisions; give how many texts came in, `most` at the most."""
    log = Log(connection)
    stale = connection.execute(
        "SELECT row, text_sha256, blocks_sha256 FROM searched "
        "WHERE revision_uid NOT IN (SELECT revision_uid FROM source)"
    ).fetchall()
    for row in [*stale, *_recorrected(connection, log)]:
        _drop(connection, log, *row)
    fresh = connection.execute(
        "SELECT revision.uid, text_sha256, blocks_sha256 FROM source JOIN revision ON revision.uid = revision_uid "
        "WHERE revision_uid NOT IN (SELECT revision_uid FROM searched) ORDER BY clock, source.uid LIMIT ?",
        (most,),
    ).fetchall()
    for revision_uid, text_sha256, blocks_sha256 in fresh:
        # The hashes stay: a revision that was undone has no row any more when its text leaves the index.
        stored = _stored(blocks_sha256, _corrections(log, revision_uid))
        row = connection.execute(
            "INSERT INTO searched (revision_uid, text_sha256, blocks_sha256) VALUES (?, ?, ?)",
            (revision_uid, text_sha256, stored),
        ).lastrowid
        connection.execute(
            "INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)",
            (row, *_indexed_text(log, text_sha256, stored)),
        )
    return len(fresh)


def found_texts(connection: sqlite3.Connection, query: Query, limit: int) -> list[tuple[str, str, float]]:
    """Find the texts that meet a query: source, revision and score, the best first.

    They are ranked by BM25, the title weighing more than the body; without words they come as they came in.
    """
    scope = Scopes(connection, query).of("text")
    if scope is None:
        return []
    score = f"-bm25(search_index, {_TITLE_WEIGHT}, {_BODY_WEIGHT})" if scope.is_ranked else "0.0"
    return connection.execute(
        # What is indexed are present revisions, so none of the best drops out when it is looked up.
        f"SELECT source.uid, best.revision_uid, best.score FROM (SELECT searched.revision_uid, searched.row, {score} "
        f"AS score FROM {scope.tables} WHERE {scope.where} ORDER BY score DESC, {TEXT.order} LIMIT ?) AS best "
        "JOIN revision ON revision.uid = best.revision_uid JOIN source ON source.uid = revision.source_uid "
        "AND source.revision_uid = best.revision_uid ORDER BY best.score DESC, source.clock, best.row",
        (*scope.values, limit),
    ).fetchall()


def search(connection: sqlite3.Connection, query: Query, limit: int, text_of: Callable[[str], str]) -> list[SearchHit]:
    """Find the texts that meet a query, each with the place where most of its words stand together."""
    if not query:
        return []
    pattern = pattern_of(query.words)
    hits = []
    for source_uid, revision_uid, score in found_texts(connection, query, limit):
        (best, *_), count = passages(text_of(revision_uid), pattern, 1)
        hits.append(SearchHit(source_uid, revision_uid, best.start, best.end, best.words, best.marks, count, score))
    return hits


def _drop(connection: sqlite3.Connection, log: Log, row: int, text_sha256: str, stored: str) -> None:
    connection.execute(
        "INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        (row, *_indexed_text(log, text_sha256, stored)),
    )
    connection.execute("DELETE FROM searched WHERE row = ?", (row,))


def _recorrected(connection: sqlite3.Connection, log: Log) -> list[tuple[int, str, str]]:
    """Give the texts whose blocks were corrected since they came in: what is folded now is to be found no more."""
    found = []
    rows = connection.execute(
        "SELECT row, revision_uid, text_sha256, blocks_sha256 FROM searched WHERE revision_uid IN "
        "(SELECT entity_uid FROM change WHERE kind = 'set' AND field GLOB 'block:*') "
        "AND revision_uid IN (SELECT revision_uid FROM source)"
    ).fetchall()
    for row, revision_uid, text_sha256, stored in rows:
        blocks_sha256 = stored.partition(" ")[0]
        if _stored(blocks_sha256, _corrections(log, revision_uid)) != stored:
            found.append((row, text_sha256, stored))
    return found


def _corrections(log: Log, revision_uid: str) -> Mapping[str, Json]:
    return corrections_of(fold(revision_uid, log.changes_of([revision_uid]).get(revision_uid, [])).fields)


def _stored(blocks_sha256: str, corrections: Mapping[str, Json]) -> str:
    """Note which blocks were indexed: those of a list, and what was corrected of them."""
    return f"{blocks_sha256} {canonical_json(dict(corrections))}" if corrections else blocks_sha256


def _indexed_text(log: Log, text_sha256: str, stored: str) -> tuple[str, str]:
    """Give what is indexed of a revision: its text without what is folded."""
    text = log.blob(text_sha256).decode()
    blocks_sha256, _, corrections = stored.partition(" ")
    blocks = corrected(load_blocks(log.blob(blocks_sha256)), json.loads(corrections or "{}"))
    title = _joined(text, [block for block in blocks if block.kind in ("title", "subtitle") and not block.fold])
    body = _joined(text, [block for block in blocks if not block.fold])
    return spaced(title), spaced(body)


def _joined(text: str, blocks: Sequence[Block]) -> str:
    return "\n".join(text[block.start : block.end] for block in blocks)

"""Full-text search over the texts, in an index that only the working copy has.

FTS5 with spaces put around every CJK and Hangul character, so that a word of two syllables is found as a phrase of
two tokens without a dictionary. The index holds no text of its own (contentless), so a source leaves it through
FTS5's 'delete' command with exactly what was indexed.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from annotator.core.blocklist import corrected, corrections_of, load_blocks
from annotator.core.changes import canonical_json
from annotator.core.fold import fold
from annotator.core.records import Block, Json, SearchHit
from annotator.store.log import Log

# Han, kana and Hangul: what is written without spaces or with endings glued on.
_CJK = re.compile("([\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TITLE_WEIGHT, _BODY_WEIGHT = 4.0, 1.0
_BEFORE, _AFTER = 60, 140


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


def search(connection: sqlite3.Connection, words: str, limit: int, text_of: Callable[[str], str]) -> list[SearchHit]:
    """Find the sources in which all words stand, each with the place where most of them stand together.

    They are ranked by BM25, the title weighing more than the body.
    """
    terms = search_terms(words)
    if not terms:
        return []
    rows = connection.execute(
        # Ranked first and looked up then: what is indexed are present revisions, so none of the best drops out.
        "SELECT source.uid, best.revision_uid, best.score FROM (SELECT searched.revision_uid, searched.row, "
        "bm25(search_index, ?, ?) AS score FROM search_index JOIN searched ON searched.row = search_index.rowid "
        "WHERE search_index MATCH ? ORDER BY score, searched.row LIMIT ?) AS best "
        "JOIN revision ON revision.uid = best.revision_uid JOIN source ON source.uid = revision.source_uid "
        "AND source.revision_uid = best.revision_uid ORDER BY best.score, source.clock, best.row",
        (_TITLE_WEIGHT, _BODY_WEIGHT, match_expression(terms), limit),
    ).fetchall()
    pattern = _pattern(terms)
    return [
        _hit(source_uid, revision_uid, -rank, text_of(revision_uid), pattern) for source_uid, revision_uid, rank in rows
    ]


def match_expression(terms: Sequence[str]) -> str:
    """Give FTS5's expression for texts that hold all terms: words by their beginning, CJK as it stands."""
    return " ".join(f'"{_spaced(term)}"*' if not _CJK.search(term) else f'"{_spaced(term)}"' for term in terms)


def search_terms(words: str) -> list[str]:
    """Split what was typed into words, and phrases between quotation marks."""
    terms = []
    for phrase, rest in re.findall(r'"([^"]*)"?|([^"\s]+)', words):
        found = _WORD.findall(phrase or rest)
        if found:
            terms.append(" ".join(found))
    return terms


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
    return _spaced(title), _spaced(body)


def _joined(text: str, blocks: Sequence[Block]) -> str:
    return "\n".join(text[block.start : block.end] for block in blocks)


def _spaced(text: str) -> str:
    return text if text.isascii() else _CJK.sub(r" \1 ", text)


def _pattern(terms: Sequence[str]) -> re.Pattern[str]:
    """Give a pattern that finds the terms in a text as the index does: whole words by their beginning."""
    alternatives = []
    for term in sorted(terms, key=len, reverse=True):
        words = r"\W+".join(re.escape(word) for word in term.split())
        alternatives.append(words if _CJK.search(term) else rf"\b{words}\w*")
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _hit(source_uid: str, revision_uid: str, score: float, text: str, pattern: re.Pattern[str]) -> SearchHit:
    """Give the passage in which most different words stand, with its marks."""
    places = [match.span() for match in pattern.finditer(text)]
    if not places:  # folded diacritics: the index finds "cafe" where the text has "café"
        places = [(0, 0)]
    best, best_score = 0, -1
    for index, (start, _) in enumerate(places):
        near = {text[s:e].casefold() for s, e in places[index : index + 12] if s < start + _AFTER}
        if len(near) > best_score:
            best, best_score = index, len(near)
    start, end = places[best]
    low, high = _window(text, start, end)
    marks = tuple((max(s, low) - low, min(e, high) - low) for s, e in places if s < high and e > low and e > s)
    return SearchHit(source_uid, revision_uid, start, end, text[low:high].replace("\n", " "), marks, len(places), score)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span around a hit: inside its block, cut at spaces."""
    low = max(start - _BEFORE, text.rfind("\n", 0, start) + 1)
    if low and text[low - 1] != "\n":
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    line_end = text.find("\n", end)
    high = min(end + _AFTER, len(text) if line_end < 0 else line_end)
    if high < len(text) and text[high] != "\n":
        space = text.rfind(" ", end, high)
        high = space if space > 0 else high
    return low, high

"""The sentences of all sources, in an index that only the working copy has: who else says this?

FTS5 finds the sentences that share a query's rarest terms; those few are then ranked here, exactly (core.similarity).
Where the project is read for meaning as well (embeddings.py), the sentences nearest in meaning join them.
The index holds the terms of sentences and nothing else (contentless). A text that has gone leaves its terms there,
where nothing points to them, until so much is stale that the index is made anew.
"""

import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from annotator.core.sentences import sentence_spans
from annotator.core.similarity.aliases import Aliases, initials_of, introduced
from annotator.core.similarity.meaning import blended
from annotator.core.similarity.ranking import Collection, by_rarity, query_weights, score
from annotator.core.similarity.terms import Terms, terms_of_language
from annotator.core.vocabulary import BlockKind
from annotator.store.reader import Reader

if TYPE_CHECKING:
    from annotator.store.embeddings import Near

# A sentence that is no prose of the article, or has no words, says nothing that another could say too.
_PASSED_OVER = (BlockKind.IMAGE, BlockKind.METADATA, BlockKind.CREDIT)
# FTS5 looks at every sentence that has one of the terms: the rare ones find, the others only rank.
_MOST_LOOKED_AT = 40_000
_FEWEST_TERMS = 4
_CANDIDATES = 400
_STALE_SHARE = 3
# A transaction with so many holds others up for some milliseconds.
SENTENCES_AT_ONCE = 500
_UNFINISHED = -1
_CHUNK = 500
# A text of which nobody knows the language is read as English.
_LANGUAGE = "coalesce(nullif(language, ''), 'en')"
_PLACE = (
    'SELECT source_uid, revision_uid, language, start, "end" FROM passage '
    "JOIN passage_text ON passage_text.row = text_row JOIN revision ON revision.uid = revision_uid "
    "WHERE {} AND source_uid <> ?"
)
_BY_ROW = _PLACE.format("passage.row = ?")
_BY_START = _PLACE.format("passage_text.revision_uid = ? AND passage.start = ?")
_Found = tuple[str, str, str, int, int]
_Scored = tuple[float, str, str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: the words, what stands around them, their language, and the source that they are from.

    The source's own sentences are no answer; `source_uid` is "" for words from nowhere.
    """

    text: str
    around: str = ""
    language: str = "en"
    source_uid: str = ""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some sentences of a text on their way into the index: start, end and terms of each.

    `first` is how many of the text came before; `names` are those that it introduces with their initials, and come with
    its last portion.
    """

    revision_uid: str
    language: str
    first: int
    sentences: Sequence[tuple[int, int, Sequence[str]]]
    names: Sequence[tuple[str, str]]
    is_last: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of another source; `marks` are the spans in `text` of the words that it shares with the query."""

    source_uid: str
    revision_uid: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    score: float


def portions(connection: sqlite3.Connection) -> Iterator[Portion]:
    """Give what the index lacks, a few sentences at a time, worked out while nobody is held up; `write` keeps each."""
    fresh = connection.execute(
        f"SELECT revision.uid, {_LANGUAGE}, text_sha256 FROM source JOIN revision ON revision.uid = revision_uid "
        "WHERE revision_uid NOT IN (SELECT revision_uid FROM passage_text) ORDER BY clock, source.uid"
    ).fetchall()
    for revision_uid, language, text_sha256 in fresh:
        found = connection.execute("SELECT data FROM blob WHERE sha256 = ?", (text_sha256,)).fetchone()
        text, terms = bytes(found[0]).decode() if found else "", terms_of_language(language)
        spans = list(_sentences(connection, revision_uid, text))
        for at in range(0, max(1, len(spans)), SENTENCES_AT_ONCE):
            part = spans[at : at + SENTENCES_AT_ONCE]
            is_last = at + SENTENCES_AT_ONCE >= len(spans)
            rows = [(start, end, terms.of(text[start:end])) for start, end in part]
            yield Portion(revision_uid, language, at, rows, introduced(text) if is_last else [], is_last)


def write(connection: sqlite3.Connection, portion: Portion) -> None:
    """Keep a portion, in the caller's transaction; a text counts when its last one is there.

    One that does not go on where the text is now is passed over: another job brings it in, or took it out, meanwhile.
    """
    row = connection.execute("SELECT row FROM passage_text WHERE revision_uid = ?", (portion.revision_uid,)).fetchone()
    (there,) = connection.execute("SELECT count(*) FROM passage WHERE text_row = ?", row or (None,)).fetchone()
    if there != portion.first:
        return
    row = row or (_begin(connection, portion),)
    first = _last_row(connection) + 1
    numbered = list(enumerate(portion.sentences, first))
    connection.executemany(
        'INSERT INTO passage (row, text_row, start, "end") VALUES (?, ?, ?, ?)',
        [(number, *row, start, end) for number, (start, end, _) in numbered],
    )
    connection.executemany(
        "INSERT INTO passage_index (rowid, terms) VALUES (?, ?)",
        [(number, " ".join(terms)) for number, (_, _, terms) in numbered],
    )
    connection.execute(
        "UPDATE passage_text SET terms = terms + ? WHERE row = ?",
        (sum(len(terms) for _, _, terms in portion.sentences), *row),
    )
    if portion.is_last:
        connection.execute(
            "UPDATE passage_text SET sentences = (SELECT count(*) FROM passage WHERE text_row = passage_text.row) "
            "WHERE row = ?",
            row,
        )
        connection.executemany(
            "INSERT INTO passage_name (short, long, language) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(short, long, portion.language) for short, long in portion.names],
        )


def query_at(reader: Reader, source_uid: str, start: int, end: int) -> Query:
    """Ask who else says what stands at a place of a source's present text, with the sentences around it."""
    source = reader.source(source_uid)
    text = reader.text(source.revision_uid)
    sentences = list(_sentences(reader._connection, source.revision_uid, text))
    before = [each for each in sentences if each[1] <= start][-1:]
    behind = [each for each in sentences if each[0] >= end][:1]
    around = " ".join(text[low:high] for low, high in before + behind)
    return Query(text[start:end], around, source.language, source_uid)


def similar(reader: Reader, query: Query, each: int = 3, most: int = 60) -> list[Passage]:
    """Find the sentences of other sources that say most of what a query says, the best first.

    `each` is how many of one source there are at the most. Words that no other source has give an empty list, unless
    the project is read for meaning and others say the like in other words.
    """
    connection = reader._connection
    collection = _collection(connection)
    aliases = _aliases(connection)
    weights = {
        language: _weights(connection, query, terms_of_language(language), aliases, collection)
        for language in _languages(connection, query.language)
    }
    near = _near(reader, query)
    rows = _with_nearest(connection, _candidates(connection, weights, query.source_uid), near, query.source_uid)
    own_points = _own_points(query, weights, aliases, collection)
    texts: dict[str, str] = {}
    found = []
    for source_uid, revision_uid, language, start, end in rows:
        if revision_uid not in texts:
            texts[revision_uid] = reader.text(revision_uid)
        terms, text = terms_of_language(language), texts[revision_uid][start:end]
        points = score(aliases.with_others(terms.of(text)), weights[language], collection)
        if near is not None and (likeness := near.to((revision_uid, start))) is not None:
            points = blended(points, own_points, *likeness, near.weights)
        if points > 0:
            found.append((points, source_uid, revision_uid, start, end, text, language))
    found.sort(key=lambda row: (-row[0], row[1], row[3]))
    best = islice(_few_of_each(found, each), most)
    return [
        Passage(source_uid, revision_uid, start, end, text, _marks(text, language, weights[language], aliases), points)
        for points, source_uid, revision_uid, start, end, text, language in best
        if not _is_folded(connection, revision_uid, start)
    ]


def _near(reader: Reader, query: Query) -> "Near | None":
    if reader.meaning is None:
        return None
    return reader.meaning.near(reader._connection, query.text, query.around, query.language)


def _with_nearest(
    connection: sqlite3.Connection, rows: list[_Found], near: "Near | None", source_uid: str
) -> list[_Found]:
    """Give the sentences that share words, and behind them those that are near in meaning and share none."""
    if near is None:
        return rows
    there = {(revision_uid, start) for _, revision_uid, _, start, _ in rows}
    others = (
        connection.execute(_BY_START, (*place, source_uid)).fetchone() for place in near.nearest if place not in there
    )
    return rows + [each for each in others if each is not None]


def _own_points(
    query: Query, weights: Mapping[str, Mapping[str, float]], aliases: Aliases, collection: Collection
) -> float:
    """Give the score of a query's words against themselves; 1 where no text has any of them."""
    language = query.language or "en"
    own = aliases.with_others(terms_of_language(language).of(query.text))
    return score(own, weights[language], collection) or 1.0


def _few_of_each(rows: Iterable[_Scored], each: int) -> Iterator[_Scored]:
    seen: dict[str, int] = {}
    for row in rows:
        seen[row[1]] = seen.get(row[1], 0) + 1
        if seen[row[1]] <= each:
            yield row


def forget_what_is_gone(connection: sqlite3.Connection) -> None:
    """Let go of texts that no source shows any more, or in another language, or that were not finished.

    Where too much of the index points nowhere, let go of all.
    """
    gone = connection.execute(
        f"SELECT row FROM passage_text WHERE sentences = {_UNFINISHED} OR (revision_uid, language) NOT IN "
        f"(SELECT revision_uid, {_LANGUAGE} FROM source)"
    ).fetchall()
    connection.executemany("DELETE FROM passage WHERE text_row = ?", gone)
    connection.executemany("DELETE FROM passage_text WHERE row = ?", gone)
    (kept,) = connection.execute("SELECT coalesce(sum(max(sentences, 0)), 0) FROM passage_text").fetchone()
    if _last_row(connection) > kept + kept // _STALE_SHARE + _CHUNK:
        connection.execute("INSERT INTO passage_index (passage_index) VALUES ('delete-all')")
        for table in ("passage", "passage_text", "passage_name"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM sqlite_sequence WHERE name = 'passage'")


def _last_row(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passage'").fetchone()
    return int(row[0]) if row else 0


def _begin(connection: sqlite3.Connection, portion: Portion) -> int | None:
    return connection.execute(
        "INSERT INTO passage_text (revision_uid, language, sentences, terms) VALUES (?, ?, ?, 0)",
        (portion.revision_uid, portion.language, _UNFINISHED),
    ).lastrowid


def _sentences(connection: sqlite3.Connection, revision_uid: str, text: str) -> Iterator[tuple[int, int]]:
    blocks = connection.execute(
        "SELECT start, \"end\" FROM block WHERE revision_uid = ? AND fold = '' "
        f"AND kind NOT IN ({_marks_for(_PASSED_OVER)}) ORDER BY start",
        (revision_uid, *_PASSED_OVER),
    )
    for start, end in blocks:
        yield from sentence_spans(text, start, end)


def _collection(connection: sqlite3.Connection) -> Collection:
    sentences, terms = connection.execute(
        "SELECT coalesce(sum(sentences), 0), coalesce(sum(terms), 0) FROM passage_text WHERE sentences > 0"
    ).fetchone()
    return Collection(sentences, terms / sentences if sentences else 0.0)


def _aliases(connection: sqlite3.Connection) -> Aliases:
    """Give the names that texts introduce and that actors bear, as terms."""
    pairs = []
    for short, long, language in connection.execute("SELECT short, long, language FROM passage_name"):
        terms = terms_of_language(language)
        pairs += [(term, terms.of(long)) for term in terms.of(short)[:1]]
    english = terms_of_language("en")
    for (name,) in connection.execute("SELECT name FROM actor"):
        if short := initials_of(name):
            pairs += [(term, english.of(name)) for term in english.of(short)[:1]]
    return Aliases(pairs)


def _languages(connection: sqlite3.Connection, own: str) -> list[str]:
    """Give the languages of the texts, and that of the query."""
    own = own or "en"
    return [own, *(code for (code,) in connection.execute("SELECT DISTINCT language FROM passage_text") if code != own)]


def _weights(
    connection: sqlite3.Connection, query: Query, terms: Terms, aliases: Aliases, collection: Collection
) -> dict[str, float]:
    """Give the terms of a query with their weights, the weightiest first."""
    own, around = (aliases.with_others(terms.of(text)) for text in (query.text, query.around))
    return by_rarity(query_weights(own, around), lambda term: _frequency(connection, term), collection)


def _frequency(connection: sqlite3.Connection, term: str) -> int:
    row = connection.execute("SELECT doc FROM passage_term WHERE term = ?", (term,)).fetchone()
    return int(row[0]) if row else 0


def _candidates(
    connection: sqlite3.Connection, weights: Mapping[str, Mapping[str, float]], source_uid: str
) -> list[_Found]:
    """Give the sentences that share the weightiest terms: source, revision, language, start and end."""
    terms: dict[str, float] = {}
    for each in weights.values():
        for term, weight in each.items():
            terms[term] = max(weight, terms.get(term, 0.0))
    shared: dict[int, float] = {}
    looked_at = 0
    for at, term in enumerate(sorted(terms, key=lambda term: (-terms[term], term))):
        looked_at += _frequency(connection, term)
        if at >= _FEWEST_TERMS and looked_at > _MOST_LOOKED_AT:
            break
        weight = terms[term]
        for (row,) in connection.execute("SELECT rowid FROM passage_index WHERE passage_index MATCH ?", (f'"{term}"',)):
            shared[row] = shared.get(row, 0.0) + weight
    best = heapq.nlargest(_CANDIDATES, shared, key=lambda row: (shared[row], -row))
    found = []
    for row in best:
        place = connection.execute(_BY_ROW, (row, source_uid)).fetchone()
        if place is not None:
            found.append(place)
    return found


def _marks(text: str, language: str, weights: Mapping[str, float], aliases: Aliases) -> tuple[tuple[int, int], ...]:
    """Give the spans of the words that a query has too, neighbours as one."""
    marks: list[tuple[int, int]] = []
    for term, start, end in terms_of_language(language).spans_of(text):
        if not any(other in weights for other in aliases.with_others([term])):
            continue
        if marks and not text[marks[-1][1] : start].strip():
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def _is_folded(connection: sqlite3.Connection, revision_uid: str, offset: int) -> bool:
    """Tell whether a sentence was folded since it came into the index."""
    row = connection.execute(
        "SELECT fold FROM block WHERE revision_uid = ? AND start <= ? ORDER BY start DESC LIMIT 1",
        (revision_uid, offset),
    ).fetchone()
    return bool(row and row[0])


def _marks_for(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))

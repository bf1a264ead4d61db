"""Searching over everything: texts, statements, notes and prose, and how much of each there is.

What is found is listed first and counted afterwards, so that a list never waits for the counting of what is in it.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from annotator.core.found import FoundCounts, FoundGroup, FoundItem
from annotator.core.prose import plain
from annotator.core.search_fields import KINDS
from annotator.core.search_query import Query
from annotator.store.reader import Reader
from annotator.store.search import found_texts
from annotator.store.search_match import passages, pattern_of
from annotator.store.search_scope import SHAPES, Scope, Scopes

MOST_TEXTS, MOST_ITEMS, PASSAGES_EACH, FACET_ROWS = 50, 150, 3, 6
_STEPS_BETWEEN_CHECKS = 20_000
Place = tuple[str, str]
_TARGETS = 'statement.uid, statement.number, statement.start, statement."end"'
_COLUMNS = {
    "statement": f"statement.uid, 'source', statement.source_uid, statement.quote, {_TARGETS}",
    "note": (
        "note.uid, CASE WHEN coalesce(statement.source_uid, note.target_uid) IN (SELECT uid FROM source) "
        "THEN 'source' WHEN note.target_uid IN (SELECT uid FROM chapter) THEN 'chapter' ELSE 'other' END, "
        f"coalesce(statement.source_uid, note.target_uid), note.text, {_TARGETS}"
    ),
    "prose": "prose.uid, 'chapter', prose.chapter_uid, prose.text, NULL, NULL, NULL, NULL",
}
_ITS_SOURCE = "source ON source.uid = (SELECT source_uid FROM revision WHERE uid = searched.revision_uid)"
_YEAR = "substr({date} ->> '$.start', 1, 4)"


def counted(reader: Reader, query: Query, check: Callable[[], object] = lambda: None) -> FoundCounts:
    """Count all that a query finds; `check` may raise to leave."""
    connection = reader._connection
    kinds: Counter[str] = Counter()
    places: Counter[Place] = Counter()
    by: dict[str, Counter[str]] = {name: Counter() for name in ("source", "actor", "tag", "year")}
    with _leaving(connection, check):
        scopes = Scopes(connection, query)
        for kind in KINDS:
            scope = scopes.of(kind) if query else None
            for place_uid, actor_uid, year, count in connection.execute(*_grouped(kind, scope)) if scope else ():
                kinds[kind] += count
                places[place_uid, kind] += count
                source_uid = "" if kind == "prose" else place_uid
                for name, value in (("source", source_uid), ("actor", actor_uid), ("year", year)):
                    by[name][value or ""] += count
            if kind == "statement" and scope is not None:
                by["tag"].update(dict(connection.execute(*_tagged(scope))))
        facets = {name: tuple(_named(connection, name, counts)) for name, counts in by.items()}
    return FoundCounts(dict(kinds), facets, dict(places))


def find(
    reader: Reader,
    query: Query,
    check: Callable[[], object] = lambda: None,
    *,
    texts: int = MOST_TEXTS,
    items: int = MOST_ITEMS,
) -> list[FoundGroup]:
    """Find what meets a query, grouped by where it stands, the best place first; `check` may raise to leave.

    `texts` and `items` are the most texts, and the most of each other kind, that are listed.
    """
    if not query:
        return []
    connection = reader._connection
    pattern = pattern_of(query.words)
    ranked: dict[Place, int] = {}
    grouped: dict[Place, list[FoundItem]] = {}
    places: dict[str, int] = {}
    with _leaving(connection, check):
        for rank, (source_uid, revision_uid, _) in enumerate(found_texts(connection, query, texts)):
            check()
            best, places[source_uid] = passages(reader.text(revision_uid), pattern, PASSAGES_EACH)
            key = ("source", source_uid)
            ranked[key] = rank
            grouped[key] = [FoundItem("text", "", *key, each.words, each.marks, each.start, each.end) for each in best]
        scopes = Scopes(connection, query)
        for kind in KINDS[1:]:
            scope = scopes.of(kind)
            for rank, row in enumerate(_rows(connection, kind, scope, items) if scope else ()):
                item = _item(kind, row, pattern)
                key = (item.place_kind, item.place_uid)
                ranked[key] = min(rank, ranked.get(key, rank))
                grouped.setdefault(key, []).append(item)
        names = _Names(connection)
        order = sorted(ranked, key=lambda key: (ranked[key], key[0] != "source"))
        return [FoundGroup(*key, *names.of(*key), tuple(grouped[key]), places.get(key[1], 0)) for key in order]


def field_values(reader: Reader, name: str) -> list[str]:
    """Give the values that a field can take in this project, in their order."""
    sql = _VALUES.get(name)
    if sql is None:
        return []
    return [value for (value,) in reader._connection.execute(sql) if value]


_VALUES = {
    "source": "SELECT DISTINCT title FROM source ORDER BY title COLLATE NOCASE",
    "outlet": "SELECT DISTINCT outlet FROM source ORDER BY outlet COLLATE NOCASE",
    "actor": "SELECT name FROM actor ORDER BY name COLLATE NOCASE",
    "tag": "SELECT name FROM tag WHERE stands_for = uid ORDER BY position",
    "chapter": "SELECT title FROM chapter ORDER BY position",
    "reviewer": "SELECT name FROM reviewer ORDER BY name COLLATE NOCASE",
    "lang": "SELECT DISTINCT language FROM source ORDER BY language",
    "date": "SELECT DISTINCT substr(published ->> '$.start', 1, 7) AS month FROM source ORDER BY month DESC",
}
for _name in ("after", "before"):
    _VALUES[_name] = _VALUES["date"]


class _Names:
    """What the places are called in which something was found."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, kind: str, uid: str) -> tuple[str, str]:
        """Give a place's name and what tells it from others."""
        return getattr(self, f"_{kind}")(uid) or ("", "")

    def _chapter(self, uid: str) -> tuple[str, str] | None:
        return self._one("SELECT number || ' ' || title, '' FROM chapter WHERE uid = ?", uid)

    def _other(self, uid: str) -> tuple[str, str] | None:
        for table in ("tag", "actor", "reviewer"):
            if found := self._one(f"SELECT name, '' FROM {table} WHERE uid = ?", uid):
                return found
        return None

    def _source(self, uid: str) -> tuple[str, str] | None:
        return self._one(
            "SELECT coalesce(nullif(outlet, ''), nullif(title, ''), file_name), "
            "CASE WHEN outlet <> '' THEN title ELSE '' END FROM source WHERE uid = ?",
            uid,
        )

    def _one(self, sql: str, uid: str) -> tuple[str, str] | None:
        found: tuple[str, str] | None = self._connection.execute(sql, (uid,)).fetchone()
        return found


def _grouped(kind: str, scope: Scope) -> tuple[str, list[Any]]:
    """Ask for the counts by place, actor and year, all at once."""
    place, actor = {
        "text": ("source.uid", "NULL"),
        "statement": ("statement.source_uid", "statement.actor_uid"),
        "note": ("coalesce(statement.source_uid, note.target_uid)", "statement.actor_uid"),
        "prose": ("prose.chapter_uid", "NULL"),
    }[kind]
    date = SHAPES[kind].date
    year = _YEAR.format(date=f"({date})") if date else "NULL"
    tables = f"{scope.tables} JOIN {_ITS_SOURCE}" if kind == "text" else scope.tables
    sql = f"SELECT {place}, {actor}, {year}, count(*) FROM {tables} WHERE {scope.where} GROUP BY 1, 2, 3"
    return sql, scope.values


def _item(kind: str, row: tuple[Any, ...], pattern: Any) -> FoundItem:
    uid, place_kind, place_uid, words, statement_uid, number, start, end = row
    (best, *_), _ = passages(plain(words) if kind == "prose" else words, pattern, 1)
    place = (start or 0, end or 0, statement_uid or "", number or 0)
    return FoundItem(kind, uid, place_kind, place_uid, best.words, best.marks, *place)


@contextmanager
def _leaving(connection: sqlite3.Connection, check: Callable[[], object]) -> Iterator[None]:
    """Let `check` end the work also while SQLite is at it, which may be a second where words are everywhere."""
    raised: list[BaseException] = []

    def ask() -> int:
        try:
            check()
        except BaseException as error:  # SQLite would swallow it
            raised.append(error)
        return len(raised)

    connection.set_progress_handler(ask, _STEPS_BETWEEN_CHECKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        raise (raised[0] if raised else error) from None
    finally:
        connection.set_progress_handler(None, 0)


def _named(connection: sqlite3.Connection, facet: str, counts: Counter[str]) -> Iterator[tuple[str, str, int]]:
    """Give the largest counts of a facet with what they are called and what is typed for them."""
    del counts[""]
    for value, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:FACET_ROWS]:
        if facet == "year":
            yield value, value, count
            continue
        if facet == "source":
            sql = (
                "SELECT coalesce(nullif(outlet, ''), nullif(title, ''), file_name), "
                "coalesce(nullif(title, ''), file_name) FROM source WHERE uid = ?"
            )
        else:
            sql = f"SELECT name, name FROM {facet} WHERE uid = ?"
        for called, typed in connection.execute(sql, (value,)):
            yield called, typed, count


def _rows(connection: sqlite3.Connection, kind: str, scope: Scope, most: int) -> Iterable[tuple[Any, ...]]:
    """Give the best of a kind; what is read of it is read when these are known."""
    shape = SHAPES[kind]
    score, order = (f"bm25({shape.index})", shape.row) if scope.is_ranked else ("0.0", shape.order)
    return connection.execute(
        f"SELECT {_COLUMNS[kind]} FROM (SELECT {kind}.uid AS best_uid, {score} AS score FROM {scope.tables} "
        f"WHERE {scope.where} ORDER BY score, {order} LIMIT ?) CROSS JOIN {shape.tables} "
        f"WHERE {kind}.uid = best_uid ORDER BY score, {shape.order}",
        (*scope.values, most),
    ).fetchall()


def _tagged(scope: Scope) -> tuple[str, list[Any]]:
    sql = (
        "SELECT stands_for, count(DISTINCT statement_uid) FROM statement_tag JOIN tag ON tag.uid = tag_uid "
        f"WHERE NOT is_overruled AND statement_uid IN (SELECT statement.uid FROM {scope.tables} "
        f"WHERE {scope.where}) GROUP BY stands_for"
    )
    return sql, scope.values

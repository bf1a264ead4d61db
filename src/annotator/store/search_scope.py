"""What a query asks of each kind of thing, as SQL.

Names in fields are looked up first: where one is exactly as typed, that is meant, else all that contain what was
typed. What nothing of a kind can have, such as the tag of a text, no thing of that kind meets.

Each kind is asked through its own table, which while work is blind is the view that hides what others made; the
index only says which of its rows to look at.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotator.core.dates import parse_date
from annotator.core.search_query import Condition, Field, Query, Words
from annotator.store.search_match import expression, match_expression

_LISTED = "IN (SELECT value FROM json_each(?))"
_TAGGED = f"(SELECT statement_uid FROM statement_tag WHERE NOT is_overruled AND tag_uid {_LISTED})"
_PLACED = f"(SELECT statement_uid FROM placement WHERE chapter_uid {_LISTED})"
_CREATED = (
    f"EXISTS (SELECT 1 FROM change WHERE entity_uid = prose.uid AND change.kind = 'create' AND reviewer_uid {_LISTED})"
)
_STATEMENT_DATE = (
    "coalesce(statement.event_date, statement.said_date, (SELECT published FROM source WHERE uid = {source}))"
)
_OVERLAPS = {
    "date": "({date} ->> '$.start' <= ? AND {date} ->> '$.end' >= ?)",
    "after": "({date} ->> '$.end' > ?)",
    "before": "({date} ->> '$.start' < ?)",
}
Sql = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of thing is asked.

    `tables` lists its tables with the index's row as `row`; `indexed` lists them in the order in which what the index
    found leads to them. `fields` gives for a field the condition on its uids, with as many lists of uids as marks;
    `date` is "" for what has none.
    """

    kind: str
    index: str
    row: str
    tables: str
    indexed: str
    order: str
    date: str
    fields: Mapping[str, str]


def _item_shape(kind: str, more: str, order: str, date: str, fields: Mapping[str, str]) -> Shape:
    """Give the shape of what has a table of its kind's name and stands in the index of items."""
    index = "search_item_index"
    return Shape(
        kind,
        index,
        "search_item.row",
        f"{kind} LEFT JOIN search_item ON search_item.uid = {kind}.uid{more}",
        f"{index} CROSS JOIN search_item ON search_item.row = {index}.rowid "
        f"CROSS JOIN {kind} ON {kind}.uid = search_item.uid{more}",
        order,
        date,
        fields,
    )


def _of_sources(source: str) -> dict[str, str]:
    return {name: f"{source} {_LISTED}" for name in ("source", "outlet", "lang")}


_NOTED = "coalesce(statement.source_uid, note.target_uid)"
# What is asked of a text's source is asked of the list of texts, so that they are ranked before any is looked up.
_OF_SOURCE = "searched.revision_uid IN (SELECT revision_uid FROM source WHERE {})"
TEXT = Shape(
    "text",
    "search_index",
    "searched.row",
    "searched",
    "search_index CROSS JOIN searched ON searched.row = search_index.rowid",
    "searched.row",
    "source.published",
    {name: _OF_SOURCE.format(sql) for name, sql in _of_sources("source.uid").items()},
)
STATEMENT = _item_shape(
    "statement",
    "",
    "statement.source_uid, statement.start, statement.uid",
    _STATEMENT_DATE.format(source="statement.source_uid"),
    _of_sources("statement.source_uid")
    | {
        "actor": f"statement.actor_uid {_LISTED}",
        "tag": f"statement.uid IN {_TAGGED}",
        "chapter": f"statement.uid IN {_PLACED}",
        "reviewer": f"statement.reviewer_uid {_LISTED}",
    },
)
NOTE = _item_shape(
    "note",
    " LEFT JOIN statement ON statement.uid = note.target_uid",
    "note.clock, note.uid",
    _STATEMENT_DATE.format(source=_NOTED),
    _of_sources(_NOTED)
    | {
        "actor": f"coalesce(statement.actor_uid, note.target_uid) {_LISTED}",
        "tag": f"(note.target_uid IN {_TAGGED} OR note.target_uid {_LISTED})",
        "chapter": f"(note.target_uid IN {_PLACED} OR note.target_uid {_LISTED})",
        "reviewer": f"note.reviewer_uid {_LISTED}",
    },
)
PROSE = _item_shape(
    "prose",
    " JOIN chapter ON chapter.uid = prose.chapter_uid",
    "chapter.position, prose.sort_key, prose.uid",
    "",
    {"chapter": f"prose.chapter_uid {_LISTED}", "reviewer": _CREATED},
)
SHAPES = {shape.kind: shape for shape in (TEXT, STATEMENT, NOTE, PROSE)}


@dataclass(frozen=True, slots=True)
class Scope:
    """One kind's share of a query: what to select from. `is_ranked` where FTS5 looks for words of it."""

    tables: str
    where: str
    values: list[Any]
    is_ranked: bool


class Scopes:
    """A query as it is asked of each kind of thing in one project."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self._query = query
        self._uids = lru_cache(lambda field: json.dumps(sorted(_meant(connection, field))))

    def of(self, kind: str) -> Scope | None:
        """Give what is asked of one kind; None where the query wants nothing of it."""
        if any(not self._allows(clause.any_of, clause.is_excluded, kind) for clause in self._query.clauses):
            return None
        shape = SHAPES[kind]
        matched: list[str] = []
        conditions: list[str] = []
        values: list[Any] = []
        for clause in self._query.clauses:
            words = [each for each in clause.any_of if isinstance(each, Words)]
            if len(words) == len(clause.any_of) and not clause.is_excluded:
                matched.append("(" + " OR ".join(map(expression, words)) + ")")
                continue
            each_sql = [self._sql(shape, condition) for condition in clause.any_of]
            joined = " OR ".join(sql for sql, _ in each_sql)
            conditions.append(f"NOT coalesce({joined}, 0)" if clause.is_excluded else f"({joined})")
            values += [value for _, some in each_sql for value in some]
        if matched:
            conditions.insert(0, f"{shape.index} MATCH ?")
            values.insert(0, " AND ".join(matched))
        tables = shape.indexed if matched else shape.tables
        return Scope(tables, " AND ".join(conditions) or "1", values, bool(matched))

    def _allows(self, any_of: Sequence[Condition], is_excluded: bool, kind: str) -> bool:
        """Tell at once whether a clause shuts a kind out, so that nothing is asked of it."""
        return is_excluded or any(
            isinstance(each, Words) or (each.value == kind if each.name == "is" else _has(SHAPES[kind], each.name))
            for each in any_of
        )

    def _sql(self, shape: Shape, condition: Condition) -> Sql:
        if isinstance(condition, Words):
            found = f"{shape.row} IN (SELECT rowid FROM {shape.index} WHERE {shape.index} MATCH ?)"
            return found, [match_expression([condition])]
        if condition.name == "is":
            return str(int(condition.value == shape.kind)), []
        if not _has(shape, condition.name):
            return "0", []
        if condition.name in _OVERLAPS:
            return _overlap(shape, condition)
        sql = shape.fields[condition.name]
        return sql, [self._uids(condition)] * sql.count("?")


def _has(shape: Shape, name: str) -> bool:
    return name in shape.fields or (name in _OVERLAPS and bool(shape.date))


def _meant(connection: sqlite3.Connection, field: Field) -> Iterable[str]:
    """Give the uids of what a field names."""
    return _LOOKUPS[field.name](connection, field.value.casefold())


def _sources(connection: sqlite3.Connection, value: str) -> set[str]:
    rows = connection.execute("SELECT uid, title, outlet, file_name FROM source")
    return _named(((uid, names) for uid, *names in rows), value)


def _outlets(connection: sqlite3.Connection, value: str) -> set[str]:
    return _named(((uid, [outlet]) for uid, outlet in connection.execute("SELECT uid, outlet FROM source")), value)


def _languages(connection: sqlite3.Connection, value: str) -> set[str]:
    rows = connection.execute("SELECT uid, language FROM source")
    return {uid for uid, language in rows if language.casefold().split("-")[0] == value.split("-")[0]}


def _actors(connection: sqlite3.Connection, value: str) -> set[str]:
    return _named(((uid, [name]) for uid, name in connection.execute("SELECT uid, name FROM actor")), value)


def _tags(connection: sqlite3.Connection, value: str) -> set[str]:
    """Give the tags that are called so, with those that were merged into them."""
    rows = connection.execute("SELECT uid, name, stands_for FROM tag").fetchall()
    meant = {
        stands_for for uid, _, stands_for in rows if uid in _named(((uid, [name]) for uid, name, _ in rows), value)
    }
    return {uid for uid, _, stands_for in rows if stands_for in meant}


def _chapters(connection: sqlite3.Connection, value: str) -> set[str]:
    """Give the chapters with this number or title, with those below them."""
    rows = connection.execute("SELECT uid, title, number FROM chapter").fetchall()
    numbers = [number for _, _, number in rows if number == value]
    if not numbers:
        meant = _named(((uid, [title]) for uid, title, _ in rows), value)
        numbers = [number for uid, _, number in rows if uid in meant]
    return {uid for uid, _, number in rows if any(f"{number}.".startswith(f"{each}.") for each in numbers)}


def _reviewers(connection: sqlite3.Connection, value: str) -> set[str]:
    """Give the reviewers of this name or these initials, with those that they are counted as."""
    rows = connection.execute("SELECT uid, name, initials, stands_for FROM reviewer").fetchall()
    named = _named(((uid, [name, initials]) for uid, name, initials, _ in rows), value)
    people = {stands_for for uid, _, _, stands_for in rows if uid in named}
    return {uid for uid, _, _, stands_for in rows if stands_for in people}


def _named(rows: Iterable[tuple[str, Sequence[str]]], value: str) -> set[str]:
    """Give what is called exactly so, else what has this in its name."""
    exact, near = set(), set()
    for uid, names in rows:
        for name in names:
            folded = name.casefold()
            if folded == value:
                exact.add(uid)
            elif value in folded:
                near.add(uid)
    return exact or near


_LOOKUPS: dict[str, Callable[[sqlite3.Connection, str], set[str]]] = {
    "source": _sources,
    "outlet": _outlets,
    "lang": _languages,
    "actor": _actors,
    "tag": _tags,
    "chapter": _chapters,
    "reviewer": _reviewers,
}


def _overlap(shape: Shape, field: Field) -> Sql:
    """Compare a date with what was asked for: it is found where it can be meant."""
    wanted = parse_date(field.value)
    assert wanted is not None
    start, end = wanted.start.isoformat(), wanted.end.isoformat()
    values = {"date": [end, start], "after": [end], "before": [start]}
    sql = _OVERLAPS[field.name].format(date=f"({shape.date})")
    return _OF_SOURCE.format(sql) if shape is TEXT else sql, values[field.name]

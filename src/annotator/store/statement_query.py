"""The SQL of lists of statements, from a filter."""

from typing import Any

from annotator.core.records import StatementFilter

_FIRST_TAG = (
    "(SELECT min(meant.position) FROM statement_tag JOIN tag ON tag.uid = tag_uid "
    "JOIN tag AS meant ON meant.uid = tag.stands_for WHERE statement_uid = statement.uid AND NOT is_overruled)"
)
_FIRST_CHAPTER = (
    "(SELECT min(chapter.position) FROM placement JOIN chapter ON chapter.uid = chapter_uid "
    "WHERE statement_uid = statement.uid)"
)
_PLACE = 'source.clock, statement.source_uid, statement.start, statement."end", statement.uid'
# Statements without the value stand last in either direction.
_SORTS: dict[str, tuple[str, ...]] = {
    "place": ("source.clock", "statement.source_uid", "statement.start", 'statement."end"', "statement.uid"),
    "quote": ("statement.quote COLLATE NOCASE",),
    "source": ("coalesce(nullif(source.outlet, ''), source.title) COLLATE NOCASE",),
    "tags": (_FIRST_TAG,),
    "chapters": (_FIRST_CHAPTER,),
    "actor": ("(SELECT name FROM actor WHERE uid = actor_uid) COLLATE NOCASE",),
    "date": ("coalesce(statement.event_date ->> '$.start', statement.said_date ->> '$.start')",),
    "number": ("statement.number",),
}


def uids(wanted: StatementFilter) -> tuple[str, list[Any]]:
    """Give the statement that selects uids, and its values."""
    conditions: list[str] = []
    values: list[Any] = []
    if wanted.source_uids:
        marks = ",".join("?" * len(wanted.source_uids))
        conditions.append(f"statement.source_uid IN ({marks})")
        values.extend(wanted.source_uids)
    if wanted.tag_uid:
        conditions.append(
            "statement.uid IN (SELECT statement_uid FROM statement_tag WHERE NOT is_overruled AND tag_uid IN "
            "(SELECT uid FROM tag WHERE stands_for = ?))"
        )
        values.append(wanted.tag_uid)
    if wanted.chapter_uid:
        conditions.append("statement.uid IN (SELECT statement_uid FROM placement WHERE chapter_uid = ?)")
        values.append(wanted.chapter_uid)
    if wanted.actor_uid:
        conditions.append("statement.actor_uid = ?")
        values.append(wanted.actor_uid)
    if wanted.reviewer_uid:
        conditions.append("statement.reviewer_uid = ?")
        values.append(wanted.reviewer_uid)
    if wanted.placed is not None:
        placed = (
            "EXISTS (SELECT 1 FROM placement JOIN chapter ON chapter.uid = chapter_uid "
            "WHERE statement_uid = statement.uid)"
        )
        conditions.append(placed if wanted.placed else f"NOT {placed}")
    if wanted.to_check:
        conditions.append("statement.anchor_state <> ''")
    if wanted.text:
        conditions.append("casefold(statement.quote) LIKE ? ESCAPE '\\'")
        escaped = wanted.text.casefold().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values.append(f"%{escaped}%")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return (
        "SELECT statement.uid FROM statement LEFT JOIN source ON source.uid = statement.source_uid "
        f"{where} ORDER BY {_order(wanted)}"
    ), values


def _order(wanted: StatementFilter) -> str:
    direction = "DESC" if wanted.descending else "ASC"
    terms = [f"{term} {direction} NULLS LAST" for term in _SORTS[wanted.sort]]
    return ", ".join(terms) + (f", {_PLACE}" if wanted.sort != "place" else "")


def rows(count: int) -> str:
    """Give the statement that reads `count` statements by uid, in the columns that the reader expects."""
    return (
        'SELECT uid, number, source_uid, revision_uid, start, "end", quote, prefix, suffix, locator_kind, locator, '
        "actor_uid, kind, event_date, said_date, credibility, reviewer_uid, clock, anchor_state "
        f"FROM statement WHERE uid IN ({_marks(count)})"
    )


# Where each tag and chapter stands: joining it to every statement in SQL would cost four times as much.
TAG_PLACES = "SELECT tag.uid, meant.position, meant.uid FROM tag JOIN tag AS meant ON meant.uid = tag.stands_for"
CHAPTER_PLACES = "SELECT uid, position, uid FROM chapter"


def tags_of(count: int) -> str:
    """Give the statement that reads the stored tags of `count` statements."""
    return (
        "SELECT statement_uid, tag_uid FROM statement_tag "
        f"WHERE NOT is_overruled AND statement_uid IN ({_marks(count)})"
    )


def chapters_of(count: int) -> str:
    """Give the statement that reads the chapters of `count` statements."""
    return f"SELECT statement_uid, chapter_uid FROM placement WHERE statement_uid IN ({_marks(count)})"


def _marks(count: int) -> str:
    return ",".join("?" * count)

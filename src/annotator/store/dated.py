"""Statements with their dates, for the timeline, and what actors held when.

As for the matrix, tables are read in one pass each and matched here, which takes a tenth of what SQL needs to look up
every statement's tags.
"""

from collections.abc import Iterator, Mapping, Sequence

from annotator.core.compare.timeline import DateKind, Event, LaneKind, PositionTag, TimelineWish, beginning
from annotator.core.positions import Utterance
from annotator.core.records import FuzzyDate, StatementFilter
from annotator.store import statement_query
from annotator.store.reader import Reader
from annotator.store.row_records import stored_date

_LONGEST_BEGINNING = 240
_TAGGED = "SELECT statement_uid, tag_uid FROM statement_tag WHERE NOT is_overruled"
_NAMES = {
    LaneKind.NONE: "SELECT '', '' WHERE 0",
    LaneKind.ACTOR: "SELECT uid, name FROM actor ORDER BY name COLLATE NOCASE, uid",
    LaneKind.SOURCE: (
        "SELECT uid, coalesce(nullif(outlet, ''), nullif(title, ''), file_name) FROM source ORDER BY clock, uid"
    ),
    LaneKind.CHAPTER: "SELECT uid, number || ' ' || title FROM chapter ORDER BY position",
    LaneKind.TAG: "SELECT uid, name FROM tag WHERE stands_for = uid ORDER BY position",
}


def read_events(reader: Reader, wish: TimelineWish) -> list[Event]:
    """Give the statements that a wish leaves in, with the date it wants; in no particular order."""
    column = "NULL" if wish.date is DateKind.PUBLISHED else f"{wish.date.value}_date"
    clause, values = _clause(wish)
    rows = reader._connection.execute(
        f"SELECT uid, number, {column}, substr(quote, 1, {_LONGEST_BEGINNING}), coalesce(actor_uid, ''), source_uid "
        f"FROM statement {clause}",
        values,
    )
    published = _published(reader) if wish.date is DateKind.PUBLISHED else {}
    colours = _colours(reader)
    return [
        Event(
            uid,
            number,
            published.get(source_uid) if wish.date is DateKind.PUBLISHED else stored_date(stored),
            beginning(quote),
            actor_uid,
            source_uid,
            colours.get(uid, ""),
        )
        for uid, number, stored, quote, actor_uid, source_uid in rows
    ]


def read_names(reader: Reader, kind: LaneKind) -> dict[str, str]:
    """Give what can have a lane, in the project's order, with its name."""
    return dict(reader._connection.execute(_NAMES[kind]))


def read_lane_keys(reader: Reader, kind: LaneKind) -> Mapping[str, Sequence[str]]:
    """Give the chapters or the tags of each statement that has any."""
    found: dict[str, list[str]] = {}
    if kind is LaneKind.CHAPTER:
        rows = reader._connection.execute("SELECT statement_uid, chapter_uid FROM placement WHERE source_uid NOT NULL")
        for statement_uid, uid in rows:
            found.setdefault(statement_uid, []).append(uid)
    else:
        for statement_uid, (_, meant) in _tags(reader):
            standing = found.setdefault(statement_uid, [])
            if meant not in standing:
                standing.append(meant)
    return found


def read_position_tags(reader: Reader) -> dict[str, PositionTag]:
    """Give the tags that are positions, in the codebook's order."""
    rows = reader._connection.execute(
        "SELECT uid, name, colour FROM tag WHERE stands_for = uid AND is_position ORDER BY position"
    )
    return {uid: PositionTag(name, colour) for uid, name, colour in rows}


def read_utterances(reader: Reader, wish: TimelineWish) -> list[Utterance]:
    """Give the statements that have an actor, a date of saying and a tag that is a position."""
    clause, values = _clause(wish)
    rows = reader._connection.execute(
        "SELECT statement_uid, meant.uid, actor_uid, said_date FROM statement_tag "
        "JOIN tag ON tag.uid = tag_uid JOIN tag AS meant ON meant.uid = tag.stands_for AND meant.is_position "
        "JOIN statement ON statement.uid = statement_uid "
        f"{clause} AND NOT is_overruled AND actor_uid NOT NULL AND said_date NOT NULL "
        "ORDER BY statement_uid, meant.position",
        values,
    )
    found: dict[str, tuple[str, FuzzyDate, dict[str, None]]] = {}
    for statement_uid, tag_uid, actor_uid, stored in rows:
        said = stored_date(stored)
        assert said is not None
        found.setdefault(statement_uid, (actor_uid, said, {}))[2][tag_uid] = None
    return [Utterance(uid, actor_uid, tuple(tags), said) for uid, (actor_uid, said, tags) in found.items()]


def _clause(wish: TimelineWish) -> tuple[str, list[object]]:
    # A statement whose source somebody deleted without seeing it counts as deleted with it, as in the briefing.
    clause = "WHERE statement.source_uid IN (SELECT uid FROM source)"
    if not wish.is_narrow:
        return clause, []
    wanted = StatementFilter(
        tag_uid=wish.tag_uid, chapter_uid=wish.chapter_uid, actor_uid=wish.actor_uid, text=wish.text
    )
    sql, values = statement_query.uids(wanted)
    return f"{clause} AND statement.uid IN ({sql})", values


def _colours(reader: Reader) -> dict[str, str]:
    """Give the colour of each statement's first tag in the codebook's order."""
    shades = dict(reader._connection.execute("SELECT uid, colour FROM tag"))
    first: dict[str, tuple[int, str]] = {}
    for statement_uid, place in _tags(reader):
        if statement_uid not in first or place < first[statement_uid]:
            first[statement_uid] = place
    return {uid: shades[tag_uid] for uid, (_, tag_uid) in first.items()}


def _published(reader: Reader) -> dict[str, FuzzyDate | None]:
    rows = reader._connection.execute("SELECT uid, published FROM source")
    return {uid: stored_date(stored) for uid, stored in rows}


def _tags(reader: Reader) -> Iterator[tuple[str, tuple[int, str]]]:
    """Give the tags of all statements: where each stands in the codebook, and what it counts as."""
    places = {uid: (at, meant) for uid, at, meant in reader._connection.execute(statement_query.TAG_PLACES)}
    for statement_uid, tag_uid in reader._connection.execute(_TAGGED):
        if tag_uid in places:
            yield statement_uid, places[tag_uid]

"""Records of the rows in which the derived tables keep them, in the order of the reader's columns."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from annotator.core.clock import milliseconds
from annotator.core.records import (
    Anchor,
    Chapter,
    Conflict,
    ConflictHead,
    FuzzyDate,
    Inferred,
    Prose,
    Source,
    Statement,
    Tag,
)
from annotator.core.vocabulary import DATE_FIELDS


def conflict_record(row: Sequence[Any]) -> Conflict:
    """Give a conflict of its row."""
    heads = tuple(ConflictHead(head["value"], head["reviewer"], head["clock"]) for head in json.loads(row[3]))
    return Conflict(row[0], row[1], row[2], heads)


def prose_record(row: Sequence[Any]) -> Prose:
    """Give a passage of its row."""
    uid, chapter_uid, order, text, is_key_judgement, likelihood, confidence = row
    return Prose(uid, chapter_uid, order, text, bool(is_key_judgement), likelihood, confidence)


def chapter_record(row: Sequence[Any], placed: tuple[int, int], prose_count: int) -> Chapter:
    """Give a chapter of its row, the statements and sources placed in it, and the passages."""
    uid, title, parent_uid, order, number, depth = row
    return Chapter(uid, title, parent_uid, order, number, depth, placed[0], placed[1], prose_count)


def tag_record(row: Sequence[Any], statement_count: int) -> Tag:
    """Give a tag of its row."""
    uid, name, colour, definition, parent_uid, order, depth, favourite, is_position = row
    place = parent_uid, order, depth
    return Tag(uid, name, colour, definition, *place, favourite or 0, statement_count, bool(is_position))


def source_record(row: Sequence[Any]) -> Source:
    """Give a source of its row."""
    metadata = {}
    for name, stored in json.loads(row[13]).items():
        value = FuzzyDate.from_json(stored["value"]) if name in DATE_FIELDS else stored["value"]
        metadata[name] = Inferred(value, stored["origin"], stored["sure"])
    return Source(
        uid=row[0],
        file_name=row[1],
        title=row[2],
        subtitle=row[3],
        outlet=row[4],
        author=row[5],
        published=stored_date(row[6]),
        language=row[7],
        url=row[8],
        reliability=row[9] or "",
        origin=row[10],
        revision_uid=row[11],
        original_sha256=row[12],
        words=row[14] or 0,
        metadata=metadata,
        statement_count=row[15],
        is_read=row[16] is not None,
        descriptor=row[17],
    )


def statement_record(row: Sequence[Any], tag_uids: tuple[str, ...], chapter_uids: tuple[str, ...]) -> Statement:
    """Give a statement of its row."""
    return Statement(
        uid=row[0],
        number=row[1],
        source_uid=row[2],
        anchor=Anchor(*row[3:9]),
        locator_kind=row[9],
        locator=row[10],
        actor_uid=row[11],
        kind=row[12],
        event_date=stored_date(row[13]),
        said_date=stored_date(row[14]),
        credibility=row[15],
        reviewer_uid=row[16],
        created=milliseconds(row[17]),
        anchor_state=row[18],
        tag_uids=tag_uids,
        chapter_uids=chapter_uids,
    )


@lru_cache(4_096)  # statements share their dates, and a date never changes
def stored_date(stored: str | None) -> FuzzyDate | None:
    """Read a date as a table keeps it; None stays None."""
    return FuzzyDate.from_json(json.loads(stored)) if stored else None

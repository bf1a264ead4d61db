"""Edits of statements: highlighting, tagging, and what a reviewer says of a passage."""

from collections.abc import Iterable, Sequence

from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid
from annotator.core.reading import Reading
from annotator.core.records import Anchor, FuzzyDate, Json
from annotator.core.vocabulary import CREDIBILITY, STATEMENT_KINDS

_DATES = ("event_date", "said_date")


def add_statement(
    anchor: Anchor,
    source_uid: str,
    number: int,
    *,
    reviewer_uid: str,
    tag_uids: Iterable[str] = (),
    actor_uid: str | None = None,
    kind: str = "",
    event_date: FuzzyDate | None = None,
    said_date: FuzzyDate | None = None,
    credibility: int | None = None,
    uid: str | None = None,
) -> list[Draft]:
    """Highlight a passage; the first draft's entity is the new statement."""
    value: dict[str, Json] = {
        "source": source_uid,
        "number": number,
        "anchor": anchor.to_json(),
        "actor": actor_uid,
        "kind": _field_json("kind", kind),
        "event_date": _field_json("event_date", event_date),
        "said_date": _field_json("said_date", said_date),
        "credibility": _field_json("credibility", credibility),
    }
    for tag_uid in tag_uids:
        value[tag_field(tag_uid, reviewer_uid)] = True
    return [Draft("create", uid or new_uid(), "statement", value)]


def set_statement_field(uid: str, field: str, value: str | int | FuzzyDate | None) -> list[Draft]:
    """Set a statement's actor, kind, event_date, said_date or credibility."""
    return [Draft("set", uid, field, _field_json(field, value))]


def _field_json(field: str, value: str | int | FuzzyDate | None) -> Json:
    """Check a field's value and give its stored form."""
    if field in _DATES:
        if value is not None and not isinstance(value, FuzzyDate):
            raise RefusedError("This is not a date; please write it like 28 Apr 2025, Apr 2025 or 2025.")
        return value.to_json() if value else None
    if field == "kind" and value and value not in STATEMENT_KINDS:
        raise RefusedError(f"A statement's kind is one of: {', '.join(STATEMENT_KINDS)}.")
    if field == "credibility" and value is not None and value not in CREDIBILITY:
        raise RefusedError("A statement's credibility is a number from 1 to 6.")
    if field not in ("actor", "kind", "credibility"):
        raise RefusedError(f"A statement has no field called {field}.")
    return value


def move_anchor(uid: str, anchor: Anchor) -> list[Draft]:
    """Make a statement cover other words."""
    return [Draft("set", uid, "anchor", anchor.to_json())]


def tag_field(tag_uid: str, reviewer_uid: str) -> str:
    """Name the field in which one reviewer's judgement on one tag stands."""
    return f"tag:{tag_uid}:{reviewer_uid}"


def tag_statement(uid: str, tag_uid: str, reviewer_uid: str) -> list[Draft]:
    """Put a tag on a statement in one reviewer's name."""
    return [Draft("set", uid, tag_field(tag_uid, reviewer_uid), True)]


def untag_statement(reading: Reading, uid: str, tag_uid: str, reviewer_uid: str) -> list[Draft]:
    """Take one's own tag off a statement; what others tagged is theirs to take off."""
    shown = [judgement for judgement in reading.judgements(uid) if judgement.tag_uid == tag_uid]
    if any(not judgement.reviewer_uid for judgement in shown):
        raise RefusedError("This tag was agreed on; settle it anew in Review to take it off.")
    own = [judgement for judgement in shown if judgement.reviewer_uid == reviewer_uid]
    if shown and not own:
        names = {reviewer.uid: reviewer.name for reviewer in reading.reviewers()}
        who = " and ".join(sorted({names.get(each.reviewer_uid, "another reviewer") for each in shown}))
        raise RefusedError(f"This tag was put here by {who}; only they can take it off.")
    return [Draft("set", uid, tag_field(judgement.stored_tag_uid, reviewer_uid), False) for judgement in own]


def delete_statements(uids: Sequence[str]) -> list[Draft]:
    """Delete statements; prose that cites them shows a warning in their place."""
    return [Draft("delete", uid, "statement") for uid in uids]

"""Edits for working together: who reads what, what was agreed on, what is said to each other, and who is whom."""

from annotator.core.changes import Draft
from annotator.core.edits.wishes import required_words
from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid


def assign_source(source_uid: str, reviewer_uid: str, is_assigned: bool) -> list[Draft]:
    """Ask a reviewer to read a source, or no longer."""
    return [Draft("set", source_uid, f"assigned:{reviewer_uid}", is_assigned)]


def agree_on_tag(statement_uid: str, tag_uid: str, is_put: bool | None) -> list[Draft]:
    """Settle whether a tag belongs on a statement, whatever each reviewer said; None leaves it to them again.

    What each of them judged stays as it is, and agreement goes on being measured on that.
    """
    return [Draft("set", statement_uid, f"agreed:{tag_uid}", is_put)]


def discuss(target_uid: str, reviewer_uid: str, text: str) -> list[Draft]:
    """Say something about a thing to the other reviewers; unlike one's own note it is one of many."""
    words = required_words(text, "The remark")
    value = {"target": target_uid, "reviewer": reviewer_uid, "text": words, "kind": "discussion"}
    return [Draft("create", new_uid(), "note", value)]


def join_reviewers(uid: str, into_uid: str | None) -> list[Draft]:
    """Count one person's two reviewers as one; None takes them apart again.

    Raises:
        RefusedError: they are the same already.
    """
    if uid == into_uid:
        raise RefusedError("A reviewer cannot be joined with himself; choose another one.")
    return [Draft("set", uid, "merged_into", into_uid)]


def work_blind(project_uid: str, is_blind: bool) -> list[Draft]:
    """Have each reviewer see only what he himself made, or open everybody's work to all."""
    return [Draft("set", project_uid, "blind", is_blind)]

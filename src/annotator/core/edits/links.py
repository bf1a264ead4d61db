"""Edits of links between statements: what supports, contradicts, repeats or answers what."""

from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.identity import link_uid
from annotator.core.reading import Reading
from annotator.core.vocabulary import LINK_KINDS, SYMMETRIC_LINKS


def link_statements(reading: Reading, kind: str, from_uid: str, to_uid: str) -> list[Draft]:
    """Link two statements; a link that is there already stays as it is."""
    if kind not in LINK_KINDS:
        raise RefusedError(f"A link is one of: {', '.join(LINK_KINDS)}.")
    if from_uid == to_uid:
        raise RefusedError("A statement cannot be linked to itself; choose another one.")
    if kind in SYMMETRIC_LINKS:
        from_uid, to_uid = sorted((from_uid, to_uid))
    uid = link_uid(kind, from_uid, to_uid)
    if any(link.uid == uid for link in reading.links_of(from_uid)):
        return []
    # No assessment yet: two reviewers who make the same link must not stand against one who has assessed it.
    return [Draft("create", uid, "link", {"kind": kind, "from": from_uid, "to": to_uid})]


def unlink_statements(link_uid: str) -> list[Draft]:
    """Take a link away; both statements stay."""
    return [Draft("delete", link_uid, "link")]


def assess_link(link_uid: str, assessment: str) -> list[Draft]:
    """Say what the editor makes of a link, of a contradiction above all."""
    return [Draft("set", link_uid, "assessment", " ".join(assessment.split()))]

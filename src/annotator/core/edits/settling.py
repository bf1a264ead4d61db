"""Edits that settle conflicts: a field with several values, a thing deleted beside a change, a move left undone."""

from collections.abc import Iterable, Sequence
from typing import Literal

from annotator.core.changes import Draft
from annotator.core.edits.outline import delete_chapter
from annotator.core.edits.restoring import (
    OWN_FIELDS,
    ChangeLog,
    deleted_together,
    hanging_on,
    recreation,
    refuse_if_knotted,
    standing_deletions,
)
from annotator.core.edits.sources import delete_source
from annotator.core.edits.tags import delete_tag
from annotator.core.errors import RefusedError
from annotator.core.fold import LIFE, fold
from annotator.core.reading import Reading
from annotator.core.records import Conflict, ConflictHead, Json

# "reviewer" is for one person's versions, those of whoever settles ("mine") or of anybody else.
Rule = Literal["newest", "oldest", "reviewer"]
# What settles whether a thing is deleted. The version that stands against the deletion is some field's value, which
# may be None just as the deletion's is, so it cannot say which of the two it is.
KEPT, DELETED = True, False


def settle(reading: Reading, log: ChangeLog, conflict: Conflict, value: Json) -> list[Draft]:
    """Settle a conflict by a value, one of those that stand against each other or another one.

    In the field LIFE it is KEPT, with what hung on the thing and was deleted with it, or DELETED, as the ordinary
    edit deletes. A move that was ignored has no values: the thing then stays where it is shown.

    Raises:
        RefusedError: the value would tie a tree into a knot, or is not among those of a reviewer's own field.
    """
    if conflict.field == LIFE:
        return _deletion(reading, conflict) if value is DELETED else _keeping(log, conflict)
    if not conflict.heads and conflict.field == "merged_into":
        return [Draft("set", conflict.entity_uid, "merged_into", None)]
    if not conflict.heads:
        return _staying(reading, conflict)
    values = [head.value for head in conflict.heads]
    if conflict.field.partition(":")[0] in OWN_FIELDS and value not in values:
        raise RefusedError("This is a reviewer's own judgement; please choose one of those that they gave.")
    if conflict.field == "place":
        refuse_if_knotted(reading, conflict.entity_type, conflict.entity_uid, value)
    return [Draft("set", conflict.entity_uid, conflict.field, value)]


def settle_by_rule(
    reading: Reading, log: ChangeLog, conflicts: Iterable[Conflict], rule: Rule, reviewer_uid: str = ""
) -> list[Draft]:
    """Settle many conflicts in one go: by the newest version, the oldest, or the one of a reviewer.

    A person's several reviewers count as one. Conflicts in which that person has no version stay as they are, and so
    do those whose version a tree could not take. What the rule deletes takes its other conflicts with it.
    """
    drafts: dict[tuple[str, str, str], Draft] = {}
    deleted: set[str] = set()
    # The field LIFE is first of each thing's fields, because nothing can be set in what is gone.
    for conflict in sorted(conflicts, key=lambda each: (each.entity_type, each.entity_uid, each.field)):
        for draft in _by_rule(reading, log, conflict, rule, reviewer_uid):
            if draft.entity_uid not in deleted:
                drafts.setdefault((draft.kind, draft.entity_uid, draft.field), draft)
                if draft.kind == "delete":
                    deleted.add(draft.entity_uid)
    return list(drafts.values())


def _by_rule(reading: Reading, log: ChangeLog, conflict: Conflict, rule: Rule, reviewer_uid: str) -> list[Draft]:
    heads: Sequence[ConflictHead] = conflict.heads
    if rule == "reviewer":
        person = {each.uid: each.stands_for or each.uid for each in reading.reviewers()}
        meant = person.get(reviewer_uid, reviewer_uid)
        heads = [head for head in heads if person.get(head.reviewer_uid, head.reviewer_uid) == meant]
        if not heads:
            return []
    head = _chosen(heads, rule)
    if conflict.field == LIFE:
        return settle(reading, log, conflict, DELETED if head is conflict.heads[-1] else KEPT)
    try:
        return settle(reading, log, conflict, head.value if head else None)
    except RefusedError:
        return []


def _chosen(heads: Sequence[ConflictHead], rule: Rule) -> ConflictHead | None:
    """Give the version that a rule picks; of several made at one moment the one that is shown counts as the newest."""
    if not heads:
        return None
    if rule == "oldest":
        return min(reversed(heads), key=lambda head: head.clock)
    return max(heads, key=lambda head: head.clock)


def _deletion(reading: Reading, conflict: Conflict) -> list[Draft]:
    """Delete with all that the ordinary edit deletes: others may have put things there meanwhile."""
    uid, kind = conflict.entity_uid, conflict.entity_type
    if kind == "source":
        return delete_source(reading, uid)
    if kind == "chapter":
        return delete_chapter(reading, uid)
    if kind == "tag" and any(tag.uid == uid for tag in reading.tags()):
        return delete_tag(reading, uid)
    return [Draft("delete", uid, kind)]


def _keeping(log: ChangeLog, conflict: Conflict) -> list[Draft]:
    """Take the deletions back that stand beside a living thing.

    A creation would bring it back too, but replace what its deletion had not seen; a taking back leaves every field
    what it is, its own conflicts included.
    """
    uid = conflict.entity_uid
    changes = log.changes_of([uid]).get(uid, ())
    entity = fold(uid, changes)
    deletions = standing_deletions(changes)
    if LIFE not in entity.conflicts:
        return []
    lost = hanging_on(uid, {uid: entity} | deleted_together(log, changes))
    ids = sorted(deletion.change_id.hex() for deletion in deletions)
    return [Draft("void", uid, entity.type, ids), *(recreation(each) for each in lost.values() if each.uid != uid)]


def _staying(reading: Reading, conflict: Conflict) -> list[Draft]:
    """Put a thing where it is shown, which is where the tree left it when it ignored the newest move of a circle."""
    nodes = reading.chapters() if conflict.entity_type == "chapter" else reading.tags()
    node = next((each for each in nodes if each.uid == conflict.entity_uid), None)
    if node is None:
        return []
    return [Draft("set", node.uid, "place", {"parent": node.parent_uid, "order": node.order})]

"""Edits that bring back what was: an earlier value of a field, or a thing that was deleted."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from annotator.core.changes import Change, Draft
from annotator.core.edits.quoting import show_quotation
from annotator.core.edits.tags import set_favourite
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.fold import Entity, active_changes, fold
from annotator.core.reading import Reading
from annotator.core.records import Anchor, Chapter, Json, Placement, Tag

# What ordinary edits set, by the type of the entity; of a field such as "tag:<tag>:<reviewer>", its kind.
_SETTABLE: Mapping[str, frozenset[str]] = {
    "project": frozenset({"title", "subtitle", "language", "briefing", "blind", "search"}),
    "reviewer": frozenset({"name", "initials", "colour", "merged_into"}),
    "actor": frozenset({"name"}),
    "source": frozenset({"meta", "reliability", "origin", "descriptor", "read", "assigned", "apart"}),
    "statement": frozenset(
        {"anchor", "anchor_state", "actor", "kind", "event_date", "said_date", "credibility", "tag", "agreed"}
    ),
    "tag": frozenset({"name", "colour", "definition", "is_position", "place", "merged_into", "favourite"}),
    "chapter": frozenset({"title", "place"}),
    "placement": frozenset({"order", "shown"}),
    "prose": frozenset({"place", "text", "is_key_judgement", "likelihood", "confidence"}),
    "link": frozenset({"assessment"}),
    "note": frozenset({"text"}),
    "revision": frozenset({"block"}),
}
# What stands for nothing in a field; a field that is not here cannot do without a value.
_NOTHING: Mapping[str, Json] = {
    **dict.fromkeys(
        ("actor", "event_date", "said_date", "credibility", "reliability", "merged_into", "briefing", "agreed", "block")
    ),
    **dict.fromkeys(("tag", "read", "assigned", "apart", "blind", "is_key_judgement", "is_position"), False),
    **dict.fromkeys(("subtitle", "definition", "descriptor", "origin", "assessment", "likelihood", "confidence"), ""),
    **dict.fromkeys(("kind", "anchor_state", "search"), ""),
    "favourite": 0,
    "meta": {"value": None, "origin": "reviewer", "sure": True},
    "shown": {"form": "full", "words": ""},
}
OWN_FIELDS = frozenset({"tag", "read", "favourite"})
# The fields by which one thing hangs on another and is deleted with it.
_HOLDERS = ("source", "chapter", "statement", "target", "from", "to")


class ChangeLog(Protocol):
    """What edits may ask of the log itself. The store implements it."""

    def changes_of(self, entity_uids: Sequence[str]) -> Mapping[str, Sequence[Change]]:
        """Give all changes of some entities."""

    def changes_of_transaction(self, transaction_uid: str) -> Sequence[tuple[int, Change]]:
        """Give the changes of a transaction with their place in the log."""


def restore_value(reading: Reading, entity: Entity, field: str, value: Json, reviewer_uid: str) -> list[Draft]:
    """Put an earlier value of a field back, in the stored form; None is "nothing stood there".

    Raises:
        RefusedError: no edit sets this field, it is another reviewer's own, or what the value speaks of is gone.
    """
    kind = field.partition(":")[0]
    if not entity.is_alive:
        raise RefusedError("This has been deleted; bring it back first.")
    if kind not in _SETTABLE.get(entity.type, ()):
        raise RefusedError("This was settled when it was made and cannot be changed back.")
    owner = entity.fields.get("reviewer") if entity.type == "note" else field.rpartition(":")[2]
    if (kind in OWN_FIELDS or entity.type == "note") and owner != reviewer_uid:
        raise RefusedError("This is another reviewer's own; only they can change it back.")
    if value is None:
        if kind not in _NOTHING:
            raise RefusedError("Nothing stood here before, and it cannot be empty; please write something instead.")
        value = _NOTHING[kind]
    if kind == "favourite":
        return set_favourite(reading, entity.uid, value, reviewer_uid)
    _refuse_if_out_of_place(reading, entity, kind, value)
    return [Draft("set", entity.uid, field, value)]


def bring_back(log: ChangeLog, entity_uid: str, *, with_all_of_transaction: bool = False) -> list[Draft]:
    """Create a deleted thing again with its last values, and with it what hung on it and was deleted with it.

    A chapter comes back with the chapters under it, its prose and its placements, a source with its statements.
    `with_all_of_transaction` brings back whatever was deleted in the same go, such as ten statements at once.
    Whoever deletes it elsewhere without having seen this is told of a conflict.

    Raises:
        NotFoundError: there never was such a thing.
        RefusedError: it is not deleted, or what it stood in is deleted too.
    """
    changes = log.changes_of([entity_uid]).get(entity_uid, ())
    entity = fold(entity_uid, changes)
    if entity.created is None:
        raise NotFoundError("What you wanted to bring back was never in the project.")
    if entity.is_alive:
        raise RefusedError("This is in the project; there is nothing to bring back.")
    together = {entity_uid: entity} | deleted_together(log, changes)
    wanted = together if with_all_of_transaction else hanging_on(entity_uid, together)
    _refuse_without_holder(log, entity, wanted)
    return [recreation(each) for each in wanted.values()]


def deleted_together(log: ChangeLog, changes: Sequence[Change]) -> dict[str, Entity]:
    """Give what the transactions of an entity's standing deletions deleted too, where those deletions stand."""
    transactions = sorted({deletion.transaction_uid for deletion in standing_deletions(changes)})
    others = {
        change.entity_uid
        for transaction_uid in transactions
        for _, change in log.changes_of_transaction(transaction_uid)
        if change.kind == "delete" and change.entity_uid != changes[0].entity_uid
    }
    found: dict[str, Entity] = {}
    for uid, past in log.changes_of(sorted(others)).items():
        entity = fold(uid, past)
        is_of_these = any(deletion.transaction_uid in transactions for deletion in standing_deletions(past))
        if is_of_these and entity.created and not entity.is_alive:
            found[uid] = entity
    return found


def hanging_on(entity_uid: str, entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """Give of some entities the one that is named and what hangs on it, at however many removes."""
    found = {entity_uid}
    while True:
        more = {uid for uid, entity in entities.items() if uid not in found and found & _holders(entity)}
        if not more:
            return {uid: entity for uid, entity in entities.items() if uid in found}
        found |= more


def recreation(entity: Entity) -> Draft:
    """Create a deleted entity again with its last values."""
    return Draft("create", entity.uid, entity.type, dict(entity.fields))


def standing_deletions(changes: Sequence[Change]) -> list[Change]:
    """Give the deletions that nobody has taken back and from which nobody has brought it back."""
    active = active_changes(changes)
    seen = {parent for change in active if change.kind == "create" for parent in change.parents}
    return [change for change in active if change.kind == "delete" and change.change_id not in seen]


def refuse_knot(nodes: Sequence[Chapter] | Sequence[Tag], uid: str, parent_uid: str | None, what: str) -> None:
    """Refuse to hang a chapter or tag under one that is gone, or that now stands under it."""
    parents = {node.uid: node.parent_uid for node in nodes}
    if parent_uid is not None and parent_uid not in parents:
        raise RefusedError(f"The {what} it stood under is no longer there; bring that back first.")
    above = parent_uid
    while above is not None:
        if above == uid:
            raise RefusedError(
                f"It would stand under itself, because that {what} stands under it now; move that first."
            )
        above = parents.get(above)


def refuse_if_knotted(reading: Reading, entity_type: str, entity_uid: str, place: Json) -> None:
    """Refuse a value of the field `place` that would tie a tree into a knot or leads to what is gone."""
    if entity_type == "chapter":
        refuse_knot(reading.chapters(), entity_uid, place["parent"], "chapter")
    elif entity_type == "tag":
        refuse_knot(reading.tags(), entity_uid, place["parent"], "tag")
    elif all(chapter.uid != place["chapter"] for chapter in reading.chapters()):
        raise RefusedError("The chapter it stood in is no longer there; bring that back first.")


def _refuse_if_out_of_place(reading: Reading, entity: Entity, kind: str, value: Json) -> None:
    if kind == "place":
        refuse_if_knotted(reading, entity.type, entity.uid, value)
    elif kind == "anchor":
        _refuse_moved_text(reading, entity, Anchor.from_json(value))
    elif kind == "shown":
        fields = entity.fields
        placement = Placement(entity.uid, fields["chapter"], fields["statement"], fields["order"])
        show_quotation(reading, placement, value["form"], value["words"])
    elif kind == "actor" and value and all(actor.uid != value for actor in reading.actors()):
        raise RefusedError("This actor is no longer in the project; bring the actor back first.")
    elif kind == "merged_into" and value:
        _refuse_lost_end(reading, entity, value)


def _refuse_lost_end(reading: Reading, entity: Entity, into_uid: str) -> None:
    if entity.type == "tag" and all(tag.uid != into_uid for tag in reading.tags()):
        raise RefusedError("The tag it was merged into is no longer in the codebook; merge it into another one.")
    ends = {reviewer.uid: reviewer.stands_for for reviewer in reading.reviewers()}
    if entity.type == "reviewer" and ends.get(into_uid, entity.uid) == entity.uid:
        raise RefusedError("These two reviewers are counted as one the other way round; take them apart first.")


def _refuse_moved_text(reading: Reading, entity: Entity, anchor: Anchor) -> None:
    if anchor.revision_uid != reading.source(entity.fields["source"]).revision_uid:
        raise RefusedError("The text of this source has been corrected since; please highlight the words again.")
    if reading.text(anchor.revision_uid)[anchor.start : anchor.end] != anchor.quote:
        raise RefusedError("These words do not stand there in the source; please highlight them again.")


def _holders(entity: Entity) -> set[str]:
    """Give what a thing hangs on: the fields that name it, and of a tree the parent."""
    parent = (entity.fields.get("place") or {}).get("parent")
    return _needed(entity) | ({parent} if parent else set())


def _needed(entity: Entity) -> set[str]:
    """Give what a thing cannot be seen without; a chapter or tag without its parent is shown as recovered."""
    place = entity.fields.get("place") or {}
    named = [entity.fields.get(name) for name in _HOLDERS]
    return {uid for uid in (*named, place.get("chapter")) if isinstance(uid, str)}


def _refuse_without_holder(log: ChangeLog, entity: Entity, wanted: Mapping[str, Entity]) -> None:
    """Refuse to bring back what nobody would see."""
    for uid, changes in log.changes_of(sorted(_needed(entity) - wanted.keys())).items():
        holder = fold(uid, changes)
        if not holder.is_alive:
            raise RefusedError(f"The {holder.type} it belongs to has been deleted too; bring that back first.")

"""The state of one entity as a pure function of the set of its changes.

A field's heads are its changes that no other replaces. One distinct value among them is the value; several are a
conflict, and the head with the highest (clock, id) is shown until somebody settles it with a change that replaces
them all. The rules for each kind of change:

- A create gives every field in its object value a head; its parents are the deletions it comes back from.
- A set replaces, in its own field only, the changes that are its parents.
- The entity is gone while its deletions have seen every head. A head that no deletion had seen keeps all of it
  alive, and the two are a conflict of the field "" (the entity's life). A deletion that a later create comes back
  from replaces its parents in every field.
- A void takes the changes it names back, as if they had not been made, while it is not itself taken back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from annotator.core.changes import Change
from annotator.core.records import Json

LIFE = ""


@dataclass(frozen=True, slots=True)
class Head:
    """One live value of a field with the change it comes from."""

    change: Change
    value: Json


class Entity(NamedTuple):
    """What the changes of one entity amount to.

    `fields` are the shown values; `conflicts` maps a field to its differing heads, the shown one first. `created`
    is the earliest create that is still in force.
    """

    uid: str
    type: str
    fields: Mapping[str, Json]
    heads: Mapping[str, Sequence[Head]]
    conflicts: Mapping[str, Sequence[Head]] = MappingProxyType({})
    is_alive: bool = True
    created: Change | None = None


def fold(uid: str, changes: Sequence[Change]) -> Entity:
    """Fold all changes of one entity, in any order."""
    if len(changes) == 1 and changes[0].kind == "create":
        return _fold_single(uid, changes[0])
    active = active_changes(changes)
    creates = [change for change in active if change.kind == "create"]
    deletes = [change for change in active if change.kind == "delete"]
    revived = _parents(creates)
    everywhere = revived | _parents([change for change in deletes if change.change_id in revived])
    by_field: dict[str, list[Head]] = {}
    replaced: dict[str, set[bytes]] = {}
    for change in active:
        if change.kind == "create":
            for name, value in change.loaded.items():
                by_field.setdefault(name, []).append(Head(change, value))
        elif change.kind == "set":
            by_field.setdefault(change.field, []).append(Head(change, change.loaded))
            replaced.setdefault(change.field, set()).update(change.parents)
    heads: dict[str, list[Head]] = {}
    for name, candidates in by_field.items():
        gone = everywhere | replaced.get(name, set())
        live = [head for head in candidates if head.change.change_id not in gone]
        if live:
            heads[name] = sorted(live, key=_newest_first, reverse=True)
    standing_deletes = [change for change in deletes if change.change_id not in revived]
    return _entity(uid, changes, creates, standing_deletes, heads)


def _fold_single(uid: str, change: Change) -> Entity:
    """Fold the commonest case, one create, without the machinery: bulk work consists of it."""
    values = change.loaded
    return Entity(uid, change.field, values, _SoleHeads(change, values), created=change)


class _SoleHeads(Mapping[str, Sequence[Head]]):
    """The heads of an entity with one create: made when asked for, which bulk work does not."""

    __slots__ = ("_change", "_values")

    def __init__(self, change: Change, values: Mapping[str, Json]) -> None:
        self._change = change
        self._values = values

    def __getitem__(self, name: str) -> Sequence[Head]:
        return (Head(self._change, self._values[name]),)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _entity(
    uid: str,
    changes: Sequence[Change],
    creates: Sequence[Change],
    deletes: Sequence[Change],
    heads: dict[str, list[Head]],
) -> Entity:
    """Put the heads together: values, conflicts, life."""
    everything = [change for change in changes if change.kind in ("create", "delete")]
    entity_type = everything[0].field if everything else ""
    conflicts: dict[str, Sequence[Head]] = {}
    for name, live in heads.items():
        if any(head.value != live[0].value for head in live[1:]):
            conflicts[name] = tuple(live)
    seen = _parents(deletes)
    unseen = [head for live in heads.values() for head in live if head.change.change_id not in seen]
    is_alive = bool(creates) and bool(unseen)
    if is_alive and deletes:
        newest = max(deletes, key=lambda change: (change.clock, change.change_id))
        # What the unseen edit says is its own field's affair: here it only says that the thing is to live.
        conflicts[LIFE] = (Head(max(unseen, key=_newest_first).change, True), Head(newest, None))
    return Entity(
        uid,
        entity_type,
        {name: live[0].value for name, live in heads.items()},
        heads,
        conflicts,
        is_alive,
        min(creates, key=lambda change: (change.clock, change.change_id), default=None),
    )


def active_changes(changes: Sequence[Change]) -> list[Change]:
    """Leave out the changes that a void in force takes back, and the voids themselves."""
    voids = {change.change_id: change for change in changes if change.kind == "void"}
    if not voids:
        return list(changes)
    taken_back: set[bytes] = set()
    in_force: dict[bytes, bool] = {}
    by_target: dict[bytes, list[Change]] = {}
    for void in voids.values():
        for target in void.parents:
            by_target.setdefault(target, []).append(void)

    def is_in_force(change_id: bytes) -> bool:
        waiting = [change_id]  # not by recursion: undoing and doing again a thousand times is a chain of a thousand
        while waiting:
            above = [void.change_id for void in by_target.get(waiting[-1], ())]
            unknown = [each for each in above if each not in in_force]
            if unknown:
                waiting.extend(unknown)
            else:
                in_force[waiting.pop()] = not any(in_force[each] for each in above)
        return in_force[change_id]

    for change_id in voids:
        if is_in_force(change_id):
            taken_back.update(voids[change_id].parents)
    return [change for change in changes if change.kind != "void" and change.change_id not in taken_back]


def live_parents(entity: Entity, changes: Sequence[Change], kind: str, name: str) -> tuple[bytes, ...]:
    """Give the changes that a new change of this kind replaces: what its author sees at this moment."""
    if kind == "set":
        return tuple(sorted({head.change.change_id for head in entity.heads.get(name, ())}))
    standing = {change.change_id for change in active_changes(changes) if change.kind == "delete"} - _parents(
        [change for change in active_changes(changes) if change.kind == "create"]
    )
    if kind == "create":
        return tuple(sorted(standing))
    live = {head.change.change_id for heads in entity.heads.values() for head in heads}
    return tuple(sorted(live | standing))


def _parents(changes: Iterable[Change]) -> set[bytes]:
    return {parent for change in changes for parent in change.parents}


def _newest_first(head: Head) -> tuple[int, bytes]:
    return head.change.clock, head.change.change_id

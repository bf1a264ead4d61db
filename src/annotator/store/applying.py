"""The one place where drafts become changes, and where a transaction is taken back."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from annotator.core.changes import Change, Draft, canonical_json
from annotator.core.clock import HybridClock
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.fold import Entity, active_changes, fold, live_parents
from annotator.core.identity import new_uid
from annotator.store.derive import Deriver
from annotator.store.log import Log

# No field is called so.
_WHOLE = "*"


@dataclass(frozen=True, slots=True)
class Applied:
    """What an applied edit touched: (entity type, uid) pairs. No change at all gives an empty `transaction_uid`."""

    transaction_uid: str
    touched: frozenset[tuple[str, str]]
    change_count: int


class Applier:
    """Turn drafts into changes of one database. The caller holds the transaction."""

    def __init__(self, connection: sqlite3.Connection, clock: HybridClock) -> None:
        self._log = Log(connection)
        self._deriver = Deriver(connection)
        self._clock = clock
        self.locators = self._deriver.locators

    def apply(self, drafts: Iterable[Draft], reviewer_uid: str, blobs: Mapping[str, bytes]) -> Applied:
        """Give each draft its author, clock and parents, append it, and bring the derived rows up to date."""
        drafts = list(drafts)
        self._log.append_blobs(blobs.items())
        histories = self._log.changes_of(list({draft.entity_uid for draft in drafts}))
        new_uids = frozenset(draft.entity_uid for draft in drafts) - histories.keys()
        transaction_uid = new_uid()
        appended: list[Change] = []
        for draft in drafts:
            history = histories.setdefault(draft.entity_uid, [])
            entity = fold(draft.entity_uid, history) if history else None
            if _changes_nothing(draft, entity):
                continue
            parents = _parents(draft, entity, history)
            change = Change(
                transaction_uid,
                reviewer_uid,
                self._clock.tick(),
                draft.kind,
                draft.entity_uid,
                draft.field,
                canonical_json(draft.value),
                parents,
            )
            # Canonical JSON reads back as what it was written from, so it need not be read.
            change.__dict__["loaded"] = draft.value
            history.append(change)
            appended.append(change)
        if not appended:
            return Applied("", frozenset(), 0)
        self._log.append(appended)
        touched = self.derive({uid: histories[uid] for uid in {change.entity_uid for change in appended}}, new_uids)
        return Applied(transaction_uid, touched, len(appended))

    def derive(self, histories: Mapping[str, Sequence[Change]], new_uids: frozenset[str]) -> frozenset[tuple[str, str]]:
        """Bring the rows of entities up to date; give what was touched."""
        entities = [fold(uid, history) for uid, history in histories.items()]
        self._deriver.write(entities, new_uids)
        return frozenset((intern(entity.type), entity.uid) for entity in entities)

    def inverse(self, transaction_uids: Iterable[str]) -> list[Draft]:
        """Give the drafts that restore what stood before some transactions, which are taken back as one.

        A creation is undone by deleting, everything else by a void, which takes the change back and so brings
        back whatever stood there, a conflict included.

        Raises:
            RefusedError: somebody has changed the same thing since.
        """
        made = sorted(
            (entry for uid in transaction_uids for entry in self._log.changes_of_transaction(uid)),
            key=lambda entry: entry[0],
        )
        own = {change.change_id for _, change in made}
        by_entity: dict[str, list[Change]] = {}
        for _, change in made:
            by_entity.setdefault(change.entity_uid, []).append(change)
        last_seq = made[-1][0] if made else 0
        drafts: list[Draft] = []
        for uid, changes in reversed(by_entity.items()):
            history = self._log.changes_of([uid])[uid]
            places = self._log.places_of(uid)
            later = [
                change
                for change in active_changes(history)
                if places[change.change_id] > last_seq and change.change_id not in own
            ]
            _refuse_if_moved_on(changes, later, history)
            first_create = next(change for change in history if change.kind == "create")
            if first_create.change_id in own:
                drafts.append(Draft("delete", uid, first_create.field))
            else:
                field = changes[0].field if len(changes) == 1 else ""
                drafts.append(Draft("void", uid, field, sorted(change.change_id.hex() for change in changes)))
        return drafts


def _changes_nothing(draft: Draft, entity: Entity | None) -> bool:
    """Tell whether a draft would only repeat what is there; a conflict is always settled, even by its own winner."""
    if draft.kind == "set" and entity is not None and entity.is_alive:
        heads = entity.heads.get(draft.field, ())
        shown = heads[0].value if heads else None
        return draft.field not in entity.conflicts and bool(shown == draft.value)
    return draft.kind == "delete" and (entity is None or not entity.is_alive)


def _parents(draft: Draft, entity: Entity | None, history: Sequence[Change]) -> tuple[bytes, ...]:
    if draft.kind == "void":
        return tuple(sorted(bytes.fromhex(change_id) for change_id in draft.value))
    if entity is None:
        if draft.kind != "create":
            raise NotFoundError("What you wanted to change is not in the project; it may have been deleted.")
        return ()
    if draft.kind == "set" and not entity.is_alive:
        raise NotFoundError("What you wanted to change has been deleted; undo the deletion first.")
    if draft.kind == "create" and entity.is_alive:
        raise RefusedError("This is in the project already.")
    return live_parents(entity, history, draft.kind, draft.field)


def _refuse_if_moved_on(changes: Sequence[Change], later: Sequence[Change], history: Sequence[Change]) -> None:
    """Refuse to undo what others have built on."""
    mine, theirs = (_effects(each, history) for each in (changes, later))
    if later and (_WHOLE in mine | theirs or mine & theirs):
        raise RefusedError("This cannot be undone any more, because it has been changed again since.")


def _effects(changes: Iterable[Change], history: Sequence[Change]) -> set[str]:
    """Give the fields that changes are about, _WHOLE for a thing's life; a void is about what it takes back."""
    by_id = {change.change_id: change for change in history}
    fields: set[str] = set()
    waiting, seen = list(changes), set()
    while waiting:
        change = waiting.pop()
        if change.kind == "void":
            seen.add(change.change_id)
            waiting += [by_id[each] for each in change.parents if each in by_id and each not in seen]
        else:
            fields.add(_WHOLE if change.kind in ("create", "delete") else change.field)
    return fields

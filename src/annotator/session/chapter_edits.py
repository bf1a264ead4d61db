"""Edits of several items of a chapter in one step of undo, put together from those of one item."""

from collections.abc import Sequence
from typing import cast

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.identity import new_uid, placement_uid
from annotator.core.reading import Reading
from annotator.core.records import Placement, Prose
from annotator.store.reader import Reader

Item = Placement | Prose


class _Staged:
    """One chapter's items as they will stand once the drafts so far are applied."""

    def __init__(self, chapter_uid: str, items: Sequence[Item]) -> None:
        self._chapter_uid = chapter_uid
        self._items = list(items)

    @property
    def reading(self) -> Reading:
        """The part of Reading that edits of a chapter's items ask for."""
        return cast(Reading, self)

    def chapter_items(self, chapter_uid: str) -> Sequence[Item]:
        return self._items

    def take(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """Bring the items up to date with drafts, and hand those on."""
        for draft in drafts:
            known = next((each for each in self._items if each.uid == draft.entity_uid), None)
            if known is not None:
                self._items.remove(known)
            item = self._after(draft, known)
            if item is not None:
                self._items.append(item)
        self._items.sort(key=lambda each: (each.order, each.uid))
        return drafts

    def _after(self, draft: Draft, known: Item | None) -> Item | None:
        uid, value = draft.entity_uid, draft.value
        if draft.kind == "delete":
            return None
        if draft.kind == "create" and draft.field == "placement":
            return Placement(uid, self._chapter_uid, value["statement"], value["order"])
        if draft.kind == "create":
            return Prose(uid, self._chapter_uid, value["place"]["order"], value["text"])
        if isinstance(known, Placement):
            return Placement(uid, self._chapter_uid, known.statement_uid, value)
        if known is not None and draft.field == "place":
            return Prose(uid, self._chapter_uid, value["order"], known.text)
        return known


def add_passages(
    reader: Reader, chapter_uid: str, texts: Sequence[str], before_uid: str | None = None
) -> tuple[list[Draft], list[str]]:
    """Add passages of prose in their order, before an item or last; give the drafts and the new uids."""
    staged = _Staged(chapter_uid, reader.chapter_items(chapter_uid))
    drafts: list[Draft] = []
    uids = [new_uid() for _ in texts]
    for uid, text in zip(uids, texts, strict=True):
        drafts += staged.take(edits.add_prose(staged.reading, chapter_uid, text, before_uid, uid))
    return drafts, uids


def carry_items(reader: Reader, from_uid: str, item_uids: Sequence[str], to_uid: str) -> list[Draft]:
    """Move items from one chapter to the end of another."""
    wanted = set(item_uids)
    staged = _Staged(to_uid, reader.chapter_items(to_uid))
    drafts: list[Draft] = []
    for item in reader.chapter_items(from_uid):
        if item.uid not in wanted:
            continue
        if isinstance(item, Placement):
            drafts += edits.unplace_statement(reader, from_uid, item.statement_uid)
            drafts += staged.take(edits.place_statement(staged.reading, to_uid, item.statement_uid))
        else:
            drafts += edits.delete_prose(item.uid)
            drafts += staged.take(edits.add_prose(staged.reading, to_uid, item.text))
    return drafts


def move_items(reader: Reader, chapter_uid: str, item_uids: Sequence[str], before_uid: str | None) -> list[Draft]:
    """Move items of a chapter together, in their present order, before another item or to the end."""
    items = reader.chapter_items(chapter_uid)
    wanted = set(item_uids)
    before_uid = _first_staying(items, wanted, before_uid)
    staged = _Staged(chapter_uid, items)
    drafts: list[Draft] = []
    for item in items:
        if item.uid in wanted:
            drafts += staged.take(edits.move_item(staged.reading, chapter_uid, item.uid, before_uid))
    return drafts


def place_statements(
    reader: Reader, chapter_uid: str, statement_uids: Sequence[str], before_uid: str | None = None
) -> list[Draft]:
    """Put statements into a chapter in the order given, before one of its items or last."""
    items = reader.chapter_items(chapter_uid)
    before_uid = _first_staying(items, {placement_uid(chapter_uid, uid) for uid in statement_uids}, before_uid)
    staged = _Staged(chapter_uid, items)
    drafts: list[Draft] = []
    for uid in statement_uids:
        drafts += staged.take(edits.place_statement(staged.reading, chapter_uid, uid, before_uid))
    return drafts


def take_out_items(reader: Reader, chapter_uid: str, item_uids: Sequence[str]) -> list[Draft]:
    """Take statements out of a chapter and delete passages of prose."""
    wanted = set(item_uids)
    drafts: list[Draft] = []
    for item in reader.chapter_items(chapter_uid):
        if item.uid not in wanted:
            continue
        if isinstance(item, Placement):
            drafts += edits.unplace_statement(reader, chapter_uid, item.statement_uid)
        else:
            drafts += edits.delete_prose(item.uid)
    return drafts


def _first_staying(items: Sequence[Item], moving: set[str], before_uid: str | None) -> str | None:
    """Give the item to move before, where the one that was named moves itself."""
    while before_uid in moving:
        at = next((index for index, item in enumerate(items) if item.uid == before_uid), len(items))
        before_uid = items[at + 1].uid if at + 1 < len(items) else None
    return before_uid

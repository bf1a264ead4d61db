"""Edits of several items of a chapter in one step of undo, put together from those of one item."""

from collections.abc import Collection, Sequence
from typing import cast

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.identity import new_uid, placement_uid
from annotator.core.reading import Reading
from annotator.core.records import Placement, Prose
from annotator.store.reader import Reader

Item = Placement | Prose


class _Gap:
    """The gap of a chapter into which items go one after another, each behind the one that went in before.

    To an edit this is the chapter: an order key depends on its two neighbours only, so only they are shown, and
    the item that moves. That keeps an edit of thousands of items as quick as thousands of edits of a short chapter.
    """

    def __init__(self, items: Sequence[Item], before_uid: str | None, moving: Collection[str] = ()) -> None:
        staying = [item for item in items if item.uid not in moving]
        at = next((index for index, item in enumerate(staying) if item.uid == before_uid), len(staying))
        self._moving = {item.uid: item for item in items if item.uid in moving}
        self._low = staying[at - 1 : at] if at else []
        self._high = staying[at : at + 1]
        self.before_uid = self._high[0].uid if self._high else None
        self._shown: Item | None = None

    def chapter_items(self, chapter_uid: str) -> Sequence[Item]:
        """Give the neighbours, as Reading does."""
        return [*self._low, *([self._shown] if self._shown else []), *self._high]

    def reading_for(self, uid: str = "") -> Reading:
        """Give the part of Reading that an edit of this item asks for."""
        self._shown = self._moving.get(uid)
        return cast(Reading, self)

    def take(self, drafts: Sequence[Draft]) -> Sequence[Draft]:
        """Put the item of these drafts into the gap, and hand them on."""
        for draft in drafts:
            value = draft.value
            if isinstance(value, dict):
                value = value["place"]["order"] if "place" in value else value["order"]
            self._low = [Prose(draft.entity_uid, "", value, "")]
        self._shown = None
        return drafts


def add_passages(
    reader: Reader, chapter_uid: str, texts: Sequence[str], before_uid: str | None = None
) -> tuple[list[Draft], list[str]]:
    """Add passages of prose in their order, before an item or last; give the drafts and the new uids."""
    gap = _Gap(reader.chapter_items(chapter_uid), before_uid)
    drafts: list[Draft] = []
    uids = [new_uid() for _ in texts]
    for uid, text in zip(uids, texts, strict=True):
        drafts += gap.take(edits.add_prose(gap.reading_for(), chapter_uid, text, gap.before_uid, uid))
    return drafts, uids


def carry_items(reader: Reader, from_uid: str, item_uids: Sequence[str], to_uid: str) -> list[Draft]:
    """Move items from one chapter to the end of another; what stands there already moves to its end."""
    wanted = set(item_uids)
    carried = [item for item in reader.chapter_items(from_uid) if item.uid in wanted]
    arriving = {placement_uid(to_uid, item.statement_uid) for item in carried if isinstance(item, Placement)}
    gap = _Gap(reader.chapter_items(to_uid), None, arriving)
    drafts: list[Draft] = []
    for item in carried:
        if isinstance(item, Placement):
            reading = gap.reading_for(placement_uid(to_uid, item.statement_uid))
            drafts += edits.unplace_statement(reader, from_uid, item.statement_uid)
            drafts += gap.take(edits.place_statement(reading, to_uid, item.statement_uid))
            drafts += _shown_alike(placement_uid(to_uid, item.statement_uid), item)
        else:
            drafts += edits.delete_prose(item.uid)
            added = gap.take(edits.add_prose(gap.reading_for(), to_uid, item.text))
            drafts += added
            drafts += judged_alike(added[0].entity_uid, item)
    return drafts


def judged_alike(uid: str, passage: Prose) -> list[Draft]:
    """Make a passage that was just added the key judgement that another one is."""
    drafts = edits.mark_key_judgement(uid, True) if passage.is_key_judgement else []
    if passage.likelihood:
        drafts += edits.set_likelihood(uid, passage.likelihood)
    if passage.confidence:
        drafts += edits.set_confidence(uid, passage.confidence)
    return drafts


def move_items(reader: Reader, chapter_uid: str, item_uids: Sequence[str], before_uid: str | None) -> list[Draft]:
    """Move items of a chapter together, in their present order, before another item or to the end."""
    items = reader.chapter_items(chapter_uid)
    wanted = set(item_uids)
    gap = _Gap(items, _first_staying(items, wanted, before_uid), wanted)
    drafts: list[Draft] = []
    for item in items:
        if item.uid in wanted:
            drafts += gap.take(edits.move_item(gap.reading_for(item.uid), chapter_uid, item.uid, gap.before_uid))
    return drafts


def place_statements(
    reader: Reader, chapter_uid: str, statement_uids: Sequence[str], before_uid: str | None = None
) -> list[Draft]:
    """Put statements into a chapter in the order given, before one of its items or last."""
    items = reader.chapter_items(chapter_uid)
    moving = {placement_uid(chapter_uid, uid) for uid in statement_uids}
    gap = _Gap(items, _first_staying(items, moving, before_uid), moving)
    drafts: list[Draft] = []
    for uid in statement_uids:
        reading = gap.reading_for(placement_uid(chapter_uid, uid))
        drafts += gap.take(edits.place_statement(reading, chapter_uid, uid, gap.before_uid))
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


def _shown_alike(uid: str, placement: Placement) -> list[Draft]:
    """Quote a statement as another placement of it does.

    The words go along as they are, also where the statement has changed since they were shortened: whoever carries
    them elsewhere has not looked at them, and the check goes on saying so.
    """
    if placement.form == "full":
        return []
    return [Draft("set", uid, "shown", {"form": placement.form, "words": placement.words})]


def _first_staying(items: Sequence[Item], moving: Collection[str], before_uid: str | None) -> str | None:
    """Give the item to move before, where the one that was named moves itself."""
    at = next((index for index, item in enumerate(items) if item.uid == before_uid), len(items))
    return next((item.uid for item in items[at:] if item.uid not in moving), None)

"""Edits of the outline: chapters as a tree, and what stands in a chapter: statements and prose in one order."""

from collections.abc import Sequence

from annotator.core.changes import Draft
from annotator.core.edits.places import place_in_tree
from annotator.core.edits.wishes import required_words
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.identity import new_uid, placement_uid
from annotator.core.order import key_before, keys_after
from annotator.core.outline_text import OutlineEntry
from annotator.core.reading import Reading
from annotator.core.records import Placement, Prose


def add_chapter(
    reading: Reading,
    title: str,
    parent_uid: str | None = None,
    before_uid: str | None = None,
    uid: str | None = None,
) -> list[Draft]:
    """Add a chapter under a parent (None is the top), before one of its children or last."""
    place = place_in_tree(reading.chapters(), parent_uid, before_uid, what="chapter")
    value = {"title": required_words(title, "The chapter's title"), "place": place}
    return [Draft("create", uid or new_uid(), "chapter", value)]


def add_outline(reading: Reading, entries: Sequence[OutlineEntry]) -> list[Draft]:
    """Add a whole outline behind the chapters that are there; levels are from 1."""
    tops = [chapter.order for chapter in reading.chapters() if chapter.parent_uid is None]
    drafts: list[Draft] = []
    last_key: dict[str | None, str] = {None: tops[-1] if tops else ""}
    path: list[str] = []
    for entry in entries:
        del path[max(0, entry.level - 1) :]
        parent = path[-1] if path else None
        uid = new_uid()
        last_key[parent] = keys_after(last_key.get(parent, ""), 1)[0]
        value = {
            "title": required_words(entry.title, "The chapter's title"),
            "place": {"parent": parent, "order": last_key[parent]},
        }
        drafts.append(Draft("create", uid, "chapter", value))
        path.append(uid)
    return drafts


def rename_chapter(uid: str, title: str) -> list[Draft]:
    """Give a chapter another title."""
    return [Draft("set", uid, "title", required_words(title, "The chapter's title"))]


def move_chapter(reading: Reading, uid: str, parent_uid: str | None, before_uid: str | None = None) -> list[Draft]:
    """Move a chapter with all under it."""
    place = place_in_tree(reading.chapters(), parent_uid, before_uid, moving_uid=uid, what="chapter")
    return [Draft("set", uid, "place", place)]


def delete_chapter(reading: Reading, uid: str) -> list[Draft]:
    """Delete a chapter with the chapters under it, its prose and its placements; the statements stay."""
    chapters = reading.chapters()
    doomed = {uid}
    for chapter in chapters:  # in tree order, so a parent always comes before its children
        if chapter.parent_uid in doomed:
            doomed.add(chapter.uid)
    drafts = []
    for chapter_uid in sorted(doomed):
        for item in reading.chapter_items(chapter_uid):
            drafts.append(Draft("delete", item.uid, "placement" if isinstance(item, Placement) else "prose"))
        drafts.append(Draft("delete", chapter_uid, "chapter"))
    return drafts


def place_statement(
    reading: Reading, chapter_uid: str, statement_uid: str, before_uid: str | None = None
) -> list[Draft]:
    """Put a statement into a chapter, before one of its items or last; where it is in already, move it there."""
    uid = placement_uid(chapter_uid, statement_uid)
    items = reading.chapter_items(chapter_uid)
    order = _order(items, uid, before_uid)
    if any(item.uid == uid for item in items):
        return [Draft("set", uid, "order", order)]
    return [Draft("create", uid, "placement", {"chapter": chapter_uid, "statement": statement_uid, "order": order})]


def unplace_statement(reading: Reading, chapter_uid: str, statement_uid: str) -> list[Draft]:
    """Take a statement out of a chapter; it stays in its source and in other chapters."""
    uid = placement_uid(chapter_uid, statement_uid)
    if all(placement.uid != uid for placement in reading.placements_of(statement_uid)):
        raise NotFoundError("The statement does not stand in this chapter.")
    return [Draft("delete", uid, "placement")]


def move_item(reading: Reading, chapter_uid: str, item_uid: str, before_uid: str | None = None) -> list[Draft]:
    """Move a placement or a passage of prose within its chapter, before another item or last."""
    items = reading.chapter_items(chapter_uid)
    item = next((each for each in items if each.uid == item_uid), None)
    if item is None:
        raise NotFoundError("What you moved no longer stands in this chapter.")
    order = _order(items, item_uid, before_uid)
    if isinstance(item, Placement):
        return [Draft("set", item_uid, "order", order)]
    return [Draft("set", item_uid, "place", {"chapter": chapter_uid, "order": order})]


def add_prose(
    reading: Reading, chapter_uid: str, text: str, before_uid: str | None = None, uid: str | None = None
) -> list[Draft]:
    """Add one paragraph of prose to a chapter, before one of its items or last."""
    uid = uid or new_uid()
    order = _order(reading.chapter_items(chapter_uid), uid, before_uid)
    value = {"place": {"chapter": chapter_uid, "order": order}, "text": _one_paragraph(text)}
    return [Draft("create", uid, "prose", value)]


def write_prose(uid: str, text: str) -> list[Draft]:
    """Replace the words of a paragraph of prose."""
    return [Draft("set", uid, "text", _one_paragraph(text))]


def delete_prose(uid: str) -> list[Draft]:
    """Delete a paragraph of prose."""
    return [Draft("delete", uid, "prose")]


def _one_paragraph(text: str) -> str:
    """Refuse line breaks: prose is one entity a paragraph, so that two editors meet in as little as possible."""
    if "\n" in text or "\r" in text:
        raise RefusedError("A passage of prose is one paragraph; please add another passage for the next one.")
    return text


def _order(items: Sequence[Placement | Prose], moving_uid: str, before_uid: str | None) -> str:
    others = [(item.order, item.uid) for item in items if item.uid != moving_uid]
    return key_before(others, before_uid)

"""Edits of the codebook: a tree of tags."""

from annotator.core.changes import Draft
from annotator.core.edits.places import place_in_tree
from annotator.core.edits.wishes import required_words
from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid
from annotator.core.reading import Reading
from annotator.core.vocabulary import TAG_COLOURS

MOST_FAVOURITES = 9


def add_tag(
    reading: Reading,
    name: str,
    colour: str | None = None,
    parent_uid: str | None = None,
    definition: str = "",
    uid: str | None = None,
) -> list[Draft]:
    """Add a tag as the last child of its parent; without a colour it takes the one least used."""
    tags = reading.tags()
    if colour is None:
        used = [tag.colour for tag in tags]
        colour = min(TAG_COLOURS, key=used.count)
    value = {
        "name": required_words(name, "The tag's name"),
        "colour": _known_colour(colour),
        "definition": definition.strip(),
        "place": place_in_tree(tags, parent_uid, what="tag"),
        "merged_into": None,
    }
    return [Draft("create", uid or new_uid(), "tag", value)]


def rename_tag(uid: str, name: str) -> list[Draft]:
    """Give a tag another name."""
    return [Draft("set", uid, "name", required_words(name, "The tag's name"))]


def recolour_tag(uid: str, colour: str) -> list[Draft]:
    """Give a tag another colour, by its name."""
    return [Draft("set", uid, "colour", _known_colour(colour))]


def define_tag(uid: str, definition: str) -> list[Draft]:
    """Write what a tag means."""
    return [Draft("set", uid, "definition", definition.strip())]


def mark_position(uid: str, is_position: bool) -> list[Draft]:
    """Say whether a tag is a position that an actor can hold ("denies"), or no longer."""
    return [Draft("set", uid, "is_position", is_position)]


def move_tag(reading: Reading, uid: str, parent_uid: str | None, before_uid: str | None = None) -> list[Draft]:
    """Move a tag under a parent (None is the top), before one of its children or last."""
    place = place_in_tree(reading.tags(), parent_uid, before_uid, moving_uid=uid, what="tag")
    return [Draft("set", uid, "place", place)]


def merge_tags(uid: str, into_uid: str) -> list[Draft]:
    """Merge a tag into another: its statements and children count as the other's."""
    if uid == into_uid:
        raise RefusedError("A tag cannot be merged into itself.")
    return [Draft("set", uid, "merged_into", into_uid)]


def delete_tag(reading: Reading, uid: str) -> list[Draft]:
    """Delete a tag; its children move up to where it stood, and statements lose it."""
    tags = reading.tags()
    gone = reading.tag(uid)
    drafts = []
    for child in [tag for tag in tags if tag.parent_uid == uid]:
        drafts.append(Draft("set", child.uid, "place", {"parent": gone.parent_uid, "order": gone.order}))
    return [*drafts, Draft("delete", uid, "tag")]


def set_favourite(reading: Reading, tag_uid: str, digit: int, reviewer_uid: str) -> list[Draft]:
    """Put a tag on one of a reviewer's keys 1 to 9, taking the key from the tag that had it; 0 takes it off."""
    if not 0 <= digit <= MOST_FAVOURITES:
        raise RefusedError("Favourites are on the keys 1 to 9.")
    field = f"favourite:{reviewer_uid}"
    before = [tag for tag in reading.tags() if digit and tag.favourite == digit and tag.uid != tag_uid]
    return [Draft("set", tag.uid, field, 0) for tag in before] + [Draft("set", tag_uid, field, digit)]


def _known_colour(colour: str) -> str:
    if colour not in TAG_COLOURS:
        raise RefusedError(f"A tag's colour is one of: {', '.join(TAG_COLOURS)}.")
    return colour

"""What the palette offers for the letters typed: tags, chapters, actors, and making a new one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.session.catalogue import Catalogue, plain_name

MOST_OF_A_KIND = 40


class Kind(StrEnum):
    """What a choice does with the statement."""

    TAG = "tag"
    CHAPTER = "chapter"
    ACTOR = "actor"
    NEW_TAG = "new_tag"
    NEW_CHAPTER = "new_chapter"
    NEW_ACTOR = "new_actor"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of the palette; `spans` are the letters of the name that were typed, `key` its favourite digit."""

    kind: Kind
    uid: str
    name: str
    number: str = ""
    count: int = 0
    key: int = 0
    colour: str = ""
    is_applied: bool = False
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What the statement has already."""

    tag_uids: Collection[str] = field(default_factory=frozenset)
    chapter_uids: Collection[str] = field(default_factory=frozenset)
    actor_uids: Collection[str] = field(default_factory=frozenset)


def choices(catalogue: Catalogue, typed: str, applied: Applied) -> list[Choice]:
    """Give tags, chapters and actors in which all the typed words stand, best first, then what can be made new."""
    words = typed.casefold().split()
    tags = [
        Choice(Kind.TAG, each.uid, each.name, "", each.statement_count, each.favourite, each.colour,
               each.uid in applied.tag_uids)
        for each in catalogue.tags.values()
    ]  # fmt: skip
    chapters = [
        Choice(Kind.CHAPTER, each.uid, each.title, each.number, each.statement_count,
               is_applied=each.uid in applied.chapter_uids)
        for each in catalogue.chapters.values()
    ]  # fmt: skip
    actors = [
        Choice(Kind.ACTOR, each.uid, each.name, "", each.statement_count, is_applied=each.uid in applied.actor_uids)
        for each in catalogue.actors.values()
    ]
    if not words:
        actors.sort(key=lambda each: (not each.is_applied, -each.count))
    found = [*_ranked(tags, words), *_ranked(chapters, words), *_ranked(actors, words)]
    return found + _new_ones(catalogue, " ".join(typed.split()))


def found_spans(name: str, words: Sequence[str]) -> tuple[tuple[int, int], ...] | None:
    """Give where the words stand in a name, or None where one of them does not."""
    lowered = name.casefold()
    spans = []
    for word in words:
        at = lowered.find(word)
        if at < 0:
            return None
        spans.append((at, at + len(word)))
    if len(lowered) != len(name):
        return ()
    spans.sort()
    return tuple(span for index, span in enumerate(spans) if not index or span[0] >= spans[index - 1][1])


def _new_ones(catalogue: Catalogue, name: str) -> list[Choice]:
    if not name:
        return []
    known = plain_name(name)
    made = []
    if catalogue.tag_named(name) is None:
        made.append(Choice(Kind.NEW_TAG, "", name))
    if all(plain_name(each.title) != known for each in catalogue.chapters.values()):
        made.append(Choice(Kind.NEW_CHAPTER, "", name))
    if catalogue.actor_named(name) is None:
        made.append(Choice(Kind.NEW_ACTOR, "", name))
    return made


def _ranked(rows: Sequence[Choice], words: Sequence[str]) -> list[Choice]:
    """Keep the rows that match; a name that begins with what was typed comes first, then one with such a word."""
    if not words:
        return list(rows[:MOST_OF_A_KIND])
    ranked: list[tuple[int, int, Choice]] = []
    for order, row in enumerate(rows):
        is_number = bool(row.number) and list(words) == [row.number]
        spans = () if is_number else found_spans(row.name, words)
        if spans is not None:
            ranked.append((_rank(row.name, words[0], is_number), order, replace(row, spans=spans)))
    ranked.sort(key=lambda each: each[:2])
    return [row for _, _, row in ranked[:MOST_OF_A_KIND]]


def _rank(name: str, word: str, is_number: bool) -> int:
    lowered = name.casefold()
    if is_number or lowered.startswith(word):
        return 0
    return 1 if any(part.startswith(word) for part in lowered.split()) else 2

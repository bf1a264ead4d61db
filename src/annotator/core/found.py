"""What a search finds, and how much of it there is."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A place where the words stand.

    `kind` is one of search_fields.KINDS; `uid` is the statement's, the note's or the passage's, and "" in a text.
    It is listed under `place_uid`: a source, a chapter, or where a note is on something else, that thing.
    `words` stand around the place, with `marks` in them; `start` and `end` are the place in the source's text, for
    statements and their notes that of the statement. `statement_uid` is the statement, or the one that the note is on.
    `number` is the statement's.
    """

    kind: str
    uid: str
    place_kind: str
    place_uid: str
    words: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int = 0
    end: int = 0
    statement_uid: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found in one place, the places in its text first; `places` counts all that are in the text.

    `title` and `detail` name it: a source's outlet and title, a chapter's number and title.
    """

    place_kind: str
    place_uid: str
    title: str
    detail: str
    items: tuple[FoundItem, ...]
    places: int = 0

    def count(self, kind: str) -> int:
        """Count what is listed of one kind; in a text, all places."""
        return self.places if kind == "text" else sum(item.kind == kind for item in self.items)


@dataclass(frozen=True, slots=True)
class FoundCounts:
    """How much there is in all: by kind, and by what can narrow it.

    Each facet gives (what it is called, the value that its field takes, count), most first. Texts count as one each.
    `places` counts what is in a source or a chapter, by its uid and the kind.
    """

    kinds: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, tuple[tuple[str, str, int], ...]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)

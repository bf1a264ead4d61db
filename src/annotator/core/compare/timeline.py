"""The timeline of Compare: what happened, or was said, or came out when, in lanes, no more exactly than it is known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annotator.core.compare.disagreements import ONE_EVENT, dates_exclude
from annotator.core.positions import Position
from annotator.core.records import FuzzyDate, Link

MOST_WORDS = 56


class DateKind(StrEnum):
    """By which of its dates a statement stands on the timeline."""

    EVENT = "event"
    SAID = "said"
    PUBLISHED = "published"


class LaneKind(StrEnum):
    """What has a lane of its own."""

    NONE = ""
    ACTOR = "actor"
    SOURCE = "source"
    CHAPTER = "chapter"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class TimelineWish:
    """What is shown; empty fields do not filter."""

    date: DateKind = DateKind.EVENT
    lanes: LaneKind = LaneKind.NONE
    actor_uid: str = ""
    tag_uid: str = ""
    chapter_uid: str = ""
    text: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether statements are left out."""
        return bool(self.actor_uid or self.tag_uid or self.chapter_uid or self.text)


class Event(NamedTuple):
    """A statement on the timeline. `words` are the beginning of its quotation; `colour` is that of its first tag.

    There can be a hundred thousand, so they are plain tuples.
    """

    uid: str
    number: int
    known: FuzzyDate | None
    words: str
    actor_uid: str
    source_uid: str
    colour: str


@dataclass(frozen=True)
class Lane:
    """The dated events of one actor, source, chapter or tag, in the order of their days; an empty key: of none."""

    key: str
    name: str
    events: tuple[Event, ...]

    @cached_property
    def longest(self) -> int:
        """How many days the least exact date spans."""
        return max((known.end.toordinal() - known.start.toordinal() for known in self._dates), default=0)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first day of each event."""
        return tuple(known.start.toordinal() for known in self._dates)

    @property
    def _dates(self) -> Iterable[FuzzyDate]:
        return (event.known for event in self.events if event.known is not None)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An actor and what he held when."""

    actor_uid: str
    name: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class PositionTag:
    """A tag that is a position."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that one wish shows.

    `apart` are pairs of statements of one event whose dates cannot both be right. `span` is the first and the last
    day of all there is, as ordinals, or None where nothing is dated.
    """

    wish: TimelineWish = TimelineWish()
    lanes: tuple[Lane, ...] = ()
    undated: tuple[Event, ...] = ()
    dated_count: int = 0
    held: tuple[HeldRow, ...] = ()
    position_tags: Mapping[str, PositionTag] | None = None
    apart: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] | None = None

    @property
    def has_positions(self) -> bool:
        """Whether any tag is marked as a position."""
        return bool(self.position_tags)


def in_lanes(
    events: Iterable[Event], names: Mapping[str, str], keys_of: Callable[[Event], Sequence[str]], nameless: str
) -> tuple[Lane, ...]:
    """Sort dated events into lanes in the order of their names; what belongs to none stands in the last lane."""
    found: dict[str, list[Event]] = {}
    for event in sorted(events, key=_moment):
        for key in [each for each in keys_of(event) if each in names] or [""]:
            found.setdefault(key, []).append(event)
    ordered = [*(key for key in names if key in found), *([""] if "" in found else [])]
    return tuple(Lane(key, names.get(key, nameless), tuple(found[key])) for key in ordered)


def dates_apart(links: Iterable[Link], events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """Give the pairs that were linked as one event, or as contradicting, whose dates exclude each other."""
    wanted = [link for link in links if link.kind in (*ONE_EVENT, "contradicts")]
    ends = {uid for link in wanted for uid in (link.from_uid, link.to_uid)}
    known = {event.uid: event.known for event in events if event.uid in ends}
    pairs = {
        (min(link.from_uid, link.to_uid), max(link.from_uid, link.to_uid))
        for link in wanted
        if dates_exclude(known.get(link.from_uid), known.get(link.to_uid))
    }
    return tuple(sorted(pairs))


def span_of(dates: Iterable[FuzzyDate]) -> tuple[int, int] | None:
    """Give the first and the last day of all dates; None where there is none."""
    distinct = set(dates)
    if not distinct:
        return None
    return min(each.start for each in distinct).toordinal(), max(each.end for each in distinct).toordinal()


def beginning(quote: str) -> str:
    """Give the beginning of a quotation as a label: one line, cut at a word."""
    words = " ".join(quote.split())
    if len(words) <= MOST_WORDS:
        return words
    cut = words[: MOST_WORDS - 1]
    at = cut.rfind(" ", MOST_WORDS // 2)
    return f"{(cut[:at] if at > 0 else cut).rstrip(' ,;:')}…"


def _moment(event: Event) -> tuple[int, int, int, str]:
    known = event.known
    assert known is not None
    return known.start.toordinal(), known.end.toordinal(), event.number, event.uid

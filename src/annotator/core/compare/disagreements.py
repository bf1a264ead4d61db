"""Where the sources disagree, for the screen: what was linked as contradicting, and dates that exclude each other.

A pair that nobody called a contradiction is only a suggestion: two statements that were linked as one event, whose
dates of the event cannot both be right. It is settled like a contradiction, by saying what one makes of the link.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.briefing.evidence import role_of
from annotator.core.origins import origin_keys
from annotator.core.reading import Reading
from annotator.core.records import Actor, Chapter, FuzzyDate, Link, Source, Statement

ONE_EVENT = ("repeats", "supports")
_BACKING = frozenset({"supported", "repeated"})


class Question(StrEnum):
    """What stands in question: a contradiction that somebody saw, or only two dates."""

    CONTRADICTION = "contradiction"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Backing:
    """What a side rests on: itself, and what supports or repeats it, in statements and in origins."""

    statements: int
    origins: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements, with whatever a list says of it."""

    statement: Statement
    source: Source
    actor: str
    backing: Backing


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements that stand against each other, in the order in which they stand in the report.

    `topic_uids` are the tags that both bear. `chapter` is where the first of them stands, or None.
    """

    link: Link
    question: Question
    sides: tuple[Side, Side]
    topic_uids: tuple[str, ...] = ()
    chapter: Chapter | None = None

    @property
    def contested(self) -> tuple[FuzzyDate, FuzzyDate] | None:
        """The dates of the two sides that exclude each other: those of the event, else those of saying; or None."""
        first, second = (side.statement for side in self.sides)
        for one, other in ((first.event_date, second.event_date), (first.said_date, second.said_date)):
            if one is not None and other is not None and dates_exclude(one, other):
                return one, other
        return None

    @property
    def is_settled(self) -> bool:
        """Whether the editor has said what to make of it."""
        return bool(self.link.assessment)

    @property
    def source_uids(self) -> tuple[str, str]:
        """The sources of the two sides."""
        return self.sides[0].source.uid, self.sides[1].source.uid

    @property
    def statement_uids(self) -> tuple[str, str]:
        """The statements of the two sides."""
        return self.sides[0].statement.uid, self.sides[1].statement.uid


def dates_exclude(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    """Tell whether two dates cannot be the same: not one day that could be either."""
    if one is None or other is None:
        return False
    return one.end < other.start or other.end < one.start


def disagreements(reading: Reading, event_dates: Mapping[str, FuzzyDate]) -> list[Disagreement]:
    """List the contradictions, and the pairs whose dates differ, by chapter; those that stand in none come last.

    `event_dates` are those of the statements that are linked as one event, by uid.
    """
    links = reading.links()
    asked = {link.uid: (link, Question.CONTRADICTION) for link in links if link.kind == "contradicts"}
    pairs = {_pair(link) for link, _ in asked.values()}
    for link in links:
        if link.kind not in ONE_EVENT or link.assessment or _pair(link) in pairs:
            continue
        if dates_exclude(event_dates.get(link.from_uid), event_dates.get(link.to_uid)):
            # Two that both support and repeat each other are one question.
            pairs.add(_pair(link))
            asked[link.uid] = link, Question.DATES
    if not asked:
        return []
    known = _Known(reading, links, [link for link, _ in asked.values()])
    found = [known.disagreement(link, question) for link, question in asked.values()]
    return sorted((each for each in found if each is not None), key=known.place)


class _Known:
    """What is read in bulk before the pairs are put together."""

    def __init__(self, reading: Reading, links: Sequence[Link], wanted: Iterable[Link]) -> None:
        sources = reading.sources()
        self._sources = {source.uid: source for source in sources}
        self._origins = origin_keys(sources)
        self._chapters: Mapping[str, Chapter] = {chapter.uid: chapter for chapter in reading.chapters()}
        self._places = {uid: at for at, uid in enumerate(self._chapters)}
        self._actors: Mapping[str, Actor] = {actor.uid: actor for actor in reading.actors()}
        ends = dict.fromkeys(uid for link in wanted for uid in (link.from_uid, link.to_uid))
        self._links_of: dict[str, list[Link]] = {}
        for link in links:
            for uid in (link.from_uid, link.to_uid):
                if uid in ends:
                    self._links_of.setdefault(uid, []).append(link)
        backers = {link.other(uid) for uid, found in self._links_of.items() for link in found}
        found = reading.statements_by_uid([*ends, *sorted(backers - ends.keys())])
        # One whose source somebody deleted meanwhile counts as deleted with it, as in the briefing.
        self.statements = {each.uid: each for each in found if each.source_uid in self._sources}

    def disagreement(self, link: Link, question: Question) -> Disagreement | None:
        """Put a pair together; None where one of the two is gone."""
        one, other = self.statements.get(link.from_uid), self.statements.get(link.to_uid)
        if one is None or other is None:
            return None
        first, second = sorted((one, other), key=self._standing)
        shared = [uid for uid in first.tag_uids if uid in second.tag_uids]
        chapters = (*first.chapter_uids, *second.chapter_uids)
        chapter = next((self._chapters[uid] for uid in chapters if uid in self._chapters), None)
        return Disagreement(link, question, (self._side(first), self._side(second)), tuple(shared), chapter)

    def place(self, each: Disagreement) -> tuple[int, int, int, str]:
        """Give where a disagreement stands in the list."""
        first, second = (side.statement for side in each.sides)
        at = self._places[each.chapter.uid] if each.chapter else len(self._places)
        return at, first.number, second.number, each.link.uid

    def _backing(self, statement: Statement) -> Backing:
        behind = {
            link.other(statement.uid)
            for link in self._links_of.get(statement.uid, ())
            if role_of(link, statement.uid) in _BACKING and link.other(statement.uid) in self.statements
        }
        origins = {self._origins[self.statements[uid].source_uid] for uid in (statement.uid, *behind)}
        return Backing(1 + len(behind), len(origins))

    def _side(self, statement: Statement) -> Side:
        actor = self._actors.get(statement.actor_uid or "")
        source = self._sources[statement.source_uid]
        return Side(statement, source, actor.name if actor else "", self._backing(statement))

    def _standing(self, statement: Statement) -> tuple[int, int]:
        places = [self._places[uid] for uid in statement.chapter_uids if uid in self._places]
        return min(places, default=len(self._places)), statement.number


def _pair(link: Link) -> frozenset[str]:
    return frozenset((link.from_uid, link.to_uid))

"""Sources that may be one article twice: what is alike or bears one title, and what a reviewer is asked about it."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

import regex

from annotator.core.edits.joining import later_of
from annotator.core.likeness import Likeness, Pair, carried_percent, groups, percent, plain_words
from annotator.core.records import Source

# "Opinion" and "Live updates" head many articles; a title of its own has more words, or stands over few.
LEAST_TITLE_WORDS = 3
MOST_NAMESAKES = 8
# An agency is named at the head of an article: in its date line or in its first sentences.
_HEAD = 1_200
_DATE_LINE = regex.compile(
    r"^[^\n()]{0,60}\((?P<name>[\p{L}][\p{L} .&'’-]{0,29})\)\s*(?:[-–—:]|\s)|^[^\n/]{0,60}/(?P<slashed>[A-Z]{3,12})/",
    regex.M,
)
_AGENCIES: Mapping[str, tuple[str, ...]] = {
    "AFP": ("AFP", "Agence France-Presse"),
    "ANSA": ("ANSA",),
    "AP": ("Associated Press",),
    "DPA": ("dpa", "DPA"),
    "EFE": ("EFE",),
    "Interfax": ("Interfax",),
    "Jiji Press": ("Jiji Press", "Jiji"),
    "KCNA": ("KCNA", "Korean Central News Agency", "조선중앙통신"),
    "Kyodo": ("Kyodo News", "Kyodo"),
    "Reuters": ("Reuters", "로이터"),
    "RIA Novosti": ("RIA Novosti",),
    "TASS": ("TASS", "타스통신"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua News Agency", "Xinhua", "新华社", "신화통신"),
    "Yonhap": ("Yonhap News Agency", "Yonhap", "연합뉴스"),
}
_NAMED = {name.casefold(): agency for agency, names in _AGENCIES.items() for name in (agency, *names)}
_SAID = regex.compile(
    r"\b(?P<name>\L<latin>)\b(?:\s+news\s+agency)?\s+(?:has\s+)?(?:reported|reports|said|says)\b"
    r"|(?:according to|reported by|citing)\s+(?:the\s+)?(?P<cited>\L<latin>)\b|(?P<dense>\L<dense>)",
    latin=[name for names in _AGENCIES.values() for name in names if name.isascii()],
    dense=[name for names in _AGENCIES.values() for name in names if not name.isascii()],
)


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two sources about which somebody should decide, in the order of their dates as far as these tell.

    `likeness` is None where only their titles are the same.
    `group` numbers the sources that hang together, from 1, and `group_size` says how many those are.
    """

    older: Source
    newer: Source
    likeness: Likeness | None
    has_same_title: bool
    group: int
    group_size: int

    @property
    def is_same(self) -> bool:
        """Whether both have the same words."""
        return self.likeness is not None and self.likeness.is_same

    @property
    def percent(self) -> int:
        """How much of both is the same, in whole per cent."""
        return percent(self.likeness) if self.likeness else 0

    @property
    def carried_percent(self) -> int:
        """How much of the shorter one stands in the longer one, where it is carried inside it; else 0."""
        return carried_percent(self.likeness) if self.likeness else 0


def alike_pairs(
    sources: Sequence[Source], likenesses: Mapping[Pair, Likeness], apart: AbstractSet[Pair]
) -> list[AlikePair]:
    """Give the pairs to decide on, the most alike first, those of one group one below the other.

    `likenesses` goes by revisions. Of many copies of one text as many pairs are given as it takes to tell of each.
    """
    by_uid = {source.uid: source for source in sources}
    by_revision = {source.revision_uid: source.uid for source in sources}
    found: dict[Pair, Likeness | None] = {}
    namesakes = set(_namesakes(sources))
    for (one, other), likeness in likenesses.items():
        if one in by_revision and other in by_revision:
            found[_ordered(by_revision[one], by_revision[other])] = likeness
    for pair in namesakes:
        found.setdefault(pair, None)
    order = sorted(found.items(), key=lambda item: (*_rank(item[1]), item[0]))
    waiting = [pair for pair, _ in order if pair not in apart and not _is_told(*(by_uid[uid] for uid in pair))]
    pairs: list[AlikePair] = []
    for number, group in enumerate(groups(waiting), 1):
        size = len({uid for pair in group for uid in pair})
        for one, other in group:
            older, newer = _in_time(by_uid[one], by_uid[other])
            pair = one, other
            pairs.append(AlikePair(older, newer, found[pair], pair in namesakes, number, size))
    return pairs


def proposed_origin(one: Source, other: Source, texts: Iterable[str]) -> str:
    """Propose who published first: what somebody said before, the agency that a text names, else the earlier outlet."""
    for source in (one, other):
        if source.origin:
            return source.origin
    for text in texts:
        agency = agency_named(text)
        if agency:
            return agency
    earlier, later = _in_time(one, other)
    return earlier.outlet or later.outlet


def agency_named(text: str) -> str:
    """Give the agency that the head of an article names as where its words come from, or ""."""
    head = text[:_HEAD]
    for match in _DATE_LINE.finditer(head):
        known = _NAMED.get((match["name"] or match["slashed"]).strip().casefold())
        if known:
            return known
    said = _SAID.search(head)
    return _NAMED[(said["name"] or said["cited"] or said["dense"]).casefold()] if said else ""


def _in_time(one: Source, other: Source) -> tuple[Source, Source]:
    """Put the later of two sources last; where the dates do not tell, one that has any."""
    later = later_of(one, other)
    if later is None:
        later = one if one.published and not other.published else other
    return (other, one) if later is one else (one, other)


def _is_told(one: Source, other: Source) -> bool:
    """Whether somebody has said already that two outlets carry one original; one outlet's two may still be one."""
    origins = {" ".join(source.origin.split()).casefold() for source in (one, other)}
    return len(origins) == 1 and "" not in origins and one.outlet.casefold() != other.outlet.casefold()


def _namesakes(sources: Iterable[Source]) -> Iterable[Pair]:
    by_title: dict[tuple[str, ...], list[str]] = {}
    for source in sources:
        title = tuple(plain_words(source.title))
        if len(title) >= LEAST_TITLE_WORDS:
            by_title.setdefault(title, []).append(source.uid)
    for uids in by_title.values():
        if len(uids) <= MOST_NAMESAKES:
            yield from combinations(sorted(uids), 2)


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _rank(likeness: Likeness | None) -> tuple[float, float]:
    if likeness is None:
        return 1.0, 0.0
    return -float(likeness.is_same), -max(likeness.share, likeness.contained)

"""The question who else says something: put to the project on whichever thread has a reader."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from annotator.core.locators import Locator
from annotator.core.origins import origin_keys
from annotator.core.records import Link, Source, Statement
from annotator.core.similarity.answers import Alike, AlikePassage, Group, count_origins, grouped, how_alike
from annotator.store.matrix import read_sources
from annotator.store.passages import Passage, Query, query_at, similar
from annotator.store.reader import Reader
from annotator.store.who_else import IndexState, index_state, likely_copies, statement_at

EACH, MOST = 3, 60
# Of the passages of one source the panel shows the best, and a second one that is nearly as good.
SHOWN_EACH, SHOWN = 2, 30
_NEARLY = 0.7
# To find something in each of a few sources, all that can be ranked is looked through.
MOST_RANKED = 400
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked about: a statement, or words of a source's present text.

    `words` are looked for instead of its own, where somebody knows in which words others would say it.
    """

    statement_uid: str = ""
    source_uid: str = ""
    start: int = 0
    end: int = 0
    words: str = ""

    @property
    def key(self) -> str:
        """What is dismissed for this wish is remembered under it."""
        return self.statement_uid or f"{self.source_uid}:{self.start}:{self.end}"


@dataclass(frozen=True, slots=True)
class LinkedStatement:
    """A link of the statement that is asked about; `is_from` where the link goes out from it."""

    link: Link
    other: Statement
    source: Source
    is_from: bool


@dataclass(frozen=True, slots=True)
class WordedPassage(AlikePassage):
    """A passage that was found by words that somebody typed: they do not tell how alike it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who else says it: linked statements, then passages alike. Counts are of other sources and their origins.

    `source_uid` is where the words stand themselves; `dismissed` how many passages were left out on wish; `is_cut`
    where there are more passages than are listed.
    """

    wish: Wish
    source_uid: str
    linked: tuple[LinkedStatement, ...]
    groups: tuple[Group, ...]
    sources: int
    origins: int
    has_own_origin: bool
    index: IndexState
    dismissed: int = 0
    is_cut: bool = False

    @property
    def passages(self) -> list[AlikePassage]:
        """The passages in the order in which they are shown."""
        return [each for group in self.groups for each in group.passages]


def ask(
    reader: Reader, wish: Wish, dismissed: Collection[Span] = (), check: Callable[[], object] = lambda: None
) -> Answer | None:
    """Find who else says it; None where what is asked about has gone. `check` may raise to leave."""
    asked = _asked(reader, wish)
    if asked is None:
        return None
    query, statement = asked
    linked = _linked(reader, statement) if statement else ()
    sources = {source.uid: source for source in read_sources(reader)}
    check()
    found = _ranked(similar(reader, replace(query, source_uid=""), EACH, MOST), query, wish)
    check()
    found = [each for each in found if not _is_linked(each[0], linked)]
    kept = [each for each in found if _span(each[0]) not in dismissed]
    few = _few_of_each(kept)
    made = (_made(reader, sources, passage, full, wish) for passage, full in few[:SHOWN])
    passages = [each for each in made if each is not None]
    check()
    origins = origin_keys(sources.values())
    # Who looks for other words wants to see what has them, and knows already what is linked.
    shown = () if wish.words else linked
    known = [LinkedStatement(link, other, sources[other.source_uid], is_from) for link, other, is_from in shown]
    uids = [*(each.source.uid for each in known), *(each.source.uid for each in passages)]
    likely = likely_copies(reader, list({query.source_uid, *uids})) if passages else []
    count, others = count_origins(uids, query.source_uid, origins)
    own_key = origins.get(query.source_uid)
    return Answer(
        wish,
        query.source_uid,
        tuple(known),
        tuple(grouped(passages, query.source_uid, origins, likely)),
        count,
        others,
        any(origins.get(uid) == own_key for uid in uids if uid != query.source_uid),
        index_state(reader),
        len(found) - len(kept),
        len(few) > SHOWN,
    )


def best_in(reader: Reader, wish: Wish, source_uids: Collection[str]) -> dict[str, tuple[int, int]]:
    """Give where each of some sources says it: the statement that is linked, else the best passage.

    Sources that say nothing like it are left out.
    """
    asked = _asked(reader, wish)
    if asked is None:
        return {}
    query, statement = asked
    found: dict[str, tuple[int, int]] = {}
    for _, other, _ in _linked(reader, statement) if statement else ():
        anchor = other.anchor
        if other.source_uid in source_uids and reader.source(other.source_uid).revision_uid == anchor.revision_uid:
            found.setdefault(other.source_uid, (anchor.start, anchor.end))
    for passage, _ in _ranked(similar(reader, replace(query, source_uid=""), EACH, MOST_RANKED), query, wish):
        if passage.source_uid in source_uids:
            found.setdefault(passage.source_uid, (passage.start, passage.end))
    return found


def _asked(reader: Reader, wish: Wish) -> tuple[Query, Statement | None] | None:
    if not wish.statement_uid:
        if not reader.has_source(wish.source_uid):
            return None
        if wish.words:
            language = reader.source(wish.source_uid).language
            return Query(wish.words, language=language, source_uid=wish.source_uid), None
        return query_at(reader, wish.source_uid, wish.start, wish.end), None
    found = reader.statements_by_uid([wish.statement_uid])
    if not found or not reader.has_source(found[0].source_uid):
        return None
    statement, source = found[0], reader.source(found[0].source_uid)
    anchor = statement.anchor
    if wish.words:
        return Query(wish.words, language=source.language, source_uid=source.uid), statement
    if anchor.revision_uid != source.revision_uid:
        return Query(anchor.quote, language=source.language, source_uid=source.uid), statement
    return query_at(reader, source.uid, anchor.start, anchor.end), statement


def _few_of_each(ranked: Sequence[tuple[Passage, float]]) -> list[tuple[Passage, float]]:
    best: dict[str, list[float]] = {}
    kept = []
    for passage, own in ranked:
        scores = best.setdefault(passage.source_uid, [])
        if len(scores) < SHOWN_EACH and (not scores or passage.score >= _NEARLY * scores[0]):
            scores.append(passage.score)
            kept.append((passage, own))
    return kept


def _is_alike(passage: Passage, full: float) -> bool:
    """Tell whether a passage says anything like it: one word in common is little, however rare it may be."""
    level = how_alike(passage.score, full)
    shared = {word for low, high in passage.marks for word in passage.text[low:high].casefold().split()}
    return level is not None and (level > Alike.LITTLE or len(shared) != 1)


def _is_linked(passage: Passage, linked: Sequence[tuple[Link, Statement, bool]]) -> bool:
    return any(
        other.anchor.revision_uid == passage.revision_uid
        and other.anchor.start < passage.end
        and other.anchor.end > passage.start
        for _, other, _ in linked
    )


def _linked(reader: Reader, statement: Statement) -> tuple[tuple[Link, Statement, bool], ...]:
    links = reader.links_of(statement.uid)
    others = {each.uid: each for each in reader.statements_by_uid([link.other(statement.uid) for link in links])}
    return tuple(
        (link, others[link.other(statement.uid)], link.from_uid == statement.uid)
        for link in links
        if link.other(statement.uid) in others and reader.has_source(others[link.other(statement.uid)].source_uid)
    )


def _made(
    reader: Reader, sources: dict[str, Source], passage: Passage, own_score: float, wish: Wish
) -> AlikePassage | None:
    alike, source = how_alike(passage.score, own_score), sources.get(passage.source_uid)
    if alike is None or source is None:
        return None
    place = (passage.revision_uid, passage.start, passage.end)
    kind, number = Locator.of_blocks(reader.blocks(passage.revision_uid)).at(passage.start)
    there = statement_at(reader, source.uid, *place)
    made = WordedPassage if wish.words else AlikePassage
    return made(source, *place, passage.text, passage.marks, alike, kind, number, there)


def _ranked(found: Sequence[Passage], query: Query, wish: Wish) -> list[tuple[Passage, float]]:
    """Give the passages of other sources that say something alike, each with the score that is full.

    The words' own source answers as well, better than any other: that is the score which the others are held against.
    Words that somebody typed are nobody's own; there the best of the others is.
    """
    others = [each for each in found if each.source_uid != query.source_uid]
    own = () if wish.words else (each.score for each in found if each.source_uid == query.source_uid)
    full = max(own, default=0.0)
    full = full or max((each.score for each in others), default=0.0)
    return [(each, full) for each in others if _is_alike(each, full)]


def _span(passage: Passage) -> Span:
    return passage.revision_uid, passage.start, passage.end

"""From a project and a selection to counts: who judged which sources, and how many units have which tags from whom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from annotator.core.agreement.measures import Value
from annotator.core.agreement.records import Disagreement, ReviewersWork, Selection, TaggedSpan, UnitKind
from annotator.core.agreement.unitising import Continua, Continuum, Differences
from annotator.core.agreement.units import Span, overlapping, passages, sentences
from annotator.core.reading import Reading

# Reviewers, by their places among those that are compared, in order.
Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source that at least two reviewers judged."""

    uid: str
    revision_uid: str
    judges: Places
    spans: Sequence[TaggedSpan]


class SharedWork:
    """The sources, reviewers and tags of a selection that can be compared at all, each in the project's order."""

    def __init__(self, reading: Reading, work: ReviewersWork, selection: Selection) -> None:
        self.reading = reading
        reviewers = _chosen([reviewer.uid for reviewer in reading.reviewers()], selection.reviewer_uids)
        spans = _by_source(work.spans, frozenset(reviewers))
        judges: dict[str, set[str]] = {}
        for uid in _chosen([source.uid for source in reading.sources()], selection.source_uids):
            judging = {span.reviewer_uid for span in spans.get(uid, ())}
            judging |= work.read_by.get(uid, frozenset()) & frozenset(reviewers)
            if len(judging) > 1:
                judges[uid] = judging
        present = {uid for judging in judges.values() for uid in judging}
        self.reviewer_uids = tuple(uid for uid in reviewers if uid in present)
        self.places = {uid: place for place, uid in enumerate(self.reviewer_uids)}
        self.sources = [
            SharedSource(
                source.uid,
                source.revision_uid,
                tuple(sorted(self.places[uid] for uid in judges[source.uid])),
                spans.get(source.uid, ()),
            )
            for source in reading.sources()
            if source.uid in judges
        ]
        self._marked = self._marked_spans()
        wanted = frozenset(selection.tag_uids) or self._marked.keys()
        self.tag_uids = tuple(tag.uid for tag in reading.tags() if tag.uid in wanted)

    def differences(self) -> dict[str, Differences]:
        """Give the unitising disagreement on each tag."""
        continua = Continua(
            [Continuum(len(self.reading.text(each.revision_uid)), len(each.judges)) for each in self.sources]
        )
        return {
            tag_uid: continua.differences(
                {index: list(marked.values()) for index, marked in self._marked.get(tag_uid, {}).items()}
            )
            for tag_uid in self.tag_uids
        }

    def _marked_spans(self) -> dict[str, dict[int, dict[str, list[Span]]]]:
        """Sort the spans by tag, index of the source, and reviewer."""
        marked: dict[str, dict[int, dict[str, list[Span]]]] = {}
        for index, source in enumerate(self.sources):
            for span in source.spans:
                by_reviewer = marked.setdefault(span.tag_uid, {}).setdefault(index, {})
                by_reviewer.setdefault(span.reviewer_uid, []).append((span.start, span.end))
        return marked


class Tallies:
    """How many units have which tags from whom, for each tag and for all, and the units that are disagreed on.

    Units are counted, not listed: nearly all have no tag from anybody, and those are never looked at.
    """

    def __init__(self, shared: SharedWork, unit: UnitKind) -> None:
        self._shared = shared
        self._unit = unit
        self._order = {tag_uid: place for place, tag_uid in enumerate(shared.tag_uids)}
        self._units: Counter[Places] = Counter()
        # The tagged units of each tag, by who judged them and who of those put it.
        self._put: dict[str, Counter[tuple[Places, Places]]] = {tag_uid: Counter() for tag_uid in shared.tag_uids}
        # Few reviewers and tags come together in the same ways again and again.
        self._names = lru_cache(None)(self._named)
        self.all_tags: Counter[tuple[Value, ...]] = Counter()
        self.disagreements: list[Disagreement] = []
        for source in shared.sources:
            self._count(source, self._units_of(source))
        self._add_untagged(self.all_tags)
        self.tags = {tag_uid: self._tally(tag_uid) for tag_uid in shared.tag_uids}

    def _add_untagged(self, tally: Counter[tuple[Value, ...]]) -> None:
        """Add the units that nobody gave these tags."""
        counted: Counter[Places] = Counter()
        for row, count in tally.items():
            counted[tuple(place for place, value in enumerate(row) if value is not None)] += count
        for judges, count in self._units.items():
            if count > counted[judges]:
                tally[self._row(judges, ())] += count - counted[judges]

    def _count(self, source: SharedSource, units: Sequence[Span]) -> None:
        self._units[source.judges] += len(units)
        tagged: dict[int, dict[str, set[int]]] = {}
        for span in source.spans:
            if span.tag_uid in self._order:
                place = self._shared.places[span.reviewer_uid]
                for at in overlapping(units, span.start, span.end):
                    tagged.setdefault(at, {}).setdefault(span.tag_uid, set()).add(place)
        for at in sorted(tagged):
            put = [
                (tag_uid, tuple(sorted(tagged[at][tag_uid])))
                for tag_uid in sorted(tagged[at], key=self._order.__getitem__)
            ]
            self.all_tags[self._row(source.judges, put)] += 1
            for tag_uid, places in put:
                self._put[tag_uid][source.judges, places] += 1
                if places != source.judges:
                    names = self._names(source.judges, places)
                    self.disagreements.append(Disagreement(source.uid, *units[at], tag_uid, *names))

    def _named(self, judges: Places, places: Places) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Name those who put a tag and those who did not."""
        uids = self._shared.reviewer_uids
        return tuple(uids[each] for each in places), tuple(uids[each] for each in judges if each not in places)

    def _row(self, judges: Places, put: Sequence[tuple[str, Places]]) -> tuple[Value, ...]:
        row: list[Value] = [None] * len(self._shared.reviewer_uids)
        for place in judges:
            row[place] = frozenset([tag_uid for tag_uid, places in put if place in places])
        return tuple(row)

    def _tally(self, tag_uid: str) -> Counter[tuple[Value, ...]]:
        tally: Counter[tuple[Value, ...]] = Counter()
        for (judges, places), count in self._put[tag_uid].items():
            tally[self._row(judges, [(tag_uid, places)])] += count
        self._add_untagged(tally)
        return tally

    def _units_of(self, source: SharedSource) -> list[Span]:
        tagged = [(span.start, span.end) for span in source.spans]
        if self._unit is UnitKind.PASSAGES:
            return passages(tagged)
        reading = self._shared.reading
        return sentences(reading.text(source.revision_uid), reading.blocks(source.revision_uid), tagged)


def _by_source(spans: Iterable[TaggedSpan], reviewer_uids: AbstractSet[str]) -> dict[str, list[TaggedSpan]]:
    found: dict[str, list[TaggedSpan]] = {}
    for span in spans:
        if span.reviewer_uid in reviewer_uids:
            found.setdefault(span.source_uid, []).append(span)
    return found


def _chosen(uids: Sequence[str], selected: Iterable[str]) -> Sequence[str]:
    """Keep what is selected, in its own order; without a selection, everything."""
    wanted = frozenset(selected)
    return [uid for uid in uids if uid in wanted] if wanted else uids

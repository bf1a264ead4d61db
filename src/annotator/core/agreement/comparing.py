"""Comparing reviewers over a selection of a project."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from annotator.core.agreement.measures import Tally, agreed_units, alpha, kappa, mean
from annotator.core.agreement.records import (
    Agreement,
    Measures,
    Pair,
    PairMeasures,
    ReviewersWork,
    Selection,
    UnitKind,
)
from annotator.core.agreement.tallies import SharedWork, Tallies
from annotator.core.agreement.unitising import Differences, unitising_alpha
from annotator.core.reading import Reading
from annotator.core.undisturbed import undisturbed

_EVERYTHING = Selection()


def compare(
    reading: Reading, work: ReviewersWork, selection: Selection = _EVERYTHING, unit: UnitKind = UnitKind.SENTENCES
) -> Agreement:
    """Compare what reviewers tagged in the sources that at least two of them judged.

    A reviewer has judged a source where he marked it as read or put any tag in it, wanted or not; elsewhere his
    values are missing. He gives a unit the tags that he himself put on statements that share a character with it,
    merged tags followed to their end, parents of tags not added. Which tags are wanted makes no difference to the
    units; without a wish they are those that somebody used there. The texts of all these sources are read, so a
    large project takes a few seconds.
    """
    with undisturbed():
        return _compare(SharedWork(reading, work, selection), unit)


def _compare(shared: SharedWork, unit: UnitKind) -> Agreement:
    tallies = Tallies(shared, unit)
    differences = shared.differences()
    pairs = tuple(_pairs(shared, tallies))
    return Agreement(
        unit=unit,
        source_uids=tuple(source.uid for source in shared.sources),
        reviewer_uids=shared.reviewer_uids,
        all_tags=_measures("", tallies.all_tags, [pair.all_tags for pair in pairs], differences.values()),
        tags=tuple(
            _measures(tag_uid, tallies.tags[tag_uid], [pair.tags[at] for pair in pairs], [differences[tag_uid]])
            for at, tag_uid in enumerate(shared.tag_uids)
        ),
        pairs=pairs,
        disagreements=tuple(tallies.disagreements),
    )


def _measures(
    tag_uid: str, tally: Tally, pairs: Iterable[PairMeasures], differences: Iterable[Differences]
) -> Measures:
    units, agreed = agreed_units(tally)
    mean_kappa = mean(pair.kappa for pair in pairs)
    return Measures(tag_uid, units, agreed, mean_kappa, alpha(tally), unitising_alpha(differences))


def _pairs(shared: SharedWork, tallies: Tallies) -> Iterator[Pair]:
    for first, second in combinations(range(len(shared.reviewer_uids)), 2):
        sources = sum(first in source.judges and second in source.judges for source in shared.sources)
        if sources:
            yield Pair(
                shared.reviewer_uids[first],
                shared.reviewer_uids[second],
                sources,
                _pair_measures("", tallies.all_tags, first, second),
                tuple(_pair_measures(tag_uid, tallies.tags[tag_uid], first, second) for tag_uid in shared.tag_uids),
            )


def _pair_measures(tag_uid: str, tally: Tally, first: int, second: int) -> PairMeasures:
    units = agreed = both = only_first = only_second = 0
    for row, count in tally.items():
        one, other = row[first], row[second]
        if one is None or other is None:
            continue
        units += count
        agreed += count if one == other else 0
        both += count if one & other else 0
        only_first += count if one - other else 0
        only_second += count if other - one else 0
    return PairMeasures(tag_uid, units, agreed, kappa(tally, first, second), both, only_first, only_second)

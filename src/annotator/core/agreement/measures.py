"""Measures of agreement on units that are given: share, Cohen's kappa, Krippendorff's nominal alpha.

They are computed here, on integers, and not by the `krippendorff` package, whose licence is the GPL. All of them
count rather than look at units one by one, so they cost the same for ten units of a kind as for ten thousand.

Sources:
    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
    R. J. Light, "Measures of response agreement for qualitative data", Psychological Bulletin 76 (1971): the mean of
    kappa over the pairs of several reviewers.
    K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section C: nominal data, any number of
    observers, missing data.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

# The tags that one reviewer put on a unit; None where he did not judge it, which is not the same as none.
Value = frozenset[str] | None
# How many units have which values, one value for each reviewer.
Tally = Mapping[tuple[Value, ...], int]


def agreed_units(tally: Tally) -> tuple[int, int]:
    """Count the units that at least two reviewers judged, and those of them that all who judged them judge alike."""
    units = agreed = 0
    for row, count in tally.items():
        judged = [value for value in row if value is not None]
        if len(judged) > 1:
            units += count
            agreed += count if len(set(judged)) == 1 else 0
    return units, agreed


def alpha(tally: Tally) -> float | None:
    """Give Krippendorff's nominal alpha: 1 - D_o / D_e.

    Two values differ where they are not the same set; units that fewer than two judged do not count. None where all
    values are the same, for then nothing shows whether reviewers can tell anything apart.
    """
    totals: Counter[Value] = Counter()
    observed = 0.0
    for row, count in tally.items():
        values = Counter(value for value in row if value is not None)
        judges = values.total()
        if judges < 2:
            continue
        for value, times in values.items():
            totals[value] += count * times
            observed += count * times * (judges - times) / (judges - 1)
    pairable = totals.total()
    expected = pairable**2 - sum(times**2 for times in totals.values())
    return 1 - (pairable - 1) * observed / expected if expected else None


def kappa(tally: Tally, first: int, second: int) -> float | None:
    """Give Cohen's kappa of two reviewers, by their places in the rows: (p_o - p_e) / (1 - p_e).

    Units that only one of them judged do not count. None where both gave one and the same value throughout.
    """
    of_first: Counter[Value] = Counter()
    of_second: Counter[Value] = Counter()
    agreed = 0
    for row, count in tally.items():
        one, other = row[first], row[second]
        if one is None or other is None:
            continue
        of_first[one] += count
        of_second[other] += count
        agreed += count if one == other else 0
    units = of_first.total()
    by_chance = sum(times * of_second[value] for value, times in of_first.items())
    return (units * agreed - by_chance) / (units**2 - by_chance) if units**2 > by_chance else None


def mean(values: Iterable[float | None]) -> float | None:
    """Give the mean of what is defined; None where nothing is."""
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None

"""Unitising alpha: how far reviewers mark the same stretches of continuous text, on the spans themselves.

Sources:
    K. Krippendorff, Content Analysis, 2nd edition (2004), chapter 11.
    K. Krippendorff, "Measuring the reliability of qualitative text analysis data", Quality & Quantity 38 (2004),
    787-800.

There, reviewers divide one continuum of length L into sections: the spans of a tag, and the gaps between them. Two
spans of different reviewers that intersect differ by the squares of the distances of their starts and their ends; a
span that lies in the other's gap differs by the square of its length. What is expected is the mean difference where
each span is laid over every other at every place, and into every gap that has room for it. A perfect match is 1.

Three things are ours, because our continuum is many articles that not all reviewers have judged:

- A gap ends where its article ends, since no span can run from one article into the next. The order of articles
  therefore does not matter.
- As in alpha for missing data, each article's observed difference is divided by the number of its reviewers less
  one, and the length is summed over the reviewers of each article (mL in the book). For one article this is
  the book's formula.
- One reviewer's spans of one tag that overlap count as one, for the book's sections cannot. Those that touch stay
  two.

Lengths are code points.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from annotator.core.agreement.units import Span, passages


@dataclass(frozen=True, slots=True)
class Continuum:
    """The text of one article: its length and how many reviewers judged it, two at least."""

    length: int
    reviewers: int


@dataclass(frozen=True, slots=True)
class Differences:
    """The observed and the expected disagreement on one tag, both times L, which their quotient lacks anyway."""

    observed: float
    expected: float


def unitising_alpha(differences: Iterable[Differences]) -> float | None:
    """Give alpha over one tag, or over several by the sums of their disagreements.

    None where no span was marked, or where spans leave no room to differ.
    """
    listed = list(differences)
    expected = sum(each.expected for each in listed)
    return 1 - sum(each.observed for each in listed) / expected if expected else None


class Continua:
    """The articles that are compared, and the disagreement of reviewers who marked spans in them.

    The articles without any span are far the most; they are summed up once, not for each tag.
    """

    def __init__(self, continua: Sequence[Continuum]) -> None:
        self._continua = continua
        self._length = sum(each.length * each.reviewers for each in continua)
        whole: Counter[int] = Counter()
        for each in continua:
            whole[each.length] += each.reviewers
        self._whole = _Gaps(whole)

    def differences(self, marked: Mapping[int, Sequence[Sequence[Span]]]) -> Differences:
        """Give the disagreement on one tag.

        `marked` has the spans of each reviewer, who may have none, by the index of the article; articles without
        any span are left out.
        """
        observed = 0.0
        lengths: list[int] = []
        gaps: list[int] = []
        divided: list[int] = []
        for index, by_reviewer in marked.items():
            continuum = self._continua[index]
            united = [passages(spans) for spans in by_reviewer if spans]
            squares = sum(_difference(one, other) for one, other in combinations(united, 2))
            for spans in united:
                sizes = [end - start for start, end in spans]
                # Whoever marked nothing has one gap, and every span of the others lies in it.
                squares += (continuum.reviewers - len(united)) * sum(size**2 for size in sizes)
                lengths += sizes
                gaps += _gaps(spans, continuum.length)
                divided.append(continuum.length)
            observed += 2 * squares / (continuum.reviewers - 1)
        expected = self._expected(Counter(lengths), _Gaps(Counter(gaps)), _Gaps(Counter(divided)))
        return Differences(observed / self._length if self._length else 0.0, expected)

    def _expected(self, lengths: Counter[int], gaps: "_Gaps", divided: "_Gaps") -> float:
        """Lay each span over every other and into every gap; an article that spans divide is no gap as a whole."""
        spans = lengths.total()
        laid = 0
        for length, count in lengths.items():
            over_spans = (spans - 1) * (2 * length**3 - 3 * length**2 + length) // 3
            places = self._whole.places(length) - divided.places(length) + gaps.places(length)
            laid += count * (over_spans + length**2 * places)
        pairs = self._length * (self._length - 1) - sum(
            count * length * (length - 1) for length, count in lengths.items()
        )
        return 2 * laid / pairs if pairs else 0.0


class _Gaps:
    """Gaps by length, for asking at how many places in them a span has room."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        self._lengths = sorted(counts)
        longest_first = self._lengths[::-1]
        self._counts = [*accumulate((counts[length] for length in longest_first), initial=0)][::-1]
        self._sums = [*accumulate((length * counts[length] for length in longest_first), initial=0)][::-1]

    def places(self, length: int) -> int:
        """Count the places where a span of this length lies wholly in a gap."""
        at = bisect_left(self._lengths, length)
        return self._sums[at] - (length - 1) * self._counts[at]


def _difference(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Sum the squared differences between the spans of two reviewers in one article."""
    squares = 0
    met: set[int] = set()
    low = 0
    for start, end in one:
        while low < len(other) and other[low][1] <= start:
            low += 1
        at = low
        while at < len(other) and other[at][0] < end:
            squares += (start - other[at][0]) ** 2 + (end - other[at][1]) ** 2
            met.add(at)
            at += 1
        if at == low:
            squares += (end - start) ** 2
    return squares + sum((end - start) ** 2 for at, (start, end) in enumerate(other) if at not in met)


def _gaps(spans: Sequence[Span], length: int) -> list[int]:
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), length]
    return [start - end for start, end in zip(starts, ends, strict=True)]

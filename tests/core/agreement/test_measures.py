"""The measures on given units, against what was published and against the formulas as printed."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement.measures import Tally, agreed_units, alpha, kappa, mean
from tests.core.agreement import direct

# K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011): examples A, B and C.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412***", "1233224125*3", "*3332342251*", "12332441251*")

SETS = st.sampled_from([None, frozenset(), frozenset("a"), frozenset("b"), frozenset("ab")])


@st.composite
def judged(draw: st.DrawFn) -> list[list[frozenset[str] | None]]:
    units = draw(st.integers(1, 12))
    return draw(st.lists(st.lists(SETS, min_size=units, max_size=units), min_size=2, max_size=4))


def rows(lines: tuple[str, ...]) -> list[list[frozenset[str] | None]]:
    return [[None if letter == "*" else frozenset(letter) for letter in line] for line in lines]


def tally(lines: list[list[frozenset[str] | None]]) -> Tally:
    return Counter(zip(*lines, strict=True))


@pytest.mark.parametrize(("lines", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_alpha_is_what_krippendorff_published(lines: tuple[str, ...], published: float):
    assert alpha(tally(rows(lines))) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(
    ("difference", "published"),
    [(direct.nominal, 0.743), (direct.ordinal, 0.815), (direct.interval, 0.849), (direct.ratio, 0.797)],
)
def test_the_formula_that_alpha_is_held_against_gives_every_published_figure(
    difference: direct.Difference, published: float
):
    lines = [[None if letter == "*" else int(letter) for letter in line] for line in MISSING]
    assert direct.alpha(lines, difference) == pytest.approx(published, abs=0.0005)


def test_kappa_is_what_cohen_would_compute():
    # 20 yes and 15 no from both, 5 yes from the first alone, 10 from the second: observed .7, by chance .5.
    yes, no = frozenset("a"), frozenset()
    counted = {(yes, yes): 20, (yes, no): 5, (no, yes): 10, (no, no): 15}
    assert kappa(counted, 0, 1) == pytest.approx(0.4)


@given(judged())
def test_every_measure_is_the_formula_as_it_stands_in_print(lines: list[list[frozenset[str] | None]]):
    counted = tally(lines)
    assert agreed_units(counted) == direct.agreed(lines)
    assert alpha(counted) == pytest.approx(direct.alpha(lines))
    for first, second in permutations(range(len(lines)), 2):
        assert kappa(counted, first, second) == pytest.approx(direct.kappa(lines, first, second))


@given(judged(), st.randoms())
def test_the_order_of_reviewers_and_of_units_changes_nothing(lines: list[list[frozenset[str] | None]], random):
    shuffled = random.sample(lines, len(lines))
    units = list(zip(*shuffled, strict=True))
    random.shuffle(units)
    assert agreed_units(Counter(units)) == agreed_units(tally(lines))
    assert alpha(Counter(units)) == pytest.approx(alpha(tally(lines)))
    assert kappa(tally(lines), 0, 1) == kappa(tally(lines), 1, 0)


@given(st.lists(SETS.filter(lambda value: value is not None), min_size=2), st.integers(2, 4))
def test_who_agrees_on_everything_reaches_one_where_anything_varies(line: list[frozenset[str]], reviewers: int):
    counted = tally([line] * reviewers)
    one = 1 if len(set(line)) > 1 else None
    assert (alpha(counted), kappa(counted, 0, 1)) == (one, one)
    assert agreed_units(counted) == (len(line), len(line))


def test_without_variation_nothing_is_defined():
    counted = {(frozenset("a"), frozenset("a")): 7}
    assert (alpha(counted), kappa(counted, 0, 1)) == (None, None)


def test_units_that_one_reviewer_alone_judged_say_nothing():
    counted = {(frozenset("a"), None): 3, (None, frozenset()): 4}
    assert (agreed_units(counted), alpha(counted), kappa(counted, 0, 1)) == ((0, 0), None, None)


def test_the_mean_is_taken_over_what_is_defined():
    assert mean([0.2, None, 0.6]) == pytest.approx(0.4)
    assert mean([None]) is None

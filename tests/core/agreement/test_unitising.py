"""Unitising alpha, against what was published and against the formula as printed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement.unitising import Continua, Continuum, Differences, unitising_alpha
from annotator.core.agreement.units import Span
from tests.core.agreement import direct

Marked = list[tuple[int, list[list[Span]]]]


def spans(*pairs: tuple[int, int], begin: int = 0) -> list[Span]:
    return [(start - begin, start - begin + length) for start, length in pairs]


def differences(continua: Marked) -> Differences:
    made = Continua([Continuum(length, len(reviewers)) for length, reviewers in continua])
    return made.differences({at: reviewers for at, (_, reviewers) in enumerate(continua) if any(reviewers)})


def alpha(continua: Marked) -> float | None:
    return unitising_alpha([differences(continua)])


@st.composite
def divided(draw: st.DrawFn, length: int) -> list[Span]:
    """Cut a text at some places and take some of the pieces, so that spans may touch."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    pieces = list(pairwise(cuts))
    return [piece for piece in pieces if draw(st.booleans())]


@st.composite
def marked(draw: st.DrawFn) -> Marked:
    lengths = draw(st.lists(st.integers(1, 30), min_size=1, max_size=4))
    return [(length, draw(st.lists(divided(length), min_size=2, max_size=4))) for length in lengths]


def test_alpha_is_what_krippendorff_published():
    # Two reviewers, two categories, on a continuum that begins at 150 and is 300 long.
    continua = Continua([Continuum(300, 2)])
    one = spans((225, 70), (370, 30), begin=150)
    other = spans((220, 80), (355, 20), (400, 20), begin=150)
    same = spans((180, 60), (300, 50), begin=150)
    c, k = continua.differences({0: [one, other]}), continua.differences({0: [same, same]})
    assert unitising_alpha([c]) == pytest.approx(0.7286, abs=0.00005)
    assert unitising_alpha([k]) == 1
    assert unitising_alpha([c, k]) == pytest.approx(0.859, abs=0.0005)


@given(marked())
def test_the_disagreements_are_the_formula_as_it_stands_in_print(continua: Marked):
    found = differences(continua)
    assert (found.observed, found.expected) == pytest.approx(direct.unitising(continua))


@given(marked(), st.randoms())
def test_the_order_of_reviewers_and_of_articles_changes_nothing(continua: Marked, random):
    shuffled = [(length, random.sample(reviewers, len(reviewers))) for length, reviewers in continua]
    random.shuffle(shuffled)
    assert alpha(shuffled) == pytest.approx(alpha(continua))


@given(divided(20), st.integers(2, 4))
def test_who_marks_the_same_stretches_reaches_one(marks: list[Span], reviewers: int):
    assert alpha([(21, [marks] * reviewers)]) == (1 if marks else None)


def test_it_is_not_defined_where_spans_of_one_character_leave_no_room_to_differ():
    assert alpha([(2, [[(0, 1), (1, 2)], [(0, 1), (1, 2)]])]) is None


def test_where_nobody_marked_anything_it_is_not_defined():
    assert alpha([(40, [[], []])]) is None
    assert unitising_alpha([]) is None


def test_a_span_that_only_one_reviewer_marked_counts_by_the_square_of_its_length():
    short = differences([(100, [[(10, 20)], []])])
    long = differences([(100, [[(10, 40)], []])])
    assert long.observed == pytest.approx(9 * short.observed)


def test_a_boundary_that_differs_by_a_word_costs_little_beside_a_span_that_is_missing():
    near = alpha([(1_000, [[(100, 200)], [(100, 206)]])])
    missing = alpha([(1_000, [[(100, 200)], []])])
    assert near > 0.99
    assert missing < 0


def test_overlapping_spans_of_one_reviewer_count_as_one():
    assert alpha([(60, [[(5, 20), (10, 30)], [(5, 30)]])]) == 1


def test_articles_that_nobody_marked_still_lower_what_is_expected_by_chance():
    one = (50, [[(5, 20)], [(5, 24)]])
    assert alpha([one, (500, [[], []])]) > alpha([one])

"""Days and places on a timeline, its marks, and rows in which nothing overlaps."""

import itertools
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.timeline_scale import (
    DOT,
    FIRST_DAY,
    GAP,
    LAST_DAY,
    LEAST_TICK,
    Extent,
    PlacedLane,
    Scale,
    Unit,
    fitting,
    mark_of,
    place,
    place_crowd,
    ticks,
    whole_span,
)

NEW_YEAR = date(2024, 1, 1).toordinal()
DAYS = st.integers(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


def on(number: int) -> Extent:
    return Extent(number, number, True)


def placed(extents: Sequence[Extent], *, width: float = 100, rows: int = 4, pitch: float = 2) -> PlacedLane:
    return place(extents, Scale(NEW_YEAR, pitch), lambda _: width, 2_000, rows)


@given(DAYS, st.floats(0.01, 48), DAYS)
def test_a_place_leads_back_to_its_day(first: int, pitch: float, day: int):
    scale = Scale(first, pitch)
    assert abs(scale.day_at(scale.x(day)) - day) < 0.001


@given(DAYS, DAYS)
def test_all_of_a_span_fits(one: int, other: int):
    first, last = sorted((one, other))
    scale = fitting(first, last, 900)
    assert scale.x(first) >= 0
    assert scale.x(last + 1) <= 900.001


def test_a_long_span_is_widened_to_whole_months():
    first, last = date(2023, 6, 19).toordinal(), date(2024, 5, 9).toordinal()
    assert whole_span(first, last) == (date(2023, 6, 1).toordinal(), date(2024, 6, 1).toordinal())


def test_the_first_and_the_last_of_all_days_have_no_days_beyond_them():
    assert whole_span(FIRST_DAY, LAST_DAY) == (FIRST_DAY, LAST_DAY)


def test_months_are_marked_where_they_have_room():
    found = ticks(Scale(NEW_YEAR, 3), 0, 3 * 365)
    assert {tick.unit for tick in found} == {Unit.MONTH}
    assert [date.fromordinal(tick.day).month for tick in found][:3] == [1, 2, 3]


def test_a_year_is_said_in_january():
    assert [tick.day for tick in ticks(Scale(NEW_YEAR, 3), 0, 3 * 370) if tick.is_major] == [
        NEW_YEAR,
        date(2025, 1, 1).toordinal(),
    ]


def test_weeks_begin_on_monday():
    found = ticks(Scale(NEW_YEAR, 10), 0, 900)
    assert {date.fromordinal(tick.day).isoweekday() for tick in found} == {1}


@given(DAYS, st.floats(0.01, 48))
def test_marks_stand_far_enough_apart_to_be_named(first: int, pitch: float):
    scale = Scale(first, pitch)
    places = [scale.x(tick.day) for tick in ticks(scale, 0, 1_200)]
    # February is shorter than the month that the steps reckon with.
    assert all(after - before >= LEAST_TICK * 0.9 for before, after in itertools.pairwise(places))


def test_nothing_is_marked_beyond_the_last_day():
    assert ticks(Scale(LAST_DAY + 10, 1), 0, 500) == []


def test_a_day_is_a_dot_in_its_middle():
    assert mark_of(on(NEW_YEAR), Scale(NEW_YEAR, 20)) == (10 - DOT / 2, 10 + DOT / 2)


def test_a_month_is_a_bar_over_all_its_days():
    january = Extent(NEW_YEAR, NEW_YEAR + 30, False)
    assert mark_of(january, Scale(NEW_YEAR, 2)) == (0, 62)


def test_labels_side_by_side_share_a_row():
    assert [each.row for each in placed([on(NEW_YEAR), on(NEW_YEAR + 90)]).placed] == [0, 0]


def test_labels_that_would_overlap_have_rows_of_their_own():
    assert [each.row for each in placed([on(NEW_YEAR), on(NEW_YEAR + 1)]).placed] == [0, 1]


def test_a_label_near_the_edge_stands_at_the_left_of_its_mark():
    (only,) = place([on(NEW_YEAR + 95)], Scale(NEW_YEAR, 10), lambda _: 200, 1_000, 4).placed
    assert only.label_left + only.label_width + GAP == only.left


def test_what_finds_no_row_is_gathered_in_one_below():
    lane = placed([on(NEW_YEAR), on(NEW_YEAR + 1), on(NEW_YEAR + 2), on(NEW_YEAR + 3)], rows=2)
    assert lane.rows == 3
    assert [(each.row, tuple(each.members)) for each in lane.placed][-1] == (2, (2, 3))


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=60), st.integers(1, 5), st.floats(0.05, 20))
def test_nothing_is_lost_and_no_two_overlap(days: list[tuple[int, int]], rows: int, pitch: float):
    extents = [Extent(first, first + length, length == 0) for first, length in sorted(days)]
    lane = place(extents, Scale(date(1900, 1, 1).toordinal(), pitch), lambda _: 80, 1e9, rows)
    assert sorted(at for each in lane.placed for at in each.members) == list(range(len(extents)))
    for row in range(lane.rows):
        ends = 0.0
        for each in sorted((each for each in lane.placed if each.row == row), key=lambda each: each.left):
            assert each.left >= ends or ends == 0.0
            ends = max(each.right, each.label_left + each.label_width)


@given(st.lists(DAYS, min_size=1, max_size=200), st.floats(0.05, 20))
def test_a_crowd_is_counted_whole(days: list[int], pitch: float):
    starts = sorted(days)
    scale = Scale(starts[0], pitch)
    lane = place_crowd(starts, scale, 0, scale.x(starts[-1]) + 1, 34)
    assert [at for each in lane.placed for at in each.members] == list(range(len(starts)))


def test_the_stretches_of_a_crowd_stay_while_one_looks_about():
    starts = list(range(NEW_YEAR, NEW_YEAR + 300))
    scale = Scale(NEW_YEAR, 2)
    whole = {each.left for each in place_crowd(starts, scale, 0, 600, 34).placed}
    assert {each.left for each in place_crowd(starts, scale, 205, 400, 34).placed} <= whole


def test_a_short_mark_that_finds_no_row_and_lies_alone_stands_for_itself():
    lane = placed([on(NEW_YEAR), on(NEW_YEAR + 1)], rows=1)
    assert (lane.placed[1].right - lane.placed[1].left, lane.placed[1].label_width) == (DOT, 0)

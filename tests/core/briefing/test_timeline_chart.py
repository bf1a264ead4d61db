"""The timeline as a picture: columns, marks that say no more than is known, speakers where there are many."""

from collections.abc import Sequence
from datetime import date

import pytest

from annotator.core.briefing import build_briefing
from annotator.core.briefing.timeline_chart import (
    MOST_PERIODS,
    MOST_ROWS,
    MOST_SPEAKERS,
    ChartEvent,
    ChartMark,
    TimelineChart,
    timeline_chart,
)
from annotator.core.briefing.tree import TimelinePart
from annotator.core.records import FuzzyDate
from annotator.core.words import words_for
from tests.briefings import about, day, full_bridge, month, whole_year
from tests.core.briefing.parts import brief, part

ENGLISH = words_for("en")


def event(known: FuzzyDate, speaker: str = "Mayor Adeyemi", text: str = "The bridge was closed") -> ChartEvent:
    return ChartEvent(known, "a day", text, speaker)


def chart(*dates: FuzzyDate) -> TimelineChart:
    return timeline_chart([event(known) for known in dates], ENGLISH)


def marks(*dates: FuzzyDate) -> list[list[str]]:
    return [[cell.mark.value for cell in row.cells] for row in chart(*dates).rows]


def many(count: int, speakers: Sequence[str]) -> list[ChartEvent]:
    return [event(day(2024, 1 + at % 3, 1 + at % 28), speakers[at % len(speakers)]) for at in range(count)]


def test_each_month_between_the_first_and_the_last_day_has_a_column():
    made = chart(day(2024, 11, 30), day(2025, 1, 1))
    assert made.periods == ("Nov", "Dec", "Jan")
    assert made.years == (("2024", 2), ("2025", 1))


def test_months_have_their_numbers_where_there_are_many():
    assert chart(day(2024, 1, 1), day(2025, 1, 1)).periods[-2:] == ("12", "1")


def test_of_years_there_are_few_columns_without_anything_over_them():
    made = chart(day(1950, 5, 1), day(2024, 1, 1))
    assert len(made.periods) <= MOST_PERIODS
    assert made.years == ()


@pytest.mark.parametrize("known", [day(1, 1, 1), day(9999, 12, 31)])
def test_the_ends_of_the_calendar_have_columns(known: FuzzyDate):
    assert len(chart(known, day(2024, 1, 1)).periods) <= MOST_PERIODS


def test_a_day_is_a_dot_in_its_month():
    assert marks(day(2024, 1, 9), day(2024, 2, 9)) == [["day", ""], ["", "day"]]


def test_a_month_fills_its_column_and_a_quarter_of_a_year_only_in_part():
    january = FuzzyDate(date(2024, 1, 1), date(2024, 1, 31), "month")
    assert marks(january) == [["whole"]]
    assert marks(january, day(2028, 1, 1))[0][0] == ChartMark.PART.value


def test_a_year_fills_all_its_columns():
    assert set(marks(whole_year(2024))[0]) == {"whole"}


def test_about_is_told_from_sure():
    assert marks(about(date(2024, 1, 21), date(2024, 1, 31))) == [["about"]]
    assert marks(about(date(2024, 1, 1), date(2024, 1, 31))) == [["about whole"]]


def test_a_label_is_cut_at_a_word_and_quoted():
    long = "The bridge was closed to carts of more than a ton for the rest of the year"
    (row,) = timeline_chart([event(day(2024, 1, 9), text=long)], ENGLISH).rows
    assert row.label == "“The bridge was closed to carts of…”"


def test_many_statements_are_counted_by_speaker():
    made = timeline_chart(many(MOST_ROWS + 3, ("Mayor Adeyemi", "Ferry owners", "Mayor Adeyemi")), ENGLISH)
    assert [(row.label, sum(cell.count for cell in row.cells)) for row in made.rows] == [
        ("Mayor Adeyemi", 22),
        ("Ferry owners", 11),
    ]
    assert made.legend == ENGLISH.timeline_counts_legend


def test_speakers_who_are_quoted_least_share_a_row():
    names = [f"Ferry owner {number}" for number in range(MOST_SPEAKERS + 5)]
    made = timeline_chart([*many(60, names), event(day(2024, 1, 1), "")], ENGLISH)
    assert [row.label for row in made.rows][-2:] == ["5 other speakers", "No speaker named"]


def test_what_may_lie_in_a_column_is_marked_and_not_counted():
    made = timeline_chart([*many(MOST_ROWS, ("Ferry owners",)), event(whole_year(2024), "Ferry owners")], ENGLISH)
    (row,) = made.rows
    assert {cell.mark for cell in row.cells} == {ChartMark.ABOUT}
    assert sum(cell.count for cell in row.cells) == MOST_ROWS


@pytest.mark.parametrize(
    ("form", "has_chart", "has_table"), [("table", False, True), ("picture", True, False), ("both", True, True)]
)
def test_the_project_chooses_picture_table_or_both(form: str, has_chart: bool, has_table: bool):
    made = part(brief(full_bridge(), timeline=form), TimelinePart)
    assert (made.chart is not None, made.has_table) == (has_chart, has_table)


def test_the_picture_has_the_rows_of_the_table():
    made = part(build_briefing(full_bridge()), TimelinePart)
    assert made.chart is not None
    assert len(made.chart.rows) == len(made.rows)
    assert [row.date for row in made.chart.rows][:2] == ["2024", "Mar 2025"]


def test_in_korean_it_speaks_korean():
    made = timeline_chart([event(month(2024, 3))], words_for("ko"))
    assert made.periods == ("3월",)
    assert made.years == (("2024년", 1),)

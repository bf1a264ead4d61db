"""Dates as well as they are known."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.dates import format_date, parse_date, to_text
from annotator.core.records import FuzzyDate

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def exact(year: int, month: int, day: int) -> FuzzyDate:
    return FuzzyDate(date(year, month, day), date(year, month, day), "day")


@pytest.mark.parametrize(
    "words",
    [
        "28 Apr 2025",
        "April 28, 2025",
        "April 28 2025",
        "Monday, 28 April 2025",
        "Mon 28 Apr. 2025",
        "28th of April, 2025",
        "2025-04-28",
        "2025-04-28T10:00:00Z",
        "28/04/2025",
        "28.4.2025",
        "04/28/2025",
        "2025년 4월 28일",
        "2025. 4. 28.",
        "  28\u00a0April\n2025 ",
        "April 28, 2025 10:30 AM",
    ],
)
def test_a_day_is_read_in_every_way_that_people_write_it(words: str):
    assert parse_date(words) == exact(2025, 4, 28)


def test_day_or_month_first_is_the_callers_choice_where_both_are_possible():
    assert parse_date("3/4/2025") == exact(2025, 4, 3)
    assert parse_date("3/4/2025", day_first=False) == exact(2025, 3, 4)
    assert parse_date("22/12/2025", day_first=False) == exact(2025, 12, 22)


@pytest.mark.parametrize(
    ("words", "first", "last", "precision"),
    [
        ("Apr 2025", (2025, 4, 1), (2025, 4, 30), "month"),
        ("2025년 4월", (2025, 4, 1), (2025, 4, 30), "month"),
        ("Feb 2024", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2025", (2025, 1, 1), (2025, 12, 31), "year"),
        ("early May 2025", (2025, 5, 1), (2025, 5, 10), "about"),
        ("mid-May 2025", (2025, 5, 11), (2025, 5, 20), "about"),
        ("late April 2025", (2025, 4, 21), (2025, 4, 30), "about"),
        ("2025년 4월 하순", (2025, 4, 21), (2025, 4, 30), "about"),
        ("about 28 April 2025", (2025, 4, 21), (2025, 5, 5), "about"),
        ("circa 2025", (2025, 1, 1), (2025, 12, 31), "about"),
        ("around late April 2025", (2025, 4, 21), (2025, 4, 30), "about"),
        ("28 Apr 2025 – 3 May 2025", (2025, 4, 28), (2025, 5, 3), "about"),
    ],
)
def test_what_is_known_less_well_is_kept_as_the_days_it_can_be(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int], precision: str
):
    known = parse_date(words)
    assert known is not None
    assert (known.start, known.end, known.precision) == (date(*first), date(*last), precision)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "yesterday",
        "31 Feb 2025",
        "2025-13-01",
        "99/99/2025",
        "0000",
        "28 April",
        "about 31 Dec 9999",
        "9" * 500,
    ],
)
def test_what_is_no_date_is_none(words: str):
    assert parse_date(words) is None


def test_no_more_is_written_than_is_known():
    assert format_date(exact(2025, 4, 28)) == "28 April 2025"
    assert format_date(exact(2025, 4, 28), short=True) == "28 Apr 2025"
    written = [format_date(known) for words in ("Apr 2025", "2025", "late Apr 2025") if (known := parse_date(words))]
    assert written == ["April 2025", "2025", "late Apr 2025"]
    two_months = FuzzyDate(date(2025, 4, 1), date(2025, 5, 31), "about")
    assert format_date(two_months) == "April 2025 – May 2025"


def test_korean_has_its_own_order_and_its_own_thirds_of_a_month():
    assert format_date(exact(2025, 4, 28), language="ko") == "2025년 4월 28일"
    late = parse_date("late April 2025")
    assert late is not None
    assert format_date(late, language="ko") == "2025년 4월 하순"
    korean = parse_date("2025년 4월 하순")
    assert korean is not None
    assert (format_date(korean, language="ko"), format_date(korean)) == ("2025년 4월 하순", "late April 2025")


@given(DAYS, DAYS, st.sampled_from(["day", "month", "year", "about"]))
def test_an_edit_field_reads_back_what_it_was_given(one: date, two: date, precision: str):
    first, last = min(one, two), max(one, two)
    if precision == "day":
        last = first
    elif precision == "month":
        first, last = first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1])
    elif precision == "year":
        first, last = date(first.year, 1, 1), date(first.year, 12, 31)
    known = FuzzyDate(first, last, precision)
    assert parse_date(to_text(known)) == known


@pytest.mark.parametrize("words", ["late April 2025", "c. 1950", "around 28 April 2025", "2025년 4월 하순"])
def test_an_edit_field_keeps_the_words_of_the_source(words: str):
    known = parse_date(words)
    assert known is not None
    assert to_text(known) == words
    assert parse_date(to_text(known)) == known


def test_no_date_is_an_empty_field():
    assert to_text(None) == ""


@given(st.text(max_size=30))
def test_reading_never_fails_whatever_is_typed(words: str):
    known = parse_date(words)
    assert known is None or known.start <= known.end


@pytest.mark.parametrize(
    "words",
    [
        "28 апреля 2025 г.",
        "понедельник, 28 апреля 2025 года",
        "28 апр. 2025 г. в 09:00",
        "28 квітня 2025",
        "Montag, 28. April 2025",
        "lundi 28 avril 2025",
        "28 de abril de 2025",
        "2025年4月28日",
        "2025年4月28日（月）",
        "2025年4月28日 09:00",
        "2025-04-28 오전 9:00",
        "28 أبريل 2025",
        "٢٨ نيسان ٢٠٢٥",
        "Mon, 28 Apr 2025 09:00:00 +0900",
    ],
)
def test_a_day_is_read_as_sources_of_several_languages_write_it(words: str):
    assert parse_date(words) == FuzzyDate(date(2025, 4, 28), date(2025, 4, 28), "day")


@pytest.mark.parametrize("words", ["апрель 2025", "April 2025", "avril 2025", "2025年4月"])
def test_a_month_is_read_in_several_languages(words: str):
    assert parse_date(words) == FuzzyDate(date(2025, 4, 1), date(2025, 4, 30), "month")

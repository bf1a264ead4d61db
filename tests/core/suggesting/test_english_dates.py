from datetime import date

import pytest

from annotator.core.suggesting.date_wishes import EARLY, LATE, Exact, Period, Season, Shifted, Weekday, Wish, Yearless
from annotator.core.suggesting.english_dates import find_english


def wishes(text: str) -> list[tuple[str, Wish]]:
    return [(text[start:end], wish) for start, end, wish in find_english(text, 0, len(text))]


@pytest.mark.parametrize(
    "words", ["26 April 2025", "April 26, 2025", "26th of April 2025", "Apr. 26, 2025", "2025-04-26", "26/4/2025"]
)
def test_a_whole_date_is_read_in_each_form(words: str):
    ((_, wish),) = wishes(f"It closed on {words}, at noon.")
    assert isinstance(wish, Exact)
    assert wish.date.start == wish.date.end == date(2025, 4, 26)


def test_figures_that_can_be_read_two_ways_are_not_sure():
    ((_, first), (_, second)) = wishes("On 3/4/2025 and on 26/4/2025.")
    assert (first.is_sure, second.is_sure) == (False, True)


@pytest.mark.parametrize(
    ("sentence", "words", "wish"),
    [
        ("It is on April 26.", "April 26", Yearless(4, 26, 26)),
        ("It is on the 26th of April.", "26th of April", Yearless(4, 26, 26)),
        ("It is due in late April.", "late April", Yearless(4, *LATE)),
        ("It is due in early May.", "early May", Yearless(5, *EARLY)),
        ("It stands since October.", "since October", Yearless(10, is_open=True)),
        ("It was built last October.", "last October", Yearless(10, leaning=-1, is_past=True)),
        ("It was built the previous August.", "the previous August", Yearless(8, 0, 0, -1, True, False, True)),
        ("It fell on Monday.", "on Monday", Weekday(0)),
        ("It will open on Monday.", "on Monday", Weekday(0, 1)),
        ("It fell last Friday.", "last Friday", Weekday(4, -1)),
        ("Two days later, it fell.", "Two days later", Shifted(2, "day", True)),
        ("It fell three weeks ago.", "three weeks ago", Shifted(-3, "week", False)),
        ("It fell two days before the storm.", "two days before", Shifted(-2, "day", True, False)),
        ("It fell the day after.", "the day after", Shifted(1, "day", True)),
        ("It fell on the following day.", "the following day", Shifted(1, "day", True)),
        ("It fell on the same day.", "the same day", Shifted(0, "day", True)),
        ("It fell yesterday evening.", "yesterday", Shifted(-1, "day", False)),
        ("It fell last week.", "last week", Period(-1, "week")),
        ("It opens next year.", "next year", Period(1, "year")),
        ("It fell in the spring of 2024.", "in the spring of 2024", Season(3, "spring", 2024)),
        ("It fell last autumn.", "last autumn", Season(9, "autumn", None, -1)),
    ],
)
def test_words_are_read_for_what_they_say(sentence: str, words: str, wish: Wish):
    assert wishes(sentence) == [(words, wish)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It may close, and the crew will march on.",
        "On Black Friday nothing moved.",
        "It lasted from 2016-17 and cost 2,000 crowns.",
        "The boats fall dry twice.",
        "It happened half a year ago.",
    ],
)
def test_what_is_no_date_is_passed_over(sentence: str):
    assert wishes(sentence) == []


def test_a_year_in_which_something_begins_is_not_sure():
    assert [wish.is_sure for _, wish in wishes("In 2019 it opened; since 2022 it is closed.")] == [True, False]

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.dates import format_date, parse_date
from annotator.core.suggesting.datings import Dating, explain, find_datings
from annotator.core.vocabulary import BlockKind
from tests.core.suggesting.paragraphs import source_of

PUBLISHED = "30 April 2025"  # a Wednesday
WORDS = st.sampled_from(
    "on Monday, two days later, in March, 31 April, 29 February, last winter, the following year, yesterday, in 2010, "
    "지난 31일, 이틀 뒤, 9월 31일, в марте, 31 апреля, через десять лет, 99 years ago, 400 days later, late May".split(
        ", "
    )
)


def datings(*paragraphs: str, published: str = PUBLISHED) -> list[Dating]:
    text, blocks = source_of(*paragraphs)
    return find_datings(text, blocks, parse_date(published))


def dates(*paragraphs: str, published: str = PUBLISHED) -> list[str]:
    return [format_date(each.date) if each.date else "" for each in datings(*paragraphs, published=published)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It fell on Monday.", "28 April 2025"),
        ("It fell on Wednesday.", "30 April 2025"),
        ("It will reopen on Wednesday.", "7 May 2025"),
        ("It fell yesterday.", "29 April 2025"),
        ("It fell in November.", "November 2024"),
        ("It closes on May 9.", "9 May 2025"),
        ("It fell in late December.", "late December 2024"),
        ("It fell last week.", "21 April 2025 – 27 April 2025"),
        ("It fell last month.", "March 2025"),
        ("It fell last autumn.", "September 2024 – November 2024"),
        ("It fell in the spring of 2024.", "spring 2024"),
        ("It fell two years ago.", "2023"),
        ("부두는 지난 28일 닫혔다.", "28 April 2025"),
        ("부두는 지난달 31일 닫혔다.", "31 March 2025"),
        ("부두는 지난주 월요일 닫혔다.", "21 April 2025"),
        ("Порт закрыли 26 апреля.", "26 April 2025"),
    ],
)
def test_a_date_is_counted_from_publication(sentence: str, found: str):
    assert dates(sentence) == [found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It fell on 26 April. Two days later, it burnt.", "28 April 2025"),
        ("It fell on 26 April and burnt the following day.", "27 April 2025"),
        ("It fell on 26 April; a week later it burnt.", "30 April 2025 – 6 May 2025"),
        ("In 2009 it fell. Two years later, it burnt.", "2011"),
        ("It fell in early March. On the same day it burnt.", "early March 2025"),
        ("It fell on 26 April. In 2019 it was new. Two days later it burnt.", "28 April 2025"),
        ("지난 28일 닫혔다. 이틀 뒤 열렸다.", "30 April 2025"),
        ("Порт закрыли 26 апреля. На следующий день его открыли.", "27 April 2025"),
    ],
)
def test_what_goes_on_is_counted_from_the_date_before(sentence: str, found: str):
    assert dates(sentence)[-1] == found


def test_days_are_not_counted_from_a_date_that_is_hardly_known():
    assert dates("It fell last autumn. Two days later it burnt.")[-1] == ""


@pytest.mark.parametrize(
    "sentence", ["It fell on Monday.", "It fell in April.", "It fell yesterday.", "On the same day."]
)
def test_nothing_is_made_up_without_a_date_to_count_from(sentence: str):
    (found,) = datings(sentence, published="")
    assert (found.date, found.is_sure) == (None, False)


def test_a_month_of_publication_tells_the_year_and_no_weekday():
    assert dates("It fell in November. It burnt on Monday.", published="March 2024") == ["November 2023", ""]


def test_what_only_words_name_is_not_resolved():
    (found,) = datings("It fell two days before the storm.")
    assert (found.date, found.rule) == (None, "event")


def test_a_day_that_no_month_has_is_no_date():
    assert datings("It fell on April 31.") == []


def test_a_coming_date_and_one_counted_on_are_not_sure():
    assert [each.is_sure for each in datings("It fell on 26 April. Two days later it burnt. It opens on 9 May.")] == [
        True,
        False,
        False,
    ]


def test_captions_move_nothing_on():
    text, blocks = source_of(
        "It fell on 26 April.",
        "The pier on 3 March.",
        "Two days later it burnt.",
        kinds=(BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.PARAGRAPH),
    )
    last = find_datings(text, blocks, parse_date(PUBLISHED))[-1]
    assert last.date is not None
    assert last.date.start == date(2025, 4, 28)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("It fell on Monday.", "“on Monday”: the last one before 30 April 2025, the date of publication"),
        ("It fell on Wednesday.", "“on Wednesday”: the same day as 30 April 2025, the date of publication"),
        (
            "It fell on 26 April. Two days later it burnt.",
            "“Two days later”, counted from 26 April 2025, from “26 April” earlier in the text",
        ),
        ("It fell two days before the storm.", "“two days before”: the text does not say of which day"),
    ],
)
def test_a_date_says_what_it_was_counted_from(sentence: str, why: str):
    assert explain(datings(sentence)[-1]) == why


@given(st.lists(WORDS, max_size=6), st.sampled_from(["", "29 February 2024", "1 January 2025", "March 2024", "0001"]))
def test_dates_keep_the_order_of_the_text_and_of_time(words: list[str], published: str):
    found = datings(". ".join(words), published=published)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(each.date is None or each.date.start <= each.date.end for each in found)
    assert all(explain(each) for each in found)

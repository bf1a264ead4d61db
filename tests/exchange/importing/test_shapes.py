"""What the lines around an article look like."""

from datetime import date

import pytest

from annotator.exchange.importing import shapes


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Author", "Ann Author"),
        ("BY PARK HYUN-JU [[email protected]]", "Park Hyun-ju"),
        ("By JANE DOE and JOHN ROE", "Jane Doe and John Roe"),
        ("BY SEAN O'BRIEN", "Sean O'Brien"),
        ("By J.K. Rowe, C. Jones", "J.K. Rowe, C. Jones"),
        ("By Ludwig van Dam <l@dam.example>", "Ludwig van Dam"),
        ("Written by: Ann Author", "Ann Author"),
        ("김철수 기자", "김철수"),
    ],
)
def test_a_byline_gives_names_as_names_are_written(line: str, names: str):
    assert shapes.byline(line) == names


@pytest.mark.parametrize(
    "line",
    ["By calling each other allies", "By the time he left", "By Friday Night", "By 2025 the War", "Bystanders Say No"],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str):
    assert shapes.byline(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Author | 5 March 2024",
        "Ann Author · March 5, 2024",
        "By Ann Author, 5 March 2024",
        "5 March 2024 | By Ann Author",
    ],
)
def test_a_line_can_hold_names_and_date(line: str):
    names, known = shapes.byline_and_date(line)
    assert known is not None
    assert (names, known.start) == ("Ann Author", date(2024, 3, 5))


@pytest.mark.parametrize(
    "line", ["Published: 5 March 2024", "Updated on March 5, 2024", "05/03/2024", "5 March 2024, 10:30"]
)
def test_a_line_that_is_a_date_is_read_with_or_without_its_label(line: str):
    known = shapes.line_date(line)
    assert known is not None
    assert known.start == date(2024, 3, 5)


@pytest.mark.parametrize("line", ["2024", "Two died in March 2024", "On 5 March 2024 the ferry left", "Asia | Ferries"])
def test_a_line_that_only_mentions_a_date_is_none(line: str):
    assert shapes.line_date(line) is None
    assert shapes.byline_and_date(line) == ("", None)


@pytest.mark.parametrize(
    "line",
    [
        "To write comments, please log in.",
        "© 2024 The Outlet. All rights reserved.",
        "Comments (12)",
        "Advertisement",
        "Sign up for our newsletter",
        "Rules of the house (0/400 characters)",
        "무단 전재 및 재배포 금지",
    ],
)
def test_notices_of_a_site_are_told(line: str):
    assert shapes.is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "The ministry declined to comment.",
        "The embassy did not respond to a request for comment.",
        "He refused to sign in anger.",
        "Officials were told to read more carefully.",
        "Her comments were reported on Monday.",
    ],
)
def test_the_last_line_of_a_report_is_no_notice(line: str):
    assert not shapes.is_notice(line)


def test_rows_of_categories_and_labels_are_told_from_words():
    assert shapes.is_category_row("The Strait | Diplomacy | Northern Seas")
    assert shapes.is_category_row("Files / Strait of Kell")
    assert not shapes.is_category_row("He asked: war | or peace? Nobody knew.")
    assert shapes.is_label("Published:")
    assert not shapes.is_label("Published works")

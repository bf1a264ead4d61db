"""Chapters read from the words of a report."""

import pytest

from annotator.core.errors import RefusedError
from annotator.core.outline_text import read_outline, typed_outline
from tests.tools import CHECKOUT


def chapters(text: str) -> list[tuple[str, int]]:
    return [(entry.title, entry.level) for entry in read_outline(text)]


def test_the_numbered_list_of_a_report_is_its_outline_and_its_prose_is_not():
    report = (CHECKOUT / "resources" / "sample" / "sources" / "institute-report.txt").read_text(encoding="utf-8")
    entries = read_outline(report)
    assert len(entries) == 7
    assert entries[0].title == "Summary"
    assert {entry.level for entry in entries} == {1}


def test_nested_numbers_are_nested_chapters():
    text = "1. One\n2. Two\n 2.1 First of two\n2.2. Second\n2.2.1 Deep\n3) Three"
    expected = [("One", 1), ("Two", 1), ("First of two", 2), ("Second", 2), ("Deep", 3), ("Three", 1)]
    assert chapters(text) == expected


def test_the_longest_of_several_lists_is_taken():
    assert chapters("1. a\n2. b\nWords.\n1. A\n2. B\n3. C\nWords.\n1. x") == [("A", 1), ("B", 1), ("C", 1)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Chapter 1: Start\nChapter 2: End", ["Start", "End"]),
        ("제1장 요약\n제2장 배경", ["요약", "배경"]),
        ("1. Summary ....... 3\n2. Rest ... 17", ["Summary", "Rest"]),
    ],
)
def test_chapter_words_and_page_numbers_are_no_part_of_a_title(text: str, titles: list[str]):
    assert chapters(text) == [(title, 1) for title in titles]


def test_markdown_headings_lose_their_numbers_and_the_one_title_above_them_all():
    text = "# The report\nwords\n## 1. Summary\nwords\n## 2025 in review\n#### Deep\n## 3.1 End"
    assert chapters(text) == [("Summary", 1), ("2025 in review", 1), ("Deep", 2), ("End", 1)]


def test_typed_lines_are_chapters_and_their_indentation_tells_the_level():
    assert chapters("One\n    Two\n    Three\nFour\n\t- Five") == [
        ("One", 1),
        ("Two", 2),
        ("Three", 2),
        ("Four", 1),
        ("Five", 2),
    ]


def test_a_year_at_the_beginning_of_a_typed_title_stays():
    assert [entry.title for entry in typed_outline("2025 in review\n80 days")] == ["2025 in review", "80 days"]


def test_typed_numbers_that_count_on_are_left_out():
    assert [entry.title for entry in typed_outline("1 Summary\n2 Rest")] == ["Summary", "Rest"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n  \n",
        "This is a long sentence of prose which nobody in the world would ever take for a title.\nAnd another.",
        "word " * 100,
    ],
)
def test_a_text_without_a_list_of_chapters_is_refused(text: str):
    with pytest.raises(RefusedError, match="No list of chapters"):
        read_outline(text)


def test_no_level_is_skipped():
    levels = [entry.level for entry in read_outline("# A\n##### B\n# C\n### D\n###### E")]
    assert levels == [1, 2, 1, 2, 3]

"""What repeats at the margins of pages is told from the text."""

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_margins import part_margins
from annotator.exchange.importing.pdf_pages import Page
from annotator.exchange.importing.pdf_words import Word


def line(text: str, y: float, x: float = 50) -> Line:
    words = [Word(each, x + at * 30, x + at * 30 + 28, y, 10) for at, each in enumerate(text.split(" "))]
    return Line(words, x, words[-1].right, y, 10)


def heads(*pages: list[Line]) -> list[list[str]]:
    parted = part_margins([Page(at, 0.0, 800.0, parts) for at, parts in enumerate(pages, 1)])
    return [[part.text for part in (*page.heads, *page.feet)] for page in parted]


def test_a_line_that_repeats_at_its_place_is_a_head():
    assert heads([line("Harbour Post", 40)], [line("Harbour Post", 41)]) == [["Harbour Post"], ["Harbour Post"]]


def test_the_same_line_at_another_place_is_none():
    assert heads([line("Harbour Post", 40)], [line("Harbour Post", 70)]) == [[], []]


def test_a_number_that_changes_repeats_all_the_same():
    assert heads([line("Page 1 of 2", 770)], [line("Page 2 of 2", 770)]) == [["Page 1 of 2"], ["Page 2 of 2"]]


def test_roman_numbers_are_numbers():
    assert heads([line("iv", 770)], [line("v", 770)]) == [["iv"], ["v"]]


def test_a_number_at_another_side_on_every_other_page_is_one():
    pages = [line("The Ferry Question", 40), line("12", 40, 500)], [line("13", 40), line("The Ferry Question", 40, 300)]
    assert [sorted(each) for each in heads(*pages)] == [["12", "The Ferry Question"], ["13", "The Ferry Question"]]


def test_notes_that_begin_alike_are_none():
    assert heads([line("3 Harbour office, log", 770)], [line("9 Harbour office, log", 770)]) == [[], []]


def test_a_word_of_a_line_that_repeats_is_none():
    pages = (
        [line("harbour", 40), line("nobody saw it", 40, 200)],
        [line("harbour", 40), line("they came back", 40, 200)],
    )
    assert heads(*pages) == [[], []]


def test_what_stands_inside_the_text_is_none():
    pages = [[line(f"{name} left", 40), line("Harbour Post again", 60)] for name in ("Ferry", "Tug")]
    assert heads(*pages) == [[], []]


def test_the_middle_of_a_page_is_no_margin():
    assert heads([line("Harbour Post", 400)], [line("Harbour Post", 400)]) == [[], []]

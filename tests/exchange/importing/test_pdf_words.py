"""Words are read with their places, whichever way they run."""

import pytest
from pypdfium2 import PdfDocument

from annotator.exchange.importing.pdf_lines import join_words
from annotator.exchange.importing.pdf_words import SLANTED, Word, plain, read_words, turned
from tests.pdfs import PdfPage, pdf_bytes


def words(page: PdfPage, direction: int = 0) -> list[Word]:
    with PdfDocument(pdf_bytes([page])) as document:
        opened = document[0]
        text_page = opened.get_textpage()
        found = read_words(text_page)
        text_page.close()
        opened.close()
    return found.get(direction, [])


def test_a_word_knows_where_it_stands_and_how_large_it_is():
    [word] = words(PdfPage().text(100, 200, "Ferry", 12))
    assert (round(word.left), round(word.baseline), word.size) == (100, 200 - 842, 12)
    assert 20 < word.right - word.left < 40


def test_the_size_is_the_one_that_is_seen():
    [word] = words(PdfPage().turned("3 0 0 3 50 700", "Ferry", 4))
    assert word.size == 12


def test_a_bold_font_makes_bold_words():
    page = PdfPage().text(50, 100, "Plain").text(90, 100, "Bold", font="bold")
    assert [(word.text, word.is_bold) for word in words(page)] == [("Plain", False), ("Bold", True)]


def test_a_mark_that_stands_higher_is_a_word_of_its_own():
    page = PdfPage().turned("1 0 0 1 50 700", "harbour").turned("1 0 0 1 85 704", "3", 6)
    assert [(word.text, word.is_spaced) for word in words(page)] == [("harbour", False), ("3", False)]


def test_a_raised_sign_on_the_line_is_told():
    found = words(PdfPage().text(50, 100, "harbour* and quay"))
    assert [(word.text, word.is_raised) for word in found][:2] == [("harbour", False), ("*", True)]


@pytest.mark.parametrize(
    ("matrix", "direction"), [("0 1 -1 0 300 300", 1), ("-1 0 0 -1 300 300", 2), ("0 -1 1 0 300 300", 3)]
)
def test_text_that_is_turned_has_a_direction_of_its_own(matrix: str, direction: int):
    found = words(PdfPage().turned(matrix, "side note"), direction)
    [line] = join_words(found, 1)
    assert line.text == "side note"
    assert line.right - line.left > 3 * line.size


def test_slanted_text_has_its_angle():
    found = words(PdfPage().turned("0.866 0.5 -0.5 0.866 200 200", "Copy"), SLANTED + 30)
    assert "".join(word.text for word in found) == "Copy"


def test_a_place_is_turned_as_its_text_is():
    assert turned(10, 20, 0) == (10, -20)
    assert turned(10, 20, 1) == (20, 10)
    assert turned(10, 20, SLANTED + 90) == pytest.approx((20, 10))


def test_joined_letters_become_letters():
    assert plain("\ufb01nal \ufefb") == "final \u0644\u0627"


def test_a_hyphen_that_was_not_needed_goes():
    assert plain("har\u00adbour") == "harbour"

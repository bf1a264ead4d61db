"""Marks of lists that are drawn as shapes."""

from pypdfium2 import PdfDocument

from annotator.exchange.importing.pdf_bullets import add_bullets
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_words import Word
from tests.pdfs import PdfPage, pdf_bytes


def marked(shape: str) -> str:
    line = Line([Word("Fog", 80, 95, 200 - 842, 10)], 80, 95, 200 - 842, 10)
    page = PdfPage()
    page.operations.append(shape)
    with PdfDocument(pdf_bytes([page])) as document:
        opened = document[0]
        add_bullets(opened, [line], 0)
        opened.close()
    return line.text


def test_a_small_shape_beside_a_line_is_a_mark():
    assert marked("66 643 4 4 re f") == "• Fog"


def test_a_rule_is_none():
    assert marked("60 643 15 1 re f") == "Fog"


def test_a_shape_above_the_line_is_none():
    assert marked("66 660 4 4 re f") == "Fog"


def test_a_shape_far_away_is_none():
    assert marked("20 643 4 4 re f") == "Fog"

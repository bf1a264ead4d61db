"""Links lie on words."""

from pypdfium2 import PdfDocument

from annotator.exchange.importing.pdf_links import link_words
from annotator.exchange.importing.pdf_words import read_words
from tests.pdfs import PdfPage, pdf_bytes

ADDRESS = "https://harbour.example/log"


def linked(page: PdfPage) -> list[tuple[str, str]]:
    with PdfDocument(pdf_bytes([page])) as document:
        opened = document[0]
        text_page = opened.get_textpage()
        found = link_words(document, opened, read_words(text_page)[0], 0)
        text_page.close()
        opened.close()
    return [(word.text, word.link) for word in found]


def test_a_word_under_a_link_has_its_address():
    page = PdfPage().text(50, 100, "See here").link(70, 90, 100, 104, ADDRESS)
    assert linked(page) == [("See", ""), ("here", ADDRESS)]


def test_the_stop_behind_a_link_is_no_part_of_it():
    page = PdfPage().text(50, 100, "here.").link(50, 90, 69.5, 104, ADDRESS)
    assert linked(page) == [("here", ADDRESS), (".", "")]


def test_a_link_elsewhere_does_not_count():
    assert linked(PdfPage().text(50, 100, "here").link(50, 200, 100, 214, ADDRESS)) == [("here", "")]


def test_only_addresses_of_the_web_and_of_mail_count():
    page = PdfPage().text(50, 100, "here").link(50, 90, 100, 104, "file:///etc/passwd")
    assert linked(page) == [("here", "")]

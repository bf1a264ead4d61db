"""Pages are read within bounds."""

import pytest
from pypdfium2 import PdfDocument

from annotator.core.errors import RefusedError
from annotator.exchange.importing import pdf_pages, pdf_words
from annotator.exchange.importing.pdf_pages import Patience, read_pages
from tests.pdfs import PdfPage, pdf_bytes


def read(*pages: PdfPage) -> list[pdf_pages.Page]:
    with PdfDocument(pdf_bytes(pages)) as document:
        return read_pages(document, Patience())


def test_a_page_knows_its_number_and_its_height():
    found = read(PdfPage().text(50, 100, "The ferry left at nine."), PdfPage().text(50, 100, "Nobody saw it."))
    assert [(page.number, page.top, page.height) for page in found] == [(1, -842, 842), (2, -842, 842)]


def test_more_pages_than_an_article_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 1)
    with pytest.raises(RefusedError, match="pages; please split it"):
        read(PdfPage().text(50, 100, "One"), PdfPage().text(50, 100, "Two"))


def test_more_letters_than_a_page_holds_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_words, "MOST_LETTERS_A_PAGE", 10)
    with pytest.raises(RefusedError, match="more letters than a page can"):
        read(PdfPage().text(50, 100, "The ferry left at nine."))


def test_more_letters_than_an_article_holds_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_pages, "MOST_LETTERS", 10)
    with pytest.raises(RefusedError, match="more text than an article can"):
        read(PdfPage().text(50, 100, "The ferry left at nine."))


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_pages, "PATIENCE_S", -1.0)
    with pytest.raises(RefusedError, match="takes too long"):
        read(PdfPage().text(50, 100, "The ferry left at nine."))

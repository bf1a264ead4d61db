"""The pages of a PDF as parts of lines and pictures, read one after the other within bounds."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from annotator.core.errors import RefusedError
from annotator.exchange.importing.pdf_bullets import add_bullets
from annotator.exchange.importing.pdf_lines import Line, join_words, picture_line, rows
from annotator.exchange.importing.pdf_links import link_words
from annotator.exchange.importing.pdf_pictures import PictureBudget, has_page_picture, read_pictures
from annotator.exchange.importing.pdf_words import SLANTED, Word, read_words, turned

MOST_PAGES = 3_000
MOST_LETTERS = 12_000_000
PATIENCE_S = 50.0
_TOO_MANY_PAGES = f"This PDF has more than {MOST_PAGES:,} pages; please split it."
_TOO_MUCH = "This PDF holds more text than an article can; please split it."
_TOO_SLOW = "This PDF takes too long to read; print it anew as a PDF, or split it, and import that."
_NO_LETTERS = (
    "The letters of this PDF have no meaning in the file, only shapes; run a text recognition (OCR) over it and "
    "import the result."
)
_SCAN = (
    "This PDF has no text, only pictures of pages (a scan); run a text recognition (OCR) over it and import the result."
)
_NO_TEXT = "This PDF has no text to read."
_FEW_LETTERS = 20
_MOST_UNKNOWN = 0.3
_LARGEST_SIDE = 20_000.0


@dataclass(slots=True)
class Page:
    """One page, from 1, which has its `top` at a height and goes on downwards.

    `parts` are what stands in its main direction of text; `turned` are lines that run otherwise. `is_scan` where it is
    a picture of a page, without text.
    """

    number: int
    top: float
    height: float
    parts: list[Line] = field(default_factory=list)
    turned: list[Line] = field(default_factory=list)
    is_scan: bool = False


class Patience:
    """How long one file may take."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + PATIENCE_S

    def check(self) -> None:
        """See whether there is time left.

        Raises:
            RefusedError: there is none.
        """
        if time.monotonic() > self._ends:
            raise RefusedError(_TOO_SLOW)


def read_pages(document: PdfDocument, patience: Patience) -> list[Page]:
    """Read the pages of a document.

    Raises:
        RefusedError: it has no text, or more of anything than an article can have, or takes too long.
    """
    count = len(document)
    if count > MOST_PAGES:
        raise RefusedError(_TOO_MANY_PAGES)
    reader = _Reader(document, patience)
    pages = [page for index in range(count) if (page := reader.page(index)) is not None]
    if not reader.letters:
        raise RefusedError(_SCAN if any(page.is_scan for page in pages) else _NO_TEXT)
    if reader.unknown > _MOST_UNKNOWN * reader.letters:
        raise RefusedError(_NO_LETTERS)
    for page in pages:
        if page.is_scan:
            page.parts = reader.scan(page.number - 1)
    return pages


class _Reader:
    def __init__(self, document: PdfDocument, patience: Patience) -> None:
        self._document = document
        self._budget = PictureBudget()
        self._patience = patience
        self.letters = 0
        self.unknown = 0

    def page(self, index: int) -> Page | None:
        """Read a page; None where it cannot be loaded.

        Raises:
            RefusedError: it holds too much, or time is up.
        """
        self._patience.check()
        try:
            page = self._document[index]
        except PdfiumError:
            return None
        try:
            return self._content(page, index + 1)
        except PdfiumError:
            return None
        finally:
            page.close()

    def scan(self, index: int) -> list[Line]:
        """Give the pictures of a page that has no text."""
        page = self._document[index]
        try:
            return [
                picture_line(each, index + 1) for each in read_pictures(self._document, page, 0, False, self._budget)
            ]
        finally:
            page.close()

    def _content(self, page: PdfPage, number: int) -> Page:
        text_page = page.get_textpage()
        try:
            words = read_words(text_page)
        finally:
            text_page.close()
        letters = self._count(words)
        upright = [direction for direction in words if direction < SLANTED]
        main = max(upright, key=lambda direction: _letters(words[direction]), default=0)
        left, bottom, right, top = page.get_bbox()
        edges = sorted((turned(left, bottom, main)[1], turned(right, top, main)[1]))
        height = min(max(edges[1] - edges[0], 1.0), _LARGEST_SIDE)
        found = Page(number, edges[0], height, is_scan=letters < _FEW_LETTERS and has_page_picture(page))
        if found.is_scan and not letters:
            return found
        pictures = read_pictures(self._document, page, main, letters >= _FEW_LETTERS, self._budget)
        found.parts = [*self._lines(page, words.pop(main, []), main, number)]
        add_bullets(page, found.parts, main)
        found.parts += [picture_line(picture, number) for picture in pictures]
        for direction, others in sorted(words.items()):
            found.turned += rows(list(self._lines(page, others, direction, number)))
        return found

    def _lines(self, page: PdfPage, words: list[Word], direction: int, number: int) -> Iterator[Line]:
        linked = link_words(self._document, page, words, direction)
        yield from join_words(linked, number)

    def _count(self, words: dict[int, list[Word]]) -> int:
        letters = sum(map(_letters, words.values()))
        self.letters += letters
        self.unknown += sum(map(_unknown, (word.text for group in words.values() for word in group)))
        if self.letters > MOST_LETTERS:
            raise RefusedError(_TOO_MUCH)
        return letters


def _letters(words: list[Word]) -> int:
    return sum(len(word.text) for word in words)


def _unknown(text: str) -> int:
    """Count letters that say nothing: those for private use, and those that stand for what is not known."""
    if text.isascii():
        return 0
    return sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)

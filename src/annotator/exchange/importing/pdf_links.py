"""Links on a PDF page: the words that they lie on, and the addresses that they lead to."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from annotator.exchange.importing.pdf_words import Word, turned

MOST_LINKS = 500
_LONGEST_ADDRESS = 4_000
_MARKS_BEHIND = re.compile(r"[.,;:!?)\]”’»\"'。，]+$")
_BEYOND = 0.15
_SAFE = re.compile(r"^(?:https?|ftp|mailto|doi):", re.I)

# Left, right, top and bottom as upright text sees them, and the address.
Place = tuple[float, float, float, float, str]


def link_words(document: PdfDocument, page: PdfPage, words: Sequence[Word], direction: int) -> list[Word]:
    """Give the words of a page with the addresses of the links that lie on them."""
    places = list(islice(_places(document, page, direction), MOST_LINKS))
    if not places:
        return list(words)
    return [part for word in words for part in _linked(word, places)]


def _linked(word: Word, places: Sequence[Place]) -> list[Word]:
    x, y = (word.left + word.right) / 2, word.baseline - word.size / 4
    for left, right, top, bottom, address in places:
        if left <= x <= right and top <= y <= bottom:
            word.link = address
            behind = _MARKS_BEHIND.search(word.text)
            if behind and behind.start() and word.right > right + _BEYOND * word.size:
                rest = replace(word, text=behind[0], left=right, is_spaced=False, link="")
                word.text, word.right = word.text[: behind.start()], right
                return [word, rest]
            break
    return [word]


def _places(document: PdfDocument, page: PdfPage, direction: int) -> Iterator[Place]:
    at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    count = 0
    while count < MOST_LINKS and pdfium.FPDFLink_Enumerate(page, at, link):
        count += 1
        address = _address(document, link)
        if address:
            for rectangle in _rectangles(link):
                (x, y), (other_x, other_y) = (turned(*corner, direction) for corner in rectangle)
                yield min(x, other_x), max(x, other_x), min(y, other_y), max(y, other_y), address


def _rectangles(link: pdfium.FPDF_LINK) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Give two opposite corners of each stretch of a link, which may go over several lines."""
    count = min(pdfium.FPDFLink_CountQuadPoints(link), MOST_LINKS)
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(count):
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            across, down = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield (min(across), min(down)), (max(across), max(down))
    box = pdfium.FS_RECTF()
    if count <= 0 and pdfium.FPDFLink_GetAnnotRect(link, box):
        yield (box.left, box.bottom), (box.right, box.top)


def _address(document: PdfDocument, link: pdfium.FPDF_LINK) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length <= _LONGEST_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    address = buffer.value.decode("utf-8", "replace").strip()
    return address if _SAFE.match(address) else ""

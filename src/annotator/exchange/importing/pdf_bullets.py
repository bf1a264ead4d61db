"""The marks of lists that a PDF draws as shapes and not as letters, as browsers do."""

import ctypes
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_pictures import MOST_OBJECTS
from annotator.exchange.importing.pdf_words import Word, turned

BULLET = "•"
# In points, and as shares of the size of the letters beside it.
_SMALLEST, _LARGEST = 1.5, 9.0
_SQUARE = 1.3
_FARTHEST = 2.5
_HEIGHT = 0.3
_OFF = 0.3
_MOST_BESIDE = 100


def add_bullets(page: PdfPage, lines: Sequence[Line], direction: int) -> None:
    """Put a mark before each line beside which a small round or square shape stands."""
    shapes = sorted(_shapes(page, direction), key=itemgetter(1))
    for line in lines if shapes else ():
        middle = line.baseline - _HEIGHT * line.size
        low = bisect_left(shapes, middle - _OFF * line.size, key=itemgetter(1))
        high = bisect_left(shapes, middle + _OFF * line.size, key=itemgetter(1))
        beside = [x for x, _ in shapes[low : min(high, low + _MOST_BESIDE)] if _is_beside(line, x)]
        if beside and line.words[0].text != BULLET:
            first = line.words[0]
            first.is_spaced = True
            line.words.insert(0, Word(BULLET, beside[0], beside[0], line.baseline, line.size, first.is_bold))


def _is_beside(line: Line, x: float) -> bool:
    gap = x - line.right if line.is_right_to_left else line.left - x
    return 0 < gap < _FARTHEST * line.size


def _shapes(page: PdfPage, direction: int) -> list[tuple[float, float]]:
    """Give the middles of small shapes that are as wide as they are high."""
    found = []
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        raw = pdfium.FPDFPage_GetObject(page, index)
        if not raw or pdfium.FPDFPageObj_GetType(raw) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(raw, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            width, height = right - left, top - bottom
            if min(width, height) > _SMALLEST and max(width, height) < min(_LARGEST, _SQUARE * min(width, height)):
                found.append(turned((left + right) / 2, (bottom + top) / 2, direction))
    return found

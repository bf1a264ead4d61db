"""Pictures on a PDF page: where they stand, and their bytes as JPEG or PNG."""

import ctypes
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfiumError, PdfMatrix, PdfPage

from annotator.exchange.importing.embedded import LARGEST_PICTURE
from annotator.exchange.importing.pdf_words import turned

MOST_OBJECTS = 20_000
MOST_PIXELS = 24_000_000
MOST_PIXELS_A_FILE = 240_000_000
MOST_BYTES_A_FILE = 192 * 1024 * 1024
MOST_PICTURES = 2_000
# In points: rules, icons and the like are smaller.
_SMALLEST = 24.0
_BACKGROUND = 0.8
_DEEPEST = 4
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_FASTEST = 3
# A JPEG of more channels is for printers, and few programs show it rightly.
_MOST_BITS = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and where it stands in points, downwards from 0. `data` is empty where it could not be taken out."""

    left: float
    right: float
    top: float
    bottom: float
    data: bytes = b""
    fills_page: bool = False


@dataclass(slots=True)
class PictureBudget:
    """What the pictures of one file may still take."""

    pixels: int = MOST_PIXELS_A_FILE
    size: int = MOST_BYTES_A_FILE
    count: int = MOST_PICTURES
    taken: dict[bytes, bytes] = field(default_factory=dict)


def read_pictures(
    document: PdfDocument, page: PdfPage, direction: int, has_text: bool, budget: PictureBudget
) -> list[Picture]:
    """Give the pictures of a page; small ones are left out, and those that lie behind the whole page's text."""
    area = page.get_width() * page.get_height()
    found: list[Picture] = []
    for raw, matrix in _images(page):
        place = _place(raw, matrix, direction)
        if place is None or min(place[1] - place[0], place[3] - place[2]) < _SMALLEST:
            continue
        fills_page = (place[1] - place[0]) * (place[3] - place[2]) > _BACKGROUND * area
        if fills_page and has_text:
            continue
        data = _data(PdfImage(raw, page, document), budget) if budget.count > 0 else b""
        budget.count -= 1
        found.append(Picture(*place, data, fills_page))
    return found


def has_page_picture(page: PdfPage) -> bool:
    """Tell whether there is any picture on a page that could be the picture of a page."""
    least = 0.25 * page.get_width() * page.get_height()
    places = (_place(raw, matrix, 0) for raw, matrix in _images(page))
    return any(place and (place[1] - place[0]) * (place[3] - place[2]) > least for place in places)


def _images(page: PdfPage) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, PdfMatrix]]:
    """Give the images on a page and in the forms on it, each with the matrix of the forms around it."""
    asked = 0
    waiting = [(page, PdfMatrix(), 0)]
    while waiting:
        holder, matrix, depth = waiting.pop()
        if depth:
            count, get = pdfium.FPDFFormObj_CountObjects(holder), pdfium.FPDFFormObj_GetObject
        else:
            count, get = pdfium.FPDFPage_CountObjects(holder), pdfium.FPDFPage_GetObject
        for index in range(max(0, count)):
            asked += 1
            if asked > MOST_OBJECTS:
                return
            raw = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(raw) if raw else 0
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                yield raw, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                own = pdfium.FS_MATRIX()
                if pdfium.FPDFPageObj_GetMatrix(raw, own):
                    waiting.append((raw, PdfMatrix.from_raw(own).multiply(matrix), depth + 1))


def _place(raw: pdfium.FPDF_PAGEOBJECT, matrix: PdfMatrix, direction: int) -> tuple[float, float, float, float] | None:
    """Give left, right, top and bottom as upright text of a direction sees them; None where that is nowhere."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(raw, *edges):
        return None
    left, bottom, right, top = matrix.on_rect(*(edge.value for edge in edges))
    (x, y), (other_x, other_y) = turned(left, bottom, direction), turned(right, top, direction)
    place = min(x, other_x), max(x, other_x), min(y, other_y), max(y, other_y)
    return place if all(-1e6 < value < 1e6 for value in place) else None


def _data(image: PdfImage, budget: PictureBudget) -> bytes:
    """Take a picture out as it is where it is a JPEG, else as a PNG of its pixels."""
    try:
        width, height = image.get_px_size()
        if not 0 < width * height <= min(MOST_PIXELS, budget.pixels):
            return b""
        data = _jpeg(image)
        if not data:
            budget.pixels -= width * height
            data = _png(image)
    except (PdfiumError, MemoryError, ValueError):
        return b""
    if not data or len(data) > min(LARGEST_PICTURE, budget.size):
        return b""
    budget.size -= len(data)
    return data


def _jpeg(image: PdfImage) -> bytes:
    if image.get_filters(skip_simple=True) != ["DCTDecode"] or image.get_metadata().bits_per_pixel > _MOST_BITS:
        return b""
    if pdfium.FPDFImageObj_GetImageDataDecoded(image, None, 0) > LARGEST_PICTURE:
        return b""
    data = bytes(image.get_data(decode_simple=True))
    return data if data.startswith(_JPEG) else b""


def _png(image: PdfImage) -> bytes:
    # Closing it here would free what the library still owns; it goes with the object.
    return encode_png(image.get_bitmap())


def encode_png(bitmap: PdfBitmap) -> bytes:
    """Write the pixels of a bitmap as a PNG, grey or in colour, without what is transparent."""
    channels = bitmap.n_channels
    pixels = bytes(bitmap.buffer)
    is_grey = channels == 1
    rows = []
    for row in range(bitmap.height):
        line = pixels[row * bitmap.stride : row * bitmap.stride + bitmap.width * channels]
        rows.append(b"\x00" + (line if is_grey else _in_order(line, channels)))
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0 if is_grey else 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), _FASTEST)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _in_order(line: bytes, channels: int) -> bytes:
    """Give a row's pixels as red, green, blue, which the library has the other way round."""
    ordered = bytearray(len(line) // channels * 3)
    for at in range(3):
        ordered[at::3] = line[2 - at :: channels]
    return bytes(ordered)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

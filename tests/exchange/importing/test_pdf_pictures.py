"""Pictures of a PDF keep their bytes, within limits."""

import zlib

import pytest
from pypdfium2 import PdfBitmap, PdfDocument
from pypdfium2.raw import FPDFBitmap_BGR, FPDFBitmap_Gray

from annotator.exchange.importing import pdf_pictures
from annotator.exchange.importing.pdf_pictures import Picture, PictureBudget, encode_png, read_pictures
from tests.pdfs import PdfPage, pdf_bytes


def pictures(page: PdfPage, has_text: bool = True, budget: PictureBudget | None = None) -> list[Picture]:
    with PdfDocument(pdf_bytes([page])) as document:
        opened = document[0]
        found = read_pictures(document, opened, 0, has_text, budget or PictureBudget())
        opened.close()
    return found


def rows(png: bytes) -> bytes:
    start = png.index(b"IDAT") + 4
    size = int.from_bytes(png[start - 8 : start - 4], "big")
    return zlib.decompress(png[start : start + size])


def test_a_picture_knows_its_place_from_the_top():
    [found] = pictures(PdfPage().picture(100, 200, 60, 40))
    assert [round(each) for each in (found.left, found.right, found.top, found.bottom)] == [
        100,
        160,
        200 - 842,
        240 - 842,
    ]


def test_its_pixels_become_a_png():
    [found] = pictures(PdfPage().picture(100, 200, 60, 40, grey=77))
    assert found.data.startswith(b"\x89PNG")
    assert rows(found.data) == bytes([0, 77, 0, 0, 255, 77])


def test_colours_come_in_the_order_of_a_png():
    bitmap = PdfBitmap.new_native(2, 1, FPDFBitmap_BGR)
    bitmap.buffer[:6] = [1, 2, 3, 4, 5, 6]
    assert rows(encode_png(bitmap)) == bytes([0, 3, 2, 1, 6, 5, 4])


def test_the_padding_of_rows_is_no_part_of_the_picture():
    bitmap = PdfBitmap.new_native(3, 2, FPDFBitmap_Gray, stride=4)
    bitmap.buffer[:8] = [1, 2, 3, 9, 4, 5, 6, 9]
    assert rows(encode_png(bitmap)) == bytes([0, 1, 2, 3, 0, 4, 5, 6])


def test_a_picture_of_the_whole_page_counts_where_there_is_no_text():
    page = PdfPage().picture(0, 0, 595, 842)
    assert [found.fills_page for found in pictures(page, has_text=False)] == [True]
    assert pictures(page) == []


def test_a_picture_that_is_too_large_keeps_its_place_without_bytes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_pictures, "MOST_PIXELS", 3)
    assert [found.data for found in pictures(PdfPage().picture(100, 200, 60, 40))] == [b""]


def test_pictures_share_what_a_file_may_hold():
    budget = PictureBudget(count=1)
    page = PdfPage().picture(100, 200, 60, 40).picture(100, 300, 60, 40)
    assert [bool(found.data) for found in pictures(page, budget=budget)] == [True, False]

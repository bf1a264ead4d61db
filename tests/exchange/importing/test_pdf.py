"""PDF files become articles: documents laid out by an office program or a browser, and files that cannot be read.

The Japanese one runs from top to bottom.
"""

import random
from pathlib import Path

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.importing import article_from_bytes
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.pdf import read
from tests.exchange.importing.test_articles import hold_the_laws
from tests.pdfs import PdfPage, pdf_bytes

FIXTURES = Path(__file__).parent / "fixtures"
DOCUMENTS = ("one_column", "two_columns", "three_columns", "korean", "arabic", "russian", "japanese")


def reading(name: str) -> Reading:
    return read(Capture((FIXTURES / f"{name}.pdf").read_bytes(), f"{name}.pdf"))


def blocks_read(name: str) -> list[tuple[str, str]]:
    return [(str(item.kind), item.text.replace("\t", "|")) for item in reading(name).items if not item.fold]


def blocks_written(name: str) -> list[tuple[str, str]]:
    lines = (FIXTURES / f"{name}.txt").read_text("utf-8").splitlines()
    return [(kind, words) for kind, _, words in (line.partition("\t") for line in lines)]


def without_notes(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [block for block in blocks if block[0] != "footnote"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paragraph_comes_out_as_it_was_written_in_the_order_of_reading(name: str):
    assert without_notes(blocks_read(name)) == without_notes(blocks_written(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_footnote_comes_out_as_it_was_written(name: str):
    assert sorted(blocks_read(name)) == sorted(blocks_written(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_laws_of_articles_hold(name: str):
    hold_the_laws(article_from_bytes((FIXTURES / f"{name}.pdf").read_bytes(), f"{name}.pdf"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_block_has_its_page(name: str):
    pages = [item.attributes["page"] for item in reading(name).items]
    assert all(isinstance(page, int) and page > 0 for page in pages)


def test_reading_twice_gives_the_same():
    assert reading("two_columns") == reading("two_columns")


def test_running_heads_and_page_numbers_are_folded_where_they_stand():
    folded = [item.text for item in reading("one_column").items if item.fold]
    assert folded == ["Harbour Quarterly, Volume 9", "Page 1", "Harbour Quarterly, Volume 9", "Page 2"]


def test_a_paragraph_that_goes_on_overleaf_notes_where_the_page_turns():
    [turned] = [item for item in reading("korean").items if "page_turns" in item.attributes]
    [[offset, page]] = turned.attributes["page_turns"]
    assert (turned.attributes["page"], page) == (1, 2)
    assert turned.text[offset:].startswith("점검에서 아무도 보지 못한 틈을")


def test_a_mark_in_the_text_refers_to_its_note():
    items = reading("two_columns").items
    referring = [item for item in items if "references" in item.attributes]
    assert [label for item in referring for _, label in item.attributes["references"]] == ["1", "2"]
    assert [item.attributes["label"] for item in items if item.kind == "footnote"] == ["1", "2"]


def test_a_picture_comes_with_its_bytes_and_knows_its_caption():
    found = reading("one_column")
    image = next(item for item in found.items if item.kind == "image")
    assert found.pictures[image.attributes["url"]].startswith(b"\x89PNG")
    assert image.attributes["caption"] == "Figure 1: The ferry at the northern pier."


def test_the_article_of_a_pdf_has_its_title_and_byline():
    article = article_from_bytes((FIXTURES / "one_column.pdf").read_bytes(), "one_column.pdf")
    assert article.media_type == "application/pdf"
    assert article.metadata["title"].value == "Winter timetable of the northern ferry"
    assert article.metadata["author"].value == "Ann Author"
    assert (article.metadata["language"].value, article.metadata["language"].sure) == ("en", True)


def test_a_pdf_with_a_password_is_refused():
    with pytest.raises(RefusedError, match="locked with a password"):
        reading("locked")


def test_a_pdf_of_pictures_alone_is_refused_as_a_scan():
    data = pdf_bytes([PdfPage().picture(0, 0, 595, 842), PdfPage().picture(0, 0, 595, 842)])
    with pytest.raises(RefusedError, match=r"only pictures of pages \(a scan\); run a text recognition"):
        read(Capture(data, "scan.pdf"))


def test_a_pdf_without_anything_is_refused():
    with pytest.raises(RefusedError, match="no text"):
        read(Capture(pdf_bytes([PdfPage()]), "empty.pdf"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(2000), pdf_bytes([PdfPage()])[:300]])
def test_a_damaged_pdf_is_refused(data: bytes):
    with pytest.raises(RefusedError):
        read(Capture(data, "damaged.pdf"))


def test_what_is_changed_at_random_is_read_or_refused():
    chance = random.Random(11)
    whole = [(FIXTURES / f"{name}.pdf").read_bytes() for name in ("two_columns", "arabic")]
    whole.append(pdf_bytes([PdfPage().lines(50, 80, ["The ferry left.", "Nobody saw it."]).picture(50, 200, 90, 90)]))
    for turn in range(120):
        data = bytearray(whole[turn % len(whole)])
        for _ in range(chance.choice((1, 3, 30))):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
        try:
            article = article_from_bytes(bytes(data), "changed.pdf")
        except RefusedError:
            continue
        hold_the_laws(article)

"""Every kind of briefing, held against those who read Word files for a living."""

import io
import itertools
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from annotator.exchange.docx import write_briefing
from annotator.exchange.docx.pages import page_numbers
from tests import tools
from tests.corpus import CORPUS
from tests.tools import subprocess_environment

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LAID_OUT = [name for name in CORPUS if name != "ten thousand" and not name.endswith(" alone")]
_NUMBERED = ["everything", "everything in Korean", "the sample", "the real articles"]
_AGAIN = """
import sys
from pathlib import Path
from annotator.exchange.docx import write_briefing
from tests.corpus import CORPUS
write_briefing(CORPUS["everything"](Path(sys.argv[1])), Path(sys.argv[1]) / "briefing.docx")
"""


@pytest.mark.parametrize("name", CORPUS)
def test_no_validator_finds_anything_wrong(name: str, tmp_path: Path):
    target = tmp_path / "briefing.docx"
    # Our own lint looks at it too: nothing that it faults is ever written.
    write_briefing(CORPUS[name](tmp_path), target)
    found = {office: tools.ooxml_errors(target, office) for office in ("Office2013", "Microsoft365")}
    assert found == {"Office2013": [], "Microsoft365": []}
    assert tools.integrity_errors(target) == []


@pytest.mark.parametrize("name", _LAID_OUT)
def test_libreoffice_shows_every_quotation_and_footnote_word_for_word(name: str, tmp_path: Path):
    target = tmp_path / "briefing.docx"
    write_briefing(CORPUS[name](tmp_path), target)
    pages = [_squeezed(page) for page in tools.text_of(tools.pdf_of(target, tmp_path)).split("\f")]
    assert [words for words in _must_be_shown(target.read_bytes()) if not _is_shown(words, pages)] == []


@pytest.mark.parametrize("name", _NUMBERED)
def test_the_numbers_in_the_contents_are_those_of_the_pages(name: str, tmp_path: Path):
    tools.require_tool("soffice")
    target, briefing = tmp_path / "briefing.docx", CORPUS[name](tmp_path)
    stream = io.BytesIO()
    write_briefing(briefing, stream)
    write_briefing(briefing, target, pages=page_numbers(stream.getvalue()).pages)
    pages = tools.text_of(tools.pdf_of(target, tmp_path)).split("\f")
    headings = _headings(target.read_bytes())
    assert len(headings) > 5
    for title, number in headings:
        assert _squeezed(title) in _squeezed(pages[number - 1]), title


def test_the_same_bytes_come_out_in_another_place_and_time(tmp_path: Path):
    made = []
    for zone, locale, seed in (("Asia/Seoul", "C.UTF-8", "1"), ("America/Caracas", "C", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = subprocess_environment(TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed)
        environment["PYTHONPATH"] += f":{tools.CHECKOUT}"
        done = tools.run_python("-c", _AGAIN, folder, environment=environment)
        assert done.returncode == 0, done.stderr
        made.append((folder / "briefing.docx").read_bytes())
    assert made[0] == made[1]


def _must_be_shown(document: bytes) -> list[str]:
    """Give each footnote behind its number, and each quotation before the number of its footnote."""
    notes = [
        note.get(f"{_W}id") + _words(note)
        for note in _tree(document, "word/footnotes.xml")
        if int(note.get(f"{_W}id")) > 0
    ]
    quotations = [
        _words(one)
        for one in _tree(document).iter(f"{_W}p")
        if one.find(f"{_W}pPr/{_W}pStyle[@{_W}val='Quotation']") is not None
    ]
    return notes + quotations


def _words(element: etree._Element) -> str:
    parts = element.iter(f"{_W}t", f"{_W}footnoteReference")
    return "".join(part.text or "" if part.tag == f"{_W}t" else part.get(f"{_W}id") for part in parts)


def _headings(document: bytes) -> list[tuple[str, int]]:
    """Read the entries of the contents: the words, and the page that is said for them."""
    entries = []
    for paragraph in _tree(document).iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val").startswith("TOC") and "PAGEREF" in _codes(paragraph):
            *title, number = [one.text or "" for one in paragraph.iter(f"{_W}t")]
            entries.append(("".join(title), int(number)))
    return entries


def _codes(paragraph: etree._Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{_W}instrText"))


def _tree(document: bytes, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read(part))


def _is_shown(words: str, pages: list[str]) -> bool:
    """Tell whether words stand on a page, or begin on one and go on on the next."""
    if _is_beyond_fonts(words):
        parts = re.findall(r"[a-zA-Z가-힣]{3,}", words)
        return all(any(part in page for page in pages) for part in parts)
    wanted = _squeezed(words)
    return any(wanted in page for page in pages) or any(
        wanted[:cut] in one and wanted[cut:] in next_one
        for one, next_one in itertools.pairwise(pages)
        if wanted[:2] in one
        for cut in range(2, len(wanted))
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _is_beyond_fonts(words: str) -> bool:
    """Tell what a PDF cannot give back letter by letter: another direction, an emoji, what had to be replaced."""
    return any(
        unicodedata.bidirectional(each) in ("R", "AL", "RLE", "RLM", "PDI") or each > "\uffff" or each == "\ufffd"
        for each in words
    )

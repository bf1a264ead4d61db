"""One article in every format, as public tools write it: the same text, blocks, picture, notes and metadata.

`formats/make.py` made the files. What a format cannot carry stands in LACKS, and nothing else may differ.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from annotator.core.records import IMAGE_CHARACTER, Article, FuzzyDate
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import read_articles
from tests.exchange.importing.test_articles import hold_the_laws

FOLDER = Path(__file__).parent / "formats"
PICTURE = FOLDER / "ferry.png"
TITLE = "The Night the Ferry Turned Back"
SUBTITLE = "What the harbour office says, and what passengers remember"
LEAD = (
    "On Sunday evening the ferry Saint Orla left the quay at nine with two hundred passengers. It turned back an hour "
    "later, and nobody on board was told why."
)
CAPTION = "The ferry at its berth on Monday morning"
STATEMENT = (
    "The harbour office published a short statement on Monday. “There was dense fog over the outer bank,” it said. "
    "The office named three reasons:"
)
MEMORY = (
    "Passengers remember a clear night. Mr. Brandt of Sennick, who travels the line every week, counted the lamps on "
    "the breakwater from the deck: “All seven of them.” The timetable of that week shows one more oddity."
)
END = "The company has not answered questions. A spokesman said that an inquiry would begin on 12 March."
BODY: tuple[tuple[BlockKind, str], ...] = (
    (BlockKind.PARAGRAPH, LEAD),
    (BlockKind.IMAGE, IMAGE_CHARACTER),
    (BlockKind.CAPTION, CAPTION),
    (BlockKind.HEADING, "What the office says"),
    (BlockKind.PARAGRAPH, STATEMENT),
    (BlockKind.LIST_ITEM, "visibility below two hundred metres"),
    (BlockKind.LIST_ITEM, "a pilot who had not come aboard"),
    (BlockKind.LIST_ITEM, "the rules of the port, chapter 7"),
    (BlockKind.QUOTE, "No vessel leaves the outer bank in fog without a pilot."),
    (BlockKind.HEADING, "What passengers remember"),
    (BlockKind.PARAGRAPH, MEMORY),
    (BlockKind.TABLE_ROW, "Day\tDeparture\tArrival"),
    (BlockKind.TABLE_ROW, "Friday\t21:00\t23:40"),
    (BlockKind.TABLE_ROW, "Sunday\t21:00\tnone"),
    (BlockKind.PARAGRAPH, END),
    (BlockKind.FOOTNOTE, "The harbour office keeps its log for ten years."),
    (BlockKind.FOOTNOTE, "Seven lamps were lit in March 2024, according to the list of lights."),
)
# What a format, or the tool that writes it, has no place for: a kind that becomes another, "" where the words are not
# there at all, and values that nothing tells.
LACKS: Mapping[str, Mapping[str, str]] = {
    "article.html": {},
    "article.single.html": {},
    # The browser leaves the linked data out.
    "article.mhtml": {"updated": "", "licence": ""},
    "article.eml": {},
    "article.pandoc.docx": {},
    "article.office.docx": {},
    "article.pandoc.odt": {},
    "article.office.odt": {},
    "article.office.rtf": {},
    # It writes neither subtitles nor captions, and lists and quotations by their looks alone.
    "article.pandoc.rtf": {"subtitle": "", "caption": "", "quote": "paragraph"},
    "article.pandoc.epub": {},
    # A page has no kinds: quotations, captions and a subtitle are told by their looks, where they have any.
    "article.office.pdf": {"quote": "paragraph", "picture": ""},
    "article.browser.pdf": {"quote": "paragraph", "picture": ""},
}
NAMES = sorted(LACKS)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = {}
    for name in NAMES:
        first = read_articles(FOLDER / name)[0]
        assert isinstance(first, Article)
        found[name] = first
    return found


def shown(article: Article) -> list[tuple[BlockKind, str]]:
    """Give what is not folded, with every width of space as one."""
    return [
        (block.kind, article.text[block.start : block.end].replace("\u00a0", " "))
        for block in article.blocks
        if not block.fold
    ]


def wanted(name: str) -> list[tuple[BlockKind, str]]:
    lacks = LACKS[name]
    kinds = [(BlockKind(lacks.get(kind, kind)) if lacks.get(kind, kind) else None, words) for kind, words in BODY]
    return [(kind, words) for kind, words in kinds if kind is not None]


def test_every_file_that_was_made_is_tried():
    assert sorted(path.name for path in FOLDER.glob("article.*")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_article_is_the_same_in_every_format(name: str, articles: dict[str, Article]):
    found = shown(articles[name])
    start = next(at for at, (_, words) in enumerate(found) if words == LEAD)
    assert found[start:] == wanted(name)
    assert found[0] == (BlockKind.TITLE, TITLE) or (BlockKind.TITLE, TITLE) in found[:4]


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_before_the_article_is_its_title_subtitle_and_byline(name: str, articles: dict[str, Article]):
    found = shown(articles[name])
    head = found[: next(at for at, (_, words) in enumerate(found) if words == LEAD)]
    kinds = {kind for kind, _ in head}
    expected = {BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.METADATA}
    if LACKS[name].get("subtitle") == "heading":
        expected |= {BlockKind.HEADING}
    assert kinds <= expected, head


@pytest.mark.parametrize("name", NAMES)
def test_the_laws_hold_in_every_format(name: str, articles: dict[str, Article]):
    hold_the_laws(articles[name])


@pytest.mark.parametrize("name", NAMES)
def test_notes_are_referred_to_from_the_same_places(name: str, articles: dict[str, Article]):
    article = articles[name]
    offsets = [offset for block in article.blocks for offset, _ in block.attributes.get("references", ())]
    places = [article.text[offset - 16 : offset] for offset in offsets]
    assert places == ["rd was told why.", "l seven of them.”"[1:]]


@pytest.mark.parametrize("name", NAMES)
def test_the_link_keeps_its_address(name: str, articles: dict[str, Article]):
    article = articles[name]
    links = [
        (article.text[start:end], address)
        for block in article.blocks
        if not block.fold
        for start, end, address in block.attributes.get("links", ())
    ]
    assert links == [("a short statement", "https://harbour.example/statement")]


@pytest.mark.parametrize("name", [name for name in NAMES if "picture" not in LACKS[name] and name != "article.html"])
def test_the_picture_comes_along_byte_by_byte(name: str, articles: dict[str, Article]):
    data = PICTURE.read_bytes()
    assert dict(articles[name].pictures) == {hashlib.sha256(data).hexdigest(): data}


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_are_the_same(name: str, articles: dict[str, Article]):
    metadata = articles[name].metadata
    assert metadata["title"].value == TITLE
    assert metadata["language"].value == "en"
    assert metadata["author"].value == "Ann Author"
    published = metadata["published"].value
    assert isinstance(published, FuzzyDate)
    assert (published.start, published.precision) == (date(2024, 3, 5), "day")
    if "subtitle" not in LACKS[name]:
        assert metadata["subtitle"].value == SUBTITLE


@pytest.mark.parametrize("name", ["article.html", "article.single.html", "article.mhtml"])
def test_a_page_tells_its_outlet_and_address(name: str, articles: dict[str, Article]):
    metadata = articles[name].metadata
    assert metadata["outlet"].value == "Harbour Post"
    assert str(metadata["url"].value).startswith("https://www.harbourpost.example/2024")


def test_the_document_that_a_mail_brings_is_an_article_of_its_own():
    mail, attached = read_articles(FOLDER / "article.eml")
    assert isinstance(mail, Article)
    assert isinstance(attached, Article)
    assert shown(attached)[-len(BODY) :] == list(BODY)

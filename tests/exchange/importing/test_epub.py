"""E-books: all documents in the order of reading, with notes and links across them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.records import Article
from annotator.exchange.importing import epub
from tests.exchange.importing.packages import book, links_of, marks_of, notes_of, read, shown, words
from tests.exchange.importing.test_articles import hold_the_laws
from tests.pictures import png

PAGE = "<body><p>Words.</p></body>"
MADE = (Path(__file__).parent / "formats" / "article.pandoc.epub").read_bytes()
NAVIGATION = '<body><nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav></body>'


def found(documents: dict[str, str], metadata: str = "", **members: str | bytes) -> Article:
    article = read(book(documents, metadata, members), "book.epub")
    hold_the_laws(article)
    return article


def test_the_documents_are_one_text_in_the_order_of_reading():
    article = found({"b.xhtml": "<body><h1>One</h1><p>First.</p></body>", "a.xhtml": "<body><h1>Two</h1></body>"})
    assert shown(article) == [("heading", "One"), ("paragraph", "First."), ("heading", "Two")]
    assert article.media_type == "application/epub+zip"


def test_cover_and_list_of_contents_are_folded():
    article = found(
        {"c.xhtml": '<body epub:type="cover"><p>Cover</p></body>', "nav.xhtml": NAVIGATION, "one.xhtml": PAGE}
    )
    assert [(article.text[block.start : block.end], block.fold != "") for block in article.blocks] == [
        *(("Cover", True), ("One", True), ("Words.", False)),
    ]


def test_the_title_is_shown_where_the_text_has_it():
    article = found(
        {
            "nav.xhtml": "<body><p>The late ferry</p></body>",
            "one.xhtml": "<body><h2>The Late Ferry</h2><p>Words.</p></body>",
        },
        "<dc:title>The late ferry</dc:title>",
    )
    assert words(article, "title") == ["The Late Ferry"]


def test_a_title_page_has_subtitle_author_and_date():
    front = (
        '<body><section epub:type="titlepage"><h1>The late ferry</h1><p>A history</p><p>Ann Author</p>'
        "<p>5 March 2024</p></section></body>"
    )
    article = found(
        {"f.xhtml": front, "one.xhtml": PAGE}, "<dc:title>The late ferry</dc:title><dc:creator>Ann Author</dc:creator>"
    )
    assert shown(article) == [
        ("title", "The late ferry"),
        ("subtitle", "A history"),
        ("metadata", "Ann Author"),
        ("metadata", "5 March 2024"),
        ("paragraph", "Words."),
    ]
    assert article.metadata["subtitle"].value == "A history"


def test_notes_are_found_across_documents():
    one = '<body><p>Quay<a epub:type="noteref" href="notes.xhtml#n1">1</a> here.</p></body>'
    two = '<body><p>Pier<a epub:type="noteref" href="notes.xhtml#n2">2</a> there.</p></body>'
    notes = (
        '<body><aside epub:type="footnote" id="n1"><p>On quays.</p></aside>'
        '<aside epub:type="footnote" id="n2"><p>On piers.</p></aside></body>'
    )
    article = found({"one.xhtml": one, "two.xhtml": two, "notes.xhtml": notes})
    assert marks_of(article) == [("Quay", "1"), ("Pier", "2")]
    assert notes_of(article) == {"1": "On quays.", "2": "On piers."}


def test_notes_with_one_mark_in_two_documents_are_two_notes():
    def part(words: str, note: str) -> str:
        return (
            f'<body><p>{words}<a epub:type="noteref" href="#n">1</a></p>'
            f'<aside epub:type="footnote" id="n"><p>{note}</p></aside></body>'
        )

    article = found({"one.xhtml": part("Quay", "On quays."), "two.xhtml": part("Pier", "On piers.")})
    labels = dict(marks_of(article))
    notes = notes_of(article)
    assert (notes[labels["Quay"]], notes[labels["Pier"]]) == ("On quays.", "On piers.")


def test_links_lead_out_of_the_book_or_nowhere():
    body = '<body><p>See <a href="two.xhtml">two</a>, <a href="gone.xhtml">three</a>, <a href="https://quay.example/a">four</a>.</p></body>'
    article = found({"one.xhtml": body, "two.xhtml": PAGE})
    assert links_of(article) == [("four", "https://quay.example/a")]


@pytest.mark.parametrize(
    "shown_by",
    [
        '<img src="../img/my%20boat.png" alt="A boat"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="../img/my%20boat.png"/></svg>',
    ],
)
def test_pictures_are_found_in_the_archive(shown_by: str):
    article = found({"text/one.xhtml": f"<body><p>Words.</p>{shown_by}</body>"}, **{"OPS/img/my boat.png": png(2, 2)})
    assert list(article.pictures.values()) == [png(2, 2)]


@pytest.mark.parametrize("address", ["../../../etc/passwd", "file:///etc/passwd", "https://quay.example/a.png"])
def test_no_picture_comes_from_outside_the_archive(address: str):
    assert not found({"one.xhtml": f'<body><p>Words.</p><img src="{address}" alt="A boat"/></body>'}).pictures


def test_names_of_characters_are_read_as_they_are():
    assert found({"one.xhtml": "<body><p>Caf&eacute;&nbsp;A &amp; B &lt; C</p></body>"}).text == "Café\u00a0A & B < C"


def test_an_empty_element_does_not_swallow_what_follows():
    article = found({"one.xhtml": '<body><p><a id="p1"/>One.</p><p><span/>Two.</p></body>'})
    assert article.text == "One.\nTwo."


def test_careless_mark_up_is_read_as_a_browser_would():
    assert found({"one.xhtml": "<body><p>One.<p>Two.<br>Three.</body>"}).text == "One.\nTwo. Three."


def test_a_locked_book_is_refused_as_such():
    encryption = '<a><CipherReference URI="OPS/one.xhtml"/></a>'
    with pytest.raises(RefusedError, match="DRM"):
        read(book({"one.xhtml": PAGE}, members={"META-INF/encryption.xml": encryption}), "book.epub")


def test_a_book_with_locked_fonts_is_read():
    encryption = '<a><CipherReference URI="OPS/font.otf"/></a>'
    assert found({"one.xhtml": PAGE}, **{"META-INF/encryption.xml": encryption}).text == "Words."


def test_a_book_without_documents_is_refused():
    with pytest.raises(RefusedError, match="no e-book"):
        read(book({}), "book.epub")


@pytest.mark.parametrize("name", ["MOST_DOCUMENTS", "MOST_TAGS"])
def test_more_than_a_book_has_is_refused(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setattr(epub, name, 1)
    with pytest.raises(RefusedError, match="larger"):
        read(book({"one.xhtml": PAGE, "two.xhtml": PAGE}), "book.epub")


@settings(max_examples=40)
@given(
    st.integers(0, len(MADE)),
    st.lists(st.tuples(st.integers(0, len(MADE) - 1), st.binary(min_size=1, max_size=3)), max_size=4),
)
def test_a_file_with_changed_bytes_is_read_or_refused(length: int, changes: list[tuple[int, bytes]]):
    data = bytearray(MADE)
    for at, put in changes:
        data[at : at + len(put)] = put
    try:
        article = read(b"PK\x03\x04" + bytes(data)[4:length], "book.epub")
    except RefusedError:
        return
    hold_the_laws(article)

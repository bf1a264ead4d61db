"""OpenDocument texts: what stands in them, in order, and what is said of those that cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.exchange.importing import odt
from annotator.exchange.importing.capture import Capture
from tests.exchange.importing.packages import (
    OPEN_DOCUMENT,
    links_of,
    marks_of,
    notes_of,
    open_document,
    read,
    shown,
    words,
    zipped,
)
from tests.exchange.importing.test_articles import hold_the_laws
from tests.exchange.importing.test_docx import BRIDGE
from tests.pictures import png

FIXTURE = (Path(__file__).parent / "fixtures" / "bridge.odt").read_bytes()


def text(inside: str) -> str:
    return read(open_document(f"<text:p>{inside}</text:p>"), "page.odt").text


def note(inside: str, mark: str = "1", kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body><text:p>{inside}</text:p></text:note-body></text:note>"
    )


def frame(inside: str) -> str:
    return f"<draw:frame>{inside}</draw:frame>"


def test_a_document_of_libreoffice_is_read_whole_and_in_order():
    article = read(FIXTURE, "bridge.odt")
    hold_the_laws(article)
    assert shown(article) == BRIDGE
    assert marks_of(article) == [("bridge", "1"), ("stands", "i")]
    assert links_of(article) == [("the plan", "https://bridge.example/x")]
    assert [block.attributes["marker"] for block in article.blocks if block.kind == "list_item"] == [
        *("a)", "b)", "1.", "c)", "-"),
    ]
    assert article.metadata["author"].value == "Bo Builder"


def test_a_picture_of_libreoffice_has_its_bytes_its_caption_and_its_alternative_text():
    article = read(FIXTURE, "bridge.odt")
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert list(article.pictures) == [image.attributes["sha256"]]
    assert image.attributes["alt"] == "A red bridge"
    assert image.attributes["caption"] == "Illustration 1: The bridge at noon"


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<text:span>new</text:span>", "a new b"),
        ('<text:s text:c="4"/>', "a b"),
        ("<text:tab/>", "a b"),
        ("<text:line-break/>", "a b"),
        ("<office:annotation><text:p>A remark.</text:p></office:annotation>", "a b"),
        ('<text:change text:change-id="x"/>', "a b"),
        ('<text:change-start text:change-id="x"/>new<text:change-end text:change-id="x"/>', "a new b"),
        ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>gloss</text:ruby-text></text:ruby>", "a 漢 b"),
        ('<text:hidden-text text:is-hidden="true">gone</text:hidden-text>', "a b"),
        ("<text:page-number>12</text:page-number>", "a 12 b"),
        ("<!-- no -->", "a b"),
    ],
)
def test_words_are_kept_and_what_is_no_text_is_not(inside: str, found: str):
    assert text(f"a {inside} b") == found


def test_what_was_deleted_is_left_out():
    deleted = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    assert read(open_document(f"{deleted}<text:p>kept</text:p>"), "page.odt").text == "kept"


def test_a_hidden_section_is_left_out():
    body = '<text:section text:display="none"><text:p>gone</text:p></text:section><text:p>kept</text:p>'
    assert read(open_document(body), "page.odt").text == "kept"


def test_white_space_between_elements_is_no_text():
    body = "<text:list>\n <text:list-item>\n  <text:p>one</text:p>\n </text:list-item>\n</text:list>"
    assert read(open_document(body), "page.odt").text == "one"


def test_a_style_is_what_its_parents_are():
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="House"/>'
        '<style:style style:name="House" style:family="paragraph" style:parent-style-name="Quotations"/>'
    )
    article = read(
        open_document('<text:p>Words.</text:p><text:p text:style-name="P1">Said.</text:p>', styles), "page.odt"
    )
    assert words(article, "quote") == ["Said."]


@pytest.mark.parametrize(("level", "found"), [("3", 3), ("99", 6), ("x", 1), ("", 1)])
def test_a_heading_has_its_outline_level(level: str, found: int):
    lead = "<text:p>The ferry left the quay at nine. Nobody saw it.</text:p>"
    body = f'{lead}<text:h text:outline-level="{level}">Part</text:h>'
    assert read(open_document(body), "page.odt").blocks[1].level == found


def test_notes_are_found_at_their_places_and_told_apart():
    body = f"<text:p>Quay{note('On quays.')} and pier{note('On piers.', 'i', 'endnote')}.</text:p>"
    article = read(open_document(body), "page.odt")
    assert article.text.split("\n")[0] == "Quay and pier."
    assert marks_of(article) == [("Quay", "1"), ("pier", "i")]
    assert notes_of(article) == {"1": "On quays.", "i": "On piers."}


def test_two_notes_with_one_mark_have_two_labels():
    article = read(open_document(f"<text:p>Quay{note('One.', '*')}{note('Two.', '*')}</text:p>"), "page.odt")
    assert list(notes_of(article).values()) == ["One.", "Two."]


def test_a_picture_is_shown_in_the_format_that_can_be():
    images = '<draw:image xlink:href="Pictures/a.svg"/><draw:image xlink:href="./Pictures/a.png"/>'
    members = {"Pictures/a.svg": b"<svg/>", "Pictures/a.png": png(2, 2)}
    article = read(open_document(f"<text:p>Words.{frame(images)}</text:p>", members=members), "page.odt")
    assert list(article.pictures.values()) == [png(2, 2)]


@pytest.mark.parametrize("address", ["../../boat.png", "file:///etc/passwd", "/etc/passwd"])
def test_a_picture_outside_the_file_is_not_looked_for(address: str):
    body = f'<text:p>Words.{frame(f"""<draw:image xlink:href="{address}"/>""")}</text:p>'
    assert not read(open_document(body), "page.odt").pictures


def test_words_in_a_drawing_stand_beside_their_paragraph():
    body = "<text:p>Words <draw:custom-shape><text:p>Boxed.</text:p></draw:custom-shape>go on.</text:p>"
    assert read(open_document(body), "page.odt").text == "Words go on.\nBoxed."


def test_a_list_of_contents_is_folded():
    index = "<text:table-of-content><text:index-body><text:p>One 1</text:p></text:index-body></text:table-of-content>"
    article = read(open_document(f"{index}<text:p>Words.</text:p>"), "page.odt")
    assert [block.fold != "" for block in article.blocks] == [True, False]


def test_a_table_that_claims_to_be_endless_is_as_long_as_it_is():
    cell = '<table:table-cell table:number-columns-repeated="999999"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="999999">{cell}{cell}</table:table-row>'
    assert shown(read(open_document(f"<table:table>{row}</table:table>"), "page.odt")) == [("table_row", "x\tx")]


def test_heads_of_the_page_are_folded_behind_the_text():
    styles = (
        f"<office:document-styles {OPEN_DOCUMENT}><office:master-styles><style:master-page>"
        "<style:header><text:p>Quay Daily</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    article = read(open_document("<text:p>Words.</text:p>", members={"styles.xml": styles}), "page.odt")
    assert [block.fold for block in article.blocks] == ["", "head or foot of the page"]


def test_a_document_with_a_password_is_refused_as_such():
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(RefusedError, match="password"):
        read(open_document("<text:p>x</text:p>", members={"META-INF/manifest.xml": manifest}), "page.odt")


def test_a_table_or_presentation_is_refused_with_what_to_do():
    body = "<office:body><office:spreadsheet/></office:body>"
    content = f"<office:document-content {OPEN_DOCUMENT}>{body}</office:document-content>"
    with pytest.raises(RefusedError, match=r"no OpenDocument text.*\.$"):
        read(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}), "page.odt")


def test_a_package_without_content_is_refused():
    with pytest.raises(RefusedError, match="no OpenDocument text"):
        odt.read(Capture(zipped({"styles.xml": "<a/>"}), "page.odt"))


@settings(max_examples=60)
@given(
    st.integers(0, len(FIXTURE)),
    st.lists(st.tuples(st.integers(0, len(FIXTURE) - 1), st.binary(min_size=1, max_size=3)), max_size=4),
)
def test_a_file_with_changed_bytes_is_read_or_refused(length: int, changes: list[tuple[int, bytes]]):
    data = bytearray(FIXTURE)
    for at, put in changes:
        data[at : at + len(put)] = put
    try:
        article = read(b"PK\x03\x04" + bytes(data)[4:length], "bridge.odt")
    except RefusedError:
        return
    hold_the_laws(article)

"""Word files: their parts, notes, pictures, heads, and what is said of those that cannot be read."""

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from tests.exchange.importing.packages import (
    links_of,
    marks_of,
    notes_of,
    paragraph,
    read,
    shown,
    word,
    zipped,
)
from tests.exchange.importing.test_articles import hold_the_laws
from tests.pictures import png

FIXTURE = (Path(__file__).parent / "fixtures" / "bridge.docx").read_bytes()
BRIDGE = [
    ("title", "The bridge that waits"),
    ("subtitle", "Two towns and no road"),
    ("metadata", "By Bo Builder"),
    ("heading", "The towns"),
    ("paragraph", "The bridge stands where it always stood."),
    ("list_item", "first"),
    ("list_item", "second"),
    ("list_item", "inner"),
    ("paragraph", "Between."),
    ("list_item", "third"),
    ("list_item", "dot"),
    ("quote", "We quote this now."),
    ("image", "\ufffc"),
    ("caption", "Illustration 1: The bridge at noon"),
    ("paragraph", "Picture here:"),
    ("heading", "The figures"),
    ("table_row", "Town\tPeople in 2024"),
    ("table_row", "East\t400"),
    ("paragraph", "See the plan. Привет, 다리."),
    ("footnote", "Built in 1931. Opened in 1932."),
    ("footnote", "As of today."),
    ("paragraph", "Bridge Weekly archive"),
]


def reference(kind: str, key: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def note(kind: str, key: int, inside: str, attributes: str = "") -> str:
    return f'<w:{kind} w:id="{key}" {attributes}>{inside}</w:{kind}>'


def test_a_document_of_libreoffice_is_read_whole():
    article = read(FIXTURE)
    hold_the_laws(article)
    assert sorted(shown(article)) == sorted(BRIDGE)
    assert marks_of(article) == [("bridge", "1"), ("stands", "i")]
    assert links_of(article) == [("the plan", "https://bridge.example/x")]
    assert [block.attributes["marker"] for block in article.blocks if block.kind == "list_item"] == [
        *("a)", "b)", "1.", "c)", "-"),
    ]


def test_a_picture_of_libreoffice_has_its_bytes_its_caption_and_its_alternative_text():
    article = read(FIXTURE)
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert list(article.pictures) == [image.attributes["sha256"]]
    assert image.attributes["alt"] == "A red bridge"
    assert image.attributes["caption"] == "Illustration 1: The bridge at noon"
    assert not image.attributes["missing"]


def test_a_document_of_python_docx_is_read(tmp_path: Path):
    made = docx.Document()
    made.add_heading("The late ferry", 0)
    made.add_heading("The pilots", 1)
    for name, text in (
        ("List Bullet", "one"),
        ("List Bullet 2", "inner"),
        ("List Number", "first"),
        ("Quote", "We saw."),
    ):
        made.add_paragraph(text, name)
    (tmp_path / "boat.png").write_bytes(png(4, 3))
    made.add_picture(str(tmp_path / "boat.png"))
    made.add_paragraph("The boat", "Caption")
    made.save(str(tmp_path / "made.docx"))
    article = read((tmp_path / "made.docx").read_bytes())
    hold_the_laws(article)
    assert shown(article) == [
        ("title", "The late ferry"),
        ("heading", "The pilots"),
        ("list_item", "one"),
        ("list_item", "inner"),
        ("list_item", "first"),
        ("quote", "We saw."),
        ("image", "\ufffc"),
        ("caption", "The boat"),
    ]
    assert list(article.pictures.values()) == [png(4, 3)]
    assert [(block.level, block.attributes["marker"]) for block in article.blocks if block.kind == "list_item"] == [
        *((1, "-"), (2, "-"), (1, "1.")),
    ]


def test_notes_are_numbered_in_the_order_of_their_references():
    one, two = reference("footnote", 7), reference("footnote", 3)
    body = f"<w:p><w:r><w:t>Quay</w:t></w:r>{one}<w:r><w:t>pier</w:t></w:r>{two}</w:p>"
    notes = note("footnote", 3, paragraph("On piers.")) + note(
        "footnote", 7, paragraph("On quays.") + paragraph("More.")
    )
    article = read(word(body, parts={"footnotes": notes}))
    assert marks_of(article) == [("Quay", "1"), ("Quaypier", "2")]
    assert notes_of(article) == {"1": "On quays. More.", "2": "On piers."}


def test_footnotes_and_endnotes_can_be_told_apart():
    body = f"<w:p><w:r><w:t>Quay</w:t></w:r>{reference('endnote', 1)}{reference('footnote', 1)}</w:p>"
    parts = {"footnotes": note("footnote", 1, paragraph("Foot.")), "endnotes": note("endnote", 1, paragraph("End."))}
    article = read(word(body, parts=parts))
    assert notes_of(article) == {"1": "Foot.", "i": "End."}


def test_endnotes_that_are_numbered_plainly_keep_their_numbers_where_there_are_no_footnotes():
    body = f"<w:p><w:r><w:t>Quay</w:t></w:r>{reference('endnote', 1)}</w:p>"
    body += '<w:sectPr><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr></w:sectPr>'
    assert notes_of(read(word(body, parts={"endnotes": note("endnote", 1, paragraph("End."))}))) == {"1": "End."}


def test_lines_between_text_and_notes_are_no_notes():
    body = f"<w:p><w:r><w:t>Quay</w:t></w:r>{reference('footnote', 0)}{reference('footnote', 1)}</w:p>"
    notes = note("footnote", 0, paragraph("-----"), 'w:type="separator"') + note("footnote", 1, paragraph("On quays."))
    assert list(notes_of(read(word(body, parts={"footnotes": notes}))).values()) == ["On quays."]


def test_heads_of_the_page_are_folded_behind_the_text():
    article = read(word(paragraph("Words."), parts={"header": paragraph("Quay Daily"), "footer": paragraph("Page 3")}))
    assert shown(article) == [("paragraph", "Words."), ("paragraph", "Quay Daily"), ("paragraph", "Page 3")]
    assert [block.fold for block in article.blocks] == ["", "head or foot of the page", "head or foot of the page"]


def test_comments_are_left_out():
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = f'<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Words.</w:t></w:r>{mark}</w:p>'
    comments = f'<w:comment w:id="0">{paragraph("A remark.")}</w:comment>'
    assert read(word(body, parts={"comments": comments})).text == "Words."


def test_a_picture_of_a_kind_that_nothing_shows_is_missing():
    drawing = '<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:drawing><a:blip r:embed="a.emf"/></w:drawing></w:r></w:p>'
    article = read(word(drawing, members={"word/media/a.emf": b"\x01\x00\x00\x00"}))
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert (image.attributes["url"], image.attributes["missing"]) == ("", True)


def test_a_picture_outside_the_file_keeps_its_address_and_is_not_fetched():
    drawing = '<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:drawing><a:blip r:link="x"/></w:drawing></w:r></w:p>'
    article = read(word(drawing, links={"x": "https://quay.example/a.png"}))
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert (image.attributes["url"], image.attributes["missing"]) == ("https://quay.example/a.png", False)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "../../etc/passwd", "C:\\pier.png"])
def test_a_picture_elsewhere_on_the_machine_is_not_looked_for(target: str):
    drawing = '<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:drawing><a:blip r:link="x"/></w:drawing></w:r></w:p>'
    article = read(word(drawing, links={"x": target}))
    assert [block.attributes["url"] for block in article.blocks if block.kind == "image"] == [""]


def test_the_strict_kind_of_word_files_is_read():
    space = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    document = f"<w:document {space}><w:body>{paragraph('Words.')}</w:body></w:document>"
    assert read(zipped({"word/document.xml": document})).text == "Words."


def test_a_file_with_macros_is_read_and_they_are_not():
    article = read(word(paragraph("Words."), members={"word/vbaProject.bin": b"\xd0\xcf"}), "page.docm")
    assert (article.text, article.media_type.rpartition(".")[2]) == ("Words.", "document")


@pytest.mark.parametrize("content", ["<a/>", "<w:x xmlns:w='http://quay.example'/>"])
def test_another_package_is_refused(content: str):
    with pytest.raises(RefusedError, match=r"no Word document.*\.$"):
        read(zipped({"word/document.xml": content}))


def test_a_document_that_is_cut_off_is_refused_with_what_to_do():
    with pytest.raises(RefusedError, match=r"^The file is damaged; .*\.$"):
        read(FIXTURE[: len(FIXTURE) // 2])


def test_a_document_with_a_password_is_refused_as_such():
    locked = b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    with pytest.raises(RefusedError, match="password"):
        read(locked)


def test_an_old_word_file_is_refused_with_what_to_do():
    with pytest.raises(RefusedError, match=r"old Office file"):
        read(b"\xd0\xcf\x11\xe0" + bytes(512), "page.doc")


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
        article = read(b"PK\x03\x04" + bytes(data)[4:length])
    except RefusedError:
        return
    hold_the_laws(article)

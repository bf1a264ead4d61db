"""Rich texts: groups and control words become blocks, notes, links and pictures."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.exchange.importing import rtf
from tests.exchange.importing.packages import links_of, marks_of, notes_of, read, rich, shown, words
from tests.exchange.importing.test_articles import hold_the_laws
from tests.exchange.importing.test_docx import BRIDGE
from tests.pictures import png

FIXTURE = (Path(__file__).parent / "fixtures" / "bridge.rtf").read_bytes()
LEAD = r"\pard The ferry left the quay at nine. Nobody saw it again.\par "
STYLES = (
    r"{\stylesheet{Normal;}{\s1\outlinelevel0 House head;}{\s2\sbasedon1 Below;}{\s3 Quote;}{\s4 Caption;}{\*\cs5 x;}}"
)


def text(inside: str) -> str:
    return read(rich(inside), "page.rtf").text


def test_a_document_of_libreoffice_is_read_whole_and_in_order():
    article = read(FIXTURE, "bridge.rtf")
    hold_the_laws(article)
    assert shown(article) == BRIDGE
    assert marks_of(article) == [("bridge", "1"), ("stands", "i")]
    assert links_of(article) == [("the plan", "https://bridge.example/x")]
    assert [block.attributes["marker"] for block in article.blocks if block.kind == "list_item"] == [
        *("a)", "b)", "1.", "c)", "-"),
    ]
    assert (article.metadata["author"].value, article.media_type) == ("Bo Builder", "application/rtf")


def test_a_picture_of_libreoffice_has_its_bytes_its_caption_and_its_alternative_text():
    article = read(FIXTURE, "bridge.rtf")
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert list(article.pictures) == [image.attributes["sha256"]]
    assert image.attributes["alt"] == "A red bridge"
    assert image.attributes["caption"] == "Illustration 1: The bridge at noon"


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (r"caf\'e9", "café"),
        (r"{\fonttbl{\f1\fcharset204 Arial Cyr;}}{\f1 \'cf\'f0\'e8}", "При"),
        (r"{\fonttbl{\f1\fcharset129 Batang;}}{\f1 \'b4\'d9\'b8\'ae}", "다리"),
        (r"{\fonttbl{\f1\fcharset2 Wingdings;}}one {\f1 \'e0} two", "one → two"),
        (r"{\fonttbl{\f1\fcharset2 Symbol;}}{\f1\u61537 ?}", "α"),
        (r"\ansicpg1251 \'cf\'f0\'e8", "При"),
        (r"\u8220?quay\u8221?", "“quay”"),
        (r"\uc2\u45796\'b4\'d9\u47532\'b8\'ae", "다리"),
        (r"\uc0\u8364 5", "€5"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\u55357?", None),
        (r"a\~b\_c\-d", "a\u00a0b\u2011c\u00add"),
        (r"a\emdash b\endash c\bullet d\lquote e\rquote", "a—b–c•d‘e’"),
        (r"\{a\\b\}", r"{a\b}"),
        (r"a{\deleted b}{\revised c}", "ac"),
        (r"a{\v hidden}b", "ab"),
        (r"a{\v\plain shown}b", "ashownb"),
        (r"a{\*\unknown b}{\bkmkstart x}c", None),
        (r"a{\*\annotation b}c", "ac"),
        (r"a\line b", "a b"),
        (r"a\line\line b", "a\nb"),
        (r"{\upr{plain}{\*\ud \u8364?5}}", "€5"),
        (r"{\*\moMath{\mr x+y}}", "x+y"),
        ("a\\\nb", "a\nb"),
        (r"a{\object{\*\objdata 00}{\result b}}", "ab"),
        (r"{\colortbl;\red0;}{\*\generator Quay;}a", "a"),
    ],
)
def test_words_are_kept_and_what_is_no_text_is_not(inside: str, found: str | None):
    if found is None:
        hold_the_laws(read(rich("a" + inside), "page.rtf"))
    else:
        assert text(inside) == found


def test_a_style_tells_by_its_name_its_base_or_its_outline_level():
    body = rf"{STYLES}{LEAD}\pard\s1 One\par\pard\s2 Two\par\pard\s3 Said.\par\pard\outlinelevel2 Three\par"
    article = read(rich(body), "page.rtf")
    assert [(str(block.kind), block.level) for block in article.blocks[1:]] == [
        *(("heading", 1), ("heading", 1), ("quote", 0), ("heading", 3)),
    ]


def test_a_style_that_is_set_in_a_group_holds_for_its_paragraph():
    assert words(read(rich(rf"{STYLES}{LEAD}{{\pard\s3 Said.}}\par"), "page.rtf"), "quote") == ["Said."]


def test_the_words_before_an_item_are_its_marker():
    body = (
        rf"{LEAD}{{\listtext\pard 3.\tab}}\pard\ls1\ilvl1 one\par{{\listtext\'b7\tab}}\pard\ls2 two\par\pard three\par"
    )
    article = read(rich(body), "page.rtf")
    assert [(block.level, block.attributes["marker"]) for block in article.blocks if block.kind == "list_item"] == [
        *((2, "3."), (1, "-")),
    ]
    assert shown(article)[-1] == ("paragraph", "three")


@pytest.mark.parametrize(("typed", "marker"), [(r"\bullet", "-"), ("2.", "2."), ("(b)", "(b)")])
def test_a_marker_that_was_typed_with_a_tab_is_one(typed: str, marker: str):
    article = read(rich(rf"{LEAD}\pard {typed}\tx360\tab one\par"), "page.rtf")
    assert [(block.attributes["marker"]) for block in article.blocks if block.kind == "list_item"] == [marker]


@pytest.mark.parametrize("typed", [r"\bullet", "2.", "a)"])
def test_what_looks_like_a_marker_without_a_tab_is_kept_as_words(typed: str):
    assert "list_item" not in [kind for kind, _ in shown(read(rich(rf"{LEAD}\pard {typed}\par"), "page.rtf"))]
    assert len(read(rich(rf"{LEAD}\pard {typed}\par"), "page.rtf").blocks) == 2


def test_rows_end_where_the_text_goes_on():
    row = r"\trowd\cellx1\cellx2\pard\intbl Port\cell Boats\par in May\cell\row "
    article = read(rich(rf"{LEAD}{row}{row}\pard Words.\par"), "page.rtf")
    assert shown(article)[1:] == [*[("table_row", "Port\tBoats in May")] * 2, ("paragraph", "Words.")]


def test_a_row_that_never_ends_keeps_its_words():
    assert text(r"\trowd\intbl Port\cell Boats") == "Port\tBoats"


def test_notes_are_found_at_their_places():
    foot = r"{\super\chftn}{\footnote \pard{\super\chftn} On quays.\par More.}"
    article = read(rich(rf"Quay{foot} and pier{{\*\footnote\ftnalt On piers.}}.\par"), "page.rtf")
    assert article.text.split("\n")[0] == "Quay and pier."
    assert marks_of(article) == [("Quay", "1"), ("pier", "i")]
    assert notes_of(article) == {"1": "On quays. More.", "i": "On piers."}


def test_a_paragraph_is_what_its_own_words_are_and_not_its_notes():
    body = rf"{STYLES}{LEAD}\pard\s3 Said.{{\footnote\pard\s1 Note.}}\par"
    assert words(read(rich(body), "page.rtf"), "quote") == ["Said."]


def test_a_note_that_was_deleted_is_left_out():
    assert text(r"Quay{\deleted{\footnote Gone.}}.") == "Quay."


@pytest.mark.parametrize(
    ("instruction", "links"),
    [
        (r'HYPERLINK "https://quay.example/a"', [("there", "https://quay.example/a")]),
        (r'HYPERLINK "https://quay.example/a" \\o "tip"', [("there", "https://quay.example/a")]),
        (r'HYPERLINK \\l "mark"', []),
        (r'HYPERLINK "javascript:alert(1)"', []),
        ("PAGE", []),
    ],
)
def test_the_result_of_a_field_is_text_and_a_link_where_it_leads_out(instruction: str, links: list[tuple[str, str]]):
    article = read(rich(rf"Go {{\field{{\*\fldinst{{{instruction}}}}}{{\fldrslt there}}}}."), "page.rtf")
    assert article.text == "Go there."
    assert links_of(article) == links


@pytest.mark.parametrize("is_raw", [True, False])
def test_a_picture_has_its_bytes(is_raw: bool):
    data = png(3, 2)
    inside = rb"\bin%d " % len(data) + data if is_raw else data.hex().encode()
    whole = (
        rb"{\rtf1 Words.{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv A boat}}}\pngblip " + inside + b"}}}"
    )
    article = read(whole, "page.rtf")
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert (list(article.pictures.values()), image.attributes["alt"]) == ([data], "A boat")


def test_a_picture_is_shown_once_of_the_two_ways_to_show_it():
    body = r"Words.{\*\shppict{\pict\pngblip 89504e470d0a1a0a}}{\nonshppict{\pict\wmetafile8 0100}}"
    assert [kind for kind, _ in shown(read(rich(body), "page.rtf"))].count("image") == 1


@pytest.mark.parametrize("data", ["0", "zz", "d7cdc69a"])
def test_a_picture_that_nothing_shows_is_missing(data: str):
    article = read(rich(rf"Words.{{\pict\pngblip {data}}}"), "page.rtf")
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert (image.attributes["missing"], image.attributes["url"], dict(article.pictures)) == (True, "", {})


def test_a_text_box_stands_beside_the_words_that_it_hangs_on():
    body = r"Anchor {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard Boxed.\par}}{\shprslt Again.}}goes on.\par"
    assert text(body) == "Anchor goes on.\nBoxed."


def test_heads_of_the_page_are_folded_behind_the_text():
    article = read(rich(r"{\header\pard Quay Daily\par}{\footerl 12}Words.\par"), "page.rtf")
    assert [block.fold for block in article.blocks] == ["", "head or foot of the page"]


def test_the_properties_are_those_of_the_first_author_and_the_making():
    first = r"{\title Ferry 7}{\author Bo Builder}{\creatim\yr2024\mo3\dy6\hr7}"
    later = r"{\author Else}{\revtim\yr2025\mo1\dy1}"
    metadata = read(rich(rf"{{\info{first}{later}}}{LEAD}"), "page.rtf").metadata
    assert (metadata["title"].value, metadata["author"].value) == ("Ferry 7", "Bo Builder")
    assert str(metadata["published"].value.start) == "2024-03-06"


def test_what_stands_behind_the_document_is_no_part_of_it():
    assert read(rich("Words.") + b"\x00 rest", "page.rtf").text == "Words."


def test_a_document_that_is_cut_off_is_read_as_far_as_it_goes():
    assert read(rb"{\rtf1 Words {\footnote Note", "page.rtf").text == "Words\nNote"


def test_groups_that_are_nested_beyond_measure_are_refused():
    with pytest.raises(RefusedError, match="damaged"):
        read(rb"{\rtf1 x" + b"{" * 2_000, "page.rtf")


def test_more_signs_than_an_article_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rtf, "MOST_TOKENS", 10)
    with pytest.raises(RefusedError, match="larger"):
        read(rich("x{}{}{}{}{}"), "page.rtf")


@settings(max_examples=60)
@given(
    st.integers(6, len(FIXTURE)),
    st.lists(
        st.tuples(st.integers(6, len(FIXTURE) - 1), st.sampled_from([b"{", b"}", b"\\", b"\\u", b"'", b"9"])),
        max_size=12,
    ),
)
def test_a_file_with_changed_bytes_is_read_or_refused(length: int, changes: list[tuple[int, bytes]]):
    data = bytearray(FIXTURE)
    for at, put in changes:
        data[at : at + len(put)] = put
    try:
        article = read(bytes(data)[:length], "bridge.rtf")
    except RefusedError:
        return
    hold_the_laws(article)

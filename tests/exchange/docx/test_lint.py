import re
from collections.abc import Callable
from pathlib import Path

from annotator.exchange.docx.lint import lint

MAIN = "word/document.xml"
NOTES = "word/footnotes.xml"
Spoil = Callable[[str, str, str], bytes]
Part = Callable[[str], str]


def _first(pattern: str, text: str, count: int = 1) -> list[str]:
    return [match[0] for match in re.finditer(pattern, text)][:count]


def test_a_written_briefing_is_sound(written: bytes, document: Path):
    assert lint(written) == []
    assert lint(document) == []


def test_xml_that_is_not_well_formed_is_found(spoiled: Spoil):
    (found,) = lint(spoiled("docProps/app.xml", "</Application>", ""))
    assert found.startswith("docProps/app.xml is not well-formed")


def test_footnote_references_out_of_order_are_found(spoiled: Spoil):
    swapped = spoiled(MAIN, '<w:footnoteReference w:id="3"/>', '<w:footnoteReference w:id="2"/>')
    assert "footnote 2 is referred to twice" in lint(swapped)
    assert "footnote 3 is written but not referred to" in lint(swapped)
    assert "footnote references are not in ascending order" in lint(
        spoiled(MAIN, '<w:footnoteReference w:id="3"/>', '<w:footnoteReference w:id="1"/>')
    )


def test_a_footnote_that_is_missing_is_found(spoiled: Spoil):
    assert "footnote 99 is referred to but not written" in lint(
        spoiled(MAIN, '<w:footnoteReference w:id="20"/>', '<w:footnoteReference w:id="99"/>')
    )


def test_a_footnote_written_twice_or_out_of_order_is_found(spoiled: Spoil):
    found = lint(spoiled(NOTES, '<w:footnote w:id="5">', '<w:footnote w:id="3">'))
    assert "footnote 3 is written twice" in found
    assert "footnotes are not in ascending order" in found


def test_a_footnote_id_that_word_cannot_number_is_found(spoiled: Spoil):
    assert "footnote ids go beyond 32767" in lint(spoiled(NOTES, '<w:footnote w:id="20">', '<w:footnote w:id="32768">'))


def test_two_content_controls_with_one_id_are_found(spoiled: Spoil, part: Part):
    first, second = _first(r'(?<=<w:id w:val=")\d+(?="/><w:docPartObj><w:docPartGallery w:val="Quick)', part(MAIN), 2)
    found = lint(spoiled(MAIN, f'<w:id w:val="{second}"/>', f'<w:id w:val="{first}"/>'))
    assert found == [f"content control id {first} is used twice"]


def test_a_tag_that_word_would_refuse_is_found(spoiled: Spoil):
    found = lint(spoiled(MAIN, '<w:tag w:val="ann:', f'<w:tag w:val="ann:{"0" * 40}'))
    assert any("longer than 64 characters" in words for words in found)


def test_two_bookmarks_with_one_name_or_id_are_found(spoiled: Spoil, part: Part):
    first, second = _first(r'w:name="s_\w+"', part(MAIN), 2)
    assert lint(spoiled(MAIN, second, first.replace("s_", "S_"))) == [
        f"the bookmark name {first.lower()[8:-1]} is used twice"
    ]
    assert "the bookmark id 1 is used twice" in lint(
        spoiled(MAIN, '<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"')
    )


def test_a_bookmark_that_is_never_closed_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, '<w:bookmarkEnd w:id="4"/>', "")) == [f"{MAIN} never closes the bookmark 4"]


def test_the_end_of_a_bookmark_that_is_not_open_is_found(spoiled: Spoil):
    twice = '<w:bookmarkEnd w:id="4"/>' * 2
    assert lint(spoiled(MAIN, twice[:25], twice)) == [f"{MAIN} closes the bookmark 4, which is not open"]


def test_a_bookmark_name_that_is_too_long_is_found(spoiled: Spoil):
    (found,) = lint(spoiled(MAIN, 'w:name="s_', f'w:name="s_{"0" * 20}'))
    assert "longer than 40 characters" in found


def test_a_link_to_a_bookmark_that_is_gone_is_found(spoiled: Spoil, part: Part):
    (name,) = _first(r'(?<=w:anchor=")_Toc\d+', part(MAIN))
    assert f"a link leads to the bookmark {name}, which is not there" in lint(
        spoiled(MAIN, f'w:name="{name}"', 'w:name="elsewhere"')
    )


def test_a_field_that_is_never_ended_is_found(spoiled: Spoil):
    found = lint(spoiled("word/annotator-footer1.xml", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""))
    assert found == ["word/annotator-footer1.xml never ends 1 of its fields"]


def test_fields_whose_pieces_come_in_a_wrong_order_are_found(spoiled: Spoil):
    footer = "word/annotator-footer1.xml"
    assert lint(spoiled(footer, 'w:fldCharType="begin"', 'w:fldCharType="separate"'))[0] == (
        f"{footer} separates a field that is not begun"
    )
    assert lint(spoiled(footer, 'w:fldCharType="separate"', 'w:fldCharType="end"')) == [
        f"{footer} ends a field that is not begun"
    ]
    assert lint(spoiled(footer, 'w:fldCharType="end"', 'w:fldCharType="separate"'))[0] == (
        f"{footer} separates a field that is not begun"
    )


def test_a_relationship_that_points_nowhere_is_found(spoiled: Spoil):
    rels = "word/_rels/document.xml.rels"
    assert lint(spoiled(rels, 'Target="annotator-header3.xml"', 'Target="gone.xml"')) == [
        f"{rels} points to gone.xml, which is not there"
    ]


def test_a_relationship_that_is_used_but_not_there_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, 'r:id="annHeader3"', 'r:id="rIdGone"')) == [
        f"{MAIN} uses the relationship rIdGone, which is not there"
    ]
    header = "word/annotator-header1.xml"
    assert lint(spoiled(header, "<w:p>", '<w:p><w:hyperlink r:id="rIdGone"/>')) == [
        f"{header} uses the relationship rIdGone, which is not there"
    ]


def test_a_relationship_id_used_twice_is_found(spoiled: Spoil):
    rels = "word/_rels/document.xml.rels"
    assert f"{rels} uses the relationship id annHeader2 twice" in lint(
        spoiled(rels, 'Id="annHeader1"', 'Id="annHeader2"')
    )


def test_a_style_that_is_not_defined_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Headline"/>')) == [
        f"{MAIN} uses the style Headline, which is not defined"
    ]


def test_contents_behind_the_first_statement_are_found(spoiled: Spoil, part: Part):
    (control,) = _first(r'<w:sdt><w:sdtPr><w:id w:val="\d+"/><w:docPartObj>.*?</w:sdtContent></w:sdt>', part(MAIN))
    moved = part(MAIN).replace(control, "").replace("<w:sectPr>", "<w:sectPr>")
    at = moved.rindex("</w:tbl>") + len("</w:tbl>")
    found = lint(spoiled(MAIN, part(MAIN), moved[:at] + control + moved[at:]))
    assert found == ["the contents stand behind the first statement"]

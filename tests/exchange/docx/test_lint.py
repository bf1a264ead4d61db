import re
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.exchange.docx.lint import lint
from tests.briefings import statement

MAIN = "word/document.xml"
NOTES = "word/footnotes.xml"
DATA = "customXml/item1.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
HEADER = "word/annotator-header1.xml"
FOOTER = "word/annotator-footer1.xml"
Spoil = Callable[[str, str, str], bytes]
Part = Callable[[str], str]


def _first(pattern: str, text: str, count: int = 1) -> list[str]:
    return [match[0] for match in re.finditer(pattern, text, re.DOTALL)][:count]


def _reference(number: int) -> str:
    return f'<w:footnoteReference w:id="{number}"/>'


def _note(number: int) -> str:
    return f'<w:footnote w:id="{number}">'


def _bookmark(name: str) -> str:
    return f'<w:bookmarkStart w:id="9999" w:name="{name}"/><w:bookmarkEnd w:id="9999"/>'


def test_a_written_briefing_is_sound(written: bytes, document: Path):
    assert lint(written) == []
    assert lint(document) == []


def test_xml_that_is_not_well_formed_is_found(spoiled: Spoil):
    (found,) = lint(spoiled("docProps/app.xml", "</Application>", ""))
    assert found.startswith("docProps/app.xml is not well-formed")


def test_relationships_that_are_not_well_formed_are_found(spoiled: Spoil):
    (found,) = lint(spoiled(RELATIONSHIPS, "</Relationships>", ""))
    assert found.startswith(f"{RELATIONSHIPS} is not well-formed")


def test_where_xml_is_not_well_formed_nothing_else_is_looked_at(spoiled: Spoil):
    (found,) = lint(spoiled(MAIN, "</w:body>", _reference(99)))
    assert found.startswith(f"{MAIN} is not well-formed")


def test_a_footnote_referred_to_twice_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, _reference(3), _reference(3) * 2)) == ["footnote 3 is referred to twice"]


def test_a_footnote_that_nothing_refers_to_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, _reference(20), "")) == ["footnote 20 is written but not referred to"]


def test_a_footnote_that_is_missing_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, _reference(20), _reference(20) + _reference(99))) == [
        "footnote 99 is referred to but not written"
    ]


def test_a_footnote_written_twice_is_found(spoiled: Spoil, part: Part):
    (note,) = _first(rf"{_note(5)}.*?</w:footnote>", part(NOTES))
    assert lint(spoiled(NOTES, note, note * 2)) == ["footnote 5 is written twice"]


def test_footnote_references_out_of_order_are_found(spoiled: Spoil, part: Part):
    (between,) = _first(f"{_reference(2)}.*?{_reference(3)}", part(MAIN))
    middle = between.removeprefix(_reference(2)).removesuffix(_reference(3))
    swapped = _reference(3) + middle + _reference(2)
    assert lint(spoiled(MAIN, between, swapped)) == ["footnote references are not in ascending order"]


def test_footnotes_out_of_order_are_found(spoiled: Spoil, part: Part):
    (first, second) = _first(r'<w:footnote w:id="\d+">.*?</w:footnote>', part(NOTES), 2)
    assert lint(spoiled(NOTES, first + second, second + first)) == ["footnotes are not in ascending order"]


def test_a_footnote_id_that_word_cannot_number_is_found(spoiled: Spoil):
    assert lint(spoiled(NOTES, _note(20), _note(32768))) == [
        "footnote 20 is referred to but not written",
        "footnote 32768 is written but not referred to",
        "footnote ids go beyond 32767",
    ]


def test_the_last_footnote_id_that_word_can_number_is_no_fault_of_its_own(spoiled: Spoil):
    assert "footnote ids go beyond 32767" not in lint(spoiled(NOTES, _note(20), _note(32767)))


def test_two_content_controls_with_one_id_are_found(spoiled: Spoil, part: Part):
    first, second = _first(r'(?<=<w:id w:val=")\d+(?="/><w:docPartObj><w:docPartGallery w:val="Quick)', part(MAIN), 2)
    found = lint(spoiled(MAIN, f'<w:id w:val="{second}"/>', f'<w:id w:val="{first}"/>'))
    assert found == [f"content control id {first} is used twice"]


def test_a_content_control_with_the_id_of_one_in_a_header_is_found(spoiled: Spoil, part: Part):
    (there,) = _first(r'<w:id w:val="\d+"/>', part(HEADER))
    (here,) = _first(r'<w:id w:val="\d+"/>', part(MAIN))
    (uid,) = _first(r"\d+", there)
    assert lint(spoiled(MAIN, here, there)) == [f"content control id {uid} is used twice"]


def test_a_tag_that_word_would_refuse_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, "<w:sdtPr>", f'<w:sdtPr><w:tag w:val="{"t" * 65}"/>')) == [
        f"the tag {'t' * 20}… is longer than 64 characters"
    ]
    assert lint(spoiled(MAIN, "<w:sdtPr>", f'<w:sdtPr><w:tag w:val="{"t" * 64}"/>')) == []


def test_two_bookmarks_with_one_name_are_found(spoiled: Spoil, part: Part):
    first, second = _first(r'w:name="s_\w+"', part(MAIN), 2)
    assert lint(spoiled(MAIN, second, first.replace("s_", "S_"))) == [
        f"the bookmark name {first.lower()[8:-1]} is used twice"
    ]


def test_two_bookmarks_with_one_id_are_found(spoiled: Spoil):
    again = '<w:bookmarkStart w:id="1" w:name="again"/><w:bookmarkEnd w:id="1"/>'
    assert lint(spoiled(MAIN, "<w:sectPr>", f"{again}<w:sectPr>")) == ["the bookmark id 1 is used twice"]


def test_a_bookmark_that_is_never_closed_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, '<w:bookmarkEnd w:id="4"/>', "")) == [f"{MAIN} never closes the bookmark 4"]


def test_the_end_of_a_bookmark_that_is_not_open_is_found(spoiled: Spoil):
    end = '<w:bookmarkEnd w:id="4"/>'
    assert lint(spoiled(MAIN, end, end * 2)) == [f"{MAIN} closes the bookmark 4, which is not open"]


def test_a_bookmark_that_ends_in_another_part_is_found(spoiled: Spoil):
    assert lint(spoiled(NOTES, "</w:p>", '<w:bookmarkEnd w:id="4"/></w:p>')) == [
        f"{NOTES} closes the bookmark 4, which is not open"
    ]


def test_a_bookmark_name_that_is_too_long_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, "<w:body>", "<w:body>" + _bookmark("b" * 41))) == [
        f"the bookmark name '{'b' * 41}' is empty or longer than 40 characters"
    ]
    assert lint(spoiled(MAIN, "<w:body>", "<w:body>" + _bookmark("b" * 40))) == []


def test_a_bookmark_without_a_name_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, "<w:body>", "<w:body>" + _bookmark(""))) == [
        "the bookmark name '' is empty or longer than 40 characters"
    ]


def test_a_link_to_a_bookmark_that_is_gone_is_found(spoiled: Spoil, part: Part):
    (name,) = _first(r'(?<=w:anchor=")_Toc\d+', part(MAIN))
    assert lint(spoiled(MAIN, f'w:anchor="{name}"', 'w:anchor="elsewhere"')) == [
        "a link leads to the bookmark elsewhere, which is not there"
    ]


@pytest.mark.parametrize("kind", ["PAGEREF", "REF", "NOTEREF"])
def test_a_field_that_asks_for_a_bookmark_that_is_gone_is_found(spoiled: Spoil, part: Part, kind: str):
    (asked,) = _first(r"> PAGEREF _Toc\d+", part(MAIN))
    assert lint(spoiled(MAIN, asked, f"> {kind} elsewhere")) == [
        "a field asks for the bookmark elsewhere, which is not there"
    ]


def test_a_bookmark_that_has_lost_its_name_is_missed_by_link_and_field_alike(spoiled: Spoil, part: Part):
    (name,) = _first(r'(?<=w:anchor=")_Toc\d+', part(MAIN))
    assert lint(spoiled(MAIN, f'w:name="{name}"', 'w:name="elsewhere"')) == [
        f"a link leads to the bookmark {name}, which is not there",
        f"a field asks for the bookmark {name}, which is not there",
    ]


def test_a_field_that_is_never_ended_is_found(spoiled: Spoil):
    assert lint(spoiled(FOOTER, '<w:fldChar w:fldCharType="end"/>', "")) == [f"{FOOTER} never ends 1 of its fields"]


def test_the_middle_of_a_field_that_is_not_begun_is_found(spoiled: Spoil):
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    message = f"{FOOTER} separates a field that is not begun"
    assert lint(spoiled(FOOTER, "</w:p>", f"{separate}</w:p>")) == [message]
    assert lint(spoiled(FOOTER, separate, separate * 2)) == [message]


def test_the_end_of_a_field_that_is_not_begun_is_found(spoiled: Spoil):
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lint(spoiled(FOOTER, end, end * 2)) == [f"{FOOTER} ends a field that is not begun"]


def test_a_field_inside_another_is_no_fault(spoiled: Spoil, part: Part):
    (inner,) = _first(r'<w:r><w:fldChar w:fldCharType="begin"/>.*?"end"/></w:r>', part(FOOTER))
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert lint(spoiled(FOOTER, inner, inner.replace(middle, inner + middle))) == []


def test_a_relationship_that_points_nowhere_is_found(spoiled: Spoil):
    assert lint(spoiled(RELATIONSHIPS, 'Target="annotator-header3.xml"', 'Target="gone.xml"')) == [
        f"{RELATIONSHIPS} points to gone.xml, which is not there"
    ]


def test_a_relationship_of_the_package_that_points_nowhere_is_found(spoiled: Spoil):
    assert lint(spoiled("_rels/.rels", 'Target="docProps/app.xml"', 'Target="docProps/gone.xml"')) == [
        "_rels/.rels points to docProps/gone.xml, which is not there"
    ]


@pytest.mark.parametrize("target", ["/word/annotator-header3.xml", "Annotator-Header3.xml", "annotator%2Dheader3.xml"])
def test_a_target_from_the_root_in_other_case_or_with_escapes_is_no_fault(spoiled: Spoil, target: str):
    assert lint(spoiled(RELATIONSHIPS, 'Target="annotator-header3.xml"', f'Target="{target}"')) == []


def test_a_relationship_that_is_used_but_not_there_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, 'r:id="annHeader3"', 'r:id="rIdGone"')) == [
        f"{MAIN} uses the relationship rIdGone, which is not there"
    ]


def test_a_part_without_relationships_that_uses_one_is_found(spoiled: Spoil):
    assert lint(spoiled(HEADER, "<w:p>", '<w:p><w:hyperlink r:id="rIdGone"/>')) == [
        f"{HEADER} uses the relationship rIdGone, which is not there"
    ]


def test_a_relationship_id_used_twice_is_found(spoiled: Spoil, part: Part):
    (relationship,) = _first(r'<Relationship Id="annHeader2"[^>]*/>', part(RELATIONSHIPS))
    assert lint(spoiled(RELATIONSHIPS, relationship, relationship * 2)) == [
        f"{RELATIONSHIPS} uses the relationship id annHeader2 twice"
    ]


@pytest.mark.parametrize("name", [MAIN, NOTES, HEADER])
def test_a_style_that_is_not_defined_is_found(spoiled: Spoil, part: Part, name: str):
    (used,) = _first(r'<w:pStyle w:val="\w+"/>', part(name))
    assert lint(spoiled(name, used, '<w:pStyle w:val="Headline"/>')) == [
        f"{name} uses the style Headline, which is not defined"
    ]


@pytest.mark.parametrize("kind", ["rStyle", "tblStyle"])
def test_a_style_of_characters_or_tables_that_is_not_defined_is_found(spoiled: Spoil, part: Part, kind: str):
    (used,) = _first(rf'<w:{kind} w:val="\w+"/>', part(MAIN))
    assert lint(spoiled(MAIN, used, f'<w:{kind} w:val="Headline"/>')) == [
        f"{MAIN} uses the style Headline, which is not defined"
    ]


def test_contents_behind_the_first_statement_are_found(spoiled: Spoil, part: Part):
    (control,) = _first(r'<w:sdt><w:sdtPr><w:id w:val="\d+"/><w:docPartObj>.*?</w:sdtContent></w:sdt>', part(MAIN))
    moved = part(MAIN).replace(control, "")
    at = moved.rindex("</w:tbl>") + len("</w:tbl>")
    found = lint(spoiled(MAIN, part(MAIN), moved[:at] + control + moved[at:]))
    assert found == ["the contents stand behind the first statement"]


def test_a_statement_without_a_hash_is_found(spoiled: Spoil, part: Part):
    uid = statement("closed")
    (carried,) = _first(f'<statement uid="{uid}"[^>]*/>', part(DATA))
    assert lint(spoiled(DATA, carried, "")) == [f"the statement {uid} has no hash"]


def test_a_hash_without_its_statement_is_found(spoiled: Spoil):
    assert lint(spoiled(DATA, "</briefing>", '<statement uid="ferry"/></briefing>')) == [
        "there is a hash of the statement ferry, which is not there"
    ]

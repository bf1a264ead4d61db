"""The styles of a Word file."""

import pytest
from lxml import etree

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.docx_styles import Styles
from annotator.exchange.importing.styling import heading
from tests.exchange.importing.packages import WORD, style


def styles(*definitions: str) -> Styles:
    return Styles(etree.fromstring(f'<w:styles xmlns:w="{WORD}">{"".join(definitions)}</w:styles>'))


def test_a_style_is_found_by_its_identifier_and_told_by_its_name():
    manner = styles(style("berschrift1", "heading 1")).paragraph("berschrift1").manner
    assert manner == heading(1)


def test_a_style_that_is_based_on_another_is_what_that_is():
    known = styles(style("House", "House head", '<w:basedOn w:val="H2"/>'), style("H2", "heading 2"))
    assert known.paragraph("House").manner == heading(2)


def test_an_outline_level_makes_a_heading_of_any_style():
    known = styles(style("House", "House head", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'))
    assert known.paragraph("House").manner == heading(3)


def test_the_ninth_outline_level_makes_none():
    known = styles(style("House", "House text", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'))
    assert known.paragraph("House").manner is None


def test_styles_that_are_based_on_each_other_say_nothing():
    known = styles(style("A", "One", '<w:basedOn w:val="B"/>'), style("B", "Two", '<w:basedOn w:val="A"/>'))
    assert known.paragraph("A").manner is None


@pytest.mark.parametrize(("key", "kind"), [("Heading1", BlockKind.HEADING), ("Title", BlockKind.TITLE)])
def test_a_style_that_is_not_defined_is_told_by_its_identifier(key: str, kind: BlockKind):
    manner = Styles(None).paragraph(key).manner
    assert manner is not None
    assert manner.kind is kind


def test_a_style_may_bring_its_list_and_level():
    inside = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr>'
    known = styles(style("L", "House list", inside)).paragraph("L")
    assert (known.number, known.level) == ("4", 1)


def test_the_second_style_of_lists_is_a_level_deeper():
    inside = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    assert styles(style("L", "List Bullet 3", inside)).paragraph("L").level == 2

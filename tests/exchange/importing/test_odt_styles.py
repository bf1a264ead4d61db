"""The styles of an OpenDocument text, and how its lists count."""

import pytest
from lxml import etree

from annotator.exchange.importing.odt_styles import ListCounter, Styles
from annotator.exchange.importing.styling import heading
from tests.exchange.importing.packages import OPEN_DOCUMENT, open_document, read


def styles(inside: str) -> Styles:
    return Styles(etree.fromstring(f"<office:styles {OPEN_DOCUMENT}>{inside}</office:styles>"))


def paragraph_style(name: str, attributes: str = "") -> str:
    return f'<style:style style:family="paragraph" style:name="{name}" {attributes}/>'


def markers(body: str, level: str) -> list[str]:
    article = read(open_document(body, f'<text:list-style style:name="L">{level}</text:list-style>'), "page.odt")
    return [str(block.attributes["marker"]) for block in article.blocks if block.kind == "list_item"]


def number(depth: int, form: str = "1", more: str = "") -> str:
    return f'<text:list-level-style-number text:level="{depth}" style:num-format="{form}" style:num-suffix="." {more}/>'


def items(*inside: str, attributes: str = "") -> str:
    rows = "".join(f"<text:list-item>{each}</text:list-item>" for each in inside)
    return f'<text:list text:style-name="L" {attributes}>{rows}</text:list>'


P = "<text:p>x</text:p>"


def test_a_name_is_read_as_people_see_it():
    assert styles("").manner("Heading_20_2") == heading(2)


def test_a_name_to_be_shown_counts_before_the_one_inside():
    assert styles(paragraph_style("x1", 'style:display-name="Heading 3"')).manner("x1") == heading(3)


def test_an_outline_level_makes_a_heading_of_any_style():
    assert styles(paragraph_style("House", 'style:default-outline-level="2"')).manner("House") == heading(2)


@pytest.mark.parametrize("level", ["", "x", "²"])
def test_an_outline_level_that_is_no_number_makes_none(level: str):
    assert styles(paragraph_style("House", f'style:default-outline-level="{level}"')).manner("House") is None


def test_styles_that_are_based_on_each_other_say_nothing():
    both = paragraph_style("A", 'style:parent-style-name="B"') + paragraph_style("B", 'style:parent-style-name="A"')
    assert styles(both).manner("A") is None


def test_items_are_counted_as_their_list_writes_them():
    assert markers(items(P, P, P), number(1, "i")) == ["i.", "ii.", "iii."]


def test_bullets_are_dashes():
    assert markers(items(P, P), '<text:list-level-style-bullet text:level="1" text:bullet-char="x"/>') == ["-", "-"]


def test_a_list_in_a_list_counts_by_itself():
    inner = "<text:list><text:list-item><text:p>y</text:p></text:list-item></text:list>"
    assert markers(items(P + inner, P), number(1) + number(2, "a")) == ["1.", "a.", "2."]


def test_numbers_of_several_levels_stand_together():
    inner = "<text:list><text:list-item><text:p>y</text:p></text:list-item></text:list>"
    deep = number(1) + number(2, "1", 'text:display-levels="2"')
    assert markers(items(P + inner), deep) == ["1.", "1.1."]


def test_a_list_goes_on_where_it_says_so():
    body = items(P) + "<text:p>Between.</text:p>" + items(P, attributes='text:continue-numbering="true"') + items(P)
    assert markers(body, number(1)) == ["1.", "2.", "1."]


def test_a_list_begins_where_it_is_told_to():
    assert markers(items(P), number(1, "1", 'text:start-value="5"')) == ["5."]


def test_an_item_outside_a_list_counts_nothing():
    counter = ListCounter(styles(""))
    counter.open_item(etree.fromstring(f"<text:list-item {OPEN_DOCUMENT}/>"))
    assert (counter.depth, counter.marker) == (0, "-")

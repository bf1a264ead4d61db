"""The numbers of a Word file's lists, counted."""

import pytest
from lxml import etree

from annotator.exchange.importing.docx_numbering import Numbering
from tests.exchange.importing.packages import WORD


def level(number: int, form: str, pattern: str, start: str = "1") -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{number}">{inside}</w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Numbering:
    inside = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{WORD}">{inside}</w:numbering>'))


def test_items_are_counted():
    known = numbering(level(0, "decimal", "%1."))
    assert [known.marker("1", 0) for _ in range(3)] == ["1.", "2.", "3."]


def test_an_inner_list_begins_anew_under_each_item():
    known = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
    assert [known.marker("1", at) for at in (0, 1, 1, 0, 1)] == ["1.", "a)", "b)", "2.", "a)"]


def test_numbers_of_several_levels_stand_together():
    known = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    assert [known.marker("1", at) for at in (0, 1, 1)] == ["1", "1.1", "1.2"]


def test_a_list_begins_where_it_is_told_to():
    assert numbering(level(0, "upperRoman", "%1.", "4")).marker("1", 0) == "IV."


def test_a_list_can_begin_anew_with_the_pattern_of_another():
    anew = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    known = numbering(level(0, "decimal", "%1."), lists=anew)
    assert [known.marker(number, 0) for number in "1122"] == ["1.", "2.", "1.", "2."]


def test_lists_of_one_pattern_go_on_with_each_other():
    both = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/></w:num>' for number in (1, 2))
    known = numbering(level(0, "decimal", "%1."), lists=both)
    assert [known.marker(number, 0) for number in "12"] == ["1.", "2."]


def test_a_bullet_is_a_dash():
    assert numbering(level(0, "bullet", "\uf0b7")).marker("1", 0) == "-"


@pytest.mark.parametrize("number", [-1, 8, 99999])
def test_a_level_that_there_is_not_has_a_bullet(number: int):
    known = numbering(level(0, "decimal", "%1."))
    assert known.marker("1", number) == ("1." if number < 0 else "-")


def test_list_nought_is_none():
    known = numbering(level(0, "decimal", "%1."))
    assert known.is_list("1")
    assert not known.is_list("0")


@pytest.mark.parametrize("start", ["-1", "x", "99999999", "³"])
def test_a_start_that_is_no_number_is_one(start: str):
    assert numbering(level(0, "decimal", "%1.", start)).marker("1", 0) == "1."

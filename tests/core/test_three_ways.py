from hypothesis import given
from hypothesis import strategies as st

from annotator.core.loose_blocks import LooseBlock
from annotator.core.three_ways import both_changes, changed_blocks
from annotator.core.vocabulary import BlockKind


def blocks(words: str) -> list[LooseBlock]:
    return [LooseBlock(BlockKind.PARAGRAPH, each) for each in words]


def both(base: str, one: str, other: str) -> str | None:
    found = both_changes(blocks(base), blocks(one), blocks(other))
    return None if found is None else "".join(each.words for each in found)


def test_changes_of_different_blocks_are_both_made() -> None:
    assert both("abcde", "aBcde", "abcdE") == "aBcdE"


def test_changes_of_neighbours_are_both_made() -> None:
    assert both("abc", "Abc", "aBc") == "ABc"


def test_what_one_joined_and_the_other_split_elsewhere_goes_together() -> None:
    assert both("abcdef", "aXdef", "abcdYZf") == "aXdYZf"


def test_the_same_change_is_made_once() -> None:
    assert both("abc", "aBc", "aBc") == "aBc"


def test_different_changes_of_one_block_cannot_go_together() -> None:
    assert both("abc", "aXc", "aYc") is None


def test_two_things_put_in_at_one_place_cannot_go_together() -> None:
    assert both("ac", "aXc", "aYc") is None


def test_another_kind_of_block_is_a_change() -> None:
    heading = [LooseBlock(BlockKind.HEADING, "a", 2), *blocks("bc")]
    found = both_changes(blocks("abc"), heading, blocks("abC"))
    assert found == [heading[0], *blocks("bC")]


def test_only_what_differs_is_given() -> None:
    gone, come = changed_blocks(blocks("abcd"), blocks("aXYd"))
    assert ("".join(each.words for each in gone), "".join(each.words for each in come)) == ("bc", "XY")


TEXTS = st.text("abc", max_size=6)


@given(TEXTS, TEXTS, TEXTS)
def test_the_order_of_the_two_does_not_matter(base: str, one: str, other: str) -> None:
    assert both(base, one, other) == both(base, other, one)


@given(TEXTS, TEXTS)
def test_beside_a_text_that_changed_nothing_the_other_is_the_result(base: str, one: str) -> None:
    assert both(base, one, base) == one

"""A passage is found by its paragraph, or by its page where the original has pages."""

from annotator.core.locators import Locator, block_locators, page_turns
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind


def block(kind: BlockKind, start: int, fold: str = "", **attributes: object) -> Block:
    return Block(kind, start, start + 10, fold=fold, attributes=attributes)


PAGED = [
    block(BlockKind.TITLE, 0, page=1),
    block(BlockKind.PARAGRAPH, 11, page=1, page_turns=[[15, 2], [18, 3]]),
    block(BlockKind.FOOTNOTE, 22, page=3, label="1"),
]


def test_paragraphs_are_counted_where_there_are_no_pages():
    blocks = [
        *(block(BlockKind.TITLE, 0), block(BlockKind.PARAGRAPH, 11), block(BlockKind.PARAGRAPH, 22, "notice")),
        *(block(BlockKind.LIST_ITEM, 33), block(BlockKind.FOOTNOTE, 44, label="7")),
    ]
    assert block_locators(blocks) == [
        *(("title", 0), ("paragraph", 1), ("paragraph", 1), ("paragraph", 2), ("note", 7))
    ]


def test_everything_on_a_page_is_told_by_the_page():
    assert block_locators(PAGED) == [("page", 1), ("page", 1), ("page", 3)]


def test_a_place_behind_the_turn_of_a_page_is_on_the_next():
    locator = Locator.of_blocks(PAGED)
    assert [locator.at(offset) for offset in (11, 14, 15, 17, 18, 22)] == [
        *(("page", 1), ("page", 1), ("page", 2), ("page", 2), ("page", 3), ("page", 3))
    ]


def test_what_is_no_number_of_a_page_is_none():
    odd = block(BlockKind.PARAGRAPH, 0, page="3", page_turns=[[5, "x"], [4, 0], [50, 2]])
    assert block_locators([odd]) == [("paragraph", 1)]
    assert page_turns(odd) == []


def test_a_place_before_all_blocks_is_none():
    assert Locator.of_blocks([]).at(3) == ("paragraph", 0)

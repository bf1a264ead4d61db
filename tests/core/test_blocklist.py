import pytest

from annotator.core.blocklist import block_field, corrected, correction_json, dump_blocks, load_blocks
from annotator.core.records import Block, Json
from annotator.core.vocabulary import BlockKind

BLOCKS = (
    Block(BlockKind.PARAGRAPH, 0, 5, line=1),
    Block(BlockKind.IMAGE, 6, 7),
    Block(BlockKind.LIST_ITEM, 8, 12, 2, "category", 3, {"marker": "a)"}),
)


def test_blocks_come_back_as_they_were_stored() -> None:
    assert load_blocks(dump_blocks(BLOCKS)) == BLOCKS


def test_a_correction_replaces_kind_level_and_fold_and_nothing_else() -> None:
    found = corrected(BLOCKS, {block_field(8): correction_json(BlockKind.HEADING, 3, "")})
    assert found == (*BLOCKS[:2], Block(BlockKind.HEADING, 8, 12, 3, "", 3, {"marker": "a)"}))


@pytest.mark.parametrize(
    "value",
    [
        None,
        "heading",
        {"kind": "hologram", "level": 1, "fold": ""},
        {"kind": "heading", "level": "one", "fold": ""},
        {"kind": "heading", "level": 1},
    ],
)
def test_a_correction_that_makes_no_sense_here_leaves_the_block_as_it_was_read(value: Json) -> None:
    assert corrected(BLOCKS, {block_field(0): value}) == BLOCKS


def test_a_correction_of_a_place_where_no_block_begins_changes_nothing() -> None:
    assert corrected(BLOCKS, {block_field(3): correction_json(BlockKind.HEADING, 1, "")}) == BLOCKS


@pytest.mark.parametrize(("start", "kind"), [(0, BlockKind.IMAGE), (6, BlockKind.HEADING)])
def test_nothing_becomes_a_picture_and_a_picture_stays_one(start: int, kind: BlockKind) -> None:
    found = corrected(BLOCKS, {block_field(start): correction_json(kind, 0, "")})
    assert [block.kind for block in found] == [block.kind for block in BLOCKS]


def test_a_level_from_elsewhere_is_kept_within_what_can_be_shown() -> None:
    found = corrected(BLOCKS, {block_field(0): {"kind": "heading", "level": 10**9, "fold": ""}})
    assert found[0].level == 9

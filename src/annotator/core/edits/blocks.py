"""Edits of what the blocks of a text are: a heading that was read as a paragraph, a part that was folded wrongly."""

from collections.abc import Iterator, Sequence

from annotator.core.blocklist import DEEPEST_LEVEL, block_field, correction_json
from annotator.core.changes import Draft
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.reading import Reading
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind

DEEPEST_HEADING = 6
_LEVELLED = {BlockKind.HEADING: DEEPEST_HEADING, BlockKind.LIST_ITEM: DEEPEST_LEVEL}
_HEADING_LEVEL = 2


def correct_kind(
    reading: Reading, revision_uid: str, starts: Sequence[int], kind: BlockKind, level: int | None = None
) -> list[Draft]:
    """Say what the blocks are that begin at some places; a heading and a list item have a level.

    Raises:
        RefusedError: one of them is a picture, or is to become one.
    """
    if kind is BlockKind.IMAGE:
        raise RefusedError("Words cannot become a picture.")
    drafts: list[Draft] = []
    for block in _blocks(reading, revision_uid, starts):
        if block.kind is BlockKind.IMAGE:
            raise RefusedError("A picture stays a picture; select the words without it.")
        drafts += _drafts(revision_uid, block, kind, _level(block, kind, level), block.fold)
    return drafts


def correct_level(reading: Reading, revision_uid: str, starts: Sequence[int], by: int) -> list[Draft]:
    """Put headings and list items so many levels deeper, or higher where `by` is negative; others stay.

    Raises:
        RefusedError: none of them can move so.
    """
    drafts: list[Draft] = []
    for block in _blocks(reading, revision_uid, starts):
        if block.kind in _LEVELLED:
            level = min(max(block.level, 1) + by, _LEVELLED[block.kind])
            drafts += _drafts(revision_uid, block, block.kind, max(level, 1), block.fold)
    if not drafts:
        raise RefusedError("Only headings and list items have a level; these cannot move any further.")
    return drafts


def fold_blocks(reading: Reading, revision_uid: str, starts: Sequence[int], reason: str) -> list[Draft]:
    """Fold blocks for everybody, because they are no part of the article; "" takes them back into it.

    Raises:
        RefusedError: nothing of the article would be left.
    """
    wanted = _blocks(reading, revision_uid, starts)
    if reason:
        folded = {block.start for block in wanted}
        if all(block.fold or block.start in folded for block in reading.blocks(revision_uid)):
            raise RefusedError("Nothing of the article would be left; leave something unfolded.")
    return [draft for block in wanted for draft in _drafts(revision_uid, block, block.kind, block.level, reason)]


def _blocks(reading: Reading, revision_uid: str, starts: Sequence[int]) -> list[Block]:
    wanted = set(starts)
    found = [block for block in reading.blocks(revision_uid) if block.start in wanted]
    if not wanted or len(found) < len(wanted):
        raise NotFoundError("The text has changed meanwhile; please select the words again.")
    return found


def _drafts(revision_uid: str, block: Block, kind: BlockKind, level: int, fold: str) -> Iterator[Draft]:
    if (kind, level, fold) != (block.kind, block.level, block.fold):
        yield Draft("set", revision_uid, block_field(block.start), correction_json(kind, level, fold))


def _level(block: Block, kind: BlockKind, level: int | None) -> int:
    if kind not in _LEVELLED:
        return 0
    if level is None:
        level = block.level if block.kind is kind else _HEADING_LEVEL if kind is BlockKind.HEADING else 1
    return min(max(level, 1), _LEVELLED[kind])

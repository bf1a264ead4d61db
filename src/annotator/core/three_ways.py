"""Two texts that were made from one, put together block by block."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from annotator.core.changes import canonical_json
from annotator.core.loose_blocks import LooseBlock

# Blocks of the common text, from a start to before an end, and what stands for them now.
_Change = tuple[int, int, Sequence[LooseBlock]]


def both_changes(
    base: Sequence[LooseBlock], one: Sequence[LooseBlock], other: Sequence[LooseBlock]
) -> list[LooseBlock] | None:
    """Give the common text with what either changed in it; None where both changed the same blocks differently."""
    mine = list(_changes(base, one))
    changes = mine + [each for each in _changes(base, other) if each not in mine]
    result: list[LooseBlock] = []
    at = 0
    before = (-1, -1)
    for start, end, blocks in sorted(changes, key=lambda each: each[:2]):
        # Two insertions at one place have no order that anybody chose.
        if start < at or (start, end) == before:
            return None
        result += [*base[at:start], *blocks]
        at, before = end, (start, end)
    return [*result, *base[at:]]


def changed_blocks(
    old: Sequence[LooseBlock], new: Sequence[LooseBlock]
) -> tuple[Sequence[LooseBlock], Sequence[LooseBlock]]:
    """Give the blocks of either text that the other does not have so."""
    gone: list[LooseBlock] = []
    come: list[LooseBlock] = []
    for start, end, blocks in _changes(old, new):
        gone += old[start:end]
        come += blocks
    return gone, come


def _changes(base: Sequence[LooseBlock], changed: Sequence[LooseBlock]) -> Iterator[_Change]:
    keys, changed_keys = ([_key(each) for each in blocks] for blocks in (base, changed))
    for kind, start, end, low, high in SequenceMatcher(None, keys, changed_keys, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end, changed[low:high]


def _key(block: LooseBlock) -> str:
    return canonical_json([block.kind, block.words, block.level, block.fold, block.attributes])

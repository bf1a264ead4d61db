"""Which blocks of a source are meant, and where its links lead."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

from annotator.core.directions import named
from annotator.core.records import Block

LONGEST_ADDRESS = 200


def blocks_under(blocks: Sequence[Block], start: int, end: int) -> list[Block]:
    """Give the blocks that a span of the text touches; one that only ends where a block begins does not touch it."""
    first = max(0, bisect_right(blocks, start, key=_start) - 1)
    last = bisect_right(blocks, max(end, start + 1) - 1, key=_start)
    return [block for block in blocks[first:last] if block.end > start]


def link_at(blocks: Sequence[Block], code_point: int) -> str:
    """Give the address that the character at a place leads to, or ""."""
    return link_in(blocks, code_point, code_point + 1)


def link_in(blocks: Sequence[Block], start: int, end: int) -> str:
    """Give the address of the first link that a span touches, or ""."""
    index = bisect_right(blocks, start, key=_start) - 1
    for block in blocks[max(0, index) :]:
        if block.start >= end:
            break
        for low, high, address in block.attributes.get("links", ()):
            if low < end and high > start:
                return str(address)
    return ""


def _start(block: Block) -> int:
    return block.start


def shortened(address: str, most: int = LONGEST_ADDRESS) -> str:
    """Give an address as it can be shown in one line: its beginning, with the names of unseen characters."""
    shown = named(address)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def still_open(blocks: Sequence[Block], opened: Collection[int]) -> set[int]:
    """Give the first blocks of the folds that hold one of those that were open, where folds may have changed."""
    found = set()
    at = 0
    while at < len(blocks):
        first = at
        while at < len(blocks) and blocks[at].fold:
            at += 1
        if at > first and any(index in opened for index in range(first, at)):
            found.add(first)
        at += 1
    return found

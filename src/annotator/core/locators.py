"""Where in a source a passage stands, in words a reader of the briefing can follow."""

from bisect import bisect_right
from collections.abc import Sequence

from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind

_COUNTED: dict[BlockKind, str] = {
    BlockKind.TITLE: "title",
    BlockKind.SUBTITLE: "subtitle",
    BlockKind.HEADING: "heading",
    BlockKind.IMAGE: "image",
    BlockKind.CAPTION: "caption",
    BlockKind.CREDIT: "caption",
    BlockKind.FOOTNOTE: "note",
    BlockKind.METADATA: "byline",
}


def block_locators(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    """Give each block its locator: ("paragraph", 3), ("note", 1), ("caption", 2), ("title", 0).

    Paragraphs, quotes, list items and table rows are counted together, from 1, as a reader counts them on paper;
    folded blocks are not counted and bear the number of what stands before them. A note bears its own label.
    """
    counts: dict[str, int] = {}
    locators = []
    for block in blocks:
        kind = _COUNTED.get(block.kind, "paragraph")
        if not block.fold:
            counts[kind] = counts.get(kind, 0) + 1
        number = counts.get(kind, 0)
        label = str(block.attributes.get("label", ""))
        if kind == "note" and label.isdigit():
            number = int(label)
        locators.append((kind, 0 if kind in ("title", "subtitle", "byline") else number))
    return locators


class Locator:
    """Find the locator of an offset in one revision."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._starts = [block.start for block in blocks]
        self._locators = block_locators(blocks)

    def at(self, offset: int) -> tuple[str, int]:
        """Give the locator of the block that holds the code point at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self._locators[index] if index >= 0 else ("paragraph", 0)

"""Where in a source a passage stands, in words a reader of the briefing can follow."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from annotator.core.records import Block, Json
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
    folded blocks are not counted and bear the number of what stands before them. A note bears its own label. What
    stands on a page of the original bears the number of that page, and nothing else: ("page", 12).
    """
    counts: dict[str, int] = {}
    locators = []
    for block in blocks:
        page = page_of(block)
        if page:
            locators.append(("page", page))
            continue
        kind = _COUNTED.get(block.kind, "paragraph")
        if not block.fold:
            counts[kind] = counts.get(kind, 0) + 1
        number = counts.get(kind, 0)
        label = str(block.attributes.get("label", ""))
        if kind == "note" and label.isdigit():
            number = int(label)
        locators.append((kind, 0 if kind in ("title", "subtitle", "byline") else number))
    return locators


def page_of(block: Block) -> int:
    """Give the page of the original on which a block begins, from 1, or 0."""
    return _page(block.attributes.get("page"))


def page_turns(block: Block) -> list[tuple[int, int]]:
    """Give where in the text further pages of the original begin inside a block, and their numbers."""
    turns = block.attributes.get("page_turns", ())
    return [(offset, page) for offset, number in turns if (page := _page(number)) and block.start < offset < block.end]


def _page(number: Json) -> int:
    return number if isinstance(number, int) and number > 0 else 0


class Locator:
    """Find the locator of an offset in one revision, from the start and the locator of each block in text order."""

    def __init__(self, places: Iterable[tuple[int, tuple[str, int]]]) -> None:
        self._places = list(places)

    @classmethod
    def of_blocks(cls, blocks: Sequence[Block]) -> "Locator":
        """Number blocks, and find places in them."""
        places: list[tuple[int, tuple[str, int]]] = []
        for block, locator in zip(blocks, block_locators(blocks), strict=True):
            places.append((block.start, locator))
            places += [(offset, ("page", page)) for offset, page in page_turns(block)]
        return cls(places)

    def at(self, offset: int) -> tuple[str, int]:
        """Give the locator of the block that holds the code point at `offset`."""
        index = bisect_right(self._places, offset, key=itemgetter(0)) - 1
        return self._places[index][1] if index >= 0 else ("paragraph", 0)

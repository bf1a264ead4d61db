"""What an importer reads, before it is text: one item a block, in order; and the text and blocks made of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.core.loose_blocks import moved
from annotator.core.records import IMAGE_CHARACTER, Block, Json
from annotator.core.text import snap_to_graphemes
from annotator.core.vocabulary import BlockKind

# Qt lays out one paragraph at a time: a longer one would make the reader slow.
LONGEST_BLOCK = 20_000
_REFERENCE = re.compile(r"\s?\[(?:\^([\w-]{1,20})|(\w{1,6}|\*{1,3}))\]")


@dataclass(slots=True)
class Item:
    """A block in the making. `line` is the line of the original, from 1."""

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    fold: str = ""
    attributes: dict[str, Json] = field(default_factory=dict)


def assemble(items: Sequence[Item]) -> tuple[str, tuple[Block, ...]]:
    """Make the canonical text and its blocks.

    Reference marks of known footnotes that stand in the words are taken out and noted; an item that notes references
    itself has none in its words. What an item notes about places in its text is moved to where its text comes to stand.
    """
    labels = {str(item.attributes["label"]) for item in items if item.kind is BlockKind.FOOTNOTE}
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for item in items:
        for piece in _pieces(_without_marks(item, labels)):
            attributes = moved(piece.attributes, at)
            blocks.append(Block(item.kind, at, at + len(piece.text), item.level, item.fold, item.line, attributes))
            parts.append(piece.text)
            at += len(piece.text) + 1
    return "\n".join(parts), tuple(blocks)


def _without_marks(item: Item, labels: set[str]) -> Item:
    """Give the item as one line, without the reference marks that stand in its words."""
    if item.kind is BlockKind.IMAGE:
        return replace(item, text=IMAGE_CHARACTER)
    text = item.text.replace("\n", " ")
    if not labels or "[" not in text or item.kind is BlockKind.FOOTNOTE or "references" in item.attributes:
        return replace(item, text=text)
    kept, references, taken = _without_references(text, labels)
    if not references:
        return replace(item, text=text)
    attributes = item.attributes | {"references": references}
    if links := item.attributes.get("links"):
        moved = [[_moved(start, taken, kept), _moved(end, taken, kept), address] for start, end, address in links]
        attributes["links"] = [link for link in moved if link[0] < link[1]]
    if turns := item.attributes.get("page_turns"):
        attributes["page_turns"] = [[_moved(offset, taken, kept), page] for offset, page in turns]
    return replace(item, text=kept, attributes=attributes)


def _moved(offset: int, taken: list[tuple[int, int]], kept: str) -> int:
    """Give where an offset comes to stand after spans before it were taken out."""
    gone = sum(min(end, offset) - start for start, end in taken if start < offset)
    return min(max(0, offset - gone), len(kept))


def _without_references(text: str, labels: set[str]) -> tuple[str, list[list[Json]], list[tuple[int, int]]]:
    """Take the reference marks out; give where they stood in what is left, and the spans that went.

    A block of marks alone keeps them.
    """
    kept = ""
    references: list[list[Json]] = []
    taken: list[tuple[int, int]] = []
    last = 0
    for match in [*_REFERENCE.finditer(text), None]:
        label = (match[1] or match[2]) if match else ""
        if match and label not in labels:
            continue
        run = text[last : match.start() if match else len(text)]
        lead = len(run) - len(run.lstrip()) if not kept else 0
        taken.append((last, last + lead))
        kept += run[lead:]
        if match:
            references.append([len(kept), label])
            taken.append(match.span())
            last = match.end()
    kept = kept.rstrip()
    if not kept:
        return text, [], []
    return kept, [[min(offset, len(kept)), label] for offset, label in references], taken


def _pieces(item: Item) -> list[Item]:
    """Split an overlong block behind a sentence, else at a space, else where it must be."""
    pieces = []
    text, start = item.text, 0
    while len(text) - start > LONGEST_BLOCK:
        window = text[start : start + LONGEST_BLOCK]
        cut = max(window.rfind(stop) + 1 for stop in (". ", "。", "! ", "? "))
        if cut < LONGEST_BLOCK // 2:
            space, edge = window.rfind(" "), start + LONGEST_BLOCK
            cut = space if space > LONGEST_BLOCK // 2 else snap_to_graphemes(text, edge, edge)[0] - start
        pieces.append(_piece(item, start, window[:cut].rstrip()))
        start += cut
        # By place, not by taking off what is done: a text of one line would be copied thousands of times.
        while text[start : start + 1].isspace():
            start += 1
    return [*pieces, _piece(item, start, text[start:])] if pieces else [item]


def _piece(item: Item, start: int, text: str) -> Item:
    """Give a part of an item, with what is noted about places in it."""
    places = ("references", "links", "page_turns")
    attributes = {name: value for name, value in item.attributes.items() if name not in places}
    end = start + len(text)
    turns = item.attributes.get("page_turns", ())
    if turns:
        attributes["page"] = max([item.attributes["page"], *(page for offset, page in turns if offset <= start)])
    if turns := [[offset - start, page] for offset, page in turns if start < offset < end]:
        attributes["page_turns"] = turns
    if references := [
        [offset - start, label] for offset, label in item.attributes.get("references", ()) if start <= offset <= end
    ]:
        attributes["references"] = references
    if links := [
        [max(low, start) - start, min(high, end) - start, address]
        for low, high, address in item.attributes.get("links", ())
        if low < end and high > start
    ]:
        attributes["links"] = links
    return replace(item, text=text, attributes=attributes)

"""What an importer reads, before it is text: one item a block, in order; and the text and blocks made of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    """Make the canonical text and its blocks: reference marks of known footnotes are taken out and noted."""
    labels = {str(item.attributes["label"]) for item in items if item.kind is BlockKind.FOOTNOTE}
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for item in items:
        for text in _pieces(IMAGE_CHARACTER if item.kind is BlockKind.IMAGE else item.text.replace("\n", " ")):
            attributes = dict(item.attributes)
            if labels and "[" in text and item.kind is not BlockKind.FOOTNOTE:
                text, references = _without_references(text, labels)
                if references:
                    attributes["references"] = [[at + offset, label] for offset, label in references]
            blocks.append(Block(item.kind, at, at + len(text), item.level, item.fold, item.line, attributes))
            parts.append(text)
            at += len(text) + 1
    return "\n".join(parts), tuple(blocks)


def _without_references(text: str, labels: set[str]) -> tuple[str, list[tuple[int, str]]]:
    """Take the reference marks out; give where they stood in what is left. A block of marks alone keeps them."""
    kept = ""
    references: list[tuple[int, str]] = []
    last = 0
    for match in _REFERENCE.finditer(text):
        label = match[1] or match[2]
        if label in labels:
            kept = (kept + text[last : match.start()]).lstrip()
            references.append((len(kept), label))
            last = match.end()
    kept = (kept + text[last:]).strip()
    if not kept:
        return text, []
    return kept, [(min(offset, len(kept)), label) for offset, label in references]


def _pieces(text: str) -> list[str]:
    """Split an overlong block behind a sentence, else at a space, else where it must be."""
    pieces = []
    while len(text) > LONGEST_BLOCK:
        window = text[:LONGEST_BLOCK]
        cut = max(window.rfind(stop) + 1 for stop in (". ", "。", "! ", "? "))
        if cut < LONGEST_BLOCK // 2:
            space = window.rfind(" ")
            cut = space if space > LONGEST_BLOCK // 2 else snap_to_graphemes(text, LONGEST_BLOCK, LONGEST_BLOCK)[0]
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]

"""Blocks taken out of their text, so that one can be changed without counting what stands around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core.records import Block, Json
from annotator.core.vocabulary import BlockKind


@dataclass(frozen=True, slots=True)
class LooseBlock:
    """A block with its words; what it notes about places in them counts from its own beginning."""

    kind: BlockKind
    words: str
    level: int = 0
    fold: str = ""
    line: int = 0
    attributes: Mapping[str, Json] = field(default_factory=dict)


def taken_apart(text: str, blocks: Sequence[Block]) -> list[LooseBlock]:
    """Give the blocks of a text."""
    return [
        LooseBlock(
            block.kind,
            text[block.start : block.end],
            block.level,
            block.fold,
            block.line,
            moved(block.attributes, -block.start),
        )
        for block in blocks
    ]


def put_together(loose: Sequence[LooseBlock]) -> tuple[str, tuple[Block, ...]]:
    """Make a canonical text and its block list: blocks are one line feed apart."""
    blocks: list[Block] = []
    at = 0
    for each in loose:
        end = at + len(each.words)
        blocks.append(Block(each.kind, at, end, each.level, each.fold, each.line, moved(each.attributes, at)))
        at = end + 1
    return "\n".join(each.words for each in loose), tuple(blocks)


def moved(attributes: Mapping[str, Json], by: int) -> dict[str, Json]:
    """Move what attributes note about places in the text."""
    found = dict(attributes)
    if references := attributes.get("references"):
        found["references"] = [[offset + by, label] for offset, label in references]
    if links := attributes.get("links"):
        found["links"] = [[start + by, end + by, address] for start, end, address in links]
    if turns := attributes.get("page_turns"):
        found["page_turns"] = [[offset + by, page] for offset, page in turns]
    return found

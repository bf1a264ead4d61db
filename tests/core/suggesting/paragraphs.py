"""Texts for tests: paragraphs as a source has them."""

from collections.abc import Sequence

from annotator.core.records import Block
from annotator.core.suggesting.quotations import Quotation, find_quotations
from annotator.core.vocabulary import BlockKind


def source_of(*paragraphs: str, kinds: Sequence[BlockKind] = ()) -> tuple[str, list[Block]]:
    """Make a text of paragraphs, or of blocks of other kinds."""
    blocks = []
    at = 0
    for index, words in enumerate(paragraphs):
        kind = kinds[index] if kinds else BlockKind.PARAGRAPH
        blocks.append(Block(kind, at, at + len(words)))
        at += len(words) + 1
    return "\n".join(paragraphs), blocks


def quotations_of(*paragraphs: str) -> tuple[str, list[Quotation]]:
    """Find what is quoted in paragraphs, with the whole text."""
    text, blocks = source_of(*paragraphs)
    return text, find_quotations(text, blocks)


def spoken(*paragraphs: str) -> list[tuple[str, str]]:
    """Give the words and the speaker of each quotation, terms left out."""
    text, found = quotations_of(*paragraphs)
    return [(text[each.start : each.end], each.speaker) for each in found if not each.is_term]


def terms(*paragraphs: str) -> list[str]:
    """Give the quoted terms."""
    text, found = quotations_of(*paragraphs)
    return [text[each.start : each.end] for each in found if each.is_term]

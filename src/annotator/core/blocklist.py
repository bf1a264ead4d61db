"""The stored form of a revision's block list: one JSON array, never derived again by a newer importer.

What a reviewer corrects of a block is a field of the revision beside it, named after where the block begins.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from annotator.core.changes import canonical_json
from annotator.core.records import Block, Json
from annotator.core.vocabulary import BlockKind

BLOCK_FIELD = "block:"
# Deeper levels than people make would push a block off the page.
DEEPEST_LEVEL = 9
_LONGEST_REASON = 200
_KINDS = {str(kind): kind for kind in BlockKind}


def dump_blocks(blocks: tuple[Block, ...]) -> bytes:
    """Write blocks as arrays of kind, start, end, level, fold, line, attributes."""
    rows = [
        [str(block.kind), block.start, block.end, block.level, block.fold, block.line, dict(block.attributes)]
        for block in blocks
    ]
    return canonical_json(rows).encode()


def load_blocks(data: bytes) -> tuple[Block, ...]:
    """Read what dump_blocks wrote; a kind of a newer version is shown as a paragraph."""
    return tuple(
        Block(_KINDS.get(kind, BlockKind.PARAGRAPH), start, end, level, fold, line, attributes)
        for kind, start, end, level, fold, line, attributes in json.loads(data)
    )


def block_field(start: int) -> str:
    """Name the field in which the correction of the block at a place is stored."""
    return f"{BLOCK_FIELD}{start}"


def correction_json(kind: BlockKind, level: int, fold: str) -> Json:
    """Give the stored form of a correction: one value, because a level means nothing without its kind."""
    return {"kind": str(kind), "level": level, "fold": fold}


def corrections_of(fields: Mapping[str, Json]) -> dict[str, Json]:
    """Give those of a revision's fields that correct its blocks."""
    return {name: value for name, value in fields.items() if name.startswith(BLOCK_FIELD) and value is not None}


def corrected(blocks: tuple[Block, ...], fields: Mapping[str, Json]) -> tuple[Block, ...]:
    """Give blocks as reviewers corrected them; what this version cannot make sense of stays as it was read."""
    corrections = corrections_of(fields)
    if not corrections:
        return blocks
    return tuple(_corrected(block, corrections.get(block_field(block.start))) for block in blocks)


def _corrected(block: Block, value: Json) -> Block:
    if not isinstance(value, dict):
        return block
    kind, level, fold = _KINDS.get(str(value.get("kind"))), value.get("level"), value.get("fold")
    if kind is None or not isinstance(level, int) or not isinstance(fold, str):
        return block
    if BlockKind.IMAGE in (kind, block.kind):
        kind = block.kind  # a picture is one by its character in the text
    return replace(block, kind=kind, level=min(max(level, 0), DEEPEST_LEVEL), fold=fold[:_LONGEST_REASON])

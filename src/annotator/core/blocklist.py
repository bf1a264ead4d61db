"""The stored form of a revision's block list: one JSON array, never derived again by a newer importer."""

import json

from annotator.core.changes import canonical_json
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind


def dump_blocks(blocks: tuple[Block, ...]) -> bytes:
    """Write blocks as arrays of kind, start, end, level, fold, line, attributes."""
    rows = [
        [str(block.kind), block.start, block.end, block.level, block.fold, block.line, dict(block.attributes)]
        for block in blocks
    ]
    return canonical_json(rows).encode()


def load_blocks(data: bytes) -> tuple[Block, ...]:
    """Read what dump_blocks wrote; a kind of a newer version is shown as a paragraph."""
    known = {str(kind): kind for kind in BlockKind}
    return tuple(
        Block(known.get(kind, BlockKind.PARAGRAPH), start, end, level, fold, line, attributes)
        for kind, start, end, level, fold, line, attributes in json.loads(data)
    )

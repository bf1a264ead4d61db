"""Several blocks made into one: the cells of a table into its row, the paragraphs of a note into the note."""

from collections.abc import Sequence

from annotator.core.records import Json
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item

# A cell that holds more is a column of the page and no field of a table.
_MOST_LINES = 4
_APART = (BlockKind.IMAGE,)


def joined(items: Sequence[Item], between: str) -> Item:
    """Make one block of several; links and references keep their words."""
    links: list[list[Json]] = []
    references: list[list[Json]] = []
    text = ""
    for index, item in enumerate(items):
        text += between if index else ""
        at = len(text)
        links += [[at + start, at + end, address] for start, end, address in item.attributes.get("links", ())]
        references += [[at + offset, label] for offset, label in item.attributes.get("references", ())]
        text += item.text
    attributes: dict[str, Json] = {}
    if links:
        attributes["links"] = links
    if references:
        attributes["references"] = references
    first = items[0] if items else Item(BlockKind.PARAGRAPH, "", 0)
    return Item(first.kind, text, first.line, attributes=attributes)


def row_items(cells: Sequence[Sequence[Item]]) -> list[Item]:
    """Make the row of its cells: one block, with the pictures in front of it.

    A table that only lays out the page, with one cell, a table in a cell or long columns, gives its blocks as they are.
    """
    filled = [cell for cell in cells if cell]
    if len(cells) < 2 or any(map(_is_column, filled)):
        return [item for cell in filled for item in cell]
    pictures = [item for cell in filled for item in cell if item.kind in _APART]
    words = [joined([item for item in cell if item.kind not in _APART], " ") for cell in cells]
    if not any(cell.text for cell in words):
        return pictures
    row = joined(words, "\t")
    row.kind = BlockKind.TABLE_ROW
    return [*pictures, row]


def _is_column(cell: Sequence[Item]) -> bool:
    lines = [item for item in cell if item.kind not in _APART]
    return len(lines) > _MOST_LINES or any(item.kind is BlockKind.TABLE_ROW for item in lines)

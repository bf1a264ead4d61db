"""Plain text: lines into items, by the shapes that saved articles have."""

import re

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.decode import decode
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pictures import IMAGE_LINE, image_items

_FOOTNOTE = re.compile(r"^(?:[-*•]\s*)?\[(?:\^([\w-]{1,20})|(\d{1,4}|[a-z]|[ivx]{1,5}|\*{1,3}))\]:?\s*(.*)$")
_NUMBERED = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*[.)])\s+(\S.*)$")
_BULLET = re.compile(r"^([-*•])\s+(.*\w.*)$")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_ENDS_WITH_STOP = re.compile(r"[.…;,:。][\"'”’»)\]]*$")
_SPOKEN = re.compile(r"^[\"“«„].*[\"”»“]$|^\[[^\]]*\]$")
LONGEST_HEADING = 90
MOST_HEADING_WORDS = 14
_WRAP_WIDTH = 100
_SHORTEST_WRAPPED = 45


def read(capture: Capture) -> Reading:
    """Read a plain text (see kinds.FormatModule)."""
    text, encoding = decode(capture.data)
    return Reading(read_lines(text), encoding=encoding)


def read_lines(text: str) -> list[Item]:
    """Give one item for each paragraph, heading, list item, image or footnote of a text."""
    items: list[Item] = []
    lines = _unwrapped(text)
    open_note: Item | None = None
    for number, line in lines:
        note = _FOOTNOTE.match(line)
        if open_note is not None and not note:
            open_note.text = line
            open_note = None
        elif note and (not note[3] or note[1] or note[2].isdigit()):
            item = Item(BlockKind.FOOTNOTE, note[3], number, attributes={"label": note[1] or note[2]})
            items.append(item)
            open_note = None if note[3] else item
        else:
            items.extend(_line_items(line, number))
    return _with_headings([item for item in items if item.text or item.kind is BlockKind.IMAGE])


def _line_items(line: str, number: int) -> list[Item]:
    if image := IMAGE_LINE.match(line):
        return image_items(image["alt"], image["url"], number)
    if heading := _MARKDOWN_HEADING.match(line):
        return [Item(BlockKind.HEADING, heading[2], number, level=len(heading[1]))]
    if listed := _NUMBERED.match(line) or _BULLET.match(line):
        level = listed[1].strip(".)").count(".") + 1
        return [Item(BlockKind.LIST_ITEM, listed[2], number, level=level, attributes={"marker": listed[1]})]
    return [Item(BlockKind.PARAGRAPH, line, number)]


def is_short(text: str) -> bool:
    """Tell whether a line has the shape of a heading: short, no sentence that ends, nobody's words, no [mark]."""
    return (
        len(text) <= LONGEST_HEADING
        and len(text.split()) <= MOST_HEADING_WORDS
        and not _ENDS_WITH_STOP.search(text)
        and not _SPOKEN.match(text)
        and any(map(str.isalpha, text))
    )


def _with_headings(items: list[Item]) -> list[Item]:
    """Call a short line that stands before longer text a heading; a list's lead-in line counts as one."""
    following: Item | None = None
    for index in range(len(items) - 1, 0, -1):
        item = items[index]
        if item.kind in (BlockKind.IMAGE, BlockKind.CAPTION):
            continue  # a picture may stand between a heading and its text
        if item.kind is BlockKind.PARAGRAPH and following is not None and is_short(item.text):
            is_lead = following.kind is BlockKind.LIST_ITEM
            if is_lead or (following.kind is BlockKind.PARAGRAPH and not is_short(following.text)):
                item.kind, item.level = BlockKind.HEADING, 2
        following = item
    return items


def _unwrapped(text: str) -> list[tuple[int, str]]:
    """Give the lines that are not empty, with their numbers; paragraphs that were broken at a width are joined."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in lines:
        if line:
            groups[-1].append((number, line))
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if not _is_wrapped(groups):
        return [entry for group in groups for entry in group]
    return [(group[0][0], " ".join(line for _, line in group)) for group in groups]


def _is_wrapped(groups: list[list[tuple[int, str]]]) -> bool:
    """Tell whether paragraphs were broken at a width: several lines each, none long, all but the last full."""
    several = [group for group in groups if len(group) > 1]
    if len(groups) < 2 or len(several) < len(groups) / 3:
        return False
    for group in several:
        widths = [len(line) for _, line in group]
        if max(widths) > _WRAP_WIDTH or min(widths[:-1]) < _SHORTEST_WRAPPED:
            return False
    return True

"""Images as they are named in a text: their caption, their credit, and lines that say the same again."""

import re

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.items import Item

IMAGE_LINE = re.compile(r"^!\[(?P<alt>.*)\]\((?P<url>[^\s)]*)(?:\s+\"[^\"]*\")?\)$")
# A short line may have been taken for a heading before anybody looked for pictures.
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_CREDIT_AT_END = re.compile(r"(?:\[(?P<square>[^\[\]]{2,80})\]|\((?P<round>(?:Photo|Image|Credit)[^()]{2,80})\))\s*$")
_CREDIT_LINE = re.compile(
    r"^(?:Photo(?:graph)?\s+)?(?:Credit|Photo|Image|Picture|Source of (?:the )?image)s?\s*(?:by|:)\s*(.{2,120})$", re.I
)


_SAID_ONCE = (BlockKind.CAPTION, BlockKind.TITLE, BlockKind.SUBTITLE)
_EACH_COUNTS = (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)
# Shorter lines may well be said twice: "He declined to comment."
_SHORTEST_REPEAT = 40


def split_credit(alt: str) -> tuple[str, str]:
    """Split an image's alternative text into caption and credit."""
    match = _CREDIT_AT_END.search(alt) if alt.rstrip().endswith(("]", ")")) else None
    if not match:
        return alt.strip(), ""
    return alt[: match.start()].strip(), (match["square"] or match["round"]).strip()


def image_items(alt: str, url: str, line: int, title: str = "") -> list[Item]:
    """Make an image and its caption, from its alternative text or else its title; without either it has none."""
    caption, credit = split_credit(alt or title)
    attributes = {"url": url, "alt": alt, "caption": caption, "credit": credit, "missing": not url}
    items = [Item(BlockKind.IMAGE, "", line, attributes=attributes)]
    if caption:
        items.append(Item(BlockKind.CAPTION, caption, line, attributes={"credit": credit}))
    return items


def name_uncaptioned_images(items: list[Item]) -> list[Item]:
    """Find the picture that a credit line betrays: the line above it is the caption of an image that is not here."""
    named: list[Item] = []
    for item in items:
        credit = _CREDIT_LINE.match(item.text) if item.kind in _LINES else None
        previous = named[-1] if named else None
        if credit and previous is not None and previous.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
            item.kind, item.level = BlockKind.CREDIT, 0
            is_alone = previous.kind is BlockKind.PARAGRAPH
            previous.kind = BlockKind.CAPTION
            previous.attributes["credit"] = credit[1].strip()
            if is_alone:
                attributes = {
                    "url": "",
                    "alt": "",
                    "caption": previous.text,
                    "credit": credit[1].strip(),
                    "missing": True,
                }
                named.insert(-1, Item(BlockKind.IMAGE, "", previous.line, attributes=attributes))
        named.append(item)
    return named


def fold_repeats(items: list[Item]) -> None:
    """Fold images that were shown before, and lines that say again what a caption, title or long line said.

    The rows of a table, the items of a list and the notes are counted upon even where they are alike.
    """
    images: set[str] = set()
    said: dict[str, Item] = {}
    previous: Item | None = None
    for item in items:
        if item.kind is BlockKind.IMAGE:
            key = str(item.attributes["url"] or item.attributes["caption"])
            if key in images:
                item.fold = FoldReason.REPEATED
            images.add(key)
        elif item.kind is BlockKind.CREDIT:
            item.fold = previous.fold if previous is not None else ""
        elif item.kind not in _EACH_COUNTS:
            _fold_if_said(item, said)
        previous = item


def _fold_if_said(item: Item, said: dict[str, Item]) -> None:
    plain = split_credit(item.text)[0].casefold()
    first = said.setdefault(plain, item)
    if first is item or not (first.kind in _SAID_ONCE or len(plain) > _SHORTEST_REPEAT):
        return
    item.fold = item.fold or FoldReason.REPEATED
    if first.kind is BlockKind.CAPTION:
        item.kind, item.level = BlockKind.CAPTION, 0
    elif item.kind is BlockKind.HEADING:
        item.kind, item.level = BlockKind.PARAGRAPH, 0

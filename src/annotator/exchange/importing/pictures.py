"""Images as they are named in a text: their caption, their credit, and lines that say the same again."""

import re

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.items import Item

IMAGE_LINE = re.compile(r"^!\[(?P<alt>.*)\]\((?P<url>[^\s)]*)(?:\s+\"[^\"]*\")?\)$")
# A short line may have been taken for a heading before anybody looked for pictures.
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_CREDIT_AT_END = re.compile(
    r"\s*(?:\[(?P<square>[^\[\]]{2,80})\]|\((?P<round>(?:Photo|Image|Credit)[^()]{2,80})\))\s*$"
)
_CREDIT_LINE = re.compile(
    r"^(?:Photo(?:graph)?\s+)?(?:Credit|Photo|Image|Picture|Source of (?:the )?image)s?\s*(?:by|:)\s*(.{2,120})$", re.I
)


def split_credit(alt: str) -> tuple[str, str]:
    """Split an image's alternative text into caption and credit."""
    match = _CREDIT_AT_END.search(alt)
    if not match:
        return alt.strip(), ""
    return alt[: match.start()].strip(), (match["square"] or match["round"]).strip()


def image_items(alt: str, url: str, line: int) -> list[Item]:
    """Make an image and, where its alternative text says anything, its caption."""
    caption, credit = split_credit(alt)
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
    """Fold images that were shown before, and lines that say again what a caption, title or long line said."""
    images: set[str] = set()
    said: dict[str, Item] = {}
    for item in items:
        if item.kind is BlockKind.IMAGE:
            key = str(item.attributes["url"] or item.attributes["caption"])
            if key in images:
                item.fold = FoldReason.REPEATED
            images.add(key)
            continue
        plain = split_credit(item.text)[0].casefold()
        first = said.setdefault(plain, item)
        if first is item:
            continue
        if first.kind in (BlockKind.CAPTION, BlockKind.TITLE, BlockKind.SUBTITLE) or len(plain) > 40:
            item.fold = item.fold or FoldReason.REPEATED
            if first.kind is BlockKind.CAPTION:
                item.kind = BlockKind.CAPTION

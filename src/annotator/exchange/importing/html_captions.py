"""The images of a page with their captions: those of figures, those beside them, else the alternative text."""

import re

from annotator.core.records import Json
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.html_elements import Element, name_of
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pictures import image_items, split_credit

_CAPTION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:img|image|photo|picture|wp|media|figure)?-?(?:captions?|legende?)(?:$|[\s_-])", re.I
)
_CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|attribution|byline|source)(?:$|[\s_-])", re.I
)
_CREDIT_LABEL = re.compile(r"^(?:Photo(?:graph)?|Image|Picture|Credit|Source)s?(?:\s+credit)?\s*(?:by\s|:)\s*", re.I)
_FURTHEST_IMAGE = 10
_LABEL_ELEMENTS = frozenset(("div", "p", "span", "small", "dd", "em"))


class Captions:
    """Bring images and captions together, in whichever order a page has them.

    What stands in an image's alternative text is its caption only while nothing else is.
    """

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._seen: set[str] = set()
        # For each figure that is open: where its items begin, and whether it has a caption of its own.
        self._figures: list[tuple[int, bool]] = []
        self._pending: list[Item] = []
        self.part: BlockKind | None = None
        self._outer: list[BlockKind | None] = []

    def has_seen(self, address: str) -> bool:
        """Tell whether an image was shown already."""
        return address in self._seen

    def image(self, alt: str, address: str, line: int, title: str) -> Item:
        """Make the image's item; its caption follows when it is placed."""
        self._seen.add(address)
        return image_items(alt, address, line, title)[0]

    def kind_of(self, element: Element, name: str) -> BlockKind | None:
        """Tell whether a block is a caption or a credit."""
        if name == "figcaption":
            return BlockKind.CAPTION
        if name == "caption":
            return BlockKind.CAPTION
        if self.is_credit(element):
            return BlockKind.CREDIT
        is_behind_image = bool(self._items) and self._items[-1].kind is BlockKind.IMAGE
        if self.part is None and is_behind_image and name in _LABEL_ELEMENTS:
            return BlockKind.CAPTION if _CAPTION_CLASS.search(element.get("class") or "") else None
        return None

    def is_credit(self, element: Element) -> bool:
        """Tell whether an element of a caption says whose the picture is."""
        if self.part is not BlockKind.CAPTION:
            return False
        if name_of(element) in ("cite", "small"):
            return True
        return bool(_CREDIT_CLASS.search(element.get("class") or ""))

    def open_part(self, kind: BlockKind) -> None:
        """Begin a caption, or the credit in it."""
        self._outer.append(self.part)
        self.part = kind

    def close_part(self) -> None:
        """End it."""
        self.part = self._outer.pop()

    def open_figure(self, figure: Element) -> None:
        """Begin a figure."""
        has_caption = next(figure.iterdescendants("{*}figcaption"), None) is not None
        self._figures.append((len(self._items), has_caption))

    def close_figure(self) -> list[Item]:
        """End a figure; give the captions that are still to come."""
        self._figures.pop()
        return [] if self._figures else self.end()

    def end(self) -> list[Item]:
        """Give the captions of images that have no other than their alternative text."""
        pending, self._pending = self._pending, []
        captions = []
        for image in pending:
            if image.attributes["caption"]:
                attributes = {"credit": image.attributes["credit"]}
                captions.append(Item(BlockKind.CAPTION, image.attributes["caption"], image.line, attributes=attributes))
        return captions

    def place(self, item: Item) -> list[Item]:
        """Give an item with what must stand before it."""
        if item.kind is BlockKind.IMAGE:
            return self._place_image(item)
        if item.kind is BlockKind.CAPTION:
            return self._place_caption(item)
        if item.kind is BlockKind.CREDIT:
            return [*self.end(), *self._place_credit(item)]
        return [*self.end(), item]

    def _place_image(self, image: Item) -> list[Item]:
        before = self.end()
        if not (self._figures and self._figures[-1][1]):
            self._pending.append(image)
            return [*before, image]
        start, _ = self._figures[-1]
        self._figures[-1] = (len(self._items), True)
        above = [item for item in self._items[start:] if item.kind in (BlockKind.CAPTION, BlockKind.CREDIT)]
        if above and not any(item.kind is BlockKind.IMAGE for item in self._items[start:]):
            # The caption stands above its picture: here it comes behind, as everywhere.
            at = self._items.index(above[0], start)
            image.attributes["caption"] = above[0].text
            moved = self._items[at:]
            del self._items[at:]
            return [*before, image, *moved]
        image.attributes |= {"caption": "", "credit": ""}
        return [*before, image]

    def _place_caption(self, caption: Item) -> list[Item]:
        """Give a caption, its credit in brackets behind it, and tell its image."""
        words, credit = split_credit(caption.text)
        behind: list[Item] = []
        if credit and words:
            behind = [Item(BlockKind.CREDIT, caption.text[len(words) :].strip(), caption.line)]
            caption.text = words
            caption.attributes = _within(caption.attributes, len(words))
        caption.attributes["credit"] = credit if words else ""
        image = self._image_before()
        if image is not None:
            image.attributes |= {"caption": caption.text, "credit": credit}
        before = [] if image is not None and self._pending == [image] else self.end()
        self._pending = []
        return [*before, caption, *behind]

    def _place_credit(self, item: Item) -> list[Item]:
        words = _CREDIT_LABEL.sub("", item.text).strip("[]() ")
        image = self._image_before()
        if image is not None:
            image.attributes["credit"] = words
        if self._items and self._items[-1].kind is BlockKind.CAPTION:
            self._items[-1].attributes["credit"] = words
        return [item]

    def _image_before(self) -> Item | None:
        """Give the image that a caption here belongs to: the one that no other words part from it."""
        for item in reversed(self._items[-_FURTHEST_IMAGE:]):
            if item.kind is BlockKind.IMAGE:
                return item
            if item.kind not in (BlockKind.CAPTION, BlockKind.CREDIT):
                return None
        return None


def _within(attributes: dict[str, Json], end: int) -> dict[str, Json]:
    """Keep what is noted about places before an end."""
    kept = dict(attributes)
    if links := attributes.get("links"):
        kept["links"] = [[low, min(high, end), address] for low, high, address in links if low < end]
    if references := attributes.get("references"):
        kept["references"] = [[min(offset, end), label] for offset, label in references]
    return kept

"""What the elements of a page are to a reader: which begin a block, which are not seen, and where images lie."""

import re
from functools import cache
from typing import Any, cast

from lxml import etree

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p "
    "plaintext pre search section select summary table tbody td textarea tfoot th thead tr ul xmp".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What no browser shows as text; an image in noscript stands for one that a script would show.
UNSEEN = frozenset(
    "script style template head title meta link noscript iframe object embed audio video canvas map datalist "
    "noframes noembed applet annotation annotation-xml symbol defs desc metadata amp-ad amp-analytics".split()
)
# Hidden as these may be until a script has run, they hold the article.
_NEVER_HIDDEN = frozenset(("html", "body", "main", "article"))
_FOR_READERS_ALOUD = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only a11y-hidden "
    "assistive-text element-invisible show-for-sr".split()
)
_NOT_SHOWN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
_AS_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|table|list-item)", re.I)
_OUTSIDE = frozenset(("nav", "aside", "form", "search", "menu"))
_OUTSIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "form"))
_EDGES = frozenset(("header", "footer"))
_LONGEST_CELL = 600
_MOST_CELL_LINES = 3

_DATA = "data:"
_PLACEHOLDER = re.compile(
    r"^(?:about:|data:image/svg|data:image/gif;base64,.{0,130}$)|(?:^|[/_.-])"
    r"(?:placeholder|spacer|blank|lazy(?:load)?|1x1|pixel|transparent|loading)(?:[-_.][\w-]{0,20})?\.(?:gif|png|svg|jpe?g)",
    re.I,
)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-image", "data-url", "data-hi-res-src")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"\s*(\S+?),?(?:\s+(\d+(?:\.\d+)?)([wx])\s*)?(?:,|\s*$)")
_MOST_CANDIDATES = 50
_SMALLEST_IMAGE = 3
_TINY = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[012](?:\.\d+)?(?:px)?\s*(?:;|$)", re.I)
_LOCAL = re.compile(r"^(?:\./|[^/:?#]+_files/)")

Element = etree._Element


@cache
def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def name_of(element: Element) -> str:
    """Give an element's name in small letters, without its namespace; "" for comments and the like."""
    return _local_name(element.tag) if isinstance(element.tag, str) else ""


def select(element: Element, path: str) -> list[Element]:
    """Give the elements that an XPath leads to."""
    return cast(list[Element], element.xpath(path))


def line_of(element: Element) -> int:
    """Give the line of the file where an element begins, or 0 where that is not known."""
    line: int | None = cast(Any, element).sourceline
    return line or 0


def short_words(element: Element, longest: int) -> str | None:
    """Give an element's words where they are no longer than so much, else None; what is longer is not read."""
    words = ""
    for part in element.itertext():
        words += str(part)
        if len(words.strip()) > longest:
            return None
    return " ".join(words.split())


def kind_words(element: Element) -> str:
    """Give what an element says of its part in the whole: its role and its type in an e-book."""
    role, kind = element.get("role"), element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type")
    return f"{role or ''} {kind or ''}".strip()


def is_unseen(element: Element, name: str) -> bool:
    """Tell whether an element shows nothing."""
    if name in UNSEEN:
        return True
    hidden, style = element.get("hidden"), element.get("style")
    if hidden is not None or style:
        is_off = (hidden is not None and hidden != "until-found") or bool(style and _NOT_SHOWN.search(style))
        if is_off and name not in _NEVER_HIDDEN:
            return True
    classes = element.get("class")
    if classes and not _FOR_READERS_ALOUD.isdisjoint(classes.split()):
        return True
    if name == "dialog":
        return element.get("open") is None
    return element.get("aria-hidden") == "true" and _is_icon(element, name)


def _is_icon(element: Element, name: str) -> bool:
    """Tell whether what is hidden from those who listen is a sign and no words."""
    if name in ("i", "svg", "img"):
        return True
    return len(element) == 0 and not any(map(str.isalnum, element.text or ""))


def is_block(element: Element, name: str) -> bool:
    """Tell whether an element begins a line of its own; names that pages make up are boxes of theirs."""
    if name in BLOCKS or "-" in name:
        return True
    style = element.get("style")
    return style is not None and _AS_BLOCK.search(style) is not None


def is_outside(element: Element, name: str, is_inside: bool) -> bool:
    """Tell whether what is in an element stands around articles; heads and feet inside one belong to it."""
    if name in _OUTSIDE or (name in _EDGES and not is_inside):
        return True
    role = element.get("role")
    return role is not None and role in _OUTSIDE_ROLES and not (is_inside and role in ("banner", "contentinfo"))


def is_grid(table: Element) -> bool:
    """Tell whether a table is one of rows and columns, and not the frame of a page's layout."""
    if table.get("role") in ("presentation", "none"):
        return False
    widest = 0
    for element in table.iterdescendants():
        name = name_of(element)
        if name in ("table", "h1", "h2", "h3", "hr", "article"):
            return False
        if name == "tr":
            widest = max(widest, len(element))
        elif name in ("td", "th") and _is_prose(element):
            return False
    return widest > 1


def _is_prose(cell: Element) -> bool:
    """Tell whether a cell holds more than a value: many lines or a long one."""
    lines, length = 0, len(cell.text or "")
    for child in cell.iterdescendants():
        lines += name_of(child) in ("p", "br")
        length += len(child.text or "") + len(child.tail or "")
        if lines > _MOST_CELL_LINES or length > _LONGEST_CELL:
            return True
    return length > _LONGEST_CELL


def image_address(image: Element) -> str:
    """Give the address of the picture that an image shows, or would show once its script had run; "" for none.

    One of a pixel or two counts visitors and is no picture.
    """
    if _is_tiny(image):
        return ""
    source = (image.get("src") or "").strip()
    is_real = bool(source) and not _PLACEHOLDER.search(source)
    if is_real and (source.startswith(_DATA) or _LOCAL.match(source)):
        return source
    for name in _LAZY:
        address = (image.get(name) or "").strip()
        if address and " " not in address and not address.startswith(("{", "[")) and not _PLACEHOLDER.search(address):
            return address
    return source if is_real else _from_sets(image)


def _is_tiny(image: Element) -> bool:
    for name in ("width", "height"):
        value = (image.get(name) or "").removesuffix("px").strip()
        if value.isdecimal() and len(value) < 6 and int(value) < _SMALLEST_IMAGE:
            return True
    style = image.get("style")
    return style is not None and _TINY.search(style) is not None


def _from_sets(image: Element) -> str:
    """Take the largest of the pictures that are offered for screens of several sizes."""
    offers, around = [image], image.getparent()
    # The parser does not know that a source has no end: each holds what stands behind it.
    while around is not None and name_of(around) in ("picture", "source"):
        offers.append(around)
        around = around.getparent()
    for element in offers:
        for name in _LAZY_SETS:
            if address := _largest(element.get(name) or ""):
                return address
    return ""


def _largest(offered: str) -> str:
    best, best_size, at = "", -1.0, 0
    for _ in range(_MOST_CANDIDATES):
        match = _CANDIDATE.match(offered, at)
        if not match or match.end() == at:
            break
        at = match.end()
        size = float(match[2]) if match[2] else 1.0
        if size > best_size and not _PLACEHOLDER.search(match[1]) and not match[1].startswith(_DATA):
            best, best_size = match[1], size
    return best

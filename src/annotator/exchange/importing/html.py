"""Web pages into articles: every word is kept, and what stands around the article is folded."""

from pathlib import Path
from urllib.parse import unquote, urljoin

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.boilerplate import fold_boilerplate
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.html_parsing import decode_page, parse_page
from annotator.exchange.importing.html_walker import walk_tree
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.page_metadata import read_page_metadata
from annotator.exchange.importing.page_settling import settle_with_page

_INSIDE = ("data:", "cid:")


def read(capture: Capture) -> Reading:
    """Read a page (see kinds.FormatModule)."""
    text, encoding = decode_page(capture.data)
    return read_markup(text, encoding, capture.folder)


def read_markup(text: str, encoding: str, folder: Path | None = None, address: str = "") -> Reading:
    """Read a page's text; pictures may lie in `folder`, `address` is where the page is known to have been.

    Raises:
        RefusedError: it has no words, or more than an article can have.
    """
    page = parse_page(text)
    metadata = read_page_metadata(page.root, text, address)
    walk = walk_tree(page.root, metadata.base, metadata.own)
    fold_boilerplate(page.root, walk, metadata.title, metadata.standfirsts)
    settle_with_page(metadata, walk.items)
    for item in walk.items:
        if item.kind is BlockKind.IMAGE:
            _place_image(item, page.carried, folder, metadata.base)
    return Reading(walk.items, metadata.declared, metadata.hints, encoding=encoding)


def _place_image(item: Item, carried: dict[str, str], folder: Path | None, base: str) -> None:
    """Give an image its address: the picture that the page carries, the file beside it, or where it is on the web."""
    address = str(item.attributes["url"])
    if address in carried:
        item.attributes["url"] = carried[address]
    elif base and not address.startswith(_INSIDE) and not _lies_beside(address, folder):
        try:
            item.attributes["url"] = urljoin(base, address)
        except ValueError:
            item.attributes |= {"url": "", "missing": True}


def _lies_beside(address: str, folder: Path | None) -> bool:
    """Tell whether an address names a file in the page's folder, as in a page that was saved with its pictures."""
    if folder is None or ":" in address or address.startswith("/"):
        return False
    try:
        return (folder / unquote(address)).is_file()
    except (OSError, ValueError):
        return False

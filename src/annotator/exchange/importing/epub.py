"""E-books into one article: the documents of the spine as one tree, so that notes and links across them are found."""

import posixpath
import re
from dataclasses import dataclass
from html.entities import html5
from typing import Any

import lxml.html
from lxml import etree

from annotator.core.errors import RefusedError
from annotator.core.records import Inferred
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.archives import MOST_TAGS, TOO_LARGE, Archive, Element, resolved
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.documents import read_head
from annotator.exchange.importing.epub_package import AROUND, NOT_BOOK, Document, Package
from annotator.exchange.importing.html_parsing import decode_page, parse_page
from annotator.exchange.importing.html_walker import read_tree
from annotator.exchange.importing.items import Item

MOST_DOCUMENTS = 5_000
_LOCKED = "The e-book is locked by the shop that sold it (DRM); import a copy that is not locked."
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset("amp lt gt quot apos".split())
_TYPE = "{http://www.idpf.org/2007/ops}type"
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
# The title stands on the first pages, behind the cover and the list of contents.
_LINES_OF_HEAD = 30
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_FRONT = frozenset(["titlepage", "halftitlepage"])


def read(capture: Capture) -> Reading:
    """Read an e-book (see kinds.FormatModule)."""
    archive = Archive(capture.data)
    package = Package(archive)
    documents = package.documents()
    if not documents:
        raise RefusedError(NOT_BOOK)
    if len(documents) > MOST_DOCUMENTS:
        raise RefusedError(TOO_LARGE)
    if package.locked().intersection(document.name for document in documents):
        raise RefusedError(_LOCKED)
    items, front = _items(archive, documents)
    declared = package.metadata()
    _set_head(items, front, declared)
    return Reading(items, declared, pictures=archive.pictures(items), has_furniture=False)


def _items(archive: Archive, documents: list[Document]) -> tuple[list[Item], list[Item]]:
    """Read all documents as one tree; give all items, and those of the title page.

    Each element keeps the number of its document as its line.
    """
    book = lxml.html.fromstring("<div></div>")
    numbers = {document.name: number for number, document in enumerate(documents, 1)}
    around: set[int] = set()
    front: set[int] = set()
    tags = 0
    for document in documents:
        data = archive.read(document.name)
        tags += data.count(b"<")
        if tags > MOST_TAGS:
            raise RefusedError(TOO_LARGE)
        body = _body(data)
        number = numbers[document.name]
        if document.is_around or _is_any(body, AROUND):
            around.add(number)
        elif _is_any(body, _FRONT):
            front.add(number)
        _Move(document.name, number, numbers).move(body)
        book.append(body)
    items = read_tree(book)
    titles = [item for item in items if item.line in front]
    for item in items:
        if item.line in around:
            item.fold = item.fold or FoldReason.BOILERPLATE
        item.line = 0
    return items, titles


def _body(data: bytes) -> Element:
    """Parse a document as the XHTML that it should be, else as careless HTML; give its body as a box."""
    text = _DECLARATION.sub("", decode_page(data)[0])
    root = _as_xhtml(text)
    if root is None:
        root = parse_page(text).root
    body = next(root.iter("body"), root)
    body.tag = "div"
    return body


def _as_xhtml(text: str) -> Element | None:
    """Parse XHTML; None where it is none, or uses what is declared elsewhere."""
    parser = lxml.html.XHTMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_ENTITY.sub(_character, text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if next(root.iter(etree.Entity), None) is not None:
        return None
    lxml.html.xhtml_to_html(root)
    return root


def _character(match: re.Match[str]) -> str:
    """Give the character that an entity of HTML names; XML knows but five."""
    return match[0] if match[1] in _XML_ENTITIES else html5.get(f"{match[1]};", match[0])


def _is_any(body: Element, kinds: frozenset[str]) -> bool:
    """Tell whether a document says that it is a cover, a list of contents or the like: itself, or all that is in it."""
    parts = [body, *body] if len(body) == 1 else [body]
    return any(not kinds.isdisjoint((each.get(_TYPE) or each.get("epub:type") or "").split()) for each in parts)


@dataclass(frozen=True, slots=True)
class _Move:
    """Bring a document into the tree of all: its names get its number, its addresses lead to where things are now."""

    name: str
    number: int
    numbers: dict[str, int]

    def move(self, body: Element) -> None:
        """Change names, addresses and lines."""
        body.set("id", body.get("id") or "")
        drawings: list[Element] = []
        for element in body.iter(etree.Element):
            _set_line(element, self.number)
            for attribute in ("id", "name"):
                if (value := element.get(attribute)) is not None:
                    element.set(attribute, self._moved_name(value))
            if element.tag == "a" and (address := element.get("href")):
                element.set("href", self._moved_link(address))
            elif element.tag == "img":
                element.set("src", self._inside(element.get("src") or ""))
            elif element.tag == f"{_SVG}image":
                drawings.append(element)
        for element in drawings:
            self._show(element)

    def _inside(self, address: str) -> str:
        return resolved(posixpath.dirname(self.name), address)

    def _moved_name(self, value: str) -> str:
        return f"d{self.number}-{value}" if value else f"d{self.number}"

    def _moved_link(self, address: str) -> str:
        path, _, fragment = address.partition("#")
        name = self._inside(path) if path else self.name
        if name not in self.numbers:
            # What leads to a part of the book that is not read leads nowhere.
            return "" if name else address
        number = self.numbers[name]
        return f"#d{number}-{fragment}" if fragment else f"#d{number}"

    def _show(self, image: Element) -> None:
        """Put a plain image in front of the drawing that only frames one."""
        address = image.get(_XLINK) or image.get("href") or ""
        drawing = next(image.iterancestors(f"{_SVG}svg"), None)
        if drawing is not None and drawing.getparent() is not None:
            picture = drawing.makeelement("img", {"src": self._inside(address), "alt": ""})
            _set_line(picture, self.number)
            drawing.addprevious(picture)


def _set_line(element: Any, number: int) -> None:
    element.sourceline = number


def _set_head(items: list[Item], front: list[Item], declared: dict[str, Inferred]) -> None:
    """Find the line that is the book's title, so that it is shown as such, and what stands with it."""
    wanted = str(declared["title"].value).casefold() if "title" in declared else ""
    lines = [(at, item) for at, item in enumerate(items) if item.kind in _LINES and not item.fold]
    for at, item in lines[:_LINES_OF_HEAD]:
        if wanted and " ".join(item.text.split()).casefold() == wanted:
            item.kind, item.level = BlockKind.TITLE, 1
            read_head(items, at, declared, str(declared["author"].value) if "author" in declared else "")
            behind = items[at + 1 : at + 2]
            if behind and behind[0] in front and behind[0].kind in _LINES:
                behind[0].kind, behind[0].level = BlockKind.SUBTITLE, 0
                declared.setdefault("subtitle", Inferred(behind[0].text, "title page"))
            return

"""What an e-book says of itself: its documents in the order of reading, which of them are locked, its metadata."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from annotator.core.dates import parse_date
from annotator.core.errors import RefusedError
from annotator.core.records import Inferred
from annotator.exchange.importing.archives import Archive, resolved, words_in

NOT_BOOK = "This is no e-book, or a damaged one; open it in an e-book reader to see whether it is whole."
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_ORIGIN = "e-book"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
# What stands around the text of a book; a title page is part of it.
AROUND = frozenset("cover toc landmarks loi lot copyright-page copyright nav".split())
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_OLD_PACKAGE = "{http://www.idpf.org/2007/opf}"
_FIELDS = {"publisher": "outlet", "rights": "licence"}


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the spine. `is_around` says that it stands around the text: the cover, the list of contents."""

    name: str
    is_around: bool


class Package:
    """The package file of an e-book."""

    def __init__(self, archive: Archive) -> None:
        """Find and read it.

        Raises:
            RefusedError: there is none, or it is damaged.
        """
        name = _package_name(archive)
        self._archive = archive
        self._folder = posixpath.dirname(name)
        self._root = archive.tree(name)

    def documents(self) -> list[Document]:
        """Give the documents in the order of reading."""
        guide = {
            resolved(self._folder, each.get("href") or "")
            for each in self._root.iter("{*}reference")
            if each.get("type") in AROUND
        }
        manifest: dict[str, Document] = {}
        for each in self._root.iter("{*}item"):
            name = resolved(self._folder, each.get("href") or "")
            if name in self._archive and each.get("media-type") in _PAGES:
                is_around = name in guide or not AROUND.isdisjoint((each.get("properties") or "").split())
                manifest[each.get("id") or ""] = Document(name, is_around)
        keys = [each.get("idref") or "" for each in self._root.iter("{*}itemref")]
        return [manifest[key] for key in dict.fromkeys(keys) if key in manifest]

    def locked(self) -> set[str]:
        """Give the members that are encrypted; fonts often are, and nobody misses them."""
        if _ENCRYPTION not in self._archive:
            return set()
        references = self._archive.tree(_ENCRYPTION).iter("{*}CipherReference")
        return {resolved("", each.get("URI") or "") for each in references}

    def metadata(self) -> dict[str, Inferred]:
        """Give what the book says of itself."""
        found: dict[str, str] = {}
        authors: list[str] = []
        for name, words, kind in self._entries():
            if name == "title":
                found.setdefault("subtitle" if kind == "subtitle" else "title", words)
            elif name == "creator" and kind in ("", "aut"):
                authors.append(words)
            elif name == "date" and kind in ("", "publication", "original-publication"):
                found.setdefault("published", words)
            elif name in _FIELDS:
                found.setdefault(_FIELDS[name], words)
            elif name == "language":
                found.setdefault("language", words.split("-")[0].casefold())
            elif name in ("source", "identifier") and words.startswith(("http://", "https://")):
                found.setdefault("url", words)
        if authors:
            found["author"] = ", ".join(dict.fromkeys(authors))
        published = parse_date(found.pop("published", ""))
        declared = {name: Inferred(words, _ORIGIN) for name, words in found.items()}
        return declared | ({"published": Inferred(published, _ORIGIN)} if published is not None else {})

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        """Give each entry's name, its words, and what kind of title, person or date it is, or ""."""
        kinds = {
            (each.get("refines") or "").lstrip("#"): " ".join((each.text or "").split())
            for each in self._root.iter("{*}meta")
            if each.get("property") in ("title-type", "role")
        }
        for each in self._root.iter(f"{_DUBLIN_CORE}*"):
            words = words_in(each)
            said = each.get(f"{_OLD_PACKAGE}role") or each.get(f"{_OLD_PACKAGE}event") or ""
            if words:
                yield etree.QName(each).localname, words, kinds.get(each.get("id") or "", said)


def _package_name(archive: Archive) -> str:
    """Give the name of the file that says what the book consists of."""
    if _CONTAINER in archive:
        for each in archive.tree(_CONTAINER).iter("{*}rootfile"):
            name = resolved("", each.get("full-path") or "")
            if name in archive:
                return name
    raise RefusedError(NOT_BOOK)

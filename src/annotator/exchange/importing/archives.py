"""Files that are zip archives, read member by member and never further than the limits say.

What an archive's own table says of sizes is not believed: bytes are counted as they come out.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Sequence
from urllib.parse import unquote

from lxml import etree

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 64 * 1024 * 1024
LARGEST_WHOLE = 256 * 1024 * 1024
# Sheets of the same cell over and over pack 1 : 100; a bomb needs ten times that.
HIGHEST_RATIO = 300
# What is small when it is unpacked does no harm, however well it was packed.
_SMALL = 4 * 1024 * 1024
MOST_PICTURES = 2_000
# Two for an element: a tree of more would take half a gigabyte.
MOST_TAGS = 3_000_000
# Where entities are declared, that stands at the beginning.
_LONGEST_PROLOGUE = 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ADDRESS = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:|^//")
DAMAGED = "The file is damaged; open it in the program that made it, save it again and import that."
TOO_LARGE = "The file is larger inside than an article can be; please split it, or save it without its pictures."
LOCKED = "The file is protected with a password; open it, save it without one and import that."
# Whatever the standard library meets in a file that was made to break it.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError)

Element = etree._Element


class Archive:
    """A zip archive in memory."""

    def __init__(self, data: bytes) -> None:
        """Read its table of contents.

        Raises:
            RefusedError: it is damaged, or holds more members than a document does.
        """
        if data.count(_DIRECTORY_ENTRY) > MOST_MEMBERS:
            raise RefusedError(TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_FAULTS, OverflowError, IndexError):
            raise RefusedError(DAMAGED) from None
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._taken = 0

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def pictures(self, items: Sequence[Item]) -> dict[str, bytes]:
        """Give the bytes of the pictures that image items show; one that is damaged or too large is left out.

        The words matter more: they are read before, and no picture can make a document be refused.
        """
        found: dict[str, bytes] = {}
        for item in items:
            name = str(item.attributes["url"]) if item.kind is BlockKind.IMAGE else ""
            if name in found or name not in self or len(found) >= MOST_PICTURES:
                continue
            try:
                found[name] = self.read(name)
            except RefusedError:
                found[name] = b""
        return found

    def read(self, name: str) -> bytes:
        """Give the bytes of a member.

        Raises:
            RefusedError: it is not there, damaged, protected, or larger than the limits.
        """
        info = self._members.get(name)
        if info is None:
            raise RefusedError(DAMAGED)
        if info.flag_bits & _ENCRYPTED:
            raise RefusedError(LOCKED)
        if info.compress_type not in _READABLE:
            raise RefusedError(DAMAGED)
        largest = min(LARGEST_MEMBER, LARGEST_WHOLE - self._taken, max(_SMALL, info.compress_size * HIGHEST_RATIO))
        if largest <= 0:
            raise RefusedError(TOO_LARGE)
        try:
            with self._zip.open(info) as member:
                data = member.read(largest + 1)
        except _FAULTS:
            raise RefusedError(DAMAGED) from None
        self._taken += len(data)
        if len(data) > largest:
            raise RefusedError(TOO_LARGE)
        return data

    def tree(self, name: str) -> Element:
        """Give the root of a member that is XML.

        Raises:
            RefusedError: it cannot be read, is not well-formed, or declares entities, which no document needs.
        """
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> Element:
    """Parse XML that somebody else wrote.

    Raises:
        RefusedError: it is not well-formed, nested too deep, too large, or declares entities.
    """
    if data.count(b"<") > MOST_TAGS:
        raise RefusedError(TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise RefusedError(DAMAGED) from None
    if next(root.iter(etree.Entity), None) is not None or b"<!ENTITY" in data[:_LONGEST_PROLOGUE].replace(b"\x00", b""):
        raise RefusedError(DAMAGED)
    return root


def words_in(element: Element) -> str:
    """Give all words in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def resolved(folder: str, address: str) -> str:
    """Give the member that an address leads to from a folder, or "" where it leads out of the archive."""
    if _ADDRESS.match(address):
        return ""
    path = unquote(address.partition("#")[0]).replace("\\", "/")
    if not path:
        return ""
    joined = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    return "" if joined.startswith("..") or joined == "." else joined

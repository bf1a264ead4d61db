"""An Open Packaging Conventions package: parts, relationships, content types, written as one deterministic zip."""

import hashlib
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from annotator.exchange.docx.xml import DECLARATION

RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFAULTS = {"rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A named way from one part to another, or to an address outside. `target` is a part's name or an address."""

    uid: str
    kind: str
    target: str
    is_external: bool = False


class Packed:
    """Text that waits, encoded and pressed: a large part is some 30 MB, and its turn in the zip comes late.

    `digest` is the SHA-256 of the text.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        digest = hashlib.sha256()
        self._chunks: list[bytes] = []
        for chunk in in_large_chunks(pieces):
            digest.update(chunk)
            self._chunks.append(zlib.compress(chunk, 1))
        self.digest = digest.digest()

    def chunks(self) -> Iterator[bytes]:
        """Give the text back, in UTF-8."""
        return map(zlib.decompress, self._chunks)


# What a part says.
Content = bytes | Packed | Iterable[str]


@dataclass(slots=True)
class Part:
    """One file of the package. `name` has no leading slash.

    Pieces of text are written as UTF-8, one after another.
    """

    name: str
    content_type: str
    content: Content
    relationships: list[Relationship] = field(default_factory=list)


def write_entries(stream: BinaryIO, entries: Mapping[str, Content]) -> None:
    """Write a zip whose bytes depend on its content alone: entries sorted, dated 1980, of no particular system."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as entry:
                for chunk in in_large_chunks(entries[name]):
                    entry.write(chunk)


class Package:
    """The parts of a document, by name, and the package's own relationships."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self.relationships: list[Relationship] = []

    def add(self, part: Part) -> Part:
        """Put a part in; a name stands for one part only."""
        if part.name in self._parts:
            raise ValueError(f"the package already has a part {part.name}")
        self._parts[part.name] = part
        return part

    def write(self, stream: BinaryIO) -> None:
        """Write the package with its content types and relationships."""
        entries: dict[str, Content] = {"[Content_Types].xml": [self._content_types()]}
        if self.relationships:
            entries["_rels/.rels"] = [_relationships_xml("", self.relationships)]
        for part in self._parts.values():
            entries[part.name] = part.content
            if part.relationships:
                folder, name = posixpath.split(part.name)
                entries[f"{folder}/_rels/{name}.rels"] = [_relationships_xml(folder, part.relationships)]
        write_entries(stream, entries)

    def _content_types(self) -> str:
        overrides = "".join(
            f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(self._parts[name].content_type)}/>"
            for name in sorted(self._parts)
        )
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in _DEFAULTS.items()
        )
        return f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">{defaults}{overrides}</Types>'


def in_large_chunks(content: Content, size: int = 512) -> Iterator[bytes]:
    """Encode text, joining small pieces before: calls cost more than bytes."""
    if isinstance(content, bytes | Packed):
        yield from content.chunks() if isinstance(content, Packed) else (content,)
        return
    pieces = iter(content)
    while gathered := list(islice(pieces, size)):
        yield "".join(gathered).encode()


def _relationships_xml(folder: str, relationships: Iterable[Relationship]) -> str:
    written = "".join(
        f"<Relationship Id={quoteattr(one.uid)} Type={quoteattr(one.kind)} Target={quoteattr(_target(folder, one))}"
        + (' TargetMode="External"/>' if one.is_external else "/>")
        for one in sorted(relationships, key=lambda one: one.uid)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE_RELATIONSHIPS}">{written}</Relationships>'


def _target(folder: str, relationship: Relationship) -> str:
    if relationship.is_external:
        return relationship.target
    return posixpath.relpath(relationship.target, folder or ".")

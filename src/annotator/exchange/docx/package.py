"""An Open Packaging Conventions package: parts, relationships, content types, written as one deterministic zip."""

import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from annotator.exchange.docx.xml import DECLARATION

RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES_PART = "[Content_Types].xml"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CHUNK = 1 << 22
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DEFAULTS = {"rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A named way from one part to another, or to an address outside. `target` is a part's name or an address."""

    uid: str
    kind: str
    target: str
    is_external: bool = False


# What a part says.
Content = bytes | bytearray | Iterable[str]


@dataclass(slots=True)
class Part:
    """One file of the package. `name` has no leading slash.

    Pieces of text are written as UTF-8, one after another.
    """

    name: str
    content_type: str
    content: Content
    relationships: list[Relationship] = field(default_factory=list)


def write_entries(stream: BinaryIO, entries: Mapping[str, bytes | bytearray]) -> None:
    """Write a zip whose bytes depend on its content alone: in a fixed order, dated 1980, of no particular system.

    The content types come first, by which a file is told to be one, then the largest: whoever does something else
    meanwhile has the interpreter to himself while a large entry is made small, and is interrupted at each small one.
    """

    def place(name: str) -> tuple[bool, int, str]:
        return name != _CONTENT_TYPES_PART, -len(entries[name]), name

    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries, key=place):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as entry, memoryview(entries[name]) as data:
                for at in range(0, len(data), _CHUNK):
                    entry.write(data[at : at + _CHUNK])


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

    def entries(self) -> dict[str, bytes | bytearray]:
        """Give what the file will hold: each part with its relationships, and the content types; in UTF-8."""
        entries: dict[str, Content] = {_CONTENT_TYPES_PART: [self._content_types()]}
        if self.relationships:
            entries["_rels/.rels"] = [_relationships_xml("", self.relationships)]
        for part in self._parts.values():
            entries[part.name] = part.content
            if part.relationships:
                folder, name = posixpath.split(part.name)
                entries[f"{folder}/_rels/{name}.rels"] = [_relationships_xml(folder, part.relationships)]
        return {
            name: content if isinstance(content, bytes | bytearray) else joined(content)
            for name, content in entries.items()
        }

    def _content_types(self) -> str:
        overrides = "".join(
            f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(self._parts[name].content_type)}/>"
            for name in sorted(self._parts)
        )
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in _DEFAULTS.items()
        )
        return f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">{defaults}{overrides}</Types>'


def joined(pieces: Iterable[str], size: int = 512) -> bytearray:
    """Encode text into one place where it stays; small pieces are joined before, because calls cost more than bytes."""
    text = bytearray()
    rest = iter(pieces)
    while gathered := list(islice(rest, size)):
        text += "".join(gathered).encode()
    return text


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

"""What goes into an importer and what comes out: bytes with what is known of them, and a reading of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.records import Inferred
from annotator.exchange.importing.items import Item


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they were captured, which become the original that the project keeps.

    `folder` is where the file lies, or None where it came without one. `known` is what is known of the article from
    outside: the columns of the table that it stood in, the date of the mail that it was attached to. `kind` names its
    kind (see kinds.KINDS) where its content need not be asked. `depth` counts the files around it.
    """

    data: bytes
    file_name: str
    folder: Path | None = None
    known: Mapping[str, Inferred] = field(default_factory=dict)
    kind: str = ""
    depth: int = 0


@dataclass(slots=True)
class Reading:
    """What a format's module makes of a capture.

    `items` have normalised text (core.text.normalise); places in their attributes `references` and `links` are
    offsets in the item's own text. `declared` is what the file says of itself in so many words, `hints` is what only
    speaks for something and stands behind what the article's own lines say. `pictures` are bytes that the file holds,
    by the `url` of the image items that show them. `parts` are further articles inside: attachments, rows of a table;
    a reading with parts may have no items. `has_furniture` is False where the lines around the article are no part of
    it (a Word file, a row of a table), so that titles and bylines are not guessed from their shapes.
    """

    items: list[Item]
    declared: dict[str, Inferred] = field(default_factory=dict)
    hints: dict[str, Inferred] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    encoding: str = ""
    parts: list[Capture] = field(default_factory=list)
    has_furniture: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of a file that could not be read, with one plain sentence that says what to do."""

    file_name: str
    reason: str

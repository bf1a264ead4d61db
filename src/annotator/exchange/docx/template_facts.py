"""What a person wants to know of a template before using it: its page, its fonts, and what does not come along."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from annotator.core.errors import RefusedError
from annotator.exchange.docx.styles import Element
from annotator.exchange.docx.template_margins import is_active
from annotator.exchange.docx.xml import WORD_NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document

_W = f"{{{WORD_NAMESPACE}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_UNPACKED, _MOST_ENTRIES = 256 * 1024 * 1024, 5_000
_TWENTIETHS_PER_MM = 1440 / 25.4
_THEMES = {"major": "majorFont", "minor": "minorFont"}


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """Sizes are in millimetres; `margins` are top, right, bottom, left. Fonts and language are "" where not said."""

    width: int
    height: int
    margins: tuple[int, int, int, int]
    latin_font: str
    east_asian_font: str
    language: str
    has_own_margins: bool


def refuse_what_is_no_template(content: bytes, name: str) -> None:
    """Refuse what looks like a Word file to people, or would not fit into memory, with what to do instead.

    Raises:
        RefusedError: it is such a file.
    """
    if content.startswith(_OLD_OR_ENCRYPTED):
        raise RefusedError(
            f"{name} is an old Word file or has a password; open it in Word and save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
    except zipfile.BadZipFile:
        return
    if "mimetype" in names and "[Content_Types].xml" not in names:
        raise RefusedError(f"{name} is an OpenDocument file; save it as .docx and choose that.")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise RefusedError(f"{name} is far too large for a template; choose another one.")


def facts(document: "Document", section: Element, styles: Element, has_own_margins: bool) -> TemplateFacts:
    """Read the facts of an opened template."""
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    fonts = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
    language = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    theme = _theme(document)
    return TemplateFacts(
        width=_millimetres(size, "w"),
        height=_millimetres(size, "h"),
        margins=(
            _millimetres(margins, "top"),
            _millimetres(margins, "right"),
            _millimetres(margins, "bottom"),
            _millimetres(margins, "left"),
        ),
        latin_font=_font(fonts, "ascii", theme, "latin"),
        east_asian_font=_font(fonts, "eastAsia", theme, "ea"),
        language=(language.get(f"{_W}val") or "") if language is not None else "",
        has_own_margins=has_own_margins,
    )


def dropped(document: "Document") -> Iterator[str]:
    """Name what the template has and the briefing does not take: some of DROPPED."""
    parts = list(document.part.package.iter_parts())
    kinds = {rel.reltype for part in parts for rel in part.rels.values()}
    if any("vbaProject" in str(part.partname) or "vbaProject" in part.content_type for part in parts):
        yield "macros"
    body = document.element.body
    if any(text.text and text.text.strip() for text in body.iter(f"{_W}t")):
        yield "text"
    if any(kind.endswith("/comments") for kind in kinds):
        yield "comments"
    if any(True for _ in body.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")):
        yield "tracked changes"
    if any(map(is_active, kinds)):
        yield "active content"


DROPPED = ("macros", "text", "comments", "tracked changes", "active content")


def _millimetres(element: Element | None, name: str) -> int:
    value = element.get(f"{_W}{name}", "0") if element is not None else "0"
    return round(abs(int(value)) / _TWENTIETHS_PER_MM)


def _theme(document: "Document") -> Element | None:
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/theme") and not rel.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(rel.target_part.blob, parser)
    return None


def _font(fonts: Element | None, name: str, theme: Element | None, script: str) -> str:
    """Name a font, through the theme where the styles only point there."""
    if fonts is None:
        return ""
    pointer = fonts.get(f"{_W}{name}Theme") or ""
    which = next((tag for start, tag in _THEMES.items() if pointer.startswith(start)), "")
    if which and theme is not None:
        found = theme.find(f".//{_A}{which}/{_A}{script}")
        if found is not None and found.get("typeface"):
            return str(found.get("typeface"))
    return fonts.get(f"{_W}{name}") or ""

"""The pages of a template: their size, and the headers and footers that its last section shows."""

import re

from lxml import etree

from annotator.exchange.docx.package import Part, Relationship
from annotator.exchange.docx.styles import Element
from annotator.exchange.docx.xml import WORD_NAMESPACE

_W = f"{{{WORD_NAMESPACE}}}"
_SIZE = {"w": 11_906, "h": 16_838}
_MARGINS = {"top": 1588, "right": 1758, "bottom": 1418, "left": 1758, "header": 624, "footer": 680, "gutter": 0}
# The units of the standard's ST_UniversalMeasure, in twentieths of a point.
_UNITS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
# Ours begin at 1 and there are not as many; a house's own are put behind all of them.
_FIRST_CARRIED_BOOKMARK = 1_000_000_000
_MARGIN_TYPES = ("header+xml", "footer+xml")
_ACTIVE = ("/control", "/oleObject", "/attachedToolbars", "/activeXControlBinary", "/package")


def is_active(kind: str) -> bool:
    """Tell whether a relationship leads to what runs, or to another program's content."""
    return kind.endswith(_ACTIVE)


def section_of(body: Element) -> Element:
    """Give the last section's properties, its sizes in whole twentieths of a point and with A4 where none is said."""
    section = body.find(f"{_W}sectPr")
    if section is None:
        section = etree.Element(f"{_W}sectPr", nsmap={"w": WORD_NAMESPACE})
    for at, (name, usual) in enumerate((("pgSz", _SIZE), ("pgMar", _MARGINS))):
        element = section.find(f"{_W}{name}")
        if element is None:
            element = etree.Element(f"{_W}{name}")
            section.insert(at, element)
        for side, otherwise in usual.items():
            element.set(f"{_W}{side}", str(_twentieths(element.get(f"{_W}{side}"), otherwise)))
    return section


def margin_references(body: Element) -> list[Element]:
    """Give what refers to the headers and footers that the last section shows: its own, or those it takes over."""
    shown: dict[tuple[str, str], Element] = {}
    for section in body.iter(f"{_W}sectPr"):
        for kind in ("headerReference", "footerReference"):
            for reference in section.findall(f"{_W}{kind}"):
                shown[kind, reference.get(f"{_W}type", "default")] = reference
    return sorted(shown.values(), key=lambda reference: str(reference.tag), reverse=True)


def has_title_page(body: Element) -> bool:
    """Tell whether a section has a first page of its own."""
    return any(section.find(f"{_W}titlePg") is not None for section in body.iter(f"{_W}sectPr"))


def sound_margin(part: Part, at: int) -> Part:
    """Make a house's header or footer one that can stand in a briefing: the `at`-th part that is carried over.

    Its bookmarks get ids that none of ours has, and what is active goes, with the ways to it. Other parts are given
    back as they are.
    """
    if not part.content_type.endswith(_MARGIN_TYPES) or not isinstance(part.content, bytes):
        return part
    root = etree.fromstring(part.content, etree.XMLParser(resolve_entities=False, no_network=True))
    for mark in root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
        number = int(mark.get(f"{_W}id", "0"))
        mark.set(f"{_W}id", str(_FIRST_CARRIED_BOOKMARK + 1_000_000 * at + number))
    for active in [*root.iter(f"{_W}object", f"{_W}control")]:
        parent = active.getparent()
        if parent is not None:
            parent.remove(active)
    content = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    kept: list[Relationship] = [one for one in part.relationships if not is_active(one.kind)]
    return Part(part.name, part.content_type, content, kept)


def _twentieths(value: str | None, otherwise: int) -> int:
    found = _MEASURE.fullmatch(value.strip()) if value else None
    return round(float(found[1]) * _UNITS.get(found[2] or "", 1)) if found else otherwise

"""The styles of a Word file: what each is for, by its name, its outline level and those that it is based on."""

import re
from dataclasses import dataclass

from lxml import etree

from annotator.exchange.importing.archives import Element
from annotator.exchange.importing.styling import Manner, heading, manner_of

# Longer chains go in circles.
_LONGEST_CHAIN = 20
_BODY_LEVEL = 9
_LIST_STYLE = re.compile(r"^list (?:bullet|number) ([2-5])$")


@dataclass(slots=True)
class _Style:
    name: str
    base: str
    outline: int | None
    number: str
    level: int


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style gives to a paragraph: a manner, or None; the list that it is in, or ""; its level there, from 0."""

    manner: Manner | None = None
    number: str = ""
    level: int = 0


class Styles:
    """The paragraph styles by their identifier."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._known: dict[str, ParagraphStyle] = {}
        for element in [] if root is None else root:
            if isinstance(element.tag, str) and etree.QName(element).localname == "style":
                self._styles[value(element, "styleId")] = _read(element)

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """Tell what a style gives; one that is not defined may still have a telling identifier."""
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id)
        return self._known[style_id]

    def _resolved(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id)
        manner = manner_of([each.name for each in chain] or [_spaced(style_id)])
        if manner is None:
            manner = next((heading_of(each.outline) for each in chain if each.outline is not None), None)
        number = next(((each.number, each.level) for each in chain if each.number), ("", 0))
        named = _LIST_STYLE.match(chain[0].name.casefold()) if chain else None
        return ParagraphStyle(manner, number[0], int(named[1]) - 1 if named else number[1])

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style_id])
            style_id = chain[-1].base
        return chain


def heading_of(outline: int) -> Manner | None:
    """Give the manner of an outline level, from 0; the ninth means that it is none."""
    return heading(outline + 1) if 0 <= outline < _BODY_LEVEL else None


def child(element: Element | None, *names: str) -> Element | None:
    """Give the element that a path of names in the element's own namespace leads to."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(_space(element) + name), None)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """Give an attribute in the element's own namespace, or ""."""
    if element is None:
        return ""
    return element.get(_space(element) + name) or ""


def number(element: Element | None) -> int | None:
    """Give the number that an element holds as its value, or None."""
    digits = value(element)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def is_on(element: Element | None) -> bool:
    """Tell whether a switch is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def _space(element: Element) -> str:
    """Give the beginning of an element's tag, which is its namespace."""
    return element.tag[: element.tag.rfind("}") + 1]


def _read(element: Element) -> _Style:
    properties = child(element, "pPr")
    return _Style(
        value(child(element, "name")),
        value(child(element, "basedOn")),
        number(child(properties, "outlineLvl")),
        value(child(properties, "numPr", "numId")),
        number(child(properties, "numPr", "ilvl")) or 0,
    )


def _spaced(style_id: str) -> str:
    """Give an identifier as the name it was made from: "Heading1" is "Heading 1"."""
    return re.sub(r"(?<=\D)(\d)$", r" \1", style_id)

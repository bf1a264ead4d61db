"""The styles of an OpenDocument text: what a paragraph is, and how a list counts."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from annotator.exchange.importing.archives import Element
from annotator.exchange.importing.list_numbers import written
from annotator.exchange.importing.styling import DEEPEST_LIST, Manner, heading, manner_of

# Longer chains go in circles.
_LONGEST_CHAIN = 20
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {f"{_NAMESPACE}{name}:1.0": name for name in "office text style table manifest meta".split()} | {
    f"{_NAMESPACE}drawing:1.0": "draw",
    f"{_NAMESPACE}svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_SPACES = {prefix: space for space, prefix in _PREFIXES.items()}
_CODED = re.compile(r"_([0-9a-f]{2,4})_")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@lru_cache(maxsize=1_000)
def local(tag: str) -> str:
    """Give the short name of a tag, with the prefix that everybody uses."""
    name = etree.QName(tag)
    return f"{_PREFIXES.get(name.namespace or '', '?')}:{name.localname}"


def attribute(element: Element, name: str) -> str:
    """Give an attribute by its short name, or ""."""
    prefix, _, plain = name.partition(":")
    return element.get(f"{{{_SPACES[prefix]}}}{plain}") or ""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    parent: str
    outline: str


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; `form` is "" for bullets."""

    form: str
    before: str
    behind: str
    start: int
    shown: int


class Styles:
    """The paragraph and list styles of one or more parts, the later ones before the earlier."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._known: dict[str, Manner | None] = {}
        for element in (each for root in roots if root is not None for each in root.iter(etree.Element)):
            name = local(element.tag)
            if name == "style:style" and attribute(element, "style:family") == "paragraph":
                self._styles[attribute(element, "style:name")] = _read(element)
            elif name == "text:list-style":
                self._lists[attribute(element, "style:name")] = _read_levels(element)

    def manner(self, name: str) -> Manner | None:
        """Tell what a paragraph of a style is, by the style's name or those of its parents; None for a plain one."""
        if name not in self._known:
            chain = self._chain(name)
            # A style that is not defined, as in a file cut down by a program, may still have a telling name.
            last = _decoded(chain[-1].parent if chain else name)
            manner = manner_of([*(each.name for each in chain), last])
            outline = next((each.outline for each in chain if each.outline.isdigit()), "")
            self._known[name] = manner or (heading(int(outline[:2])) if outline.isascii() and outline else None)
        return self._known[name]

    def level(self, name: str, depth: int) -> _Level | None:
        """Give how a list style numbers a depth, from 1."""
        return self._lists.get(name, {}).get(depth)

    def _chain(self, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = chain[-1].parent
        return chain


@dataclass(slots=True)
class _List:
    style: str
    count: int


class ListCounter:
    """Count the items of the lists that are open."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[_List] = []
        self._ended: dict[tuple[str, int], int] = {}
        self.marker = "-"

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._open)

    def open_list(self, element: Element) -> None:
        """Begin a list; one without a style has that of the list around it, one may go on where another ended."""
        style = attribute(element, "text:style-name") or (self._open[-1].style if self._open else "")
        depth = len(self._open) + 1
        level = self._styles.level(style, depth)
        count = level.start - 1 if level else 0
        if attribute(element, "text:continue-numbering") == "true" or attribute(element, "text:continue-list"):
            count = self._ended.get((style, depth), count)
        self._open.append(_List(style, count))

    def close_list(self) -> None:
        """End the list."""
        ended = self._open.pop()
        self._ended[ended.style, len(self._open) + 1] = ended.count

    def open_item(self, element: Element) -> None:
        """Begin an item."""
        if not self._open:
            return
        start = attribute(element, "text:start-value")
        now = self._open[-1]
        now.count = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else now.count + 1
        level = self._styles.level(now.style, len(self._open))
        if level is None or not level.form:
            self.marker = "-"
            return
        numbers = [written(each.count, level.form) for each in self._open[-level.shown :]]
        self.marker = f"{level.before}{'.'.join(numbers)}{level.behind}".strip() or "-"


def _read(element: Element) -> _Style:
    name = attribute(element, "style:display-name") or _decoded(attribute(element, "style:name"))
    outline = attribute(element, "style:default-outline-level")
    return _Style(name, attribute(element, "style:parent-style-name"), outline)


def _read_levels(element: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for each in element.iterchildren(etree.Element):
        form = _FORMS.get(attribute(each, "style:num-format"), "")
        depth, start, shown = (
            int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
            for digits in (attribute(each, f"text:{name}") for name in ("level", "start-value", "display-levels"))
        )
        before, behind = attribute(each, "style:num-prefix"), attribute(each, "style:num-suffix")
        levels[depth] = _Level(form, before[:20], behind[:20], start, min(max(shown, 1), DEEPEST_LIST))
    return levels


def _decoded(name: str) -> str:
    """Give a style's name as people see it: "Heading_20_1" is "Heading 1"."""
    return _CODED.sub(lambda match: chr(int(match[1], 16)), name)

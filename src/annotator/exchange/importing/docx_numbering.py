"""The numbers of a Word file's lists, which are nowhere written and have to be counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from annotator.exchange.importing.archives import Element
from annotator.exchange.importing.list_numbers import written

_MOST_LEVELS = 9
_LONGEST_PATTERN = 40


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str


class Numbering:
    """Count the items of all lists, in document order."""

    def __init__(self, root: Element | None) -> None:
        self._patterns: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def is_list(self, number: str) -> bool:
        """Tell whether a list of that number exists; 0 is Word's way to say that a paragraph is in none."""
        return number in self._lists

    def marker(self, number: str, level: int) -> str:
        """Count the next item of a list and give its marker: "3.", "b)", or "-" for a bullet."""
        pattern = self._lists.get(number, "")
        levels = self._patterns.get(pattern, {})
        level = min(max(level, 0), _MOST_LEVELS - 1)
        counts = self._counts.setdefault(pattern, [])
        if number not in self._begun:
            self._begun.add(number)
            if (number, level) in self._starts:
                del counts[level:]
        while len(counts) <= level:
            at = len(counts)
            start = self._starts.get((number, at), levels[at].start if at in levels else 1)
            counts.append(start - 1 if at == level else start)
        counts[level] += 1
        del counts[level + 1 :]
        known = levels.get(level)
        if known is None or known.form in ("bullet", "none", ""):
            return "-"
        return _filled(known.pattern, counts, levels)

    def _read(self, root: Element) -> None:
        for element in root:
            name = _local(element)
            if name == "abstractNum":
                levels = {_number(each, "ilvl"): _level(each) for each in element if _local(each) == "lvl"}
                self._patterns[_attribute(element, "abstractNumId")] = levels
            elif name == "num":
                self._read_list(element)

    def _read_list(self, element: Element) -> None:
        number = _attribute(element, "numId")
        for each in element:
            if _local(each) == "abstractNumId":
                self._lists[number] = _attribute(each, "val")
            elif _local(each) == "lvlOverride":
                for start in _children(each, "startOverride"):
                    self._starts[number, _number(each, "ilvl")] = _number(start, "val")


def _level(element: Element) -> _Level:
    values = {_local(each): _attribute(each, "val") for each in element if isinstance(each.tag, str)}
    start = values.get("start", "1")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    return _Level(first, values.get("numFmt", "decimal"), values.get("lvlText", "%1.")[:_LONGEST_PATTERN])


def _filled(pattern: str, counts: list[int], levels: dict[int, _Level]) -> str:
    """Put the counts into a pattern such as "%1.%2."."""
    marker = pattern
    for at, count in enumerate(counts):
        form = levels[at].form if at in levels else "decimal"
        marker = marker.replace(f"%{at + 1}", written(count, form))
    return marker.strip() or "-"


def _children(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element if _local(each) == name)


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: Element, name: str) -> str:
    namespace = etree.QName(element).namespace
    return element.get(f"{{{namespace}}}{name}") or ""


def _number(element: Element, name: str) -> int:
    value = _attribute(element, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0

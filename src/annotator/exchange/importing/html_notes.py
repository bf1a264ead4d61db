"""The footnotes of a page: which links are reference marks, which elements are notes, which links only lead back."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.importing.html_elements import (
    BLOCKS,
    HEADINGS,
    Element,
    kind_words,
    name_of,
    select,
    short_words,
)

_MARK = re.compile(
    r"^[\[(]*\s*((?:note|nb|fn|n|ref)?\.?\s*\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,3})\s*[\])]*\.?$", re.I
)
_NOTE_KINDS = frozenset("doc-footnote doc-endnote footnote endnote rearnote".split())
_REFERENCE_KINDS = frozenset(("doc-noteref", "noteref"))
_LISTS_OF_NOTES = re.compile(r"footnote|endnote|(?:^|[\s_-])(?:references|notes)(?:$|[\s_-])", re.I)
_INLINE = frozenset("a sup span b i em strong small font cite u".split())
_BRACKETS = "[]() ."
_LONGEST_MARK = 12
_LONGEST_LABEL = 20
_HIGHEST_CLIMB = 4
_DEEPEST_LINK_BACK = 12
_MOST_LINKS = 20_000
_MOST_LINKS_BACK = 20
_MOST_ELEMENTS_OF_NOTE = 500


@dataclass(slots=True)
class Notes:
    """What each element is to the footnotes: a `references` mark, a `whole` note, or where one `starts`.

    `back` are links from a note to its mark, `marks` what surrounds several marks; `elsewhere` are marks of notes that
    stand in another file.
    """

    references: dict[Element, str] = field(default_factory=dict)
    whole: dict[Element, str] = field(default_factory=dict)
    starts: dict[Element, str] = field(default_factory=dict)
    back: set[Element] = field(default_factory=set)
    marks: set[Element] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)

    def forget(self, labels: set[str]) -> bool:
        """Take for words the marks whose notes turned out to be none: no word may be lost; tell whether there were any.

        `labels` are those of the notes that were found.
        """
        empty = [mark for mark, label in self.references.items() if label not in labels | self.elsewhere]
        for mark in empty:
            del self.references[mark]
        if empty:
            self.back.clear()
        return bool(empty)


def find_notes(root: Element, own: str = "") -> Notes:
    """Find the footnotes of a page by its links: a mark leads to a note, and the note mostly leads back.

    `own` is the address by which the page's links may call the page itself.
    """
    return _Finder(root, own).find()


class _Finder:
    def __init__(self, root: Element, own: str) -> None:
        self._root = root
        self._own = own.partition("#")[0]
        self._notes = Notes()
        self._links: list[tuple[Element, str]] = []
        # By the fragment that they lead to: links in the order of the page.
        self._leading: dict[str, list[int]] = {}
        self._targets: dict[str, Element] = {}
        self._labels: dict[Element, str] = {}
        self._used: set[str] = set()

    def find(self) -> Notes:
        """Find marks and notes."""
        self._collect_links()
        if self._links:
            self._collect_targets()
            for at, (link, fragment) in enumerate(self._links):
                self._take_reference(at, link, self._targets.get(fragment))
        for element in select(self._root, ".//*[@role or @*[name()='epub:type']]"):
            if not _NOTE_KINDS.isdisjoint(kind_words(element).split()) and element not in self._labels:
                self._label(element, "")
        return self._notes

    def _collect_links(self) -> None:
        for link in self._root.iter("{*}a"):
            path, sign, fragment = (link.get("href") or "").partition("#")
            if sign and fragment and (path in ("", self._own) or _leads_here(path)):
                self._leading.setdefault(fragment, []).append(len(self._links))
                self._links.append((link, fragment))
                if len(self._links) > _MOST_LINKS:
                    break

    def _collect_targets(self) -> None:
        for element in select(self._root, ".//*[@id]|.//*[@name]"):
            for name in (element.get("id"), element.get("name")):
                if name and name in self._leading:
                    self._targets.setdefault(name, element)

    def _take_reference(self, at: int, link: Element, target: Element | None) -> None:
        """Note a link as a reference mark where it is one, and its target as the note."""
        is_declared = not _REFERENCE_KINDS.isdisjoint(kind_words(link).split())
        words = _short_words(link) or ""
        mark = _MARK.match(words)
        if link in self._notes.back or (not is_declared and mark is None):
            return
        if target is None:
            if is_declared and words:
                self._notes.elsewhere.add(words.strip(_BRACKETS)[:_LONGEST_LABEL])
                self._refer(link, words.strip(_BRACKETS))
            return
        back = self._links_back(at, link, target)
        if not (is_declared or back or _is_note(target)) or _is_heading(target) or _is_inside(link, target):
            return
        if (target.get("href") or "").removeprefix("#") in (target.get("id"), target.get("name")):
            return  # a link to itself is the anchor of a line, and no note
        label = self._labels.get(target) or self._label(target, mark[1] if mark else words.strip(_BRACKETS))
        self._refer(link, label)
        for each in back:
            self._notes.back |= {each, _around_back_link(each)}

    def _refer(self, link: Element, label: str) -> None:
        around, parent = link, link.getparent()
        for _ in range(_HIGHEST_CLIMB):
            if parent is None or name_of(parent) not in _INLINE:
                break
            words = _short_words(parent)
            if words is None or words.strip(_BRACKETS) != (_short_words(link) or "").strip(_BRACKETS):
                break
            around, parent = parent, parent.getparent()
        self._notes.references[around] = label[:_LONGEST_LABEL]
        if parent is not None and name_of(parent) == "sup":
            self._notes.marks.add(parent)

    def _label(self, target: Element, words: str) -> str:
        """Give a note its label: its mark, or where another note has that, the mark and a number."""
        number = len(self._used) + 1
        words = (words or str(number))[:_LONGEST_LABEL]
        label, count = words, 2
        while label in self._used:
            label, count = f"{words}-{count}", count + 1
        self._used.add(label)
        self._labels[target] = label
        is_block = name_of(target) in BLOCKS and not _holds_more(target)
        (self._notes.whole if is_block else self._notes.starts)[target] = label
        return label

    def _links_back(self, at: int, link: Element, target: Element) -> list[Element]:
        """Give the links in a note that lead back to its mark, which stands before them."""
        names = set(_names_around(link))
        note = target if name_of(target) in BLOCKS else _block_of(target)
        found = []
        for name in names:
            leading = self._leading.get(name, [])
            behind = bisect_right(leading, at)
            for index in leading[behind : behind + _MOST_LINKS_BACK]:
                candidate = self._links[index][0]
                if _is_inside(candidate, note) and _is_sign(candidate):
                    found.append(candidate)
        return found


def _leads_here(path: str) -> bool:
    """Tell whether a link could lead into the same page under its file's name, as in e-books."""
    return "/" not in path and path.endswith((".xhtml", ".html", ".htm"))


def _short_words(element: Element) -> str | None:
    """Give an element's words where they are few enough for a mark, else None."""
    return short_words(element, _LONGEST_MARK)


def _is_sign(link: Element) -> bool:
    """Tell whether a link says nothing but that it leads back: an arrow, a number, a letter."""
    words = _short_words(link)
    return words is not None and (not any(map(str.isalnum, words)) or _MARK.match(words) is not None)


def _is_note(target: Element) -> bool:
    if not _NOTE_KINDS.isdisjoint(kind_words(target).split()):
        return True
    around: Element | None = target
    for _ in range(_HIGHEST_CLIMB):
        if around is None:
            return False
        if _LISTS_OF_NOTES.search(f"{around.get('class') or ''} {kind_words(around)}"):
            return True
        around = around.getparent()
    return False


def _is_heading(target: Element) -> bool:
    return name_of(target) in HEADINGS or name_of(_block_of(target)) in HEADINGS


def _names_around(link: Element) -> Iterator[str]:
    """Give the names by which a link back could lead to a mark: its own, those in it, those just around it."""
    around: Element | None = link
    for _ in range(_HIGHEST_CLIMB):
        if around is None or name_of(around) not in _INLINE:
            break
        yield from filter(None, (around.get("id"), around.get("name")))
        around = around.getparent()
    for child in link:
        yield from filter(None, (child.get("id"), child.get("name")))
    before = link.getprevious()
    if before is not None and name_of(before) == "a" and not before.tail:
        yield from filter(None, (before.get("id"), before.get("name")))


def _block_of(element: Element) -> Element:
    around = element
    while name_of(around) not in BLOCKS:
        parent = around.getparent()
        if parent is None:
            break
        around = parent
    return around


def _is_inside(element: Element, note: Element) -> bool:
    around: Element | None = element
    for _ in range(_DEEPEST_LINK_BACK):
        if around is None or around is note:
            return around is note
        around = around.getparent()
    return False


def _holds_more(target: Element) -> bool:
    """Tell whether an element holds more than one note: headings, or a part of the page."""
    if name_of(target) in ("body", "main", "article", "html"):
        return True
    for count, child in enumerate(target.iterdescendants()):
        if count > _MOST_ELEMENTS_OF_NOTE or name_of(child) in HEADINGS:
            return True
    return False


def _around_back_link(link: Element) -> Element:
    around, parent = link, link.getparent()
    for _ in range(_HIGHEST_CLIMB):
        if parent is None or name_of(parent) not in _INLINE:
            break
        if "backlink" in (parent.get("class") or ""):
            return parent
        parent = parent.getparent()
    return around

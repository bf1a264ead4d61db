"""Pages into items: every block that a reader sees, in the order of the page, by one walk without recursion."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import html_elements as elements
from annotator.exchange.importing.html_captions import Captions
from annotator.exchange.importing.html_elements import Element, line_of, name_of
from annotator.exchange.importing.html_notes import Notes, find_notes
from annotator.exchange.importing.inline import InlineText
from annotator.exchange.importing.items import Item

MOST_BLOCKS = 200_000
MOST_LINKS_IN_BLOCK = 2_000
_TOO_MANY = f"The page has more than {MOST_BLOCKS:,} paragraphs; please split it."
_NO_LINK = re.compile(r"^\s*(?:javascript|vbscript|data|about|blob|file):|^\s*#", re.I)
_LONGEST_ADDRESS = 2_000
# What a page collapses; other spaces are words to us.
_SPACES = " \t\n\r\f\v"
# Images that stand for a character or a formula in a line of words.
_SIGN_CLASS = re.compile(r"emoji|smiley|emoticon|mwe-math|latex|wp-smiley", re.I)
_LONGEST_SIGN = 2
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_WHOLES = frozenset(("article", "main", "blockquote"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
# Set apart on screen, though nothing stands between them in the file.
_APART = frozenset(("a", "time", "label"))


@dataclass(slots=True)
class Walk:
    """The items of a page; `outside` tells for each whether it stands in a menu, a foot or the like."""

    items: list[Item] = field(default_factory=list)
    outside: list[bool] = field(default_factory=list)


def read_tree(root: lxml.html.HtmlElement) -> list[Item]:
    """Give the items of a tree of HTML: a page's, or what a document was turned into.

    Raises:
        RefusedError: it has more blocks than an article can have.
    """
    return walk_tree(root).items


def walk_tree(root: lxml.html.HtmlElement, base: str = "", own: str = "") -> Walk:
    """Give the items of a tree with where they stand.

    Links are made absolute where `base` is known; those to `own`, the page itself, may be marks of notes.

    Raises:
        RefusedError: it has more blocks than an article can have.
    """
    notes = find_notes(root, own or base)
    walk = _Walker(root, base, notes).walk()
    if notes.forget({str(item.attributes["label"]) for item in walk.items if item.kind is BlockKind.FOOTNOTE}):
        walk = _Walker(root, base, notes).walk()
    return walk


class _Walker:
    """Walk a tree by its beginnings and ends; what an element changes is undone at its end."""

    def __init__(self, root: Element, base: str, notes: Notes) -> None:
        self._root = root
        self._base = base
        self._notes = notes
        self._walk = Walk()
        self._inline = InlineText()
        self._line = 0
        self._latest: Element = root
        self._waiting: list[Item] = []
        self._captions = Captions(self._walk.items)
        self._link = ""
        self._links = 0
        self._breaks = 0
        # What is open around the place that is being read, the innermost last.
        self._headings: list[int] = []
        self._quotes: list[bool] = []
        self._preformatted: list[bool] = []
        self._outside: list[bool] = []
        self._inside: list[bool] = []
        self._marks: list[bool] = []
        self._grids: list[bool] = []
        # For each list: the number of its next item, or None where it has bullets.
        self._lists: list[int | None] = []
        # For each list item: its marker, or "" once its first words were read.
        self._markers: list[str] = []
        self._has_row = self._has_cells = False
        self._note = ""
        self._open_note: Element | None = None
        self._ends: list[tuple[Element, Callable[[], object]]] = []

    def walk(self) -> Walk:
        """Read the whole tree."""
        events = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        skipped: Element | None = None
        for event, element in events:
            if event == "start":
                if not self._open(element):
                    skipped = element
                    events.skip_subtree()
                continue
            if event == "end" and element is not skipped:
                self._close(element)
            skipped = None
            if element.tail and element is not self._root:
                self._add(element.tail)
        self._finish()
        self._put_all(self._captions.end())
        return self._walk

    # What begins

    def _open(self, element: Element) -> bool:
        """Begin an element; False where nothing in it is read."""
        name = name_of(element)
        self._latest = element
        if element in self._notes.back:
            self._start_note(element)
            return False
        if elements.is_unseen(element, name):
            if name == "noscript":
                self._read_unscripted(element)
            return False
        if name in ("img", "amp-img"):
            self._read_image(element)
            return False
        if element in self._notes.references:
            self._inline.refer(self._notes.references[element])
            return False
        if elements.is_block(element, name):
            self._part()
            self._open_block(element, name)
        elif name in _APART and self._is_stuck(element):
            self._inline.add(" ")
        self._start_note(element)
        self._open_inline(element, name)
        if element.text:
            self._add(element.text)
        return True

    def _open_block(self, element: Element, name: str) -> None:
        if elements.is_outside(element, name, bool(self._inside)):
            self._enter(element, self._outside, True)
        if name in _WHOLES:
            self._enter(element, self._inside, True)
        if element in self._notes.whole and self._open_note is None:
            self._finish()
            self._note, self._open_note = self._notes.whole[element], element
            self._ends.append((element, self._close_note))
        if level := elements.HEADINGS.get(name) or _aria_level(element):
            self._enter(element, self._headings, level)
        elif name in _LISTS:
            self._enter(element, self._lists, _number(element.get("start"), 1) if name == "ol" else None)
        elif name == "li":
            self._enter(element, self._markers, self._next_marker(element))
        elif name == "blockquote":
            self._enter(element, self._quotes, True)
        elif name in _PREFORMATTED:
            self._enter(element, self._preformatted, True)
        elif name == "table":
            self._enter(element, self._grids, elements.is_grid(element))
        elif name in ("tr", "td", "th") and self._grids and self._grids[-1]:
            self._open_row(element, name)
        self._open_caption(element, name)

    def _enter(self, element: Element, stack: list[Any], value: Any) -> None:
        """Note that an element is open, until its end."""
        stack.append(value)
        self._ends.append((element, stack.pop))

    def _open_row(self, element: Element, name: str) -> None:
        if name == "tr":
            self._finish()
            self._has_row, self._has_cells = True, False
            self._ends.append((element, self._close_row))
        elif self._has_row:
            if self._has_cells and (self._inline.last or not self._note):
                self._inline.part_cells()
            self._has_cells = True

    def _open_caption(self, element: Element, name: str) -> None:
        if name == "figure":
            self._captions.open_figure(element)
            self._ends.append((element, lambda: self._put_all(self._captions.close_figure())))
        elif kind := self._captions.kind_of(element, name):
            self._open_part(element, kind)

    def _open_part(self, element: Element, kind: BlockKind) -> None:
        self._finish()
        self._captions.open_part(kind)
        self._ends.append((element, self._close_part))

    def _open_inline(self, element: Element, name: str) -> None:
        if name == "a":
            self._part_overlinked()
            self._link = self._absolute(element.get("href") or "")
            self._inline.open_link(self._link)
            self._ends.append((element, self._close_link))
        elif name == "br":
            self._break_line()
        elif name == "hr":
            self._finish()
        elif name == "q":
            self._add("“")
            self._ends.append((element, lambda: self._add("”")))
        elif name == "sup" and element in self._notes.marks:
            self._enter(element, self._marks, True)
        elif not elements.is_block(element, name) and self._captions.is_credit(element):
            self._open_part(element, BlockKind.CREDIT)

    def _start_note(self, element: Element) -> None:
        """Begin the note that has its name here; what stands before it in the block is its mark."""
        label = self._notes.starts.get(element)
        if label is None or self._open_note is not None:
            return
        if self._inline.text.strip("[]().: ") in ("", label):
            self._inline = InlineText()
        else:
            self._finish()
        self._note = label

    # What ends

    def _close(self, element: Element) -> None:
        if elements.is_block(element, name_of(element)):
            self._part()
        while self._ends and self._ends[-1][0] is element:
            self._ends.pop()[1]()

    def _close_link(self) -> None:
        self._inline.close_link()
        self._link = ""

    def _close_row(self) -> None:
        self._finish()
        self._has_row = False

    def _close_note(self) -> None:
        self._open_note = None
        self._finish()
        self._note = ""

    def _close_part(self) -> None:
        self._finish()
        self._captions.close_part()

    # Words

    def _add(self, words: str) -> None:
        if self._preformatted and not self._has_row:
            self._add_lines(words)
            return
        if not words.strip(_SPACES):
            if self._inline.last:
                self._inline.add(" ")
            return
        if self._marks and not any(map(str.isalnum, words)):
            return
        if self._note and not self._inline.last:
            words = _without_mark(words, self._note)
        if not self._inline.last:
            self._line = line_of(self._latest)
        if self._breaks and not words.isspace():
            self._breaks = 0
        self._inline.add(words)

    def _add_lines(self, words: str) -> None:
        for at, line in enumerate(words.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if at:
                self._part()
            if not self._inline.last:
                line = line.lstrip()
                self._line = line_of(self._latest)
            self._inline.add(line, is_kept=True)

    def _break_line(self) -> None:
        self._breaks += 1
        if self._breaks > 1 and not self._headings:
            self._part()
            self._breaks = 0
        else:
            self._inline.break_line()

    def _is_stuck(self, element: Element) -> bool:
        """Tell whether an element stands right behind another one's words, with nothing between them."""
        before = element.getprevious()
        return before is not None and not before.tail and self._inline.last.isalnum()

    def _part_overlinked(self) -> None:
        """Begin a new block where one has more links than any paragraph that somebody wrote."""
        self._links += 1
        if self._links > MOST_LINKS_IN_BLOCK:
            self._finish()

    def _absolute(self, address: str) -> str:
        address = address.strip()
        if not address or _NO_LINK.match(address) or len(address) > _LONGEST_ADDRESS:
            return ""
        try:
            is_relative = self._base and not address.startswith(("http://", "https://"))
            return urljoin(self._base, address) if is_relative else address
        except ValueError:
            return ""

    # Images

    def _read_image(self, image: Element) -> None:
        alt = " ".join((image.get("alt") or "").split())
        is_sign = len(alt) <= _LONGEST_SIGN and not any(map(str.isalnum, alt))
        if alt and (is_sign or _SIGN_CLASS.search(image.get("class") or "")):
            self._add(alt)
            return
        if address := elements.image_address(image):
            self._place_image(image, alt, address)

    def _read_unscripted(self, element: Element) -> None:
        """Read the images that stand for those that a script would have shown, where they are not there yet."""
        for image in element.iter("{*}img"):
            address = elements.image_address(image)
            if address and not self._captions.has_seen(address):
                self._place_image(image, " ".join((image.get("alt") or "").split()), address)

    def _place_image(self, image: Element, alt: str, address: str) -> None:
        title = " ".join((image.get("title") or "").split())
        item = self._captions.image(alt, address, line_of(image), title)
        if self._inline.last or self._has_row:
            self._waiting.append(item)
        else:
            self._put_all(self._captions.place(item))

    # Blocks

    def _part(self) -> None:
        """Begin a new block, or in a row or a note, which are one block, go on behind a space."""
        if self._has_row or self._open_note is not None:
            self._inline.break_line()
        elif self._inline or self._waiting:
            self._finish()

    def _finish(self) -> None:
        """Make an item of the words so far, and place the images that stood among them behind it."""
        inline = self._inline
        if inline:
            self._inline, self._links = InlineText(), 0
            item = self._item(inline)
            if item.text.strip():
                self._put_all(self._captions.place(item))
            elif "references" in item.attributes and self._walk.items:
                _refer_from(self._walk.items[-1], item)
        self._inline.open_link(self._link)
        waiting, self._waiting = self._waiting, []
        for image in waiting:
            self._put_all(self._captions.place(image))

    def _item(self, inline: InlineText) -> Item:
        line = self._line
        if self._note:
            item = inline.item(BlockKind.FOOTNOTE, line, label=self._note)
            if self._open_note is None and item.text:
                self._note = ""
            return item
        if self._has_row:
            return inline.item(BlockKind.TABLE_ROW, line)
        if self._captions.part:
            return inline.item(self._captions.part, line)
        if self._headings:
            return inline.item(BlockKind.HEADING, line, self._headings[-1])
        if self._markers:
            marker, self._markers[-1] = self._markers[-1], "" if inline.text else self._markers[-1]
            return inline.item(BlockKind.LIST_ITEM, line, max(1, len(self._lists)), marker=marker)
        return inline.item(BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH, line)

    def _put_all(self, items: list[Item]) -> None:
        self._walk.items += items
        self._walk.outside += [bool(self._outside)] * (len(self._walk.items) - len(self._walk.outside))
        if len(self._walk.items) > MOST_BLOCKS:
            raise RefusedError(_TOO_MANY)

    def _next_marker(self, element: Element) -> str:
        if not self._lists or self._lists[-1] is None:
            return "-"
        number = _number(element.get("value"), self._lists[-1])
        self._lists[-1] = number + 1
        return f"{number}."


def _aria_level(element: Element) -> int:
    if element.get("role") != "heading":
        return 0
    return min(max(_number(element.get("aria-level"), 2), 1), 6)


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else otherwise


def _without_mark(words: str, label: str) -> str:
    """Take the mark off the beginning of a note: it is no part of its words."""
    match = re.match(rf"\s*(?:[\[(]?{re.escape(label)}(?:[\])]\.?|[.:])?(?=\s|$)|[.:)\]](?=\s))?[\s^↑↩↵⤴]*", words)
    return words[match.end() :] if match and match[0].strip() else words


def _refer_from(item: Item, marks: Item) -> None:
    """Let a mark that stands in a block of its own belong to the words before it."""
    references = item.attributes.get("references", [])
    more = [[len(item.text), label] for _, label in marks.attributes["references"]]
    if item.text:
        item.attributes["references"] = [*references, *more]

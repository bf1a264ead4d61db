"""The words of one block in the making: white space as it is shown, links and reference marks at their places."""

import re

from annotator.core.records import Json
from annotator.core.text import normalise
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item

# White space that a page collapses; no-break spaces and the widths of typography stay.
_SPACES = re.compile("[ \t\n\r\f\v]+")


class InlineText:
    """Collect the runs of one block. Offsets are in the block's own text, which never begins or ends with a space."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._is_spaced = True
        self._links: list[list[Json]] = []
        self._references: list[list[Json]] = []
        self._turns: list[list[Json]] = []
        self._open: tuple[int, str] | None = None

    def __bool__(self) -> bool:
        return bool(self._parts) or bool(self._references)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._parts).rstrip(" ")

    @property
    def last(self) -> str:
        """The last character so far, or "" where there is none; it costs nothing to ask."""
        return self._parts[-1][-1:] if self._parts else ""

    def add(self, words: str, is_kept: bool = False) -> None:
        """Add a run; where `is_kept`, as in preformatted text, its spaces stay and only line ends become one."""
        words = normalise(words)
        words = words.replace("\n", " ") if is_kept else _SPACES.sub(" ", words)
        if self._is_spaced and not is_kept:
            words = words.lstrip(" ")
        if words:
            self._parts.append(words)
            self._length += len(words)
            self._is_spaced = words.endswith(" ")

    def break_line(self) -> None:
        """Add a line break inside the block: one space, since a block is one line of the text."""
        self.add(" ")

    def part_cells(self) -> None:
        """Begin the next cell of a table's row behind a tab, with no spaces around it."""
        while self._parts and self._parts[-1] != (tidy := self._parts[-1].rstrip(" ")):
            self._length -= len(self._parts[-1]) - len(tidy)
            self._parts[-1:] = [tidy] if tidy else []
        self.add("\t", is_kept=True)
        self._is_spaced = True

    def open_link(self, address: str) -> None:
        """Say that what follows leads somewhere."""
        self.close_link()
        if address:
            self._open = (self._length, address)

    def close_link(self) -> None:
        """Say that the link ends here; one without words is forgotten."""
        if self._open is not None:
            start, address = self._open
            end = self._end()
            if start < end:
                self._links.append([start, end, address])
            self._open = None

    def _end(self) -> int:
        """Give where the words end, without the spaces behind them."""
        end = self._length
        for part in reversed(self._parts):
            bare = part.rstrip(" ")
            end -= len(part) - len(bare)
            if bare:
                break
        return end

    def refer(self, label: str) -> None:
        """Note a reference to a footnote here; its mark is no part of the text."""
        self._references.append([self._length, label])

    def turn_page(self, page: int) -> None:
        """Note that the next page of the original begins here."""
        self._turns.append([self._length, page])

    def item(self, kind: BlockKind, line: int = 0, level: int = 0, **attributes: Json) -> Item:
        """Make the block of what was collected."""
        self.close_link()
        text = self.text
        if self._links:
            attributes["links"] = self._links
        if self._references:
            attributes["references"] = [[min(offset, len(text)), label] for offset, label in self._references]
        if self._turns:
            attributes["page_turns"] = [[min(offset, len(text)), page] for offset, page in self._turns]
        return Item(kind, text, line, level, attributes=attributes)

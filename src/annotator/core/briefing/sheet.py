"""Pages that are filled from above with paragraphs and rows, to say about where something will stand.

Words are measured by how many characters of a size fit on a line, East Asian ones as twice as wide. Sizes are points.
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# A page of A4 between the house's margins.
HEIGHT, WIDTH = 691.0, 419.5
# The width of a character of running text, in em: both families of the house share it.
EM, BOLD_EM = 0.417, 0.46
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")
# What a line loses at its end to a word that does not fit, in characters; narrow columns are filled word by word.
_RAGGED, _NARROW = 2.8, 60
# A paragraph leaves at least so many lines on either page.
_FEWEST_LINES = 2
# The line above a page's footnotes.
_NOTES_BEGIN = 15.0
# What may stick out at the end of a page: space after a paragraph.
_TOLERANCE = 7.5


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's size of type, the height of a line, the spaces before and after it, and how wide it runs."""

    size: float
    line: float
    before: float = 0.0
    after: float = 0.0
    width: float = WIDTH
    em: float = EM

    def lines(self, words: str) -> int:
        """Count the lines that words need."""
        return count_lines(words, self.width / (self.size * self.em)) if words else 0


class Sheet:
    """Fill pages from above; what is kept together waits until the rest of it is known."""

    def __init__(self) -> None:
        self.page = 0
        self.first_page: dict[str, int] = {}
        self._height = HEIGHT
        self._left = 0.0
        self._head = 0.0
        self._is_fresh = True
        self._has_notes = False
        self._kept = 0.0
        self._kept_notes = 0.0
        self._marks: list[str] = []

    def close(self) -> None:
        """Place what was kept for something that does not come."""
        if self._kept or self._marks:
            self._place(0.0, 0.0)

    @contextmanager
    def headed(self, height: float) -> Iterator[None]:
        """Repeat a table's head on each page that begins meanwhile."""
        self.keep(height)
        self._head = height
        yield
        self._head = 0.0

    def keep(self, height: float, notes: float = 0.0) -> None:
        """Keep something with what comes next."""
        self._kept += height
        self._kept_notes += notes

    def mark(self, key: str) -> None:
        """Say what begins with what comes next."""
        self._marks.append(key)

    def paragraph(self, style: Style, words: str, notes: float = 0.0, *, is_kept: bool = False) -> None:
        """Put a paragraph, with what its footnotes take of the page; one that is kept stays with what comes next."""
        if not words:
            return
        pieces = _pieces(style.lines(words))
        share = notes / len(pieces)
        self.keep(style.before)
        for piece in pieces[:-1]:
            self._place(piece * style.line, share)
        if is_kept:
            self.keep(pieces[-1] * style.line + style.after, share)
        else:
            self.put(pieces[-1] * style.line, share, style.after)

    def put(self, height: float, notes: float = 0.0, after: float = 0.0) -> None:
        """Put something that cannot be torn; the space after it may get lost at the end of a page."""
        self._place(height, notes)
        self._left -= after

    def turn(self, height: float = HEIGHT) -> None:
        """Go on at the top of a new page."""
        self.close()
        self.page += 1
        self._height = self._left = height
        self._is_fresh, self._has_notes = True, False

    def _place(self, height: float, notes: float) -> None:
        needed, notes = height + self._kept, notes + self._kept_notes
        self._kept = self._kept_notes = 0.0
        begins = _NOTES_BEGIN if notes and not self._has_notes else 0.0
        if needed + notes + begins > self._left and not self._is_fresh:
            self.page += 1
            self._left = self._height - self._head
            begins = _NOTES_BEGIN if notes else 0.0
            self._has_notes = False
        for key in self._marks:
            self.first_page.setdefault(key, self.page)
        self._marks.clear()
        self._left -= needed + notes + begins
        self._has_notes = self._has_notes or bool(notes)
        self._is_fresh = False
        # Something taller than a page runs on over the next ones.
        while self._left < -_TOLERANCE:
            self.page += 1
            self._left += self._height


def _pieces(lines: int) -> list[int]:
    """Divide a paragraph's lines at the places where a page may end."""
    if lines < 2 * _FEWEST_LINES:
        return [lines]
    return [_FEWEST_LINES, *(1 for _ in range(lines - 2 * _FEWEST_LINES)), _FEWEST_LINES]


def count_lines(words: str, fitting: float) -> int:
    """Count the lines that words need where so many characters fit."""
    return sum(_lines_of_one(line, fitting) for line in words.split("\n"))


def _lines_of_one(words: str, fitting: float) -> int:
    width = _width(words)
    if width <= fitting:
        return 1 if words else 0
    if fitting > _NARROW:
        return math.ceil(width / (fitting - _RAGGED))
    lines, used = 1, 0.0
    for word in words.split():
        length = _width(word)
        if used and used + length > fitting:
            lines, used = lines + 1, 0.0
        # What is longer than a line is broken anywhere.
        while length > fitting:
            lines, length = lines + 1, length - int(fitting)
        used += length + 1
    return lines


def _width(words: str) -> int:
    return len(words) if words.isascii() else len(words) + len(_WIDE.findall(words))

"""Where a source's characters stand in what Qt shows of it.

Our offsets are code points of the revision's text. Qt counts UTF-16 units of a document in which words are shown that
are no part of the text (footnote marks, fold boxes) and others are hidden (folded blocks).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.text import Utf16Map


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One paragraph of the document.

    `start` and `end` are the code points of the text it shows; for a fold box the span that it hides. `length` is
    the paragraph's length in UTF-16 units without its end. `inserts` are words that are no part of the text: code
    point offset and length in units, ascending. `is_box` is true where nothing of the text itself is shown.
    """

    start: int
    end: int
    length: int
    inserts: tuple[tuple[int, int], ...] = ()
    is_box: bool = False


class PositionMap:
    """Turn code points of a text into positions of its document, and back."""

    def __init__(self, text: str, shown: Sequence[ShownBlock]) -> None:
        self._utf16 = Utf16Map(text)
        self.shown = tuple(shown)
        self._starts = [block.start for block in shown]
        self._positions: list[int] = []
        at = 0
        for block in shown:
            self._positions.append(at)
            at += block.length + 1

    def block_at(self, code_point: int) -> int:
        """Give the index of the shown paragraph in which a code point stands."""
        return max(0, bisect_right(self._starts, code_point) - 1)

    def block_at_position(self, position: int) -> int:
        """Give the index of the paragraph in which a position of the document stands."""
        return max(0, bisect_right(self._positions, position) - 1)

    def blocks_in(self, start: int, end: int) -> range:
        """Give the indices of the paragraphs that a span of the text touches."""
        if not self.shown:
            return range(0)
        first = self.block_at(start)
        last = max(first, bisect_left(self._starts, end) - 1)
        return range(first, last + 1)

    def local(self, index: int, code_point: int, is_end: bool = False) -> int:
        """Give the place inside paragraph `index`, in units; a place outside of it is moved to its edge.

        Inserted words at the very place count as before it, but behind an end.
        """
        block = self.shown[index]
        if block.is_box:
            return block.length if is_end else 0
        inside = min(max(code_point, block.start), block.end)
        units = self._utf16.to_utf16(inside) - self._utf16.to_utf16(block.start)
        return units + sum(size for at, size in block.inserts if (at < inside if is_end else at <= inside))

    def to_position(self, code_point: int, is_end: bool = False) -> int:
        """Give the document's position of a code point; of hidden text, that of the box which hides it."""
        if not self.shown:
            return 0
        index = self.block_at(code_point)
        if is_end and index and code_point == self.shown[index].start:
            index -= 1  # the end of a span that stops with the paragraph before
            return self._positions[index] + self.local(index, code_point, True)
        return self._positions[index] + self.local(index, code_point, is_end)

    def to_code_point(self, position: int) -> int:
        """Give the code point at a position; inside an inserted word, the place where that stands."""
        if not self.shown:
            return 0
        index = self.block_at_position(position)
        block = self.shown[index]
        local = min(position - self._positions[index], block.length)
        if block.is_box:
            return block.start
        passed = 0
        base = self._utf16.to_utf16(block.start)
        for at, size in block.inserts:
            mark = self._utf16.to_utf16(at) - base + passed
            if local <= mark:
                break
            if local < mark + size:
                return at
            passed += size
        return min(self._utf16.to_code_point(base + local - passed), block.end)

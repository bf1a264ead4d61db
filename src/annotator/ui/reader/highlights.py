"""Which highlights touch which paragraph, and in which lane each one's stripes and bar run."""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core.records import Highlight
from annotator.ui.reader.positions import PositionMap

LANES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a highlight that stands in one paragraph, in that paragraph's units, with its lane."""

    highlight: Highlight
    start: int
    end: int
    begins_here: bool
    lane: int


class HighlightIndex:
    """Answer what stands where, for thousands of overlapping highlights.

    Pieces of a paragraph are worked out when the paragraph is first asked for, so loading and adding cost nothing
    that is not seen.
    """

    def __init__(self, positions: PositionMap, highlights: Iterable[Highlight] = ()) -> None:
        self._positions = positions
        self._by_uid: dict[str, Highlight] = {}
        self._buckets: dict[int, list[tuple[int, int, str]]] = {}
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        for highlight in highlights:
            self._by_uid[highlight.uid] = highlight
            for index in positions.blocks_in(highlight.start, highlight.end):
                self._buckets.setdefault(index, []).append((highlight.start, -highlight.end, highlight.uid))
        for bucket in self._buckets.values():
            bucket.sort()

    def __len__(self) -> int:
        return len(self._by_uid)

    @property
    def all(self) -> Iterable[Highlight]:
        """Every highlight, in no particular order."""
        return self._by_uid.values()

    def add(self, highlight: Highlight) -> None:
        """Put a highlight in; one with the same uid is replaced."""
        self.remove(highlight.uid)
        self._by_uid[highlight.uid] = highlight
        for index in self._positions.blocks_in(highlight.start, highlight.end):
            insort(self._buckets.setdefault(index, []), (highlight.start, -highlight.end, highlight.uid))
            self._pieces.pop(index, None)

    def at(self, code_point: int) -> list[Highlight]:
        """Give the highlights over a place, the shortest first: the one a click most likely means."""
        bucket = self._buckets.get(self._positions.block_at(code_point), ())
        found = [self._by_uid[uid] for start, end, uid in bucket if start <= code_point < -end]
        return sorted(found, key=lambda each: (each.end - each.start, each.start, each.uid))

    def get(self, uid: str) -> Highlight | None:
        """Give a highlight, or None."""
        return self._by_uid.get(uid)

    def over(self, start: int, end: int) -> list[Highlight]:
        """Give the highlights that touch a span."""
        found = {
            uid
            for index in self._positions.blocks_in(start, end)
            for low, negative_high, uid in self._buckets.get(index, ())
            if low < end and -negative_high > start
        }
        return [self._by_uid[uid] for uid in found]

    def pieces(self, index: int) -> Sequence[Piece]:
        """Give the pieces in a paragraph, in text order."""
        if index not in self._buckets:
            return ()
        if index not in self._pieces:
            self._pieces[index] = tuple(self._make_pieces(index))
        return self._pieces[index]

    def remove(self, uid: str) -> None:
        """Take a highlight out, if it is there."""
        highlight = self._by_uid.pop(uid, None)
        if highlight is None:
            return
        for index in self._positions.blocks_in(highlight.start, highlight.end):
            self._buckets[index].remove((highlight.start, -highlight.end, uid))
            self._pieces.pop(index, None)

    def _make_pieces(self, index: int) -> Iterable[Piece]:
        """Give each piece the lowest run of lanes that is free over its length: one lane for each of its tags."""
        block = self._positions.shown[index]
        free_from: list[int] = []
        for start, negative_end, uid in self._buckets.get(index, ()):
            highlight = self._by_uid[uid]
            low = self._positions.local(index, start)
            high = self._positions.local(index, -negative_end, is_end=True)
            width = max(1, len(highlight.tag_uids))
            lane = 0
            while any(at < len(free_from) and free_from[at] > low for at in range(lane, lane + width)):
                lane += 1
            free_from.extend([0] * (lane + width - len(free_from)))
            for at in range(lane, lane + width):
                free_from[at] = high
            yield Piece(highlight, low, high, start >= block.start, lane)

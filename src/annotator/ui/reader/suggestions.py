"""Passages that are offered for statements: where they stand, as long as no statement stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.records import Highlight
from annotator.ui.reader.highlights import HighlightIndex, Piece
from annotator.ui.reader.positions import PositionMap


@dataclass(frozen=True, slots=True)
class Offer:
    """A span that is offered, in code points of the text, and what hovering over it tells."""

    start: int
    end: int
    words: str


class OfferIndex:
    """Answer which offers stand where; `taken` are the highlights of statements, and what they touch is no offer."""

    def __init__(self, positions: PositionMap, offers: Sequence[Offer] = ()) -> None:
        self.all = tuple(offers)
        self._by_uid = {f"{each.start}-{each.end}": each for each in offers}
        spans = (Highlight(uid, each.start, each.end, ()) for uid, each in self._by_uid.items())
        self._index = HighlightIndex(positions, spans)

    def at(self, code_point: int, taken: HighlightIndex) -> Offer | None:
        """Give the offer over a place, or None."""
        found = (self._by_uid[each.uid] for each in self._index.at(code_point))
        return next((each for each in found if _is_open(each, taken)), None)

    def open(self, taken: HighlightIndex) -> list[Offer]:
        """Give what is still offered, in text order."""
        return sorted((each for each in self.all if _is_open(each, taken)), key=lambda each: (each.start, each.end))

    def over(self, start: int, end: int, taken: HighlightIndex) -> list[Offer]:
        """Give the offers that touch a span, in text order."""
        found = (self._by_uid[each.uid] for each in self._index.over(start, end))
        return sorted((each for each in found if _is_open(each, taken)), key=lambda each: each.start)

    def pieces(self, index: int, taken: HighlightIndex) -> list[Piece]:
        """Give the parts of offers that stand in a shown paragraph."""
        return [each for each in self._index.pieces(index) if _is_open(each.highlight, taken)]


def _is_open(span: Offer | Highlight, taken: HighlightIndex) -> bool:
    return not taken.over(span.start, span.end)

"""Where the references and links of some blocks stand, and their pages begin, once their words were changed."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.core.loose_blocks import LooseBlock, moved
from annotator.core.reanchoring.aligning import aligned
from annotator.core.reanchoring.tokens import tokens_of
from annotator.core.records import Json


class Rewording:
    """Compare the words of some blocks with those that take their place, each of which is one new block."""

    def __init__(self, old: Sequence[LooseBlock], words: Sequence[str]) -> None:
        self._words = words
        joined = "\n".join(words)
        known: dict[str, str] = {}
        self._old = tokens_of("\n".join(each.words for each in old), known)
        self._new = tokens_of(joined, known)
        self._places = aligned(self._old.keys, self._new.keys)
        self._length = len(joined)
        self._references: list[tuple[int, str]] = []
        self._links: list[tuple[int, int, str]] = []
        self._pages: list[tuple[int, int]] = []
        at = 0
        for each in old:
            noted = moved(each.attributes, at)
            self._references += [(self._behind(offset), label) for offset, label in noted.get("references", ())]
            self._links += [
                (*span, address) for start, end, address in noted.get("links", ()) if (span := self._span(start, end))
            ]
            if page := noted.get("page"):
                turns = [[at, page], *noted.get("page_turns", ())]
                self._pages += [(self._before(offset), number) for offset, number in turns]
            at += len(each.words) + 1

    def places_in(self, index: int) -> dict[str, Json]:
        """Give the references, links and pages of one of the new blocks, from its beginning."""
        start = sum(len(each) + 1 for each in self._words[:index])
        end = start + len(self._words[index])
        found: dict[str, Json] = {}
        references = [[at - start, label] for at, label in self._references if start <= at <= end]
        links = [
            [max(low, start) - start, min(high, end) - start, address]
            for low, high, address in self._links
            if low < end and high > start
        ]
        if references:
            found["references"] = references
        if links:
            found["links"] = links
        return found | self._pages_in(start, end)

    def _pages_in(self, start: int, end: int) -> dict[str, Json]:
        """Give the page on which a new block begins, and where further pages begin in it."""
        before = [page for at, page in self._pages if at <= start] or [page for _, page in self._pages[:1]]
        turns = [[at - start, page] for at, page in self._pages if start < at < end]
        found: dict[str, Json] = {"page": before[-1]} if before else {}
        return found | {"page_turns": turns} if turns else found

    def _behind(self, offset: int) -> int:
        """Give where a mark stands: behind the same word as before, or the last one before it that is still there."""
        if self._old.covered(0, offset)[1] == len(self._old):
            return self._length  # at the very end it stays there, whatever was added
        for token in range(bisect_right(self._old.ends, offset) - 1, -1, -1):
            if self._places[token] >= 0:
                return self._new.ends[self._places[token]]
        return 0

    def _before(self, offset: int) -> int:
        """Give where the first word that stands behind a place, and is still there, begins."""
        for token in range(bisect_left(self._old.starts, offset), len(self._old)):
            if self._places[token] >= 0:
                return self._new.starts[self._places[token]]
        return self._length

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the span from the first to the last word of a link that is still there; None where none is."""
        low, high = self._old.covered(start, end)
        kept = [place for place in self._places[low:high] if place >= 0]
        return (self._new.starts[kept[0]], self._new.ends[kept[-1]]) if kept else None

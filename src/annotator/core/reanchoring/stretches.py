"""From tokens that two texts share to the stretch of the new text that a passage has become."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.reanchoring.aligning import Pair, common_lengths
from annotator.core.reanchoring.tokens import Tokens

_STOPS = frozenset(".!?…。！？؟।")
# So many tokens more than there were between two shared ones: they belong to different places.
_FAR = 30
# Below this share of letters, two groups of words have nothing to do with each other.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the old text as ranges of tokens: the quote inside what stands around it."""

    around_low: int
    low: int
    high: int
    around_high: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a passage may stand in the new text, as a range of tokens.

    `likeness` compares the quote alone, `score` the quote with what stands around it; both are 0 to 1.
    """

    low: int
    high: int
    likeness: float
    score: float


@dataclass(frozen=True, slots=True)
class Texts:
    """Two texts and their tokens."""

    old_text: str
    new_text: str
    old: Tokens
    new: Tokens

    def stretch(self, passage: Passage, pairs: Sequence[Pair]) -> Stretch | None:
        """Give the stretch that shared tokens mark out; None where none of the quote's is among them."""
        inner = self._together([pair for pair in pairs if passage.low <= pair[0] < passage.high], passage)
        if not inner:
            return None
        before = [pair for pair in pairs if pair[0] < passage.low]
        after = [pair for pair in pairs if pair[0] >= passage.high]
        low = self._head(passage, before[-1] if before else (passage.around_low - 1, -1), inner[0])
        high = self._tail(passage, inner[-1], after[0] if after else (passage.around_high, len(self.new)))
        return self._judged(passage, pairs, inner, (low, high))

    def _together(self, inner: list[Pair], passage: Passage) -> list[Pair]:
        """Keep the weightiest of the groups that stand far from each other."""
        groups: list[list[Pair]] = []
        for pair in inner:
            if not groups or pair[1] - groups[-1][-1][1] > pair[0] - groups[-1][-1][0] + _FAR:
                groups.append([])
            groups[-1].append(pair)
        return max(groups, key=lambda group: sum(len(self.old.keys[at]) for at, _ in group), default=[])

    def _head(self, passage: Passage, before: Pair, first: Pair) -> int:
        """Give where the stretch begins when the quote's first shared token is `first`."""
        lacking = first[0] - passage.low
        if not lacking:
            return first[1]
        low = max(before[1] + 1, first[1] - 3 * lacking - 3)
        wanted = self.old_text[self.old.starts[passage.low] : self.old.ends[first[0] - 1]]
        if not self._has_end(self.old, passage.low, first[0]):
            for at in range(first[1] - 1, low - 1, -1):
                if self._ends_after(at):
                    low = at + 1
                    break
        end = self.new.ends[first[1] - 1]
        sizes = [end - self.new.starts[at] for at in range(first[1] - 1, low - 1, -1)]
        best = _most_alike(wanted[::-1], self.new_text[self.new.starts[low] : end][::-1], sizes) if sizes else 0
        if best:
            return first[1] - best
        outside = passage.low - before[0] - 1
        return first[1] - _share(first[1] - low, lacking, outside)

    def _tail(self, passage: Passage, last: Pair, after: Pair) -> int:
        """Give where the stretch ends when the quote's last shared token is `last`."""
        lacking = passage.high - 1 - last[0]
        if not lacking:
            return last[1] + 1
        high = min(after[1], last[1] + 1 + 3 * lacking + 3)
        wanted = self.old_text[self.old.starts[last[0] + 1] : self.old.ends[passage.high - 1]]
        if not self._has_end(self.old, last[0], passage.high - 1):
            for at in range(last[1], high):
                if self._ends_after(at):
                    high = at + 1
                    break
        begin = self.new.starts[last[1] + 1] if last[1] + 1 < high else 0
        sizes = [self.new.ends[at] - begin for at in range(last[1] + 1, high)]
        best = _most_alike(wanted, self.new_text[begin : self.new.ends[high - 1]], sizes) if sizes else 0
        if best:
            return last[1] + 1 + best
        outside = after[0] - passage.high
        return last[1] + 1 + _share(high - last[1] - 1, lacking, outside)

    def _has_end(self, tokens: Tokens, low: int, high: int) -> bool:
        return any(key in _STOPS for key in tokens.keys[low:high])

    def _ends_after(self, at: int) -> bool:
        """Tell whether a sentence or a paragraph of the new text ends after a token."""
        end = self.new.ends[at]
        next_start = self.new.starts[at + 1] if at + 1 < len(self.new) else len(self.new_text)
        return self.new.keys[at] in _STOPS or "\n" in self.new_text[end:next_start]

    def _judged(self, passage: Passage, pairs: Sequence[Pair], inner: Sequence[Pair], span: Pair) -> Stretch:
        low, high = span
        reach = 2 * (passage.around_high - passage.around_low - passage.high + passage.low) + 8
        around = sum(
            len(self.old.keys[at])
            for at, place in pairs
            if (at < passage.low and low - reach <= place < low)
            or (at >= passage.high and high <= place < high + reach)
        )
        shared = 2 * sum(len(self.old.keys[at]) for at, _ in inner)
        sizes = self.old.weight(passage.low, passage.high) + self.new.weight(low, high)
        near = self.old.weight(passage.around_low, passage.low) + self.old.weight(passage.high, passage.around_high)
        return Stretch(low, high, shared / sizes, (shared + 2 * around) / (sizes + 2 * near))


def _share(size: int, inside: int, outside: int) -> int:
    """Divide new words between the lacking words of the quote and those outside it."""
    return size if not outside and size <= 2 * inside + 2 else min(size, round(size * inside / (inside + outside)))


def _most_alike(wanted: str, text: str, sizes: Sequence[int]) -> int:
    """Give how many words of a text share most letters with the wanted ones; 0 where none of its beginnings does.

    `sizes` are the lengths of the text up to the end of its first word, its second, and so on.
    """
    lengths = common_lengths(wanted, text)
    best, found = _ALIKE, 0
    for count, size in enumerate(sizes, 1):
        alike = 2 * lengths[size - 1] / (len(wanted) + size)
        if alike > best:
            best, found = alike, count
    return found

"""Two texts beside each other, paragraph by paragraph, with the words in which they differ."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from annotator.core.reanchoring.aligning import aligned, common_pairs, tightened
from annotator.core.reanchoring.tokens import Tokens, tokens_of
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind

Kind = Literal["same", "changed", "added", "removed"]
# Paragraphs belong together where so much of the shorter one is in the other.
_LEAST_IN_COMMON = 0.3
# So many paragraphs that are the same are worth a line in place of them.
LEAST_FOLDED = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph, and what it is beside the other text."""

    words: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of each text, or of one alone; `is_same` where they are equal word by word."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Paragraphs in a row that are the same in both texts."""

    rows: tuple[Row, ...]


def passages_of(text: str, blocks: Sequence[Block]) -> list[str]:
    """Give the paragraphs of an article that are to be compared: without what is folded, and without images."""
    shown = (block for block in blocks if not block.fold and block.kind is not BlockKind.IMAGE)
    return [words for block in shown if (words := " ".join(text[block.start : block.end].split()))]


def side_by_side(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    """Lay the paragraphs of two texts beside each other; each stands once, in its order."""
    known: dict[str, str] = {}
    one, other = _Side(left, known), _Side(right, known)
    to_right = aligned(one.tokens.keys, other.tokens.keys)
    to_left = [-1] * len(other.tokens)
    for at, place in enumerate(to_right):
        if place >= 0:
            to_left[place] = at
    partners = _partners(one, other, to_right)
    one.places, other.places = to_right, to_left
    one.kinds, other.kinds = _kinds(to_right, len(to_left), "removed"), _kinds(to_left, len(to_right), "added")
    rows: list[Row] = []
    at = 0
    for index in range(len(left)):
        partner = partners.get(index)
        if partner is None:
            rows.append(Row(one.alone(index, "removed"), ()))
            continue
        rows += (Row((), other.alone(each, "added")) for each in range(at, partner))
        if one.keys_of(index) == other.keys_of(partner):
            rows.append(Row((one.whole(index, "same"),), (other.whole(partner, "same"),), is_same=True))
        else:
            _look_closer(one, index, other, partner)
            rows.append(Row(one.pieces(index), other.pieces(partner)))
        at = partner + 1
    return rows + [Row((), other.alone(each, "added")) for each in range(at, len(right))]


def folded(rows: Sequence[Row]) -> list[Row | Fold]:
    """Fold what is the same in several paragraphs in a row."""
    found: list[Row | Fold] = []
    for is_same, group in groupby(rows, key=lambda row: row.is_same):
        stretch = tuple(group)
        if is_same and len(stretch) >= LEAST_FOLDED:
            found.append(Fold(stretch))
        else:
            found += stretch
    return found


def counted(rows: Sequence[Row]) -> Mapping[Kind, int]:
    """Count the words that differ: what was added and removed, and what was changed, told by the later text."""
    counts: Counter[Kind] = Counter()
    for row in rows:
        for piece in row.left:
            counts["removed"] += len(piece.words.split()) if piece.kind == "removed" else 0
        for piece in row.right:
            if piece.kind in ("added", "changed"):
                counts[piece.kind] += len(piece.words.split())
    return counts


class _Side:
    """One of the texts: its paragraphs, and its tokens with the paragraph that each is in."""

    def __init__(self, paragraphs: Sequence[str], known: dict[str, str]) -> None:
        self.text = "\n".join(paragraphs)
        self.tokens: Tokens = tokens_of(self.text, known)
        self.places: Sequence[int] = ()
        self.kinds: list[Kind] = []
        self.spans: list[tuple[int, int]] = []
        at = 0
        for paragraph in paragraphs:
            self.spans.append((at, at + len(paragraph)))
            at += len(paragraph) + 1

    def keys_of(self, index: int) -> Sequence[str]:
        """Give what a paragraph is compared by."""
        low, high = self.tokens.covered(*self.spans[index])
        return self.tokens.keys[low:high]

    def paragraphs(self) -> list[int]:
        """Give for each token the paragraph that it is in."""
        found = []
        index = 0
        for start in self.tokens.starts:
            while start >= self.spans[index][1]:
                index += 1
            found.append(index)
        return found

    def alone(self, index: int, kind: Kind) -> tuple[Piece, ...]:
        """Give a paragraph that has none beside it: no words stand for its own, and a few in common are chance."""
        low, high = self.tokens.covered(*self.spans[index])
        if self.kinds[low:high].count("same") < _LEAST_IN_COMMON * (high - low):
            return (self.whole(index, kind),)
        return tuple(replace(each, kind=kind) if each.kind == "changed" else each for each in self.pieces(index))

    def whole(self, index: int, kind: Kind) -> Piece:
        """Give a paragraph in one piece."""
        start, end = self.spans[index]
        return Piece(self.text[start:end], kind)

    def pieces(self, index: int) -> tuple[Piece, ...]:
        """Give a paragraph in stretches of one kind; a space belongs to the word before it."""
        return tuple(self._pieces(index))

    def set_kinds(self, index: int, kinds: Sequence[Kind], partner: range) -> None:
        """Say what the tokens of a paragraph are beside its partner; what stands in another paragraph is the same."""
        low, high = self.tokens.covered(*self.spans[index])
        for at, kind in zip(range(low, high), kinds, strict=True):
            is_elsewhere = self.places[at] >= 0 and self.places[at] not in partner
            self.kinds[at] = "same" if is_elsewhere else kind

    def _pieces(self, index: int) -> Iterator[Piece]:
        start, end = self.spans[index]
        low, high = self.tokens.covered(start, end)
        for kind, group in groupby(range(low, high), key=self.kinds.__getitem__):
            last = deque(group, maxlen=1)[0]
            to = self.tokens.starts[last + 1] if last + 1 < high else end
            yield Piece(self.text[start:to], kind)
            start = to


def _look_closer(one: _Side, index: int, other: _Side, partner: int) -> None:
    """Compare two paragraphs by themselves: of whole texts, a few words between changes are taken for chance."""
    left, right = one.keys_of(index), other.keys_of(partner)
    places, back = [-1] * len(left), [-1] * len(right)
    for at, place in tightened(left, right, common_pairs(left, right)):
        places[at], back[place] = place, at
    here, there = (range(*side.tokens.covered(*side.spans[at])) for side, at in ((one, index), (other, partner)))
    one.set_kinds(index, _kinds(places, len(right), "removed"), there)
    other.set_kinds(partner, _kinds(back, len(left), "added"), here)


def _kinds(places: Sequence[int], length: int, alone: Kind) -> list[Kind]:
    """Say of each token whether it stands in the other text; `length` is how many tokens that has.

    What has other words in its place there is changed, what has none is `alone`.
    """
    found: list[Kind] = []
    before = -1
    for has_place, group in groupby(places, key=lambda place: place >= 0):
        run = list(group)
        if has_place:
            found += ["same"] * len(run)
            before = run[-1]
            continue
        at = len(found) + len(run)
        after = places[at] if at < len(places) else length
        found += ["changed" if after - before > 1 else alone] * len(run)
    return found


def _partners(one: _Side, other: _Side, to_right: Sequence[int]) -> dict[int, int]:
    """Pair paragraphs of which each has most in common with the other; the pairs ascend, because the tokens do."""
    theirs = other.paragraphs()
    common: Counter[tuple[int, int]] = Counter()
    for index, place in zip(one.paragraphs(), to_right, strict=True):
        if place >= 0:
            common[index, theirs[place]] += 1
    best: dict[int, int] = {}
    best_back: dict[int, int] = {}
    for (index, partner), _ in common.most_common():
        best.setdefault(index, partner)
        best_back.setdefault(partner, index)
    return {
        index: partner
        for index, partner in sorted(best.items())
        if best_back[partner] == index
        and common[index, partner] >= _LEAST_IN_COMMON * min(len(one.keys_of(index)), len(other.keys_of(partner)))
    }

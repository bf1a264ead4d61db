"""Each statement's place in a corrected text: the same, moved, or lost."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from annotator.core.anchors import CONTEXT, find_quote, make_anchor
from annotator.core.errors import RefusedError
from annotator.core.reanchoring.aligning import Pair, aligned
from annotator.core.reanchoring.searching import Search
from annotator.core.reanchoring.stretches import Passage, Stretch, Texts
from annotator.core.reanchoring.tokens import tokens_of
from annotator.core.records import Anchor
from annotator.core.text import snap_to_graphemes

AnchorState = Literal["same", "moved", "lost"]
_Place = tuple[int, int, AnchorState]
LEAST_SCORE = 0.65
# In its place, between words that are still there, less is enough.
LEAST_SCORE_HERE = 0.5
_LEAD = 0.1
# What is in its place and scores so well need not be looked for elsewhere.
_GOOD = 0.8
# The quote itself must be like what is found, whatever stands around it.
_LEAST_LIKENESS = 0.5
# A quote of so many tokens that is there nearly word for word speaks for itself.
_TELLING = 6
_TELLING_LIKENESS = 0.75
# Two places whose scores differ by less cannot be told apart.
_TIE = 0.03
# Of the same words in two places, one must fit by so much better than the other.
_NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of an anchor in a corrected text.

    "same": the quote stands at its place, letter for letter. "moved": it stands elsewhere or reads differently, and
    a person should look. "lost": it is not there, or nothing tells which of several places is meant; the anchor is
    then the old one, on the old revision.
    """

    anchor: Anchor
    state: AnchorState


def reanchored(old_text: str, new_text: str, anchors: Sequence[Anchor], revision_uid: str) -> list[Reanchored]:
    """Find anchors on `old_text` again in `new_text`, which is the text of `revision_uid`; one for each, in order.

    Words are compared, so a paragraph that was split or joined is still in its place. Blocks need no look: they are
    one line feed apart in either text.
    """
    comparison = _Comparison(old_text, new_text)
    return [comparison.found(anchor, revision_uid) for anchor in anchors]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span of the new text where an anchor may belong; `is_here` where the comparison of the texts puts it."""

    start: int
    end: int
    score: float
    is_here: bool
    is_exact: bool
    is_accepted: bool

    @property
    def rank(self) -> float:
        """The score, with a lead for the place where the passage was."""
        return self.score + (_LEAD if self.is_here else 0)


class _Comparison:
    """Two texts laid beside each other, and the questions that each anchor asks of them."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self._old_text = old_text
        self._new_text = new_text
        self._is_unchanged = old_text == new_text

    def found(self, anchor: Anchor, revision_uid: str) -> Reanchored:
        """Tell what became of one anchor."""
        place = self._place(anchor)
        if place is None:
            return Reanchored(anchor, "lost")
        start, end, state = place
        if state == "moved":
            return Reanchored(make_anchor(revision_uid, self._new_text, start, end), state)
        prefix, suffix = self._new_text[max(0, start - CONTEXT) : start], self._new_text[end : end + CONTEXT]
        return Reanchored(Anchor(revision_uid, start, end, anchor.quote, prefix, suffix), state)

    @cached_property
    def _texts(self) -> Texts:
        known: dict[str, str] = {}
        return Texts(self._old_text, self._new_text, tokens_of(self._old_text, known), tokens_of(self._new_text, known))

    @cached_property
    def _to_new(self) -> Sequence[int]:
        return aligned(self._texts.old.keys, self._texts.new.keys)

    @cached_property
    def _old_places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = {}
        for at, key in enumerate(self._texts.old.keys):
            places.setdefault(key, []).append(at)
        return places

    @cached_property
    def _taken(self) -> Sequence[bool]:
        taken = [False] * len(self._texts.new)
        for place in self._to_new:
            if place >= 0:
                taken[place] = True
        return taken

    @cached_property
    def _search(self) -> Search:
        return Search(self._texts, self._taken)

    def _place(self, anchor: Anchor) -> _Place | None:
        """Give the span of the new text and its state; None where the anchor is lost."""
        if self._old_text[anchor.start : anchor.end] != anchor.quote:
            return self._quoted(anchor)
        if self._is_unchanged:
            return anchor.start, anchor.end, "same"
        passage = self._passage(anchor)
        if passage is None:
            return self._quoted(anchor)
        at = self._exact(anchor, passage)
        if at is not None:
            end = at + len(anchor.quote)
            if self._agreement(anchor.start, anchor.end, at, end) == (CONTEXT, CONTEXT):
                return at, end, "same"
        return self._judged(anchor, passage, at)

    def _passage(self, anchor: Anchor) -> Passage | None:
        """Give the anchor's tokens; None where it has none, being all white space or invisible marks."""
        old = self._texts.old
        low, high = old.covered(anchor.start, anchor.end)
        if low >= high:
            return None
        around_low, around_high = old.covered(max(0, anchor.start - CONTEXT), anchor.end + CONTEXT)
        return Passage(min(around_low, low), low, high, max(around_high, high))

    def _quoted(self, anchor: Anchor) -> _Place | None:
        try:
            start, end = find_quote(self._new_text, anchor.quote, anchor.prefix, anchor.suffix)
        except RefusedError:
            return None
        return start, end, "moved"

    def _exact(self, anchor: Anchor, passage: Passage) -> int | None:
        """Give where the quote stands letter for letter when its shared words are laid over each other."""
        old, new = self._texts.old, self._texts.new
        shifts = Counter(
            new.starts[place] - old.starts[at]
            for at, place in enumerate(self._to_new[passage.low : passage.high], passage.low)
            if place >= 0
        )
        for shift, _ in shifts.most_common():
            at = anchor.start + shift
            if self._reads(anchor, at):
                return at
        return None

    def _reads(self, anchor: Anchor, at: int) -> bool:
        """Tell whether the quote stands at a place, and cuts no word there that it did not cut before."""
        old, new = self._texts.old, self._texts.new
        end = at + len(anchor.quote)
        return (
            at >= 0
            and self._new_text.startswith(anchor.quote, at)
            and new.cuts(at) == old.cuts(anchor.start)
            and new.cuts(end) == old.cuts(anchor.end)
            and snap_to_graphemes(self._new_text, at, end) == (at, end)
        )

    def _agreement(self, start: int, end: int, new_start: int, new_end: int) -> Pair:
        """Count the characters before and behind two spans that agree, up to CONTEXT each."""
        old_text, new_text = self._old_text, self._new_text
        before = old_text[max(0, start - CONTEXT) : start], new_text[max(0, new_start - CONTEXT) : new_start]
        after = old_text[end : end + CONTEXT], new_text[new_end : new_end + CONTEXT]
        return _agreeing(before[0][::-1], before[1][::-1]), _agreeing(*after)

    def _judged(self, anchor: Anchor, passage: Passage, at: int | None) -> _Place | None:
        """Weigh the place that the comparison gives against others."""
        here = self._here(passage, at, len(anchor.quote))
        found = [self._candidate(anchor, passage, here, at, is_here=True)] if here else []
        if here is None or here.score < _GOOD:
            found += [self._candidate(anchor, passage, each) for each in self._elsewhere(passage)]
        found = sorted((each for each in found if each.is_accepted), key=lambda each: -each.rank)
        if not found or _is_tied(found):
            return None
        best = found[0]
        if self._is_contended(anchor, passage, best.start, best.end):
            return None
        return best.start, best.end, "same" if best.is_here and best.is_exact else "moved"

    def _candidate(
        self, anchor: Anchor, passage: Passage, stretch: Stretch, at: int | None = None, is_here: bool = False
    ) -> _Candidate:
        start, end = self._span(anchor, passage, stretch) if at is None else (at, at + len(anchor.quote))
        is_exact = self._new_text[start:end] == anchor.quote
        agreement = self._agreement(anchor.start, anchor.end, start, end)
        is_telling = stretch.likeness >= _TELLING_LIKENESS and passage.high - passage.low >= _TELLING
        is_joined = is_exact and CONTEXT in agreement
        least = LEAST_SCORE_HERE if is_here else LEAST_SCORE
        is_enough = stretch.likeness >= _LEAST_LIKENESS and stretch.score >= least
        return _Candidate(start, end, stretch.score, is_here, is_exact, is_enough or is_telling or is_joined)

    def _here(self, passage: Passage, at: int | None, length: int) -> Stretch | None:
        pairs = [
            (index, place)
            for index, place in enumerate(self._to_new[passage.around_low : passage.around_high], passage.around_low)
            if place >= 0
        ]
        if at is not None:
            # The words of a quote that is there letter for letter are those, whichever of two the comparison chose.
            low, high = self._texts.new.covered(at, at + length)
            pairs = [
                pair
                for pair in pairs
                if (pair[0] < passage.low and pair[1] < low) or (pair[0] >= passage.high and pair[1] >= high)
            ]
            pairs += zip(range(passage.low, passage.high), range(low, high), strict=False)
            pairs.sort()
        return self._texts.stretch(passage, pairs)

    def _elsewhere(self, passage: Passage) -> Iterator[Stretch]:
        for pairs in self._search.candidates(passage):
            stretch = self._texts.stretch(passage, pairs)
            if stretch and 2 * sum(self._taken[stretch.low : stretch.high]) <= stretch.high - stretch.low:
                yield stretch

    def _span(self, anchor: Anchor, passage: Passage, stretch: Stretch) -> tuple[int, int]:
        """Give a stretch in characters; a quote that begins or ends inside a word does so again in the same word."""
        old, new = self._texts.old, self._texts.new
        start, end = new.starts[stretch.low], new.ends[stretch.high - 1]
        if self._is_same_word(passage.low, stretch.low):
            start += anchor.start - old.starts[passage.low]
        if self._is_same_word(passage.high - 1, stretch.high - 1):
            end -= old.ends[passage.high - 1] - anchor.end
        return (start, end) if start < end else (new.starts[stretch.low], new.ends[stretch.high - 1])

    def _is_same_word(self, at: int, place: int) -> bool:
        old, new = self._texts.old, self._texts.new
        return self._old_text[old.starts[at] : old.ends[at]] == self._new_text[new.starts[place] : new.ends[place]]

    def _is_contended(self, anchor: Anchor, passage: Passage, start: int, end: int) -> bool:
        """Tell whether the same words stood elsewhere too, are not in their place any more, and fit as well here."""
        own = sum(self._agreement(anchor.start, anchor.end, start, end))
        for twin in self._twins(anchor, passage):
            twin_end = twin + len(anchor.quote)
            low, high = self._texts.old.covered(twin, twin_end)
            is_gone = 2 * sum(place < 0 for place in self._to_new[low:high]) >= high - low
            if is_gone and sum(self._agreement(twin, twin_end, start, end)) >= _NEARLY * own:
                return True
        return False

    def _twins(self, anchor: Anchor, passage: Passage) -> Iterator[int]:
        """Give where else the old text reads like a quote, going by the rarest of its words."""
        old = self._texts.old
        rarest = min(range(passage.low, passage.high), key=lambda at: len(self._old_places[old.keys[at]]))
        for place in self._old_places[old.keys[rarest]]:
            twin = anchor.start + old.starts[place] - old.starts[rarest]
            if place != rarest and twin >= 0 and self._old_text.startswith(anchor.quote, twin):
                yield twin


def _agreeing(one: str, other: str) -> int:
    """Count how far two contexts agree; two that end together because the text does agree in all."""
    if one == other:
        return CONTEXT
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _is_tied(found: Sequence[_Candidate]) -> bool:
    """Tell whether another place is as good as the best, which comes first."""
    best = found[0]
    return any(
        best.rank - other.rank < _TIE and (other.end <= best.start or best.end <= other.start) for other in found[1:]
    )

"""How keys move and stretch a selection by words and sentences."""

from collections.abc import Sequence
from enum import Enum, auto

from annotator.core.records import Block
from annotator.core.sentences import next_word_end, previous_word_start, sentence_spans


class Step(Enum):
    """What a key does to the selection."""

    NEXT_SENTENCE = auto()
    PREVIOUS_SENTENCE = auto()
    LONGER_BY_WORD = auto()
    SHORTER_BY_WORD = auto()
    LONGER_BY_SENTENCE = auto()
    SHORTER_BY_SENTENCE = auto()


def stepped(
    text: str, blocks: Sequence[Block], span: tuple[int, int], step: Step, is_fresh: bool = False
) -> tuple[int, int] | None:
    """Give the span after a step, or None where there is no further to go.

    `blocks` are those that can be selected, in text order. A fresh step selects the sentence at the place itself.
    """
    start, end = span
    if step in (Step.NEXT_SENTENCE, Step.PREVIOUS_SENTENCE):
        return _neighbour(text, blocks, start if step is Step.PREVIOUS_SENTENCE else end, step, is_fresh)
    if is_fresh:
        return _neighbour(text, blocks, end, Step.NEXT_SENTENCE, True)
    block = next((each for each in blocks if each.start <= max(start, end - 1) <= each.end), None)
    if block is None:
        return None
    if step is Step.LONGER_BY_WORD:
        longer = min(next_word_end(text, end), block.end)
        return (start, longer) if longer > end else None
    if step is Step.SHORTER_BY_WORD:
        shorter = previous_word_start(text, end)
        while shorter > start and text[shorter - 1].isspace():
            shorter -= 1
        return (start, shorter) if shorter > start else None
    ends = [high for _, high in sentence_spans(text, block.start, block.end)]
    if step is Step.LONGER_BY_SENTENCE:
        longer = next((high for high in ends if high > end), end)
        return (start, longer) if longer > end else None
    shorter = max((high for high in ends if start < high < end), default=start)
    return (start, shorter) if shorter > start else None


def _neighbour(text: str, blocks: Sequence[Block], place: int, step: Step, is_fresh: bool) -> tuple[int, int] | None:
    """Give the next or previous sentence from a place; blocks are looked through only as far as needed."""
    if step is Step.NEXT_SENTENCE:
        for block in blocks:
            if block.end < place or (block.end == place and not is_fresh):
                continue
            for low, high in sentence_spans(text, block.start, block.end):
                if low >= place or (is_fresh and high > place):
                    return low, high
        return None
    for block in reversed(blocks):
        if block.start >= place:
            continue
        for low, high in reversed(sentence_spans(text, block.start, block.end)):
            if high <= place:
                return low, high
    return None

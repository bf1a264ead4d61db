"""The units on which reviewers are compared: sentences, or the passages that somebody tagged.

*Sentences* are fixed before anybody reads, as content analysis asks of units, so that leaving one untagged is a
judgement too. Their number makes agreement on "no tag" weigh much: most sentences of an article are nobody's.

*Passages* are groups of tagged statements that overlap, directly or through others, whoever tagged them: the longest
stretches without a seam. Cutting at every boundary instead would make several units of one place and count a word
more or less at its end as a disagreement of its own; how well boundaries agree is what unitising alpha measures.
Where nobody tagged anything there is no passage, so agreement on "no tag" is left out, and coefficients on passages
are harsher than on sentences.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

from annotator.core.records import Block
from annotator.core.sentences import sentence_spans
from annotator.core.vocabulary import BlockKind

Span = tuple[int, int]


def passages(tagged: Iterable[Span]) -> list[Span]:
    """Unite spans that overlap, in text order; spans that only touch stay apart."""
    united: list[Span] = []
    for start, end in sorted(tagged):
        if united and start < united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united


def sentences(text: str, blocks: Sequence[Block], tagged: Iterable[Span]) -> list[Span]:
    """Give the sentences of a text in order.

    Bylines, dates and what is folded away are no part of what reviewers are asked to judge: a sentence there is a
    unit only where somebody tagged it all the same.
    """
    marked = passages(tagged)
    found: list[Span] = []
    for block in blocks:
        spans = sentence_spans(text, block.start, block.end)
        if block.fold or block.kind is BlockKind.METADATA:
            spans = [span for span in spans if overlapping(marked, *span)]
        found += spans
    return found


def overlapping(units: Sequence[Span], start: int, end: int) -> range:
    """Give the indices of the units that share at least one character with a span; units are in order and apart."""
    return range(bisect_right(units, start, key=itemgetter(1)), bisect_left(units, end, key=itemgetter(0)))

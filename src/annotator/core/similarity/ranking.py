"""How well a sentence answers another: BM25 over its terms, those around the query counting half.

Formula: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the inverse
document frequency of Lucene, which is never negative. `K1` and `B` are those for short texts; they and `AROUND` were
chosen by cross-validation over the queries of a set of news articles (`python -m benchmarks.corroboration`).
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

K1 = 0.9
B = 0.3
# What the neighbours of a sentence say counts so much beside what it says itself: pronouns and "this" lean on them.
AROUND = 0.5


@dataclass(frozen=True, slots=True)
class Collection:
    """What is to be known of all sentences together: how many there are, and their mean length in terms."""

    count: int
    mean_length: float

    def rarity(self, frequency: int) -> float:
        """Give the inverse document frequency of a term that stands in so many sentences."""
        return math.log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))


def query_weights(sentence: Iterable[str], around: Iterable[str] = ()) -> dict[str, float]:
    """Give each term of a query its weight: 1 where the sentence has it, less where only its neighbours do."""
    weights = dict.fromkeys(around, AROUND)
    weights.update(dict.fromkeys(sentence, 1.0))
    return weights


def score(terms: Sequence[str], weights: Mapping[str, float], collection: Collection) -> float:
    """Give a sentence's score; `weights` are a query's, each times its term's rarity."""
    norm = K1 * (1 - B + B * len(terms) / collection.mean_length) if collection.mean_length else K1
    counts = Counter(term for term in terms if term in weights)
    return sum(weights[term] * count * (K1 + 1) / (count + norm) for term, count in counts.items())


def by_rarity(
    weights: Mapping[str, float], frequency: Callable[[str], int], collection: Collection
) -> dict[str, float]:
    """Multiply each weight by its term's rarity, the weightiest first; terms that stand nowhere fall out."""
    known = {term: count for term in weights if (count := frequency(term))}
    weighted = {term: weights[term] * collection.rarity(count) for term, count in known.items()}
    return dict(sorted(weighted.items(), key=lambda each: (-each[1], each[0])))

"""How likeness of meaning counts beside shared words, where a model tells it.

Both are put on one scale: the words that a sentence shares are held against all the words of the query. The weights
were chosen over folds of the queries of a set of news articles (`python -m benchmarks.corroboration --model`), where
a wide range of them does about as well.
"""

from dataclasses import dataclass

# What a sentence is about is told by its passage: itself and so many sentences on each side, the farther the less.
REACH = 4
# Two sentences on different things are seldom more alike than this; less is no reason to name one.
LEAST = 0.35
# On one subject any two sentences are so much alike, and passages too. It moves all answers of a query by the same,
# and was chosen so that "very alike" means about the same with a model and without.
COMMON = 0.15

# Invented sentences that have nothing in common. Some models call any two sentences very much alike, and what they
# say of these is their zero.
UNRELATED = (
    "The orchestra will play in the town hall on Saturday evening.",
    "Prices of copper fell for the third week.",
    "He repaired the roof of the barn before the winter.",
    "The court refused the appeal of the company.",
    "Vaccines for cattle are stored in the cellar.",
    "A new bus line links the village with the university.",
    "She won the race by two seconds.",
    "The telescope found water on a distant planet.",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a likeness of 1 counts, 1 being all of a query's words; and what that of the passage counts beside it."""

    likeness: float = 0.8
    around: float = 0.7


WEIGHTS = Weights()


def blended(
    points: float, own_points: float, likeness: float, around: float | None, weights: Weights = WEIGHTS
) -> float:
    """Give the score of a sentence by shared words and by meaning, so that the query itself keeps its own points.

    `points` are those of the words it shares, `own_points` those of the query itself; `likeness` is the sentence's
    cosine, `around` that of its passage to what stands around the query, None where nothing does.
    """
    told, most = likeness - COMMON, 1 - COMMON
    if around is not None:
        told += weights.around * (around - COMMON)
        most *= 1 + weights.around
    return (points + weights.likeness * own_points * told) / (1 + weights.likeness * most)

"""How likeness of meaning counts beside shared words, where a model tells it.

Both are put on one scale: the words that a sentence shares are held against all the words of the query. The weights
were chosen over folds of the queries of a set of news articles (`python -m benchmarks.corroboration --model`), where
a wide range of them does about as well.
"""

# A likeness of 1 counts as much as sharing half of a query's words.
WEIGHT = 0.5
# How alike the neighbours of both sentences are counts so much beside the sentences themselves.
AROUND = 0.2
# Two sentences on different things are seldom more alike than this; less is no reason to name one.
LEAST = 0.35

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


def blended(points: float, own_points: float, likeness: float, around: float, weight: float = WEIGHT) -> float:
    """Give the score of a sentence by shared words and by meaning, so that the query itself keeps its own points.

    `points` are those of the words it shares, `own_points` those of the query itself; `likeness` and `around` are
    cosines.
    """
    return (points + weight * own_points * (likeness + AROUND * around)) / (1 + weight * (1 + AROUND))

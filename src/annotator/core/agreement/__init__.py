"""Agreement between reviewers: how far they put the same tags on the same words, and where they did not.

The units that are compared are made in `units`, the measures on them in `measures`, the one on the spans themselves in
`unitising`; `comparing` reads a project and puts all of it together.
"""

from annotator.core.agreement.comparing import compare
from annotator.core.agreement.records import (
    Agreement,
    Disagreement,
    Measures,
    Pair,
    PairMeasures,
    ReviewersWork,
    Selection,
    TaggedSpan,
    UnitKind,
)

__all__ = [
    "Agreement",
    "Disagreement",
    "Measures",
    "Pair",
    "PairMeasures",
    "ReviewersWork",
    "Selection",
    "TaggedSpan",
    "UnitKind",
    "compare",
]

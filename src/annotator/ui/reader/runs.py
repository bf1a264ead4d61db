"""The words of one block as runs that look alike: words, links, reference marks, unseen characters, ends of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from annotator.core.records import Block
from annotator.ui.reader.signs import MOST_MARKS, shown_as
from annotator.ui.reader.tables import CELL_END

# No paragraph that people write has more; those beyond are not underlined.
MOST_LINKS = 500


class RunKind(Enum):
    """What a run is: a REFERENCE is no part of the text, a SIGN and a CELL_END are one character of it each."""

    WORDS = auto()
    REFERENCE = auto()
    SIGN = auto()
    CELL_END = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """`words` are those of the text, or what is shown: a footnote's label, the label of an unseen character.

    `at` is where it stands in the text, `address` what it leads to, or "".
    """

    kind: RunKind
    words: str
    at: int
    address: str = ""


def runs_of(text: str, block: Block, *, marks_cells: bool = False, most_marks: int = MOST_MARKS) -> Iterator[Run]:
    """Give the runs of a block.

    `marks_cells` where the cells of a row do not stand below those of another; `most_marks` is how many unseen
    characters are runs of their own, the others are shown by a sign among the words.
    """
    start, end = block.start, block.end
    labels, words = shown_as(text[start:end], most_marks)
    attributes = block.attributes
    if not (labels or marks_cells or "references" in attributes or "links" in attributes):
        yield Run(RunKind.WORDS, words, start)
        return
    cells = _places_of(CELL_END, words) if marks_cells else set()
    references: dict[int, list[str]] = {}
    for offset, label in attributes.get("references", ()):
        references.setdefault(min(max(offset, start), end) - start, []).append(label)
    links = [
        (low - start, high - start, str(address))
        for low, high, address in attributes.get("links", ())[:MOST_LINKS]
        if start <= low < high <= end
    ]
    edges = {0, len(words), *references, *(edge for at in (*labels, *cells) for edge in (at, at + 1))}
    edges.update(edge for low, high, _ in links for edge in (low, high))
    for low, high in pairwise([*sorted(edges), len(words)]):
        yield from (Run(RunKind.REFERENCE, label, start + low) for label in references.get(low, ()))
        address = next((each for first, last, each in links if first <= low < last), "")
        if low in labels:
            yield Run(RunKind.SIGN, labels[low], start + low, address)
        elif low in cells:
            yield Run(RunKind.CELL_END, "", start + low)
        elif high > low:
            yield Run(RunKind.WORDS, words[low:high], start + low, address)


def _places_of(sign: str, words: str) -> set[int]:
    return {at for at, each in enumerate(words) if each == sign}

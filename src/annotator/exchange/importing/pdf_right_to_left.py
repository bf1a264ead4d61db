"""Lines of a PDF that run from right to left: their letters by where they stand, in the order of reading.

The order of the letters in the file is that of the drawing program, and brackets may be given as they look or as they
are meant, so both are told anew from the line itself.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# A gap of this share of the size is a space; what is wider than the size parts columns.
_SPACE = 0.12
_HIGHER = 0.08
_OPENING = dict(zip(")]}»›>", "([{«‹<", strict=True))
_CLOSING = {opening: closing for closing, opening in _OPENING.items()}


@dataclass(slots=True)
class Letter:
    """A letter and its place; `index` is its place in the file."""

    text: str
    left: float
    right: float
    baseline: float
    index: int
    is_spaced: bool = False

    @property
    def middle(self) -> float:
        """Where its middle stands."""
        return (self.left + self.right) / 2


def is_right_to_left(text: str) -> bool:
    """Tell whether there is anything in a text that is written from right to left."""
    return _LETTERS.search(text) is not None


def is_mostly_right_to_left(text: str) -> bool:
    """Tell whether more of a text is written from right to left than from left to right."""
    strong = Counter(map(_strength, text))
    return strong["R"] > strong["L"]


def in_reading_order(letters: Sequence[Letter], size: float, is_page_turned: bool = False) -> list[list[Letter]]:
    """Give the words of a line in the order of reading.

    Where the whole page `is_page_turned`, a line of it is too, even with more Latin letters than others.
    """
    marks = [letter for letter in letters if unicodedata.combining(letter.text)]
    bases = [letter for letter in letters if not unicodedata.combining(letter.text)]
    seen = sorted(bases, key=lambda letter: (letter.middle, letter.index))
    strong = [_strength(letter.text) for letter in seen]
    is_line_turned = is_page_turned or strong.count("R") >= strong.count("L")
    runs = _turned(seen, strong, size) if is_line_turned else _straight(seen, strong)
    _space(runs, size)
    ordered = [letter for run in runs for letter in run]
    if is_line_turned:
        _set_brackets(ordered)
    words: list[list[Letter]] = []
    for before, letter in zip([None, *ordered], ordered, strict=False):
        is_higher = before is not None and abs(letter.baseline - before.baseline) > _HIGHER * size
        if before is None or letter.is_spaced or is_higher:
            words.append([])
        words[-1].append(letter)
    return _with_marks(words, marks)


def _strength(text: str) -> str:
    """Give R for letters from right to left, L for others, N for digits, "" for what takes its neighbours' side."""
    kind = unicodedata.bidirectional(text)
    if kind in ("R", "AL"):
        return "R"
    return "N" if kind in ("EN", "AN") else kind if kind == "L" else ""


def _turned(seen: list[Letter], strong: list[str], size: float) -> list[list[Letter]]:
    """Read from the right; what runs from left to right, words of Latin letters and numbers, keeps its own order.

    Letters that are drawn in one piece stand at one place, and the file has them turned round: backwards is right.
    """
    runs: list[list[Letter]] = []
    at = len(seen) - 1
    while at >= 0:
        low = _start_of_run(seen, strong, at, size)
        runs.append(seen[low : at + 1])
        at = low - 1
    return runs


def _start_of_run(seen: list[Letter], strong: list[str], at: int, size: float) -> int:
    """Give where a run from left to right begins that ends here; `at` where none does."""
    if strong[at] not in ("L", "N"):
        return at
    low = at
    while low > 0 and strong[low - 1] != "R":
        low -= 1
    if "L" in strong[low : at + 1]:
        while strong[low] not in ("L", "N"):
            low += 1
        return low
    # Numbers side by side are read from the right, each by itself.
    low = at
    while low > 0 and strong[low - 1] != "R" and seen[low].left - seen[low - 1].right <= _SPACE * size:
        low -= 1
    while strong[low] != "N":
        low += 1
    return low


def _straight(seen: list[Letter], strong: list[str]) -> list[list[Letter]]:
    """Read from the left; runs from right to left inside are turned."""
    runs: list[list[Letter]] = []
    at = 0
    while at < len(seen):
        end = at + 1
        if strong[at] == "R":
            last = at
            while end < len(seen) and strong[end] not in ("L", "N"):
                last = end if strong[end] == "R" else last
                end += 1
            end = last + 1
            runs.append(seen[at:end][::-1])
        else:
            runs.append([seen[at]])
        at = end
    return runs


def _space(runs: list[list[Letter]], size: float) -> None:
    """Note where white space stands: between runs by their near ends, which need not be the letters that are read."""
    edges = (0.0, 0.0)
    for number, run in enumerate(runs):
        low, high = min(letter.left for letter in run), max(letter.right for letter in run)
        run[0].is_spaced = not number or max(low - edges[1], edges[0] - high) > _SPACE * size
        edges = low, high
        for before, letter in pairwise(run):
            letter.is_spaced = max(letter.left - before.right, before.left - letter.right) > _SPACE * size


def _set_brackets(ordered: list[Letter]) -> None:
    """Tell opening from closing brackets by the spaces and stops around them."""
    for at, letter in enumerate(ordered):
        if letter.text in _OPENING or letter.text in _CLOSING:
            following = ordered[at + 1] if at + 1 < len(ordered) else None
            is_last = following is None or following.is_spaced or not following.text.isalnum()
            if letter.is_spaced and not is_last:
                letter.text = _OPENING.get(letter.text, letter.text)
            elif not letter.is_spaced and is_last:
                letter.text = _CLOSING.get(letter.text, letter.text)


def _with_marks(words: list[list[Letter]], marks: list[Letter]) -> list[list[Letter]]:
    """Put vowel signs and accents behind the letters over which they stand."""
    bases = [(letter, word) for word in words for letter in word]
    for mark in marks:
        if bases:
            base, word = min(bases, key=lambda pair: abs(pair[0].middle - mark.middle))
            mark.baseline = base.baseline
            word.insert(word.index(base) + 1, mark)
    return words

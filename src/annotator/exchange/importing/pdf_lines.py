"""Lines of a PDF page: words that stand side by side, and what is told of a line by where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.exchange.importing.pdf_pictures import Picture
from annotator.exchange.importing.pdf_words import Word

# Shares of the size of the letters.
_WIDEST_SPACE = 0.9
_SPACE = 0.12
_OVERLAP = 0.6
_SAME_BASELINE = 0.15
_SAME_ROW = 0.3
_MUCH_SMALLER = 0.85
_HIGHEST = 0.8
_LOWEST = 0.1
_ASCENT, _DESCENT = 0.75, 0.25
_CAPITAL = 1.7
_ALIKE = 0.25
_LONGEST_CAPITAL = 2
_MOST_CAPITALS = 20
_MOST_CELLS = 200


@dataclass(slots=True)
class Line:
    """Words on one baseline, or a picture. Places are in points, downwards from 0.

    `cells` are the parts of the line that wide gaps leave, in reading order. `page` counts from 1.
    """

    words: list[Word]
    left: float
    right: float
    baseline: float
    size: float
    page: int = 0
    picture: Picture | None = None
    cells: list[Line] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where it begins, downwards."""
        return self.picture.top if self.picture else self.baseline - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where it ends, downwards."""
        return self.picture.bottom if self.picture else self.baseline + _DESCENT * self.size

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def text(self) -> str:
        """Its words, with a space where there is one."""
        return "".join((" " if word.is_spaced and at else "") + word.text for at, word in enumerate(self.words))

    @property
    def is_bold(self) -> bool:
        """Whether all its letters are bold."""
        return bool(self.words) and all(word.is_bold for word in self.words if not word.is_raised)

    @property
    def is_right_to_left(self) -> bool:
        """Whether most of it is written from right to left."""
        turned = sum(len(word.text) for word in self.words if word.is_right_to_left)
        return turned * 2 > sum(len(word.text) for word in self.words)

    def add(self, word: Word) -> None:
        """Put a word behind the last one."""
        self.words.append(word)
        self.left, self.right = min(self.left, word.left), max(self.right, word.right)


def picture_line(picture: Picture, page: int) -> Line:
    """Give a picture its place among the lines."""
    return Line([], picture.left, picture.right, picture.bottom, 0.0, page, picture)


def join_words(words: Iterable[Word], page: int) -> list[Line]:
    """Join words that follow each other in the file and stand side by side, as far as no wide gap parts them."""
    lines: list[Line] = []
    for word in words:
        if not (lines and _joins(lines[-1], word)):
            lines.append(Line([], word.left, word.right, word.baseline, word.size, page))
        lines[-1].add(word)
    for line in lines:
        line.size = usual_size((line,)) or line.size
    return lines


def usual_size(lines: Iterable[Line]) -> float:
    """Give the size that most letters have, to half a point; 0 where there are none."""
    letters: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            if not word.is_raised:
                letters[round(word.size * 2) / 2] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _joins(line: Line, word: Word) -> bool:
    """Tell whether a word goes on a line; a mark that stands higher is noted as such, on either side."""
    big = max(line.size, word.size)
    gap = max(word.left - line.right, line.left - word.right)
    if not -_OVERLAP * big <= gap <= _WIDEST_SPACE * big or not _goes_forward(line, word):
        return False
    word.is_spaced = word.is_spaced or gap > _SPACE * big
    lower = word.baseline - line.baseline
    if abs(lower) <= _SAME_BASELINE * big:
        return True
    if word.size <= _MUCH_SMALLER * line.size and -_HIGHEST * big < lower < _LOWEST * big * 4:
        word.is_raised = lower < 0
        return True
    is_mark = len(line.words) == 1 and line.size <= _MUCH_SMALLER * word.size
    if is_mark and _LOWEST * big < lower < _HIGHEST * big:
        line.words[0].is_raised = True
        line.baseline, line.size = word.baseline, word.size
        return True
    return False


def _goes_forward(line: Line, word: Word) -> bool:
    if word.is_right_to_left or line.words[-1].is_right_to_left:
        return True
    return word.left >= line.words[-1].left


def rows(parts: Sequence[Line]) -> list[Line]:
    """Join the parts of lines that stand side by side, from top to bottom; pictures stay by themselves."""
    found: list[Line] = []
    groups: list[list[Line]] = []
    for part in sorted(_with_capitals(parts), key=lambda part: (part.baseline, part.left)):
        if part.picture is not None:
            found.append(part)
        elif groups and _is_beside(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    found += [_row(group) for group in groups]
    return sorted(found, key=lambda line: (line.top, line.left))


def _is_beside(group: list[Line], part: Line) -> bool:
    big = max(max(each.size for each in group), part.size)
    close = _SAME_ROW * big
    if any(each.size <= _MUCH_SMALLER * big for each in (*group, part)):
        close = _HIGHEST * big
    if part.baseline - group[-1].baseline > close or len(group) >= _MOST_CELLS:
        return False
    return all(part.left >= each.right - _OVERLAP * big or part.right <= each.left + _OVERLAP * big for each in group)


def _row(group: list[Line]) -> Line:
    if len(group) == 1:
        group[0].cells = [group[0]]
        return group[0]
    is_turned = sum(len(each.text) * (1 if each.is_right_to_left else -1) for each in group) > 0
    ordered = sorted(group, key=lambda each: -each.right if is_turned else each.left)
    main = max(group, key=lambda each: len(each.text))
    row = Line([], ordered[0].left, ordered[0].right, main.baseline, main.size, main.page, None, ordered)
    for before, each in zip([None, *ordered], ordered, strict=False):
        first = each.words[0]
        if before is not None:
            gap = max(each.left - before.right, before.left - each.right)
            first.is_spaced = first.is_spaced or gap > _SPACE * main.size
        is_mark = each.size <= _MUCH_SMALLER * main.size and each.baseline < main.baseline - _LOWEST * main.size
        for word in each.words:
            word.is_raised = word.is_raised or is_mark
            row.add(word)
    if _is_stretched(row):
        row.cells = [row]
    return row


def _is_stretched(row: Line) -> bool:
    """Tell whether a line is so wide apart only because it fills its column: all its spaces are alike."""
    gaps = [
        max(word.left - before.right, before.left - word.right)
        for before, word in pairwise(row.words)
        if word.is_spaced
    ]
    return len(gaps) > 1 and max(gaps) - min(gaps) <= _ALIKE * row.size


def _with_capitals(parts: Sequence[Line]) -> list[Line]:
    """Put a large first letter that reaches down over several lines before the uppermost of them."""
    size = usual_size(parts)
    capitals = [part for part in parts if _is_capital(part, size)]
    if not capitals or len(capitals) > _MOST_CAPITALS:
        return list(parts)
    kept = [part for part in parts if not _is_capital(part, size)]
    for capital in capitals:
        beside = [part for part in kept if _stands_beside(capital, part)]
        if len(beside) < 2:
            kept.append(capital)
            continue
        first = min(beside, key=lambda part: part.baseline)
        first.words[0].is_spaced = False
        first.words = capital.words + first.words
        for part in beside:
            part.left = capital.left
    return kept


def _is_capital(part: Line, size: float) -> bool:
    is_large = part.picture is None and part.size > _CAPITAL * size
    return is_large and len(part.text) <= _LONGEST_CAPITAL and part.text[:1].isalpha()


def _stands_beside(capital: Line, part: Line) -> bool:
    if part.picture is not None or part.size * _CAPITAL > capital.size:
        return False
    is_right = capital.right - part.size <= part.left <= capital.right + 2 * part.size
    return is_right and capital.top < part.baseline <= capital.baseline + _SAME_ROW * part.size

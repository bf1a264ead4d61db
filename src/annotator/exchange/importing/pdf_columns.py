"""The order of reading on PDF pages: columns found by the white between them, and what stretches across them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from annotator.exchange.importing.pdf_lines import Line, rows
from annotator.exchange.importing.pdf_words import Word

# Shares of the usual size of the page's letters.
_NARROWEST_GUTTER = 0.75
_ALIGNED = 0.35
_SLACK = 0.2
_NARROWEST_COLUMN = 6.0
_SAME_ROW = 0.2
_FEWEST_ROWS = 3
_FULL_ROWS = 6
_FEWEST_LETTERS = 8
_TABLE_LETTERS = 15
_TABLE_FILL = 0.7
_COLUMN_FILL = 0.4
_SAME_ROWS = 0.7
_INSIDE = 0.4
_MOST_GUTTERS = 24
# Lines looked at on one page; pages that are made to take long end as one column.
_MOST_WORK = 300_000
_BETTER = 1.02
_WIDER = 1.3
# Of the page's height: white that parts less is looked for on no other page.
_TELLING = 0.4
_NEARLY_ALL = 0.9
# Of the lines of a region: where nearly all reach into a white place, it is none.
_MOST_ACROSS = 0.85
_HEADLINE = 1.1
_HEADLINE_LEADING = 1.6

Gutter = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    baseline: float
    left: float
    right: float
    letters: int
    is_inside_sentence: bool


class ColumnOrder:
    """Put the lines of page after page in order; white that parted the columns of one is looked for on the next."""

    def __init__(self) -> None:
        self._known: list[Gutter] = []
        self._size = 1.0
        self._work = 0
        self._is_right_to_left = False

    def regions(self, parts: Sequence[Line], size: float, is_right_to_left: bool) -> list[list[Line]]:
        """Give the columns of a page and what stands between them, in order, each as lines from top to bottom.

        `size` is the usual size of the letters.
        """
        self._size, self._work, self._is_right_to_left = size, 0, is_right_to_left
        found: list[list[Line]] = []
        telling: list[Gutter] = []
        waiting = [sorted(parts, key=lambda part: (part.top, part.left))]
        while waiting:
            region = waiting.pop()
            cut, height = self._best_cut(region)
            if cut is None:
                found.append(rows(region))
                continue
            if height > _TELLING * _height(parts):
                telling.append(cut)
            waiting += reversed(self._pieces(region, cut))
        self._known = telling or self._known
        return [region for region in found if region]

    def _best_cut(self, region: Sequence[Line]) -> tuple[Gutter | None, float]:
        """Give the white that parts columns over the greatest height, and that height; None where there is none."""
        texts = [part for part in region if part.picture is None]
        best: Gutter | None = None
        most = 0.0
        for gutter in self._gutters(texts):
            self._work += len(region)
            if self._work > _MOST_WORK:
                return None, 0.0
            strips = _strips(region, gutter, self._size)
            height = sum(_height(strip) for strip in strips if self._is_columns(strip, gutter))
            if height > most * _BETTER:
                best, most = gutter, height
            if gutter in self._known and most > _NEARLY_ALL * _height(region):
                break
        return best, most

    def _pieces(self, region: Sequence[Line], gutter: Gutter) -> list[list[Line]]:
        """Part a region into the sides of its columns, and what stretches across them."""
        pieces: list[list[Line]] = []
        was_across = False
        for strip in _strips(region, gutter, self._size):
            if self._is_columns(strip, gutter):
                sides = _sides(strip, gutter)
                pieces += sides[::-1] if self._is_right_to_left else sides
                was_across = False
            elif was_across:
                pieces[-1] += strip
            else:
                pieces.append(strip)
                was_across = True
        return pieces

    def _gutters(self, texts: Sequence[Line]) -> list[Gutter]:
        """Give the white places beside which several lines begin, or end, at the same height."""
        if not texts:
            return []
        least = _NARROWEST_GUTTER * self._size
        lefts, rights = sorted(part.left for part in texts), sorted(part.right for part in texts)
        slack = _SLACK * self._size
        found = [(count, (edge - least + slack, edge - slack)) for count, edge in self._shared(lefts)]
        found += [(count, (edge + slack, edge + least - slack)) for count, edge in self._shared(rights)]
        first, last = lefts[0] + _NARROWEST_COLUMN * self._size, rights[-1] - _NARROWEST_COLUMN * self._size
        likely = [each for each in found if first <= each[1][0] and each[1][1] <= last]
        likely = [each for each in likely if _across(lefts, rights, each[1]) <= _MOST_ACROSS * len(texts)]
        return [*self._known, *(gutter for _, gutter in sorted(likely, reverse=True)[:_MOST_GUTTERS])]

    def _shared(self, edges: Sequence[float]) -> list[tuple[int, float]]:
        """Give the edges at which several lines stand, and how many: the outer ones of each group."""
        found: list[tuple[int, float]] = []
        at = 0
        while at < len(edges):
            end = at + 1
            while end < len(edges) and edges[end] - edges[at] <= _ALIGNED * self._size:
                end += 1
            if end - at >= _FEWEST_ROWS:
                found += [(end - at, edge) for edge in dict.fromkeys((edges[at], edges[end - 1]))]
            at = end
        return found

    def _is_columns(self, strip: Sequence[Line], gutter: Gutter) -> bool:
        """Tell whether the white parts columns of text, and not the cells of a table."""
        is_known = gutter in self._known
        if len(strip) < (_FEWEST_ROWS if is_known else 2 * _FEWEST_ROWS):
            return False
        sides = _sides(strip, gutter)
        if len(sides[0]) + len(sides[1]) < len(strip):
            return False
        rowed = [self._rows(side) for side in sides]
        if min(map(len, rowed)) < (1 if is_known else _FEWEST_ROWS):
            return False
        letters, fills = zip(*map(_measure, rowed), strict=True)
        if min(letters) < _FEWEST_LETTERS or not self._is_edge_straight(rowed, is_known):
            return False
        if not self._are_level(*sorted(rowed, key=len)):
            return bool(min(fills) >= _COLUMN_FILL)
        if not is_known and min(map(len, rowed)) < _FULL_ROWS and not self._is_wider_than_spaces(strip, gutter):
            return False
        # The lines of text go on inside a sentence, and fill their column; the cells of a table do neither.
        return min(letters) >= _TABLE_LETTERS and (min(fills) >= _TABLE_FILL or all(map(_is_prose, rowed)))

    def _is_edge_straight(self, rowed: Sequence[Sequence[_Row]], is_known: bool) -> bool:
        """Tell whether most lines beside the white begin at one height; of few lines, all: spaces may do so too."""
        if self._is_right_to_left:
            edges = [-row.right for row in rowed[0]]
        else:
            edges = [row.left for row in rowed[1]]
        close = min(edges) + _ALIGNED * self._size
        straight = sum(edge <= close for edge in edges)
        return straight * 2 >= len(edges) if is_known or len(edges) >= _FULL_ROWS else straight == len(edges)

    def _is_wider_than_spaces(self, strip: Sequence[Line], gutter: Gutter) -> bool:
        """Tell whether the white is wider than what stands between the words of the same lines."""
        whites, spaces = [], []
        for words in self._words_by_row(strip):
            gaps = [(word.left - before.right, before.right <= gutter[0] + 0.01) for before, word in pairwise(words)]
            beside = [is_left for _, is_left in gaps]
            if words[-1].left >= gutter[1] - 0.01 and any(beside):
                at = len(beside) - 1 - beside[::-1].index(True)
                whites.append(gaps.pop(at)[0])
                spaces.append(max((gap for gap, _ in gaps), default=0.0))
        middle = len(whites) // 2
        return not whites or sorted(whites)[middle] > _WIDER * sorted(spaces)[middle]

    def _words_by_row(self, strip: Sequence[Line]) -> list[list[Word]]:
        """Give the words on each baseline from left to right."""
        found: list[list[Word]] = []
        baseline = -inf
        for part in sorted(strip, key=lambda part: part.baseline):
            if part.baseline - baseline > _SAME_ROW * self._size:
                found.append([])
                baseline = part.baseline
            found[-1] += part.words
        return [sorted(words, key=lambda word: word.left) for words in found if words]

    def _rows(self, side: Sequence[Line]) -> list[_Row]:
        found: list[_Row] = []
        for part in sorted(
            (part for part in side if part.picture is None), key=lambda part: (part.baseline, part.left)
        ):
            last = found[-1] if found else None
            letters = sum(len(word.text) + 1 for word in part.words)
            if last is not None and part.baseline - last.baseline <= _SAME_ROW * self._size:
                left, right = min(last.left, part.left), max(last.right, part.right)
                found[-1] = _Row(last.baseline, left, right, last.letters + letters, last.is_inside_sentence)
            else:
                is_inside = part.words[0].text[0].islower()
                found.append(_Row(part.baseline, part.left, part.right, letters, is_inside))
        return found

    def _are_level(self, fewer: Sequence[_Row], more: Sequence[_Row]) -> bool:
        """Tell whether the lines on both sides stand on the same baselines, as the cells of a table do."""
        places = [row.baseline for row in more]
        close = _SAME_ROW * self._size
        level = 0
        for row in fewer:
            at = bisect_left(places, row.baseline - close)
            level += at < len(places) and places[at] <= row.baseline + close
        return level >= _SAME_ROWS * len(fewer)


def _across(lefts: Sequence[float], rights: Sequence[float], gutter: Gutter) -> int:
    """Count what reaches into the white, by all left and all right edges in order."""
    low, high = gutter
    return bisect_left(lefts, high) - bisect_right(rights, low)


def _is_prose(lines: Sequence[_Row]) -> bool:
    return sum(line.is_inside_sentence for line in lines) >= _INSIDE * len(lines)


def _sides(strip: Sequence[Line], gutter: Gutter) -> list[list[Line]]:
    low, high = gutter
    return [
        [part for part in strip if part.right <= low + 0.01],
        [part for part in strip if part.left >= high - 0.01],
    ]


def _strips(region: Sequence[Line], gutter: Gutter, size: float) -> list[list[Line]]:
    """Part a region, which is in order, from top to bottom at everything that reaches into the white."""
    low, high = gutter
    strips: list[list[Line]] = []
    was_across = True
    bottom = -inf
    for part in region:
        is_across = part.left < high - 0.01 and part.right > low + 0.01
        if was_across and strips and part.size > _HEADLINE * size and _is_next_line(strips[-1][-1], part):
            is_across = True
        # What ends above the foot of a part that stretches across stands beside it.
        is_beside = was_across and bool(strips) and part.bottom <= bottom
        if not strips or (is_across != was_across and not is_beside):
            strips.append([])
            was_across = is_across
            bottom = -inf
        strips[-1].append(part)
        bottom = max(bottom, part.bottom)
    return strips


def _is_next_line(before: Line, part: Line) -> bool:
    """Tell whether a part is a further line of the same headline: in the same letters, and right below."""
    is_like = before.size == part.size and before.is_bold == part.is_bold and part.left < before.right
    return is_like and 0 < part.baseline - before.baseline < _HEADLINE_LEADING * part.size


def _height(strip: Sequence[Line]) -> float:
    return max(part.bottom for part in strip) - min(part.top for part in strip)


def _measure(lines: Sequence[_Row]) -> tuple[int, float]:
    """Give the middle number of letters in a line, and the middle share of the width that lines fill."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    middle = len(lines) // 2
    letters = sorted(line.letters for line in lines)[middle]
    return letters, sorted(line.right - line.left for line in lines)[middle] / (width or 1.0)

"""Tables of a PDF: rows of cells that stand under each other."""

from collections.abc import Sequence
from itertools import pairwise

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_paragraphs import leads_to_number, marker_of
from annotator.exchange.importing.pdf_words import Word

# Shares of the size of the letters.
_ALIGNED = 0.5
_FEWEST_ROWS = 3
_FEWEST_ROWS_OF_MANY = 2
_MANY = 3
# The lines of one cell stand closer than rows do.
_CLOSE = 1.35
_INSIDE = 0.4
_SPACE = 0.12
# Of the width of the region, and in points.
_SHORT = 0.6
_SAME_START = 1.0
_MOST_ROWS = 2_000

Row = list[Line]


def part_cells(lines: Sequence[Line]) -> None:
    """Part short lines into cells where words of several of them begin under each other: cells may stand close."""
    width = max((line.right for line in lines), default=0.0) - min((line.left for line in lines), default=0.0)
    at = 0
    while at < len(lines):
        starts, end = _starts(lines[at], width), at + 1
        while starts and end < len(lines) and end - at < _MOST_ROWS:
            common = [x for x in starts if any(abs(x - other) <= _SAME_START for other in _starts(lines[end], width))]
            if not common:
                break
            starts, end = common, end + 1
        if end - at >= _FEWEST_ROWS:
            for line in lines[at:end]:
                line.cells = _cells(line, starts)
        at = max(at + 1, end) if end - at >= _FEWEST_ROWS else at + 1


def _starts(line: Line, width: float) -> list[float]:
    """Give where the words of a short line begin behind a space, all but the first."""
    is_short = line.picture is None and line.width < _SHORT * width
    if not is_short or line.is_right_to_left or marker_of(line):
        return []
    return [word.left for before, word in pairwise(line.words) if word.left - before.right > _SPACE * line.size]


def _cells(line: Line, starts: Sequence[float]) -> list[Line]:
    groups: list[list[Word]] = [[]]
    begun = {id(cell.words[0]) for cell in line.cells}
    for word in line.words:
        is_start = id(word) in begun or any(abs(word.left - x) <= _SAME_START for x in starts)
        if groups[-1] and is_start:
            groups.append([])
        groups[-1].append(word)
    return [
        Line(words, words[0].left, words[-1].right, line.baseline, line.size, line.page) for words in groups if words
    ]


def find_tables(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Give where tables begin and end among the lines of a region."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and end - at < _MOST_ROWS and _goes_on(lines, at, end):
            end += 1
        while end > at and not _is_row(lines[end - 1]):
            end -= 1
        several = [line for line in lines[at:end] if _is_row(line)]
        most = max((len(line.cells) for line in several), default=0)
        is_enough = len(several) >= (_FEWEST_ROWS_OF_MANY if most >= _MANY else _FEWEST_ROWS)
        if is_enough and not _is_prose(several) and _are_aligned(several):
            found.append((at, end))
            at = end
        else:
            at = max(end, at + 1)
    return found


def rows_of(lines: Sequence[Line]) -> list[list[list[Line]]]:
    """Give the rows of a table as cells, each of which is one line or more."""
    columns = _columns(lines)
    rows: list[list[list[Line]]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        placed: list[list[Line]] = [[] for _ in columns]
        for cell in line.cells:
            placed[_nearest(columns, cell)].append(cell)
        if before is not None and rows and not placed[0] and _is_close(before, line):
            for parts, more in zip(rows[-1], placed, strict=True):
                parts += more
        else:
            rows.append(placed)
    return rows


def _is_row(line: Line) -> bool:
    if line.picture is not None or len(line.cells) < 2 or leads_to_number(line):
        return False
    # A list's mark stands apart from its words as a cell does.
    return not (len(line.cells) == 2 and len(line.cells[0].words) == 1 and marker_of(line))


def _is_prose(rows: Sequence[Line]) -> bool:
    """Tell whether many rows begin inside a sentence: lines that are set apart to fill a column."""
    return sum(row.words[0].text[0].islower() for row in rows) >= _INSIDE * len(rows)


def _goes_on(lines: Sequence[Line], start: int, at: int) -> bool:
    """Tell whether a line belongs to a table that began: a row of it, or a cell's next line."""
    if _is_row(lines[at]):
        return at == start or lines[at].baseline - lines[at - 1].baseline < 4 * lines[at].size
    if at == start or lines[at].picture is not None:
        return False
    columns = _columns(lines[start:at])
    line = lines[at]
    is_inner = abs(line.left - columns[0]) > _ALIGNED * line.size
    is_under = any(abs(line.left - column) <= _ALIGNED * line.size for column in columns[1:])
    return is_inner and is_under and _is_close(lines[at - 1], line)


def _is_close(before: Line, line: Line) -> bool:
    return line.baseline - before.baseline <= _CLOSE * line.size


def _are_aligned(rows: Sequence[Line]) -> bool:
    """Tell whether the cells of rows stand under each other, by their left, their right or their middle."""
    aligned = 0
    for above, below in pairwise(rows):
        close = _ALIGNED * below.size
        inner = below.cells[1:]
        hits = sum(any(_is_under(cell, other, close) for other in above.cells) for cell in inner)
        aligned += hits * 2 > len(inner)
    return aligned * 3 >= 2 * (len(rows) - 1)


def _is_under(cell: Line, other: Line, close: float) -> bool:
    middle = (cell.left + cell.right) / 2 - (other.left + other.right) / 2
    return min(abs(cell.left - other.left), abs(cell.right - other.right), abs(middle)) <= close


def _columns(lines: Sequence[Line]) -> list[float]:
    """Give where the columns begin: as the row with the most cells has them."""
    widest = max(lines, key=lambda line: len(line.cells))
    return [cell.left for cell in widest.cells]


def _nearest(columns: Sequence[float], cell: Line) -> int:
    return min(range(len(columns)), key=lambda at: abs(columns[at] - cell.left))

"""Running heads and page numbers of a PDF: lines that stand at the same place on several pages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_notes import marks_in
from annotator.exchange.importing.pdf_pages import Page

# Shares of the page's height.
_MARGIN = 0.17
_SAME_PLACE = 0.012
_ROWS = 3
_LONGEST = 160
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
# A page's number alone, with a word for it, or with how many there are.
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,8}\.?\s)?(?:#)(?:\s?(?:/|\w{1,4})\s?#)?\W*(?:\w{1,3})?\W*")

# A part of a line, and how far down it stands.
Placed = tuple[float, Line]


@dataclass(slots=True)
class Parted:
    """The parts of lines of one page: what stands above and below the text on several pages, and the text."""

    heads: list[Line]
    body: list[Line]
    feet: list[Line]


def part_margins(pages: Sequence[Page]) -> list[Parted]:
    """Part each page into what repeats at its margins and its text."""
    places: dict[str, list[tuple[float, int, Line]]] = defaultdict(list)
    outer = {page.number: _outer(page) for page in pages}
    for number, rows in outer.items():
        for height, part in chain.from_iterable(rows):
            places[_pattern(part.text)].append((height, number, part))
    marks = {page.number: marks_in(page.parts) for page in pages}
    repeated: set[int] = set()
    for pattern, found in places.items():
        repeated |= _repeated(found, pattern, marks)
    # A word of the text may stand where it stood before; a running head has its line to itself.
    heads = {id(part) for rows in outer.values() for row in rows if _is_whole(row, repeated) for _, part in row}
    return [_parted(page, heads) for page in pages]


def _pattern(text: str) -> str:
    """Give a line with signs in place of its numbers."""
    text = " ".join(text.casefold().split())
    return "#" if _ROMAN.fullmatch(text) else _NUMBER.sub("#", text)


def _outer(page: Page) -> list[list[Placed]]:
    """Give the uppermost and the lowest rows that stand in the margins, with how far down as a share of the page."""
    texts = [((part.baseline - page.top) / page.height, part) for part in page.parts if part.picture is None]
    texts.sort(key=lambda each: each[0])
    upper = _rows(each for each in texts if each[0] < _MARGIN)
    return upper + _rows(each for each in reversed(texts) if each[0] > 1 - _MARGIN)


def _rows(texts: Iterable[Placed]) -> list[list[Placed]]:
    """Give the first few rows."""
    found: list[list[Placed]] = []
    for height, part in texts:
        if not found or abs(part.baseline - found[-1][-1][1].baseline) > part.size / 2:
            if len(found) == _ROWS:
                break
            found.append([])
        found[-1].append((height, part))
    return found


def _is_whole(row: Sequence[Placed], repeated: set[int]) -> bool:
    return all(id(part) in repeated and len(part.text) <= _LONGEST for _, part in row)


def _repeated(found: list[tuple[float, int, Line]], pattern: str, marks: Mapping[int, set[str]]) -> set[int]:
    """Give those of the lines of one pattern that stand at one place on at least two pages."""
    is_number = _PAGE_NUMBER.fullmatch(pattern) is not None
    found.sort(key=lambda each: each[:2])
    repeated: set[int] = set()
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end][0] - found[end - 1][0] <= _SAME_PLACE:
            end += 1
        group = found[at:end] if pattern[:1] != "#" or is_number else _counting(found[at:end], marks)
        if len({number for _, number, _ in group}) > 1 or (is_number and _counts(group, len(marks))):
            repeated.update(id(part) for _, _, part in group)
        at = end
    return repeated


def _counting(group: Sequence[tuple[float, int, Line]], marks: Mapping[int, set[str]]) -> list[tuple[float, int, Line]]:
    """Give those lines whose first number goes up with the pages, or stays: other numbers are those of notes."""
    numbers = [_NUMBER.findall(part.text)[:1] for _, _, part in group]
    steps = [int(number[0][:9]) - page if number else 0 for number, (_, page, _) in zip(numbers, group, strict=True)]
    texts = [part.text for _, _, part in group]
    return [
        each
        for each, number, step in zip(group, numbers, steps, strict=True)
        if not marks[each[1]].intersection(number) and (steps.count(step) > 1 or texts.count(each[2].text) > 1)
    ]


def _counts(group: Sequence[tuple[float, int, Line]], page_count: int) -> bool:
    """Tell whether a number that stands on one page only is that page's."""
    _, number, part = group[0]
    return page_count == 1 and _NUMBER.findall(part.text)[:1] == [str(number)]


def _parted(page: Page, repeated: set[int]) -> Parted:
    found = Parted([], [], [])
    for part in page.parts:
        if id(part) not in repeated:
            found.body.append(part)
        else:
            (found.heads if part.baseline - page.top < page.height / 2 else found.feet).append(part)
    return found

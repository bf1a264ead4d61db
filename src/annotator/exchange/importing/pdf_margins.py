"""Running heads and page numbers of a PDF: lines that stand at the same place on several pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_notes import marks_in
from annotator.exchange.importing.pdf_pages import Page

# Shares of the page's height.
_MARGIN = 0.17
_SAME_PLACE = 0.006
_ROWS = 3
_LONGEST = 160
# A single word of the text may well stand where it stood before.
_FEWEST_WORDS = 3
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
# A page's number alone, with a word for it, or with how many there are.
_PAGE_NUMBER = re.compile(r"\W*(?:\w{1,8}\.?\s)?(?:#)(?:\s?(?:/|\w{1,4})\s?#)?\W*(?:\w{1,8})?\W*")

Row = list[Line]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a running head: a row or a part of it, how far down it stands, and on which page."""

    height: float
    page: int
    text: str
    parts: tuple[Line, ...]


@dataclass(slots=True)
class Parted:
    """The parts of lines of one page: what stands above and below the text on several pages, and the text."""

    heads: list[Line]
    body: list[Line]
    feet: list[Line]


def part_margins(pages: Sequence[Page]) -> list[Parted]:
    """Part each page into what repeats at its margins and its text."""
    edges = {page.number: _edges(page) for page in pages}
    places: dict[str, list[_Candidate]] = defaultdict(list)
    for page in pages:
        for row in chain.from_iterable(edges[page.number]):
            for candidate in _candidates(page, row):
                places[_pattern(candidate.text)].append(candidate)
    marks = {page.number: marks_in(page.parts) for page in pages}
    repeated: set[int] = set()
    for pattern, found in places.items():
        repeated |= _repeated(found, pattern, marks)
    return [_parted(page, edges[page.number], repeated) for page in pages]


def _candidates(page: Page, row: Row) -> Iterator[_Candidate]:
    """Give a row as a whole, and its parts: the number in it may stand at another side on every other page."""
    ordered = sorted(row, key=lambda part: part.left)
    height = (row[0].baseline - page.top) / page.height
    whole = " ".join(part.text for part in ordered)
    if len(whole) <= _LONGEST:
        yield _Candidate(height, page.number, whole, tuple(row))
        for part in ordered if len(row) > 1 else ():
            if len(part.words) >= _FEWEST_WORDS or "#" in _pattern(part.text):
                yield _Candidate(height, page.number, part.text, (part,))


def _pattern(text: str) -> str:
    """Give a line with signs in place of its numbers."""
    text = " ".join(text.casefold().split())
    return "#" if _ROMAN.fullmatch(text) else _NUMBER.sub("#", text)


def _edges(page: Page) -> tuple[list[Row], list[Row]]:
    """Give the uppermost rows and the lowest ones that stand in the margins, the outer ones first."""
    texts = [((part.baseline - page.top) / page.height, part) for part in page.parts if part.picture is None]
    texts.sort(key=lambda each: each[0])
    upper = [part for height, part in texts if height < _MARGIN]
    lower = [part for height, part in reversed(texts) if height > 1 - _MARGIN]
    return _rows(upper), _rows(lower)


def _rows(parts: Sequence[Line]) -> list[Row]:
    """Give the first few rows."""
    found: list[Row] = []
    for part in parts:
        if not found or abs(part.baseline - found[-1][-1].baseline) > part.size / 2:
            if len(found) == _ROWS:
                break
            found.append([])
        found[-1].append(part)
    return found


def _repeated(found: list[_Candidate], pattern: str, marks: Mapping[int, set[str]]) -> set[int]:
    """Give the parts of those lines of one pattern that stand at one place on at least two pages."""
    is_number = _PAGE_NUMBER.fullmatch(pattern) is not None
    found.sort(key=lambda each: (each.height, each.page))
    repeated: set[int] = set()
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].height - found[at].height <= _SAME_PLACE:
            end += 1
        group = found[at:end] if pattern[:1] != "#" or is_number else _counting(found[at:end], marks)
        if len({each.page for each in group}) > 1 or (is_number and _counts(group[0], len(marks))):
            repeated.update(id(part) for each in group for part in each.parts)
        at = end
    return repeated


def _counting(group: Sequence[_Candidate], marks: Mapping[int, set[str]]) -> list[_Candidate]:
    """Give those lines whose first number goes up with the pages, or stays: other numbers are those of notes."""
    numbers = [_NUMBER.findall(each.text)[:1] for each in group]
    steps = [int(number[0][:9]) - each.page if number else 0 for number, each in zip(numbers, group, strict=True)]
    texts = [each.text for each in group]
    return [
        each
        for each, number, step in zip(group, numbers, steps, strict=True)
        if not marks[each.page].intersection(number) and (steps.count(step) > 1 or texts.count(each.text) > 1)
    ]


def _counts(each: _Candidate, page_count: int) -> bool:
    """Tell whether a number that stands on one page only is that page's."""
    return page_count == 1 and _NUMBER.findall(each.text)[:1] == [str(each.page)]


def _parted(page: Page, edges: tuple[list[Row], list[Row]], repeated: set[int]) -> Parted:
    """Part a page: running heads have their lines to themselves, and no text beyond them."""
    heads, feet = (
        list(chain.from_iterable(takewhile(lambda row: all(id(part) in repeated for part in row), rows)))
        for rows in edges
    )
    margins = {id(part) for part in (*heads, *feet)}
    return Parted(heads, [part for part in page.parts if id(part) not in margins], feet)

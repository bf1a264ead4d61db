"""An outline read from words: a numbered chapter list, Markdown headings, or typed lines."""

import re
from dataclasses import dataclass

from annotator.core.errors import RefusedError

_NUMBERED = re.compile(r"^\s*(?:chapter\s+|part\s+|제\s?)?(\d+(?:\.\d+)*)(?:[.):]|장)?\s+(\S.*?)\s*$", re.I)
# A heading's own number: with its stop, or nested; "2025 in review" is a title.
_OWN_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]\s+(?=\S)|^\d+(?:\.\d+)+\s+(?=\S)")
_MARKDOWN = re.compile(r"^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$")
# The page number behind a row of dots, as a table of contents has it.
_PAGE = re.compile(r"\s*(?:\.{3,}|…+)\s*\d+$")
_BULLET = re.compile(r"^[-*•–]\s+(?=\S)")
_LONGEST_TITLE = 250
_LONGEST_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A chapter of an outline that is not in the project yet; `level` is 1 at the top."""

    title: str
    level: int


def read_outline(text: str) -> list[OutlineEntry]:
    """Read the chapters that a text lists.

    The longest run of lines numbered from 1 is taken; else its Markdown headings; else, where every line is short
    enough to be a title, each line with its indentation.

    Raises:
        RefusedError: there is nothing that looks like a list of chapters.
    """
    lines = [_PAGE.sub("", line) for line in text.splitlines() if line.strip()]
    entries = _numbered(lines) or _headings(lines) or typed_outline(text)
    if not entries:
        message = "No list of chapters was found; number the chapters (1. …, 2. …) or put one on each line."
        raise RefusedError(message)
    return entries


def typed_outline(text: str) -> list[OutlineEntry]:
    """Read one chapter from each line, a deeper indentation for a deeper level; [] where it is prose."""
    lines = [line for line in text.expandtabs(4).splitlines() if line.strip()]
    numbered = _numbered(lines)
    if len(numbered) == len(lines):
        return numbered
    titles = [_OWN_NUMBER.sub("", _BULLET.sub("", line.strip())) for line in lines]
    if any(len(title) > _LONGEST_TITLE or _is_sentence(title) for title in titles):
        return []
    return _nested([(len(line) - len(line.lstrip()), title) for line, title in zip(lines, titles, strict=True)])


def _is_sentence(title: str) -> bool:
    return title.endswith((".", "?", "!")) and len(title.split()) > _LONGEST_SENTENCE


def _nested(found: list[tuple[int, str]]) -> list[OutlineEntry]:
    """Turn depths of any size into levels that go down one at a time."""
    entries: list[OutlineEntry] = []
    path: list[int] = []
    for depth, title in found:
        while path and path[-1] >= depth:
            path.pop()
        path.append(depth)
        entries.append(OutlineEntry(title, len(path)))
    return entries


def _numbered(lines: list[str]) -> list[OutlineEntry]:
    """Take the longest run of neighbouring lines whose numbers count on from 1."""
    best: list[OutlineEntry] = []
    run: list[OutlineEntry] = []
    counters: list[int] = []
    for line in lines:
        match = _NUMBERED.match(line)
        number = [int(part) for part in match[1].split(".")] if match else []
        if match and len(match[2]) <= _LONGEST_TITLE and _counts_on(counters, number):
            run.append(OutlineEntry(match[2], len(number)))
            counters = number
        elif match and number == [1]:
            run, counters = [OutlineEntry(match[2], 1)], number
        else:
            run, counters = [], []
        best = run if len(run) > len(best) else best
    return list(best) if len(best) > 1 else []


def _counts_on(before: list[int], number: list[int]) -> bool:
    """Tell whether a number such as 2.1 or 3 may follow the one before it."""
    if not before:
        return number == [1]
    if len(number) == len(before) + 1:
        return number[:-1] == before and number[-1] == 1
    depth = len(number)
    return depth <= len(before) and number[:-1] == before[: depth - 1] and number[-1] == before[depth - 1] + 1


def _headings(lines: list[str]) -> list[OutlineEntry]:
    """Take the Markdown headings; a single first one above all others is the report's title and no chapter."""
    found = [(len(match[1]), _OWN_NUMBER.sub("", match[2])) for line in lines if (match := _MARKDOWN.match(line))]
    if len(found) > 1 and all(level > found[0][0] for level, _ in found[1:]):
        found = found[1:]
    return _nested(found)

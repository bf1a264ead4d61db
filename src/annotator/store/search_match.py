"""Words as FTS5 asks for them, and the same words found again in a text, with what stands around them.

FTS5 gets spaces put around every CJK and Hangul character, so that a word of two syllables is found as a phrase of
two tokens without a dictionary.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotator.core.search_query import Words
from annotator.core.similarity.terms import terms_of_language

# Han, kana and Hangul: what is written without spaces or with endings glued on.
_CJK = re.compile("([\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])")
_CYRILLIC = re.compile("[\u0400-\u052f]+")
# Of a shorter stem too much would begin with it.
_SHORTEST_STEM = 3
_BEFORE, _AFTER, _NEAR = 60, 140, 12


class Passage(NamedTuple):
    """A place in a text where words were found: `words` stand around it, and `marks` are spans in them."""

    start: int
    end: int
    words: str
    marks: tuple[tuple[int, int], ...]


def expression(words: Words) -> str:
    """Give FTS5's expression for words: a phrase as it stands, CJK too, and anything else by its beginning."""
    text = " ".join(words.pieces)
    if words.is_phrase:
        return f'"{spaced(text)}"{"*" if words.is_prefix else ""}'
    return f'"{spaced(text)}"' if _CJK.search(text) else f'"{_beginning(words)}"*'


def match_expression(every: Sequence[Words]) -> str:
    """Give FTS5's expression for what holds all words."""
    return " AND ".join(map(expression, every))


def passages(text: str, pattern: re.Pattern[str], most: int) -> tuple[list[Passage], int]:
    """Give the places where the words stand, the one with most different words first, and how many there are.

    A text in which nothing is seen gives its beginning: the index finds "cafe" where the text has "café".
    """
    places = [match.span() for match in pattern.finditer(text)]
    if not places:
        return [_passage(text, (0, 0), ())], 1
    best = max(range(len(places)), key=lambda at: (_different(text, places, at), -at))
    found = [_passage(text, places[best], places)]
    shown = [_window(text, *places[best])]
    for place in places:
        if len(found) >= most:
            break
        if not any(low <= place[0] < high for low, high in shown):
            found.append(_passage(text, place, places))
            shown.append(_window(text, *place))
    return found, len(places)


def pattern_of(every: Sequence[Words]) -> re.Pattern[str]:
    """Give a pattern that finds the words in a text as the index does."""
    alternatives = [_alternative(words) for words in sorted(every, key=lambda each: -len("".join(each.pieces)))]
    return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE)


def spaced(text: str) -> str:
    """Give a text as it goes into the index."""
    return text if text.isascii() else _CJK.sub(r" \1 ", text)


def _alternative(words: Words) -> str:
    if words.is_phrase:
        text = _escaped(words.pieces)
        return text if _CJK.search(text) else rf"\b{text}\w*" if words.is_prefix else rf"\b{text}\b"
    text = _escaped(_beginning(words).split())
    return text if _CJK.search(text) else rf"\b{text}\w*"


def _escaped(pieces: Sequence[str]) -> str:
    return r"\W+".join(re.sub("['’]", "['’]", re.escape(piece)) for piece in pieces)


def _beginning(words: Words) -> str:
    """Give what a word has to begin with: in Russian its stem, which its other forms have too."""
    text = " ".join(words.pieces)
    if not words.is_prefix and _CYRILLIC.fullmatch(text):
        stem = terms_of_language("ru")[text.lower()]
        if len(stem) >= _SHORTEST_STEM and text.lower().startswith(stem):
            return stem
    return text


def _different(text: str, places: Sequence[tuple[int, int]], at: int) -> int:
    """Count the different words near a place."""
    end = places[at][0] + _AFTER
    return len({text[start:stop].casefold() for start, stop in places[at : at + _NEAR] if start < end})


def _passage(text: str, place: tuple[int, int], places: Sequence[tuple[int, int]]) -> Passage:
    start, end = place
    low, high = _window(text, start, end)
    lead = "… " if low and text[low - 1] != "\n" else ""
    trail = " …" if high < len(text) and text[high] != "\n" else ""
    shift = len(lead) - low
    marks = tuple((max(s, low) + shift, min(e, high) + shift) for s, e in places if s < high and e > low and e > s)
    return Passage(start, end, lead + text[low:high].replace("\n", " ") + trail, marks)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span around a hit: inside its block, cut at spaces."""
    low = max(start - _BEFORE, text.rfind("\n", 0, start) + 1)
    if low and text[low - 1] != "\n":
        space = text.find(" ", low, start)
        low = space + 1 if space >= 0 else low
    line_end = text.find("\n", end)
    high = min(end + _AFTER, len(text) if line_end < 0 else line_end)
    if high < len(text) and text[high] != "\n":
        space = text.rfind(" ", end, high)
        high = space if space > 0 else high
    return low, high

"""The canonical text: what is made of characters at import, and how its offsets meet Qt's."""

import re
from bisect import bisect_left

import regex

from annotator.core.records import IMAGE_CHARACTER

# These end a block where they stand; every other white space is kept as it is.
_BLOCK_BREAKS = ("\u2029", "\ufdd0", "\ufdd1")
_NOT_TEXT = ("\ufeff", IMAGE_CHARACTER)
_SURROGATES = regex.compile("[\ud800-\udfff]")
_ASTRAL = regex.compile("[\U00010000-\U0010ffff]")
_GRAPHEME = regex.compile(r"\X")
# By the standard library's matcher, which passes over a text twice as fast as the richer one.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SIGNS = frozenset("- -- – — … | / · • * *** --- \ufffc".split(" "))
_WORDS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*")
# No cluster that people write is longer; it bounds the search for a cluster's edge in a long text.
_LONGEST_CLUSTER = 64


def count_words(text: str) -> int:
    """Count words; each Han or kana character counts as one, because those scripts do not part words."""
    if not text.isascii() and _UNSPACED.search(text):
        return sum(1 for _ in _WORDS.finditer(text))
    words = text.split()
    return len(words) - sum(map(_SIGNS.__contains__, words))


def normalise(text: str) -> str:
    """Give text with line feeds as its only line ends, without NULs, byte order marks and lone surrogates.

    The character that stands for an image is ours alone: where a page brings it along, it goes.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if text.isascii():
        return text
    # One replacement at a time is several times faster than a translation table.
    for mark in _BLOCK_BREAKS:
        text = text.replace(mark, "\n")
    for mark in _NOT_TEXT:
        text = text.replace(mark, "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("", text)
    return text


def snap_to_graphemes(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span so that neither end cuts a character that people see as one."""
    return _cluster_start(text, start), _cluster_end(text, end)


def _cluster_start(text: str, at: int) -> int:
    if not 0 < at < len(text) or (text[at].isascii() and text[at - 1].isascii() and text[at] != "\n"):
        return at
    return _cluster_around(text, at)[0]


def _cluster_end(text: str, at: int) -> int:
    if not 0 < at < len(text) or (text[at].isascii() and text[at - 1].isascii() and text[at] != "\n"):
        return at
    start, end = _cluster_around(text, at)
    return at if start == at else end


def _cluster_around(text: str, at: int) -> tuple[int, int]:
    """Give the cluster that holds the place between `at - 1` and `at`, or the one that begins there."""
    low = max(0, at - _LONGEST_CLUSTER)
    line = text.rfind("\n", low, at)
    for match in _GRAPHEME.finditer(text, line + 1 if line >= 0 else low):
        if match.end() > at:
            return match.start(), match.end()
    return at, at


class Utf16Map:
    """Turn offsets in code points, which are ours, into UTF-16 units, which are Qt's, and back."""

    def __init__(self, text: str) -> None:
        self._code_points: list[int] = []
        if not text.isascii():
            self._code_points = [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [at + index for index, at in enumerate(self._code_points)]

    def to_utf16(self, code_point: int) -> int:
        """Give the UTF-16 offset of a code point offset."""
        return code_point + bisect_left(self._code_points, code_point)

    def to_code_point(self, unit: int) -> int:
        """Give the code point offset of a UTF-16 offset; one inside a pair counts as before it."""
        return unit - bisect_left(self._units, unit)

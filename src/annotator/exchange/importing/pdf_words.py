"""The words of a PDF page with their places, sizes and weights, as upright text whichever way they run."""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from annotator.core.errors import RefusedError
from annotator.exchange.importing.pdf_right_to_left import (
    Letter,
    in_reading_order,
    is_mostly_right_to_left,
    is_right_to_left,
)

MOST_LETTERS_A_PAGE = 100_000
# Directions from here on are degrees: slanted text, such as a stamp across the page.
SLANTED = 4
_TOKEN = re.compile(r"[^ \t\r\n\f\v\x00]+")
_LINE = re.compile(r"[^\r\n]+")
# A word may have a footnote's mark inside it: "harbour,3".
_MARKED = re.compile(r"[\d*†‡§¶]")
# Signs that look raised where they stand on the line, as letters of their own.
_RAISED_SIGNS = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079]+|[*†‡]{1,4}$")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.I)
# Letters that are drawn in one piece, and the forms that Arabic letters take in a word.
_JOINED = re.compile("[\ufb00-\ufdff\ufe70-\ufefc]")
# Inside a word, a place for a hyphen that was not needed.
_UNUSED_HYPHEN = re.compile("\u00ad(?=.)")
_CONTROLS = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KOREAN = re.compile("[\uac00-\ud7af]")
_LETTER = "[\u3001-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]"
_PAIR = re.compile(f"{_LETTER}(?={_LETTER})")
_SPACED_PAIR = re.compile(f"(?<={_LETTER}) (?=[^ ])|(?<=[^ ]) (?={_LETTER})")
_STOPS = frozenset(".,!?;:)]}%’”")
_MOST_PAIRS = 400
# The direction of lines that run from top to bottom.
_DOWN = 3
# Takes the place of a space that is none, and is dropped from the word.
_NOTHING = "\x01"
# So much wider than between letters, as a share of the size, is a space of Korean, or the white beside a column.
_KOREAN_SPACE = 0.12
_MIXED_SPACE = 0.35
_COLUMN_SPACE = 0.8
_FONT_NAME = 128
_FARTHEST = 1e6
_USUAL_SIZE = 10.0
_USUAL_WIDTH = 0.8
_LARGEST_SIZE = 2000.0
# A baseline that differs by less than this share of the size is the same one.
_SAME_BASELINE = 0.08


@dataclass(slots=True)
class Word:
    """What stands between two spaces, or a part of it that stands higher. Places are in points, downwards from 0.

    `is_spaced` where white space stands before it.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool = False
    is_spaced: bool = True
    is_raised: bool = False
    link: str = ""

    @property
    def is_right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return not self.text.isascii() and is_right_to_left(self.text)


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    direction: int
    is_bold: bool


def turned(x: float, y: float, direction: int) -> tuple[float, float]:
    """Give a place on the page as upright text of this direction has it.

    Directions are quarter turns to the left, or SLANTED and more: a number of degrees above that.
    """
    if direction >= SLANTED:
        angle = math.radians(direction - SLANTED)
        return x * math.cos(angle) + y * math.sin(angle), x * math.sin(angle) - y * math.cos(angle)
    if direction == 1:
        return y, x
    if direction == 2:
        return -x, y
    return (-y, -x) if direction == 3 else (x, -y)


def read_words(text_page: PdfTextPage) -> dict[int, list[Word]]:
    """Give the words of a page by the direction in which they run, in the order of the file.

    Raises:
        RefusedError: there are more letters than a page can hold.
    """
    count = text_page.count_chars()
    if count > MOST_LETTERS_A_PAGE:
        raise RefusedError("A page of this PDF holds more letters than a page can; print it anew as a PDF.")
    found: dict[int, list[Word]] = {}
    if count > 0:
        for direction, word in _PageReader(text_page, count).words():
            found.setdefault(direction, []).append(word)
    return found


def plain(text: str) -> str:
    """Write letters that are drawn in one piece as the letters that they are."""
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROLS.sub(_hyphen_or_nothing, _UNUSED_HYPHEN.sub("", text))
    return _JOINED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _hyphen_or_nothing(match: re.Match[str]) -> str:
    """PDFium gives any hyphen at the end of a line, a soft one or not, as a character of its own."""
    return "-" if match[0] in "\x02\ufffe" else ""


class _PageReader:
    """Ask the library for one page's letters; every question costs half a microsecond, so few are asked a word."""

    def __init__(self, text_page: PdfTextPage, count: int) -> None:
        self._page = text_page.raw
        self._count = count
        text = text_page.get_text_range(0, count)
        if len(text) != count:
            text = "".join(map(self._letter, range(count)))
        self._text = text.replace("\u00a0", " ") if text.count("\u00a0") > text.count(" ") else text
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(_FONT_NAME), ctypes.c_int()
        self._is_bold: dict[bytes, bool] = {}
        self._is_downwards = False
        self._is_vertical = False
        if _EAST_ASIAN.search(self._text):
            self._is_vertical = self._runs_down()
            self._text = self._text if self._is_vertical else self._without_made_spaces()

    def words(self) -> Iterator[tuple[int, Word]]:
        """Give each word with its direction."""
        if self._is_vertical:
            for line in _LINE.finditer(self._text):
                # A page's head may run across even where its text runs down.
                self._is_downwards = _EAST_ASIAN.search(line[0]) is not None
                yield from self._words_between(*line.span())
            return
        if self._text.isascii() or not is_right_to_left(self._text):
            yield from self._words_between(0, len(self._text))
            return
        is_turned = is_mostly_right_to_left(self._text)
        for line in _LINE.finditer(self._text):
            if is_right_to_left(line[0]) and self._style(line.start()).direction == 0:
                yield from ((0, word) for word in self._right_to_left(line.start(), line.end(), is_turned))
            else:
                yield from self._words_between(line.start(), line.end())

    def _words_between(self, low: int, high: int) -> Iterator[tuple[int, Word]]:
        last = low
        for token in _TOKEN.finditer(self._text, low, high):
            # A line's first word says so too: whether the line before it ended in a space.
            is_spaced = " " in self._text[last : token.start()]
            for start, end in self._parts(token.start(), token.end()):
                found = self._word(start, end, is_spaced)
                if found is not None:
                    yield found
                    is_spaced = False
            last = token.end()

    def _parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split a token where its letters change to another height, or digits are raised ones."""
        if self._is_downwards:
            return [(start, end)]
        token = self._text[start:end]
        cuts = {at for match in _RAISED_SIGNS.finditer(token) for at in match.span()}
        if end - start < 2 or not (_MARKED.search(token) or self._height(start) != self._height(end - 1)):
            if not cuts:
                return [(start, end)]
        else:
            heights = [self._height(at) for at in range(start, end)]
            least = _SAME_BASELINE * self._style(start).size
            cuts |= {at for at in range(1, end - start) if abs(heights[at] - heights[at - 1]) > least}
        edges = [0, *sorted(cuts - {0, end - start}), end - start]
        return [(start + low, start + high) for low, high in pairwise(edges)]

    def _word(self, start: int, end: int, is_spaced: bool) -> tuple[int, Word] | None:
        text = plain(self._text[start:end])
        style = self._style(start)
        if self._is_downwards and style.direction == 0:
            return self._word_downwards(start, end, text, style, is_spaced)
        first, last = self._letter_box(start, style.direction), self._letter_box(end - 1, style.direction)
        baseline = self._baseline(start, style.direction)
        if style.direction >= SLANTED:
            # The boxes of the library are upright ones.
            left = turned(self._x.value, self._y.value, style.direction)[0]
            first = last = left, left + _USUAL_WIDTH * style.size * len(text)
        elif style.direction:
            # Letters that run up or down come one by one, and their boxes leave out the white beside them.
            first = turned(self._x.value, self._y.value, style.direction)[0], first[1]
        left, right = min(first[0], last[0]), max(first[1], last[1])
        if not text or not all(-_FARTHEST < value < _FARTHEST for value in (left, right, baseline)):
            return None
        is_raised = not is_spaced and _RAISED_SIGNS.fullmatch(text) is not None
        return style.direction, Word(text, left, right, baseline, style.size, style.is_bold, is_spaced, is_raised)

    def _word_downwards(
        self, start: int, end: int, text: str, style: _Style, is_spaced: bool
    ) -> tuple[int, Word] | None:
        """Place a word whose letters stand below each other: its line runs down, and the next one is left of it."""
        self._letter_box(start, 0)
        top, baseline = self._box.top, -self._box.left
        self._letter_box(end - 1, 0)
        left, right = turned(0, top, _DOWN)[0], turned(0, self._box.bottom, _DOWN)[0]
        if not text or not all(-_FARTHEST < value < _FARTHEST for value in (left, right, baseline)):
            return None
        return _DOWN, Word(text, min(left, right), max(left, right), baseline, style.size, style.is_bold, is_spaced)

    def _runs_down(self) -> bool:
        """Tell whether most letters of East Asia on the page stand below each other and not side by side."""
        down = across = 0
        for match in islice(_PAIR.finditer(self._text), _MOST_PAIRS):
            at = match.start()
            left, right = self._letter_box(at, 0)
            bottom = self._box.bottom
            next_left, _ = self._letter_box(at + 1, 0)
            is_below = abs(next_left - left) < (right - left) / 2 and self._box.bottom < bottom
            down, across = down + is_below, across + (not is_below)
        return down > across

    def _right_to_left(self, low: int, high: int, is_page_turned: bool) -> Iterator[Word]:
        """Give the words of a line by where its letters stand, since their order in the file cannot be trusted."""
        letters: list[Letter] = []
        for at in range(low, high):
            if self._text[at].isspace():
                continue
            left, right = self._letter_box(at, 0)
            baseline = self._baseline(at, 0)
            if all(-_FARTHEST < value < _FARTHEST for value in (left, right, baseline)):
                letters.append(Letter(self._text[at], left, right, baseline, at))
        size = self._style(low).size
        for group in in_reading_order(letters, size, is_page_turned):
            style = self._style(group[0].index)
            text = plain("".join(letter.text for letter in group))
            left, right = min(letter.left for letter in group), max(letter.right for letter in group)
            if text:
                yield Word(text, left, right, group[0].baseline, style.size, style.is_bold, group[0].is_spaced)

    def _without_made_spaces(self) -> str:
        """Take out the spaces that the library makes where letters of East Asia are set apart to fill a line.

        What parts words is wider than what stands between the letters of the same line.
        """
        letters = list(self._text)
        for line in _LINE.finditer(self._text):
            spaces = [match.start() for match in _SPACED_PAIR.finditer(self._text, *line.span())]
            made = [at for at in spaces if pdfium.FPDFText_IsGenerated(self._page, at) == 1]
            if not made:
                continue
            pairs = [match.start() for match in _PAIR.finditer(self._text, *line.span())]
            gaps = [self._gap(at, at + 1) for at in pairs if at + 1 < line.end()]
            gaps += [self._gap(at - 1, at + 1) for at in made]
            usual = sorted(gaps)[len(gaps) // 2]
            size = self._style(made[0] - 1).size
            for at in made:
                if self._gap(at - 1, at + 1) - usual < _least_space(letters[at - 1], letters[at + 1]) * size:
                    letters[at] = _NOTHING
        return "".join(letters)

    def _gap(self, before: int, at: int) -> float:
        return self._letter_box(at, 0)[0] - self._letter_box(before, 0)[1]

    def _style(self, at: int) -> _Style:
        pdfium.FPDFText_GetMatrix(self._page, at, self._matrix)
        matrix = self._matrix
        size = pdfium.FPDFText_GetFontSize(self._page, at) * math.hypot(matrix.c, matrix.d)
        if not 0 < size < _LARGEST_SIZE:
            size = _USUAL_SIZE
        # The library says how long the name is even where it did not fit in.
        length = pdfium.FPDFText_GetFontInfo(self._page, at, self._name, _FONT_NAME, self._flags)
        name = self._name.value if 0 < length <= _FONT_NAME else b""
        if name not in self._is_bold:
            self._is_bold[name] = _BOLD.search(name) is not None
        return _Style(size, _direction(matrix.a, matrix.b), self._is_bold[name])

    def _letter(self, at: int) -> str:
        return chr(min(pdfium.FPDFText_GetUnicode(self._page, at), 0x10FFFF))

    def _height(self, at: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        return self._y.value

    def _baseline(self, at: int, direction: int) -> float:
        pdfium.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        return turned(self._x.value, self._y.value, direction)[1]

    def _letter_box(self, at: int, direction: int) -> tuple[float, float]:
        """Give where a letter begins and ends along its line."""
        if direction == 0:
            pdfium.FPDFText_GetLooseCharBox(self._page, at, self._box)
            return self._box.left, self._box.right
        left, right, bottom, top = self._edges
        # The loose box is only right for upright text.
        pdfium.FPDFText_GetCharBox(self._page, at, left, right, bottom, top)
        ends = turned(left.value, bottom.value, direction)[0], turned(right.value, top.value, direction)[0]
        return min(ends), max(ends)


def _least_space(before: str, after: str) -> float:
    """Give how wide white must be to be a space between two letters, as a share of their size."""
    if after in _STOPS:
        return _COLUMN_SPACE
    if _KOREAN.match(before) and _KOREAN.match(after):
        return _KOREAN_SPACE
    is_mixed = not (_EAST_ASIAN.match(before) and _EAST_ASIAN.match(after))
    return _MIXED_SPACE if is_mixed else _COLUMN_SPACE


def _direction(a: float, b: float) -> int:
    """Give the direction of text from the first column of its matrix."""
    if abs(b) <= 0.02 * abs(a) or (a == 0 and b == 0):
        return 0 if a >= 0 else 2
    if abs(a) <= 0.02 * abs(b):
        return 1 if b > 0 else 3
    return SLANTED + round(math.degrees(math.atan2(b, a))) % 360

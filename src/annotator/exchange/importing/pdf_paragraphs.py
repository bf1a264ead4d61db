"""Paragraphs of a PDF: lines joined where the sentence goes on, over columns and pages too."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.pdf_hyphens import HYPHENS
from annotator.exchange.importing.pdf_lines import Line

# Shares of the size of the letters, or of the usual distance of lines.
_SAME_SIZE = 0.08
_NEAR_SIZE = 0.25
_WIDE = 1.22
_VERY_WIDE = 1.5
_USUAL_LEADING = 1.22
_COMMON = 0.25
_INDENT = 0.7
_SHORT = 0.3
_UNSPACED_ROOM = 2.2
_ROOM = 4.0
_TELLING = 3
# The region of what stands beside the text, which nothing goes on into.
ASIDE = -1
_NEIGHBOURS = 2
_SIMILAR = 0.1
_STOP = re.compile(r"[.!?…。！？؟।:;]['\"’”»」』)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]['\"’”»」』)\]]*$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_BULLET = re.compile("[•◦▪▫■□●○‣⁃∙·➢➤✓✔\ue000-\uf8ff]|[o*–-](?= )")
# The dots that lead to a number in a list of contents.
_LEADER = re.compile(r"(?:\.\s?){5}\s*\w{1,5}$")
_LONGEST_LEADER = 60
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]|[①-⑳]|[가-하]\.")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and what they are."""

    lines: list[Line]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""
    label: str = ""
    fold: str = ""
    is_indented: bool = False
    is_full: bool = False
    is_flush: bool = False
    region: int = 0
    is_web_note: bool = False
    cells: list[list[Line]] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.is_bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its words, roughly: hyphens at the ends of lines are still there."""
        return " ".join(line.text for line in self.lines)

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence ends with it."""
        return _SENTENCE_END.search(self.lines[-1].text) is not None


class Leading:
    """How far apart the lines of a text usually stand, by the size of their letters."""

    def __init__(self, regions: Iterable[Sequence[Line]]) -> None:
        gaps: dict[float, Counter[float]] = defaultdict(Counter)
        for region in regions:
            for before, line in pairwise(region):
                gap = line.baseline - before.baseline
                if before.size == line.size and 0 < gap < 3 * line.size:
                    gaps[line.size][round(gap * 2) / 2] += 1
        self._usual = {size: _usual_gap(counted) for size, counted in gaps.items() if counted.total() > 2}

    def usual(self, size: float) -> float:
        """Give the usual distance of the baselines of letters of a size."""
        return min(self._usual.get(size, _USUAL_LEADING * size), 2.5 * size)


def _usual_gap(counted: Counter[float]) -> float:
    """Give the smallest distance that is common: where paragraphs are short, the white between them may be commoner."""
    most = counted.most_common(1)[0][1]
    return min(gap for gap, count in counted.items() if count >= _COMMON * most)


def leads_to_number(line: Line) -> bool:
    """Tell whether dots lead to a number at the end of a line, as in a list of contents."""
    return _LEADER.search(line.text[-_LONGEST_LEADER:]) is not None


def marker_of(line: Line) -> str:
    """Give the mark of a list that a line begins with, or ""."""
    if len(line.words) < 2 or not line.words[1].is_spaced:
        return ""
    first = line.words[0].text
    match = _NUMBERED.fullmatch(first) or _BULLET.fullmatch(first) or (_BULLET.match(f"{first} ") and len(first) == 1)
    return first if match else ""


class Paragraphs:
    """Part one region's lines into paragraphs."""

    def __init__(self, lines: Sequence[Line], leading: Leading, body_size: float) -> None:
        self._lines = lines
        self._leading = leading
        self._body_size = body_size
        self._is_turned = sum(1 if line.is_right_to_left else -1 for line in lines) > 0
        self._margin = self._usual_start()
        self._edge = max(map(self._end, lines), default=0.0)

    def parted(self) -> list[Paragraph]:
        """Give the paragraphs from top to bottom."""
        found: list[Paragraph] = []
        for at, line in enumerate(self._lines):
            if not found or self._begins(found[-1], at):
                is_indented = self._start(line) - self._margin > _INDENT * line.size
                found.append(Paragraph([line], marker=marker_of(line), is_indented=is_indented))
            else:
                found[-1].lines.append(line)
        at = 0
        for paragraph in found:
            at += len(paragraph.lines)
            paragraph.is_full = not self._is_short(at - 1, _ROOM * paragraph.size)
            paragraph.is_flush = len(self._lines) >= _TELLING and self._is_flush(self._lines[at - 1])
        return found

    def _usual_start(self) -> float:
        starts = sorted(self._start(line) for line in self._lines)
        for one, other in pairwise(starts):
            if other - one <= _SHORT * self._body_size:
                return one
        return starts[0] if starts else 0.0

    def _start(self, line: Line) -> float:
        return -line.right if self._is_turned else line.left

    def _end(self, line: Line) -> float:
        return -line.left if self._is_turned else line.right

    def _begins(self, paragraph: Paragraph, at: int) -> bool:
        """Tell whether a line begins a new paragraph."""
        before, line = self._lines[at - 1], self._lines[at]
        big = max(before.size, line.size)
        if abs(before.size - line.size) > _SAME_SIZE * big or line.baseline <= before.baseline:
            return True
        if self._is_apart(at) or self._changes_weight(paragraph, at):
            return True
        if leads_to_number(before):
            return True
        if before.text[-1:] in HYPHENS:
            return False
        is_short = self._is_short(at - 1, self._first_word(line))
        is_stopped = _STOP.search(before.text) is not None
        if marker_of(line) and (is_short or is_stopped or paragraph.marker):
            return True
        if is_short and (line.size <= self._body_size * (1 + _NEAR_SIZE) or is_stopped):
            return True
        return self._is_moved(paragraph, at, is_stopped)

    def _is_apart(self, at: int) -> bool:
        """Tell whether more white than usual stands above a line, as it does not above its neighbours."""
        before, line = self._lines[at - 1], self._lines[at]
        gap, usual = line.baseline - before.baseline, self._leading.usual(line.size)
        if gap <= _WIDE * usual:
            return False
        if gap > _VERY_WIDE * usual:
            return True
        near = [self._gap(place) for place in (at - 1, at + 1)]
        is_like = any(abs(gap - other) <= _SIMILAR * gap for other in near if other is not None)
        return not is_like or self._is_short(at - 1, self._first_word(line)) or _STOP.search(before.text) is not None

    def _gap(self, at: int) -> float | None:
        if not 0 < at < len(self._lines) or abs(self._lines[at].size - self._lines[at - 1].size) > _SAME_SIZE:
            return None
        return self._lines[at].baseline - self._lines[at - 1].baseline

    def _changes_weight(self, paragraph: Paragraph, at: int) -> bool:
        """Tell whether bold lines end or begin, and not just bold words inside a sentence."""
        before, line = self._lines[at - 1], self._lines[at]
        if before.is_bold == line.is_bold:
            return False
        if before.is_bold:
            return paragraph.is_bold and not line.words[0].is_bold
        return self._is_short(at - 1, self._first_word(line)) or _STOP.search(before.text) is not None

    def _is_short(self, at: int, room: float) -> bool:
        """Tell whether a line ends so early that there was room for more, by the lines around it."""
        near = self._lines[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        line = self._lines[at]
        alike = [other for other in near if abs(other.size - line.size) <= _SAME_SIZE * line.size]
        return max(self._end(other) for other in alike) - self._end(line) > room + _SHORT * line.size

    def _is_flush(self, line: Line) -> bool:
        """Tell whether a line ends where the longest ones do."""
        return self._edge - self._end(line) <= _SHORT * line.size

    @staticmethod
    def _first_word(line: Line) -> float:
        """Give how much room a line's first word would have needed."""
        first = line.words[0]
        if _UNSPACED.search(first.text):
            return _UNSPACED_ROOM * line.size
        width = first.right - first.left
        for word in line.words[1:]:
            if word.is_spaced:
                break
            width += word.right - word.left
        return width

    def _is_moved(self, paragraph: Paragraph, at: int, is_stopped: bool) -> bool:
        """Tell whether a line begins further in or out than the paragraph before it goes on."""
        before, line = self._lines[at - 1], self._lines[at]
        moved = self._start(line) - self._start(before)
        if moved > _INDENT * line.size:
            return len(paragraph.lines) > 1 or (is_stopped and not paragraph.marker)
        if moved < -_INDENT * line.size:
            return bool(paragraph.marker) or len(paragraph.lines) > 1
        return False


def join_flow(paragraphs: list[Paragraph], uses_indents: bool) -> list[Paragraph]:
    """Join what goes on in the next column or on the next page.

    A paragraph that begins a column is taken into the last one before it, over what lies between: pictures, notes,
    tables. `uses_indents` where the text marks its paragraphs by their first lines.
    """
    kept: list[Paragraph] = []
    last: Paragraph | None = None
    is_parted = False
    for paragraph in paragraphs:
        is_text = paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and not paragraph.fold
        is_text = is_text and paragraph.region != ASIDE
        is_apart = last is not None and (is_parted or paragraph.region != last.region)
        if is_text and last is not None and is_apart and _goes_on(last, paragraph, uses_indents):
            last.lines += paragraph.lines
            last.is_full, last.is_flush = paragraph.is_full, paragraph.is_flush
            last.region = paragraph.region
            is_parted = False
            continue
        kept.append(paragraph)
        if is_text:
            last, is_parted = paragraph, False
        elif paragraph.kind in (BlockKind.HEADING, BlockKind.TITLE):
            last = None
        else:
            is_parted = True
    return kept


def _goes_on(last: Paragraph, paragraph: Paragraph, uses_indents: bool) -> bool:
    before, line = last.lines[-1], paragraph.lines[0]
    if line.page > before.page + 1:
        return False
    if abs(before.size - line.size) > _SAME_SIZE * before.size or paragraph.marker or last.is_bold != paragraph.is_bold:
        return False
    first = line.text[:1]
    if before.text[-1:] in HYPHENS and len(before.text) > 1:
        return True
    if not last.ends_sentence:
        return first.islower() or (last.is_full and not paragraph.is_indented)
    # At the end of a sentence, a line that fills its column is more likely inside a paragraph than the last of one.
    return not paragraph.is_indented and (last.is_full if uses_indents else last.is_flush)

"""Where words stand between quotation marks, in the marks of several languages."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

# What is longer is no quotation but a mark that was forgotten; and a block with more marks than this is no prose.
LONGEST, MOST_OPENINGS = 6_000, 400
# Each opening mark with the marks that can close it. "„" is closed by “ in German and by ” in Polish.
_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "”": "”",
    '"': '"',
    "‘": "’",
    "'": "'",
}
_MARK = regex.compile("[“”„«»「」『』\"‘’']")
# Stands for quoted words: a letter that no text brings along, so that nothing matches it by chance.
BLOT = "\ue000"
# Single marks and marks that are the same at both ends are told from apostrophes and inches by their neighbours.
_SINGLE = "‘'"
_SAME = "\"”»'"
_OPENS_AFTER = regex.compile(r"[\s(\[{—–\-/:“„«「『‘]")
_ENDING = regex.compile(r"[.,;:!?…。，、]")
# Particles stand right behind a closing mark in these scripts.
_UNSPACED = regex.compile(r"[\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}]")
_STEM_IN_S = regex.compile(r"[sS]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks: `start` and `end` with the marks; `is_closed` is False where no mark ends them."""

    start: int
    end: int
    mark: str
    is_closed: bool = True

    @property
    def words(self) -> tuple[int, int]:
        """The span between the marks, white space included."""
        return self.start + 1, self.end - 1 if self.is_closed else self.end


def quoted_spans(text: str, start: int, end: int) -> list[Quoted]:
    """Give what stands in quotation marks in one block, the outermost marks of each place, in order.

    Words that are opened and not closed in the block come last and are marked as such, because a quotation over
    several paragraphs is opened again in each and closed in the last.
    """
    found: list[Quoted] = []
    at, openings = start, 0
    while openings < MOST_OPENINGS and (match := _MARK.search(text, at, end)) is not None:
        opening = match.start()
        at = opening + 1
        if not _can_open(text, opening, start):
            continue
        openings += 1
        closing = _closing(text, opening, min(end, opening + LONGEST))
        if closing is None:
            if text[opening] not in _SINGLE and not _has_later_opening(text, opening, start, end):
                found.append(Quoted(opening, end, text[opening], is_closed=False))
                break
            continue
        if closing > opening + 1:
            found.append(Quoted(opening, closing + 1, text[opening]))
        at = closing + 1
    return found


def masked(text: str, start: int, end: int, quoted: Sequence[Quoted]) -> str:
    """Give a block's text with quoted words blotted out, so that only what is said of them can be matched.

    The length stays. What ends the quoted words is kept, because it ends the sentence around them, too.
    """
    parts = []
    at = start
    for each in quoted:
        low, high = each.words
        parts.append(text[at:low])
        kept = high
        while kept > low and _ENDING.match(text, kept - 1):
            kept -= 1
        # A comma that belongs to the quoted words would end the sentence's own clause.
        parts.append(BLOT * (kept - low) + text[kept:high])
        at = high
    parts.append(text[at:end])
    return "".join(parts)


def _can_open(text: str, at: int, start: int) -> bool:
    mark = text[at]
    if mark not in _CLOSERS or at + 1 >= len(text) or (text[at + 1].isspace() and mark != "«"):
        return False
    before = text[at - 1] if at > start else " "
    if mark in _SAME or mark in _SINGLE:
        return _OPENS_AFTER.match(before) is not None
    return True


def _closing(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    closers = _CLOSERS[mark]
    if mark in _SINGLE:
        return _single_closing(text, opening, end, closers)
    depth = 0
    for match in _MARK.finditer(text, opening + 1, end):
        at, character = match.start(), match[0]
        if character in closers and (mark != '"' or not text[at - 1].isspace()):
            if depth == 0:
                return at
            depth -= 1
        elif character == mark:
            if mark in _SAME:
                return None  # opened twice: the first one was no quotation
            depth += 1
    return None


def _single_closing(text: str, opening: int, end: int, closer: str) -> int | None:
    """Tell the end of a quotation in single marks from apostrophes: those inside words, and behind a plural's s."""
    possible: int | None = None
    for match in _MARK.finditer(text, opening + 1, end):
        at, character = match.start(), match[0]
        if character == text[opening] and character != closer:
            break
        if character != closer or text[at - 1].isspace():
            continue
        follows = text[at + 1] if at + 1 < end else " "
        if follows.isalnum() and not _UNSPACED.match(follows):
            continue
        is_plural = _STEM_IN_S.match(text[at - 1]) is not None and follows.isspace()
        if not is_plural:
            return at
        if possible is None:
            possible = at
    return possible


def _has_later_opening(text: str, opening: int, start: int, end: int) -> bool:
    """Whether the same mark opens again in the block: then the first one was a slip, and the others count."""
    mark = text[opening]
    return any(
        _can_open(text, match.start(), start) and text[match.start()] == mark
        for match in _MARK.finditer(text, opening + 1, end)
    )

"""Two versions of a passage word for word, with what differs marked."""

import re
from difflib import SequenceMatcher

_PIECE = re.compile(r"\S+|\s+")
_LEAD = 24
# Comparing takes as long as the product of the lengths; longer passages are shown without marks.
MOST_PIECES = 6_000


def difference(text: str, other: str) -> str:
    """Give a text on one line, for a place where its end may not be seen: without most of a long common beginning."""
    said, beside = " ".join(text.split()), " ".join(other.split())
    alike = next((at for at, pair in enumerate(zip(said, beside, strict=False)) if pair[0] != pair[1]), len(beside))
    if not beside or said == beside or alike <= _LEAD:
        return said
    start = said.rfind(" ", 0, max(0, alike - _LEAD // 2)) + 1
    return f"… {said[start:]}" if start > 2 else said


def marked(text: str, other: str) -> list[tuple[str, bool]]:
    """Split a text into stretches, each with whether it differs from the other text. Joined, they are the text."""
    mine, theirs = _PIECE.findall(text), _PIECE.findall(other)
    if not mine or max(len(mine), len(theirs)) > MOST_PIECES:
        return [(text, False)] if text else []
    stretches: list[tuple[str, bool]] = []
    for kind, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        words = "".join(mine[start:end])
        if words:
            stretches.append((words, kind != "equal" and not words.isspace()))
    return _joined(stretches)


def _joined(stretches: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Let a space between two marked words be marked with them."""
    found: list[tuple[str, bool]] = []
    for at, (words, is_marked) in enumerate(stretches):
        between = 0 < at < len(stretches) - 1 and words.isspace() and stretches[at - 1][1] and stretches[at + 1][1]
        if found and found[-1][1] == (is_marked or between):
            found[-1] = (found[-1][0] + words, is_marked or between)
        else:
            found.append((words, is_marked or between))
    return found

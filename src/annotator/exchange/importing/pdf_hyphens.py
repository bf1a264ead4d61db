"""Words that a PDF parts at the end of a line: joined where they are one, left where the hyphen is theirs."""

import re
from collections import Counter
from collections.abc import Iterable

from annotator.exchange.importing.pdf_lines import Line

SOFT_HYPHEN = "\u00ad"
HYPHENS = f"-\u2010{SOFT_HYPHEN}"
# Scripts that part no words: lines of theirs join without a space.
_UNSPACED = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_FRONT = re.compile(r"(\w+(?:[-\u2010]\w+)*)[-\u2010]$")
_BACK = re.compile(r"^\w+")
_SHORTEST_PART = 3
_LONGEST_PART = 80
# So many lines that break between words tell that the file notes the spaces at their ends.
_TELLING = 0.2


class Joints:
    """Join the ends and beginnings of lines by what words stand elsewhere in the same text."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: Counter[str] = Counter()
        korean: Counter[bool] = Counter()
        before = ""
        for line in lines:
            text = line.text
            # Halves of a word that is parted here are no words of the text.
            start = len(_first_word(text)) if before.endswith(tuple(HYPHENS)) else 0
            end = _FRONT.search(text[-_LONGEST_PART:])
            whole = text[start : len(text) - len(end[0])] if end else text[start:]
            self._words.update(_WORD.findall(whole.casefold()))
            if _is_korean(before[-1:], text[:1]):
                korean[line.words[0].is_spaced] += 1
            before = text
        self._has_spaces_at_ends = korean[True] > _TELLING * korean.total()

    def joint(self, before: str, after: str, is_spaced: bool) -> tuple[int, str]:
        """Say how a line goes on: how many characters of its end go, and what comes between.

        A soft hyphen goes. Another one goes before a small letter, unless the compound stands elsewhere with it, or
        both its parts are words of the text and the joined one is not. `is_spaced` where the file has a space there.
        """
        if not before or not after:
            return 0, ""
        if before[-1] == SOFT_HYPHEN:
            return 1, ""
        if before[-1] in HYPHENS and len(before) > 1 and before[-2].isalnum():
            return self._at_hyphen(before, after)
        if before[-1] in "—–/" and before[-2:-1] != " " and not is_spaced:
            return 0, ""
        if _UNSPACED.match(before[-1]) and _UNSPACED.match(after[0]):
            return 0, ""
        if _is_korean(before[-1], after[0]) and not is_spaced:
            return 0, "" if self._has_spaces_at_ends or self._is_one_word(before, after) else " "
        return 0, " "

    def _is_one_word(self, before: str, after: str) -> bool:
        return self._words[before.rsplit(None, 1)[-1] + _first_word(after)] > 0

    def _at_hyphen(self, before: str, after: str) -> tuple[int, str]:
        front, back = _FRONT.search(before[-_LONGEST_PART:].casefold()), _BACK.match(after.casefold())
        if front is None or back is None or not after[0].islower():
            return 0, ""
        first, last = front[1], back[0]
        if self._words[f"{first}-{last}"] or self._words[f"{first}\u2010{last}"] or "-" in first:
            return 0, ""
        if self._words[first + last]:
            return 1, ""
        are_words = min(len(first), len(last)) >= _SHORTEST_PART and self._words[first] and self._words[last]
        return (0, "") if are_words else (1, "")


def _is_korean(before: str, after: str) -> bool:
    return bool(_HANGUL.match(before) and _HANGUL.match(after))


def _first_word(text: str) -> str:
    found = _BACK.match(text)
    return found[0] if found else ""

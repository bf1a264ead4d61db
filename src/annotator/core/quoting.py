"""Quotations: their marks, and what of them may be left out."""

import re

import regex

from annotator.core.vocabulary import OMISSION

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"',
    "「": "」",
    "『": "』",
    "《": "》",
}
_DOUBLE_MARK = re.compile('[“”„"]')
_OPENERS = {"”": "“", '"': '"'}
# Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese: no spaces between words, or endings behind them.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# What goes on with the character before it: accents, vowels of a Korean syllable, joined emoji.
_CONTINUING = regex.compile(r"[\p{M}\u1160-\u11ff\u200d]")
_BOUNDARY = regex.compile(r"(?w)\b")
_STOPS = tuple(".,;:!?")
_HYPHENS = "-\u2010\u2011\u2013/"
_UNITS = "%‰°€£$"
_SIGNS = "$€£¥₩#+-\u2212±"
_WRITTEN_OMISSION = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]\s*)+")


def is_shortened_from(words: str, quote: str) -> bool:
    """Tell whether words are pieces of a quote in their order, with an omission mark between each two.

    White space does not count. Words stay whole, or "likely" could be made of "unlikely"; only scripts that put no
    spaces between words, or endings behind them as Korean does, can be cut anywhere.
    """
    at = 0
    whole = _plain(quote)
    for piece in map(_plain, words.split(OMISSION)):
        while True:
            found = whole.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
            if not (_cuts_word(whole, found) or _cuts_word(whole, at)):
                break
            at = found + 1
    return True


def _cuts_word(text: str, at: int) -> bool:
    """Tell whether a place is inside a word of a script with spaces between its words, or inside a character.

    Words are those of Unicode's annex 29, where "can't" and "1,500" are one; what a hyphen, a sign or a unit holds
    together is one here too, for "non-nuclear" and "50%" say something else without their halves.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return bool(_CONTINUING.match(after))
    return not (before.isspace() or after.isspace()) and (not _BOUNDARY.match(text, at) or _is_held_together(text, at))


def _is_held_together(text: str, at: int) -> bool:
    """Tell whether what stands on both sides of a place belongs together though each is a word by itself."""
    before, after = text[at - 1], text[at]
    if after in _HYPHENS:
        return _is_in_word(before) and _is_in_word(text[at + 1 : at + 2])
    if before in _HYPHENS and _is_in_word(text[at - 2 : at - 1] if at > 1 else ""):
        return _is_in_word(after)
    return (before.isdigit() and after in _UNITS) or (before in _SIGNS and after.isdigit())


def _is_in_word(character: str) -> bool:
    return character.isalnum() or bool(_CONTINUING.match(character))


def leave_out(words: str, start: int, end: int) -> tuple[str, int]:
    """Put an omission in the place of some words; give the text and the place behind the omission, in code points.

    What is cut into goes whole, and omissions that meet become one.
    """
    while start > 0 and (_cuts_word(words, start) or _is_in_omission(words, start)):
        start -= 1
    while end < len(words) and (_cuts_word(words, end) or _is_in_omission(words, end) or words[end] in "’'"):
        end += 1
    before = tidy_omissions(f"{words[:start]}{OMISSION}")
    after = tidy_omissions(f"{OMISSION}{words[end:]}")
    made = tidy_omissions(f"{before} {after}")
    return made, len(before)


def _is_in_omission(text: str, at: int) -> bool:
    """Tell whether a place is between the brackets of an omission."""
    begin = text.rfind(OMISSION, max(0, at - len(OMISSION) + 1), at + len(OMISSION) - 1)
    return begin >= 0 and begin < at < begin + len(OMISSION)


def quoted(text: str) -> str:
    """Put a passage between quotation marks without changing a character of it.

    A passage that is itself one whole quotation keeps its own marks, one that lacks only the mark at one end gets
    that, and one with double marks elsewhere inside goes between single marks, so that no mark stands doubled.
    """
    if _is_one_quotation(text):
        return text
    if not _DOUBLE_MARK.search(text):
        return f"“{text}”"
    if not _DOUBLE_MARK.search(text[1:]) and text[0] in _CLOSERS:
        return text + _CLOSERS[text[0]][-1]
    if not _DOUBLE_MARK.search(text[:-1]) and text[-1] in _OPENERS:
        return _OPENERS[text[-1]] + text
    return text if text[0] == "‘" and text[-1] == "’" else f"‘{text}’"


def tidy_omissions(words: str) -> str:
    """Write every omission the one way, with a space on either side where words stand there, none before a stop."""
    first, *parts = [part.strip() for part in _WRITTEN_OMISSION.split(words)]
    return f"{first}{''.join(_after_omission(part) for part in parts)}".strip()


def _after_omission(part: str) -> str:
    return f" {OMISSION}{part}" if part[:1] in _STOPS else f" {OMISSION} {part}"


def _is_one_quotation(text: str) -> bool:
    """Tell whether the mark that opens the text is closed by its last character and not before."""
    closers = _CLOSERS.get(text[:1], "")
    if len(text) < 2 or text[-1] not in closers:
        return False
    opener, depth = text[0], 0
    for character in text[:-1]:
        if depth and character in closers:
            depth -= 1
        elif character == opener:
            depth += 1
        if not depth:
            return False
    return depth == 1


def _plain(text: str) -> str:
    return " ".join(text.split())

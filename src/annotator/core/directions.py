"""Characters that nobody sees: those that turn the direction of writing, and those without width.

Kept in every text, because the source has them; made visible or held together where somebody else's words stand
among ours, because they can make a passage read as what it does not say.
"""

import re
import unicodedata

import regex

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG_RIGHT = frozenset({"R", "AL"})
FIRST_STRONG_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
_OPENING = frozenset("\u2066\u2067\u2068")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

# The names under which the Unicode standard abbreviates them; a soft hyphen is shown as word processors show it.
SIGNS = {
    "\u00ad": "¬",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2061": "FA",
    "\u2062": "IT",
    "\u2063": "IS",
    "\u2064": "IP",
    "\u2065": "2065",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
_SIGN = re.compile(f"[{''.join(SIGNS)}]")
# Where scripts and emoji need a joiner, it is seen in the letters that it joins or parts.
_AT_WORK = regex.compile(
    r"(?<=[\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}"
    r"\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}])"
    r"[\u200c\u200d](?=[\p{Extended_Pictographic}\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}"
    r"\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Myanmar}])"
)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction != "L" for direction in directions if direction in _STRONG_RIGHT | {"L"}), False)


def isolated(text: str) -> str:
    """Keep words that turn the direction of writing from turning what stands around them; others stay as they are.

    They are put between a first strong isolate and its end, with as many more as it takes for every isolate inside to
    have both (Unicode Standard Annex 9); no character of the words themselves is changed.
    """
    if text.isascii() or not _TURNING.search(text):
        return text
    still_open = ends_alone = 0
    for character in text:
        if character in _OPENING:
            still_open += 1
        elif character == END_OF_ISOLATE:
            still_open, ends_alone = max(0, still_open - 1), ends_alone + (not still_open)
    return f"{FIRST_STRONG_ISOLATE * (1 + ends_alone)}{text}{END_OF_ISOLATE * (1 + still_open)}"


def named(text: str) -> str:
    """Give a text with the names of unseen characters in their place: "un[ZWSP]avoidable"."""
    places = unseen_signs(text)
    if not places:
        return text
    parts, at = [], 0
    for place in places:
        parts += [text[at:place], f"[{SIGNS[text[place]]}]"]
        at = place + 1
    return "".join([*parts, text[at:]])


def turns_direction(text: str) -> bool:
    """Tell whether characters in a text turn the direction of writing by themselves."""
    return not text.isascii() and _TURNING.search(text) is not None


def unseen_signs(text: str) -> list[int]:
    """Give the places of the characters that nobody sees, but for joiners where the script needs them."""
    if text.isascii():
        return []
    found = [match.start() for match in _SIGN.finditer(text)]
    if "\u200c" in text or "\u200d" in text:
        at_work = {match.start() for match in _AT_WORK.finditer(text)}
        found = [at for at in found if at not in at_work]
    return found

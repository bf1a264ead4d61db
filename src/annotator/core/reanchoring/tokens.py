"""Words and signs of a text with where they stand: what two texts are compared by."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

# A character where the script puts no spaces between words, else a word, else one sign as people see it (an emoji of
# several code points is one). White space is no token, so a paragraph that is split reads the same.
_TOKEN = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*"
    r"|[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*"
    r"|(?=\S)\X",
    regex.V1,
)
_FORMAT = regex.compile(r"\p{Cf}")
_SIGNS = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚‹›", "'") | dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order: where each begins and ends, in code points, and what it is compared by.

    Keys disregard case, the forms of one letter, and the shapes of quotation marks and dashes.
    """

    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.keys)

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of tokens that a span of the text touches."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def cuts(self, at: int) -> bool:
        """Tell whether a place of the text is inside a token."""
        index = bisect_right(self.ends, at)
        return index < len(self.starts) and self.starts[index] < at

    def weight(self, low: int, high: int) -> int:
        """Give the number of characters in a range of tokens."""
        return sum(map(len, self.keys[low:high]))


def tokens_of(text: str, known: dict[str, str]) -> Tokens:
    """Take a text apart. `known` keeps the key of each word for the next text."""
    keys, starts, ends = [], [], []
    for match in _TOKEN.finditer(text):
        word = match[0]
        key = known.get(word)
        if key is None:
            key = known[word] = _key(word)
        if key:
            keys.append(key)
            starts.append(match.start())
            ends.append(match.end())
    return Tokens(keys, starts, ends)


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", _FORMAT.sub("", word)).casefold().translate(_SIGNS)

"""The terms of a sentence: its words in small letters and by their stems, without those that every text has.

Stems are those of the Snowball project (https://snowballstem.org). Scripts without spaces between words give pairs
of characters, which find a word of two syllables without a dictionary.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from annotator.core.similarity.stop_words import STOP_WORDS

# Han, kana and Hangul: what is written without spaces or with endings glued on.
_UNSPACED = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_PIECE = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:'[^\W_{_UNSPACED}]+)*")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
# Snowball's name of each language it has a stemmer for; the others keep their words whole.
_STEMMERS: Mapping[str, str] = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


class Terms(dict[str, str]):
    """The term of each word of one language, made when it is first asked for; "" for a word that says nothing."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = _stemmer(language)
        self._stop_words = STOP_WORDS.get(language, frozenset())

    def __missing__(self, word: str) -> str:
        plain = word.removesuffix("'s").replace("'", "")
        term = "" if plain in self._stop_words else self._stem(plain)
        self[word] = term
        return term

    def of(self, text: str) -> list[str]:
        """Give the terms of a text in their order."""
        words = _PIECE.findall(_plain(text))
        if text.isascii() or not _IS_UNSPACED.search(text):
            return [term for term in map(self.__getitem__, words) if term]
        found: list[str] = []
        for word in words:
            if _IS_UNSPACED.match(word):
                found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
            elif term := self[word]:
                found.append(term)
        return found

    def spans_of(self, text: str) -> list[tuple[str, int, int]]:
        """Give the terms with the spans of their words in the text."""
        found: list[tuple[str, int, int]] = []
        for match in _PIECE.finditer(_plain(text)):
            word, start = match[0], match.start()
            if _IS_UNSPACED.match(word):
                pairs = ((at, word[at : at + 2]) for at in range(max(1, len(word) - 1)))
                found += [(pair, start + at, start + at + len(pair)) for at, pair in pairs]
            elif term := self[word]:
                found.append((term, start, match.end()))
        return found


def _plain(text: str) -> str:
    """Give a text in small letters, each at its place."""
    small = text.lower()
    if len(small) != len(text):  # a Turkish İ becomes two characters
        small = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    return small.replace("’", "'")


@cache
def terms_of_language(language: str) -> Terms:
    """Give the terms of a language, by its code; what has been looked up is kept."""
    return Terms(language)


def _stemmer(language: str) -> Callable[[str], str]:
    name = _STEMMERS.get(language)
    if name is None:
        return str
    import snowballstemmer  # here, because a project that nobody searches never needs it

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem

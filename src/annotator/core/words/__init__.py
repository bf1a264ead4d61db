"""The words that the briefing adds to what reviewers and sources wrote, by language."""

from annotator.core.words.english import ENGLISH
from annotator.core.words.findings import FindingWords
from annotator.core.words.forms import Words
from annotator.core.words.korean import KOREAN

__all__ = ["ENGLISH", "KOREAN", "FindingWords", "Words", "words_for"]

_LANGUAGES = {words.language: words for words in (ENGLISH, KOREAN)}


def words_for(language: str) -> Words:
    """Give the words of a language such as "en" or "ko-KR"; English for one that has none here."""
    return _LANGUAGES.get(language.lower().replace("_", "-").split("-")[0], ENGLISH)

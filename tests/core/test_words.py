"""Each language says everything, with the same places to fill in."""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import pytest

from annotator.core.briefing.settings import arranged
from annotator.core.vocabulary import CONFIDENCES, CREDIBILITY, LIKELIHOODS, RELIABILITY, STATEMENT_KINDS
from annotator.core.words import ENGLISH, KOREAN, FindingWords, Words, words_for

LANGUAGES = [ENGLISH, KOREAN]


def _texts(words: Words) -> dict[str, str]:
    """Give every text of a language by where it stands."""
    return {where: text for each in fields(words) for where, text in _pieces(each.name, getattr(words, each.name))}


def _pieces(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _pieces(f"{where}[{key}]", one)
    elif isinstance(value, FindingWords):
        for each in fields(value):
            yield from _pieces(f"{where}.{each.name}", getattr(value, each.name))
    else:
        for at, one in enumerate(value):
            yield from _pieces(f"{where}.{at}", one)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_the_same_things() -> None:
    assert _texts(ENGLISH).keys() == _texts(KOREAN).keys()


@pytest.mark.parametrize("where", _texts(ENGLISH))
def test_both_languages_have_the_same_places_to_fill_in(where: str) -> None:
    english, korean = _placeholders(_texts(ENGLISH)[where]), _placeholders(_texts(KOREAN)[where])
    if re.search(r"\.(?:0|one)$", where):  # of one thing, a language may leave the number out
        english, korean = english | {"count"}, korean | {"count"}
    assert english == korean


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
def test_nothing_is_left_unsaid(words: Words) -> None:
    assert [where for where, text in _texts(words).items() if not text.strip()] == []


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.language)
def test_every_key_of_the_closed_lists_has_its_words(words: Words) -> None:
    assert words.kinds.keys() == STATEMENT_KINDS.keys()
    assert words.likelihoods.keys() == LIKELIHOODS.keys()
    assert words.confidences.keys() == set(CONFIDENCES)
    assert words.reliability.keys() == RELIABILITY.keys()
    assert words.credibility.keys() == CREDIBILITY.keys()
    assert words.parts.keys() == {part.name for part in arranged(())}


def test_korean_words_have_no_letter_of_the_english_alphabet_but_grades() -> None:
    mixed = {
        where: text
        for where, text in _texts(KOREAN).items()
        if where != "language" and re.search("[A-Za-z]", re.sub(r"\{\w+\}|(?<![A-Za-z])[A-F](?![A-Za-z])", "", text))
    }
    assert mixed == {}


def test_a_language_without_words_gets_english_ones() -> None:
    assert words_for("ko-KR") is KOREAN
    assert words_for("ko_KR") is KOREAN
    assert words_for("KO") is KOREAN
    assert words_for("fr") is ENGLISH
    assert words_for("") is ENGLISH

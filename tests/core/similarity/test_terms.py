"""Sentences become terms, by which sentences that say the same are found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.similarity.terms import terms_of_language

ENGLISH = terms_of_language("en")


def test_words_of_one_stem_are_one_term():
    assert set(ENGLISH.of("The ferries were confirmed.")) == set(ENGLISH.of("Confirming a ferry"))


def test_words_that_every_text_has_are_no_terms():
    assert ENGLISH.of("It was with them, and so on.") == []


def test_a_possessive_is_its_name_with_either_apostrophe():
    assert ENGLISH.of("Kell's") == ENGLISH.of("Kell’s") == ENGLISH.of("Kell")


def test_numbers_are_terms():
    assert ENGLISH.of("On 28 April 2025") == ["28", "april", "2025"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ru", "паромы", "паромов"), ("de", "Fähren", "Fähre"), ("fr", "navires", "navire"), ("es", "barcos", "barco")],
)
def test_each_language_has_its_own_stems(language: str, one: str, other: str):
    terms = terms_of_language(language)
    assert terms.of(one) == terms.of(other) != []


def test_a_language_without_stems_keeps_its_words():
    assert terms_of_language("uk").of("Пороми прибули") == ["пороми", "прибули"]


def test_scripts_without_spaces_give_pairs_of_characters():
    assert terms_of_language("ko").of("여객선이 늦었다") == ["여객", "객선", "선이", "늦었", "었다"]
    assert terms_of_language("zh").of("渡轮") == ["渡轮"]
    assert terms_of_language("zh").of("船") == ["船"]


def test_words_of_another_script_in_a_korean_sentence_are_terms_too():
    assert "kcna" in terms_of_language("ko").of("KCNA는 밝혔다")


@given(st.text(max_size=80), st.sampled_from(["en", "ko", "ru", "tr"]))
@example("北", "en")
def test_the_terms_are_those_of_the_spans(text: str, language: str):
    terms = terms_of_language(language)
    spans = terms.spans_of(text)
    assert [term for term, _, _ in spans] == terms.of(text)
    assert all(0 <= start < end <= len(text) for _, start, end in spans)
    assert [start for _, start, _ in spans] == sorted(start for _, start, _ in spans)

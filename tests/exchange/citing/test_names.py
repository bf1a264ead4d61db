import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.citing.names import names

_LENA, _JON = {"family": "Marsh", "given": "Lena"}, {"family": "Abara", "given": "Jon"}
_GIVEN = st.sampled_from(["Lena", "Jon", "J. R.", "María", "Hyun-ju", "Zoë"])
_FAMILY = st.sampled_from(["Marsh", "O’Hara", "de la Cruz", "van der Berg", "Żółć", "Roy"])


def _literal(words: str) -> dict[str, str]:
    return {"literal": words}


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("", []),
        ("Lena Marsh", [_LENA]),
        ("By Lena Marsh", [_LENA]),
        ("Marsh, Lena", [_LENA]),
        ("Marsh, Lena; Abara, Jon", [_LENA, _JON]),
        ("Lena Marsh and Jon Abara", [_LENA, _JON]),
        ("Lena Marsh & Jon Abara", [_LENA, _JON]),
        ("Lena Marsh, Jon Abara, and Ada de la Cruz", [_LENA, _JON, {"family": "de la Cruz", "given": "Ada"}]),
        ("van der Berg, Piet", [{"family": "van der Berg", "given": "Piet"}]),
        ("Sam Reed Jr.", [{"family": "Reed", "given": "Sam", "suffix": "Jr."}]),
        ("Sam Reed, Jr.", [{"family": "Reed", "given": "Sam", "suffix": "Jr."}]),
        ("Malin", [_literal("Malin")]),
        ("bell hooks", [_literal("bell hooks")]),
        ("AT&T", [_literal("AT&T")]),
        ("Reuters, AP", [_literal("Reuters"), _literal("AP")]),
    ],
)
def test_a_byline_is_taken_apart_into_its_names(byline: str, found: list[Any]):
    assert names(byline) == found


@pytest.mark.parametrize(
    "body",
    [
        "Ministry of Foreign Affairs",
        "Department of Health and Human Services",
        "Bureau of Tolls, Ferries and Bridges",
        "Centre for Strategic and International Rivers",
        "Valley staff",
        "외교부",
    ],
)
def test_a_body_keeps_its_name_whole(body: str):
    assert names(body) == [_literal(body)]


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("Park Hyun-ju", ["Park Hyun-ju"]),
        ("Kim Jong Un and Chen Wei", ["Kim Jong Un", "Chen Wei"]),
        ("김서연", ["김서연"]),
        ("김서연, 박현주 기자", ["김서연", "박현주"]),
        ("김서연·박현주 특파원", ["김서연", "박현주"]),
        ("山田 太郎、王伟", ["山田 太郎", "王伟"]),
    ],
)
def test_names_with_the_family_first_stay_in_their_order(byline: str, found: list[str]):
    assert names(byline) == [_literal(each) for each in found]


def test_the_word_that_joins_names_is_the_language_s_own():
    assert [each["family"] for each in names("Ada Cruz y Luis Ruiz", "es")] == ["Cruz", "Ruiz"]
    assert names("José Ortega y Gasset", "es") == [{"family": "Gasset", "given": "José Ortega y"}]
    assert names("Анна Петрова и Олег Ким", "ru-RU") == [_literal("Анна Петрова"), _literal("Олег Ким")]


@given(st.lists(st.tuples(_GIVEN, _FAMILY), min_size=1, max_size=6), st.sampled_from([", ", " and ", "; ", " & "]))
def test_no_letter_of_a_name_is_lost(people: list[tuple[str, str]], joint: str):
    byline = joint.join(" ".join(each) for each in people)
    found = [f"{each['given']} {each['family']}" for each in names(byline)]
    assert found == [" ".join(each) for each in people]


@given(st.text(max_size=60))
def test_any_words_make_names_and_none_is_empty(byline: str):
    for each in names(byline):
        assert all(re.search(r"\S", words) for words in each.values())

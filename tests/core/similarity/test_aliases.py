"""A name and the initials that stand for it find each other."""

import pytest

from annotator.core.similarity.aliases import Aliases, initials_of, introduced


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Kell Central News Agency", "KCNA"),
        ("Ministry of the Interior and Ports", "MIP"),
        ("Harbour Post", ""),
        ("One Two Three Four Five Six Seven Eight Nine", ""),
    ],
)
def test_a_name_of_some_words_goes_by_its_initials(name: str, initials: str):
    assert initials_of(name) == initials


def test_a_text_introduces_a_name_with_its_initials():
    text = "On Monday the Kell Central News Agency (KCNA) wrote of fog. The harbour (HBR) was closed."
    assert introduced(text) == [("KCNA", "Kell Central News Agency")]


def test_words_between_brackets_that_stand_for_nothing_introduce_nothing():
    assert introduced("He spoke of the old ferry line (EMPHASIS ADDED) and of fog (see NOTE).") == []


def test_either_form_brings_the_other():
    aliases = Aliases([("kcna", ("kell", "central", "news", "agenc"))])
    assert aliases.with_others(["kcna", "wrote"]) == ["kcna", "kell", "central", "news", "agenc", "wrote"]
    found = aliases.with_others(["the", "kell", "central", "news", "agenc", "wrote"])
    assert "kcna" in found
    assert [term for term in found if term != "kcna"] == ["the", "kell", "central", "news", "agenc", "wrote"]


def test_part_of_a_name_brings_nothing():
    aliases = Aliases([("kcna", ("kell", "central", "news", "agenc"))])
    assert aliases.with_others(["central", "news"]) == ["central", "news"]

"""What becomes of passages before somebody reads them."""

import pytest

from annotator.core.records import Source
from annotator.core.similarity.answers import Alike, AlikePassage, Sharing, count_origins, grouped, how_alike

NOBODY = {"own": "own", "a": "a", "b": "b", "c": "c"}


def passage(uid: str, origin: str = "") -> AlikePassage:
    source = Source(uid, f"{uid}.txt", uid, "", uid, "", None, "", "", "", origin, "", "", 0, {})
    return AlikePassage(source, "r", 0, 4, "Fog.", (), Alike.SOME, "paragraph", 1)


def groups(*uids: str, origins: dict[str, str], likely: list[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    found = grouped([passage(uid) for uid in uids], "own", origins, likely or ())
    return [(group.sharing, "".join(each.source.uid for each in group.passages)) for group in found]


@pytest.mark.parametrize(
    ("score", "level"), [(10.0, Alike.MUCH), (5.0, Alike.MUCH), (3.0, Alike.SOME), (1.5, Alike.LITTLE), (1.4, None)]
)
def test_a_score_is_held_against_that_of_the_words_themselves(score: float, level: Alike | None):
    assert how_alike(score, 10.0) is level


def test_against_words_without_a_score_nothing_is_alike():
    assert how_alike(3.0, 0.0) is None


def test_sources_of_one_origin_count_once():
    assert count_origins(["a", "b", "c", "a"], "own", NOBODY | {"a": "agency", "b": "agency"}) == (3, 2)


def test_the_own_origin_is_no_other_witness():
    assert count_origins(["a", "b", "own"], "own", NOBODY | {"a": "agency", "own": "agency"}) == (2, 1)


def test_sources_without_a_common_origin_stand_together_in_their_order():
    assert groups("b", "a", origins=NOBODY) == [(Sharing.NOTHING, "ba")]


def test_sources_of_one_origin_come_behind_those_that_stand_alone():
    assert groups("a", "b", "c", origins=NOBODY | {"a": "x", "c": "x"}) == [
        (Sharing.NOTHING, "b"),
        (Sharing.ORIGIN, "ac"),
    ]


def test_what_copies_the_same_as_the_words_own_source_comes_last():
    assert groups("a", "b", origins=NOBODY | {"a": "x", "own": "x"}) == [
        (Sharing.NOTHING, "b"),
        (Sharing.OWN_ORIGIN, "a"),
    ]


def test_texts_that_are_alike_may_be_of_one_origin():
    assert groups("a", "b", "c", origins=NOBODY, likely=[("c", "a")]) == [
        (Sharing.NOTHING, "b"),
        (Sharing.PERHAPS, "ac"),
    ]


def test_a_named_origin_says_more_than_a_likeness():
    assert groups("a", "b", origins=NOBODY | {"a": "x", "b": "x"}, likely=[("a", "b")]) == [(Sharing.ORIGIN, "ab")]


def test_an_origin_is_called_as_its_sources_spell_it():
    (group,) = grouped(
        [passage("a"), passage("b", "The Agency")], "own", NOBODY | {"a": "the agency", "b": "the agency"}
    )
    assert group.name == "The Agency"

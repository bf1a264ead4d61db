import pytest

from annotator.core.records import Actor
from annotator.core.suggesting.naming import KnownActors
from tests.core.suggesting.paragraphs import source_of

NAMES = (
    "Kim Jong Un",
    "Anna Bakke",
    "Central Harbour Agency",
    "박원곤",
    "Foreign Ministry of the Isles",
    "Officials in Tarn",
)
ACTORS = [Actor(name, name) for name in NAMES]


def mentions(*paragraphs: str) -> list[tuple[str, str]]:
    text, blocks = source_of(*paragraphs)
    return [(text[each.start : each.end], each.actor_uid) for each in KnownActors(ACTORS).mentions(text, blocks)]


@pytest.mark.parametrize("words", ["Anna Bakke", "ANNA BAKKE", "Anna  Bakke", "anna bakke"])
def test_a_whole_name_is_found_whatever_its_capitals_and_spaces(words: str):
    assert mentions(f"Then {words} left.") == [(words, "Anna Bakke")]


def test_a_hyphen_makes_no_other_name():
    assert mentions("Kim Jong-un left.") == [("Kim Jong-un", "Kim Jong Un")]


def test_a_surname_is_found_once_the_whole_name_has_stood_in_the_text():
    assert mentions("Bakke left.", "Anna Bakke came.", "Bakke’s boat sank.") == [
        ("Anna Bakke", "Anna Bakke"),
        ("Bakke", "Anna Bakke"),
    ]


def test_a_surname_can_stand_first():
    assert mentions("Kim Jong Un came. Kim left.")[1] == ("Kim", "Kim Jong Un")


def test_a_body_is_found_by_its_initials():
    assert mentions("The CHA denied it.") == [("CHA", "Central Harbour Agency")]


@pytest.mark.parametrize("particle", ["은", "는", "이", "가", "의", "에게", "에서는"])
def test_a_korean_particle_is_no_part_of_a_name(particle: str):
    assert mentions(f"어제 박원곤{particle} 왔다.") == [("박원곤", "박원곤")]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Anna Bakke", ("Anna Bakke", True)),
        ("Captain Anna Bakke", ("Anna Bakke", True)),
        ("North Korean leader Kim Jong-un", ("Kim Jong Un", True)),
        ("Bakke", ("Anna Bakke", True)),
        ("CHA", ("Central Harbour Agency", True)),
        ("Foreign Ministry", ("Foreign Ministry of the Isles", False)),
        ("Spokesman for the Foreign Ministry of the Isles", None),
        ("Tarn", None),
        ("Aron Lie", None),
        ("", None),
    ],
)
def test_a_speaker_is_an_actor_where_all_of_his_name_says_so(words: str, meant: tuple[str, bool] | None):
    assert KnownActors(ACTORS).resolve(words) == meant


def test_an_actor_who_is_called_by_initials_is_found_by_the_whole_name():
    assert KnownActors([Actor("u", "CHA")]).resolve("Central Harbour Agency") == ("u", True)


def test_a_surname_that_two_actors_bear_means_neither():
    assert KnownActors([Actor("a", "Anna Bakke"), Actor("b", "Ole Bakke")]).resolve("Bakke") is None

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.directions import is_right_to_left, isolated, named, turns_direction, unseen_signs

WRITTEN = st.text(st.sampled_from("ab א\u202e\u202c\u2066\u2067\u2068\u2069\u200b"), max_size=12)


def depth_after(text: str) -> list[int]:
    """Follow isolates through a text: how many are open behind each character; an end alone closes nothing."""
    depths, depth = [], 0
    for character in text:
        if character in "\u2066\u2067\u2068":
            depth += 1
        elif character == "\u2069":
            depth = max(0, depth - 1)
        depths.append(depth)
    return depths


@given(WRITTEN)
def test_isolated_words_never_reach_what_stands_around_them(words: str) -> None:
    found = isolated(words)
    if found == words:
        assert not turns_direction(words)
        return
    depths = depth_after(found)
    assert depths[-1] == 0
    assert min(depths[:-1]) > 0


@given(WRITTEN)
def test_isolating_changes_no_character_of_the_words(words: str) -> None:
    found = isolated(words)
    assert words in found
    assert set(found.replace(words, "", 1)) <= {"\u2068", "\u2069"}


def test_words_that_turn_nothing_stay_as_they_are() -> None:
    assert isolated("שלום and a zero\u200bwidth space") == "שלום and a zero\u200bwidth space"


@pytest.mark.parametrize(
    ("text", "is_right"),
    [("The ferry", False), ("العبارة", True), ("12 שלום", True), ("\u202eab", False), ("", False)],
)
def test_the_first_letter_with_a_direction_tells_it(text: str, is_right: bool) -> None:
    assert is_right_to_left(text) is is_right


def test_the_places_of_unseen_characters_are_given() -> None:
    assert unseen_signs("har\u00adbour \u202egab\u202c") == [3, 9, 13]


@pytest.mark.parametrize("text", ["👩\u200d🚀", "می\u200cخواهم", "क्\u200dष", "plain"])
def test_a_joiner_that_the_script_needs_is_no_secret(text: str) -> None:
    assert unseen_signs(text) == []


def test_a_joiner_between_latin_letters_is_one() -> None:
    assert unseen_signs("pass\u200dword") == [4]


def test_unseen_characters_can_be_said_by_name() -> None:
    assert named("un\u200bavoidable \u202edid") == "un[ZWSP]avoidable [RLO]did"

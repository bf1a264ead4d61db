"""Offsets survive whatever people write: emoji, combining marks, Korean, line ends of every kind."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import Utf16Map, count_words, normalise, snap_to_graphemes

# Characters that go wrong elsewhere, next to plain ones.
LETTERS = st.sampled_from(
    [*"ab .\n", "é", "e\u0301", "한", "ᄒ", "ᅡ", "漢", "😀", "👩‍👩‍👧", "🇰🇷", "\u200d", "\ufffc", "\U00020000"]
)
TEXTS = st.lists(LETTERS, max_size=40).map("".join)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_code_point_offset_becomes_the_length_in_utf16_before_it(text: str):
    offsets = Utf16Map(text)
    assert [offsets.to_utf16(at) for at in range(len(text) + 1)] == [
        utf16_length(text[:at]) for at in range(len(text) + 1)
    ]


@given(TEXTS)
def test_there_and_back_again_is_the_same_offset(text: str):
    offsets = Utf16Map(text)
    assert [offsets.to_code_point(offsets.to_utf16(at)) for at in range(len(text) + 1)] == list(range(len(text) + 1))


def test_an_offset_inside_a_pair_counts_as_before_its_character():
    offsets = Utf16Map("a😀b")
    assert [offsets.to_code_point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


@given(TEXTS, st.data())
def test_a_snapped_span_never_cuts_a_character_in_two(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    snapped_start, snapped_end = snap_to_graphemes(text, start, end)
    edges = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert snapped_start <= start <= end <= snapped_end
    assert {snapped_start, snapped_end} <= edges


@given(TEXTS, st.data())
def test_snapping_what_is_snapped_changes_nothing(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    once = snap_to_graphemes(text, start, len(text))
    assert snap_to_graphemes(text, *once) == once


def test_a_span_that_ends_inside_a_family_takes_in_the_whole_family():
    text = "the 👩‍👩‍👧 left"
    assert snap_to_graphemes(text, 0, 5) == (0, 9)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\u2029two\ufdd0three\ufdd1four", "one\ntwo\nthree\nfour"),
        ("\ufeffone \ufefftwo", "one two"),
        ("one \ufffctwo", "one two"),
        ("o\ud800ne\udfff", "one"),
        ("o\x00ne", "one"),
        ("a\u00a0b\u2028c", "a\u00a0b\u2028c"),
    ],
)
def test_line_ends_become_one_kind_and_what_is_no_character_goes(written: str, text: str):
    assert normalise(written) == text


@given(st.text(st.characters(), max_size=50))
def test_a_normalised_text_can_be_stored_and_is_stable(written: str):
    text = normalise(written)
    assert text.encode().decode() == text
    assert "\r" not in text
    assert normalise(text) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two three.", 3),
        ("It’s a well-known fact – 3,000 left", 6),
        ("한국은 중앙위원회를 열었다", 3),
        ("渡轮失踪", 4),
        ("\ufffc\nA caption", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, count: int):
    assert count_words(text) == count

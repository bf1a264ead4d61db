"""Anchors: made from spans, and found again from quotes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.anchors import CONTEXT, find_quote, make_anchor
from annotator.core.errors import RefusedError

TEXT = "He left. She stayed. He left again, and nobody “knew” why he left."


def test_an_anchor_holds_its_words_and_what_stands_around_them():
    start = TEXT.index("nobody")
    anchor = make_anchor("r1", TEXT, start, start + 6)
    assert (anchor.quote, anchor.start, anchor.end, anchor.revision_uid) == ("nobody", start, start + 6, "r1")
    assert anchor.prefix == TEXT[start - CONTEXT : start]
    assert anchor.suffix == TEXT[start + 6 :][:CONTEXT]


def test_white_space_at_the_ends_of_a_selection_is_left_out():
    anchor = make_anchor("r", "one  two\nthree", 3, 9)
    assert (anchor.start, anchor.end, anchor.quote) == (5, 8, "two")


def test_an_anchor_never_cuts_an_emoji_or_an_accent():
    text = "ça va 👍🏽 e\u0301te\u0301"
    thumb, accent = text.index("👍"), text.index("e\u0301")
    assert make_anchor("r", text, thumb, thumb + 1).quote == "👍🏽"
    assert make_anchor("r", text, accent, accent + 1).quote == "e\u0301"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, len(TEXT) + 1), (8, 9)])
def test_an_empty_inverted_or_outside_span_is_refused(start: int, end: int):
    with pytest.raises(RefusedError):
        make_anchor("r", TEXT, start, end)


def test_a_quote_that_stands_once_is_found():
    assert find_quote(TEXT, "nobody") == (TEXT.index("nobody"), TEXT.index("nobody") + 6)


def test_a_quote_that_stands_three_times_is_refused_and_says_so():
    with pytest.raises(RefusedError, match=r"stands there 3 times; give a prefix, suffix or start"):
        find_quote(TEXT, "left")


@pytest.mark.parametrize(
    ("hints", "place"),
    [
        ({"prefix": "why he "}, 2),
        ({"suffix": " again"}, 1),
        ({"start": 3}, 0),
        ({"start": 3, "end": 7}, 0),
        ({"start": TEXT.index("left again") + 2}, 1),
        ({"prefix": "He", "suffix": ". She"}, 0),
    ],
)
def test_prefix_suffix_or_start_tells_which(hints: dict[str, object], place: int):
    places = [at for at in range(len(TEXT)) if TEXT.startswith("left", at)]
    assert find_quote(TEXT, "left", **hints)[0] == places[place]  # type: ignore[arg-type]


def test_a_context_that_agrees_in_a_letter_by_chance_tells_nothing():
    with pytest.raises(RefusedError, match="3 times"):
        find_quote(TEXT, "left", prefix="somebody else entirely wrote the ")


@pytest.mark.parametrize("quote", ["never said", "Left.", "  ", ""])
def test_a_quote_that_is_not_there_is_refused(quote: str):
    with pytest.raises(RefusedError):
        find_quote(TEXT, quote)


def test_the_shape_of_quotation_marks_dashes_and_spaces_may_differ_but_the_span_is_the_true_one():
    text = "It was\u00a0“odd” – very."
    start, end = find_quote(text, '"odd" - very')
    assert text[start:end] == "“odd” – very"
    assert find_quote(text, "was “odd”") == (3, 12)


def test_exact_words_win_over_words_that_are_only_alike():
    text = "it’s and it's"
    assert find_quote(text, "it's") == (9, 13)


def test_a_start_before_the_text_is_no_hint():
    with pytest.raises(RefusedError):
        find_quote("abc abc", "zz", start=-3)


@given(st.text(alphabet='ab “”"\u00a0😀é\n', min_size=1, max_size=60), st.data())
def test_every_anchor_is_found_again_by_what_it_holds(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        anchor = make_anchor("r", text, start, end)
    except RefusedError:
        assert not text[start:end].strip()
        return
    assert text[anchor.start : anchor.end] == anchor.quote
    found = find_quote(text, anchor.quote, anchor.prefix, anchor.suffix, anchor.start, anchor.end)
    assert found == (anchor.start, anchor.end)


def test_a_hundred_thousand_quotes_take_about_a_second():
    text = "The minister spoke of the strait and of nothing else. " * 130 + "The end of it."
    started = time.perf_counter()
    for _ in range(2_000):
        find_quote(text, "The end of it.")
    assert time.perf_counter() - started < 0.2

"""Two edits of one paragraph put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.session.prose_merge import merge_texts

BASE = "The ferry was late that day."


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ("The old ferry was late that day.", "The ferry was late that night.", "The old ferry was late that night."),
        ("The ferry was late that day. So.", "A ferry was late that day.", "A ferry was late that day. So."),
        (BASE, "Another text.", "Another text."),
        ("My text.", BASE, "My text."),
        ("Both.", "Both.", "Both."),
        ("The ferry was early that day.", "The ferry was cancelled that day.", None),
        (BASE + " Mine.", BASE + " Theirs.", None),
    ],
)
def test_edits_of_different_words_are_joined_and_others_are_a_clash(mine: str, theirs: str, wanted: str | None):
    assert merge_texts(BASE, mine, theirs) == wanted


@given(st.text("ab ", max_size=8), st.text("ab ", max_size=8), st.text("ab ", max_size=8))
def test_it_does_not_matter_whose_edit_is_whose(base: str, mine: str, theirs: str):
    assert merge_texts(base, mine, theirs) == merge_texts(base, theirs, mine)


@given(st.text("ab", max_size=6), st.text("ab", max_size=6), st.text("xy", min_size=1, max_size=4))
def test_words_put_in_at_either_end_are_both_kept(left: str, right: str, added: str):
    base = f"{left}-{right}"
    assert merge_texts(base, added + base, base + added) == added + base + added

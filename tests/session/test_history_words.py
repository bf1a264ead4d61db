"""What was done, in words, and the words in which two versions differ."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.history import WORK
from annotator.session.history_words import counted, difference, spoken, work_words

TEXTS = st.lists(
    st.sampled_from(["the", "ferry", "was", "late", "again,", "\n", "  ", "S-3", "안개"]), max_size=12
).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_is_the_same_and_what_was_added_are_the_later_version(before: str, after: str):
    pieces = difference(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == after
    assert "".join(piece.words for piece in pieces if piece.kind != "added") == before


def test_words_differ_and_never_parts_of_them():
    pieces = difference("It was late at night.", "It was later that night.")
    assert [(piece.kind, piece.words) for piece in pieces if piece.kind != "same"] == [
        ("removed", "late at"),
        ("added", "later that"),
    ]
    assert counted(pieces) == "2 words added, 2 words deleted"
    assert spoken(pieces) == "deleted: late at; added: later that"


def test_of_a_long_text_only_what_stands_around_a_difference_is_shown():
    words = "word " * 200
    pieces = difference(f"{words}old {words}", f"{words}new {words}")
    assert [piece.words for piece in pieces if piece.kind != "same"] == ["old", "new"]
    assert all(len(piece.words) < 200 and "…" in piece.words for piece in pieces if piece.kind == "same")


def test_of_a_very_long_text_the_later_version_is_given_whole():
    pieces = difference("a " * 3_000, "b " * 3_000)
    assert [(piece.kind, piece.words) for piece in pieces] == [("same", "b " * 3_000)]


def test_every_kind_of_work_has_words():
    assert all(work_words([key]) for key in WORK)
    assert work_words(["statement.tagged", "statement.added"]) == "highlighted, tagged"

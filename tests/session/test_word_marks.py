"""What differs between two versions of a passage."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.session.word_marks import difference, marked


@given(st.text(), st.text())
def test_the_stretches_are_the_text(text: str, other: str):
    assert "".join(words for words, _ in marked(text, other)) == text


@given(st.text(alphabet="ab \n"))
def test_the_same_text_has_no_marks(text: str):
    assert not any(is_marked for _, is_marked in marked(text, text))


def test_only_the_differing_words_are_marked_and_the_space_between_two_of_them():
    stretches = marked("The ferry was an hour late.", "The ferry was on time.")
    assert stretches == [("The ferry was ", False), ("an hour late.", True)]


def test_a_text_is_told_from_where_it_differs():
    text = "The newspaper’s analysts see a bid for a place in the talks of May."
    other = "The newspaper’s analysts see a bid for a place in the talks of June."
    assert difference(text, other) == "… the talks of May."
    assert difference("Short of it", "Short as it") == "Short of it"
    assert difference(text, text) == text

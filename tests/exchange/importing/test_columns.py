"""The columns of a table of articles."""

import pytest

from annotator.exchange.importing.columns import find_columns, missing_text, text_of, words_of


def test_columns_are_found_whatever_their_case_spaces_and_signs():
    assert find_columns(["ARTICLE_TITLE", "Full text ", "date-published"]) == {
        "title": "ARTICLE_TITLE",
        "text": "Full text ",
        "published": "date-published",
    }


def test_of_two_columns_the_likelier_is_meant():
    assert find_columns(["content", "full text", "date", "published"]) == {
        "text": "full text",
        "published": "published",
    }


def test_one_column_is_never_two_things():
    found = find_columns(["article", "content", "source", "text", "journal"])
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, ""),
        (3, "3"),
        (" Ann ", "Ann"),
        (["Ann", {"name": "Ben"}, None], "Ann, Ben"),
        ({"id": 1, "name": "Harbour Daily"}, "Harbour Daily"),
        ({"x": {}}, ""),
    ],
)
def test_a_cell_is_read_as_words(value: object, words: str):
    assert words_of(value) == words


def test_a_list_in_the_text_is_one_of_paragraphs():
    assert text_of(["One.", "Two."]) == "One.\n\nTwo."


def test_of_very_many_columns_only_some_are_named():
    sentence = missing_text([f"column with a very long name indeed, the number of which is {at}" for at in range(900)])
    assert len(sentence) < 900
    assert sentence.endswith("and others.")

"""One article on each line of JSON."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.records import Article
from annotator.exchange.importing.articles import articles_from_capture
from annotator.exchange.importing.capture import Capture, Refusal
from tests.exchange.importing.test_articles import hold_the_laws

WORDS = "The ferry left the quay at nine. Nobody in the port has seen it since."


def read_all(*rows: object) -> list[Article | Refusal]:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    return articles_from_capture(Capture("\n".join(lines).encode("utf-8", "surrogatepass"), "articles.jsonl"))


def read(*rows: object) -> list[Article]:
    return [each for each in read_all(*rows) if isinstance(each, Article)]


def test_each_object_is_an_article_named_by_its_line():
    first, second = read({"headline": "Ferry", "body": WORDS}, "", {"headline": "Bridge", "body": WORDS})
    assert (first.file_name, second.file_name) == ("articles.jsonl, line 1", "articles.jsonl, line 3")
    assert first.metadata["title"].value == "Ferry"


def test_people_and_publishers_are_read_by_their_names():
    (article,) = read(
        {
            "articleBody": WORDS,
            "datePublished": "2025-04-28T08:00:00+09:00",
            "author": [{"name": "Ann Author"}, {"name": "Ben Writer"}],
            "publisher": {"id": 3, "name": "Harbour Daily"},
        }
    )
    hold_the_laws(article)
    assert article.metadata["author"].value == "Ann Author, Ben Writer"
    assert article.metadata["outlet"].value == "Harbour Daily"
    assert article.metadata["published"].value.start == date(2025, 4, 28)


def test_a_list_of_paragraphs_is_a_text():
    (article,) = read({"text": [WORDS, "More of it."]})
    assert article.text == f"{WORDS}\nMore of it."


@pytest.mark.parametrize("line", ["no json", "[1, 2]", "3", '{"text": ', "[" * 100_000, '{"text":' * 100_000])
def test_a_line_that_is_no_object_is_refused_and_the_others_go_in(line: str):
    good, bad = read_all({"text": WORDS}, line)
    assert isinstance(good, Article)
    assert isinstance(bad, Refusal)
    assert "JSON object" in bad.reason


def test_one_list_is_refused_with_what_to_do():
    with pytest.raises(RefusedError, match="one object on each line"):
        read([{"text": WORDS}])


def test_a_file_without_objects_is_refused():
    with pytest.raises(RefusedError, match="No line of the file"):
        read("words", "more words")


def test_objects_without_text_are_refused_with_the_names_that_they_have():
    with pytest.raises(RefusedError, match=r"The columns are: title, price\.$"):
        read({"title": "Ferry", "price": 3})


def test_halves_of_characters_are_no_part_of_an_original():
    (article,) = read('{"text": "The ferry \\ud800 left. Nobody saw it."}')
    hold_the_laws(article)


KEYS = st.sampled_from(["name", "text", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(["text", "html", "title", "date", "author", "source", "language", "subtitle", "other"])


@given(st.lists(st.dictionaries(NAMES, JSON, max_size=6), max_size=4))
def test_any_objects_are_read_or_refused(rows: list[dict[str, object]]):
    try:
        articles = read(*rows)
    except RefusedError:
        return
    for article in articles:
        hold_the_laws(article)

"""One row of a table as an article."""

import json

import pytest

from annotator.core.errors import RefusedError
from annotator.core.records import Article
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.articles import articles_from_capture
from annotator.exchange.importing.capture import Capture
from tests.exchange.importing.test_articles import hold_the_laws

WORDS = "The ferry left the quay at nine. Nobody in the port has seen it since."


def read(**cells: object) -> Article:
    capture = Capture(json.dumps(cells).encode(), "articles.csv, row 17", kind="record", depth=1)
    (article,) = articles_from_capture(capture)
    assert isinstance(article, Article)
    hold_the_laws(article)
    return article


def kinds(article: Article) -> list[str]:
    return [block.kind.value for block in article.blocks]


def test_title_and_subtitle_are_part_of_the_text():
    article = read(title="The late ferry", subtitle="A night in fog", text=WORDS)
    assert article.text == f"The late ferry\nA night in fog\n{WORDS}"
    assert kinds(article) == ["title", "subtitle", "paragraph"]


@pytest.mark.parametrize("text", ["One is long.\n\nTwo is longer.", "One is long.\nTwo is longer."])
def test_plain_text_has_paragraphs_by_lines(text: str):
    assert read(text=text).text == "One is long.\nTwo is longer."


def test_a_text_with_mark_up_keeps_its_headings_lists_and_links():
    article = read(text=f"<h2>Part</h2><p>{WORDS} <a href='http://h.example/1'>More</a></p><ul><li>One</li></ul>")
    assert kinds(article) == ["heading", "paragraph", "list_item"]
    assert article.blocks[1].attributes["links"][0][2] == "http://h.example/1"


def test_a_column_of_mark_up_is_read_before_the_plain_one():
    assert BlockKind.HEADING in kinds(read(text=WORDS, html=f"<h2>Part</h2><p>{WORDS}</p>"))


def test_signs_that_are_no_mark_up_stay_words():
    assert read(text="It was 3 < 4 and 5 > 4. The ferry left.").text == "It was 3 < 4 and 5 > 4. The ferry left."


def test_a_text_that_begins_with_its_title_shows_it_once():
    article = read(title="The late ferry", text=f"The late ferry\n\n{WORDS}")
    assert [block.fold for block in article.blocks] == ["", FoldReason.REPEATED, ""]


def test_lines_of_a_row_are_not_taken_for_the_furniture_of_a_page():
    article = read(text=f"By Ann Author\n\n5 March 2024\n\n{WORDS}")
    assert BlockKind.METADATA not in kinds(article)
    assert not {"author", "published"} & set(article.metadata)


def test_a_row_without_a_title_is_called_by_its_place():
    article = read(text=WORDS)
    assert (article.metadata["title"].value, article.metadata["title"].sure) == ("articles.csv, row 17", False)


@pytest.mark.parametrize("cells", [{}, {"text": ""}, {"text": " \n"}, {"title": "Only this"}, {"html": "<p></p>"}])
def test_a_row_without_words_is_refused(cells: dict[str, object]):
    with pytest.raises(RefusedError, match="The row has no text"):
        read(**cells)

"""What a PDF says of itself is believed as far as its first page bears it out."""

import pytest

from annotator.core.records import Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pdf_metadata import read_info


def page(*words: str) -> list[Item]:
    return [
        Item(BlockKind.PARAGRAPH if at else BlockKind.HEADING, text, 0, 0 if at else 1, attributes={"page": 1})
        for at, text in enumerate(words)
    ]


def declared(title: str, *words: str) -> Inferred | None:
    return read_info(page(*words), {"Title": title})[0].get("title")


def test_a_title_that_page_1_shows_is_sure():
    found = declared("The Late Ferry", "The late ferry", "Words.")
    assert found is not None
    assert (found.value, found.sure) == ("The late ferry", True)


def test_the_line_that_shows_it_is_the_title():
    items = page("Harbour Post", "The late ferry")
    read_info(items, {"Title": "The late ferry"})
    assert [(item.kind, item.level) for item in items] == [("heading", 2), ("title", 1)]


def test_without_it_the_largest_words_are_the_title_and_not_sure():
    found = declared("", "The late ferry", "Words.")
    assert found is not None
    assert (found.value, found.origin, found.sure) == ("The late ferry", "largest words on page 1", False)


@pytest.mark.parametrize(
    "title", ["Microsoft Word - ferry.doc", "ferry_final.indd", "untitled", "Document1", "https://x.example/a"]
)
def test_what_programs_write_is_no_title(title: str):
    items = page(title, "Words.")
    items[0].kind = BlockKind.PARAGRAPH
    assert read_info(items, {"Title": title}) == ({}, {})


def test_a_title_that_nothing_bears_out_is_a_hint():
    hints = read_info([Item(BlockKind.PARAGRAPH, "Words.", 0, attributes={"page": 1})], {"Title": "Late ferry"})[1]
    assert (hints["title"].value, hints["title"].sure) == ("Late ferry", False)


def test_an_author_is_sure_where_page_1_names_him():
    assert [
        read_info(page("Head", words), {"Author": "Ann Author"})[1]["author"].sure for words in ("By ANN AUTHOR", "")
    ] == [*(True, False)]


@pytest.mark.parametrize("author", ["user", "Administrator", "ann@harbour.example", ""])
def test_the_name_of_an_account_is_no_author(author: str):
    assert "author" not in read_info(page("Head"), {"Author": author})[1]


def test_the_day_of_making_is_a_hint_for_the_day_of_publishing():
    found = read_info(page("Head"), {"CreationDate": "D:20240305093000+09'00'"})[1]["published"]
    assert (found.value.start.isoformat(), found.value.precision, found.sure) == ("2024-03-05", "day", False)


@pytest.mark.parametrize("made", ["", "D:2024", "D:20241399", "yesterday"])
def test_a_day_that_is_none_is_left_out(made: str):
    assert "published" not in read_info(page("Head"), {"CreationDate": made})[1]

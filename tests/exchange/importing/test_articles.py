"""A file becomes an article: the laws that hold for every one."""

import random
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.records import IMAGE_CHARACTER, Article
from annotator.exchange.importing import Refusal, article_from_bytes, read_article
from annotator.exchange.importing.articles import articles_from_capture, entries
from annotator.exchange.importing.capture import Capture

# Pieces that mean something to an importer, joined in ways that nobody intended.
PIECES = st.sampled_from(
    [
        *["Title of it", "By Ann Author", "5 March 2024", "Published", "Asia | Ferries", "# Head", "> quote", "***"],
        *[
            "![alt [AP]](http://x.example/2024/03/05/a.jpg)",
            "![](x)",
            "![",
            "](",
            "Credit: Somebody",
            "- item",
            "1. item",
        ],
        *[
            "- [1]",
            "[^1]: note",
            "words.[1]",
            "words[^1]",
            "| a | b |",
            "|---|---|",
            "---",
            "```",
            "<b>x</b>",
            "title: x",
        ],
        *["The ferry left at nine. Nobody saw it again, they said.", "Log in to comment.", "Translated from X."],
        *[
            "漢字。",
            "한국어 문장이다.",
            "😀👩‍👩‍👧",
            "e\u0301",
            "\u2029",
            "\ufdd0",
            "\ufeff",
            "\u00a0",
            "\u2028",
            "\x0c",
            "\t",
            "  ",
        ],
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\r\n", "\r", "\n\n", " ", ""])), max_size=25).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


def hold_the_laws(article: Article) -> None:
    text, blocks = article.text, article.blocks
    assert blocks
    assert (blocks[0].start, blocks[-1].end) == (0, len(text))
    assert all(behind.start == before.end + 1 for before, behind in pairwise(blocks))
    assert all(text[before.end] == "\n" for before, _ in pairwise(blocks))
    for block in blocks:
        words = text[block.start : block.end]
        assert words
        assert "\n" not in words
        assert (words == IMAGE_CHARACTER) == (block.kind == "image")
        assert all(block.start <= offset <= block.end for offset, _ in block.attributes.get("references", ()))
    assert "\r" not in text
    assert text.encode().decode() == text
    assert article.metadata["title"].value


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_blocks_always_cover_the_text_in_order_one_line_feed_apart(text: str, name: str):
    try:
        article = article_from_bytes(text.encode(), name)
    except RefusedError:
        return
    hold_the_laws(article)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        article = article_from_bytes(data, "a.txt")
    except RefusedError:
        return
    hold_the_laws(article)


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str):
    try:
        once = article_from_bytes(text.encode(), "a.txt")
    except RefusedError:
        return
    assert article_from_bytes(text.encode(), "a.txt") == once


def test_the_captured_original_is_kept_byte_for_byte(tmp_path: Path):
    data = "\ufeffTitle\r\n\r\nWords one. Words two.\r\n".encode()
    (tmp_path / "page.txt").write_bytes(data)
    article = read_article(tmp_path / "page.txt")
    assert article.original == data
    assert (article.file_name, article.media_type) == ("page.txt", "text/plain")
    assert article.text == "Title\nWords one. Words two."


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\x03", b"![](x.png)"])
def test_a_file_without_text_is_refused_with_one_plain_sentence(tmp_path: Path, data: bytes):
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(RefusedError, match=r"^[A-Z][^\n]+\.$"):
        read_article(tmp_path / "a.txt")


def test_a_file_that_is_not_there_is_the_machines_fault(tmp_path: Path):
    with pytest.raises(EnvironmentFaultError):
        read_article(tmp_path / "gone.txt")


def test_an_article_of_1200_words_takes_well_under_a_millisecond_or_so():
    chance = random.Random(3)
    words = "the harbour of minister pilots said that agreement “Monday” ships strait island coast had not been".split()
    paragraphs = [" ".join(chance.choice(words) for _ in range(60)) + ". And then." for _ in range(20)]
    data = "\n\n".join(["Title of the article", *paragraphs]).encode()
    article_from_bytes(data, "a.txt")
    started = time.perf_counter()
    for _ in range(100):
        article_from_bytes(data, "a.txt")
    assert (time.perf_counter() - started) / 100 < 0.003


ROWS = b"title,text\nFerry,The ferry was late.\nBridge,The bridge was shut.\nQuay,\n"


def test_what_is_in_a_file_is_told_by_its_place():
    found = list(entries(Capture(ROWS, "rows.csv")))
    assert [(entry.place, entry.total) for entry in found] == [((0,), 3), ((1,), 3), ((2,), 3)]
    assert [isinstance(entry.result, Article) for entry in found] == [True, True, False]


def test_one_place_is_read_without_the_others():
    (entry,) = entries(Capture(ROWS, "rows.csv"), [(1,)])
    assert isinstance(entry.result, Article)
    assert "The bridge was shut." in entry.result.text


def test_a_place_that_is_not_there_any_more_is_a_refusal():
    (entry,) = entries(Capture(ROWS, "rows.csv"), [(7,)])
    assert isinstance(entry.result, Refusal)
    assert entry.place == (7,)


def test_a_refusal_in_front_is_kept_where_an_article_follows():
    data = b"title,text\nQuay,\nFerry,The ferry was late.\n"
    assert [isinstance(each, Article) for each in articles_from_capture(Capture(data, "rows.csv"))] == [False, True]


def test_a_file_of_refusals_alone_is_refused_as_a_whole():
    with pytest.raises(RefusedError, match="no text"):
        articles_from_capture(Capture(b"title,text\nQuay,\nFerry,\n", "rows.csv"))


def test_more_paragraphs_than_any_book_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.articles.MOST_ITEMS", 3)
    with pytest.raises(RefusedError, match="more than 3 paragraphs"):
        article_from_bytes(b"One.\n\nTwo.\n\nThree.\n\nFour.\n", "a.txt")

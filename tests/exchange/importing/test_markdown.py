"""Markdown into blocks: the words stay, the marks go."""

from datetime import date

from annotator.core.records import Article, Block
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import article_from_bytes
from annotator.exchange.importing.markdown import read_markdown

PAGE = """---
title: "The late ferry"
date: 2024-03-05
authors: [Ann Author]
outlet: Harbour Daily
tags: x
---
# The *late* ferry

<!-- hidden -->
First **bold** and [a link](http://x.example/y), `code` &amp; \\*star\\*.[^1] It
goes on.<br>Then ends 😀.

![Alt text [AP]](http://x.example/i.png "Title words")

## Second part

3. three
   - sub a

   more of three
4. four

> Quoted _words_
> go on

| A | B |
|---|---|
| 1 | 2 |
| 1 | 2 |

<div>In <b>tags</b></div>

```
code one
code two
```

Some claim[^long-one]. And a last one.[2]

[^1]: The *note* text
    goes on here.

[^long-one]: Second.

- [2] Plain note
"""


def read(text: str = PAGE) -> Article:
    return article_from_bytes(text.encode(), "page.md")


def found(article: Article, kind: str) -> list[tuple[str, Block]]:
    return [(article.text[block.start : block.end], block) for block in article.blocks if block.kind == kind]


def words(article: Article, kind: str) -> list[str]:
    return [text for text, _ in found(article, kind)]


def test_inline_marks_tags_and_comments_are_dropped_and_words_are_not():
    article = read()
    assert words(article, "paragraph") == [
        "First bold and a link, code & *star*. It goes on. Then ends 😀.",
        "In tags",
        "code one",
        "code two",
        "Some claim. And a last one.",
    ]
    assert "hidden" not in article.text


def test_headings_have_levels_and_the_first_is_the_title():
    article = read()
    assert words(article, "title") == ["The late ferry"]
    assert [(text, block.level, block.line) for text, block in found(article, "heading")] == [("Second part", 2, 16)]


def test_lists_keep_marker_number_and_depth():
    items = [(text, block.attributes["marker"], block.level) for text, block in found(read(), "list_item")]
    assert items == [("three", "3.", 1), ("sub a", "-", 2), ("more of three", "3.", 1), ("four", "4.", 1)]


def test_quotes_and_tables_become_blocks():
    article = read()
    assert words(article, "quote") == ["Quoted words go on"]
    rows = found(article, "table_row")
    assert [text for text, _ in rows] == ["A\tB", "1\t2", "1\t2"]
    assert [block.line for _, block in rows] == [27, 29, 30]


def test_an_image_has_caption_credit_and_address():
    ((character, image),) = found(read(), "image")
    assert character == "\ufffc"
    assert (image.attributes["caption"], image.attributes["credit"]) == ("Alt text", "AP")
    assert image.attributes["url"] == "http://x.example/i.png"


def test_footnotes_of_both_kinds_are_notes_and_their_marks_are_places():
    article = read()
    notes = {block.attributes["label"]: text for text, block in found(article, "footnote")}
    assert notes == {"1": "The note text goes on here.", "long-one": "Second.", "2": "Plain note"}
    marks = {label: offset for block in article.blocks for offset, label in block.attributes.get("references", ())}
    assert set(marks) == {"1", "long-one", "2"}
    assert article.text[: marks["1"]].endswith("*star*.")
    assert article.text[: marks["long-one"]].endswith("Some claim")


def test_front_matter_is_read_and_says_on_which_line():
    article = read()
    values = {name: (each.value, each.origin) for name, each in article.metadata.items()}
    assert values["title"] == ("The late ferry", "line 2")
    assert values["author"] == ("Ann Author", "line 4")
    assert values["outlet"] == ("Harbour Daily", "line 5")
    assert article.metadata["published"].value.start == date(2024, 3, 5)
    assert "tags: x" not in article.text


def test_lines_are_counted_with_the_front_matter():
    assert found(read(), "title")[0][1].line == 8


def test_a_rule_at_the_beginning_is_no_front_matter():
    article = read("---\n\nWords one. Words two.\n")
    assert article.text == "Words one. Words two."


def test_the_media_type_says_markdown():
    assert read().media_type == "text/markdown"


def test_links_keep_their_addresses():
    items, _ = read_markdown("The office published [a *short* statement](https://harbour.example/s) on Monday.\n")
    assert items[0].text == "The office published a short statement on Monday."
    assert items[0].attributes["links"] == [[21, 38, "https://harbour.example/s"]]


def test_the_first_paragraph_is_no_title_where_the_front_matter_has_one():
    article = article_from_bytes(b"---\ntitle: The late ferry\n---\n\nThe ferry left at nine. It came back.\n", "a.md")
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH]
    assert article.metadata["title"].value == "The late ferry"

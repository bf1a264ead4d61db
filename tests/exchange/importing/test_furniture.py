"""What stands before and behind an article."""

import pytest

from annotator.core.records import Article
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import article_from_bytes
from annotator.exchange.importing.furniture import read_furniture
from annotator.exchange.importing.items import Item

PROSE = "The harbour master said that the ferry had left at nine. Nobody had seen it since."
MORE = "On Tuesday the search was given up. The fog had not lifted for three days."


def read(*lines: str) -> Article:
    return article_from_bytes("\n\n".join(lines).encode(), "saved page.txt")


def kinds(article: Article) -> list[str]:
    return [str(block.kind) for block in article.blocks]


def folds(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.fold]


def value(article: Article, field: str) -> object:
    return article.metadata[field].value


def test_title_byline_and_date_come_before_the_text():
    article = read("Ferry lost in fog", "By Ann Author", "5 March 2024", PROSE, MORE)
    assert kinds(article) == ["title", "metadata", "metadata", "paragraph", "paragraph"]
    assert (value(article, "title"), value(article, "author")) == ("Ferry lost in fog", "Ann Author")
    assert article.metadata["published"].origin == "line 5"


def test_a_line_of_names_and_date_gives_both():
    article = read("Ferry lost in fog", "A long night on the strait", "By Ann Author | 5 March 2024", PROSE)
    assert kinds(article) == ["title", "subtitle", "metadata", "paragraph"]
    assert value(article, "author") == "Ann Author"


def test_a_bare_name_beside_the_date_is_the_authors_but_not_for_sure():
    article = read("Ferry lost in fog", "Ann Author", "5 March 2024", PROSE)
    assert value(article, "author") == "Ann Author"
    assert not article.metadata["author"].sure


def test_a_label_says_that_the_next_line_is_the_author():
    article = read("Ferry lost in fog", "Author", "Ann Author", "Published", "5 March 2024", PROSE)
    assert folds(article) == ["Author", "Published"]
    assert value(article, "author") == "Ann Author"


def test_a_sentence_behind_the_title_with_nothing_between_it_and_the_text_is_text():
    sentence = "Nobody aboard the evening ferry has been heard of since Monday night."
    assert kinds(read("Ferry lost in fog", sentence, PROSE)) == ["title", "paragraph", "paragraph"]
    assert kinds(read("Ferry lost in fog", sentence, "By Ann Author", PROSE))[1] == "subtitle"


def test_categories_before_and_behind_the_title_fold_and_are_kept():
    article = read("Asia", "Ferry lost in fog", "Asia | Ferries", "Ferry lost in fog", PROSE)
    assert folds(article) == ["Asia", "Asia | Ferries", "Ferry lost in fog"]
    assert value(article, "category") == "Asia; Asia | Ferries"


def test_a_text_that_begins_with_prose_is_named_after_its_file():
    article = read(PROSE, MORE)
    assert kinds(article) == ["paragraph", "paragraph"]
    assert value(article, "title") == "saved page"
    assert not article.metadata["title"].sure


def test_a_single_line_is_a_paragraph_and_can_be_annotated():
    article = read("Only this")
    assert kinds(article) == ["paragraph"]
    assert folds(article) == []


def test_short_lines_without_any_prose_are_not_taken_for_furniture():
    article = read("A poem", "Fog", "Files", "Nothing else | at all", "Fog again")
    assert kinds(article) == ["title"] + ["paragraph"] * 4
    assert folds(article) == []


def test_notices_behind_the_article_fold_and_its_last_short_sentence_does_not():
    article = read(
        "Ferry lost", PROSE, MORE, "The ministry declined to comment.", "Subscribe now", "Contact", "Imprint"
    )
    assert folds(article) == ["Subscribe now", "Contact", "Imprint"]


@pytest.mark.parametrize(
    "note", ["Translated from the Norwegian by Ann Author.", "This article was translated by machine."]
)
def test_a_note_on_the_translation_is_metadata_and_ends_the_article(note: str):
    article = read("Ferry lost", PROSE, MORE, note, "More in Asia")
    assert value(article, "translation_note") == note
    assert folds(article) == ["More in Asia"]


def test_a_byline_or_a_date_may_stand_behind_the_article():
    article = read("Ferry lost", PROSE, MORE, "BY ANN AUTHOR [mail]", "Published 5 March 2024")
    assert value(article, "author") == "Ann Author"
    assert kinds(article)[-2:] == ["metadata", "metadata"]


def test_dates_and_bylines_inside_the_text_are_left_alone():
    article = read("Ferry lost", PROSE, MORE, "By Ann Author", "5 March 2024", PROSE + " Again.")
    assert {"author", "published"}.isdisjoint(article.metadata)


def test_a_short_title_is_not_passed_over_for_the_sentence_under_it():
    article = read("Ferry lost", PROSE, "By Ann Author", MORE)
    assert value(article, "title") == "Ferry lost"
    assert value(article, "subtitle") == PROSE


def test_what_is_folded_already_is_neither_title_nor_byline():
    menu = Item(BlockKind.PARAGRAPH, "By Ann Author of the strait", 1, fold="around the article")
    title = Item(BlockKind.PARAGRAPH, "Ferry lost in the fog", 2)
    found = read_furniture([menu, title, Item(BlockKind.PARAGRAPH, PROSE, 3)])
    assert (found.values["title"].value, title.kind) == ("Ferry lost in the fog", BlockKind.TITLE)
    assert (menu.kind, menu.fold) == (BlockKind.PARAGRAPH, "around the article")


def test_a_title_and_a_subtitle_that_are_told_are_believed():
    first = Item(BlockKind.HEADING, "Ferries of the strait", 1, level=1)
    told = [Item(BlockKind.TITLE, "Ferry lost", 2), Item(BlockKind.SUBTITLE, "Nobody was told", 3)]
    found = read_furniture([first, *told, Item(BlockKind.PARAGRAPH, PROSE, 4)])
    assert (found.values["title"].value, found.values["subtitle"].value) == ("Ferry lost", "Nobody was told")


def test_folded_lines_stay_in_the_text():
    article = read("Asia | Ferries", "Ferry lost in the fog", PROSE)
    assert "Asia | Ferries" in article.text

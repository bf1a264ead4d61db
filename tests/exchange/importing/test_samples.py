"""The sample articles have the shapes of real ones, and every shape is read as it should be."""

from collections import Counter
from datetime import date

import pytest

from annotator.core.outline_text import read_outline
from annotator.core.records import Article, Block
from annotator.core.sentences import sentence_spans
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import read_article
from tests.tools import CHECKOUT

FOLDER = CHECKOUT / "resources" / "sample" / "sources"
NAMES = ["harbour-review.txt", "institute-report.txt", "meridian-watch.txt", "strait-courier.txt"]


def sample(name: str) -> Article:
    return read_article(FOLDER / name)


def lines(article: Article, kind: BlockKind) -> list[int]:
    return [block.line for block in article.blocks if block.kind is kind and not block.fold]


def folds(article: Article) -> dict[int, str]:
    return {block.line: block.fold for block in article.blocks if block.fold}


def value(article: Article, field: str) -> object:
    return article.metadata[field].value


def words(article: Article, block: Block) -> str:
    return article.text[block.start : block.end]


def test_there_are_four_and_each_is_an_article_of_some_length():
    assert sorted(path.name for path in FOLDER.iterdir() if path.is_file()) == NAMES
    assert all(600 < len(sample(name).text.split()) < 1_300 for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_english_and_has_paragraphs_with_several_sentences(name: str):
    article = sample(name)
    assert value(article, "language") == "en"
    paragraphs = [block for block in article.blocks if block.kind is BlockKind.PARAGRAPH and not block.fold]
    assert sum(len(sentence_spans(article.text, block.start, block.end)) for block in paragraphs) > 25


def test_the_news_article_has_four_different_pictures_and_folds_the_one_that_comes_again():
    article = sample("strait-courier.txt")
    images = [block for block in article.blocks if block.kind is BlockKind.IMAGE]
    assert [image.line for image in images] == [2, 9, 17, 23, 30]
    assert [image.line for image in images if image.fold] == [23]
    assert len({image.attributes["url"] for image in images}) == 4
    assert [image.attributes["credit"] for image in images] == [
        *["HANDOUT", "OPB/NORDFOTO", "NORDFOTO", "OPB/NORDFOTO", "STRAIT COURIER"]
    ]
    assert lines(article, BlockKind.CAPTION) == [2, 9, 17, 30]
    assert not any("[" in str(image.attributes["caption"]) for image in images)


def test_the_news_articles_repeats_and_notices_fold_each_with_its_reason():
    article = sample("strait-courier.txt")
    repeats = dict.fromkeys([3, 10, 18, 23, 24, 31], str(FoldReason.REPEATED))
    assert folds(article) == repeats | dict.fromkeys([37, 38, 39], str(FoldReason.SITE_NOTICE))
    assert lines(article, BlockKind.HEADING) == [14, 25]
    assert len(lines(article, BlockKind.PARAGRAPH)) == 21


def test_the_news_articles_metadata_says_where_it_comes_from():
    article = sample("strait-courier.txt")
    assert (value(article, "author"), article.metadata["author"].origin) == ("Mira Tolvan", "line 36")
    assert (value(article, "outlet"), article.metadata["outlet"].sure) == ("Strait Courier", True)
    published = article.metadata["published"]
    assert (published.value.start, published.value.precision, published.sure) == (date(2024, 3, 5), "day", False)
    assert "on Tuesday" in published.origin
    assert article.metadata["translation_note"].origin == "line 35"
    assert "subtitle" not in article.metadata


def test_the_report_has_a_category_labels_a_date_and_seven_chapters():
    article = sample("institute-report.txt")
    assert (lines(article, BlockKind.TITLE), lines(article, BlockKind.SUBTITLE)) == ([3], [5])
    assert folds(article) == {1: FoldReason.CATEGORY, 7: FoldReason.LABEL, 9: FoldReason.LABEL}
    assert value(article, "category") == "Files / Strait of Kell"
    assert (value(article, "published").start, article.metadata["published"].origin) == (date(2024, 11, 14), "line 11")  # type: ignore[attr-defined]
    assert lines(article, BlockKind.HEADING) == [13, 23]
    assert lines(article, BlockKind.LIST_ITEM) == list(range(15, 22))
    assert len(lines(article, BlockKind.PARAGRAPH)) == 6
    titles = [words(article, block) for block in article.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [entry.title for entry in read_outline(article.original.decode())] == titles


def test_the_magazine_feature_has_a_repeated_title_and_a_picture_that_is_missing():
    article = sample("harbour-review.txt")
    assert (lines(article, BlockKind.TITLE), lines(article, BlockKind.SUBTITLE)) == ([3], [11])
    assert Counter(folds(article).values()) == {FoldReason.CATEGORY: 3, FoldReason.REPEATED: 2}
    (image,) = [block for block in article.blocks if block.kind is BlockKind.IMAGE]
    assert image.attributes["missing"]
    assert image.attributes["credit"] == "Press Office of the President of Veldara"
    assert (lines(article, BlockKind.CAPTION), lines(article, BlockKind.CREDIT)) == ([15], [17])
    assert len(lines(article, BlockKind.PARAGRAPH)) == 13
    assert lines(article, BlockKind.HEADING) == []
    assert {"outlet", "author", "published"}.isdisjoint(article.metadata)
    assert not any(line != line.strip() for line in article.text.split("\n"))


def test_the_analysis_has_headings_and_a_footnote_whose_mark_is_no_part_of_the_words():
    article = sample("meridian-watch.txt")
    assert lines(article, BlockKind.HEADING) == [5, 10, 13]
    assert len(lines(article, BlockKind.PARAGRAPH)) == 9
    assert folds(article) == {}
    (note,) = [block for block in article.blocks if block.kind is BlockKind.FOOTNOTE]
    assert note.attributes["label"] == "1"
    assert words(article, note).startswith("Article 6 reads")
    (marked,) = [block for block in article.blocks if "references" in block.attributes]
    assert marked.attributes["references"] == [[marked.end, "1"]]
    assert words(article, marked).endswith("had been met.")
    assert "[1]" not in article.text


def test_the_samples_contradict_each_other_about_the_day_of_the_thanks():
    assert "On 3 March, President Anton Reveth" in sample("institute-report.txt").text
    assert "On the same day, Reveth thanked" in sample("harbour-review.txt").text
    assert "on the day after the declaration" in sample("meridian-watch.txt").text

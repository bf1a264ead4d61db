"""What a perfect import of the four real articles yields, by lines and counts."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from annotator.core.outline_text import read_outline
from annotator.core.records import Article
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import read_article


def kinds(article: Article) -> Counter[str]:
    return Counter(str(block.kind) for block in article.blocks if not block.fold)


def folded_lines(article: Article) -> list[int]:
    return [block.line for block in article.blocks if block.fold]


def lines(article: Article, kind: BlockKind) -> list[int]:
    return [block.line for block in article.blocks if block.kind is kind and not block.fold]


def value(article: Article, field: str) -> object:
    return article.metadata[field].value


@pytest.fixture
def joongang(shared_sources: Path) -> Article:
    return read_article(shared_sources / "joongang.txt")


@pytest.fixture
def report(shared_sources: Path) -> Article:
    return read_article(shared_sources / "report.txt")


@pytest.fixture
def diplomat(shared_sources: Path) -> Article:
    return read_article(shared_sources / "diplomat.txt")


@pytest.fixture
def north(shared_sources: Path) -> Article:
    return read_article(shared_sources / "38north.txt")


def test_the_news_article_has_its_headings_paragraphs_and_pictures(joongang: Article) -> None:
    assert lines(joongang, BlockKind.TITLE) == [1]
    assert lines(joongang, BlockKind.HEADING) == [13, 25]
    assert kinds(joongang)["paragraph"] == 21
    assert kinds(joongang)["footnote"] == 0
    images = [block for block in joongang.blocks if block.kind is BlockKind.IMAGE]
    assert [image.line for image in images] == [2, 9, 16, 23, 30]
    assert len({image.attributes["url"] for image in images}) == 4
    assert [image.line for image in images if image.fold] == [23]
    assert [image.attributes["credit"] for image in images] == ["SCREEN CAPTURE", *["AP/YONHAP"] * 4]
    assert all("[" not in str(image.attributes["caption"]) for image in images)


def test_the_news_articles_repeats_and_notices_are_folded(joongang: Article) -> None:
    assert sorted(set(folded_lines(joongang))) == [3, 10, 17, 23, 24, 31, 37, 38, 39]


def test_the_news_articles_metadata_says_where_it_comes_from(joongang: Article) -> None:
    assert value(joongang, "outlet") == "Korea JoongAng Daily"
    assert "line 35" in joongang.metadata["outlet"].origin
    assert value(joongang, "author") == "Park Hyun-ju"
    assert joongang.metadata["author"].origin == "line 36"
    assert value(joongang, "published").start == date(2025, 4, 28)  # type: ignore[attr-defined]
    assert not joongang.metadata["published"].sure
    assert "on Monday" in joongang.metadata["published"].origin
    assert value(joongang, "language") == "en"
    assert joongang.metadata["translation_note"].origin == "line 35"
    assert "subtitle" not in joongang.metadata


def test_the_report_has_its_chapter_list(report: Article, shared_sources: Path) -> None:
    assert lines(report, BlockKind.TITLE) == [3]
    assert lines(report, BlockKind.SUBTITLE) == [5]
    assert lines(report, BlockKind.HEADING) == [13, 23]
    assert lines(report, BlockKind.LIST_ITEM) == [15, 16, 17, 18, 19, 20, 21]
    assert kinds(report)["paragraph"] == 6
    assert folded_lines(report) == [1, 7, 9]
    chapters = read_outline((shared_sources / "report.txt").read_text())
    assert [len(chapters), chapters[0].title, {entry.level for entry in chapters}] == [7, "Summary", {1}]


def test_the_reports_date_is_read_day_first(report: Article) -> None:
    assert value(report, "published").start == date(2025, 12, 22)  # type: ignore[attr-defined]
    assert report.metadata["published"].origin == "line 11"
    assert "outlet" not in report.metadata
    assert "author" not in report.metadata


def test_the_magazine_feature_has_its_title_subtitle_and_picture(diplomat: Article) -> None:
    assert lines(diplomat, BlockKind.TITLE) == [3]
    assert lines(diplomat, BlockKind.SUBTITLE) == [11]
    assert lines(diplomat, BlockKind.CAPTION) == [15]
    assert lines(diplomat, BlockKind.CREDIT) == [17]
    (image,) = [block for block in diplomat.blocks if block.kind is BlockKind.IMAGE]
    assert image.attributes["missing"]
    assert kinds(diplomat)["paragraph"] == 13
    assert kinds(diplomat)["heading"] == 0
    assert folded_lines(diplomat) == [1, 5, 7, 9, 13]
    assert {"outlet", "author", "published"}.isdisjoint(diplomat.metadata)
    assert not any(line != line.rstrip() for line in diplomat.text.split("\n"))


def test_the_analysis_has_its_headings_and_its_footnote(north: Article) -> None:
    assert lines(north, BlockKind.HEADING) == [5, 11, 14]
    assert kinds(north)["paragraph"] == 10
    assert kinds(north)["image"] == 0
    assert not folded_lines(north)
    (note,) = [block for block in north.blocks if block.kind is BlockKind.FOOTNOTE]
    assert (note.line, note.attributes["label"]) == (16, "1")
    assert north.text[note.start :].startswith("Article 4")
    (marked,) = [block for block in north.blocks if "references" in block.attributes]
    ((offset, label),) = marked.attributes["references"]
    assert (marked.line, offset, label) == (7, marked.end, "1")
    assert "[1]" not in north.text

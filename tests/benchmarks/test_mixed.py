"""The files of every kind that are made for measuring hold the articles that they are counted as."""

from pathlib import Path

from annotator.core.records import Article
from annotator.exchange.importing import read_articles
from benchmarks.corpus import story
from benchmarks.mixed import SHARES, write_mixed


def test_there_is_an_article_for_each_that_is_counted_in_files_of_every_kind(tmp_path: Path):
    folder = write_mixed(tmp_path / "mixed", 100)
    files = sorted(folder.iterdir())
    found = [each for path in files for each in read_articles(path)]
    assert all(isinstance(each, Article) for each in found)
    assert len(found) == 100
    assert {path.suffix for path in files} == set(SHARES)


def test_the_words_are_those_of_the_story_in_every_kind_but_a_pdf(tmp_path: Path):
    folder = write_mixed(tmp_path / "mixed", 100)
    for path in folder.glob("article-*"):
        if path.suffix != ".pdf":
            made = story(int(path.stem.partition("-")[2]))
            (article,) = read_articles(path)
            assert isinstance(article, Article)
            assert all(paragraph.split()[:8] == _found(article, paragraph) for paragraph in made.paragraphs[:3])


def _found(article: Article, paragraph: str) -> list[str]:
    """Give the first words of a paragraph as they stand in the article, whatever its lines are."""
    words = " ".join(article.text.split())
    at = words.find(" ".join(paragraph.split()[:8]))
    return words[at:].split()[:8] if at >= 0 else []


def test_what_is_there_already_is_not_written_again(tmp_path: Path):
    folder = write_mixed(tmp_path / "mixed", 3)
    (folder / "own.txt").write_text("Ours.", encoding="utf-8")
    assert write_mixed(folder, 100) == folder
    assert len(list(folder.iterdir())) == 4

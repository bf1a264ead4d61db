import json
import random
from pathlib import Path

from annotator.exchange.importing import read_article
from benchmarks import corpus


def test_the_same_index_gives_the_same_article_and_another_index_another():
    assert corpus.story(3) == corpus.story(3)
    assert corpus.story(3).text != corpus.story(4).text


def test_an_article_has_the_words_it_was_asked_for_in_several_scripts():
    made = corpus.story(1, 20_000)
    assert sum(len(paragraph.split()) for paragraph in made.paragraphs) == 20_000
    for word in ("항구", "港口", "мост", "\U0001f6a2"):
        assert word in made.text


def test_importing_an_article_gives_the_text_that_the_statements_count_in(tmp_path: Path):
    folder = corpus.write_articles(tmp_path / "articles", 2)
    article = read_article(folder / "article-00001.txt")
    assert article.text == corpus.story(1).text


def test_every_statement_quotes_what_stands_at_its_place(tmp_path: Path):
    path = corpus.write_statements(tmp_path / "marks.jsonl", map(corpus.story, range(3)), count=25, each=10)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = {corpus.story(index).file_name: corpus.story(index).text for index in range(3)}
    assert len(lines) == 25
    for line in lines:
        assert texts[line["source"]][line["start"] : line["end"]] == line["quote"]
        assert len(set(line["tags"])) == 3
        assert all(line[name] for name in ("chapters", "actor", "event_date", "said_date", "credibility"))


def test_no_passage_is_marked_twice_and_none_reaches_over_a_paragraph():
    made = corpus.story(0)
    spans = corpus.spans(made, 500, random.Random(1))
    assert len(set(spans)) == 500
    assert not any("\n" in made.text[start:end] for start, end in spans)


def test_queries_differ_from_one_another():
    assert len(set(corpus.queries(20))) == 20

"""Articles that may come in, held against the texts of the project."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.likeness import Likeness
from annotator.core.records import Inferred
from annotator.exchange.importing.wire import sketch_of
from annotator.exchange.importing.workers import Answer
from annotator.session.candidates import Candidate, Judge, State, alike_words
from annotator.store.likeness import bring_up_to_date
from tests.builders import ME, Built, article, build
from tests.store.test_likeness import LATER, OTHER, WORDS

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", WORDS)
    made.store.apply(edits.correct_metadata(made.source_uid, "outlet", "Harbour Post"), ME)
    bring_up_to_date(made.store)
    yield made
    made.store.close()


@pytest.fixture
def judge(built: Built) -> Judge:
    return Judge(built.store.reader, built.store.uid, {})


def judged(judge: Judge, paragraphs: tuple[str, ...], name: str = "new.txt", sha256: str = "") -> Candidate:
    """Judge a file with an article in it; `sha256` stands for other bytes around the same text."""
    sketch = sketch_of(article(paragraphs, "The late ferry", name))
    known = {field: Inferred("known", "line 1") for field in ("title", "outlet", "published")}
    told = replace(sketch, metadata=known, original_sha256=sha256 or sketch.original_sha256)
    return judge.candidate(Path(name), Answer(0, (), told, 1))


def test_an_article_that_is_like_none_is_ready(judge: Judge) -> None:
    candidate = judged(judge, OTHER)
    assert (candidate.state, candidate.alike, candidate.doubts) == (State.READY, "", [])


def test_the_same_text_in_another_file_wants_a_look(judge: Judge) -> None:
    candidate = judged(judge, WORDS, "twin.txt", "0" * 64)
    assert (candidate.state, candidate.is_chosen) == (State.TO_CONFIRM, False)
    assert candidate.doubts == ["Same text as Harbour Post"]


def test_the_same_file_is_a_duplicate_and_nothing_more_is_said(judge: Judge) -> None:
    candidate = judged(judge, WORDS)
    assert (candidate.state, candidate.alike) == (State.DUPLICATE, "")


def test_an_updated_copy_says_how_much_is_the_same(judge: Judge) -> None:
    candidate = judged(judge, LATER)
    assert candidate.state is State.TO_CONFIRM
    assert candidate.alike.endswith("% the same as Harbour Post")


def test_of_two_files_with_one_text_the_second_names_the_first(judge: Judge) -> None:
    first = judged(judge, OTHER, "first.txt")
    second = judged(judge, OTHER, "second.txt", "1" * 64)
    assert (first.alike, second.alike) == ("", "Same text as first.txt")


def test_how_much_a_text_is_like_another_is_said_in_a_few_words() -> None:
    assert alike_words("Post", Likeness(1.0, 1.0, is_same=True)) == "Same text as Post"
    assert alike_words("Post", Likeness(0.904, 0.91)) == "90 % the same as Post"
    assert alike_words("Post", Likeness(0.4, 0.95)) == "Shares 95 % of the shorter text with Post"

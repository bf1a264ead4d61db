from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.records import Placement
from annotator.core.vocabulary import QUOTATION_FORMS
from tests.builders import Built, build, derived

QUOTE = "On Monday the harbour master spoke of fog."


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def _placed(built: Built, title: str = "one", statement: str = "") -> Placement:
    reader = built.store.reader
    chapter = built.make(edits.add_chapter(reader, title))
    statement = statement or built.statement(QUOTE)
    built.do(edits.place_statement(reader, chapter, statement))
    return next(one for one in reader.placements_of(statement) if one.chapter_uid == chapter)


def _again(built: Built, placement: Placement) -> Placement:
    return next(one for one in built.store.reader.placements_of(placement.statement_uid) if one.uid == placement.uid)


def test_a_statement_is_quoted_in_full_at_first(built: Built) -> None:
    placement = _placed(built)
    assert (placement.form, placement.words) == ("full", "")


@pytest.mark.parametrize(
    ("form", "words", "kept"),
    [
        ("shortened", " On Monday […] fog. ", "On Monday […] fog."),
        ("shortened", "the harbour master spoke", "the harbour master spoke"),
        ("paraphrased", "The master blamed the fog.", "The master blamed the fog."),
        ("cited", "ignored", ""),
        ("full", "ignored", ""),
    ],
)
def test_a_quotation_takes_each_form_with_its_words(built: Built, form: str, words: str, kept: str) -> None:
    placement = _placed(built)
    built.do(edits.show_quotation(built.store.reader, placement, form, words))
    assert (_again(built, placement).form, _again(built, placement).words) == (form, kept)
    chapter_item = built.store.reader.chapter_items(placement.chapter_uid)[0]
    assert chapter_item == _again(built, placement)


def test_the_same_statement_has_its_own_form_in_each_chapter(built: Built) -> None:
    first = _placed(built)
    second = _placed(built, "two", first.statement_uid)
    built.do(edits.show_quotation(built.store.reader, first, "cited"))
    assert (_again(built, first).form, _again(built, second).form) == ("cited", "full")


def test_a_form_survives_a_move_within_the_chapter(built: Built) -> None:
    placement = _placed(built)
    built.do(edits.show_quotation(built.store.reader, placement, "paraphrased", "Fog, he said."))
    built.do(edits.add_prose(built.store.reader, placement.chapter_uid, "before"))
    built.do(edits.place_statement(built.store.reader, placement.chapter_uid, placement.statement_uid))
    assert _again(built, placement).words == "Fog, he said."


@pytest.mark.parametrize(
    ("reason", "form", "words"),
    [
        ("one of", "shouted", "x"),
        ("no words left", "shortened", ""),
        ("no words left", "shortened", " […] […] "),
        ("no words left", "paraphrased", "\n"),
        ("only words of the statement", "shortened", "On Tuesday […] fog."),
        ("only words of the statement", "shortened", "fog […] On Monday"),
        ("only words of the statement", "shortened", "On Monday fog."),
    ],
)
def test_a_form_that_cannot_be_is_refused(built: Built, reason: str, form: str, words: str) -> None:
    placement = _placed(built)
    before = derived(built.store)
    with pytest.raises(RefusedError, match=reason):
        edits.show_quotation(built.store.reader, placement, form, words)
    assert derived(built.store) == before
    assert set(QUOTATION_FORMS) == {"full", "shortened", "paraphrased", "cited"}


def test_a_passage_becomes_a_key_judgement_with_likelihood_and_confidence_apart(built: Built) -> None:
    reader = built.store.reader
    chapter = built.make(edits.add_chapter(reader, "one"))
    uid = built.make(edits.add_prose(reader, chapter, "It was the fog."))

    def judged() -> tuple[bool, str, str]:
        passage = reader.prose(uid)
        assert reader.chapter_items(chapter) == [passage]
        return passage.is_key_judgement, passage.likelihood, passage.confidence

    assert judged() == (False, "", "")
    built.do(edits.mark_key_judgement(uid, True))
    built.do(edits.set_likelihood(uid, "likely"))
    assert judged() == (True, "likely", "")
    built.do(edits.set_confidence(uid, "low"))
    built.do(edits.mark_key_judgement(uid, False))
    assert judged() == (False, "likely", "low")

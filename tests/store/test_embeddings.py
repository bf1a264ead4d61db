"""Sentences read for meaning by a model: kept by text, found in other words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.passages import Query, similar
from annotator.store.project import ProjectStore
from tests.builders import ME, Built, article, build
from tests.meaning_model import WordModel

pytest.importorskip("numpy", reason="it comes with the extra `semantic`")

from annotator.store.embeddings import Extent, Meaning, extent, read_on

SAID = "The ferry was late."
OTHER_WORDS = "A vessel came tardy."
ELSEWHERE = ("Nothing more is known.", OTHER_WORDS, "The committee met for two hours.")


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", [SAID, "A bus drove up."])
    made.store.index_passages()
    yield made
    made.store.close()


@pytest.fixture
def model() -> WordModel:
    return WordModel()


def add(store: ProjectStore, *paragraphs: str, title: str = "Another paper", language: str = "en") -> str:
    new = edits.add_source(store.uid, article(paragraphs, title=title, name=f"{title}.txt"))
    store.apply(new.drafts, ME, blobs=new.blobs)
    store.apply(edits.correct_metadata(new.source_uid, "language", language), ME)
    store.index_passages()
    return new.source_uid


def read(store: ProjectStore, model: WordModel) -> None:
    read_on(store, model, seconds=60)
    store.reader.meaning = Meaning(model)


def ask(built: Built, text: str = SAID) -> list[str]:
    return [each.text for each in similar(built.store.reader, Query(text, source_uid=built.source_uid))]


def scores_of(built: Built, text: str, around: str) -> dict[str, float]:
    found = similar(built.store.reader, Query(text, around=around))
    return {each.source_uid: each.score for each in found if each.text == text}


def vectors_kept(store: ProjectStore) -> int:
    (count,) = store._connection.execute("SELECT count(*) FROM passage_vector").fetchone()
    return int(count)


def test_a_sentence_is_found_that_says_it_in_other_words(built: Built, model: WordModel):
    add(built.store, *ELSEWHERE)
    assert ask(built) == []
    read(built.store, model)
    assert ask(built) == [OTHER_WORDS]


def test_shared_words_and_meaning_count_together(built: Built, model: WordModel):
    both = "The ferry was tardy."
    add(built.store, *ELSEWHERE, both)
    read(built.store, model)
    assert ask(built) == [both, OTHER_WORDS]


def test_what_means_something_else_is_not_named(built: Built, model: WordModel):
    add(built.store, "Cattle chewed on the pasture.")
    read(built.store, model)
    assert ask(built) == []


def test_the_sources_own_sentences_are_no_answer(built: Built, model: WordModel):
    read(built.store, model)
    assert ask(built) == []


def test_the_words_themselves_keep_their_score(built: Built, model: WordModel):
    query = Query(SAID)
    (plain,) = (each.score for each in similar(built.store.reader, query) if each.text == SAID)
    read(built.store, model)
    (read_too,) = (each.score for each in similar(built.store.reader, query) if each.text == SAID)
    assert read_too == pytest.approx(plain, rel=0.02)


def test_a_passage_of_like_meaning_brings_its_sentence_forward(built: Built, model: WordModel):
    near = add(built.store, "Cows grazed.", "It was so.", title="A")
    far = add(built.store, "A judge spoke.", "It was so.", title="B")
    read(built.store, model)
    scores = scores_of(built, "It was so.", around="Cattle chewed.")
    assert scores[near] > scores[far]


def test_a_passage_reaches_beyond_the_sentences_beside(built: Built, model: WordModel):
    between = ["A judge spoke.", "Copper fell.", "It was so."]
    near = add(built.store, "Cows grazed.", *between, title="A")
    far = add(built.store, "Snow melted.", *between, title="B")
    read(built.store, model)
    scores = scores_of(built, "It was so.", around="Cattle chewed.")
    assert scores[near] > scores[far]


def test_the_nearer_a_sentence_stands_the_more_it_tells_of_the_passage(built: Built, model: WordModel):
    near = add(built.store, "A judge spoke.", "Cows grazed.", "It was so.", title="A")
    far = add(built.store, "Cows grazed.", "A judge spoke.", "It was so.", title="B")
    read(built.store, model)
    scores = scores_of(built, "It was so.", around="Cattle chewed.")
    assert scores[near] > scores[far]


def test_a_passage_ends_with_its_text(built: Built, model: WordModel):
    add(built.store, "Cows grazed.", title="A")
    alone = add(built.store, "It was so.", title="B")
    add(built.store, "Cows grazed.", title="C")
    beside = add(built.store, "Cows grazed.", "It was so.", title="D")
    read(built.store, model)
    scores = scores_of(built, "It was so.", around="Cattle chewed.")
    assert scores[beside] > 1.2 * scores[alone]


def test_what_was_read_is_not_read_again(built: Built, model: WordModel):
    read_on(built.store, model, seconds=60)
    model.asked.clear()
    read_on(built.store, model, seconds=60)
    assert model.asked == []


def test_a_new_text_is_read_beside_the_others(built: Built, model: WordModel):
    read(built.store, model)
    assert ask(built) == []
    add(built.store, *ELSEWHERE)
    read_on(built.store, model, seconds=60)
    assert ask(built) == [OTHER_WORDS]


def test_a_text_that_has_gone_is_forgotten(built: Built, model: WordModel):
    uid = add(built.store, *ELSEWHERE)
    read(built.store, model)
    assert ask(built) == [OTHER_WORDS]
    built.store.apply(edits.delete_source(built.store.reader, uid), ME)
    read_on(built.store, model, seconds=60)
    assert vectors_kept(built.store) == 1
    assert ask(built) == []


def test_another_model_starts_anew(built: Built, model: WordModel):
    read(built.store, model)
    other = WordModel("another")
    read_on(built.store, other, seconds=60)
    assert SAID in other.asked
    assert extent(built.store.reader, other) == Extent(3, 3)


def test_a_model_reads_only_texts_in_its_languages(built: Built):
    add(built.store, "항만 당국은 안개를 탓했다.", language="ko")
    english = WordModel(languages=frozenset({"en"}))
    assert read_on(built.store, english, seconds=60) == Extent(3, 3)
    assert english.asked == [built.text.splitlines()[0], SAID, "A bus drove up."]


def test_a_question_in_another_language_is_answered_by_words(built: Built):
    add(built.store, *ELSEWHERE)
    english = WordModel(languages=frozenset({"en"}))
    read(built.store, english)
    assert similar(built.store.reader, Query(SAID, language="de", source_uid=built.source_uid)) == []


def test_sentences_that_were_never_read_keep_their_points(built: Built, model: WordModel):
    read(built.store, model)
    add(built.store, "The ferry of the company was late.")
    plain = Query("The ferry came late.", source_uid=built.source_uid)
    (unread,) = similar(built.store.reader, plain)
    built.store.reader.meaning = None
    assert similar(built.store.reader, plain) == [unread]


def test_reading_stops_when_its_time_is_over_and_goes_on_later(built: Built, model: WordModel):
    add(built.store, *ELSEWHERE)
    assert read_on(built.store, model, seconds=0) == Extent(3, 7)
    assert read_on(built.store, model, seconds=0) == Extent(7, 7)


def test_leaving_keeps_what_was_read_whole(built: Built, model: WordModel):
    add(built.store, *ELSEWHERE)

    def leave_at_the_second() -> None:
        if model.asked:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_on(built.store, model, 60, leave_at_the_second)
    assert extent(built.store.reader, model) == Extent(3, 7)


def test_progress_is_told_in_sentences(built: Built, model: WordModel):
    told: list[tuple[int, int]] = []
    read_on(built.store, model, 60, report=lambda read, total: told.append((read, total)))
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)


def test_the_shared_file_carries_no_vectors(built: Built, model: WordModel):
    read_on(built.store, model, seconds=60)
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, private=True)
    assert vectors_kept(other) == 0
    other.close()


def test_another_store_of_the_working_copy_searches_by_meaning_too(built: Built, model: WordModel):
    read(built.store, model)
    other = built.store.another()
    assert other.reader.meaning is built.store.reader.meaning
    other.close()


def test_a_model_that_calls_everything_alike_names_no_more(built: Built):
    class Shy(WordModel):
        def vectors(self, texts):  # type: ignore[no-untyped-def]
            import numpy as np

            found = super().vectors(texts)
            made = np.concatenate([found, np.full((len(texts), 1), 3.0, np.float32)], axis=1)
            return made / np.linalg.norm(made, axis=1, keepdims=True)

    add(built.store, "Cattle chewed on the pasture.", OTHER_WORDS)
    read(built.store, Shy())
    assert ask(built) == [OTHER_WORDS]

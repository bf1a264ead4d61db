"""Who else says this: the sentences of other sources that share most of what one says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.store.passages import Query, portions, similar, write
from annotator.store.project import ProjectStore
from tests.builders import ME, Built, article, build

SAID = "On Monday the harbour master spoke of dense fog over the bank."
ELSEWHERE = (
    "The committee met for two hours.",
    "Dense fog lay over the bank on Monday, according to the harbour master. Tickets were paid back.",
    "Nothing more is known of the crew.",
)


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", ["The ferry was late.", SAID, "A bus drove up."])
    yield made
    made.store.close()


def add(store: ProjectStore, *paragraphs: str, title: str = "Another paper", language: str = "en") -> str:
    made = article(paragraphs, title=title, name=f"{title}.txt")
    new = edits.add_source(store.uid, made)
    store.apply(new.drafts, ME, blobs=new.blobs)
    store.apply(edits.correct_metadata(new.source_uid, "language", language), ME)
    store.index_passages()
    return new.source_uid


def ask(built: Built, text: str = SAID, **others: str) -> list[str]:
    return [each.text for each in similar(built.store.reader, Query(text, source_uid=built.source_uid, **others))]


def test_the_sentence_that_says_the_same_comes_first(built: Built):
    add(built.store, *ELSEWHERE)
    assert ask(built)[0] == "Dense fog lay over the bank on Monday, according to the harbour master."


def test_the_sources_own_sentences_are_no_answer(built: Built):
    built.store.index_passages()
    assert ask(built) == []


def test_words_from_nowhere_are_held_against_all_sources(built: Built):
    built.store.index_passages()
    assert [each.text for each in similar(built.store.reader, Query("dense fog"))] == [SAID]


def test_the_words_that_both_have_are_marked(built: Built):
    add(built.store, *ELSEWHERE)
    best = similar(built.store.reader, Query(SAID, source_uid=built.source_uid))[0]
    marked = [best.text[start:end] for start, end in best.marks]
    assert marked == ["Dense fog", "bank", "Monday", "harbour master"]
    assert built.store.reader.text(best.revision_uid)[best.start : best.end] == best.text


def test_each_source_gives_a_few_at_the_most(built: Built):
    many = [f"The harbour master spoke of fog for the {number}th time." for number in range(9)]
    add(built.store, *many)
    assert len(ask(built)) == 3


def test_what_stands_around_helps_a_sentence_that_leans_on_it(built: Built):
    add(built.store, "He denied it on Tuesday.", "The minister denied it.", title="One")
    add(built.store, "The harbour master denied it.", title="Other")
    assert ask(built, "He denied it.", around="The harbour master was asked.")[0] == "The harbour master denied it."


def test_initials_find_the_name_that_they_stand_for(built: Built):
    add(built.store, "The Kell Central News Agency (KCNA) has an office here.", title="One")
    uid = add(built.store, "The Kell Central News Agency wrote of a storm.", "Nobody came.", title="Other")
    found = similar(built.store.reader, Query("KCNA told its readers"))
    assert uid in [each.source_uid for each in found]


def test_an_actor_of_the_project_is_found_by_his_initials(built: Built):
    built.store.apply(edits.add_actor("Kell Central News Agency"), ME)
    uid = add(built.store, "KCNA wrote of a storm.", title="Other")
    found = similar(built.store.reader, Query("The Kell Central News Agency is silent."))
    assert uid in [each.source_uid for each in found]


def test_a_korean_sentence_is_found_by_a_korean_one(built: Built):
    uid = add(built.store, "여객선이 안개 때문에 늦었다고 항만 당국이 밝혔다.", title="한국 신문", language="ko")
    found = similar(built.store.reader, Query("항만 당국은 안개를 탓했다.", language="ko"))
    assert [each.source_uid for each in found] == [uid]


def test_a_source_that_is_gone_gives_no_answer(built: Built):
    uid = add(built.store, *ELSEWHERE)
    built.store.apply(edits.delete_source(built.store.reader, uid), ME)
    built.store.index_passages()
    assert ask(built) == []


def test_a_source_that_comes_back_gives_answers_again(built: Built):
    uid = add(built.store, *ELSEWHERE)
    gone = built.store.apply(edits.delete_source(built.store.reader, uid), ME)
    built.store.index_passages()
    built.store.undo([gone.transaction_uid], ME)
    built.store.index_passages()
    assert len(ask(built)) == 1


def test_after_many_have_gone_the_index_is_made_anew(built: Built):
    uid = add(built.store, *(f"Report {number} of the fog." for number in range(700)))
    built.store.apply(edits.delete_source(built.store.reader, uid), ME)
    add(built.store, *ELSEWHERE)
    (rows,) = built.store._connection.execute("SELECT count(*) FROM passage_term WHERE term = 'report'").fetchone()
    assert rows == 0
    assert "Dense fog lay over the bank" in ask(built)[0]


def test_a_block_that_is_folded_later_gives_no_answer(built: Built):
    uid = add(built.store, *ELSEWHERE)
    revision = built.store.reader.source(uid).revision_uid
    block = next(each for each in built.store.reader.blocks(revision) if "Dense" in _words(built, revision, each))
    assert block.kind is BlockKind.PARAGRAPH
    built.store._connection.execute(
        "UPDATE block SET fold = 'category' WHERE revision_uid = ? AND start = ?", (revision, block.start)
    )
    assert ask(built) == []


def test_nothing_but_common_words_has_no_answer(built: Built):
    add(built.store, *ELSEWHERE)
    assert ask(built, "And so it was.") == []
    assert ask(built, "") == []


def _words(built: Built, revision: str, block: Block) -> str:
    return built.store.reader.text(revision)[block.start : block.end]


def test_a_long_text_comes_in_by_portions(built: Built):
    uid = add(built.store, *(f"Report {number} says that fog came. Nobody saw it." for number in range(700)))
    revision = built.store.reader.source(uid).revision_uid
    rows = built.store._connection.execute(
        "SELECT sentences, (SELECT count(*) FROM passage WHERE text_row = passage_text.row) FROM passage_text "
        "WHERE revision_uid = ?",
        (revision,),
    ).fetchall()
    assert rows == [(1_401, 1_401)]
    assert len(ask(built, "Report 699")) > 0


def test_a_text_of_which_only_a_part_came_in_is_indexed_again(built: Built):
    built.store.index_passages()
    new = edits.add_source(
        built.store.uid, article([f"Fog came for the {number}th time." for number in range(700)], name="long.txt")
    )
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    broken_off = next(portions(built.store._connection))
    assert not broken_off.is_last
    write(built.store._connection, broken_off)
    assert ask(built, "Fog came for the 650th time.") != ["Fog came for the 650th time."]
    built.store.index_passages()
    assert ask(built, "Fog came for the 650th time.")[0] == "Fog came for the 650th time."


def test_two_who_bring_a_text_in_at_once_bring_it_in_once(built: Built):
    built.store.index_passages()
    new = edits.add_source(
        built.store.uid, article([f"Fog came for the {number}th time." for number in range(700)], name="long.txt")
    )
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    connection = built.store._connection
    for one, other in zip(portions(connection), list(portions(connection)), strict=True):
        write(connection, one)
        write(connection, other)
    counts = connection.execute("SELECT count(*), count(DISTINCT start) FROM passage WHERE text_row = 2").fetchone()
    assert counts == (701, 701)
    assert not list(portions(connection))

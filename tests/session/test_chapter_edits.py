"""Several items of a chapter in one step: the same order as one edit after the other would make."""

import random
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.identity import placement_uid
from annotator.session.chapter_edits import add_passages, carry_items, move_items, place_statements, take_out_items
from tests.builders import Built, build

WORDS = ("ferry", "late", "Nobody", "said", "Monday", "harbour", "master", "fog")


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(tmp_path / "ferry.annotator")


def _chapter(built: Built, title: str = "One") -> str:
    return built.make(edits.add_chapter(built.store.reader, title))


def _order(built: Built, chapter_uid: str) -> list[str]:
    return [item.uid for item in built.store.reader.chapter_items(chapter_uid)]


def test_statements_are_placed_in_the_order_given(built: Built):
    chapter = _chapter(built)
    uids = [built.statement(words) for words in WORDS]
    placed = [placement_uid(chapter, uid) for uid in uids]
    built.do(place_statements(built.store.reader, chapter, [uids[0], uids[7]]))
    built.do(place_statements(built.store.reader, chapter, uids[1:7], placed[7]))
    assert _order(built, chapter) == placed


def test_statements_that_are_there_already_move_with_the_others(built: Built):
    chapter = _chapter(built)
    uids = [built.statement(words) for words in WORDS]
    placed = [placement_uid(chapter, uid) for uid in uids]
    built.do(place_statements(built.store.reader, chapter, uids[:4]))
    built.do(place_statements(built.store.reader, chapter, [uids[5], uids[1]], placed[1]))
    assert _order(built, chapter) == [placed[0], placed[5], placed[1], placed[2], placed[3]]


@pytest.mark.parametrize("seed", range(20))
def test_moving_items_together_is_taking_them_out_and_putting_them_back(built: Built, seed: int):
    chance = random.Random(seed)
    chapter = _chapter(built)
    built.do(place_statements(built.store.reader, chapter, [built.statement(words) for words in WORDS[:4]]))
    drafts, _ = add_passages(built.store.reader, chapter, ["a", "b", "c"], _order(built, chapter)[2])
    built.do(drafts)
    for _ in range(4):
        order = _order(built, chapter)
        moving = set(chance.sample(order, chance.randint(1, 4)))
        before = chance.choice([*order, None])
        at = order.index(before) if before else len(order)
        rest = [uid for uid in order[at:] if uid not in moving]
        staying = [uid for uid in order if uid not in moving]
        place = staying.index(rest[0]) if rest else len(staying)
        wanted = staying[:place] + [uid for uid in order if uid in moving] + staying[place:]
        built.do(move_items(built.store.reader, chapter, list(moving), before))
        assert _order(built, chapter) == wanted


def test_items_carried_to_another_chapter_stand_at_its_end_in_their_order(built: Built):
    first, second = _chapter(built), _chapter(built, "Two")
    uids = [built.statement(words) for words in WORDS[:3]]
    built.do(place_statements(built.store.reader, first, uids))
    built.do(place_statements(built.store.reader, second, [uids[2], uids[1]]))
    drafts, (passage,) = add_passages(built.store.reader, first, ["words"], placement_uid(first, uids[1]))
    built.do(drafts)
    built.do(carry_items(built.store.reader, first, [placement_uid(first, uids[1]), passage], second))
    assert _order(built, first) == [placement_uid(first, uids[0]), placement_uid(first, uids[2])]
    there = built.store.reader.chapter_items(second)
    assert [getattr(item, "text", None) or item.statement_uid for item in there] == [uids[2], "words", uids[1]]


def test_taking_items_out_leaves_the_others(built: Built):
    chapter = _chapter(built)
    uids = [built.statement(words) for words in WORDS[:3]]
    built.do(place_statements(built.store.reader, chapter, uids))
    drafts, (passage,) = add_passages(built.store.reader, chapter, ["words"])
    built.do(drafts)
    built.do(take_out_items(built.store.reader, chapter, [passage, placement_uid(chapter, uids[1])]))
    assert _order(built, chapter) == [placement_uid(chapter, uids[0]), placement_uid(chapter, uids[2])]
    assert len(built.store.reader.statements_by_uid(uids)) == 3


def test_what_is_carried_to_another_chapter_keeps_its_form_and_its_judgement(built: Built):
    reader = built.store.reader
    here, there = (built.make(edits.add_chapter(reader, title)) for title in ("Here", "There"))
    statement = built.statement("harbour master")
    built.do(edits.place_statement(reader, here, statement))
    (placed,) = reader.chapter_items(here)
    built.do(edits.show_quotation(reader, placed, "paraphrased", "The man of the port"))
    passage = built.make(edits.add_prose(reader, here, "It was late."))
    built.do([*edits.mark_key_judgement(passage, True), *edits.set_likelihood(passage, "likely")])
    built.do(carry_items(reader, here, [item.uid for item in reader.chapter_items(here)], there))
    moved, judgement = reader.chapter_items(there)
    assert (moved.form, moved.words) == ("paraphrased", "The man of the port")
    assert (judgement.is_key_judgement, judgement.likelihood, judgement.confidence) == (True, "likely", "")


def test_shortened_words_are_carried_as_they_are_where_the_statement_has_changed_since(built: Built):
    reader = built.store.reader
    here, there = (built.make(edits.add_chapter(reader, title)) for title in ("Here", "There"))
    statement = built.statement("harbour master")
    built.do(edits.place_statement(reader, here, statement))
    built.do(edits.show_quotation(reader, reader.chapter_items(here)[0], "shortened", "harbour […]"))
    built.do(edits.move_anchor(statement, built.anchor("Nobody")))
    built.do(carry_items(reader, here, [placement_uid(here, statement)], there))
    (carried,) = reader.chapter_items(there)
    assert (carried.form, carried.words) == ("shortened", "harbour […]")


def test_what_is_carried_there_and_back_stands_as_it_was_last(built: Built):
    reader = built.store.reader
    here, there = (built.make(edits.add_chapter(reader, title)) for title in ("Here", "There"))
    statement = built.statement("harbour master")
    built.do(edits.place_statement(reader, here, statement))
    built.do(edits.show_quotation(reader, reader.chapter_items(here)[0], "cited"))
    built.do(carry_items(reader, here, [placement_uid(here, statement)], there))
    built.do(edits.show_quotation(reader, reader.chapter_items(there)[0], "full"))
    built.do(carry_items(reader, there, [placement_uid(there, statement)], here))
    assert reader.chapter_items(here)[0].form == "full"


def test_moving_and_placing_again_leave_the_form_alone(built: Built):
    reader = built.store.reader
    chapter = _chapter(built)
    uids = [built.statement(words) for words in WORDS[:3]]
    built.do(place_statements(reader, chapter, uids))
    built.do(edits.show_quotation(reader, reader.chapter_items(chapter)[0], "cited"))
    built.do(place_statements(reader, chapter, [uids[0]]))
    built.do(move_items(reader, chapter, [placement_uid(chapter, uids[0])], placement_uid(chapter, uids[1])))
    assert [item.form for item in reader.chapter_items(chapter)] == ["cited", "full", "full"]

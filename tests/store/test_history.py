import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.clock import milliseconds
from annotator.core.edits.restoring import bring_back
from annotator.core.errors import NotFoundError
from annotator.core.fold import fold
from annotator.core.history import Contribution, Deed, HistoryEntry, entries, summary
from annotator.core.identity import link_uid, new_uid, own_note_uid, placement_uid
from annotator.store.connection import transaction
from annotator.store.history import (
    Names,
    changes_since,
    chapters_of_items,
    entity_of,
    history_of,
    last_looked,
    log_of,
    lower_looks,
    note_look,
    statements_ever_called,
)
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build
from tests.store.test_laws import STEPS, Step, begun, perform


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def _told(built: Built, uid: str) -> list[tuple[str, Deed]]:
    return [(entry.entity_type, entry.deed) for entry in history_of(built.store.reader, uid)]


def _since(built: Built, seq: int) -> list[Contribution]:
    return list(changes_since(built.store.reader, since_seq=seq))


def _end(built: Built) -> int:
    return log_of(built.store.reader).last_seq()


def test_a_statement_has_its_placements_links_and_notes_in_its_history_in_order_of_time(built: Built) -> None:
    reader = built.store.reader
    statement, other = built.statement("fog"), built.statement("a clear night")
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do(edits.place_statement(reader, chapter, statement))
    built.do(edits.link_statements(reader, "contradicts", statement, other))
    built.do(edits.write_note(reader, statement, ME, "Ask the crew."))
    built.do(edits.set_statement_field(statement, "credibility", 2), OTHER)
    assert _told(built, statement) == [
        ("statement", Deed.CREATED),
        ("placement", Deed.CREATED),
        ("link", Deed.CREATED),
        ("note", Deed.CREATED),
        ("statement", Deed.CHANGED),
    ]


def test_what_was_taken_off_a_statement_stays_in_its_history(built: Built) -> None:
    reader = built.store.reader
    statement, other = built.statement("fog"), built.statement("a clear night")
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do(edits.place_statement(reader, chapter, statement))
    built.do(edits.unplace_statement(reader, chapter, statement))
    built.do(edits.unlink_statements(built.make(edits.link_statements(reader, "repeats", statement, other))))
    built.do(edits.write_note(reader, statement, ME, "Ask the crew."))
    built.do(edits.write_note(reader, statement, ME, ""))
    gone = [kind for kind, deed in _told(built, statement) if deed == Deed.DELETED]
    assert gone == ["placement", "link", "note"]


def test_what_was_said_about_a_thing_stays_in_its_history(built: Built) -> None:
    said = built.make(edits.discuss(built.source_uid, OTHER, "Is this the whole article?"), OTHER)
    built.do([Draft("delete", said, "note")], OTHER)
    assert _told(built, built.source_uid)[1:] == [("note", Deed.CREATED), ("note", Deed.DELETED)]


def test_a_reviewers_history_is_not_that_of_what_he_wrote(built: Built) -> None:
    built.do(edits.write_note(built.store.reader, built.source_uid, OTHER, "Ask the crew."), OTHER)
    assert _told(built, OTHER) == [("reviewer", Deed.CREATED)]


def test_a_statement_that_others_cite_or_link_has_only_its_own_history(built: Built) -> None:
    reader = built.store.reader
    statement, other = built.statement("fog"), built.statement("a clear night")
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do(edits.add_prose(reader, chapter, f"There was fog [[cite:{statement}]]."))
    built.do(edits.place_statement(reader, chapter, other))
    assert _told(built, statement) == [("statement", Deed.CREATED)]


def test_a_chapter_has_its_prose_and_placements_in_its_history(built: Built) -> None:
    reader = built.store.reader
    chapter, other = (built.make(edits.add_chapter(reader, title)) for title in ("The night", "The morning"))
    built.do(edits.add_chapter(reader, "Before midnight", parent_uid=chapter))
    built.do(edits.add_prose(reader, other, "Nobody slept."))
    prose = built.make(edits.add_prose(reader, chapter, "There was fog."))
    built.do(edits.place_statement(reader, chapter, built.statement("fog")))
    built.do(edits.delete_prose(prose))
    assert _told(built, chapter) == [
        ("chapter", Deed.CREATED),
        ("prose", Deed.CREATED),
        ("placement", Deed.CREATED),
        ("prose", Deed.DELETED),
    ]


def test_a_source_has_its_details_and_reading_marks_in_its_history(built: Built) -> None:
    built.do(edits.correct_metadata(built.source_uid, "outlet", "Harbour News"))
    built.do(edits.mark_read(built.source_uid, OTHER, True), OTHER)
    fields = [entry.changes[0].field for entry in history_of(built.store.reader, built.source_uid)[1:]]
    assert fields == ["meta:outlet", f"read:{OTHER}"]


def test_something_deleted_still_has_a_history(built: Built) -> None:
    statement = built.statement("fog")
    built.do(edits.delete_statements([statement]), OTHER)
    last = history_of(built.store.reader, statement)[-1]
    assert (last.deed, last.reviewer_uid) == (Deed.DELETED, OTHER)
    assert not entity_of(built.store.reader, statement).is_alive


def test_what_was_never_there_has_no_history(built: Built) -> None:
    with pytest.raises(NotFoundError, match="called so"):
        history_of(built.store.reader, "9" * 32)


def test_an_entry_has_the_time_of_the_computer_it_was_made_on(built: Built) -> None:
    before = time.time_ns() // 1_000_000
    statement = built.statement("fog")
    (entry,) = history_of(built.store.reader, statement)
    assert before <= entry.at <= time.time_ns() // 1_000_000


def _replayed(told: list[HistoryEntry]) -> dict[str, object]:
    """Go through entries from the oldest to the newest, making sure that each begins where the one before it ended."""
    state: dict[str, object] = {}
    for entry in told:
        if entry.deed in (Deed.CREATED, Deed.BROUGHT_BACK):
            state = {}
        for change in entry.changes:
            if change.field and entry.deed == Deed.CHANGED:
                assert change.before == ((state[change.field],) if change.field in state else ())
            if change.field:
                (state[change.field],) = change.after
    return state


@settings(max_examples=20)
@given(STEPS)
def test_a_history_told_from_the_start_arrives_at_what_is_there(tmp_path_factory, steps: list[Step]) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    for step in steps:
        perform(built, step)
    log = log_of(built.store.reader)
    for uid, changes in log.changes_of([uid for uid, _ in log.created()]).items():
        assert _replayed(entries(changes)) == fold(uid, changes).fields
    built.store.close()


@settings(max_examples=20)
@given(STEPS)
def test_an_undone_step_reads_backwards_in_every_history_it_stands_in(tmp_path_factory, steps: list[Step]) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    transactions = [transaction for step in steps if (transaction := perform(built, step))]
    log = log_of(built.store.reader)
    touched = {change.entity_uid for _, change in log.changes_of_transaction(transactions[-1])} if transactions else ()
    if transactions:
        built.store.undo([transactions[-1]], ME)
    for changes in log.changes_of(sorted(touched)).values():
        done, undone = entries(changes)[-2:]
        assert (done.deed, undone.deed) == (Deed.CREATED, Deed.DELETED) or (
            (undone.deed, undone.of) == (Deed.TAKEN_BACK, done.deed)
            and [(each.field, each.before, each.after) for each in undone.changes]
            == [(each.field, each.after, each.before) for each in done.changes]
        )
    built.store.close()


def test_work_since_a_point_is_told_by_transaction_with_who_when_and_what(built: Built) -> None:
    reader = built.store.reader
    seq = _end(built)
    before = time.time_ns() // 1_000_000
    statements = [built.statement(quote) for quote in ("fog", "a clear night")]
    tag = built.make(edits.add_tag(reader, "weather"), OTHER)
    tagged = built.do([draft for uid in statements for draft in edits.tag_statement(uid, tag, OTHER)], OTHER)
    last = _since(built, seq)[-1]
    assert (last.transaction_uids, last.reviewer_uid) == ((tagged.transaction_uid,), OTHER)
    assert before <= milliseconds(last.began) <= milliseconds(last.ended)
    assert last.work == {"statement.tagged": tuple(("statement", uid) for uid in statements)}
    assert last.touched == tagged.touched
    assert last.last_seq == _end(built)


def test_what_came_before_the_point_is_left_out(built: Built) -> None:
    built.statement("fog")
    assert _since(built, _end(built)) == []


def test_what_the_asker_did_is_left_out(built: Built) -> None:
    seq = _end(built)
    built.statement("fog")
    built.statement("a clear night", reviewer_uid=OTHER)
    found = list(changes_since(built.store.reader, since_seq=seq, not_by=ME))
    assert [each.reviewer_uid for each in found] == [OTHER]


def test_the_work_of_one_reviewer_can_be_asked_for(built: Built) -> None:
    seq = _end(built)
    built.statement("fog")
    built.statement("a clear night", reviewer_uid=OTHER)
    found = list(changes_since(built.store.reader, since_seq=seq, by=ME))
    assert [each.reviewer_uid for each in found] == [ME]


def test_one_persons_two_reviewers_are_asked_for_and_left_out_together(built: Built) -> None:
    built.do(edits.join_reviewers(OTHER, ME))
    seq = _end(built)
    for reviewer in (ME, OTHER):
        built.do(edits.add_tag(built.store.reader, "fog"), reviewer)
    reader = built.store.reader
    assert len(list(changes_since(reader, since_seq=seq, by=OTHER))) == 2
    assert list(changes_since(reader, since_seq=seq, not_by=ME)) == []


def test_a_point_can_be_a_time(built: Built) -> None:
    made = history_of(built.store.reader, built.statement("fog"))[0].at
    reader = built.store.reader
    assert list(changes_since(reader, since_ms=made + 60_000)) == []
    assert "statement.added" in list(changes_since(reader, since_ms=made))[-1].work


def test_tagging_and_taking_a_tag_off_are_told_apart(built: Built) -> None:
    statement = built.statement("fog")
    tag = built.make(edits.add_tag(built.store.reader, "weather"))
    seq = _end(built)
    built.do(edits.tag_statement(statement, tag, ME))
    built.do(edits.untag_statement(built.store.reader, statement, tag, ME))
    assert [list(each.work) for each in _since(built, seq)] == [["statement.tagged"], ["statement.untagged"]]


def test_an_imported_source_counts_once_and_its_text_not_at_all(built: Built) -> None:
    assert next(each for each in _since(built, 0) if "source.added" in each.work).work == {
        "source.added": (("source", built.source_uid),)
    }


def test_a_summary_names_the_chapter_in_which_somebody_wrote(built: Built) -> None:
    reader = built.store.reader
    built.make(edits.add_chapter(reader, "The evening"))
    chapter = built.make(edits.add_chapter(reader, "The night"))
    seq = _end(built)
    built.do([draft for at in range(3) for draft in edits.add_prose(reader, chapter, f"Passage {at}.")])
    (done,) = _since(built, seq)
    assert summary(done, chapters_of_items(reader)) == "wrote 3 passages in chapter 2"


def test_what_came_in_from_another_copy_counts_from_when_it_came_in(built: Built, tmp_path: Path) -> None:
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "other")
    other.apply(edits.add_tag(other.reader, "weather"), OTHER)
    other.publish()
    other.close()
    built.statement("fog")
    note_look(built.store, ME)
    built.store.publish()
    found = changes_since(built.store.reader, since_seq=last_looked(built.store, ME) or 0, not_by=ME)
    assert [list(each.work) for each in found] == [["tag.added"]]


def test_a_look_is_remembered_for_each_reviewer_and_survives_closing(built: Built) -> None:
    assert last_looked(built.store, ME) is None
    note_look(built.store, ME)
    note_look(built.store, OTHER, 3)
    built.store.close()
    again = ProjectStore.open(built.store.shared_path)
    assert last_looked(again, ME) == log_of(again.reader).last_seq()
    assert last_looked(again, OTHER) == 3
    again.close()


def test_what_takes_the_places_of_changes_that_left_the_log_is_news(built: Built) -> None:
    built.statement("fog")
    note_look(built.store, ME)
    note_look(built.store, OTHER, 2)
    with transaction(built.store._connection):
        built.store._connection.execute("DELETE FROM change WHERE seq = ?", (_end(built),))
        lower_looks(built.store._connection)
    assert last_looked(built.store, ME) == _end(built)
    assert last_looked(built.store, OTHER) == 2
    built.do(edits.add_tag(built.store.reader, "weather"), OTHER)
    assert len(_since(built, last_looked(built.store, ME) or 0)) == 1


def test_a_number_finds_its_statement_also_when_that_is_deleted(built: Built) -> None:
    statement = built.statement("fog")
    built.do(edits.delete_statements([statement]))
    assert statements_ever_called(built.store.reader, 1) == [statement]
    assert statements_ever_called(built.store.reader, 2) == []


def test_a_number_means_the_statement_that_bears_it_now(built: Built) -> None:
    gone = built.statement("fog")
    built.do(edits.delete_statements([gone]))
    heir = built.statement("a clear night")
    assert statements_ever_called(built.store.reader, 1) == [heir]
    built.do(bring_back(log_of(built.store.reader), gone))
    assert statements_ever_called(built.store.reader, 1) == sorted((gone, heir))


def test_everything_has_a_name(built: Built) -> None:
    reader = built.store.reader
    one, other = built.statement("fog"), built.statement("a clear night")
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do(edits.place_statement(reader, chapter, one))
    link = built.make(edits.link_statements(reader, "supports", one, other))
    built.do(edits.write_note(reader, one, ME, "Ask the crew."))
    called = {
        one: "S-1",
        chapter: "1 The night",
        placement_uid(chapter, one): "S-1 in 1 The night",
        built.make(edits.add_prose(reader, chapter, "Fog.")): "a passage in 1 The night",
        link: "S-1 supports S-2",
        own_note_uid(one, ME): "a note on S-1",
        built.source_uid: "The late ferry",
        built.revision_uid: "the text of The late ferry",
        built.make(edits.add_actor("Harbour master")): "Harbour master",
        ME: "Ann Author",
        built.store.uid: "A test",
        "9" * 32: "",
    }
    names = Names(reader)
    assert {uid: names.name_of(uid) for uid in called} == called


def test_what_was_deleted_keeps_its_name(built: Built) -> None:
    reader = built.store.reader
    tag = built.make(edits.add_tag(reader, "weather"))
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do([*edits.delete_tag(reader, tag), *edits.delete_chapter(reader, chapter)])
    names = Names(reader)
    assert (names.name_of(tag), names.name_of(chapter)) == ("weather", "The night")


def test_the_work_of_one_transaction_is_told_once_however_much_it_is(built: Built) -> None:
    uids = [new_uid() for _ in range(2_000)]
    built.do([Draft("create", uid, "actor", {"name": "Passenger"}) for uid in uids], OTHER)
    seq = _end(built)
    built.do([Draft("set", uid, "name", "Sailor") for uid in uids], OTHER)
    (done,) = changes_since(built.store.reader, since_seq=seq)
    assert done.work == {"actor.changed": tuple(("actor", uid) for uid in uids)}


def test_links_that_two_reviewers_made_alike_are_one_history(built: Built) -> None:
    one, other = built.statement("fog"), built.statement("a clear night")
    uid = link_uid("supports", one, other)
    built.do(edits.link_statements(built.store.reader, "supports", one, other))
    built.do(edits.unlink_statements(uid), OTHER)
    built.do(edits.link_statements(built.store.reader, "supports", one, other), OTHER)
    assert [entry.deed for entry in history_of(built.store.reader, uid)] == [
        Deed.CREATED,
        Deed.DELETED,
        Deed.BROUGHT_BACK,
    ]

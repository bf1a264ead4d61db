"""Taking a merge out again, whole or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from annotator.core import edits, prose
from annotator.core.errors import EnvironmentFaultError, NotFoundError, RefusedError
from annotator.store import publishing
from annotator.store.merging import merges
from annotator.store.unmerging import MergedValue, merge_values, undo_merge, undo_refusal
from tests.builders import ME, OTHER, Built, derived
from tests.store.copies import (
    LAWS,
    TRAM,
    file_of,
    file_of_steps,
    ids,
    importing,
    merged,
    state,
    tag_names,
    tagging,
)
from tests.store.test_laws import STEPS, Step, begun, perform


@LAWS
@given(STEPS, STEPS)
def test_undoing_a_merge_restores_log_and_rows_and_merging_again_brings_all_of_it_back(
    tmp_path_factory, here: list[Step], there: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    built.store.publish()
    theirs = file_of_steps(built, "theirs", there)
    for step in here:
        perform(built, step)
    before = state(built.store)
    merge_uid = merged(built, theirs)
    after = state(built.store)
    if merge_uid:
        undo_merge(built.store, merge_uid)
    assert state(built.store) == before
    built.store.rebuild()
    assert state(built.store) == before
    merged(built, theirs)
    assert state(built.store) == after
    built.store.close()


@LAWS
@given(STEPS, STEPS, STEPS)
def test_after_later_work_a_merge_goes_whole_or_not_at_all(
    tmp_path_factory, here: list[Step], there: list[Step], later: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    built.store.publish()
    theirs = file_of_steps(built, "theirs", there)
    for step in here:
        perform(built, step)
    before = ids(built.store)
    merge_uid = merged(built, theirs)
    after = ids(built.store)
    for step in later[:3]:
        perform(built, step)
    now = state(built.store)
    if merge_uid and not undo_refusal(built.store, merge_uid):
        undo_merge(built.store, merge_uid)
        assert ids(built.store) == before | {change_id for change_id, *_ in now[0]} - after
        kept = derived(built.store)
        built.store.rebuild()
        assert derived(built.store) == kept
    elif merge_uid:
        with pytest.raises(RefusedError):
            undo_merge(built.store, merge_uid)
        assert state(built.store) == now
    built.store.close()


def test_undoing_takes_an_article_out_of_the_project_and_out_of_the_search(built: Built) -> None:
    built.store.index_texts()
    before = state(built.store)
    merge_uid = merged(built, file_of(built, "theirs", importing(TRAM)))
    built.store.index_texts()
    assert len(built.store.reader.search("tram")) == 1
    touched = undo_merge(built.store, merge_uid)
    assert {kind for kind, _ in touched} == {"source", "revision"}
    assert state(built.store) == before
    assert built.store.reader.search("tram") == []
    assert built.store._connection.execute("SELECT count(*) FROM searched").fetchone() == (1,)


def test_a_text_that_was_imported_here_as_well_stays_with_the_import(built: Built) -> None:
    merge_uid = merged(built, file_of(built, "theirs", importing(TRAM)))
    twin = edits.add_source("f" * 32, TRAM)  # the same bytes under another identity
    built.store.apply(twin.drafts, ME, blobs=twin.blobs)
    undo_merge(built.store, merge_uid)
    assert [source.uid for source in built.store.reader.sources()] == [built.source_uid, twin.source_uid]
    assert built.store.reader.original(twin.source_uid) == TRAM.original


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_article_that_two_files_brought_stays_until_both_are_taken_out(built: Built, order: tuple[int, int]) -> None:
    before = state(built.store)
    files = [file_of(built, "first", importing(TRAM)), file_of(built, "second", importing(TRAM, ME))]
    uids = [merged(built, path) for path in files]
    undo_merge(built.store, uids[order[0]])
    assert [source.title for source in built.store.reader.sources()] == ["The late ferry", "The early tram"]
    assert built.store.reader.original(built.store.reader.sources()[1].uid) == TRAM.original
    undo_merge(built.store, uids[order[1]])
    assert state(built.store) == before


def test_a_merge_that_was_shared_is_not_undone(built: Built) -> None:
    merge_uid = merged(built, file_of(built, "theirs", tagging("denial")))
    built.store.publish()
    with pytest.raises(RefusedError, match="has been shared"):
        undo_merge(built.store, merge_uid)
    assert tag_names(built) == {"denial"}


def test_a_merge_that_somebody_else_has_shared_meanwhile_is_not_undone(built: Built) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    merge_uid = merged(built, theirs)
    file_of(built, "p", lambda other: merged(other, theirs))
    assert "has been shared" in undo_refusal(built.store, merge_uid)


def test_a_merge_is_undone_while_the_shared_file_cannot_be_reached(built: Built) -> None:
    merge_uid = merged(built, file_of(built, "theirs", tagging("denial")))
    built.store.shared_path.unlink()
    undo_merge(built.store, merge_uid)
    assert tag_names(built) == set()


def test_nothing_is_undone_while_somebody_is_saving(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    merge_uid = merged(built, file_of(built, "theirs", tagging("denial")))
    monkeypatch.setattr(publishing, "LOCK_PATIENCE_S", 0.1)
    built.store.shared_path.with_name(".p.annotator.lock").write_text("somebody")
    with pytest.raises(EnvironmentFaultError, match="being saved by somebody else"):
        undo_merge(built.store, merge_uid)
    assert tag_names(built) == {"denial"}


def later_edits() -> dict[str, Callable[[Built, str, str], object]]:
    def placed(built: Built, tag: str, statement: str) -> None:
        chapter = built.make(edits.add_chapter(built.store.reader, "The night"))
        built.do(edits.place_statement(built.store.reader, chapter, statement))

    def cited(built: Built, tag: str, statement: str) -> None:
        chapter = built.make(edits.add_chapter(built.store.reader, "The night"))
        built.do(edits.add_prose(built.store.reader, chapter, f"It was late.{prose.token(statement)}"))

    return {
        "an edit of what came in": lambda built, tag, _: built.do(edits.rename_tag(tag, "delay")),
        "a tag that came in, put on a statement of mine": lambda built, tag, _: built.statement("fog", [tag]),
        "a grade for a statement that came in": lambda built, _, statement: built.do(
            edits.set_statement_field(statement, "credibility", 2)
        ),
        "a statement that came in, placed": placed,
        "a statement that came in, cited": cited,
        "a note on what came in": lambda built, tag, _: built.do(edits.write_note(built.store.reader, tag, ME, "Why?")),
    }


@pytest.mark.parametrize("what", later_edits())
def test_a_merge_on_which_later_work_rests_is_not_undone(built: Built, what: str) -> None:
    made: dict[str, str] = {}

    def work(other: Built) -> None:
        made["tag"] = other.make(edits.add_tag(other.store.reader, "denial"), OTHER)
        made["statement"] = other.statement("The ferry was late.", reviewer_uid=OTHER)

    merge_uid = merged(built, file_of(built, "theirs", work))
    later_edits()[what](built, made["tag"], made["statement"])
    after = state(built.store)
    with pytest.raises(RefusedError, match="later work rests on it"):
        undo_merge(built.store, merge_uid)
    assert state(built.store) == after


def test_work_beside_a_merge_stays_when_it_is_undone(built: Built) -> None:
    merge_uid = merged(built, file_of(built, "theirs", tagging("denial")))
    built.do(edits.add_tag(built.store.reader, "mine"))
    undo_merge(built.store, merge_uid)
    assert tag_names(built) == {"mine"}
    built.do(edits.add_tag(built.store.reader, "next"))
    built.store.publish()
    assert tag_names(built) == {"mine", "next"}


def test_of_two_merges_that_build_on_each_other_the_later_goes_first(built: Built) -> None:
    first = file_of(built, "first", tagging("denial"))
    uid = merged(built, first)
    second = Path(shutil.copyfile(first, first.with_name("second.annotator")))
    (tag,) = built.store.reader.tags()
    file_of(built, "second", lambda other: other.do(edits.rename_tag(tag.uid, "delay"), OTHER))
    later = merged(built, second)
    assert "undo that one first" in undo_refusal(built.store, uid)
    undo_merge(built.store, later)
    assert undo_refusal(built.store, uid) == ""
    undo_merge(built.store, uid)
    assert tag_names(built) == set()


def test_a_merge_that_was_undone_is_forgotten(built: Built) -> None:
    merge_uid = merged(built, file_of(built, "theirs", tagging("denial")))
    undo_merge(built.store, merge_uid)
    assert merges(built.store) == []
    with pytest.raises(NotFoundError, match="not remembered"):
        undo_merge(built.store, merge_uid)


def test_what_a_merge_changed_is_listed_with_what_was_there_before(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "one"))
    doomed = built.make(edits.add_tag(built.store.reader, "doomed"))
    built.store.publish()
    made: dict[str, str] = {}

    def work(other: Built) -> None:
        other.do(edits.rename_tag(tag, "two"), OTHER)
        other.do(edits.delete_tag(other.store.reader, doomed), OTHER)
        made["new"] = other.make(edits.add_tag(other.store.reader, "new"), OTHER)

    merge_uid = merged(built, file_of(built, "theirs", work))
    built.do(edits.rename_tag(tag, "three"))
    assert sorted(merge_values(built.store, merge_uid), key=lambda each: str(each.before)) == [
        MergedValue("tag", made["new"], "", False, True),
        MergedValue("tag", doomed, "", True, False),
        MergedValue("tag", tag, "name", "one", "two"),
    ]

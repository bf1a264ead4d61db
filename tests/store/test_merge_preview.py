"""Seeing beforehand what a merge would do."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

from annotator.core import edits
from annotator.core.records import Conflict
from annotator.store import merge_preview
from annotator.store.merge_preview import MergePreview, preview
from annotator.store.merging import merge
from tests.builders import ME, OTHER, Built, article
from tests.store.copies import (
    LAWS,
    Work,
    file_of,
    file_of_steps,
    importing,
    merged,
    state,
    tag_names,
    tagging,
)
from tests.store.test_laws import STEPS, Step, begun, perform


def arising(before: Sequence[Conflict], after: Sequence[Conflict]) -> list[Conflict]:
    return [conflict for conflict in after if conflict not in before]


@LAWS
@given(STEPS, STEPS, STEPS)
def test_the_conflicts_that_arise_are_those_that_were_previewed_and_a_preview_writes_nothing(
    tmp_path_factory, here: list[Step], one: list[Step], other: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    built.store.publish()
    files = [file_of_steps(built, "one", one), file_of_steps(built, "other", other)]
    for step in here:
        perform(built, step)
    before, contents = state(built.store), [path.read_bytes() for path in (built.store.shared_path, *files)]
    conflicts = built.store.reader.conflicts()
    seen = preview(built.store, files)
    assert state(built.store) == before
    assert [path.read_bytes() for path in (built.store.shared_path, *files)] == contents
    done = merge(built.store, files, ME)
    assert list(seen.conflicts) == arising(conflicts, built.store.reader.conflicts())
    assert (seen.change_count, seen.new) == (done.change_count, done.new)
    built.store.close()


def seen(built: Built, *paths: Path) -> MergePreview:
    return preview(built.store, paths)


def test_a_preview_says_who_did_what_and_when(built: Built) -> None:
    def work(other: Built) -> None:
        other.make(edits.add_tag(other.store.reader, "denial"), OTHER)
        other.statement("fog", reviewer_uid=OTHER)
        other.do(edits.grade_source(built.source_uid, "B"), ME)

    (file,) = seen(built, file_of(built, "theirs", work)).files
    assert [(each.name, each.changes) for each in file.work] == [
        ("Ann Author", {"source": 1}),
        ("Ben Brown", {"tag": 1, "statement": 1}),
    ]
    assert file.work[1].first <= file.work[1].last <= file.work[0].first
    assert (file.new, file.new_count) == ({"tag": 1, "statement": 1}, 3)


def test_a_preview_counts_what_two_files_share_once(built: Built) -> None:
    first = file_of(built, "first", tagging("denial"))
    second = Path(shutil.copyfile(first, first.with_name("second.annotator")))
    found = seen(built, first, second)
    assert [file.new_count for file in found.files] == [1, 1]
    assert (found.change_count, found.new) == (1, {"tag": 1})


def test_a_preview_says_why_a_file_is_refused_and_shows_the_others(built: Built, tmp_path: Path) -> None:
    found = seen(built, tmp_path / "nowhere.annotator", file_of(built, "theirs", tagging("denial")))
    assert [bool(file.refusal) for file in found.files] == [True, False]
    assert "nowhere.annotator does not exist" in found.files[0].refusal
    assert found.change_count == 1


def test_a_preview_of_what_is_known_already_says_how_much_that_is(built: Built) -> None:
    (file,) = seen(built, built.store.shared_path).files
    (changes,) = built.store._connection.execute("SELECT count(*) FROM change").fetchone()
    assert (file.new_count, file.known_count) == (0, changes)


def test_a_conflict_that_would_arise_is_named(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "one"))
    built.store.publish()
    theirs = file_of(built, "theirs", lambda other: other.do(edits.rename_tag(tag, "theirs"), OTHER))
    built.do(edits.rename_tag(tag, "mine"))
    found = seen(built, theirs)
    assert [(each.entity_uid, each.field) for each in found.conflicts] == [(tag, "name")]
    assert found.names[OTHER] == "Ben Brown"
    assert found.names[tag] == "mine"


def test_a_conflict_that_is_there_already_does_not_arise(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "one"))
    built.store.publish()
    theirs = file_of(built, "theirs", lambda other: other.do(edits.rename_tag(tag, "theirs"), OTHER))
    built.do(edits.rename_tag(tag, "mine"))
    merged(built, theirs)
    assert seen(built, file_of(built, "theirs", tagging("denial"))).conflicts == ()


def test_tags_of_one_name_that_are_different_things_are_offered_for_joining(built: Built) -> None:
    mine = built.make(edits.add_tag(built.store.reader, "Denial"))
    theirs = file_of(built, "theirs", tagging(" denial "))
    (namesakes,) = seen(built, theirs).namesakes
    assert namesakes.entity_type == "tag"
    assert mine in namesakes.uids
    assert len(namesakes.uids) == 2
    merged(built, theirs)
    assert len(built.store.reader.tags()) == 2
    assert seen(built, file_of(built, "theirs", tagging("fog"))).namesakes == ()


def test_articles_of_one_title_that_are_different_texts_are_told(built: Built) -> None:
    again = article(("Another text.",), "THE LATE FERRY", "again.txt")
    (namesakes,) = seen(built, file_of(built, "theirs", importing(again))).namesakes
    assert (namesakes.entity_type, len(namesakes.uids)) == ("source", 2)


def test_the_window_goes_on_editing_while_a_preview_is_made(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    window = built.store.another()
    add = merge_preview.add

    def add_while_somebody_edits(*arguments: object) -> object:
        window.apply(edits.add_tag(window.reader, "mine"), ME)
        return add(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(merge_preview, "add", add_while_somebody_edits)
    assert seen(built, theirs).change_count == 1
    assert tag_names(built) == {"mine"}
    window.close()


def test_while_the_project_is_worked_on_blind_others_conflicts_stay_theirs(built: Built) -> None:
    built.do(edits.work_blind(built.store.uid, True))
    mine, theirs = (built.statement(quote, reviewer_uid=who) for quote, who in (("fog", ME), ("Monday", OTHER)))
    built.store.publish()

    def grading(grade: int) -> Work:
        return lambda other: [
            other.do(edits.set_statement_field(uid, "credibility", grade), OTHER) for uid in (mine, theirs)
        ]

    files = [file_of(built, f"graded-{grade}", grading(grade)) for grade in (1, 2)]
    built.store.look_as(ME)
    found = seen(built, *files)
    assert [conflict.entity_uid for conflict in found.conflicts] == [mine]
    assert theirs not in found.names
    assert found.change_count == 4

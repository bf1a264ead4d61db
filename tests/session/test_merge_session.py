"""Merging in an open project: seen beforehand, done, taken back, and kept apart from saving."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.errors import AnnotatorError, RefusedError
from annotator.core.records import Reviewer
from annotator.session.changes import Changes
from annotator.session.merge_session import Details, MergeSession, Restorable, is_project_file, merging_in
from annotator.session.project_session import GRACE_AFTER_MERGE_S, SHORTEST_SAVE_INTERVAL_S, ProjectSession
from annotator.store.backups import MERGE, Backup
from annotator.store.merging import Merged
from tests.builders import ME, OTHER, Built, build
from tests.store.copies import file_of, tagging

REVIEWER = Reviewer(ME, "Ann Author", "AA", "Blue")
COPY = "p (Ben's conflicted copy 2026-11-27)"


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator")
    made.store.publish()
    return made


@pytest.fixture
def session(built: Built, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(built.store, REVIEWER)
    yield opened
    merging_in(opened).stop()
    opened.close()


@pytest.fixture
def merging(session: ProjectSession) -> MergeSession:
    return merging_in(session)


def tag_names(session: ProjectSession) -> set[str]:
    return {tag.name for tag in session.reader.tags()}


def grading(statement: str, credibility: int) -> Callable[[Built], object]:
    return lambda other: other.do(edits.set_statement_field(statement, "credibility", credibility), OTHER)


def look_into(merging: MergeSession, qtbot: QtBot, *paths: Path) -> None:
    merging.look_into(paths)
    qtbot.waitUntil(lambda: not merging.is_reading)


def merge(merging: MergeSession, qtbot: QtBot, *paths: Path) -> Merged:
    look_into(merging, qtbot, *paths)
    with qtbot.waitSignal(merging.merged) as done:
        merging.merge()
    merged: Merged = done.args[0]
    qtbot.waitUntil(lambda: any(each.merge_uid == merged.uid for each in merging.arrivals) or not merged.uid)
    return merged


def details(merging: MergeSession, qtbot: QtBot) -> Details:
    found: list[Details] = []
    merging.ask_details(merging.arrivals[0], found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_a_session_has_one_merging(session: ProjectSession, merging: MergeSession) -> None:
    assert merging_in(session) is merging


def test_looking_into_a_file_changes_nothing(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    look_into(merging, qtbot, file_of(built, "ben", tagging("theirs")))
    assert merging.seen is not None
    assert merging.seen.new == {"tag": 1}
    assert tag_names(session) == set()


def test_merging_brings_the_work_in_and_tells_the_panels(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    heard: list[Changes] = []
    session.changed.connect(heard.append)
    merged = merge(merging, qtbot, file_of(built, "ben", tagging("theirs")))
    assert merged.new == {"tag": 1}
    assert tag_names(session) == {"theirs"}
    assert any(changes.has("tag") for changes in heard)
    assert not session.can_undo
    assert merging.paths == ()


def test_a_file_that_is_refused_lets_the_others_in(
    session: ProjectSession, merging: MergeSession, built: Built, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "letter.annotator"
    wrong.write_text("Dear Ben", encoding="utf-8")
    look_into(merging, qtbot, wrong, path := file_of(built, "ben", tagging("theirs")))
    assert [each.path for each in merging.readable] == [path]
    merge(merging, qtbot, wrong, path)
    assert tag_names(session) == {"theirs"}


def test_files_that_are_put_away_are_forgotten(merging: MergeSession, built: Built, qtbot: QtBot) -> None:
    path = file_of(built, "ben", tagging("theirs"))
    merging.look_into([path])
    merging.put_away()
    qtbot.wait(200)
    assert merging.paths == ()
    assert merging.seen is None


def test_a_merge_can_be_taken_back_until_it_is_shared(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    merge(merging, qtbot, file_of(built, "ben", tagging("theirs")))
    assert details(merging, qtbot).refusal == ""
    with qtbot.waitSignal(merging.taken_back):
        merging.take_back(merging.arrivals[0])
    assert tag_names(session) == set()
    qtbot.waitUntil(lambda: not any(each.is_merge for each in merging.arrivals))


def test_a_merge_that_has_been_shared_stays_and_its_values_are_listed(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    statement = built.statement("fog")
    built.do(edits.set_statement_field(statement, "credibility", 2))
    built.store.publish()
    merge(merging, qtbot, file_of(built, "ben", grading(statement, 3)))
    session.save()
    qtbot.waitUntil(lambda: not session.sharing.unpublished and not session.sharing.is_saving)
    assert "shared" in details(merging, qtbot).refusal
    found: list[list[Restorable]] = []
    merging.ask_values(merging.arrivals[0], found.append)
    qtbot.waitUntil(lambda: bool(found))
    ((value,),) = found
    assert (value.name, value.field) == ("S-1", "Credibility")
    assert (value.before, value.after) == ("2 Probably true", "3 Possibly true")


def test_after_a_merge_saving_by_itself_waits(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    merge(merging, qtbot, file_of(built, "ben", tagging("theirs")))
    left = session._autosave.remainingTime() / 1000
    # Qt allows itself a twentieth, either way.
    assert SHORTEST_SAVE_INTERVAL_S < left <= 1.05 * GRACE_AFTER_MERGE_S
    session.perform(edits.add_tag(session.reader, "mine"), "Add tag")
    assert session._autosave.remainingTime() / 1000 > SHORTEST_SAVE_INTERVAL_S


def test_a_save_that_is_wanted_during_a_merge_comes_after_it(session: ProjectSession, qtbot: QtBot) -> None:
    order: list[str] = []
    session.perform(edits.add_tag(session.reader, "mine"), "Add tag")
    session.run_alone("Merging", lambda _: None, on_done=lambda _: order.append("merged"), on_failed=order.append)
    session.save()
    assert not session.sharing.is_saving
    session.sharing_changed.connect(lambda: order.append("saving") if session.sharing.is_saving else None)
    qtbot.waitUntil(lambda: not session.sharing.unpublished and not session.sharing.is_saving)
    assert order[:2] == ["merged", "saving"]


def test_a_merge_waits_for_a_save_that_is_under_way(session: ProjectSession, qtbot: QtBot) -> None:
    was_saving: list[bool] = []
    session.save()
    session.run_alone(
        "Merging", lambda _: None, on_done=lambda _: was_saving.append(session.sharing.is_saving), on_failed=print
    )
    qtbot.waitUntil(lambda: bool(was_saving))
    assert was_saving == [False]
    assert session.sharing.shared_at is not None


def test_work_that_fails_alone_lets_the_next_begin(session: ProjectSession, qtbot: QtBot) -> None:
    def fail(_: object) -> None:
        raise RefusedError("No.")

    said: list[object] = []
    for _ in range(2):
        session.run_alone("Merging", fail, on_done=print, on_failed=said.append)
    qtbot.waitUntil(lambda: len(said) == 2)


def test_a_merge_that_fails_says_so_and_can_be_tried_again(
    merging: MergeSession, built: Built, tmp_path: Path, qtbot: QtBot
) -> None:
    path = file_of(built, "ben", tagging("theirs"))
    look_into(merging, qtbot, path)
    path.unlink()
    with qtbot.waitSignal(merging.failed) as failed:
        merging.merge()
    assert isinstance(failed.args[0], AnnotatorError)
    assert not merging.is_merging


def test_tags_of_one_name_are_joined_into_the_one_that_was_here(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    path = file_of(built, "ben", tagging("delay"))
    mine = built.make(edits.add_tag(session.reader, "delay"))
    merge(merging, qtbot, path)
    (namesakes,) = merging.namesakes
    assert namesakes.uids[0] == mine
    merging.join(namesakes)
    assert [tag.uid for tag in session.reader.tags()] == [mine]
    assert session.undo_label == "Join tags “delay”"
    assert merging.namesakes == []


def test_a_copy_that_a_synchroniser_left_is_noticed(merging: MergeSession, built: Built, qtbot: QtBot) -> None:
    path = file_of(built, COPY, tagging("theirs"))
    with qtbot.waitSignal(merging.siblings.changed):
        merging.siblings.look()
    assert [each.path for each in merging.siblings.found] == [path]


def test_a_copy_without_anything_new_is_not_offered(merging: MergeSession, built: Built, qtbot: QtBot) -> None:
    shutil.copyfile(built.store.shared_path, built.store.shared_path.with_name(f"{COPY}.annotator"))
    built.do(edits.add_tag(built.store.reader, "mine"))
    built.store.publish()
    merging.siblings.look()
    qtbot.waitUntil(lambda: not merging.siblings._is_looking)
    assert merging.siblings.found == []


def test_a_copy_that_was_put_off_is_not_offered_again(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    path = file_of(built, COPY, tagging("theirs"))
    with qtbot.waitSignal(merging.siblings.changed):
        merging.siblings.look()
    merging.siblings.put_off([path])
    assert merging.siblings.found == []
    merging.siblings.stop()
    merging.siblings.look()
    qtbot.waitUntil(lambda: not merging.siblings._is_looking)
    assert merging.siblings.found == []


def test_a_copy_that_has_gone_on_is_offered_again(merging: MergeSession, built: Built, qtbot: QtBot) -> None:
    path = file_of(built, COPY, tagging("theirs"))
    with qtbot.waitSignal(merging.siblings.changed):
        merging.siblings.look()
    merging.siblings.put_off([path])
    file_of(built, COPY, tagging("more"))
    merging.siblings.stop()
    with qtbot.waitSignal(merging.siblings.changed):
        merging.siblings.look()
    assert [each.path for each in merging.siblings.found] == [path]


def test_a_copy_of_a_backup_lies_beside_the_project(
    session: ProjectSession, merging: MergeSession, built: Built, qtbot: QtBot
) -> None:
    merge(merging, qtbot, file_of(built, "ben", tagging("theirs")))
    listed: list[list[Backup]] = []
    merging.ask_backups(listed.append)
    qtbot.waitUntil(lambda: bool(listed))
    backup = next(each for each in listed[0] if each.reason == MERGE)
    copies: list[Path] = []
    merging.open_copy(backup, copies.append)
    qtbot.waitUntil(lambda: bool(copies))
    assert copies[0].parent == session.path.parent
    assert copies[0].exists()


def test_a_project_file_is_known_by_its_ending() -> None:
    assert is_project_file(Path("a/b.Annotator"))
    assert not is_project_file(Path("a/b.docx"))

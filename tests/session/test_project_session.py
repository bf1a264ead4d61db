import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.records import Reviewer
from annotator.session.changes import Changes
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build, derived

REVIEWER = Reviewer(ME, "Ann Author", "AA", "Blue")


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator")
    made.store.publish()
    return made


@pytest.fixture
def session(built: Built, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(built.store, REVIEWER)
    yield opened
    opened.close()


def test_an_edit_is_told_to_whoever_listens(session: ProjectSession, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    session.changed.connect(heard.append)
    session.perform(edits.add_tag(session.reader, "denial"), "Add tag", initiator="me")
    assert heard[0].has("tag")
    assert not heard[0].has("chapter")
    assert heard[0].initiator == "me"


def test_undo_and_redo_go_through_every_kind_of_edit_in_turn(session: ProjectSession, built: Built) -> None:
    states = [derived(built.store)]
    reader = session.reader
    session.perform(tag := edits.add_tag(reader, "denial"), "Add tag")
    states.append(derived(built.store))
    session.perform(chapter := edits.add_chapter(reader, "Summary"), "Add chapter")
    states.append(derived(built.store))
    statement = edits.add_statement(built.anchor("fog"), built.source_uid, 1, reviewer_uid=ME)
    session.perform(statement, "Highlight")
    states.append(derived(built.store))
    session.perform(edits.place_statement(reader, chapter[0].entity_uid, statement[0].entity_uid), "Place")
    states.append(derived(built.store))
    session.perform(edits.delete_tag(reader, tag[0].entity_uid), "Delete tag")
    states.append(derived(built.store))
    assert session.undo_label == "Delete tag"
    for state in reversed(states[:-1]):
        session.undo()
        assert derived(built.store) == state
    assert not session.can_undo
    for state in states[1:]:
        session.redo()
        assert derived(built.store) == state
    assert session.undo() == "Delete tag"


def test_a_new_edit_forgets_what_could_be_redone(session: ProjectSession) -> None:
    session.perform(edits.add_tag(session.reader, "denial"), "Add tag")
    session.undo()
    session.perform(edits.add_tag(session.reader, "silence"), "Add tag")
    assert not session.can_redo


def test_undo_that_is_refused_is_forgotten(session: ProjectSession, built: Built) -> None:
    tag = edits.add_tag(session.reader, "denial")
    session.perform(tag, "Add tag")
    session.perform(edits.rename_tag(tag[0].entity_uid, "refusal"), "Rename tag")
    built.do(edits.rename_tag(tag[0].entity_uid, "silence"), OTHER)
    with pytest.raises(RefusedError, match="changed again since"):
        session.undo()
    assert session.undo_label == "Add tag"


def test_tables_that_do_not_follow_from_the_log_are_made_anew_behind_the_window(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("annotator.session.project_session.VERIFY_DELAY_MS", 0)
    uid = built.statement("fog")
    built.store.publish()
    built.store.close()
    with closing(sqlite3.connect(built.store.shared_path)) as connection:
        connection.execute("UPDATE statement SET quote = 'sun'")
        connection.commit()
    store = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "another computer")
    session = ProjectSession(store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    assert session.reader.statement(uid).anchor.quote == "sun"
    with qtbot.waitSignal(session.warned) as warned:
        pass
    assert "were made anew" in warned.args[0]
    assert session.reader.statement(uid).anchor.quote == "fog"
    session.close()


def test_nothing_to_undo_is_said_plainly(session: ProjectSession) -> None:
    with pytest.raises(RefusedError, match="nothing to undo"):
        session.undo()


def test_saving_shares_in_the_background(session: ProjectSession, qtbot: QtBot) -> None:
    session.perform(edits.add_tag(session.reader, "denial"), "Add tag")
    assert session.sharing.unpublished
    session.save()
    qtbot.waitUntil(lambda: not session.sharing.unpublished and not session.sharing.is_saving)
    assert session.sharing.shared_at is not None


def test_the_windows_thread_never_moves_the_log_and_saving_does(
    session: ProjectSession, built: Built, qtbot: QtBot
) -> None:
    path = built.store.working_path
    before = path.stat().st_size
    for number in range(50):  # more than SQLite leaves in the log by itself
        words = f"{number} " * 100_000
        session.perform(edits.set_project_field(session.project_uid, "subtitle", words), "Change the subtitle")
    assert path.stat().st_size == before
    qtbot.waitUntil(lambda: not session.jobs._running)  # what reads an earlier state keeps what came later in the log
    session.save()
    qtbot.waitUntil(lambda: not session.sharing.is_saving)
    assert path.stat().st_size > before + 8_000_000


def test_what_others_shared_comes_in_with_a_save(
    session: ProjectSession, built: Built, tmp_path: Path, qtbot: QtBot
) -> None:
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "other")
    other.apply(edits.add_tag(other.reader, "theirs"), OTHER)
    other.publish()
    other.close()
    heard: list[Changes] = []
    session.changed.connect(heard.append)
    session.save()
    qtbot.waitUntil(lambda: any(changes.has("tag") for changes in heard))
    assert [tag.name for tag in session.reader.tags()] == ["theirs"]


def test_a_save_that_fails_keeps_the_work_and_says_so(session: ProjectSession, built: Built, qtbot: QtBot) -> None:
    folder = built.store.shared_path.parent
    session.perform(edits.add_tag(session.reader, "denial"), "Add tag")
    hidden = folder.with_name("hidden")
    folder.rename(hidden)
    with qtbot.waitSignal(session.save_failed) as failed:
        session.save()
    assert isinstance(failed.args[0], EnvironmentFaultError)
    assert session.sharing.unpublished
    hidden.rename(folder)


def test_closing_shares_what_was_not_shared(built: Built, qapp: object) -> None:
    session = ProjectSession(built.store, REVIEWER)
    session.perform(edits.add_tag(session.reader, "denial"), "Add tag")
    session.close()
    copy = ProjectStore.open(built.store.shared_path, private=True)
    assert [tag.name for tag in copy.reader.tags()] == ["denial"]
    copy.close()


def test_a_new_person_becomes_a_reviewer_of_the_project(built: Built, qapp: object) -> None:
    session = ProjectSession(built.store, Reviewer("c" * 32, "Cleo Cole", "CC", "Teal"))
    assert "Cleo Cole" in [reviewer.name for reviewer in session.reader.reviewers()]
    assert not session.can_undo
    session.close()


def test_local_settings_are_remembered_and_never_shared(session: ProjectSession, built: Built) -> None:
    session.local.set("panes", {"open": ["x"]})
    assert session.local.get("panes") == {"open": ["x"]}
    assert session.local.get("other", 3) == 3
    assert not session.sharing.unpublished


def test_a_job_reports_ends_on_the_ui_thread_and_reads_the_project(session: ProjectSession, qtbot: QtBot) -> None:
    import threading

    ended: list[tuple[object, bool]] = []

    def work(context: JobContext) -> int:
        context.report(1, 1, "one")
        return len(context.open_reader().sources())

    session.jobs.run(
        "Counting", work, on_done=lambda n: ended.append((n, threading.current_thread() is threading.main_thread()))
    )
    assert [job.verb for job in session.jobs.running] == ["Counting"]
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [(1, True)]
    assert not session.jobs.running


def test_an_urgent_job_goes_before_those_that_wait(session: ProjectSession, qtbot: QtBot) -> None:
    import threading

    qtbot.waitUntil(lambda: not session.jobs._running)
    holds = [threading.Event(), threading.Event()]
    begun: list[str] = []
    for hold in holds:  # as many as run at once
        session.jobs.run("Holding", lambda _, hold=hold: hold.wait(5))  # type: ignore[misc]
    session.jobs.run("Waiting", lambda _: begun.append("waiting"))
    session.jobs.run("Saving", lambda _: begun.append("urgent"), is_urgent=True)
    holds[0].set()
    qtbot.waitUntil(lambda: len(begun) == 2)
    holds[1].set()
    assert begun == ["urgent", "waiting"]


def test_a_cancelled_job_stops_and_calls_nobody(session: ProjectSession, qtbot: QtBot) -> None:
    called: list[object] = []

    def work(context: JobContext) -> None:
        while True:
            context.check()

    job = session.jobs.run("Spinning", work, on_done=called.append, on_failed=called.append)
    job.cancel()
    qtbot.waitUntil(lambda: not session.jobs.running)
    assert not called


def test_a_job_that_fails_hands_its_error_over(session: ProjectSession, qtbot: QtBot) -> None:
    failed: list[BaseException] = []

    def work(_: JobContext) -> None:
        raise RefusedError("no")

    session.jobs.run("Failing", work, on_failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "no"

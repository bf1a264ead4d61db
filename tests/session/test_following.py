"""Statements of others that came in on an earlier text, brought over by themselves."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Reviewer
from annotator.session.changes import Changes
from annotator.session.following import Following
from annotator.session.project_session import ProjectSession
from annotator.store.history import log_of
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, PARAGRAPHS, Built, article, build

LATE, FOG, NIGHT = PARAGRAPHS
DENSE = "On Monday the old harbour master spoke of fog."
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


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Following], None]:
    def wait(following: Following) -> None:
        qtbot.waitUntil(lambda: not following.is_busy, timeout=10_000)

    return wait


def share_from_another_computer(built: Built, folder: Path, quote: str) -> str:
    """Highlight words on the text that the shared file has, on a computer that knows no other, and share them."""
    store = ProjectStore.open(built.store.shared_path, data_dir=folder)
    there = Built(store, built.source_uid, built.revision_uid, built.text)
    uid = there.statement(quote, reviewer_uid=OTHER)
    store.publish()
    store.close()
    return uid


def correct(session: ProjectSession, built: Built, *paragraphs: str) -> str:
    made = article(paragraphs or (LATE, DENSE), name="corrected.txt")
    new = edits.revise_source(session.reader, built.source_uid, made)
    session.perform(new.drafts, "Correct", blobs=new.blobs)
    return new.revision_uid


def followed_after(
    work: Callable[[], object], session: ProjectSession, following: Following, qtbot: QtBot
) -> list[Changes]:
    """Do something that brings statements in, wait until they have followed, and give what was told meanwhile."""
    heard: list[Changes] = []
    session.changed.connect(heard.append)
    work()
    qtbot.waitUntil(lambda: any(each.initiator is following for each in heard), timeout=10_000)
    qtbot.waitUntil(lambda: not following.is_busy, timeout=10_000)
    return heard


def test_what_comes_in_by_saving_on_the_earlier_text_follows_by_itself(
    session: ProjectSession, built: Built, tmp_path: Path, qtbot: QtBot
):
    following = Following(session, session)
    moved = share_from_another_computer(built, tmp_path / "other", FOG)
    revision = correct(session, built)
    heard = followed_after(session.save, session, following, qtbot)
    statement = session.reader.statement(moved)
    assert (statement.anchor.quote, statement.anchor.revision_uid) == (DENSE, revision)
    assert statement.anchor_state == "moved"
    assert [moved in each.uids("statement") for each in heard if each.initiator is following] == [True]


def test_what_was_highlighted_on_a_source_that_was_joined_meanwhile_follows_to_the_other(
    session: ProjectSession, built: Built, tmp_path: Path, qtbot: QtBot
):
    later = edits.add_source(session.project_uid, article((LATE, DENSE, NIGHT), "Later", "later.txt"))
    session.perform(later.drafts, "Import", blobs=later.blobs)
    following = Following(session, session)
    uid = share_from_another_computer(built, tmp_path / "other", NIGHT)
    joined = edits.join_versions(session.reader, log_of(session.reader), later.source_uid, built.source_uid)
    session.perform(joined.drafts, "Join")
    followed_after(session.save, session, following, qtbot)
    statement = session.reader.statement(uid)
    assert (statement.source_uid, statement.anchor.revision_uid) == (later.source_uid, later.revision_uid)
    assert statement.anchor.quote == NIGHT


def test_it_is_nobody_s_step_and_leaves_what_can_be_undone_and_redone_as_it_is(
    session: ProjectSession, built: Built, tmp_path: Path, qtbot: QtBot
):
    following = Following(session, session)
    share_from_another_computer(built, tmp_path / "other", FOG)
    correct(session, built)
    session.perform(edits.add_tag(session.reader, "fog"), "Add tag")
    session.undo()
    followed_after(session.save, session, following, qtbot)
    assert session.reader.sources_to_follow() == []
    assert (session.undo_label, session.redo_label) == ("Correct", "Add tag")


def test_what_came_in_before_the_project_was_opened_follows_too(
    session: ProjectSession, built: Built, tmp_path: Path, settle: Callable[[Following], None]
):
    lost = share_from_another_computer(built, tmp_path / "other", NIGHT)
    correct(session, built)
    built.store.publish()
    assert session.reader.sources_to_follow() == [built.source_uid]
    settle(Following(session, session))
    assert session.reader.statement(lost).anchor_state == "lost"


def test_a_statement_made_since_a_correction_stays_when_that_is_undone(
    session: ProjectSession, built: Built, settle: Callable[[Following], None]
):
    following = Following(session, session)
    revision = correct(session, built)
    there = Built(built.store, built.source_uid, revision, session.reader.text(revision))
    uid = there.statement("Nobody said why.")
    session.undo()
    settle(following)
    anchor = session.reader.statement(uid).anchor
    assert (anchor.quote, anchor.revision_uid) == ("Nobody said why.", built.revision_uid)


def test_ordinary_edits_start_no_work(session: ProjectSession, built: Built, monkeypatch: pytest.MonkeyPatch):
    following = Following(session, session)
    asked: list[object] = []
    monkeypatch.setattr(following._inquiry, "ask", lambda: asked.append(1))
    uid = built.statement(FOG)
    tag = edits.add_tag(session.reader, "fog")
    session.perform(tag, "Add tag")
    session.perform(edits.tag_statement(uid, tag[0].entity_uid, ME), "Tag")
    assert asked == []


def test_a_source_whose_present_text_is_missing_is_tried_once_and_again_after_a_change(
    session: ProjectSession, built: Built, settle: Callable[[Following], None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.session.following.follow_source", lambda *arguments: tried.append(1))
    tried: list[int] = []
    uid = built.statement(FOG)
    following = Following(session, session)
    made = article((LATE, DENSE), name="corrected.txt")
    new = edits.revise_source(session.reader, built.source_uid, made)
    kept = [draft for draft in new.drafts if draft.entity_uid != uid]
    session.perform(kept, "Correct", blobs=new.blobs)
    settle(following)
    assert tried == [1]
    following._inquiry.ask()
    settle(following)
    assert tried == [1]
    session.perform(edits.grade_source(built.source_uid, "B"), "Grade")
    settle(following)
    assert tried == [1, 1]

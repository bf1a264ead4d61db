from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.core.records import Reviewer, StatementFilter
from annotator.core.suggesting.suggestions import Suggestion
from annotator.session.project_session import ProjectSession
from annotator.session.suggestion_session import SuggestionSession
from tests.builders import ME, OTHER, Built, build

PARAGRAPHS = (
    "“The pier is gone,” said Anna Bakke on Monday.",
    "Tom Lund called it “beyond repair.”",
)


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(tmp_path / "p.annotator", PARAGRAPHS)


@pytest.fixture
def session(built: Built, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield opened
    opened.close()


@pytest.fixture
def suggesting(session: ProjectSession, built: Built, qtbot: QtBot) -> SuggestionSession:
    made = SuggestionSession(session)
    with qtbot.waitSignal(made.found):
        made.want([built.source_uid])
    return made


def words(suggesting: SuggestionSession, built: Built) -> list[str]:
    return [built.text[each.start : each.end] for each in suggesting.offered(built.source_uid)]


def take(suggesting: SuggestionSession, built: Built, suggestion: Suggestion, actor_uid: str | None = None) -> None:
    drafts = suggesting.take(built.source_uid, suggestion, "s" * 32, actor_uid)
    suggesting._session.perform(drafts, "Take suggestion")


def test_a_wanted_source_is_looked_through(suggesting: SuggestionSession, built: Built):
    assert words(suggesting, built) == ["The pier is gone", "beyond repair"]


def test_nothing_is_offered_for_a_source_that_nobody_wants(session: ProjectSession, built: Built):
    assert SuggestionSession(session).offered(built.source_uid) == ()


def test_nothing_is_written_into_the_project(suggesting: SuggestionSession, session: ProjectSession):
    assert not session.can_undo
    assert session.reader.actors() == []


def test_a_date_of_publication_makes_the_days_known(suggesting: SuggestionSession, built: Built, qtbot: QtBot):
    first = suggesting.offered(built.source_uid)[0]
    assert first.said is None
    drafts = edits.correct_metadata(built.source_uid, "published", parse_date("30 April 2025"))
    with qtbot.waitSignal(suggesting.found):
        suggesting._session.perform(drafts, "Correct")
    first = suggesting.offered(built.source_uid)[0]
    assert first.said is not None
    assert first.said.date == parse_date("28 April 2025")


def test_a_new_actor_is_known_from_then_on(suggesting: SuggestionSession, built: Built, qtbot: QtBot):
    drafts = edits.add_actor("Anna Bakke")
    with qtbot.waitSignal(suggesting.found):
        suggesting._session.perform(drafts, "Add actor")
    assert suggesting.offered(built.source_uid)[0].actor_uid == drafts[0].entity_uid


def test_taking_makes_the_statement_and_its_actor_in_one_step(
    suggesting: SuggestionSession, session: ProjectSession, built: Built
):
    take(suggesting, built, suggesting.offered(built.source_uid)[0])
    (made,) = session.reader.statements(StatementFilter())
    assert (made.anchor.quote, made.kind) == ("The pier is gone", "direct")
    assert [each.uid for each in session.reader.actors()] == [made.actor_uid]
    session.undo()
    assert session.reader.statements(StatementFilter()) == []
    assert session.reader.actors() == []


def test_taking_uses_an_actor_who_is_there(suggesting: SuggestionSession, session: ProjectSession, built: Built):
    drafts = edits.add_actor("Anna Bakke")
    session.perform(drafts, "Add actor")
    take(suggesting, built, suggesting.offered(built.source_uid)[0], drafts[0].entity_uid)
    assert [each.name for each in session.reader.actors()] == ["Anna Bakke"]


def test_a_dismissed_suggestion_stays_away_and_comes_back_when_asked(
    suggesting: SuggestionSession, session: ProjectSession, built: Built, qtbot: QtBot
):
    suggesting.dismiss(built.source_uid, suggesting.offered(built.source_uid)[0])
    again = SuggestionSession(session)
    with qtbot.waitSignal(again.found):
        again.want([built.source_uid])
    assert words(again, built) == ["beyond repair"]
    again.bring_back(built.source_uid)
    assert len(words(again, built)) == 2


def test_what_one_reviewer_dismissed_another_still_sees(
    suggesting: SuggestionSession, session: ProjectSession, built: Built, qtbot: QtBot
):
    suggesting.dismiss(built.source_uid, suggesting.offered(built.source_uid)[0])
    session.reviewer = Reviewer(OTHER, "Ben Brown", "BB", "Rust")
    again = SuggestionSession(session)
    with qtbot.waitSignal(again.found):
        again.want([built.source_uid])
    assert len(words(again, built)) == 2


def test_hiding_is_remembered(suggesting: SuggestionSession, session: ProjectSession, qtbot: QtBot):
    with qtbot.waitSignal(suggesting.shown_changed):
        suggesting.set_shown(False)
    assert not SuggestionSession(session).is_shown


def test_a_statement_made_by_hand_is_met_by_the_suggestion_at_its_place(
    suggesting: SuggestionSession, session: ProjectSession, built: Built
):
    uid = built.statement("“The pier is gone,” said Anna Bakke")
    found = suggesting.for_statement(session.reader.statement(uid))
    assert found is not None
    assert found.speaker == "Anna Bakke"


def test_a_statement_elsewhere_is_met_by_none(suggesting: SuggestionSession, session: ProjectSession, built: Built):
    uid = built.statement("on Monday")
    assert suggesting.for_statement(session.reader.statement(uid)) is None


def test_a_source_that_was_deleted_offers_nothing(suggesting: SuggestionSession, built: Built, qtbot: QtBot):
    drafts = edits.delete_source(suggesting._session.reader, built.source_uid)
    suggesting._session.perform(drafts, "Delete")
    qtbot.waitUntil(lambda: not suggesting.offered(built.source_uid))

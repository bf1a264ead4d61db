from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Reviewer, StatementFilter
from annotator.session import inquiry
from annotator.session.catalogue import Catalogue
from annotator.session.details import Details
from annotator.session.models.mime import STATEMENTS, dragged_uids
from annotator.session.models.statements_model import CHAPTERS, CHUNK, PLACE, QUOTE, SOURCE, TAGS, StatementsModel
from annotator.session.project_session import ProjectSession
from tests.builders import ME, Built, build

WORDS = ("ferry", "Nobody", "harbour master", "fog", "Passengers", "clear night")


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(tmp_path / "ferry.annotator")


@pytest.fixture
def session(built: Built, qapp: QApplication) -> Iterator[ProjectSession]:
    blame = built.make(edits.add_tag(built.store.reader, "blame"))
    for at, words in enumerate(WORDS):
        built.statement(words, [blame] if at % 2 else [])
    made = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield made
    made.close()


def make_model(session: ProjectSession) -> StatementsModel:
    model = StatementsModel(session, Catalogue(session, session), Details(session.reader), session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_wanted(StatementFilter())
    return model


@pytest.fixture
def model(session: ProjectSession) -> StatementsModel:
    return make_model(session)


def quotes(model: StatementsModel) -> list[str]:
    return [str(model.index(row, QUOTE).data()) for row in range(model.rowCount())]


def test_rows_say_place_quote_source_tags_and_chapters(model: StatementsModel, session: ProjectSession):
    chapter = edits.add_chapter(session.reader, "Events")
    session.perform(chapter, "Add chapter")
    session.perform(edits.place_statement(session.reader, chapter[0].entity_uid, model.uids[3]), "Place")
    said = {column: model.index(3, column).data() for column in (PLACE, QUOTE, SOURCE, TAGS, CHAPTERS)}
    assert said == {PLACE: "¶2", QUOTE: "fog", SOURCE: "The late ferry", TAGS: "blame", CHAPTERS: "1"}


def test_it_shows_what_the_filter_wants_in_its_order(model: StatementsModel, session: ProjectSession):
    assert quotes(model)[0] == "ferry"
    (blame,) = session.reader.tags()
    model.set_wanted(StatementFilter(tag_uid=blame.uid))
    assert quotes(model) == ["Nobody", "fog", "clear night"]
    model.sort(QUOTE, Qt.SortOrder.DescendingOrder)
    assert quotes(model) == ["Nobody", "fog", "clear night"]
    model.sort(QUOTE, Qt.SortOrder.AscendingOrder)
    assert quotes(model) == ["clear night", "fog", "Nobody"]


def test_nothing_can_be_wanted(model: StatementsModel):
    model.set_wanted(StatementFilter(), is_nothing=True)
    assert model.rowCount() == 0


def test_an_edit_of_a_statement_keeps_the_view_where_it_is(
    model: StatementsModel, session: ProjectSession, qtbot: QtBot
):
    (blame,) = session.reader.tags()
    assert model.index(0, TAGS).data() == ""
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        session.perform(edits.tag_statement(model.uids[0], blame.uid, ME), "Tag")
    assert model.index(0, TAGS).data() == "blame"


def test_a_deleted_statement_leaves_and_undo_brings_it_back(model: StatementsModel, session: ProjectSession):
    uid = model.uids[2]
    session.perform(edits.delete_statements([uid]), "Delete")
    assert "harbour master" not in quotes(model)
    session.undo()
    assert model.index_of(uid).row() == 2


def test_only_the_rows_that_are_looked_at_are_read(session: ProjectSession, built: Built):
    for _ in range(3 * CHUNK):
        built.statement("fog")
    model = make_model(session)
    model._known.clear()
    model.index(0, QUOTE).data()
    assert 0 < len(model._known) <= CHUNK
    assert model.rowCount() == len(WORDS) + 3 * CHUNK


def test_rows_are_dragged_out_by_their_uids_in_order(model: StatementsModel):
    data = model.mimeData([model.index(row, column) for row in (3, 1) for column in (QUOTE, TAGS)])
    assert dragged_uids(data, STATEMENTS) == [model.uids[1], model.uids[3]]


def test_a_large_project_is_asked_in_the_background_and_answers_the_newest_question(
    session: ProjectSession, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    monkeypatch.setattr(inquiry, "LARGEST_AT_ONCE", 3)
    model = make_model(session)
    model.set_wanted(StatementFilter(text="fog"))
    assert model.rowCount() == 0
    assert model.is_asking
    qtbot.waitUntil(lambda: not model.is_asking, timeout=5_000)
    assert quotes(model) == ["fog"]
    session.perform(edits.delete_statements([model.uids[0]]), "Delete")
    qtbot.waitUntil(lambda: model.rowCount() == 0, timeout=5_000)

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Reviewer
from annotator.session.models.sources_model import SourcesModel
from annotator.session.project_session import ProjectSession
from tests.builders import ME, OTHER, article, build


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Iterator[ProjectSession]:
    built = build(tmp_path / "ferry.annotator")
    built.statement("fog")
    second = edits.add_source(built.store.uid, article(["Another day."], "Tugs and pilots", "tugs.txt"))
    built.store.apply(second.drafts, ME, blobs=second.blobs)
    made = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield made
    made.close()


@pytest.fixture
def model(session: ProjectSession) -> SourcesModel:
    made = SourcesModel(session, session)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def titles(model: SourcesModel) -> list[str]:
    found = (model.source_at(model.index(row)) for row in range(model.rowCount()))
    return [source.title for source in found if source]


def test_sources_stand_in_the_order_in_which_they_came(model: SourcesModel):
    assert titles(model) == ["The late ferry", "Tugs and pilots"]
    assert [model.source_at(model.index(row)).statement_count for row in (0, 1)] == [1, 0]


def test_a_filter_wants_all_its_words_somewhere_in_the_metadata(model: SourcesModel):
    model.set_filter("TUGS txt")
    assert titles(model) == ["Tugs and pilots"]
    assert model.total == 2
    model.set_filter("tugs ferry")
    assert titles(model) == []
    model.set_filter("")
    assert len(titles(model)) == 2


def test_what_one_reviewer_has_read_is_unread_for_another(model: SourcesModel, session: ProjectSession):
    first = model.source_at(model.index(0))
    session.perform(edits.mark_read(first.uid, OTHER, True), "Mark as read")
    assert not model.source_at(model.index(0)).is_read
    session.perform(edits.mark_read(first.uid, ME, True), "Mark as read")
    assert model.source_at(model.index(0)).is_read


def test_marking_a_source_keeps_the_view_where_it_is(model: SourcesModel, session: ProjectSession, qtbot: QtBot):
    uid = model.source_at(model.index(1)).uid
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        session.perform(edits.mark_read(uid, ME, True), "Mark as read")
    assert changed.args[0].row() == 1


def test_a_deleted_source_leaves_and_undo_brings_it_back(model: SourcesModel, session: ProjectSession):
    uid = model.source_at(model.index(0)).uid
    session.perform(edits.delete_source(session.reader, uid), "Delete source")
    assert titles(model) == ["Tugs and pilots"]
    assert not model.index_of(uid).isValid()
    session.undo()
    assert titles(model) == ["The late ferry", "Tugs and pilots"]
    assert model.index_of(uid).row() == 0

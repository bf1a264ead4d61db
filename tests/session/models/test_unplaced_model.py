"""The statements that stand in no chapter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Reviewer
from annotator.session import inquiry
from annotator.session.catalogue import Catalogue
from annotator.session.details import Details
from annotator.session.models.mime import STATEMENTS, dragged_uids
from annotator.session.models.unplaced_model import PAGE, UnplacedModel
from annotator.session.project_session import ProjectSession
from tests.builders import ME, Built, build

WORDS = ("ferry", "Nobody", "harbour master", "fog", "Passengers", "clear night")


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(tmp_path / "ferry.annotator")


@pytest.fixture
def session(built: Built, qapp: QApplication) -> Iterator[ProjectSession]:
    for words in WORDS:
        built.statement(words)
    made = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield made
    made.close()


@pytest.fixture
def model(session: ProjectSession) -> UnplacedModel:
    made = UnplacedModel(session, Details(session.reader, Catalogue(session, session)), session)
    session.changed.connect(made.refresh)
    made.search()
    return made


def _quotes(model: UnplacedModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def _chapter(session: ProjectSession) -> str:
    drafts = edits.add_chapter(session.reader, "One")
    session.perform(drafts, "Add chapter")
    return drafts[0].entity_uid


def test_the_list_keeps_the_rules_of_models(session: ProjectSession, model: UnplacedModel):
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    chapter_uid = _chapter(session)
    for row in (0, 3, 1):
        session.perform(edits.place_statement(session.reader, chapter_uid, model.statement_uid(row)), "Place")
    model.set_text("f")
    model.set_text("")
    for _ in range(3):
        session.undo()
    assert model.total == len(WORDS)


def test_every_statement_is_listed_in_the_order_of_the_text(model: UnplacedModel):
    assert _quotes(model) == list(WORDS)
    assert model.total == len(WORDS)


def test_a_placed_statement_leaves_the_list_and_undo_brings_it_back(session: ProjectSession, model: UnplacedModel):
    chapter_uid = _chapter(session)
    removed = []
    model.rowsRemoved.connect(lambda _, first, last: removed.append((first, last)))
    session.perform(edits.place_statement(session.reader, chapter_uid, model.statement_uid(2)), "Place")
    assert _quotes(model) == [each for each in WORDS if each != "harbour master"]
    assert removed == [(2, 2)]
    session.undo()
    assert _quotes(model) == list(WORDS)


def test_the_list_is_filtered_by_words_whatever_their_capitals(model: UnplacedModel):
    model.set_text("nobody")
    assert _quotes(model) == ["Nobody"]
    model.set_text("")
    assert model.total == len(WORDS)


def test_the_list_is_filtered_by_source(built: Built, model: UnplacedModel):
    model.set_source(built.source_uid)
    assert model.total == len(WORDS)
    model.set_source("f" * 32)
    assert _quotes(model) == []
    assert model.has_filter


def test_what_is_dragged_are_the_statements_themselves(model: UnplacedModel):
    data = model.mimeData([model.index(3), model.index(1)])
    assert dragged_uids(data, STATEMENTS) == [model.statement_uid(1), model.statement_uid(3)]


def test_a_row_says_what_a_screen_reader_needs(model: UnplacedModel):
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "S-1, ferry, The late ferry title"


def test_rows_come_a_page_at_a_time(built: Built, model: UnplacedModel):
    for _ in range(PAGE):
        built.statement("ferry")
    model.search()
    assert model.total == PAGE + len(WORDS)
    assert model.rowCount() <= PAGE
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == model.total


def test_a_large_project_is_searched_in_the_background(
    model: UnplacedModel, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    monkeypatch.setattr(inquiry, "LARGEST_AT_ONCE", 2)
    model.set_text("fog")
    assert _quotes(model) == list(WORDS)
    with qtbot.waitSignal(model.counted, timeout=5000) as signal:
        pass
    assert signal.args == [1]
    assert _quotes(model) == ["fog"]

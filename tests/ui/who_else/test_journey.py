"""A reviewer finds, by keyboard alone, what contradicts a statement, and the briefing says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.briefing import build_briefing
from annotator.core.briefing.tree import DisagreementsPart
from annotator.core.records import Reviewer
from annotator.exchange.sample import build_sample
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from annotator.ui.commands import CommandRegistry
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.theme import Theme
from annotator.ui.who_else.who_else_rows import source_words
from tests.builders import ME
from tests.ui.harbour import Shell
from tests.ui.read.conftest import open_read


@pytest.fixture
def read(tmp_path: Path, qapp: QApplication, data_folder: Path, qtbot: QtBot) -> Iterator[ReadWorkspace]:
    """Open the sample project in the workspace."""
    path = tmp_path / "sample.annotator"
    build_sample(path)
    session = ProjectSession(ProjectStore.open(path, data_dir=data_folder), Reviewer(ME, "Ann Author", "AA", "Blue"))
    window = QWidget()
    qtbot.addWidget(window)
    workspace = open_read(Shell(session, window, Theme.active(), CommandRegistry(window)), qtbot)
    yield workspace
    workspace.close()
    session.close()


def contradictions(read: ReadWorkspace) -> list[set[str]]:
    """Give the sides of the disagreements that the briefing tells, by the first words of each."""
    parts = build_briefing(read.session.reader).parts
    part = next(each for each in parts if isinstance(each, DisagreementsPart))
    return [{side.text[1:25] for side in each.sides} for each in part.disagreements]


def test_by_keyboard_a_passage_is_found_read_beside_and_linked_as_a_contradiction(read: ReadWorkspace, qtbot: QtBot):
    thanks, before = "President Anton Reveth a", contradictions(read)
    qtbot.keyClicks(read.sources.filter, "Meridian")
    qtbot.keyClick(read.sources.filter, Qt.Key.Key_Down)
    qtbot.keyClick(read.sources.view, Qt.Key.Key_Return)
    view = read.panes.active.view
    while not (read.card.statement and read.card.statement.anchor.quote.startswith(thanks)):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view, Qt.Key.Key_W)
    rows = read.who_else.list
    qtbot.waitUntil(rows.hasFocus)
    while source_words(rows.current) != "Strait Courier":
        qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert len(read.panes.panes) == 2
    qtbot.keyClick(rows, Qt.Key.Key_C)
    (made,) = [each for each in contradictions(read) if each not in before]
    assert made == {thanks, "Gen. Maris Kolde, the ch"}

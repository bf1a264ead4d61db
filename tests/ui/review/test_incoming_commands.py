"""Merging and backups on the Project menu."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.session.merge_session import merging_in
from annotator.ui.desk import Furniture
from annotator.ui.desktop import Desktop
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences import Preferences
from annotator.ui.review.backups_dialog import BackupsDialog
from annotator.ui.theme import Theme
from annotator.ui.workspace import WorkspaceSpec
from tests.ui.conftest import House, SmallWorkspace, house, theme

__all__ = ["house", "theme"]


@pytest.fixture
def window(theme: Theme, tmp_path: Path, data_folder: Path, qtbot: QtBot) -> MainWindow:
    """Open a project in a window with a workspace for reviewing."""
    spec = WorkspaceSpec("review", "Review", "source-merge", "Ctrl+4", lambda shell: SmallWorkspace(shell, "review"))
    desktop = Desktop(theme, Preferences(data_folder), Furniture((spec,)), data_folder)
    qtbot.addWidget(desktop.window, before_close_func=lambda window: window.close_session())
    desktop.introduce("Mara Okafor", "MO")
    desktop.create_project(tmp_path / "talks.annotator", "Harbour talks", None)
    return desktop.window


def test_without_a_place_to_review_nothing_is_offered(house: House) -> None:
    assert not house.window.commands.has("project.merge")
    assert not house.window.commands.has("project.backups")


def test_files_to_merge_are_chosen_and_looked_into(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = window.session.path
    name = "annotator.ui.review.incoming_files.QFileDialog.getOpenFileNames"
    monkeypatch.setattr(name, lambda *_: ([str(path)], ""))
    window.commands.run("project.merge")
    merging = merging_in(window.session)
    qtbot.waitUntil(lambda: merging.seen is not None)
    assert merging.paths == (path,)
    assert window.current_workspace == "review"


def test_backups_are_listed_in_a_dialog(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.run("project.backups")
    (dialog,) = window.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0 or dialog.empty.isVisible())
    dialog.reject()


def test_nothing_can_be_merged_without_a_project(window: MainWindow) -> None:
    window.close_session()
    assert not window.commands.action("project.merge").isEnabled()

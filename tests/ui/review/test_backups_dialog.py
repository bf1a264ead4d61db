"""The backups of a project, and a copy of one beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.session.merge_session import merging_in
from annotator.store.backups import DAILY, MERGE, back_up
from annotator.ui.review.backups_dialog import HOW_LARGE, WHY, BackupsDialog
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def dialog(shell: Shell, harbour: Harbour, opened: list[Path], qtbot: QtBot) -> Iterator[BackupsDialog]:
    """Show the dialog on a project with two backups."""
    back_up(harbour.session._store, DAILY)
    back_up(harbour.session._store, MERGE)
    made = BackupsDialog(shell, shell.window, opened.append)
    made.open()
    qtbot.waitUntil(lambda: made.model.rowCount() == 2)
    yield made
    merging_in(harbour.session).stop()


def test_each_backup_says_why_it_was_made_and_how_large_it_is(dialog: BackupsDialog) -> None:
    rows = [[dialog.model.index(row, at).data() for at in (WHY, HOW_LARGE)] for row in range(2)]
    assert [row[0] for row in rows] == ["Before files were merged", "Made each day"]
    assert rows[0][1].endswith("kB")


def test_the_newest_is_selected(dialog: BackupsDialog) -> None:
    assert dialog.current == dialog.model.backups[0]
    assert dialog.copy_button.isEnabled()


def test_a_copy_lies_beside_the_project_and_is_opened(
    dialog: BackupsDialog, shell: Shell, harbour: Harbour, opened: list[Path], qtbot: QtBot
) -> None:
    dialog.open_copy()
    qtbot.waitUntil(lambda: bool(shell.said))
    (path,) = opened
    assert path.parent == harbour.session.path.parent
    assert "backup of" in path.name
    assert path.name in shell.said[0][0]


def test_a_project_without_backups_says_so(shell: Shell, harbour: Harbour, qtbot: QtBot) -> None:
    made = BackupsDialog(shell, shell.window)
    made.open()
    qtbot.waitUntil(lambda: made.empty.isVisible())
    assert not made.copy_button.isEnabled()
    merging_in(harbour.session).stop()

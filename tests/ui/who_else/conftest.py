"""The Read workspace with a third paper, which says much of what the first says."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.similarity.answers import AlikePassage
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.who_else.who_else_panel import WhoElsePanel
from tests.builders import article
from tests.ui.harbour import Harbour, Shell, harbour, shell
from tests.ui.read.conftest import open_read

__all__ = ["harbour", "shell"]

SAME = "Passengers remember a clear night with the lights of the far shore in sight, and calm water."
Press = Callable[..., None]


def add(harbour: Harbour, outlet: str, *paragraphs: str, origin: str = "") -> str:
    """Add a source; give its uid."""
    new = edits.add_source(harbour.session.project_uid, article(paragraphs, f"{outlet} today", f"{outlet}.txt"))
    harbour.session.perform(new.drafts, "Import", blobs=new.blobs)
    harbour.session.perform(edits.correct_metadata(new.source_uid, "outlet", outlet), "Correct")
    if origin:
        harbour.session.perform(edits.set_origin(new.source_uid, origin), "Origin")
    harbour.session._store.index_passages()
    return new.source_uid


@pytest.fixture
def gazette(harbour: Harbour) -> str:
    """Give the uid of the third paper."""
    return add(harbour, "Gazette", "Tickets were paid back.", SAME)


@pytest.fixture
def read(shell: Shell, harbour: Harbour, gazette: str, qtbot: QtBot) -> Iterator[ReadWorkspace]:
    workspace = open_read(shell, qtbot)
    workspace.feed.open(harbour.source_uids[0])
    workspace.panes.active.view.setFocus()
    yield workspace
    workspace.close()


@pytest.fixture
def panel(read: ReadWorkspace) -> WhoElsePanel:
    return read.who_else


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Give a function that presses a key on a widget."""

    def press_key(
        widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        qtbot.keyClick(widget, key, modifiers)

    return press_key


def look_at(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot, number: int = 3) -> list[str]:
    """Select a statement by its number, and give the rows once they are there."""
    harbour.session.selection.set_statement(harbour.statement_uids[number - 1])
    qtbot.waitUntil(lambda: panel.who_else.is_current)
    return rows(panel)


def rows(panel: WhoElsePanel) -> list[str]:
    return [str(panel.rows.index(row).data()) for row in range(panel.rows.rowCount())]


def passages(panel: WhoElsePanel) -> list[AlikePassage]:
    return panel.who_else.answer.passages if panel.who_else.answer else []

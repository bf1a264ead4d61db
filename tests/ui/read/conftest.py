"""The workspace on a small project, both sources open beside each other."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.read.read_workspace import ReadWorkspace
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]


def open_read(shell: Shell, qtbot: QtBot) -> ReadWorkspace:
    """Show the workspace in a window, with its commands."""
    workspace = ReadWorkspace(shell)
    shell.commands.add_all(workspace.commands(), "read")
    shell.commands.show_owner("read")
    workspace.widget.setParent(shell.window)
    workspace.widget.resize(1440, 760)
    shell.window.resize(1440, 760)
    shell.window.show()
    shell.window.activateWindow()
    qtbot.waitExposed(shell.window)
    workspace.widget.show()
    workspace.shown()
    return workspace


@pytest.fixture
def read(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Iterator[ReadWorkspace]:
    """Show both sources; the first is active."""
    workspace = open_read(shell, qtbot)
    workspace.feed.open(harbour.source_uids[0])
    workspace.feed.open(harbour.source_uids[1], is_beside=True)
    workspace.feed.open(harbour.source_uids[0])
    yield workspace
    workspace.palette.close()
    workspace.links.close()
    workspace.close()


@pytest.fixture
def select(read: ReadWorkspace) -> Callable[[str], None]:
    """Give a function that selects words in the active pane."""

    def select_words(words: str) -> None:
        view = read.panes.active.view
        assert view.content is not None
        start = view.content.text.index(words)
        view.setFocus()
        view.select_span(start, start + len(words))

    return select_words


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    """Give a function that presses a key on a widget."""

    def press_key(
        widget: QWidget,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        qtbot.keyClick(widget, key, modifiers)

    return press_key

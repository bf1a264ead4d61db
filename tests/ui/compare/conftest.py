"""The workspace on a small project with something to compare."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.compare.compare_workspace import CompareWorkspace
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]


@pytest.fixture
def spoken(harbour: Harbour) -> Harbour:
    """The harbour with statements in two chapters and one contradiction across the sources."""
    harbour.place(1, 2, 5)
    harbour.place(3, chapter=1)
    uids = harbour.statement_uids
    harbour.session.perform(edits.link_statements(harbour.session.reader, "contradicts", uids[1], uids[4]), "Link")
    return harbour


@pytest.fixture
def compare(shell: Shell, qtbot: QtBot) -> Iterator[CompareWorkspace]:
    """Show the workspace on the project, with its commands."""
    workspace = CompareWorkspace(shell)
    shell.commands.add_all(workspace.commands(), "compare")
    shell.commands.show_owner("compare")
    workspace.widget.setParent(shell.window)
    workspace.widget.resize(1440, 760)
    shell.window.resize(1440, 760)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    workspace.shown()
    workspace.first_focus().setFocus()
    yield workspace
    workspace.close()

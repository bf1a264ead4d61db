"""The workspace on a small project."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from tests.ui.harbour import Shell, harbour, shell

__all__ = ["harbour", "shell"]


@pytest.fixture
def arrange(shell: Shell, qtbot: QtBot) -> Iterator[ArrangeWorkspace]:
    """Show the workspace on the project, with its commands."""
    workspace = ArrangeWorkspace(shell)
    shell.commands.add_all(workspace.commands(), "arrange")
    shell.commands.show_owner("arrange")
    workspace.widget.setParent(shell.window)
    workspace.widget.resize(1440, 760)
    shell.window.resize(1440, 760)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    yield workspace
    workspace.close()

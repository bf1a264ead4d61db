"""What the window is furnished with: the workspaces, and the doors to importing, exporting and searching."""

from PySide6.QtCore import QCoreApplication

from annotator.ui.desk import Furniture
from annotator.ui.workspace import Shell, Workspace, WorkspaceSpec


def furniture() -> Furniture:
    """Give what stands in the window. Each part is imported when it is first wanted: the start page comes at once."""
    arrange = QCoreApplication.translate("MainWindow", "Arrange")
    return Furniture(workspaces=(WorkspaceSpec("arrange", arrange, "view-column-outline", "Ctrl+2", _arrange),))


def _arrange(shell: Shell) -> Workspace:
    from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace

    return ArrangeWorkspace(shell)

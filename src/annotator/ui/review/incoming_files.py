"""Files to merge: chosen in a dialog, or dragged in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.session.merge_session import is_project_file, merging_in
from annotator.ui.workspace import Shell

WORKSPACE = "review"
_FOLDER = "merge.folder"


def choose_files(shell: Shell, parent: QWidget | None = None) -> None:
    """Let the person choose files to merge, and look into them where that is shown."""
    parent = parent or (shell if isinstance(shell, QWidget) else None)
    folder = str(shell.session.local.get(_FOLDER, "") or shell.session.path.parent)
    title = QCoreApplication.translate("incoming", "Merge files")
    pattern = QCoreApplication.translate("incoming", "Projects (*.annotator)")
    names, _ = QFileDialog.getOpenFileNames(parent, title, folder, pattern)
    if names:
        shell.session.local.set(_FOLDER, str(Path(names[0]).parent))
        look_into(shell, [Path(name) for name in names])


def look_into(shell: Shell, paths: Sequence[Path]) -> None:
    """Show what merging files would bring."""
    merging_in(shell.session).look_into(paths)
    shell.show_workspace(WORKSPACE)


def project_files(data: QMimeData) -> list[Path]:
    """Give the files that are dragged, where all of them are projects."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if len(paths) == len(data.urls()) and all(map(is_project_file, paths)) else []

"""The files that Compare writes: asking for their names, and saying that they are written."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.ui.workspace import Shell


def asked_file(
    shell: Shell, parent: QWidget, title: str, suggested: str, pattern: str, suffixes: tuple[str, ...]
) -> Path | None:
    """Let a person name a file; what he names gets an ending that says what is in it."""
    beside = shell.session.path.parent / f"{suggested}{suffixes[0]}"
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(beside), pattern)
    if not name:
        return None
    path = Path(name)
    if path.suffix.casefold() in suffixes:
        return path
    return path.with_name(path.name + next((each for each in suffixes if f"*{each}" in chosen), suffixes[0]))


def say_written(shell: Shell, target: Path) -> None:
    """Say that a file is there, and offer to open it."""
    # Imported late: it brings the whole export window along.
    from annotator.ui.exporting.export_dialog import open_file

    shell.say(_tr("Wrote {0}.").format(target.name), "success", button=_tr("Open"), run=lambda: open_file(target))


def _tr(words: str) -> str:
    return QCoreApplication.translate("CompareFiles", words)

"""The matrix as a file: a table for a spreadsheet, or a picture for a report."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from annotator.core.errors import AnnotatorError
from annotator.exchange.table_file import CSV_SUFFIX, write_csv
from annotator.session.models.matrix_model import as_table
from annotator.ui.compare.drawing import PNG_SUFFIX, SVG_SUFFIX, write_drawing
from annotator.ui.compare.matrix_panel import MatrixPanel
from annotator.ui.compare.matrix_picture import MatrixDrawing
from annotator.ui.workspace import Shell


def export_csv(shell: Shell, panel: MatrixPanel) -> None:
    """Ask for a file and write the columns that are shown, silence as 0."""
    pattern = panel.tr("Table (*.csv)")
    target = _asked(shell, panel, panel.tr("Export the table"), pattern, (CSV_SUFFIX,))
    if target is not None:
        _write(shell, panel, target, lambda: write_csv(target, as_table(panel.model, 0)))


def export_picture(shell: Shell, panel: MatrixPanel) -> None:
    """Ask for a file and draw the matrix into it: dots at print size, or a drawing of lines."""
    pattern = panel.tr("Picture (*.png);;Drawing (*.svg)")
    target = _asked(shell, panel, panel.tr("Export the matrix as a picture"), pattern, (PNG_SUFFIX, SVG_SUFFIX))
    if target is not None:
        _write(shell, panel, target, lambda: write_drawing(target, MatrixDrawing(panel.model, panel.title)))


def _asked(shell: Shell, panel: MatrixPanel, title: str, pattern: str, suffixes: tuple[str, ...]) -> Path | None:
    """Let a person name the file; what he names gets an ending that says what is in it."""
    suggested = shell.session.path.parent / f"{panel.title}{suffixes[0]}"
    name, chosen = QFileDialog.getSaveFileName(panel, title, str(suggested), pattern)
    if not name:
        return None
    path = Path(name)
    if path.suffix.casefold() in suffixes:
        return path
    return path.with_name(path.name + next((each for each in suffixes if f"*{each}" in chosen), suffixes[0]))


def _write(shell: Shell, panel: MatrixPanel, target: Path, work: Callable[[], None]) -> None:
    # Imported late: it brings the whole export window along.
    from annotator.ui.exporting.export_dialog import open_file

    try:
        work()
    except AnnotatorError as error:
        shell.say_error(error)
    else:
        words = panel.tr("Wrote {0}.").format(target.name)
        shell.say(words, "success", button=panel.tr("Open"), run=lambda: open_file(target))

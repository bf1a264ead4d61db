"""The matrix as a file: a table for a spreadsheet, or a picture for a report."""

from collections.abc import Callable
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.exchange.table_file import CSV_SUFFIX, write_csv
from annotator.session.models.matrix_model import as_table
from annotator.ui.compare.drawing import PNG_SUFFIX, SVG_SUFFIX, write_drawing
from annotator.ui.compare.files import asked_file, say_written
from annotator.ui.compare.matrix_panel import MatrixPanel
from annotator.ui.compare.matrix_picture import MatrixDrawing
from annotator.ui.workspace import Shell


def export_csv(shell: Shell, panel: MatrixPanel) -> None:
    """Ask for a file and write the columns that are shown, silence as 0."""
    title, pattern = panel.tr("Export the table"), panel.tr("Table (*.csv)")
    target = asked_file(shell, panel, title, panel.title, pattern, (CSV_SUFFIX,))
    if target is not None:
        _write(shell, target, lambda: write_csv(target, as_table(panel.model, 0)))


def export_picture(shell: Shell, panel: MatrixPanel) -> None:
    """Ask for a file and draw the matrix into it: dots at print size, or a drawing of lines."""
    title, pattern = panel.tr("Export the matrix as a picture"), panel.tr("Picture (*.png);;Drawing (*.svg)")
    target = asked_file(shell, panel, title, panel.title, pattern, (PNG_SUFFIX, SVG_SUFFIX))
    if target is not None:
        _write(shell, target, lambda: write_drawing(target, MatrixDrawing(panel.model, panel.title)))


def _write(shell: Shell, target: Path, work: Callable[[], None]) -> None:
    try:
        work()
    except AnnotatorError as error:
        shell.say_error(error)
    else:
        say_written(shell, target)

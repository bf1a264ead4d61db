"""The foot of the export window: the file, what is in the way, how far the writing is, and the two buttons."""

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.exchange.files import word_file
from annotator.ui.icons import dress
from annotator.ui.widgets import ProgressStrip, label, push_button

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_FILE_WIDTH = 420


class ExportFoot(QFrame):
    """Name the file and start the writing. A relative name is one beside the project.

    Signals: `export_wanted()`; `cancel_wanted()`; `file_changed()`.
    """

    export_wanted = Signal()
    cancel_wanted = Signal()
    file_changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._reason = ""
        self._is_writing = False
        self.setProperty("house", "foot")
        self.file = QLineEdit(self)
        self.file.setAccessibleName(self.tr("File to write"))
        self.file.setMaximumWidth(_FILE_WIDTH)
        self.file.textChanged.connect(lambda _: self._name_changed())
        mark = QAction(self.file)
        dress(mark, "file-word-outline")
        self.file.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.choose_button = push_button(self.tr("Choose…"), self._choose, self)
        self.choose_button.setAccessibleName(self.tr("Choose the file to write"))
        self.progress = ProgressStrip(self)
        self.progress.cancel_wanted.connect(self.cancel_wanted)
        self.cancel_button = push_button(self.tr("Cancel"), self.cancel_wanted.emit, self)
        self.export_button = push_button("", self.export_wanted.emit, self, is_accent=True)
        self.export_button.setDefault(True)
        self.error = label("", "error", self, wraps=True)
        self.warning = label("", "error", self, wraps=True)
        self.error.hide()
        self.warning.hide()
        self._lay_out()
        self.say_findings(0)

    @property
    def target(self) -> Path:
        """The file to write, with its ending."""
        path = Path(self.file.text().strip()).expanduser()
        if not path.is_absolute():
            path = self._folder / path
        return word_file(path)

    def say_error(self, words: str) -> None:
        """Say what went wrong; "" says nothing."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def say_findings(self, count: int) -> None:
        """Say on the button how much the check found."""
        words = self.tr("Export briefing")
        if count:
            one, many = self.tr("Export with 1 finding"), self.tr("Export with {0} findings")
            words = one if count == 1 else many.format(f"{count:,}")
        self.export_button.setText(words)
        self.export_button.setAccessibleName(words)

    def say_warning(self, words: str) -> None:
        """Say above the buttons what must not be overlooked; "" says nothing."""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def set_reason(self, reason: str) -> None:
        """Say why nothing can be written now, or "" where it can."""
        self._reason = reason
        self._enable()

    def set_writing(self, is_writing: bool) -> None:
        """Show that the file is being written, or no more."""
        self._is_writing = is_writing
        self.cancel_button.setEnabled(True)
        self.file.setEnabled(not is_writing)
        self.choose_button.setEnabled(not is_writing)
        if is_writing:
            self.progress.show_work(self.tr("Writing the briefing"))
        else:
            self.progress.finish()
        self._enable()
        # A button that can no longer be pressed would hand the keyboard to whatever comes next.
        (self.cancel_button if is_writing else self.export_button).setFocus()

    def show_stopping(self) -> None:
        """Say that the writing is about to stop."""
        self.progress.show_work(self.tr("Stopping"))
        self.cancel_button.setEnabled(False)

    def show_target(self, path: Path) -> None:
        """Show a file: one that stands beside the project by its name alone."""
        self.file.setText(path.name if path.parent == self._folder else str(path))
        self.file.setCursorPosition(0)

    def suggested(self, title: str) -> Path:
        """Give the file beside the project that bears its title."""
        named = " ".join(_NOT_IN_NAMES.sub(" ", title).split()) or "briefing"
        return self._folder / self.tr("{0}, briefing.docx").format(named)

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export briefing"), str(self.target), self.tr("Word document (*.docx)")
        )
        if name:
            self.show_target(Path(name))

    def _enable(self) -> None:
        reason = self._reason or ("" if self.file.text().strip() else self.tr("Name the file first"))
        self.export_button.setEnabled(not reason and not self._is_writing)
        self.export_button.setToolTip(reason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.file, 3)
        row.addWidget(self.choose_button)
        row.addStretch(1)
        for each in (self.progress, self.cancel_button, self.export_button):
            row.addWidget(each)
        column.addWidget(self.error)
        column.addWidget(self.warning)
        column.addLayout(row)

    def _name_changed(self) -> None:
        self.file.setToolTip(str(self.target))
        self.say_error("")
        self._enable()
        self.file_changed.emit()

"""The foot of the export window: the file, what is in the way, how far the writing is, and the two buttons."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.exchange.files import word_file
from annotator.ui.widgets import FileFoot, file_words, label

_FILE_WIDTH = 420


class ExportFoot(FileFoot):
    """Name the Word file and start the writing. Signals besides: `file_changed()`."""

    file_changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(folder, "file-word-outline", word_file, parent)
        self.file.setMaximumWidth(_FILE_WIDTH)
        self.warning = label("", "error", self, wraps=True)
        self.warning.hide()
        self.choose_wanted.connect(self._choose)
        self._lay_out()
        self.say_findings(0)

    def say_findings(self, count: int) -> None:
        """Say on the button how much the check found."""
        words = self.tr("Export briefing")
        if count:
            one, many = self.tr("Export with 1 finding"), self.tr("Export with {0} findings")
            words = one if count == 1 else many.format(f"{count:,}")
        self.say_verb(words)

    def say_warning(self, words: str) -> None:
        """Say above the buttons what must not be overlooked; "" says nothing."""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def set_writing(self, is_writing: bool) -> None:
        """Show that the briefing is being written, or no more."""
        self.show_writing(self.tr("Writing the briefing") if is_writing else "")

    def suggested(self, title: str) -> Path:
        """Give the file beside the project that bears its title."""
        return self.folder / self.tr("{0}, briefing.docx").format(file_words(title) or "briefing")

    def name_changed(self) -> None:
        """Follow another name of the file, and tell of it."""
        super().name_changed()
        self.file_changed.emit()

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export briefing"), str(self.target), self.tr("Word document (*.docx)")
        )
        if name:
            self.show_target(Path(name))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.file, 3)
        row.addWidget(self.choose_button)
        row.addStretch(1)
        for each in (self.progress, self.cancel_button, self.write_button):
            row.addWidget(each)
        column.addWidget(self.error)
        column.addWidget(self.warning)
        column.addLayout(row)

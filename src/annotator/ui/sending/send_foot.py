"""The foot of the window for a copy: what goes in, the file, how far the writing is, and the two buttons."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.store.project import with_suffix
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import ElidedLabel, FileFoot, file_words, label

_FILE_WIDTH = 320


class SendFoot(FileFoot):
    """Say what goes in, name the file and start the writing.

    Signals besides: `named()` when somebody has written or chosen another file.
    """

    named = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(folder, "file-outline", with_suffix, parent)
        self.file.setMinimumWidth(_FILE_WIDTH)
        self.file.textEdited.connect(lambda _: self.named.emit())
        self.say_verb(self.tr("Save copy"))
        self.choose_wanted.connect(self._choose)
        self._mark = QLabel(self)
        self.going = label("", "strong", self, wraps=True)
        self.place = ElidedLabel("", self, role="muted")
        self.place.set_elide_mode(Qt.TextElideMode.ElideMiddle)
        self._lay_out()
        Theme.active().changed.connect(self._recolour)
        self._recolour()

    def say_going(self, words: str) -> None:
        """Say what goes in."""
        self.going.setText(words)
        self.going.setAccessibleName(words)

    def set_writing(self, is_writing: bool) -> None:
        """Show that the copy is being written, or no more."""
        self.show_writing(self.tr("Writing the copy") if is_writing else "")

    def suggested(self, title: str, *, is_clean: bool) -> Path:
        """Give the file beside the project that bears its title and says what it is."""
        pattern = self.tr("{0}, clean copy.annotator") if is_clean else self.tr("{0}, extract.annotator")
        return self.folder / pattern.format(file_words(title) or self.tr("project"))

    def name_changed(self) -> None:
        """Follow another name of the file, and say where it will lie."""
        super().name_changed()
        self.place.setText(self.tr("in {0}").format(self.target.parent))

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save a copy to send"),
            str(self.target),
            self.tr("Projects (*.annotator)"),
            # The store itself says what may be written over: only an earlier copy that nobody has worked in.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.show_target(Path(name))
            self.named.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._mark)
        said.addWidget(self.going, 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.file, 3)
        row.addWidget(self.choose_button)
        row.addWidget(self.place, 2)
        for each in (self.progress, self.cancel_button, self.write_button):
            row.addWidget(each)
        column.addLayout(said)
        column.addWidget(self.error)
        column.addLayout(row)

    def _recolour(self) -> None:
        self._mark.setPixmap(
            pixmap("package-variant-closed", Theme.active().tokens.accent, 16, self.devicePixelRatioF())
        )

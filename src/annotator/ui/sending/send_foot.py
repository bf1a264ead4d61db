"""The foot of the window for a copy: what goes in, the file, how far the writing is, and the two buttons."""

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.store.project import with_suffix
from annotator.ui.icons import dress, pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import ElidedLabel, ProgressStrip, label, push_button

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_FILE_WIDTH = 320


class SendFoot(QFrame):
    """Say what goes in, name the file and start the writing. A relative name is one beside the project.

    Signals: `save_wanted()`; `cancel_wanted()`; `named()` when somebody has written or chosen another file.
    """

    save_wanted = Signal()
    cancel_wanted = Signal()
    named = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._reason = ""
        self._is_writing = False
        self.setProperty("house", "foot")
        self._mark = QLabel(self)
        self.going = label("", "strong", self, wraps=True)
        self.place = ElidedLabel("", self, role="muted")
        self.place.set_elide_mode(Qt.TextElideMode.ElideMiddle)
        self.file = QLineEdit(self)
        self.file.setAccessibleName(self.tr("File to write"))
        self.file.setMinimumWidth(_FILE_WIDTH)
        self.file.textChanged.connect(lambda _: self._name_changed())
        self.file.textEdited.connect(lambda _: self.named.emit())
        mark = QAction(self.file)
        dress(mark, "file-outline")
        self.file.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.choose_button = push_button(self.tr("Choose…"), self._choose, self)
        self.choose_button.setAccessibleName(self.tr("Choose the file to write"))
        self.progress = ProgressStrip(self)
        self.progress.cancel_wanted.connect(self.cancel_wanted)
        self.cancel_button = push_button(self.tr("Cancel"), self.cancel_wanted.emit, self)
        self.save_button = push_button(self.tr("Save copy"), self.save_wanted.emit, self, is_accent=True)
        self.save_button.setDefault(True)
        self.error = label("", "error", self, wraps=True)
        self.error.hide()
        self._lay_out()
        Theme.active().changed.connect(self._recolour)
        self._recolour()

    @property
    def target(self) -> Path:
        """The file to write, with its ending."""
        path = Path(self.file.text().strip()).expanduser()
        return with_suffix(path if path.is_absolute() else self._folder / path)

    def say_error(self, words: str) -> None:
        """Say what went wrong; "" says nothing."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def say_going(self, words: str) -> None:
        """Say what goes in."""
        self.going.setText(words)
        self.going.setAccessibleName(words)

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
            self.progress.show_work(self.tr("Writing the copy"))
        else:
            self.progress.finish()
        self._enable()
        # A button that can no longer be pressed would hand the keyboard to whatever comes next.
        (self.cancel_button if is_writing else self.save_button).setFocus()

    def show_stopping(self) -> None:
        """Say that the writing is about to stop."""
        self.progress.show_work(self.tr("Stopping"))
        self.cancel_button.setEnabled(False)

    def show_target(self, path: Path) -> None:
        """Show a file: one that stands beside the project by its name alone."""
        self.file.setText(path.name if path.parent == self._folder else str(path))
        self.file.setCursorPosition(0)

    def suggested(self, title: str, *, is_clean: bool) -> Path:
        """Give the file beside the project that bears its title and says what it is."""
        named = " ".join(_NOT_IN_NAMES.sub(" ", title).split()) or self.tr("project")
        pattern = self.tr("{0}, clean copy.annotator") if is_clean else self.tr("{0}, extract.annotator")
        return self._folder / pattern.format(named)

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

    def _enable(self) -> None:
        reason = self._reason or ("" if self.file.text().strip() else self.tr("Name the file first"))
        self.save_button.setEnabled(not reason and not self._is_writing)
        self.save_button.setToolTip(reason)

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
        for each in (self.progress, self.cancel_button, self.save_button):
            row.addWidget(each)
        column.addLayout(said)
        column.addWidget(self.error)
        column.addLayout(row)

    def _name_changed(self) -> None:
        target = self.target
        self.file.setToolTip(str(target))
        self.place.setText(self.tr("in {0}").format(target.parent))
        self.say_error("")
        self._enable()

    def _recolour(self) -> None:
        self._mark.setPixmap(
            pixmap("package-variant-closed", Theme.active().tokens.accent, 16, self.devicePixelRatioF())
        )

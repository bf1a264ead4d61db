"""The foot of a window that writes a file: its name, how far the writing is, and the two buttons."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from annotator.ui.icons import dress
from annotator.ui.widgets.buttons import push_button
from annotator.ui.widgets.labels import label
from annotator.ui.widgets.progress import ProgressStrip

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class FileFoot(QFrame):
    """Name the file and start the writing; each window's own foot lays the parts out and says what kind of file it is.

    A relative name is one beside the project; `with_ending` gives a name the ending of its kind.
    Signals: `write_wanted()`; `cancel_wanted()`; `choose_wanted()` to choose the file in the system's own window.
    """

    write_wanted = Signal()
    cancel_wanted = Signal()
    choose_wanted = Signal()

    def __init__(
        self, folder: Path, icon: str, with_ending: Callable[[Path], Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._with_ending = with_ending
        self._reason = ""
        self._is_writing = False
        self.setProperty("house", "foot")
        self.file = QLineEdit(self)
        self.file.setAccessibleName(self.tr("File to write"))
        self.file.textChanged.connect(lambda _: self.name_changed())
        mark = QAction(self.file)
        dress(mark, icon)
        self.file.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.choose_button = push_button(self.tr("Choose…"), self.choose_wanted.emit, self)
        self.choose_button.setAccessibleName(self.tr("Choose the file to write"))
        self.progress = ProgressStrip(self)
        self.progress.cancel_wanted.connect(self.cancel_wanted)
        self.cancel_button = push_button(self.tr("Cancel"), self.cancel_wanted.emit, self)
        self.write_button = push_button("", self.write_wanted.emit, self, is_accent=True)
        self.write_button.setDefault(True)
        self.error = label("", "error", self, wraps=True)
        self.error.hide()

    @property
    def target(self) -> Path:
        """The file to write, with its ending."""
        path = Path(self.file.text().strip()).expanduser()
        return self._with_ending(path if path.is_absolute() else self.folder / path)

    def say_verb(self, words: str) -> None:
        """Say on the button what it does."""
        self.write_button.setText(words)
        self.write_button.setAccessibleName(words)

    def say_error(self, words: str) -> None:
        """Say what went wrong; "" says nothing."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def set_reason(self, reason: str) -> None:
        """Say why nothing can be written now, or "" where it can."""
        self._reason = reason
        self._enable()

    def show_writing(self, words: str) -> None:
        """Show that the file is being written; "" shows that it is no more."""
        self._is_writing = bool(words)
        self.cancel_button.setEnabled(True)
        self.file.setEnabled(not words)
        self.choose_button.setEnabled(not words)
        if words:
            self.progress.show_work(words)
        else:
            self.progress.finish()
        self._enable()
        # A button that can no longer be pressed would hand the keyboard to whatever comes next.
        (self.cancel_button if words else self.write_button).setFocus()

    def show_stopping(self) -> None:
        """Say that the writing is about to stop."""
        self.progress.show_work(self.tr("Stopping"))
        self.cancel_button.setEnabled(False)

    def show_target(self, path: Path) -> None:
        """Show a file: one that stands beside the project by its name alone."""
        self.file.setText(path.name if path.parent == self.folder else str(path))
        self.file.setCursorPosition(0)

    def name_changed(self) -> None:
        """Follow another name of the file."""
        self.file.setToolTip(str(self.target))
        self.say_error("")
        self._enable()

    def _enable(self) -> None:
        reason = self._reason or ("" if self.file.text().strip() else self.tr("Name the file first"))
        self.write_button.setEnabled(not reason and not self._is_writing)
        self.write_button.setToolTip(reason)


def file_words(title: str) -> str:
    """Give a title as it can stand in a file's name, on every system; "" where nothing of it can."""
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())

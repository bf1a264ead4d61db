"""The one dialog for our own bugs."""

import platform
import traceback

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator import __version__
from annotator.ui.widgets import label


class ErrorDialog(QDialog):
    """Say that something went wrong here, and give a detail that can be copied. Nothing was lost."""

    def __init__(self, summary: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Something went wrong in annotator"), "title", self))
        words = self.tr(
            "This is a fault of the program, not yours. Every change up to now is kept. You can go on working; "
            "the lines below help whoever looks after the program."
        )
        layout.addWidget(label(words, "", self, wraps=True))
        layout.addWidget(label(summary, "muted", self, wraps=True))
        self.detail = QPlainTextEdit(detail, self)
        self.detail.setReadOnly(True)
        self.detail.setProperty("field", True)
        self.detail.setAccessibleName(self.tr("Detail"))
        self.detail.setTabChangesFocus(True)
        layout.addWidget(self.detail, 1)
        row = QHBoxLayout()
        self.copy = QPushButton(self.tr("Copy the detail"), self)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.detail.toPlainText()))
        close = QPushButton(self.tr("Go on"), self)
        close.setProperty("accent", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addStretch()
        row.addWidget(self.copy)
        row.addWidget(close)
        layout.addLayout(row)
        close.setFocus()

    @classmethod
    def of(cls, error: BaseException, parent: QWidget | None = None) -> "ErrorDialog":
        """Make the dialog for an exception."""
        return cls(f"{type(error).__name__}: {error}", detail_of(error), parent)


def detail_of(error: BaseException) -> str:
    """Write what somebody needs to find the fault: versions and the traceback."""
    versions = f"annotator {__version__}, Python {platform.python_version()}, PySide6 {pyside_version}"
    trace = "".join(traceback.format_exception(error))
    return f"{versions}, {platform.platform()}\n\n{trace}"

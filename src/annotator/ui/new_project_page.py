"""The form for a new project."""

import re
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.desk import Desk
from annotator.ui.widgets import label

WIDTH = 620
SUFFIX = ".annotator"


class NewProjectPage(QWidget):
    """Title, place and, where there is one, the report whose numbered chapters become the outline.

    Signals: `cancelled()`; `failed(error)` with a plain error.
    """

    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_own_place = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "base")
        self.setAccessibleName(self.tr("New project"))
        self.title = self._field(self.tr("Title"), self.tr("What the briefing is about"))
        self.place = self._field(self.tr("File"), "")
        self.outline = self._field(self.tr("Chapters from"), self.tr("Nothing; write the chapters later"))
        self.make = QPushButton(self.tr("Create project"), self)
        self.make.setProperty("accent", True)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.title.textEdited.connect(self._follow)
        self.place.textEdited.connect(self._keep)
        for field in (self.title, self.place, self.outline):
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self._create)
        self.make.clicked.connect(self._create)
        self.cancel.clicked.connect(self.cancelled)
        self._lay_out()
        self.begin()

    def begin(self) -> None:
        """Empty the form and put the keyboard into it."""
        self._is_own_place = False
        for field in (self.title, self.outline):
            field.clear()
        self._follow("")
        self._judge()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_outline(self) -> None:
        words, pattern = self.tr("Take the chapters from"), self.tr("Reports (*.txt *.md *.markdown);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, words, self._folder(), pattern)
        if name:
            self.outline.setText(name)

    def _choose_place(self) -> None:
        pattern = self.tr("Projects (*.annotator)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Keep the project in"), self.place.text(), pattern)
        if name:
            self._is_own_place = True
            self.place.setText(name if name.endswith(SUFFIX) else name + SUFFIX)

    def _create(self) -> None:
        if self._why_not():
            self._judge()
            return
        outline = self.outline.text().strip()
        path = Path(self.place.text().strip()).expanduser()
        try:
            self._desk.create_project(path, self.title.text().strip(), Path(outline) if outline else None)
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            self._desk.preferences.set("folder", str(path.parent))

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        made.setPlaceholderText(placeholder)
        return made

    def _folder(self) -> str:
        documents = Path.home() / "Documents"
        fallback = documents if documents.is_dir() else Path.home()
        return str(self._desk.preferences.get("folder", "") or fallback)

    def _follow(self, title: str) -> None:
        """Name the file after the title until somebody chooses another."""
        if not self._is_own_place:
            self.place.setText(str(Path(self._folder()) / f"{file_name(title)}{SUFFIX}"))

    def _judge(self) -> None:
        reason = self._why_not()
        self.make.setEnabled(not reason)
        self.make.setToolTip(reason or self.tr("Make the file and open it"))
        is_spoken = bool(reason) and bool(self.title.text().strip())
        self._reason.setText(reason if is_spoken else "")
        self._reason.setVisible(is_spoken)

    def _keep(self, place: str) -> None:
        self._is_own_place = bool(place.strip())

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setFixedWidth(WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(label(self.tr("New project"), "chapter", self))
        words = self.tr("One file holds the articles, your statements and the briefing's chapters.")
        inner.addWidget(label(words, "muted", self, wraps=True))
        inner.addSpacing(16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows = (
            (self.tr("Title"), self.title, None),
            (self.tr("File"), self.place, self._choose_place),
            (self.tr("Chapters from"), self.outline, self._choose_outline),
        )
        order: list[QWidget] = []
        for at, (name, field, choose) in enumerate(rows):
            grid.addWidget(label(name, "muted", self), at, 0)
            grid.addWidget(field, at, 1)
            order.append(field)
            if choose is not None:
                button = QPushButton(self.tr("Choose…"), self)
                button.setAccessibleName(self.tr("Choose: {0}").format(name))
                button.clicked.connect(choose)
                grid.addWidget(button, at, 2)
                order.append(button)
        grid.setColumnStretch(1, 1)
        inner.addLayout(grid)
        hint = self.tr("A report with a numbered list of chapters, or Markdown with headings. You can leave this out.")
        inner.addWidget(label(hint, "meta", self, wraps=True))
        self._reason = label("", "warn", self, wraps=True)
        inner.addWidget(self._reason)
        inner.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.make)
        inner.addLayout(row)
        for before, after in pairwise((*order, self.cancel, self.make)):
            QWidget.setTabOrder(before, after)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def _why_not(self) -> str:
        """Give the plain reason why there can be no project yet, or ""."""
        place = self.place.text().strip()
        outline = self.outline.text().strip()
        if not self.title.text().strip():
            return self.tr("Write a title first.")
        if not place:
            return self.tr("Choose where to keep the file.")
        path = Path(place).expanduser()
        if path.exists():
            return self.tr("{0} is there already; choose another name.").format(path.name)
        if not path.parent.is_dir():
            return self.tr("There is no folder {0}; choose another.").format(path.parent)
        if outline and not Path(outline).expanduser().is_file():
            return self.tr("There is no file {0}; choose another, or none.").format(outline)
        return ""


def file_name(title: str) -> str:
    """Make a file name that every system takes from a title."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title)
    return " ".join(plain.split()).strip(". ")[:80] or "project"

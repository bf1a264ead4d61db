"""Taking the outline from a report: a source of the project or a file that lists its chapters."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.outline_text import OutlineEntry, read_outline
from annotator.core.records import Source
from annotator.exchange.outline_file import read_outline_file
from annotator.ui.icons import dress
from annotator.ui.widgets import PanelHead, label, line
from annotator.ui.workspace import Shell

SIZE = QSize(820, 520)
SOURCE_ROLE = int(Qt.ItemDataRole.UserRole)


class OutlineDialog(QDialog):
    """Choose a report, see which chapters it lists, and add them behind those that are there."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._entries: list[OutlineEntry] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Take outline from a report"))
        self.resize(SIZE)
        self.sources = QListWidget(self)
        self.sources.setAccessibleName(self.tr("Sources of the project"))
        self.sources.setProperty("ground", "window")
        self.sources.currentItemChanged.connect(lambda item, _: self._source_chosen(item))
        self.file_button = QPushButton(self.tr("Choose a file…"), self)
        dress(self.file_button, "folder-open-outline", "text")
        self.file_button.clicked.connect(self._choose_file)
        self.found = QListWidget(self)
        self.found.setAccessibleName(self.tr("Chapters found"))
        self.found.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._found_head = PanelHead(self.tr("Chapters found"), self)
        self._why = label("", "muted", self, wraps=True)
        self._why.setContentsMargins(12, 8, 12, 8)
        self.add_button = QPushButton(self)
        self.add_button.setProperty("accent", True)
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self._add)
        self._lay_out()
        self._fill()

    def read_file(self, path: Path) -> None:
        """Look for chapters in a file."""
        self.sources.setCurrentRow(-1)
        try:
            self._show(read_outline_file(path), "")
        except AnnotatorError as error:
            self._show([], str(error))

    def _add(self) -> None:
        reader = self._shell.session.reader
        try:
            drafts = edits.add_outline(reader, self._entries)
            self._shell.session.perform(drafts, self.tr("Take outline"))
        except AnnotatorError as error:
            self._show([], str(error))
            return
        count = len(self._entries)
        self.accept()
        words = self.tr("Added 1 chapter.") if count == 1 else self.tr("Added {0} chapters.").format(count)
        self._shell.toast(words, can_undo=True)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Report that lists the chapters"))
        if name:
            self.read_file(Path(name))

    def _fill(self) -> None:
        """List the sources, and choose the first that lists chapters."""
        first: QListWidgetItem | None = None
        for source in self._shell.session.reader.sources():
            item = QListWidgetItem(f"{source.label}: {source.title}" if source.outlet else source.label)
            item.setData(SOURCE_ROLE, source)
            item.setToolTip(source.title)
            self.sources.addItem(item)
            # A hundred texts can be looked through unfelt; in a larger project the person chooses.
            if first is None and self.sources.count() <= 100 and self._lists_chapters(source):
                first = item
        if first is not None:
            self.sources.setCurrentItem(first)
        else:
            self._show([], self.tr("Choose a source at the left, or a file."))

    def _lay_out(self) -> None:
        left = QWidget(self)
        left.setFixedWidth(320)
        left.setProperty("ground", "window")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        choice = QVBoxLayout(left)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(0)
        choice.addWidget(PanelHead(self.tr("Take chapters from"), left))
        choice.addWidget(self.sources, 1)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.file_button)
        row.addStretch()
        choice.addLayout(row)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._found_head)
        right.addWidget(self._why)
        right.addWidget(self.found, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(left)
        middle.addWidget(line(Qt.Orientation.Vertical, self))
        middle.addLayout(right, 1)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.addWidget(label(self.tr("They are added behind the chapters that are there."), "meta", foot))
        buttons.addStretch()
        cancel = QPushButton(self.tr("Cancel"), foot)
        cancel.clicked.connect(self.reject)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(foot)

    def _lists_chapters(self, source: Source) -> bool:
        """Whether the text has a list of chapters; headings alone are in every article."""
        try:
            entries = read_outline(self._shell.session.reader.text(source.revision_uid))
        except AnnotatorError:
            return False
        return len(entries) > 2

    def _read(self, text: str) -> None:
        try:
            self._show(read_outline(text), "")
        except AnnotatorError as error:
            self._show([], str(error))

    def _show(self, entries: list[OutlineEntry], why: str) -> None:
        self._entries = entries
        self.found.clear()
        for entry in entries:
            self.found.addItem(f"{'        ' * (entry.level - 1)}{entry.title}")
        self._found_head.set_count(len(entries) or "")
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.add_button.setEnabled(bool(entries))
        many = self.tr("Add {0} chapters").format(len(entries))
        self.add_button.setText(many if len(entries) != 1 else self.tr("Add 1 chapter"))

    def _source_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            source: Source = item.data(SOURCE_ROLE)
            self._read(self._shell.session.reader.text(source.revision_uid))

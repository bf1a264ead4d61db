"""The user guide and the about box."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.exchange.resources import resource_path
from annotator.ui.theme import Step, Theme, reading_font
from annotator.ui.widgets import LIST_ROW, RowDelegate, label

GUIDE = ("guide", "guide.md")
LINE_HEIGHT = 130
POSITION_ROLE = int(Qt.ItemDataRole.UserRole)


class GuideWindow(QWidget):
    """The guide in a window of its own, so that it can be read beside the work; its headings at the left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("User guide"))
        self.resize(900, 680)
        self.headings = QListWidget(self)
        self.headings.setItemDelegate(RowDelegate(LIST_ROW, self.headings))
        self.headings.setProperty("ground", "window")
        self.headings.setAccessibleName(self.tr("Chapters of the guide"))
        self.page = QTextBrowser(self)
        self.page.setOpenExternalLinks(False)
        self.page.setAccessibleName(self.tr("User guide"))
        self.page.document().setDocumentMargin(28)
        split = QSplitter(self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.headings)
        split.addWidget(self.page)
        split.setSizes([240, 660])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.headings.currentItemChanged.connect(self._go)
        Theme.active().changed.connect(self._load)
        self._load()

    @classmethod
    def open_for(cls, window: QWidget) -> "GuideWindow":
        """Show the guide of a window, the one that is open already where there is one."""
        found = window.findChild(cls)
        guide = found if found is not None else cls(window)
        guide.show()
        guide.raise_()
        guide.activateWindow()
        guide.page.setFocus()
        return guide

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self.close()

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(item.data(POSITION_ROLE))
        self.page.setTextCursor(cursor)
        top = self.page.cursorRect(cursor).top()
        bar = self.page.verticalScrollBar()
        bar.setValue(bar.value() + top - 16)

    def _load(self) -> None:
        path = resource_path(*GUIDE)
        text = path.read_text(encoding="utf-8") if path.exists() else self.tr("The guide is missing from this copy.")
        document = self.page.document()
        document.setDefaultFont(reading_font(Step.CARD))
        self.page.setMarkdown(text)
        self.headings.clear()
        block = document.begin()
        while block.isValid():
            self._space(block)
            if block.blockFormat().headingLevel() == 2:
                item = QListWidgetItem(block.text(), self.headings)
                item.setData(POSITION_ROLE, block.position())
            block = block.next()
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _space(self, block: QTextBlock) -> None:
        """Give a paragraph air."""
        spaced = block.blockFormat()
        spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if spaced.headingLevel():
            spaced.setTopMargin(24)
        QTextCursor(block).setBlockFormat(spaced)


class AboutDialog(QDialog):
    """Version, licence, and whose work it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About annotator"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(520, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(label("annotator", "chapter", self))
        layout.addWidget(label(self.tr("Version {0}. MIT licence.").format(__version__), "muted", self))
        layout.addWidget(label(self.tr("From source articles to a briefing you can defend."), "", self, wraps=True))
        layout.addSpacing(4)
        layout.addWidget(label(self.tr("It stands on the work of others"), "strong", self))
        licences = QTextBrowser(self)
        licences.setProperty("field", True)
        licences.setAccessibleName(self.tr("Licences"))
        licences.setPlainText("\n".join(f"{name}: {terms}" for name, terms in LICENCES))
        layout.addWidget(licences, 1)
        row = QHBoxLayout()
        row.addStretch()
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        layout.addLayout(row)


LICENCES = (
    ("Qt 6 and PySide6", "GNU Lesser General Public License 3, used as separate, replaceable libraries"),
    ("Material Design Icons", "Apache License 2.0"),
    ("QtAwesome, QtPy", "MIT"),
    ("SQLite", "public domain"),
    ("sqlite-utils", "Apache License 2.0"),
    ("python-docx", "MIT"),
    ("lxml", "BSD 3-Clause"),
    ("click", "BSD 3-Clause"),
    ("markdown-it-py", "MIT"),
    ("trafilatura, htmldate", "Apache License 2.0; of what they use, tld is under the Mozilla Public License 1.1"),
    ("snowballstemmer", "BSD 3-Clause"),
    ("charset-normalizer", "MIT"),
    ("citeproc-py", "BSD"),
    ("pypdfium2", "BSD or Apache 2.0"),
    ("regex", "Apache License 2.0 and CNRI Python License"),
    ("platformdirs", "MIT"),
    ("Python", "Python Software Foundation License 2"),
)

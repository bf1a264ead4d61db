"""What is shown when no project is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.desk import Desk
from annotator.ui.identity import IdentityForm
from annotator.ui.recent_rows import RECENT_ROLE, ROW_HEIGHT, RecentRows
from annotator.ui.widgets import label, line, push_button

WIDTH = 560


class StartPage(QWidget):
    """The name, one sentence, three ways in, and the projects that were open before.

    At the very first start it asks who is working, here on the page. Signals: `new_wanted()`, `open_wanted()`.
    """

    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, desk: Desk, *, has_sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: Path | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "base")
        self.setAccessibleName(self.tr("Start"))
        self.form = IdentityForm("", "", self)
        self.form.entered.connect(self._introduce)
        self._greeting = QWidget(self)
        self.new = self._button(self.tr("New project"), "plus", self.new_wanted.emit, is_accent=True)
        self.open = self._button(self.tr("Open"), "folder-open-outline", self.open_wanted.emit)
        self.sample = self._button(self.tr("Open the sample"), "school-outline", desk.open_sample)
        self.sample.setVisible(has_sample)
        self.recents = QListWidget(self)
        self.recents.setItemDelegate(RecentRows(ROW_HEIGHT, self.recents))
        self.recents.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.recents.setAccessibleName(self.tr("Recent projects"))
        self.recents.setMouseTracking(True)
        self.recents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recents.itemActivated.connect(self._open_recent)
        self.recents.itemClicked.connect(self._open_recent)
        self._recent_head = label(self.tr("Recent projects"), "strong", self)
        self._lay_out()
        self.refresh()

    def ask_name(self, wanted: Path | None = None) -> None:
        """Ask who is working before a project can be opened; it is opened after that."""
        self._wanted = wanted
        self.refresh()
        self.form.check()

    def first_focus(self) -> QWidget:
        """Give the widget that takes the keyboard."""
        if self._desk.preferences.reviewer is None:
            return self.form.name
        return self.recents if self.recents.count() else self.new

    def refresh(self) -> None:
        """Read the preferences again."""
        self._greeting.setVisible(self._desk.preferences.reviewer is None)
        self.recents.clear()
        for recent in self._desk.preferences.recents:
            item = QListWidgetItem(recent.title, self.recents)
            item.setData(RECENT_ROLE, recent)
            item.setToolTip(str(recent.path))
        count = self.recents.count()
        if count:
            self.recents.setCurrentRow(0)
        self.recents.setFixedHeight(min(count, 6) * ROW_HEIGHT)
        for each in (self.recents, self._recent_head, self._recent_line):
            each.setVisible(count > 0)

    def _button(self, words: str, icon: str, run: Callable[[], object], *, is_accent: bool = False) -> QPushButton:
        return push_button(words, lambda: self._with_name(run), self, icon=icon, is_accent=is_accent)

    def _introduce(self) -> bool:
        """Take the name from the form; say whether somebody is known now."""
        if self._desk.preferences.reviewer is None:
            if not self.form.check():
                return False
            self._desk.introduce(*self.form.values)
            self.refresh()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            wanted, self._wanted = self._wanted, None
            if wanted is not None:
                self._desk.open_project(wanted)
        return True

    def _lay_out(self) -> None:
        column = QWidget(self)
        column.setFixedWidth(WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(label("annotator", "chapter", self))
        inner.addSpacing(4)
        sentence = self.tr("Read articles side by side, mark what they say, and write a briefing you can defend.")
        inner.addWidget(label(sentence, "muted", self, wraps=True))
        inner.addSpacing(24)
        greeting = QVBoxLayout(self._greeting)
        greeting.setContentsMargins(0, 0, 0, 24)
        greeting.setSpacing(12)
        greeting.addWidget(label(self.tr("Who is working here?"), "title", self))
        words = self.tr("Your name goes with every change you make, so that others know whose work it is.")
        greeting.addWidget(label(words, "muted", self, wraps=True))
        greeting.addWidget(self.form)
        inner.addWidget(self._greeting)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.new, self.open, self.sample):
            row.addWidget(each)
        row.addStretch()
        inner.addLayout(row)
        inner.addSpacing(32)
        inner.addWidget(self._recent_head)
        inner.addSpacing(8)
        self._recent_line = line(parent=self)
        inner.addWidget(self._recent_line)
        inner.addWidget(self.recents)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def _open_recent(self, item: QListWidgetItem) -> None:
        self._with_name(lambda: self._desk.open_project(item.data(RECENT_ROLE).path))

    def _with_name(self, run: Callable[[], object]) -> None:
        """Do something once it is known who does it."""
        if self._introduce():
            run()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH + 48, 480)

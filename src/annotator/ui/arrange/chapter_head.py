"""The head over a chapter: number and title, what stands behind it, and what it still lacks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.checking import ChapterState
from annotator.core.records import Chapter
from annotator.session.models.board_model import state_words
from annotator.ui.theme import Step, interface_font
from annotator.ui.widgets import Badge, ElidedLabel, label, line, push_button


class ChapterHead(QWidget):
    """Say which chapter is written, with the buttons that belong to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "base")
        self._number = label("", "muted", self)
        self._number.setFont(interface_font(Step.CHAPTER, QFont.Weight.DemiBold))
        self._title = ElidedLabel("", self, role="chapter")
        self._counts = label("", "muted", self)
        self._badges = [Badge(parent=self) for _ in range(3)]
        self.add_button = push_button(self.tr("Add prose"), None, self, icon="format-paragraph", is_small=True)
        self.preview_button = push_button(self.tr("Preview"), None, self, icon="eye-outline", is_small=True)
        self.preview_button.setCheckable(True)
        self._lay_out()

    def show_chapter(self, chapter: Chapter | None, state: ChapterState) -> None:
        """Show a chapter, or nothing."""
        self.setVisible(chapter is not None)
        if chapter is None:
            return
        self._number.setText(chapter.number)
        self._title.setText(chapter.title)
        self._counts.setText(self._count_words(chapter))
        words = state_words(state)
        for at, badge in enumerate(self._badges):
            badge.set_state(words[at] if at < len(words) else "", "warn")
            badge.setVisible(at < len(words))
        self.setAccessibleName(f"{chapter.number} {chapter.title}, {self._counts.text()}, {', '.join(words)}")

    def _count_words(self, chapter: Chapter) -> str:
        statements, sources = chapter.statement_count, chapter.source_count
        if not statements:
            return self.tr("No statements")
        first = self.tr("1 statement") if statements == 1 else self.tr("{0} statements").format(f"{statements:,}")
        second = self.tr("1 source") if sources == 1 else self.tr("{0} sources").format(f"{sources:,}")
        return self.tr("{0} from {1}").format(first, second)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._number)
        top.addWidget(self._title, 1)
        top.addWidget(self.add_button)
        top.addWidget(self.preview_button)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._counts)
        for badge in self._badges:
            bottom.addWidget(badge)
        bottom.addStretch()
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 12, 24, 11)
        inner.setSpacing(4)
        inner.addLayout(top)
        inner.addLayout(bottom)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(inner)
        outer.addWidget(line(parent=self))

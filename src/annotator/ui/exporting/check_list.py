"""What the briefing still lacks, chapter by chapter, beside the form of an export."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.core.records import Chapter
from annotator.session.chapter_items import Findings
from annotator.session.models.board_model import Survey, finding_words
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import Badge, PanelHead, label, line, push_button

MOST_ROWS = 60


class CheckList(QWidget):
    """List findings, each with a way to where it can be mended.

    Signals: `chapter_wanted(str)`.
    """

    chapter_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._badge = Badge(parent=self)
        head = PanelHead(self.tr("Check"), self)
        head.add_widget(self._badge)
        content = QWidget(self)
        content.setProperty("ground", "window")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line(parent=self))
        column.addWidget(scroll, 1)

    def show_survey(self, survey: Survey, chapters: Sequence[Chapter]) -> None:
        """List what is wanting; say so where nothing is."""
        found = [
            (chapter, words)
            for chapter in chapters
            for words in finding_words(survey.findings.get(chapter.uid, Findings()))
        ]
        for chapter, words in found[:MOST_ROWS]:
            self._rows.addWidget(self._row("warn", words, chapter))
        if len(found) > MOST_ROWS:
            self._rows.addWidget(self._row("warn", self.tr("{0} more findings").format(len(found) - MOST_ROWS)))
        if survey.unplaced_count:
            words = self.tr("{0} statements stand in no chapter").format(f"{survey.unplaced_count:,}")
            self._rows.addWidget(self._row("warn", words))
        count = len(found) + bool(survey.unplaced_count)
        if not count:
            words = self.tr("Every chapter has its statements cited, from more than one source.")
            self._rows.addWidget(self._row("success", words))
        self._rows.addStretch()
        self._badge.set_state(f"{count:,}" if count else "", "warn")

    def _row(self, state: str, words: str, chapter: Chapter | None = None) -> QWidget:
        made = QFrame(self)
        row = QHBoxLayout()
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(10)
        mark = QLabel(made)
        tokens = Theme.active().tokens
        name, tone = ("alert-outline", tokens.warn) if state == "warn" else ("check-circle-outline", tokens.success)
        mark.setPixmap(pixmap(name, tone, 16, self.devicePixelRatioF()))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(1)
        if chapter is not None:
            text.addWidget(label(f"{chapter.number} {chapter.title}", "strong", made, wraps=True))
        text.addWidget(label(words, "meta" if chapter else "", made, wraps=True))
        row.addLayout(text, 1)
        if chapter is not None:
            uid = chapter.uid
            show = push_button(
                self.tr("Show"), lambda: self.chapter_wanted.emit(uid), made, is_small=True, is_quiet=True
            )
            show.setAccessibleName(self.tr("Show chapter {0}").format(chapter.number))
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line(parent=made))
        return made

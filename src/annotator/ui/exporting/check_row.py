"""One row of the check: what is wanting, what that means, and the way to where it can be mended."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import label, line, push_button

# A button is so much higher above its words than a label.
_LIFT = 4


class CheckRow(QFrame):
    """An icon in the tone of the state, a bold line, a quiet one, and at the right a link where there is a place."""

    def __init__(self, icon: str, tone: str, headline: str, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = headline
        self.link: QPushButton | None = None
        self._icon, self._tone = icon, tone
        self._mark = QLabel(self)
        self._row = QHBoxLayout()
        self._mark.setContentsMargins(0, _LIFT, 0, 0)
        self._row.setContentsMargins(16, 9 - _LIFT, 8, 9)
        self._row.setSpacing(10)
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setContentsMargins(0, _LIFT, 0, 0)
        text.setSpacing(1)
        text.addWidget(label(headline, "strong", self, wraps=True))
        if advice:
            text.addWidget(label(advice, "meta", self, wraps=True))
        self._row.addLayout(text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(line(parent=self))
        Theme.active().changed.connect(self._recolour)
        self._recolour()

    def add_link(self, words: str, run: Callable[[], object]) -> None:
        """Put the link at the right, its words on the line of the headline."""
        made = push_button(words, run, self, is_small=True, is_quiet=True)
        font = made.font()
        font.setUnderline(True)
        made.setFont(font)
        made.setAccessibleName(f"{words}: {self.headline}")
        self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self.link = made

    def _recolour(self) -> None:
        tone = getattr(Theme.active().tokens, self._tone)
        self._mark.setPixmap(pixmap(self._icon, tone, 16, self.devicePixelRatioF()))

"""Words as they stand in the project: a quotation with its bar, a passage with what differs marked."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotator.core import prose
from annotator.core.prose import Citation
from annotator.session.word_marks import marked
from annotator.ui.theme import Step, Theme, colour, reading_font
from annotator.ui.widgets import label, tag_colour

BAR_WIDTH, BAR_GAP = 3, 13
PITCH = 24
LabelOf = Callable[[str], str]


class QuoteBar(QWidget):
    """A quotation in the reading font with a bar in the colour of its first tag at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour_name = ""
        self.words = label("", parent=self, wraps=True)
        self.words.setFont(reading_font(Step.DIALOG))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(BAR_WIDTH + BAR_GAP, 3, 0, 3)
        row.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.fillRect(0, 0, BAR_WIDTH, self.height(), tag_colour(self._colour_name))

    def show_quote(self, quote: str, colour_name: str) -> None:
        """Show other words."""
        self._colour_name = colour_name
        self.words.setText(f"“{quote}”" if quote else "")
        self.update()


class PassageLabel(QLabel):
    """A passage word for word, citations in brackets, what differs from another version underlined on a ground.

    The marks are ground and line, so that they are seen without colour too.
    """

    def __init__(self, label_of: LabelOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_of = label_of
        self._stretches: list[tuple[str, bool]] = []
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(reading_font(Step.CARD))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        Theme.active().changed.connect(self._write)

    def show_passage(self, text: str, other: str = "") -> None:
        """Show a text, marked against another one where there is one."""
        said, beside = said_of(text, self._label_of), said_of(other, self._label_of)
        self._stretches = marked(said, beside) if other else [(said, False)]
        self.setAccessibleName(said)
        self._write()

    def minimumSizeHint(self) -> QSize:
        """Wrap as narrow as the place is."""
        return QSize(80, super().minimumSizeHint().height())

    def _write(self) -> None:
        tokens = Theme.active().tokens
        mark = f"background-color: {tokens.warn_ground}; text-decoration: underline; color: {tokens.text};"
        parts = [
            f'<span style="{mark}">{escape(words)}</span>' if is_marked else escape(words)
            for words, is_marked in self._stretches
        ]
        self.setText(f'<p style="line-height: {PITCH}px; margin: 0;">{"".join(parts)}</p>')


class CardFrame(QWidget):
    """A card on the window's ground: raised, with a thin line around it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and line in today's colours."""
        tokens = Theme.active().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour(tokens.line))
        painter.setBrush(colour(tokens.raised))
        painter.translate(0.5, 0.5)
        painter.drawRoundedRect(0, 0, self.width() - 1, self.height() - 1, 4, 4)


def said_of(text: str, label_of: LabelOf) -> str:
    """Write a passage with its citations by what they are called, set off from the word before."""
    said = ""
    for each in prose.parse(text):
        if isinstance(each, Citation):
            said += f"{'' if not said or said[-1].isspace() else ' '}[{label_of(each.statement_uid)}]"
        else:
            said += each
    return said

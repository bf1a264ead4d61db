"""A passage on a few lines, with the words in bold that it shares with another."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from annotator.core.text import Utf16Map
from annotator.ui.theme import Step, interface_font

Marks = Sequence[tuple[int, int]]
# A first mark further inside would not be seen on the first lines, so the words begin shortly before it.
LATEST_MARK, LEAD = 90, 30


def begun_near(text: str, marks: Marks) -> tuple[str, list[tuple[int, int]]]:
    """Give a passage on one line, from shortly before its first mark where that comes late, with the marks moved."""
    line = "".join(" " if letter.isspace() else letter for letter in text)
    if not marks or marks[0][0] <= LATEST_MARK:
        return line, list(marks)
    at = line.find(" ", marks[0][0] - LEAD, marks[0][0]) + 1 or marks[0][0]
    return f"… {line[at:]}", [(start - at + 2, end - at + 2) for start, end in marks]


class MarkedLines:
    """The lines of one passage at a width in pixels; at most `most`, the last one cut where there are more."""

    def __init__(self, text: str, marks: Marks, width: float, most: int) -> None:
        self._text, self._marks = begun_near(text, marks)
        self._width = max(1.0, width)
        self._font = interface_font(Step.META)
        layout, starts = self._laid(most)
        if len(starts) > most:
            self._cut(starts[most - 1])
            layout, _ = self._laid(most)
        self._layout = layout

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._layout.lineCount()

    @property
    def height(self) -> float:
        """How high they are together."""
        return self.count * line_pitch()

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw the lines in the painter's pen."""
        self._layout.draw(painter, at)

    def _cut(self, start: int) -> None:
        """End the text in "…" where a line that begins at a UTF-16 unit is full."""
        at = Utf16Map(self._text).to_code_point(start)
        rest = QFontMetricsF(_bold(self._font))
        tail = self._text[at:]
        # Bold is the wider one: what fits in bold fits.
        while tail and rest.horizontalAdvance(f"{tail}…") > self._width:
            tail = tail[: max(0, min(len(tail) - 1, int(len(tail) * self._width / rest.horizontalAdvance(f"{tail}…"))))]
        self._text = f"{self._text[:at]}{tail.rstrip()}…"
        length = len(self._text) - 1
        self._marks = [(low, min(high, length)) for low, high in self._marks if low < length]

    def _laid(self, most: int) -> tuple[QTextLayout, list[int]]:
        """Lay the lines; give where each begins, and where one more would."""
        layout = QTextLayout(self._text, self._font)
        layout.setFormats(self._formats())
        layout.setCacheEnabled(True)
        layout.beginLayout()
        starts: list[int] = []
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            starts.append(line.textStart())
            if len(starts) > most:
                break
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, (len(starts) - 1) * line_pitch()))
        layout.endLayout()
        return layout, starts

    def _formats(self) -> list[QTextLayout.FormatRange]:
        units = Utf16Map(self._text)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        made = []
        for low, high in self._marks:
            each = QTextLayout.FormatRange()
            each.start = units.to_utf16(low)
            each.length = units.to_utf16(high) - each.start
            each.format = bold
            made.append(each)
        return made


def line_pitch() -> float:
    """Give the distance of two lines."""
    return QFontMetricsF(interface_font(Step.META)).height() + 2


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.Bold)
    return made

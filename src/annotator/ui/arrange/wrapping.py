"""Words wrapped into lines a fixed pitch apart, for delegates that draw whole paragraphs."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


class WrappedText:
    """A paragraph laid out to a width; lines beyond `most_lines` are cut with an ellipsis. 0 means no limit."""

    def __init__(self, text: str, font: QFont, width: float, pitch: float, most_lines: int = 0) -> None:
        self._pitch = pitch
        self._metrics = QFontMetricsF(font)
        # Tall text of another script gets its line's pitch too, so that heights can be told from the count of lines.
        self._ascent = (pitch - self._metrics.height()) / 2 + self._metrics.ascent()
        self._layout = _laid_out(text, font, width)
        count = self._layout.lineCount()
        if most_lines and count > most_lines:
            start = self._layout.lineAt(most_lines - 1).textStart()
            rest = text.encode("utf-16-le")[2 * start :].decode("utf-16-le", "ignore")
            kept = text.encode("utf-16-le")[: 2 * start].decode("utf-16-le", "ignore")
            last = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
            self._layout = _laid_out(kept + last, font, width)
            count = min(most_lines, self._layout.lineCount())
        self.line_count = max(1, count)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return self.line_count * self._pitch

    def draw(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        """Draw the lines with their upper left corner at a point."""
        painter.setPen(ink)
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            line.draw(painter, at + QPointF(0, number * self._pitch + self._ascent - line.ascent() - line.y()))


def _laid_out(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


@lru_cache(maxsize=512)
def wrapped(text: str, font_key: str, width: int, pitch: float, most_lines: int = 0) -> WrappedText:
    """Wrap a text, or take it from the cache; `font_key` is `QFont.toString()`."""
    font = QFont()
    font.fromString(font_key)
    return WrappedText(text, font, float(width), pitch, most_lines)

"""What the shapes on the timeline mean, below it, and how many statements have a date."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.compare.timeline import Timeline
from annotator.ui.compare.matrix_cells import paint_unequal
from annotator.ui.compare.timeline_painting import INSET, paint_hatching
from annotator.ui.theme import Step, Theme, colour, interface_font, mix
from annotator.ui.tokens import Tokens

LEGEND_HEIGHT = 30
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)


class TimelineLegend(QWidget):
    """The legend as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Theme.active().changed.connect(self.update)

    @property
    def count_text(self) -> str:
        """How many statements have a date, and how many have none."""
        return counted(self._timeline)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        tokens = Theme.active().tokens
        painter.fillRect(self.rect(), colour(tokens.base))
        painter.fillRect(QRectF(0, 0, self.width(), 1), colour(tokens.line))
        paint_legend(painter, QRectF(self.rect()), self._timeline, tokens)

    def show_timeline(self, timeline: Timeline) -> None:
        """Count another one."""
        self._timeline = timeline
        self.setAccessibleName(self.count_text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(400, LEGEND_HEIGHT)


def counted(timeline: Timeline) -> str:
    """Say how many statements have a date, and how many have none."""
    dated, undated = timeline.dated_count, len(timeline.undated)
    words = _tr("1 dated statement") if dated == 1 else _tr("{0} dated statements").format(f"{dated:,}")
    return words + (_tr(", {0} without a date").format(f"{undated:,}") if undated else "")


def paint_legend(painter: QPainter, rect: QRectF, timeline: Timeline, tokens: Tokens) -> None:
    """Draw the shapes with their words, and the counts at the right."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(interface_font(Step.META))
    metrics, middle = QFontMetricsF(painter.font()), rect.center().y()
    ink = colour(tokens.accent)
    x = rect.left() + INSET
    right = counted(timeline)
    end = rect.right() - INSET - metrics.horizontalAdvance(right)
    painter.setPen(colour(tokens.muted))
    painter.drawText(rect.adjusted(0, 0, -INSET, 0), _RIGHT, right)
    lead = _tr("Date known to")
    painter.drawText(rect.adjusted(INSET, 0, 0, 0), _MIDDLE, lead)
    x += metrics.horizontalAdvance(lead) + 12
    entries = [("day", 10.0, _tr("the day")), ("month", 34.0, _tr("the month or year"))]
    entries.append(("about", 34.0, _tr("about, or not given")))
    if timeline.apart:
        entries.append(("apart", 12.0, _tr("dates that exclude each other")))
    if any(not each.is_order_known for row in timeline.held for each in row.positions):
        entries.append(("doubt", 8.0, _tr("which came first is not known")))
    for shape, width, words in entries:
        needed = width + 7 + metrics.horizontalAdvance(words)
        if x + needed > end - 16:
            return
        mark = QRectF(x, middle - 5, width, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if shape == "day":
            painter.drawEllipse(mark)
        elif shape == "month":
            painter.setPen(QPen(ink, 1.2))
            painter.setBrush(mix(tokens.base, tokens.accent, 0.45))
            painter.drawRoundedRect(mark.adjusted(0.6, 0.6, -0.6, -0.6), 2.5, 2.5)
        elif shape == "about":
            paint_hatching(painter, mark, mark, colour(tokens.muted), is_soft=True)
        elif shape == "apart":
            paint_unequal(painter, QPointF(mark.center()), colour(tokens.warn))
        else:
            painter.setPen(colour(tokens.warn))
            painter.drawText(mark.adjusted(0, -6, 4, 6), _MIDDLE, "?")
        painter.setPen(colour(tokens.text))
        painter.drawText(QRectF(x + width + 7, rect.top(), end - x, rect.height()), _MIDDLE, words)
        x += needed + 22


def _tr(words: str) -> str:
    return QCoreApplication.translate("timeline", words)

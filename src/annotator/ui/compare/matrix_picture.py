"""The matrix as a picture for paper: light, whole, and sharp at print size."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from annotator.core.compare.matrix import Column, Row
from annotator.session.models.matrix_model import (
    CELL_ROLE,
    ORIGINS,
    SHADE_ROLE,
    SUM,
    WARNING_ROLE,
    MatrixModel,
    TotalsModel,
    total_heads,
)
from annotator.ui.compare.matrix_cells import (
    HEAD_HEIGHT,
    INSET,
    ROW_HEIGHT,
    chip_of,
    column_head_width,
    paint_chip,
    paint_column_head,
    paint_head_words,
    paint_row_head,
    paint_total,
    paint_unequal,
    paint_warning,
    row_head_width,
)
from annotator.ui.theme import Step, colour, interface_font
from annotator.ui.tokens import LIGHT

# As many as a page across holds with names that can be read.
MOST_COLUMNS = 24
_TOTAL, _MARGIN, _TITLE, _LEGEND = 92, 16, 36, 32
# Between these bounds there is as much room for names as the longest of them needs.
_LEAST_HEAD, _MOST_HEAD, _LEAST_COLUMN, _MOST_COLUMN = 160, 520, 104, 210
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class MatrixDrawing:
    """The columns that are shown, up to as many as a page across holds, in pixels of the screen."""

    def __init__(self, model: MatrixModel, title: str) -> None:
        self._model, self._title = model, title
        self._totals = TotalsModel(model)
        self._shown = min(MOST_COLUMNS, model.columnCount())
        heads = max(map(row_head_width, model.rows), default=0.0)
        columns = max(map(column_head_width, model.columns[: self._shown]), default=0.0)
        self._head = round(max(_LEAST_HEAD, min(_MOST_HEAD, heads)))
        self._column = round(max(_LEAST_COLUMN, min(_MOST_COLUMN, columns)))
        self.size = QSize(
            2 * _MARGIN + self._head + self._shown * self._column + 2 * _TOTAL,
            2 * _MARGIN + _TITLE + HEAD_HEIGHT + model.rowCount() * ROW_HEIGHT + _LEGEND,
        )

    def paint(self, painter: QPainter) -> None:
        """Paint all of it."""
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), colour(LIGHT.base))
        painter.setFont(interface_font(Step.DIALOG, QFont.Weight.DemiBold))
        painter.setPen(colour(LIGHT.text))
        painter.drawText(QRectF(_MARGIN + INSET, _MARGIN, self._width, _TITLE), _MIDDLE, self._title)
        top = float(_MARGIN + _TITLE)
        self._paint_heads(painter, top)
        top += HEAD_HEIGHT
        self._rule(painter, top)
        for row in range(self._model.rowCount()):
            self._paint_row(painter, top, row)
            top += ROW_HEIGHT
            self._rule(painter, top)
        self._paint_legend(painter, QRectF(_MARGIN + INSET, top, self._width, _LEGEND))

    @property
    def _width(self) -> int:
        return self.size.width() - 2 * _MARGIN

    def _paint_heads(self, painter: QPainter, top: float) -> None:
        for at in range(self._shown):
            column: Column = self._model.columns[at]
            paint_column_head(painter, self._area(at, top, HEAD_HEIGHT), column, LIGHT)
        for at, words in enumerate(total_heads(self._model.measure)):
            paint_head_words(painter, self._total(at, top, HEAD_HEIGHT), words, LIGHT)

    def _paint_legend(self, painter: QPainter, rect: QRectF) -> None:
        warn = colour(LIGHT.warn)
        painter.setFont(interface_font(Step.META))
        metrics, left, middle = QFontMetricsF(painter.font()), rect.left(), rect.center().y()
        entries: list[tuple[Callable[[QPointF], None] | None, str]] = [
            (None, _tr("– says nothing")),
            (lambda at: paint_warning(painter, at, LIGHT), _tr("a single origin")),
            (lambda at: paint_unequal(painter, at, warn), _tr("contradicted by another statement")),
        ]
        more = self._model.columnCount() - self._shown
        if more:
            entries.append((None, _tr("and {0} more columns, which say less").format(f"{more:,}")))
        for sign, words in entries:
            if sign is not None:
                sign(QPointF(left + 7, middle))
                left += 20
            painter.setPen(colour(LIGHT.muted))
            painter.drawText(QRectF(left, rect.top(), self._width, rect.height()), _MIDDLE, words)
            left += metrics.horizontalAdvance(words) + 24

    def _paint_row(self, painter: QPainter, top: float, at: int) -> None:
        row: Row = self._model.rows[at]
        paint_row_head(painter, QRectF(_MARGIN, top, self._head, ROW_HEIGHT), row, LIGHT)
        for column in range(self._shown):
            index = self._model.index(at, column)
            cell = index.data(CELL_ROLE)
            chip = chip_of(self._area(column, top, ROW_HEIGHT))
            paint_chip(painter, chip, str(index.data()), int(index.data(SHADE_ROLE)), cell.contradicted > 0, LIGHT)
        for column in (ORIGINS, SUM):
            index = self._totals.index(at, column)
            area = self._total(column, top, ROW_HEIGHT)
            paint_total(painter, area, str(index.data()), LIGHT, is_warning=bool(index.data(WARNING_ROLE)))

    def _area(self, column: int, top: float, height: float) -> QRectF:
        return QRectF(_MARGIN + self._head + column * self._column, top, self._column, height)

    def _rule(self, painter: QPainter, top: float) -> None:
        painter.fillRect(QRectF(_MARGIN, top - 1, self._width, 1), colour(LIGHT.line))

    def _total(self, column: int, top: float, height: float) -> QRectF:
        return QRectF(self.size.width() - _MARGIN - (2 - column) * _TOTAL, top, _TOTAL, height)


def _tr(words: str) -> str:
    return QCoreApplication.translate("matrix", words)

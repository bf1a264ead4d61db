"""How the matrix is drawn: heads, shaded cells and totals, on the screen and on paper."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from annotator.core.compare.matrix import Cell, Column, Row
from annotator.session.models.matrix_model import CELL_ROLE, SHADE_ROLE, WARNING_ROLE, head_words
from annotator.ui.theme import Step, Theme, colour, interface_font, mix
from annotator.ui.tokens import Tokens
from annotator.ui.widgets import SWATCH_SIDE, RowDelegate
from annotator.ui.widgets.delegates import AnyIndex

ROW_HEIGHT, HEAD_HEIGHT = 34, 28
CHIP_WIDTH, CHIP_HEIGHT, INDENT, INSET = 88, 26, 16, 12
ICON = 14
# How much of the accent stands in the ground of each shade; the first is silence.
_SHADES = (0.0, 0.08, 0.15, 0.22, 0.29, 0.37)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class CellDelegate(RowDelegate):
    """A number on a ground that is the deeper the larger it is, with a mark where others contradict."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(ROW_HEIGHT, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        paint_paper(painter, rect, tokens)
        chip = chip_of(rect)
        paint_chip(painter, chip, str(index.data()), int(index.data(SHADE_ROLE) or 0), cell.contradicted > 0, tokens)
        if self._view.currentIndex() == index:
            paint_current(painter, chip, tokens, has_focus=self._view.hasFocus())


class TotalDelegate(RowDelegate):
    """A plain number; a warning where a row rests on one origin alone."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(ROW_HEIGHT, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        total = index.data(CELL_ROLE)
        if not isinstance(total, Cell):
            return
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        paint_paper(painter, rect, tokens)
        paint_total(painter, rect, str(index.data()), tokens, is_warning=bool(index.data(WARNING_ROLE)))
        if self._view.currentIndex() == index:
            paint_current(painter, chip_of(rect), tokens, has_focus=self._view.hasFocus())


def chip_of(rect: QRectF) -> QRectF:
    """Give where the shaded ground of a cell lies."""
    width = min(CHIP_WIDTH, rect.width() - 12)
    left = round(rect.center().x() - width / 2)
    return QRectF(left, round(rect.center().y() - CHIP_HEIGHT / 2) - 0.5, width, CHIP_HEIGHT)


def column_head_width(column: Column) -> float:
    """Give the width that a column's name needs."""
    bold = QFontMetricsF(interface_font(Step.META, QFont.Weight.DemiBold))
    return (
        bold.horizontalAdvance(f"{head_words(column)}  {column.grade}") + (SWATCH_SIDE + 6 if column.colour else 0) + 20
    )


def ground(step: int, tokens: Tokens) -> QColor:
    """Give the ground of a shade."""
    return mix(tokens.base, tokens.accent, _SHADES[step])


def paint_chip(painter: QPainter, chip: QRectF, words: str, step: int, is_contested: bool, tokens: Tokens) -> None:
    """Paint a cell's ground, its number, and at the right what is contested."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if step:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground(step, tokens))
        painter.drawRoundedRect(chip, 3, 3)
    painter.setFont(interface_font())
    painter.setPen(colour(tokens.text if step else tokens.muted))
    painter.drawText(chip, _CENTRE, words)
    if is_contested:
        paint_unequal(painter, QPointF(chip.right() - 11, chip.center().y()), colour(tokens.warn))
    painter.restore()


def paint_column_head(painter: QPainter, rect: QRectF, column: Column, tokens: Tokens) -> None:
    """Paint a column's name in the middle, with its grade, or a tag with its square."""
    bold = QFontMetricsF(interface_font(Step.META, QFont.Weight.DemiBold))
    plain = QFontMetricsF(interface_font(Step.META))
    grade = f"  {column.grade}" if column.grade else ""
    square = SWATCH_SIDE + 6 if column.colour else 0
    room = rect.width() - 12 - square - plain.horizontalAdvance(grade)
    words = bold.elidedText(head_words(column), Qt.TextElideMode.ElideRight, max(0.0, room))
    width = square + bold.horizontalAdvance(words) + plain.horizontalAdvance(grade)
    left = rect.center().x() - width / 2
    painter.save()
    if column.colour:
        paint_square(painter, QPointF(left, rect.center().y()), column.colour, tokens)
        left += square
    painter.setPen(colour(tokens.muted))
    painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
    painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), _MIDDLE, words)
    painter.setFont(interface_font(Step.META))
    at = left + bold.horizontalAdvance(words)
    painter.drawText(QRectF(at, rect.top(), rect.right() - at, rect.height()), _MIDDLE, grade)
    painter.restore()


def paint_current(painter: QPainter, chip: QRectF, tokens: Tokens, *, has_focus: bool) -> None:
    """Paint the frame around the current cell; without the keyboard it is thin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(tokens.accent), 2.0 if has_focus else 1.0))
    painter.drawRoundedRect(chip.adjusted(-2, -2, 2, 2), 5, 5)
    painter.restore()


def paint_paper(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    """Paint the ground of a cell over whatever the style makes of a chosen one, and the line below it."""
    painter.fillRect(rect, colour(tokens.base))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour(tokens.line))


def paint_head_ground(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    """Paint the ground of a head and the line below it."""
    painter.fillRect(rect, colour(tokens.window))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour(tokens.line))


def paint_head_words(painter: QPainter, rect: QRectF, words: str, tokens: Tokens, *, is_first: bool = False) -> None:
    """Paint the words of a head that is no source: at the left over the rows, else in the middle."""
    painter.save()
    painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
    painter.setPen(colour(tokens.muted))
    painter.drawText(rect.adjusted(INSET, 0, 0, 0) if is_first else rect, _MIDDLE if is_first else _CENTRE, words)
    painter.restore()


def paint_row_head(painter: QPainter, rect: QRectF, row: Row, tokens: Tokens) -> None:
    """Paint a chapter with its number, a tag with its square, or an actor, as deep as it stands in its tree."""
    painter.save()
    painter.setFont(interface_font())
    metrics = QFontMetricsF(painter.font())
    left = rect.left() + INSET + INDENT * row.depth
    if row.number:
        painter.setPen(colour(tokens.muted))
        painter.drawText(QRectF(left, rect.top(), rect.right() - left, rect.height()), _MIDDLE, row.number)
    elif row.colour:
        paint_square(painter, QPointF(left, rect.center().y()), row.colour, tokens)
    left += _before_name(row, metrics)
    painter.setPen(colour(tokens.text))
    room = rect.right() - INSET - left
    words = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, max(0.0, room))
    painter.drawText(QRectF(left, rect.top(), room, rect.height()), _MIDDLE, words)
    painter.restore()


def paint_square(painter: QPainter, at: QPointF, colour_name: str, tokens: Tokens) -> None:
    """Paint a tag's square, its left edge and its middle at a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tokens.tag_colours.get(colour_name, tokens.muted)))
    painter.drawRoundedRect(QRectF(at.x(), round(at.y() - SWATCH_SIDE / 2), SWATCH_SIDE, SWATCH_SIDE), 2.5, 2.5)
    painter.restore()


def paint_total(painter: QPainter, rect: QRectF, words: str, tokens: Tokens, *, is_warning: bool) -> None:
    """Paint a total; a warning has its sign before the number."""
    painter.save()
    painter.setFont(interface_font())
    painter.setPen(colour(tokens.warn if is_warning else tokens.text))
    painter.drawText(rect, _CENTRE, words)
    if is_warning:
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        paint_warning(painter, QPointF(rect.center().x() - width / 2 - ICON / 2 - 4, rect.center().y()), tokens)
    painter.restore()


def paint_unequal(painter: QPainter, at: QPointF, ink: QColor) -> None:
    """Paint the sign of a contradiction in lines, so that a drawing on paper keeps it sharp."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for y in (-2.0, 2.0):
        painter.drawLine(at + QPointF(-4, y), at + QPointF(4, y))
    painter.drawLine(at + QPointF(-2, 4.5), at + QPointF(2, -4.5))
    painter.restore()


def paint_warning(painter: QPainter, at: QPointF, tokens: Tokens) -> None:
    """Paint the sign of a warning in lines."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(tokens.warn), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, _JOIN))
    painter.drawPolygon(QPolygonF([at + QPointF(0, -5.5), at + QPointF(6.2, 5), at + QPointF(-6.2, 5)]))
    painter.drawLine(at + QPointF(0, -1.8), at + QPointF(0, 1.4))
    painter.drawPoint(at + QPointF(0, 3.2))
    painter.restore()


def row_head_width(row: Row) -> float:
    """Give the width that a row's name needs."""
    metrics = QFontMetricsF(interface_font())
    return 2 * INSET + INDENT * row.depth + _before_name(row, metrics) + metrics.horizontalAdvance(row.name) + 2


def _before_name(row: Row, metrics: QFontMetricsF) -> float:
    if row.number:
        return max(19.0, metrics.horizontalAdvance(row.number) + 8)
    return SWATCH_SIDE + 8 if row.colour else 0.0


_JOIN = Qt.PenJoinStyle.RoundJoin

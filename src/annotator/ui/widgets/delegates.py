"""How a row of a list or a table is drawn, and how a table is made dense."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
)

from annotator.ui.theme import Theme, colour

AnyIndex = QModelIndex | QPersistentModelIndex
TABLE_ROW, LIST_ROW, TREE_ROW, PALETTE_ROW = 28, 26, 24, 27


class RowDelegate(QStyledItemDelegate):
    """Rows of one height, with the focus drawn around the whole row and not around a cell.

    Derive from it, call `draw_ground` first, and draw text and swatches into the cell after that.
    """

    def __init__(self, height: int, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._height = height
        self._view = view

    def draw_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the accent border of the current row's part in this cell, 2 px inside."""
        if not self._is_current_row(index):
            return
        rect = QRect(option.rect)
        is_left, is_right = self._edges(index)
        if isinstance(self._view, QTreeView) and is_left:
            rect.setLeft(0)
        inner = QRectF(rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setPen(QPen(colour(Theme.active().tokens.accent), 2))
        painter.drawLine(inner.topLeft() - _x(not is_left), inner.topRight() + _x(not is_right))
        painter.drawLine(inner.bottomLeft() - _x(not is_left), inner.bottomRight() + _x(not is_right))
        if is_left:
            painter.drawLine(inner.topLeft(), inner.bottomLeft())
        if is_right:
            painter.drawLine(inner.topRight(), inner.bottomRight())
        painter.restore()

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Fill a cell's ground: selected, hovered or none."""
        tokens = Theme.active().tokens
        state = option.state
        rect = option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(tokens.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour(tokens.hover))

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Leave the focus of a single cell out: we draw it ourselves."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the cell as the style does, and the focus over it."""
        super().paint(painter, option, index)
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Give every row the same height."""
        return QSize(super().sizeHint(option, index).width(), self._height)

    def _edges(self, index: AnyIndex) -> tuple[bool, bool]:
        """Whether a cell is the first and the last that is seen of its row."""
        header: QHeaderView | None = None
        if isinstance(self._view, QTableView):
            header = self._view.horizontalHeader()
        elif isinstance(self._view, QTreeView):
            header = self._view.header()
        if header is None or self._view.selectionBehavior() != QAbstractItemView.SelectionBehavior.SelectRows:
            return True, True
        shown = [header.logicalIndex(at) for at in range(header.count())]
        shown = [each for each in shown if not header.isSectionHidden(each)]
        return index.column() == shown[0], index.column() == shown[-1]

    def _is_current_row(self, index: AnyIndex) -> bool:
        current = self._view.currentIndex()
        if not self._view.hasFocus() or not current.isValid() or current.parent() != index.parent():
            return False
        if self._view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows:
            return current.row() == index.row()
        return current == index


def make_dense(table: QTableView) -> None:
    """Make a table one of ours: rows of 28 px on one line, whole rows selected, no grid, striped, keys that type."""
    table.setItemDelegate(RowDelegate(TABLE_ROW, table))
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(TABLE_ROW)
    table.verticalHeader().setMinimumSectionSize(TABLE_ROW)
    head = table.horizontalHeader()
    head.setFixedHeight(26)
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setAlternatingRowColors(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setMouseTracking(True)


def _x(is_wanted: bool) -> QPointF:
    """Let a line run over the gap to the next cell of its row."""
    return QPointF(1.0 if is_wanted else 0.0, 0.0)

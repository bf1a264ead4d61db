"""The table of sources and reviewers, and how its ticks are drawn and changed."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from annotator.ui.icons import paint_icon
from annotator.ui.review.assignments_model import (
    CELL_ROLE,
    FIRST_REVIEWER,
    PUBLISHED,
    SOURCE,
    WORDS,
    AssignmentsModel,
    Cell,
)
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import TABLE_ROW, RowDelegate, make_dense
from annotator.ui.widgets.delegates import AnyIndex

REVIEWER_WIDTH, BOX = 132, 16


class AssignmentsTable(QTableView):
    """The table itself; the arrow keys go from cell to cell, Space ticks, Enter opens the source in Read.

    Signals: `toggle_wanted(index)`, `show_wanted(index)`.
    """

    toggle_wanted = Signal(QModelIndex)
    show_wanted = Signal(QModelIndex)

    def __init__(self, model: AssignmentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        make_dense(self)
        self.setItemDelegate(_ReviewerCell(TABLE_ROW, self))
        for column in (SOURCE, PUBLISHED, WORDS):
            self.setItemDelegateForColumn(column, RowDelegate(TABLE_ROW, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Sources and who reads them"))
        head = self.horizontalHeader()
        head.setMinimumSectionSize(60)
        head.setDefaultSectionSize(REVIEWER_WIDTH)
        head.setSectionsClickable(False)
        model.modelReset.connect(self._fit)
        self.doubleClicked.connect(self._double_clicked)
        Theme.active().changed.connect(self.viewport().update)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.column() >= FIRST_REVIEWER:
            self.toggle_wanted.emit(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.show_wanted.emit(index)
        else:
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: QModelIndex | object, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let a click on a tick leave the selected rows alone where it is in one of them."""
        if isinstance(event, QMouseEvent) and isinstance(index, QModelIndex) and self._is_tick(index):
            is_selected = self.selectionModel().isRowSelected(index.row(), QModelIndex())
            if is_selected and not event.modifiers():
                return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)  # type: ignore[arg-type]

    def selected_rows(self) -> list[int]:
        """Give the selected rows in order; by ranges, for thousands are often selected as one."""
        rows: set[int] = set()
        spans = self.selectionModel().selection()
        for span in (spans.at(at) for at in range(spans.count())):
            rows.update(range(span.top(), span.bottom() + 1))
        return sorted(rows)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() < FIRST_REVIEWER:
            self.show_wanted.emit(index)

    def _fit(self) -> None:
        head = self.horizontalHeader()
        if not self._model.columnCount():
            return
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(PUBLISHED, 108)
        self.setColumnWidth(WORDS, 68)

    def _is_tick(self, index: QModelIndex) -> bool:
        return index.column() >= FIRST_REVIEWER


class _ReviewerCell(RowDelegate):
    """A box that is ticked where the source is the reviewer's to read, and a check with the word where it is read."""

    def draw_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().draw_focus(painter, option, index)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.save()
            painter.setPen(colour(Theme.active().tokens.accent))
            painter.drawRect(_box(option).adjusted(-3, -3, 2, 2))
            painter.restore()

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: AnyIndex) -> bool:
        """Tick by a click into the cell, of all selected rows where this is one of them."""
        if (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and not event.modifiers()
            and isinstance(self._view, AssignmentsTable)
            and QRect(option.rect).left() <= event.position().x() <= _box(option).right() + 8
        ):
            self._view.toggle_wanted.emit(index)
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(CELL_ROLE)
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        if index.row() % 2:
            painter.fillRect(rect, colour(tokens.alternate))
        self.draw_ground(painter, option, index)
        if isinstance(cell, Cell):
            box = QStyleOptionViewItem(option)
            box.rect = _box(option)
            on, off = QStyle.StateFlag.State_On, QStyle.StateFlag.State_Off
            box.state = (box.state & ~QStyle.StateFlag.State_HasFocus & ~on & ~off) | (on if cell.is_assigned else off)
            style = self._view.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, self._view)
            if cell.is_read:
                self._draw_read(painter, rect.adjusted(8 + BOX + 12, 0, -4, 0), str(index.data() or ""))
        self.draw_focus(painter, option, index)

    def _draw_read(self, painter: QPainter, rect: QRectF, words: str) -> None:
        tokens = Theme.active().tokens
        painter.save()
        paint_icon(painter, QRectF(rect.left(), rect.center().y() - 7, 14, 14), "check", tokens.success)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.success))
        painter.drawText(rect.adjusted(18, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


def _box(option: QStyleOptionViewItem) -> QRect:
    rect = QRect(option.rect)
    return QRect(rect.left() + 8, rect.center().y() - BOX // 2 + 1, BOX, BOX)

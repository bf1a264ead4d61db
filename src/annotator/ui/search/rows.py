"""Rows of one line that somebody can choose: what narrows a search, what was saved, what a field can be."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import LIST_ROW, RowDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: `value` is what choosing it means, None for a heading. `is_on` where it narrows the search already."""

    words: str
    value: object = None
    detail: str = ""
    icon: str = ""
    is_on: bool = False


class RowsModel(QAbstractListModel):
    """Rows with their headings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def at(self, index: AnyIndex) -> Row | None:
        """Give the row of an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        if list(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    # Qt

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.at(index)
        if row is None or role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            on = self.tr("chosen") if row.is_on else ""
            return ", ".join(each for each in (row.words, row.detail, on) if each)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.at(index)
        if row is None or row.value is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)


class RowsView(QListView):
    """A list of rows, chosen by a click, Enter or the space bar.

    Signals: `chosen(Row)`; `left_up()` when the Up key leaves the first row.
    """

    chosen = Signal(object)
    left_up = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(LIST_ROW, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)

    @property
    def wanted_height(self) -> int:
        """How high all rows are together."""
        return len(self.rows.rows) * LIST_ROW

    def current(self) -> Row | None:
        """Give the row with the keyboard on it."""
        return self.rows.at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter and the space bar; leave at the top."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= self._first():
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the keyboard stays on what meant the same."""
        row = self.current()
        self.rows.set_rows(rows)
        at = next((at for at, each in enumerate(self.rows.rows) if row and each.value == row.value), -1)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at))

    def take_keyboard(self) -> bool:
        """Begin at the first row that can be chosen; say whether there is one."""
        first = self._first()
        if first >= len(self.rows.rows):
            return False
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(first))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        if row is not None and row.value is not None:
            self.chosen.emit(row)

    def _first(self) -> int:
        rows = self.rows.rows
        return next((at for at, row in enumerate(rows) if row.value is not None), len(rows))


class _RowPainter(RowDelegate):
    """A heading in small; else an icon, the words, and at the right the detail; a check where it is on."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        tokens = Theme.active().tokens
        rect = QRectF(option.rect).adjusted(12, 0, -10, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        if row.value is None:
            painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
            painter.setPen(colour(tokens.muted))
            painter.drawText(rect.adjusted(0, 4, 0, 0), middle, row.words)
            painter.restore()
            return
        self.draw_ground(painter, option, index)
        icon = "check" if row.is_on else row.icon
        if icon:
            place = QRectF(rect.left(), rect.top(), 14, rect.height())
            paint_icon(painter, place, icon, tokens.accent if row.is_on else tokens.muted)
        rect.setLeft(rect.left() + 20)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        metrics = QFontMetricsF(painter.font())
        detail = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, rect.width() * 0.6)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, detail)
        rect.setRight(rect.right() - metrics.horizontalAdvance(detail) - (8 if detail else 0))
        painter.setFont(interface_font(Step.BASE, QFont.Weight.DemiBold if row.is_on else QFont.Weight.Normal))
        painter.setPen(colour(tokens.text))
        words = QFontMetricsF(painter.font()).elidedText(row.words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle, words)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, LIST_ROW)

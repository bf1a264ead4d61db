"""The matrix as a view: rows and heads stay in place while the columns scroll, and the totals stand at the right."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHeaderView, QTableView, QWidget

from annotator.core.compare.matrix import Column, Row
from annotator.session.models.matrix_model import HEAD_ROLE, ORIGINS, MatrixModel, TotalsModel
from annotator.ui.compare.matrix_cells import (
    HEAD_HEIGHT,
    ROW_HEIGHT,
    CellDelegate,
    TotalDelegate,
    paint_column_head,
    paint_head_ground,
    paint_head_words,
    paint_paper,
    paint_row_head,
    row_head_width,
)
from annotator.ui.theme import Theme
from annotator.ui.widgets import line, make_dense
from annotator.ui.widgets.delegates import AnyIndex

LEAST_COLUMN, MOST_COLUMN, LEAST_HEAD, MOST_HEAD, TOTAL = 116, 190, 160, 300, 86


class MatrixView(QWidget):
    """The cells, and beside them the totals of their rows, which scroll up and down together.

    Signals: `opened(index)` of a cell or a total by Enter or a double click; `current_changed()`; `fitted()` when
    more or fewer columns are seen; `menu_wanted(place)`, on the screen.
    """

    opened = Signal(object)
    current_changed = Signal()
    fitted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.totals_model = TotalsModel(model, self)
        self.table = _Table(model, self.tr("Matrix"), self)
        self.table.setHorizontalHeader(_ColumnHead(self.table))
        self.table.setVerticalHeader(_RowHead(self.table))
        self._dress_heads()
        self.totals = _Table(self.totals_model, self.tr("Origins and statements of each row"), self)
        self.totals.setHorizontalHeader(_TotalHead(self.totals))
        self.corner = _Corner(self.table)
        self._foot = QWidget(self)
        self._lay_out()
        self._connect()

    @property
    def current(self) -> AnyIndex:
        """The cell or the total that the keyboard is at."""
        view = self.totals if self.totals.hasFocus() else self.table
        return view.currentIndex()

    @property
    def hidden_at_right(self) -> int:
        """How many columns are beyond the right edge."""
        edge = self.table.viewport().width()
        seen = self.table.columnAt(max(0, edge - LEAST_COLUMN // 2))
        return 0 if seen < 0 else self.model.columnCount() - 1 - seen

    def choose(self, index: AnyIndex) -> None:
        """Go to a cell."""
        self.table.setCurrentIndex(index)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Give columns and row heads the widths that the place allows."""
        count = self.model.columnCount()
        scroll = self.totals.verticalScrollBar()
        right = 2 * TOTAL + (scroll.sizeHint().width() if scroll.maximum() else 0)
        self.totals.setFixedWidth(right)
        room = self.width() - right - 1
        wanted = self._wanted_head()
        width = max(LEAST_COLUMN, min(MOST_COLUMN, (room - wanted) // count)) if count else LEAST_COLUMN
        # What the columns do not take goes to the names; where the columns scroll anyway, a third does.
        spare = room - count * width
        head = min(MOST_HEAD + count, spare) if spare >= LEAST_HEAD else min(wanted, room // 3)
        head = max(LEAST_HEAD, head)
        self.table.verticalHeader().setFixedWidth(head)
        self.table.horizontalHeader().setDefaultSectionSize(width)
        self.corner.setGeometry(0, 0, head, HEAD_HEIGHT)
        self._foot.setVisible(count * width + head > room)
        self._foot.setFixedHeight(self.table.horizontalScrollBar().sizeHint().height())
        self.fitted.emit()

    def page_right(self) -> None:
        """Show the next columns; the first of them becomes the current one."""
        first = self.model.columnCount() - self.hidden_at_right
        index = self.model.index(max(0, self.table.currentIndex().row()), min(first, self.model.columnCount() - 1))
        bar = self.table.horizontalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())
        self.choose(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def set_corner(self, words: str) -> None:
        """Say what stands in the rows."""
        self.corner.say(words)

    def _connect(self) -> None:
        bars = self.table.verticalScrollBar(), self.totals.verticalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        bars[1].valueChanged.connect(bars[0].setValue)
        bars[1].rangeChanged.connect(lambda *_: self.fit())
        self.table.horizontalScrollBar().valueChanged.connect(lambda _: self.fitted.emit())
        self.table.left_at_right.connect(lambda row: self._step_over(self.totals, row, ORIGINS))
        self.totals.left_at_left.connect(lambda row: self._step_over(self.table, row, self.model.columnCount() - 1))
        self.model.modelReset.connect(self.fit)
        for view in (self.table, self.totals):
            view.opened.connect(self.opened)
            view.moved.connect(self.current_changed)
            view.menu_wanted.connect(self.menu_wanted)

    def _dress_heads(self) -> None:
        make_dense(self.table)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.verticalHeader().show()
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.horizontalHeader().setMinimumSectionSize(60)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        _settle(self.table)

    def _lay_out(self) -> None:
        make_dense(self.totals)
        self.totals.setItemDelegate(TotalDelegate(self.totals))
        self.totals.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.totals.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultSectionSize(TOTAL)
        _settle(self.totals)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.totals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.table, 0, 0, 2, 1)
        grid.addWidget(line(Qt.Orientation.Vertical, self), 0, 1, 2, 1)
        grid.addWidget(self.totals, 0, 2)
        grid.addWidget(self._foot, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(0, 1)

    def _wanted_head(self) -> int:
        """Give the room that the names in the rows need, within bounds."""
        widths = (row_head_width(row) for row in self.model.rows)
        return max(LEAST_HEAD, min(MOST_HEAD, round(max(widths, default=0.0))))

    def _step_over(self, view: QTableView, row: int, column: int) -> None:
        model = view.model()
        if model.columnCount() and row < model.rowCount():
            view.setCurrentIndex(model.index(row, column))
            view.setFocus(Qt.FocusReason.OtherFocusReason)


class _Table(QTableView):
    """Cells that are opened by Enter; the arrow keys lead over the edge into the neighbouring table.

    Signals: `opened(index)`; `moved()`; `left_at_left(row)`, `left_at_right(row)`; `menu_wanted(place)`.
    """

    opened = Signal(object)
    moved = Signal()
    left_at_left = Signal(int)
    left_at_right = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: MatrixModel | TotalsModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda index: self.opened.emit(index))
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())
        Theme.active().changed.connect(self.viewport().update)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount() and self.model().columnCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index)
        elif key == Qt.Key.Key_Right and index.column() == self.model().columnCount() - 1:
            self.left_at_right.emit(index.row())
        elif key == Qt.Key.Key_Left and index.column() == 0:
            self.left_at_left.emit(index.row())
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Head(QHeaderView):
    """A head that draws its sections itself."""

    def __init__(self, orientation: Qt.Orientation, table: QTableView) -> None:
        super().__init__(orientation, table)
        self.setSectionsClickable(False)
        Theme.active().changed.connect(self.viewport().update)

    def _found(self, section: int) -> object:
        return self.model().headerData(section, self.orientation(), HEAD_ROLE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.viewport().update()


class _ColumnHead(_Head):
    """Names in the middle over their cells."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, area, found = Theme.active().tokens, QRectF(rect), self._found(section)
        paint_head_ground(painter, area, tokens)
        if isinstance(found, Column):
            paint_column_head(painter, area, found, tokens)


class _TotalHead(_Head):
    """Words in the middle over their numbers."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, area = Theme.active().tokens, QRectF(rect)
        paint_head_ground(painter, area, tokens)
        words = self.model().headerData(section, self.orientation(), int(Qt.ItemDataRole.DisplayRole))
        paint_head_words(painter, area, str(words), tokens)


class _Corner(QWidget):
    """What stands in the rows, over them."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._words = ""
        Theme.active().changed.connect(self.update)

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = Theme.active().tokens, QPainter(self)
        paint_head_ground(painter, QRectF(self.rect()), tokens)
        paint_head_words(painter, QRectF(self.rect()), self._words, tokens, is_first=True)


class _RowHead(_Head):
    """Chapters, tags or actors at the left; they stand on paper as their cells do."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self.setProperty("ground", "base")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, area, found = Theme.active().tokens, QRectF(rect), self._found(section)
        paint_paper(painter, area, tokens)
        if isinstance(found, Row):
            paint_row_head(painter, area, found, tokens)

    def sectionSizeFromContents(self, section: int) -> QSize:
        return QSize(self.width(), ROW_HEIGHT)


def _settle(table: QTableView) -> None:
    """Make cells, not rows, what is chosen, and leave out the stripes, which would be taken for shades."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(False)
    table.horizontalHeader().setFixedHeight(HEAD_HEIGHT)
    table.horizontalHeader().setSectionsClickable(False)

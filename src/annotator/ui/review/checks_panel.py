"""To check: statements whose source has a new text, with what they were and what they are now."""

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.findings import Finding
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.session.models.checks_model import NEW, OLD, ON, SOURCE, STATE, CheckRow, ChecksModel
from annotator.ui.exporting.places import lead_to
from annotator.ui.read.place_words import place_phrase
from annotator.ui.review.check_detail import CheckDetail
from annotator.ui.review.place_table import PlaceTable
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import (
    TABLE_ROW,
    EmptyState,
    PanelHead,
    RowDelegate,
    make_dense,
    paint_badge,
)
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

WIDTHS = {STATE: 112, ON: 64, SOURCE: 150}
LOST, MOVED = "alert-outline", "map-marker-outline"
TABLE_HEIGHT = 26 + 8 * TABLE_ROW


class ChecksPanel(QWidget):
    """Look at what became of statements when their source was corrected.

    Signals: `counted(int)` when the number of statements is known; `selected()` when another one is selected.
    """

    counted = Signal(int)
    selected = Signal()

    def __init__(self, shell: Shell, details: Details, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._details = shell, details
        self._uid, self._at = "", 0
        self.model = ChecksModel(shell.session, details, self)
        self.head = PanelHead(self.tr("Statements to check"), self)
        self.table = PlaceTable(self)
        self.detail = CheckDetail(self)
        self.empty = EmptyState(
            self.tr("Nothing to check."),
            self.tr("When the text of a source is corrected, the statements that moved or were lost show here."),
            parent=self,
        )
        self._lay_out()
        self._connect()
        self.model.refresh()

    @property
    def current(self) -> CheckRow | None:
        """The selected statement."""
        return self.model.row(self.model.row_of(self._uid))

    def accept(self) -> None:
        """Say that the selected statement is right where it stands, or stays with the earlier text."""
        row = self.current
        if row is not None:
            self._do(row, edits.settle_anchor(row.statement.uid), self.tr("Check the passage"), self._accepted(row))

    def close_down(self) -> None:
        """Ask no further; the project closes."""
        self.model.stop()

    def delete(self) -> None:
        """Delete the selected statement where its words are lost."""
        row = self.current
        if row is not None and row.is_lost:
            deleted = self.tr("{0} deleted").format(row.statement.code)
            self._do(row, edits.delete_statements([row.statement.uid]), self.tr("Delete statement"), deleted)

    def refresh(self, changes: Changes) -> None:
        """Bring the list up to date after an edit."""
        if changes.has("statement", "source", "revision"):
            self.model.refresh()

    def show_place(self) -> None:
        """Show the selected statement in its source."""
        if self._uid:
            lead_to(self._shell, Finding("moved_statement", "statement", self._uid))

    def status(self) -> str:
        """Say where in the list one is."""
        count = self.model.rowCount()
        if not count or not self._uid:
            return self.tr("Nothing to check") if not count else ""
        return self.tr("Statement {0} of {1} to check").format(f"{self._at + 1:,}", f"{count:,}")

    # Inside

    def _accepted(self, row: CheckRow) -> str:
        if row.is_lost:
            return self.tr("{0} stays with the earlier text").format(row.statement.code)
        return self.tr("{0} is right where it stands").format(row.statement.code)

    def _connect(self) -> None:
        self.model.answered.connect(self._take_answer)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.show_wanted.connect(self.show_place)
        self.detail.accepted.connect(self.accept)
        self.detail.show_wanted.connect(self.show_place)
        self.detail.delete_wanted.connect(self.delete)

    def _do(self, row: CheckRow, drafts: list[Draft], name: str, toast: str) -> None:
        try:
            self._shell.session.perform(drafts, name)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        self._shell.toast(toast, can_undo=True)
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        make_dense(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(STATE, _StateCell(self.model, self.table))
        self.table.setItemDelegateForColumn(NEW, _NewCell(self.model, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(self.tr("Statements to check"))
        self.table.setMinimumHeight(26 + TABLE_ROW)
        head = self.table.horizontalHeader()
        head.setMinimumSectionSize(56)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in (OLD, NEW):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(False)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([TABLE_HEIGHT, 1_000])
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self._pages, 1)

    def _row_changed(self, current: AnyIndex, _previous: AnyIndex) -> None:
        if current.isValid():
            self._show(current.row())

    def _show(self, at: int) -> None:
        row = self.model.row(at)
        self._at, self._uid = max(at, 0), row.statement.uid if row else ""
        place = place_phrase(row.statement, self._details.source(row.statement.source_uid)) if row else ""
        self.detail.show_row(row, place)
        self.selected.emit()

    def _take_answer(self) -> None:
        """Keep the selection; where what was selected is done, go to what came after it."""
        count = self.model.rowCount()
        self.head.set_count(f"{count:,}" if count else "")
        self._pages.setCurrentWidget(self.splitter if count else self.empty)
        at = self.model.row_of(self._uid)
        if at < 0:
            at = min(self._at, count - 1)
        if count and not self.table.selectionModel().isRowSelected(at):
            flag = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(self.model.index(at, 0), flag.ClearAndSelect | flag.Rows)
        else:
            self._show(at)
        self.counted.emit(count)


class _StateCell(RowDelegate):
    """The state as a badge: moved is no more than worth a look, lost is a warning."""

    def __init__(self, model: ChecksModel, view: QTableView) -> None:
        super().__init__(TABLE_ROW, view)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.draw_ground(painter, option, index)
        row = self._model.row(index.row())
        if row is not None:
            cell = QRectF(QRect(option.rect)).adjusted(10, 0, -6, 0)
            state, icon = ("warn", LOST) if row.is_lost else ("neutral", MOVED)
            paint_badge(painter, cell, str(index.data() or ""), state, icon)
        self.draw_focus(painter, option, index)


class _NewCell(RowDelegate):
    """The present words; in muted where there are none."""

    def __init__(self, model: ChecksModel, view: QTableView) -> None:
        super().__init__(TABLE_ROW, view)
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        row = self._model.row(index.row())
        if row is not None and row.is_lost:
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour(Theme.active().tokens.muted))

"""Conflicts to settle: the table, and the selected one in full below it."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.edits.settling import Rule
from annotator.core.errors import AnnotatorError
from annotator.core.records import Note
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.conflict_versions import Past
from annotator.session.details import Details
from annotator.session.models.conflicts_model import (
    FIELD,
    MARK,
    ON,
    ONE,
    WORDS,
    ConflictRow,
    ConflictsModel,
    Key,
    key_of,
)
from annotator.session.settling import holders, settle_by_words, settle_many, settle_one
from annotator.session.text_session import use_both
from annotator.ui.exporting.places import has_place, lead_to
from annotator.ui.icons import paint_icon
from annotator.ui.review.conflict_detail import ConflictDetail
from annotator.ui.review.place_table import PlaceTable
from annotator.ui.review.rule_button import RuleButton
from annotator.ui.theme import Theme
from annotator.ui.widgets import TABLE_ROW, EmptyState, PanelHead, RowDelegate, make_dense
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

WIDTHS = {MARK: 32, FIELD: 130, ON: 92}
# What the words and the two values get of the rest.
SHARES = {WORDS: 0.4, ONE: 0.3}
TABLE_HEIGHT = 26 + 5 * TABLE_ROW


class ConflictsPanel(QWidget):
    """Settle what reviewers changed without seeing each other.

    Signals: `counted(int)` when the number of conflicts is known; `selected()` when another one is selected.
    """

    counted = Signal(int)
    selected = Signal()

    def __init__(self, shell: Shell, details: Details, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._key: Key | None = None
        self._at = 0
        self._is_stale = False
        self.model = ConflictsModel(shell.session, self)
        self.head = PanelHead(self.tr("Conflicts to settle"), self)
        self.rules = RuleButton(self)
        self.table = _ConflictTable(self)
        self.detail = ConflictDetail(details, catalogue, self)
        self.empty = EmptyState(
            self.tr("Nothing to settle."),
            self.tr("When two people change the same thing without seeing each other, it shows here."),
            parent=self,
        )
        self._lay_out()
        self._connect()
        self.model.refresh()

    @property
    def current(self) -> ConflictRow | None:
        """The selected conflict."""
        return self.model.row(self.model.row_of(self._key)) if self._key else None

    def close_down(self) -> None:
        """Ask no further; the project closes."""
        self.model.stop()

    def refresh(self, _changes: Changes) -> None:
        """Bring table and detail up to date after an edit."""
        self.model.refresh()

    def settle_by(self, rule: Rule, reviewer_uid: str = "") -> None:
        """Settle all that a rule can, as one step of undo."""

        def done(count: int) -> None:
            one, many = self.tr("1 conflict settled"), self.tr("{0} conflicts settled")
            if count:
                self._shell.toast(one if count == 1 else many.format(f"{count:,}"), can_undo=True)
            else:
                self._shell.say(self.tr("This rule settles none of them; please settle them one by one."), "warn")

        settle_many(self._shell.session, rule, reviewer_uid, on_done=done, on_failed=self._shell.say_error)

    def show_place(self) -> None:
        """Lead to where the selected conflict can be seen."""
        row = self.current
        if row is not None and row.subject.place is not None and has_place(row.subject.place):
            lead_to(self._shell, row.subject.place)

    def status(self) -> str:
        """Say where in the list one is."""
        count = self.model.rowCount()
        if not count or self._key is None:
            return self.tr("Nothing to settle") if not count else ""
        return self.tr("Conflict {0} of {1}").format(f"{self._at + 1:,}", f"{count:,}")

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._show(self._at)

    # Inside

    def _connect(self) -> None:
        self.model.answered.connect(self._take_answer)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.show_wanted.connect(self.show_place)
        self.detail.settle_wanted.connect(lambda value: self._settle(lambda row: self._by_value(row, value)))
        self.detail.words_wanted.connect(lambda words: self._settle(lambda row: self._by_words(row, words)))
        self.detail.both_wanted.connect(self._use_both)
        self.detail.remark_made.connect(self._discuss)
        self.detail.show_wanted.connect(self.show_place)
        self.detail.closed.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.rules.about_to_open.connect(self._fill_rules)
        self.rules.chosen.connect(self.settle_by)

    def _by_value(self, row: ConflictRow, value: object) -> None:
        settle_one(self._shell.session, row.conflict, value)

    def _by_words(self, row: ConflictRow, words: str) -> None:
        settle_by_words(self._shell.session, row.conflict, words)

    def _discuss(self, words: str) -> None:
        row, session = self.current, self._shell.session
        if row is None:
            return
        try:
            drafts = edits.discuss(row.conflict.entity_uid, session.reviewer.uid, words)
            self.detail.discussion.close_field()
            session.perform(drafts, self.tr("Add to the discussion"))
            self._shell.toast(self.tr("Added to the discussion"), can_undo=True)
        except AnnotatorError as error:
            self._shell.say_error(error)

    def _fill_rules(self) -> None:
        self.rules.fill(holders(self._shell.session.reader, self.model.conflicts))

    def _lay_out(self) -> None:
        self.head.add_widget(self.rules)
        make_dense(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(MARK, _MarkCell(TABLE_ROW, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(self.tr("Conflicts to settle"))
        self.table.setMinimumHeight(26 + TABLE_ROW)
        head = self.table.horizontalHeader()
        head.setMinimumSectionSize(32)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
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

    def _use_both(self) -> None:
        row = self.current
        if row is not None:
            said = self.tr("Settled: {0}").format(row.subject.heading)
            use_both(
                self._shell.session,
                row.conflict,
                on_done=lambda _: self._shell.toast(said, can_undo=True),
                on_failed=self._shell.say_error,
            )

    def _notes(self, row: ConflictRow) -> list[Note]:
        found = self._shell.session.reader.notes(row.conflict.entity_uid)
        return [note for note in found if note.kind == "discussion"]

    def _row_changed(self, current: AnyIndex, _previous: AnyIndex) -> None:
        if current.isValid():
            self._show(current.row())

    def _select(self, row: int) -> None:
        """Select a row; the view's own way would look at the keys that happen to be held."""
        flag = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.table.scrollTo(index)

    def _settle(self, do: Callable[[ConflictRow], object]) -> None:
        row = self.current
        if row is None:
            return
        try:
            do(row)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        self._shell.toast(self.tr("Settled: {0}").format(row.subject.heading), can_undo=True)
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, at: int) -> None:
        conflicts = self.model.conflicts
        self._at, self._key = max(at, 0), key_of(conflicts[at]) if 0 <= at < len(conflicts) else None
        self._is_stale = not self.isVisible()
        if self._is_stale:
            # Most changes are made elsewhere; what they mean here is looked up when somebody looks.
            return
        row = self.model.row(at)
        past = self.model.versions.past(row.conflict) if row else Past(())
        self.detail.show_row(row, past, self._notes(row) if row else [])
        self.selected.emit()

    def _take_answer(self) -> None:
        """Keep the selection; where what was selected is settled, go to what came after it."""
        count = self.model.rowCount()
        self.head.set_count(f"{count:,}" if count else "")
        self.rules.setVisible(bool(count))
        self._pages.setCurrentWidget(self.splitter if count else self.empty)
        at = self.model.row_of(self._key) if self._key else -1
        if at < 0:
            at = min(self._at, count - 1)
        if count and not self.table.selectionModel().isRowSelected(at):
            self._select(at)
        else:
            self._show(at)
        self.counted.emit(count)


class _ConflictTable(PlaceTable):
    """The table of conflicts, whose columns share its width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(WIDTHS.values())
        for column, share in SHARES.items():
            self.setColumnWidth(column, round(rest * share))


class _MarkCell(RowDelegate):
    """The fork of a conflict."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.draw_ground(painter, option, index)
        cell = QRectF(QRect(option.rect))
        where = QRectF(cell.right() - 20, cell.top(), 16, cell.height())
        paint_icon(painter, where, "call-split", Theme.active().tokens.warn)
        self.draw_focus(painter, option, index)

"""Chapters, tags or actors against sources or tags: who says how much, and who is silent."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.compare.matrix import Column, Grouping, Kind, Matrix, Measure, Row
from annotator.core.records import StatementFilter
from annotator.session.compare_session import COUNTED, Watched, Wish, read_matrix
from annotator.session.models.matrix_model import (
    MatrixModel,
    TotalsModel,
    as_table,
    cell_phrase,
    head_words,
    row_phrase,
    total_phrase,
)
from annotator.store.reader import Reader
from annotator.ui.compare.matrix_copying import copied
from annotator.ui.compare.matrix_view import MatrixView
from annotator.ui.read.statement_filters import CalmBox
from annotator.ui.widgets import EmptyState, FilterField, PanelHead, push_button
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

FIELD_WIDTH, ROOM_FOR_GROUPING, ROOM_FOR_FILTER = 150, 760, 600
_KIND, _GROUPING, _MEASURE = "compare.kind", "compare.grouping", "compare.measure"


class MatrixPanel(QWidget):
    """Choose what is counted, look at it, open what is behind a cell.

    It counts only while it is shown. Call `close_down` before the project closes.

    Signals: `open_wanted(StatementFilter, words)` for the statements behind a cell; `status_changed()`.
    """

    open_wanted = Signal(object, str)
    status_changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._kept: tuple[str, str] | None = None
        self._is_known = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Matrix of chapters and sources"))
        self.model = MatrixModel(self)
        self._build_head()
        self.view = MatrixView(self.model, self)
        self.menu = QMenu(self)
        self.empty = EmptyState("", "", self.tr("Read"), self._act_on_empty, self)
        self._wish = Wish()
        self._counting = Watched(
            shell.session, lambda reader: read_matrix(reader, self._wish), self._take, COUNTED, self
        )
        self._lay_out()
        self._restore()
        self._connect()
        self._say_waiting()

    @property
    def title(self) -> str:
        """What the matrix shows, in words."""
        return self.kind.currentText()

    @property
    def wish(self) -> Wish:
        """What is chosen in the boxes."""
        return Wish(
            Kind(self.kind.currentData()),
            Grouping(self.grouping.currentData()) if self.grouping.currentData() else None,
            Measure(self.measure.currentData()),
        )

    def close_down(self) -> None:
        """Count no more and remember what was looked at."""
        self._counting.stop()
        local = self._shell.session.local
        for box, key in self._boxes:
            local.set(key, box.currentData())

    def copy(self) -> None:
        """Put the table on the clipboard, as Word and Excel take it."""
        QGuiApplication.clipboard().setMimeData(copied(as_table(self.model)))
        self._shell.toast(self.tr("Copied the table; paste it into Word or Excel."))

    def first_focus(self) -> QWidget:
        """Give what takes the keyboard."""
        return self.view.table if self.has_table else self.kind

    @property
    def has_table(self) -> bool:
        """Whether there is anything to look at."""
        return self._pages.currentWidget() is self.view

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._counting.set_watched(False)

    def open_current(self) -> None:
        """Ask for the statements behind the current cell."""
        self._open(self.view.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def show_kind(self, kind: Kind) -> None:
        """Show another matrix."""
        self.kind.choose(str(kind))
        self._wish_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._counting.set_watched(True)

    def status(self) -> str:
        """Say what the current cell holds."""
        index = self.view.current
        if not self.has_table or not index.isValid():
            return ""
        row = self.model.rows[index.row()]
        if isinstance(index.model(), TotalsModel):
            total = self.model.matrix.total(row)
            words, is_silent = total_phrase(self.model.matrix, row, total), not total.statements
        else:
            column = self.model.columns[index.column()]
            cell = self.model.matrix.cell(row, column)
            words, is_silent = cell_phrase(self.model.matrix, row, column, cell), not cell.statements
        return f"{words}." if is_silent else self.tr("{0}. Enter shows them.").format(words)

    # Building

    @property
    def _boxes(self) -> tuple[tuple[CalmBox, str], ...]:
        return (self.kind, _KIND), (self.grouping, _GROUPING), (self.measure, _MEASURE)

    def _build_head(self) -> None:
        self.head = PanelHead("", self)
        self.head.setFixedHeight(40)
        self.kind = self._box(
            self.tr("What is compared"),
            (
                (self.tr("Chapters and sources"), str(Kind.CHAPTERS)),
                (self.tr("Tags and sources"), str(Kind.TAGS)),
                (self.tr("Actors and tags"), str(Kind.ACTORS)),
            ),
        )
        head = self.head.layout()
        assert isinstance(head, QHBoxLayout)
        head.insertWidget(0, self.kind)
        self.more = push_button("", lambda: self.view.page_right(), self.head, is_small=True, is_quiet=True)
        self.more.hide()
        self.field = FilterField(self.tr("Filter sources"), self.head)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.grouping = self._box(
            self.tr("What a column is"),
            (
                (self.tr("Columns as they fit"), ""),
                (self.tr("By source"), str(Grouping.SOURCE)),
                (self.tr("By outlet"), str(Grouping.OUTLET)),
                (self.tr("By origin"), str(Grouping.ORIGIN)),
            ),
        )
        self.measure = self._box(
            self.tr("What is counted"),
            (
                (self.tr("Count statements"), str(Measure.STATEMENTS)),
                (self.tr("Count words quoted"), str(Measure.WORDS)),
                (self.tr("Count origins"), str(Measure.ORIGINS)),
            ),
        )
        for each in (self.more, self.field, self.grouping, self.measure):
            self.head.add_widget(each)

    def _box(self, name: str, rows: Sequence[tuple[str, str]]) -> CalmBox:
        box = CalmBox(self.head)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for words, data in rows:
            box.addItem(words, data)
        return box

    def _connect(self) -> None:
        for box, _ in self._boxes:
            box.activated.connect(lambda _: self._wish_changed())
        self.field.filtered.connect(self._narrow)
        self.field.left_down.connect(lambda: self.view.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.view.opened.connect(self._open)
        self.view.current_changed.connect(self.status_changed)
        self.view.fitted.connect(self._say_more)
        self.view.menu_wanted.connect(self._show_menu)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)

    def _restore(self) -> None:
        local = self._shell.session.local
        for box, key in self._boxes:
            box.choose(local.get(key, ""))
        self._name_parts()

    # What is wanted

    def _count(self, reader: Reader) -> Matrix:
        return read_matrix(reader, self._wish)

    def _narrow(self, words: str) -> None:
        self._keep()
        self.model.set_filter(words)
        self._settle()

    def _wish_changed(self) -> None:
        self._name_parts()
        self._counting.ask()
        if self._counting.is_open:
            self.head.set_count(self.tr("counting…"))

    def _name_parts(self) -> None:
        self._wish = self.wish
        kind = self.wish.kind
        corners = {Kind.CHAPTERS: self.tr("Chapter"), Kind.TAGS: self.tr("Tag"), Kind.ACTORS: self.tr("Actor")}
        self.view.set_corner(corners[kind])
        self._fit_head()
        words = self.tr("Filter tags") if kind is Kind.ACTORS else self.tr("Filter sources")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)

    def _fit_head(self) -> None:
        """Leave out of a narrow head what is needed least."""
        self.grouping.setVisible(self._wish.kind is not Kind.ACTORS and self.width() >= ROOM_FOR_GROUPING)
        self.field.setVisible(self.width() >= ROOM_FOR_FILTER)

    # What comes

    def _keep(self) -> None:
        """Remember where the keyboard is, by what stands there."""
        index = self.view.table.currentIndex()
        if self.model.cell_at(index) is not None:
            self._kept = self.model.rows[index.row()].uid, self.model.columns[index.column()].key

    def _settle(self) -> None:
        found = self.model.index_of(*self._kept) if self._kept is not None else self.model.index(-1, -1)
        if not found.isValid() and self.view.table.hasFocus():
            found = self.model.index(0, 0)
        self.view.table.setCurrentIndex(found)
        has_rows = bool(self.model.rows) and bool(self.model.matrix.columns)
        if has_rows:
            self._pages.setCurrentWidget(self.view)
        else:
            self._say_empty()
        self._say_count()
        self.status_changed.emit()

    def _take(self, matrix: Matrix) -> None:
        self._is_known = True
        self._keep()
        self.model.show(matrix, self.wish.measure)
        self._settle()

    def _say_count(self) -> None:
        matrix, shown = self.model.matrix, len(self.model.columns)
        one, many = {
            Grouping.SOURCE: (self.tr("1 source"), self.tr("{0} sources")),
            Grouping.OUTLET: (self.tr("1 outlet"), self.tr("{0} outlets")),
            Grouping.ORIGIN: (self.tr("1 origin"), self.tr("{0} origins")),
        }[matrix.grouping]
        if matrix.kind is Kind.ACTORS:
            one, many = self.tr("1 tag"), self.tr("{0} tags")
        every = len(matrix.columns)
        words = one if every == 1 else many.format(f"{every:,}")
        if shown < every:
            words = self.tr("{0} of {1}").format(f"{shown:,}", words)
        self.head.set_count(words if every else "")
        self._say_more()

    def _say_more(self) -> None:
        """Offer the columns that are beyond the edge."""
        count = self.view.hidden_at_right if self.has_table else 0
        self.more.setVisible(count > 0)
        words = self.tr("+{0} more").format(f"{count:,}")
        self.more.setText(words)
        self.more.setAccessibleName(self.tr("Show the next columns, {0}").format(words))
        self.more.setToolTip(self.tr("Columns further right, which say less; click to see the next"))

    def _say_empty(self) -> None:
        kind, rows = self.model.matrix.kind, self.model.rows
        if kind is Kind.CHAPTERS and not rows:
            fact, advice = self.tr("The outline has no chapters yet."), self.tr("Add the report's chapters in Arrange.")
            button = self.tr("Go to Arrange")
        elif kind is Kind.CHAPTERS:
            fact = self.tr("No statement stands in a chapter yet.")
            advice = self.tr("Place statements in chapters, and this shows which source says how much about each.")
            button = self.tr("Go to Arrange")
        elif kind is Kind.TAGS:
            fact = self.tr("No statement has a tag yet.")
            advice = self.tr("Select a sentence in Read and press T, and this shows which source says how much.")
            button = self.tr("Go to Read")
        else:
            fact = self.tr("No tagged statement names its actor yet.")
            advice = self.tr("Say in a statement's card who said it, and this shows who speaks about what.")
            button = self.tr("Go to Read")
        self.empty.set_words(fact, advice)
        self.empty.button.setText(button)
        self.empty.button.setAccessibleName(button)
        self.empty.button.show()
        self._pages.setCurrentWidget(self.empty)

    def _say_waiting(self) -> None:
        self.empty.set_words(self.tr("Counting statements…"), self.tr("A large project takes a moment."))
        self.empty.button.hide()
        self._pages.setCurrentWidget(self.empty)

    # What is done

    def _act_on_empty(self) -> None:
        self._shell.show_workspace("arrange" if self.model.matrix.kind is Kind.CHAPTERS else "read")

    def _open(self, index: AnyIndex) -> None:
        if not index.isValid() or not self.has_table:
            return
        row = self.model.rows[index.row()]
        if isinstance(index.model(), TotalsModel):
            if self.model.matrix.total(row).statements:
                self.open_wanted.emit(_wanted(self.model.matrix.kind, row), head_words(row))
            return
        column = self.model.columns[index.column()]
        if self.model.matrix.cell(row, column).statements:
            words = self.tr("{0}, {1}").format(row_phrase(self.model.matrix, row), head_words(column))
            self.open_wanted.emit(_wanted(self.model.matrix.kind, row, column), words)

    def _show_menu(self, at: QPoint) -> None:
        if self.menu.actions():
            self._shell.commands.refresh()
            self.menu.popup(at)


def _wanted(kind: Kind, row: Row, column: Column | None = None) -> StatementFilter:
    """Give the filter for the statements behind a cell, or behind a whole row."""
    source_uids, tag_uid = (column.source_uids, column.tag_uid) if column else ((), "")
    if kind is Kind.CHAPTERS:
        return StatementFilter(source_uids, chapter_uid=row.uid)
    if kind is Kind.TAGS:
        return StatementFilter(source_uids, tag_uid=row.uid)
    return StatementFilter(tag_uid=tag_uid, actor_uid=row.uid)

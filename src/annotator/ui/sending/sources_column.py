"""Which sources go into a copy: a list that holds thousands, with a filter."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QStyleOptionViewItem, QTableView, QWidget

from annotator.session.project_session import ProjectSession
from annotator.session.sending_session import PUBLISHED, SOURCE, STATEMENTS, TITLE, SourcesToSend
from annotator.ui.sending.ticking import TickColumn
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import TABLE_ROW, EmptyState, FilterField, RowDelegate, make_dense
from annotator.ui.widgets.delegates import AnyIndex

_WIDTHS = {SOURCE: 160, PUBLISHED: 104, STATEMENTS: 92}
# The head's words stand over those of the rows, which the style sets in by three.
_SPACES = "QHeaderView::section { padding: 0 11px; }"
_FILTER_WIDTH, _LEAST_TITLE = 190, 80


class SourcesColumn(TickColumn):
    """Tick sources; All and None are about those that the filter shows."""

    def __init__(self, session: ProjectSession, parent: QWidget) -> None:
        super().__init__("", parent)
        self.head.set_title(self.tr("Sources"))
        self.setAccessibleName(self.tr("Sources"))
        self._pages = QStackedWidget(self)
        self.set_content(self._pages)
        self.model = SourcesToSend(session, self)
        self.view = _SourcesTable(self.model, self._pages)
        self.empty = EmptyState("", "", parent=self._pages)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self.filter = _Filter(self.tr("Filter sources"), self)
        self.filter.setFixedWidth(_FILTER_WIDTH)
        self.filter.filtered.connect(self._filter)
        self.filter.left_down.connect(self.enter_list)
        self.head.add_widget(self.filter)
        self.all_wanted.connect(self.model.tick_shown)
        self.model.ticked.connect(self._count)
        self._count()

    def enter_list(self) -> None:
        """Give the list the keyboard."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.selectRow(0)

    def _count(self) -> None:
        model = self.model
        ticked, total = f"{len(model.ticked_sources):,}", f"{model.total:,}"
        self.count.setText(self.tr("{0} of {1} sources").format(ticked, total))
        is_filtered = model.is_filtered
        self.head.set_count(self.tr("{0} shown").format(f"{model.rowCount():,}") if is_filtered else "")
        self.all_button.setText(self.tr("All shown") if is_filtered else self.tr("All"))
        self.none_button.setText(self.tr("None shown") if is_filtered else self.tr("None"))
        self.all_button.setAccessibleName(self.tr("Tick every source that is shown"))
        self.none_button.setAccessibleName(self.tr("Tick no source that is shown"))
        if is_filtered:
            self.empty.set_words(self.tr("No source has these words."), self.tr("Delete a few letters of the filter."))
        else:
            self.empty.set_words(self.tr("No sources yet."), self.tr("The chapters can go by themselves."))
        for each in (self.all_button, self.none_button):
            each.setEnabled(model.rowCount() > 0)
        self._pages.setCurrentWidget(self.view if model.rowCount() else self.empty)

    def _filter(self, words: str) -> None:
        self.model.set_filter(words)
        self._count()


class _Filter(FilterField):
    """A filter in which Enter filters, and does not press the window's button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class _SourcesTable(QTableView):
    """Rows with a box; Space ticks all selected ones, or unticks them where all are ticked."""

    def __init__(self, model: SourcesToSend, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        make_dense(self)
        self.setItemDelegate(_SourceRow(TABLE_ROW, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(_SPACES)
        self.setAccessibleName(self.tr("Sources to send"))
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(_LEAST_TITLE)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
        Theme.active().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the date out where it would leave the title no room."""
        super().resizeEvent(event)
        self.setColumnHidden(PUBLISHED, self.viewport().width() < sum(_WIDTHS.values()) + _LEAST_TITLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            rows = [index.row() for index in self.selectionModel().selectedRows(SOURCE)]
            self._rows.tick(rows, not all(self._rows.ticks(row) for row in rows))
        else:
            super().keyPressEvent(event)


class _SourceRow(RowDelegate):
    """Plain cells, of which only the source's name is in full ink."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if isinstance(index, QModelIndex) and index.column() in (PUBLISHED, STATEMENTS):
            ink = colour(Theme.active().tokens.muted)
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, ink)

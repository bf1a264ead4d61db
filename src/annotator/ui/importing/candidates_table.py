"""The table of the import desk: which files there are, and how each stands."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from annotator.session.import_session import Candidate
from annotator.session.models.import_model import (
    CANDIDATE_ROLE,
    CHOSEN,
    FILE,
    FOUND,
    IMAGES,
    KIND,
    OUTLET,
    PUBLISHED,
    WORDS,
    AnyIndex,
    ImportModel,
)
from annotator.ui.theme import Theme, colour
from annotator.ui.widgets import TABLE_ROW, RowDelegate, make_dense, paint_badge

WIDTHS = {CHOSEN: 36, KIND: 100, OUTLET: 128, PUBLISHED: 104, WORDS: 66, IMAGES: 62, FOUND: 170}


class CandidatesTable(QTableView):
    """Rows of files.

    Signals: `current_moved()`; `deleted()` by the Delete key.
    """

    current_moved = Signal()
    deleted = Signal()

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        make_dense(self)
        self.setItemDelegate(CandidateDelegate(TABLE_ROW, self))
        self.setAlternatingRowColors(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Files to import"))
        head = self.horizontalHeader()
        head.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(False)
        for column, width in WIDTHS.items():
            head.resizeSection(column, width)
        Theme.active().changed.connect(self.viewport().update)

    @property
    def current(self) -> Candidate | None:
        """The candidate in the current row."""
        return self._rows.candidate(self.currentIndex())

    @property
    def selected(self) -> list[Candidate]:
        """The candidates in the selected rows."""
        rows = self.selectionModel().selectedRows()
        found = [self._rows.candidate(index) for index in sorted(rows, key=QModelIndex.row)]
        return [each for each in found if each is not None]

    def select(self, candidate: Candidate) -> None:
        """Make a candidate the current row."""
        index = self._rows.index(self._rows.row_of(candidate), FILE)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self.scrollTo(index)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            rows = [index.row() for index in self.selectionModel().selectedRows()]
            is_on = any(not each.is_chosen for each in self.selected if each.can_come_in)
            self._rows.set_chosen(rows, is_on)
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class CandidateDelegate(RowDelegate):
    """Plain cells, muted where a file cannot come in; the last is a badge."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        candidate = index.data(CANDIDATE_ROLE)
        tokens = Theme.active().tokens
        is_quiet = not candidate.can_come_in or index.column() == KIND
        ink = colour(tokens.muted if is_quiet else tokens.text)
        if candidate.can_come_in and index.column() == OUTLET and not _has_outlet(candidate):
            ink = colour(tokens.warn)
        for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
            option.palette.setColor(role, ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.column() != FOUND:
            super().paint(painter, option, index)
            return
        self.draw_ground(painter, option, index)
        model, candidate = index.model(), index.data(CANDIDATE_ROLE)
        assert isinstance(model, ImportModel)
        words, state, icon = model.found(candidate)
        rect = QRectF(QRect(option.rect)).adjusted(8, 0, -4, 0)
        paint_badge(painter, rect, words, state, icon)
        self.draw_focus(painter, option, index)


def _has_outlet(candidate: Candidate) -> bool:
    known = candidate.metadata.get("outlet")
    return bool(known and known.value)

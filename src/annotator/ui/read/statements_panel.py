"""The table of statements below the panes."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.records import StatementFilter, Tag
from annotator.session.catalogue import Catalogue
from annotator.session.models.statements_model import (
    CHAPTERS,
    PLACE,
    QUOTE,
    SORTS,
    SOURCE,
    TAGS,
    TAGS_ROLE,
    StatementsModel,
)
from annotator.ui.read.quote_cell import QuoteCell
from annotator.ui.read.statement_filters import ALL_SOURCES, OPEN_SOURCES, TO_CHECK, UNPLACED, StatementFilters
from annotator.ui.theme import Theme, colour, interface_font
from annotator.ui.widgets import (
    SWATCH_SIDE,
    TABLE_ROW,
    EmptyState,
    FilterField,
    PanelHead,
    RowDelegate,
    make_dense,
    paint_swatch,
)
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

FIELD_WIDTH = 180
WIDTHS = {PLACE: 52, SOURCE: 124, TAGS: 152, CHAPTERS: 56}
MOST_LISTED = 40


class StatementsPanel(QWidget):
    """Find statements, select one, go to its place.

    Signals: `show_wanted(statement)`; `delete_wanted(statements)`, `tag_wanted(statements)` with lists of uids;
    `place_wanted(statements, chapter)`; `edit_wanted()`; `link_wanted()` from the selected statement and
    `who_else_wanted()` for it.
    """

    show_wanted = Signal(str)
    delete_wanted = Signal(list)
    tag_wanted = Signal(list)
    place_wanted = Signal(list, str)
    edit_wanted = Signal()
    link_wanted = Signal()
    who_else_wanted = Signal()

    def __init__(
        self, shell: Shell, model: StatementsModel, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._selection = shell.session.selection
        self._catalogue = catalogue
        self.model = model
        self._open: tuple[str, ...] = ()
        self._is_restoring = False
        self._kept: list[str] = []
        self.setAccessibleName(self.tr("Statements"))
        self._build()
        self.filters.changed.connect(self.refresh)
        self.filters.tag_chosen.connect(self._selection.set_tag)
        self.filters.chapter_chosen.connect(self._selection.set_chapter)
        self.field.filtered.connect(lambda _: self.refresh())
        self.field.left_down.connect(self._enter_table)
        self._selection.tag_changed.connect(self._take_tag)
        self._selection.chapter_changed.connect(self._take_chapter)
        self._selection.statement_changed.connect(self._show_current)
        model.about_to_answer.connect(self._keep_selection)
        model.answered.connect(self._take_answer)
        self.refresh()

    @property
    def selected_uids(self) -> list[str]:
        """The statements whose rows are selected, in the table's order."""
        rows = self.table.selectionModel().selectedRows()
        return [self.model.uid_at(index) for index in sorted(rows, key=lambda each: each.row())]

    def refresh(self) -> None:
        """Ask for the statements that the boxes and the field want now."""
        filters = self.filters
        chapter = filters.chapter.currentData() or ""
        is_open_only = filters.scope.currentData() == OPEN_SOURCES
        wanted = StatementFilter(
            source_uids=self._open if is_open_only else (),
            tag_uid=filters.tag.currentData() or "",
            chapter_uid="" if chapter == UNPLACED else chapter,
            actor_uid=filters.actor.currentData() or "",
            reviewer_uid=filters.reviewer.currentData() or "",
            text=self.field.text().strip(),
            placed=False if chapter == UNPLACED else None,
            to_check=filters.scope.currentData() == TO_CHECK,
            sort=self.model.wanted.sort,
            descending=self.model.wanted.descending,
        )
        filters.refresh()
        filters.setVisible(self.more_button.isChecked() or filters.is_narrow)
        self.model.set_wanted(wanted, is_nothing=is_open_only and not self._open)

    def set_open_sources(self, uids: tuple[str, ...]) -> None:
        """Say which sources are in the panes."""
        if uids != self._open:
            self._open = uids
            self.refresh()

    def menu(self) -> QMenu:
        """Make the menu of the selected statements."""
        menu = QMenu(self)
        uids = self.selected_uids
        rows = [
            (self.tr("&Show in its source") + "\tEnter", lambda: self.show_wanted.emit(uids[0])),
            (self.tr("&Tag…") + "\tT", lambda: self.tag_wanted.emit(uids)),
            (self.tr("&Edit") + "\tF2", self.edit_wanted.emit),
            (self.tr("&Link…") + "\tL", self.link_wanted.emit),
            (self.tr("&Who else says this?") + "\tW", self.who_else_wanted.emit),
        ]
        for words, run in rows:
            menu.addAction(words).triggered.connect(lambda _=False, run=run: run())
        chapters = QMenu(self.tr("&Put into chapter"), menu)
        for each in list(self._catalogue.chapters.values())[:MOST_LISTED]:
            words = f"{each.number} {each.title}".replace("&", "&&")
            chapters.addAction(words).triggered.connect(lambda _=False, uid=each.uid: self.place_wanted.emit(uids, uid))
        chapters.setEnabled(bool(self._catalogue.chapters))
        menu.addMenu(chapters)
        menu.addSeparator()
        menu.addAction(self.tr("&Delete") + "\tDel").triggered.connect(lambda: self.delete_wanted.emit(uids))
        return menu

    # Inside

    def _build(self) -> None:
        self._head = PanelHead(self.tr("Statements"), self)
        self.field = FilterField(self.tr("Filter"), self)
        self.field.setAccessibleName(self.tr("Filter statements by their words"))
        self.field.setFixedWidth(FIELD_WIDTH)
        self.more_button = self._head.add_tool("tune-variant", self.tr("Filter by tag, chapter, actor"), self.refresh)
        self.more_button.setCheckable(True)
        self._head.add_widget(self.field)
        self.filters = StatementFilters(self._catalogue, self)
        self.table = _Table(self)
        self.table.setModel(self.model)
        make_dense(self.table)
        self.table.setItemDelegateForColumn(TAGS, _TagsCell(TABLE_ROW, self.table))
        self.table.setItemDelegateForColumn(QUOTE, QuoteCell(TABLE_ROW, self.table))
        self.table.setItemDelegateForColumn(PLACE, _MutedCell(TABLE_ROW, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setDragEnabled(True)
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(self.tr("Statements"))
        head = self.table.horizontalHeader()
        head.setMinimumSectionSize(44)
        for column, width in WIDTHS.items():
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(QUOTE, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicator(PLACE, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.doubleClicked.connect(lambda index: self.show_wanted.emit(self.model.uid_at(index)))
        self.table.entered_wanted.connect(self._show_first)
        self.table.delete_wanted.connect(lambda: self.delete_wanted.emit(self.selected_uids))
        self.table.tag_wanted.connect(lambda: self.tag_wanted.emit(self.selected_uids))
        self.table.edit_wanted.connect(self.edit_wanted)
        self.table.link_wanted.connect(self.link_wanted)
        self.table.who_else_wanted.connect(self.who_else_wanted)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().currentRowChanged.connect(self._select_current)
        self._empty = EmptyState("", "", "", None, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for each in (self._head, self.filters):
            layout.addWidget(each)
        layout.addWidget(self._pages, 1)

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self._select_row(self.model.index(0, 0))

    def _keep_selection(self) -> None:
        self._kept = self.selected_uids
        self._is_restoring = True

    def _select_current(self, current: AnyIndex, _previous: AnyIndex) -> None:
        if not self._is_restoring and current.isValid():
            self._is_restoring = True  # or the rows that are selected beside this one would be let go
            self._selection.set_statement(self.model.uid_at(current))
            self._is_restoring = False

    def _show_current(self, uid: str) -> None:
        """Follow the statement that is selected elsewhere."""
        if self._is_restoring:
            return
        index = self.model.index_of(uid)
        self._is_restoring = True
        if index.isValid():
            if index.row() != self.table.currentIndex().row() or len(self.selected_uids) != 1:
                self._select_row(index)
        else:
            self.table.clearSelection()
            self.table.setCurrentIndex(self.model.index(-1, -1))
        self._is_restoring = False

    def _select_row(self, index: QModelIndex) -> None:
        """Select one row; the view's own way would look at the keys that happen to be held."""
        flag = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.table.scrollTo(index)

    def _show_first(self) -> None:
        uids = self.selected_uids
        if uids:
            self.show_wanted.emit(uids[0])

    def _show_menu(self, at: QPoint) -> None:
        if self.selected_uids:
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _take_answer(self) -> None:
        """Put the selection back where it was, and say how many there are."""
        self._is_restoring = True
        kept, self._kept = self._kept, []
        if kept:
            model = self.table.selectionModel()
            flag = QItemSelectionModel.SelectionFlag
            for uid in kept:
                index = self.model.index_of(uid)
                if index.isValid():
                    model.select(index, flag.Select | flag.Rows)
        self._is_restoring = False
        if len(kept) <= 1:
            self._show_current(self._selection.statement_uid)
        self._say_count()

    def _say_count(self) -> None:
        count = self.model.rowCount()
        scope = self.filters.scope.currentData()
        is_open_only = scope == OPEN_SOURCES
        words = {
            OPEN_SOURCES: self.tr("{0} in the open sources"),
            ALL_SOURCES: self.tr("{0} in all sources"),
            TO_CHECK: self.tr("{0} to check in all sources"),
        }
        self._head.set_count(words[scope].format(f"{count:,}"))
        self._pages.setCurrentWidget(self.table if count else self._empty)
        if count:
            return
        if self.filters.is_narrow or self.field.text():
            self._empty.set_words(
                self.tr("No statement fits the filter."), self.tr("Clear a box, or look in all sources.")
            )
        elif scope == TO_CHECK:
            self._empty.set_words(
                self.tr("No statement waits for a look."),
                self.tr("Where a source was corrected, those that moved or were not found are listed here."),
            )
        elif is_open_only and not self._open:
            self._empty.set_words(self.tr("No source is open."), self.tr("Choose one from the list at the left."))
        else:
            self._empty.set_words(
                self.tr("No statements yet."), self.tr("Click a sentence and press T to tag it, or H to highlight it.")
            )

    def _take_chapter(self, uid: str) -> None:
        if uid or self.filters.chapter.currentData() != UNPLACED:
            self.filters.chapter.choose(uid)
        self.refresh()

    def _take_tag(self, uid: str) -> None:
        self.filters.tag.choose(uid)
        self.refresh()

    def sorted_by(self) -> tuple[str, bool]:
        """Give the order of the table, to be remembered."""
        return self.model.wanted.sort, self.model.wanted.descending

    def sort_by(self, key: str, is_descending: bool) -> None:
        """Put the table into an order that was remembered."""
        if key in SORTS:
            order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(SORTS.index(key), order)


class _Table(QTableView):
    """Rows opened by Enter, tagged by T, linked by L, edited by F2, deleted by Delete; W asks who else says it."""

    entered_wanted = Signal()
    delete_wanted = Signal()
    tag_wanted = Signal()
    edit_wanted = Signal()
    link_wanted = Signal()
    who_else_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wishes = {
            Qt.Key.Key_Return: self.entered_wanted,
            Qt.Key.Key_Enter: self.entered_wanted,
            Qt.Key.Key_Delete: self.delete_wanted,
            Qt.Key.Key_T: self.tag_wanted,
            Qt.Key.Key_F2: self.edit_wanted,
            Qt.Key.Key_L: self.link_wanted,
            Qt.Key.Key_W: self.who_else_wanted,
        }
        wish = wishes.get(Qt.Key(event.key()))
        if wish is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if self.selectionModel().hasSelection():
                wish.emit()
        else:
            super().keyPressEvent(event)


class _MutedCell(RowDelegate):
    """A place in its source, in muted."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        option.palette.setColor(option.palette.ColorRole.Text, colour(Theme.active().tokens.muted))
        option.palette.setColor(option.palette.ColorRole.HighlightedText, colour(Theme.active().tokens.muted))


class _TagsCell(RowDelegate):
    """A swatch for each tag; the name of the first, and of the others where there is room."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = self._view.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, self._view)
        tags: list[Tag] = index.data(TAGS_ROLE) or []
        rect = QRectF(QRect(option.rect)).adjusted(8, 0, -8, 0)
        painter.save()
        painter.setFont(interface_font())
        painter.setPen(colour(Theme.active().tokens.text))
        metrics = QFontMetricsF(painter.font())
        x = rect.left()
        for tag in tags:
            if x + SWATCH_SIDE > rect.right():
                break
            paint_swatch(painter, QRectF(x, rect.top(), SWATCH_SIDE, rect.height()), tag.colour)
            x += SWATCH_SIDE + 6
            # Every tag has its square at least; names take what the squares of the others leave.
            room = rect.right() - x - (len(tags) - tags.index(tag) - 1) * (SWATCH_SIDE + 6)
            if room > 24:
                shown = metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRectF(x, rect.top(), room, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), shown)
                x += metrics.horizontalAdvance(shown) + 10
        painter.restore()
        self.draw_focus(painter, option, index)

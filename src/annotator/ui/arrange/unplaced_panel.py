"""The statements that stand in no chapter, at the right of Arrange."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.records import Chapter, Source
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.models.chapter_model import AnyIndex
from annotator.session.models.unplaced_model import ITEM_ROLE, UnplacedModel, UnplacedRow
from annotator.store.reader import Reader
from annotator.ui.arrange.wrapping import WrappedText, wrapped
from annotator.ui.commands import Command, shortcut_words
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import EmptyState, FilterField, PanelHead, RowDelegate, label, line, paint_swatch
from annotator.ui.workspace import Shell

PITCH, META, PAD, TEXT_LEFT, MOST_LINES = 19, 16, 8, 30, 4


class UnplacedPanel(QWidget):
    """What is still to be placed, and the button that places it.

    Signals: `place_wanted()`; `show_wanted(statement)`; `selected()` when the selection changes.
    """

    place_wanted = Signal()
    show_wanted = Signal(str)
    selected = Signal()

    def __init__(self, shell: Shell, model: UnplacedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._model = shell, model
        self._chapter: Chapter | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.head = PanelHead(self.tr("Not placed"), self)
        self.filter = FilterField(self.tr("Filter"), self)
        self.filter.filtered.connect(model.set_text)
        self.filter.left_down.connect(self._enter_list)
        self.sources = QComboBox(self)
        self.sources.setAccessibleName(self.tr("Source"))
        self.sources.setMinimumWidth(96)
        self.sources.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sources.setMinimumContentsLength(9)
        self.sources.currentIndexChanged.connect(lambda _: model.set_source(self.sources.currentData() or ""))
        self.view = UnplacedList(model, self)
        self.view.show_wanted.connect(self.show_wanted)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        self.menu = QMenu(self)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self._empty = EmptyState("", "", parent=self)
        self.button = QPushButton(self)
        self.button.setProperty("accent", True)
        self.button.clicked.connect(self.place_wanted)
        self._keys = label("", "meta", self)
        self._lay_out()
        model.counted.connect(self._counted)
        self._sources = Inquiry(shell.session, Reader.sources, self._fill_sources, self)
        self._sources.ask()
        model.search()
        self._say_button()

    def next_row(self) -> int:
        """Give the first selected row, where the next statement will be once these are placed."""
        return min((index.row() for index in self.view.selectedIndexes()), default=0)

    def refresh(self, changes: Changes) -> None:
        """Bring the list up to date after an edit."""
        if changes.has("source"):
            self._sources.ask()
        self._model.refresh(changes)

    def select_row(self, row: int) -> None:
        """Select one row, or the last where there are fewer."""
        count = self._model.rowCount()
        if count:
            self.view.setCurrentIndex(self._model.index(max(0, min(row, count - 1))))

    def select_statement(self, uid: str) -> None:
        """Select a statement that is in the list; any other leaves the selection alone."""
        row = self._model.row_of(uid)
        if row >= 0 and uid not in self.selected_uids():
            self.view.setCurrentIndex(self._model.index(row))

    def selected_uids(self) -> list[str]:
        """Give the selected statements in the list's order."""
        return [self._model.statement_uid(row) for row in sorted(each.row() for each in self.view.selectedIndexes())]

    def set_chapter(self, chapter: Chapter | None) -> None:
        """Say where the button places."""
        self._chapter = chapter
        self._say_button()

    def show_keys(self, command: Command) -> None:
        """Say the command's key beside the button."""
        self._keys.setText(shortcut_words(command))

    def take_focus(self) -> None:
        """Take the keyboard: into the list, or into the filter where the list is empty."""
        if self._model.rowCount():
            self._enter_list()
        else:
            self.filter.setFocus()

    def _counted(self, count: int) -> None:
        self.head.set_count(f"{count:,}")
        if self._model.has_filter:
            self._empty.set_words(self.tr("Nothing matches."), self.tr("Delete a few letters, or choose all sources."))
        else:
            self._empty.set_words(
                self.tr("Every statement has its place."), self.tr("New highlights come here until they are placed.")
            )
        self._stack.setCurrentIndex(0 if count else 1)
        self._select_something()
        self._selection_changed()

    def _enter_list(self) -> None:
        self.view.setFocus()
        if not self.view.currentIndex().isValid():
            self.select_row(0)

    def _fill_sources(self, sources: list[Source]) -> None:
        chosen = self.sources.currentData()
        self.sources.blockSignals(True)
        self.sources.clear()
        self.sources.addItem(self.tr("All sources"), "")
        for source in sources:
            self.sources.addItem(source.label, source.uid)
            self.sources.setItemData(self.sources.count() - 1, source.title, Qt.ItemDataRole.ToolTipRole)
        self.sources.setCurrentIndex(max(0, self.sources.findData(chosen)))
        self.sources.blockSignals(False)

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setContentsMargins(12, 0, 12, 8)
        fields.setSpacing(6)
        fields.addWidget(self.filter, 3)
        fields.addWidget(self.sources, 2)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(12, 6, 12, 6)
        buttons.setSpacing(8)
        buttons.addWidget(self.button)
        buttons.addWidget(self._keys)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(fields)
        layout.addWidget(line(parent=self))
        layout.addWidget(self._stack, 1)
        layout.addWidget(foot)

    def _say_button(self) -> None:
        count, chapter = len(self.view.selectedIndexes()), self._chapter
        if chapter is None:
            self.button.setText(self.tr("Place"))
        elif count > 1:
            self.button.setText(self.tr("Place {0} in chapter {1}").format(f"{count:,}", chapter.number))
        else:
            self.button.setText(self.tr("Place in chapter {0}").format(chapter.number))
        self.button.setEnabled(bool(count) and chapter is not None)
        why = self.tr("Choose a chapter at the left first") if chapter is None else ""
        self.button.setToolTip(why or (chapter.title if chapter and count else self.tr("Select a statement first")))

    def _select_something(self) -> None:
        if not self.view.selectedIndexes():
            self.select_row(0)

    def _selection_changed(self) -> None:
        self._say_button()
        self.selected.emit()

    def _show_menu(self, point: QPoint) -> None:
        self.menu.popup(self.view.viewport().mapToGlobal(point))


class UnplacedList(QListView):
    """The list itself, from which statements are dragged.

    Signals: `show_wanted(statement)` by a double click or Enter.
    """

    show_wanted = Signal(str)

    def __init__(self, model: UnplacedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(UnplacedDelegate(self))
        self.setProperty("ground", "base")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Statements that are not placed"))
        self.activated.connect(lambda index: self.show_wanted.emit(model.statement_uid(index.row())))
        Theme.active().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.show_wanted.emit(self._rows.statement_uid(index.row()))


class UnplacedDelegate(RowDelegate):
    """Swatch, the quote over up to four lines, number, place and tag below it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(PITCH, view)
        self._list = view
        self._key = interface_font().toString()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ITEM_ROLE)
        self.draw_ground(painter, option, index)
        if not isinstance(row, UnplacedRow):
            return
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        painter.save()
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour(tokens.line))
        paint_swatch(painter, QRectF(rect.left() + 12, rect.top() + PAD, 10, PITCH), row.colour_name)
        quote = self._quote(row)
        quote.draw(painter, QPointF(rect.left() + TEXT_LEFT, rect.top() + PAD), colour(tokens.text))
        meta = QRectF(rect.left() + TEXT_LEFT, rect.top() + PAD + quote.height, rect.width() - TEXT_LEFT - 10, META)
        self._paint_meta(painter, meta, row)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(ITEM_ROLE)
        height = self._quote(row).height if isinstance(row, UnplacedRow) else PITCH
        return QSize(self._list.viewport().width(), round(height) + META + 2 * PAD + 1)

    def _paint_meta(self, painter: QPainter, rect: QRectF, row: UnplacedRow) -> None:
        tokens = Theme.active().tokens
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect, middle, row.statement.code)
        rect.setLeft(rect.left() + QFontMetricsF(painter.font()).horizontalAdvance(row.statement.code) + 7)
        painter.setFont(interface_font(Step.META))
        metrics = QFontMetricsF(painter.font())
        place = metrics.elidedText(row.place, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle, place)
        rect.setLeft(rect.left() + metrics.horizontalAdvance(place) + 7)
        painter.drawText(rect, middle, metrics.elidedText(row.tag_name, Qt.TextElideMode.ElideRight, rect.width()))

    def _quote(self, row: UnplacedRow) -> WrappedText:
        return wrapped(row.quote, self._key, self._list.viewport().width() - TEXT_LEFT - 10, PITCH, MOST_LINES)

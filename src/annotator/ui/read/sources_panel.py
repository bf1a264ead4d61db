"""The list of sources at the left."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStackedWidget, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.records import Source
from annotator.session.likeness_session import likeness_in
from annotator.session.models.sources_model import SOURCE_ROLE, SourcesModel, short_date
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import LIST_ROW, EmptyState, FilterField, PanelHead, RowDelegate
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

IMPORT, ALIKE = "project.import", "review.alike"


class SourcesPanel(QWidget):
    """Find a source and open it.

    Signals: `open_wanted(source, is_beside)`; `details_wanted(source)`; `correction_wanted(source)`.
    """

    open_wanted = Signal(str, bool)
    details_wanted = Signal(str)
    correction_wanted = Signal(str)

    def __init__(self, shell: Shell, model: SourcesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.model = model
        self.setAccessibleName(self.tr("Sources"))
        self._head = PanelHead(self.tr("Sources"), self)
        if shell.commands.has(IMPORT):
            self._head.add_tool("plus", self.tr("Import articles"), lambda: shell.commands.run(IMPORT))
        self.filter = FilterField(self.tr("Filter sources"), self)
        self.filter.filtered.connect(self._filter)
        self.filter.left_down.connect(self._enter_list)
        self.view = _SourceList(model, self)
        self.view.opened.connect(self.open_wanted)
        self.view.menu_wanted.connect(self.show_menu)
        self.view.delete_wanted.connect(self.delete_current)
        self._empty = EmptyState("", "", self.tr("Import"), self._import, self, is_accent=True)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        padded = QVBoxLayout()
        padded.setContentsMargins(12, 0, 12, 6)
        padded.addWidget(self.filter)
        layout.addLayout(padded)
        layout.addWidget(self._pages, 1)
        model.counted.connect(self._count)
        shell.session.selection.source_changed.connect(self._show_current)
        self._count()

    @property
    def current(self) -> Source | None:
        """The source that the keyboard is on."""
        return self.model.source_at(self.view.currentIndex())

    def delete_current(self) -> None:
        """Delete the current source with its statements."""
        source = self.current
        if source is None:
            return
        session = self._shell.session
        try:
            drafts = edits.delete_source(session.reader, source.uid)
            session.perform(drafts, self.tr("Delete source “{0}”").format(source.label))
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        many = self.tr("{0} deleted, with its {1} statements.").format(source.label, source.statement_count)
        self._shell.toast(
            many if source.statement_count else self.tr("{0} deleted.").format(source.label), can_undo=True
        )

    def mark_read(self, source: Source, is_read: bool) -> None:
        """Mark a source as read or unread by whoever sits here."""
        session = self._shell.session
        label = self.tr("Mark as read") if is_read else self.tr("Mark as unread")
        session.perform(edits.mark_read(source.uid, session.reviewer.uid, is_read), label, initiator=self)

    def show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the current source."""
        source = self.current
        if source is not None:
            menu = self.menu(source)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    def menu(self, source: Source) -> QMenu:
        """Make the menu of a source."""
        menu = QMenu(self)
        read_words = self.tr("Mark as &unread") if source.is_read else self.tr("Mark as &read")
        rows: list[tuple[str, str, Callable[[], object]] | None] = [
            (self.tr("&Open"), "Enter", lambda: self.open_wanted.emit(source.uid, False)),
            (self.tr("Open &beside"), "Ctrl+Enter", lambda: self.open_wanted.emit(source.uid, True)),
            None,
            (read_words, "", lambda: self.mark_read(source, not source.is_read)),
            (self.tr("&Details…"), "", lambda: self.details_wanted.emit(source.uid)),
            (self.tr("Replace by a &corrected article…"), "", lambda: self.correction_wanted.emit(source.uid)),
            (self.tr("What is ali&ke…"), "", lambda: self._show_alike(source)),
            None,
            (self.tr("&Delete source"), "Del", self.delete_current),
        ]
        for row in rows:
            if row is None:
                menu.addSeparator()
            else:
                words, keys, run = row
                menu.addAction(f"{words}\t{keys}" if keys else words).triggered.connect(lambda _=False, run=run: run())
        return menu

    def _count(self) -> None:
        model = self.model
        shown = model.rowCount()
        total = f"{model.total:,}"
        self._head.set_count(self.tr("{0} of {1}").format(f"{shown:,}", total) if model.is_filtered else total)
        if not shown and model.is_filtered:
            self._empty.set_words(self.tr("No source has these words."), self.tr("Delete a few letters of the filter."))
        elif not shown:
            self._empty.set_words(self.tr("No sources yet."), self.tr("Import articles to read them."))
        can_import = not model.is_filtered and self._shell.commands.has(IMPORT)
        self._empty.button.setVisible(can_import)
        self._pages.setCurrentWidget(self.view if shown else self._empty)
        self._show_current(self._shell.session.selection.source_uid)

    def _enter_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _filter(self, words: str) -> None:
        self.model.set_filter(words)
        self._count()

    def _import(self) -> None:
        if self._shell.commands.has(IMPORT):
            self._shell.commands.run(IMPORT)

    def _show_alike(self, source: Source) -> None:
        if self._shell.commands.has(ALIKE):
            self._shell.commands.run(ALIKE)
            likeness_in(self._shell.session).ask_for(source.uid)

    def _show_current(self, uid: str) -> None:
        index = self.model.index_of(uid)
        if index.isValid() and index != self.view.currentIndex():
            self.view.setCurrentIndex(index)


class _SourceList(QListView):
    """Rows that open by a click; the middle button, or Ctrl with a click or Enter, opens them beside."""

    opened = Signal(str, bool)
    menu_wanted = Signal(QPoint)
    delete_wanted = Signal()

    def __init__(self, model: SourcesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setModel(model)
        self.setItemDelegate(_SourceRow(LIST_ROW, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Sources"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton:
            self._open(index, True)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._open(index, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _open(self, index: QModelIndex, is_beside: bool) -> None:
        source = index.data(SOURCE_ROLE)
        if isinstance(source, Source):
            self.opened.emit(source.uid, is_beside)


class _SourceRow(RowDelegate):
    """Icon, outlet, date in muted, count at the right; what is not read yet has an icon in the accent."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        source = index.data(SOURCE_ROLE)
        if not isinstance(source, Source):
            return
        tokens = Theme.active().tokens
        self.draw_ground(painter, option, index)
        rect = QRectF(QRect(option.rect)).adjusted(12, 0, -12, 0)
        painter.save()
        icon = "text-box-check-outline" if source.is_read else "text-box-outline"
        mark = QRectF(rect.left(), rect.center().y() - 8, 16, 16)
        paint_icon(painter, mark, icon, tokens.muted if source.is_read else tokens.accent)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        count = f"{source.statement_count:,}" if source.statement_count else ""
        painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignRight), count)
        small = QFontMetricsF(painter.font())
        words = rect.adjusted(26, 0, -small.horizontalAdvance(count) - 8, 0)
        painter.setFont(interface_font())
        room = words.width() - QFontMetricsF(painter.font()).horizontalAdvance(source.label)
        date = short_date(source)
        if source.published is not None and small.horizontalAdvance(date) + 6 > room:
            # The day says more than the year where both cannot stand; the tooltip has all of it.
            date = date.removesuffix(f"{source.published.start.year:04}").strip() or date
        date_width = small.horizontalAdvance(date) + 6 if date else 0.0
        painter.setPen(colour(tokens.text))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(source.label, Qt.TextElideMode.ElideRight, words.width() - date_width)
        painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        rest = words.adjusted(metrics.horizontalAdvance(name) + 6, 1, 8, 1)
        painter.drawText(rest, int(middle | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), date)
        painter.restore()
        self.draw_focus(painter, option, index)

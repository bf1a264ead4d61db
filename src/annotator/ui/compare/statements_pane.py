"""The statements behind a cell of the matrix, to be looked through and opened in their sources."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from annotator.core.dates import format_date
from annotator.core.records import Statement, StatementFilter
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.details import Details, locator_words
from annotator.session.models.statements_model import QUOTE, STATEMENT_ROLE, StatementsModel
from annotator.ui.arrange.wrapping import wrapped
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import PanelHead, RowDelegate, paint_swatch
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

PITCH, LINES, META, INSET, PAD, TEXT_LEFT = 17, 3, 17, 12, 7, 28
LONGEST_TITLE = 40
ROW = 2 * PAD + LINES * PITCH + META
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class StatementsPane(QWidget):
    """List what is behind a cell. Enter shows a statement in its source, Escape closes the list.

    Signals: `closed()`; `status_changed()`.
    """

    closed = Signal()
    status_changed = Signal()

    def __init__(self, shell: Shell, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._is_asked = False
        self._contested: dict[str, bool] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.details = Details(shell.session.reader, catalogue)
        self.model = StatementsModel(shell.session, catalogue, self.details, self)
        self.head = PanelHead("", self)
        self.head.setFixedHeight(40)
        self.head.add_tool("close", self.tr("Close the list (Esc)"), self.closed.emit)
        self.list = _List(self)
        self.list.setModel(self.model)
        self.list.setModelColumn(QUOTE)
        self.list.setItemDelegate(_StatementDelegate(self.details, self.is_contested, self.list))
        self.list.setAccessibleName(self.tr("Statements behind the cell"))
        self.list.show_wanted.connect(self.show_current)
        self.list.left.connect(self.closed)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._current_changed())
        self.model.answered.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)

    @property
    def current(self) -> Statement | None:
        """The statement in the current row."""
        return self.model.statement_at(self.list.currentIndex())

    def forget(self, changes: Changes) -> None:
        """Look up again what an edit may have changed."""
        self.details.forget(changes)
        if changes.has("link", "statement"):
            self._contested.clear()
            self.list.viewport().update()

    def is_contested(self, uid: str) -> bool:
        """Tell whether another statement contradicts one."""
        if uid not in self._contested:
            links = self._shell.session.reader.links_of(uid)
            self._contested[uid] = any(link.kind == "contradicts" for link in links)
        return self._contested[uid]

    def show_current(self) -> None:
        """Show the current statement in its source, in Read."""
        statement, selection = self.current, self._shell.session.selection
        if statement is not None:
            self._shell.show_workspace("read")
            selection.set_statement(statement.uid)
            selection.request_show(statement.source_uid, statement.anchor.start, statement.anchor.end)

    def show_statements(self, wanted: StatementFilter, title: str) -> None:
        """List other statements and take the keyboard."""
        self._is_asked = True
        self.head.set_title(title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…")
        self.head.setToolTip(title)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.set_wanted(wanted)

    def status(self) -> str:
        """Say where the current statement stands, and what Enter does."""
        statement = self.current
        if statement is None:
            return ""
        words = self.tr("{0}, {1}. Enter shows it in its source, Esc goes back.")
        return words.format(statement.code, self.details.place(statement))

    def _current_changed(self) -> None:
        statement = self.current
        if statement is not None and self.list.hasFocus():
            self._shell.session.selection.set_statement(statement.uid)
        self.status_changed.emit()

    def _take(self) -> None:
        count = self.model.rowCount()
        self.head.set_count(f"{count:,}")
        if count and (self._is_asked or not self.list.currentIndex().isValid()):
            self._is_asked = False
            self.list.setCurrentIndex(self.model.index(0, QUOTE))
            self.list.scrollToTop()


class _List(QListView):
    """Signals: `show_wanted()` by Enter or a double click; `left()` by Escape."""

    show_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _: self.show_wanted.emit())
        Theme.active().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _StatementDelegate(RowDelegate):
    """The first lines of the words; below them where they stand, when they were said and by whom."""

    def __init__(self, details: Details, is_contested: Callable[[str], bool], view: QListView) -> None:
        super().__init__(ROW, view)
        self._details, self._is_contested = details, is_contested

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        statement = index.data(STATEMENT_ROLE)
        self.draw_ground(painter, option, index)
        if not isinstance(statement, Statement):
            return
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        painter.save()
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour(tokens.line))
        tag = self._details.first_tag(statement)
        if tag is not None:
            paint_swatch(painter, QRectF(rect.left() + INSET, rect.top() + PAD, 10, PITCH), tag.colour)
        area = rect.adjusted(TEXT_LEFT, PAD, -INSET, 0)
        quote = " ".join(statement.anchor.quote.split())
        text = wrapped(quote, interface_font().toString(), round(area.width()), PITCH, LINES)
        text.draw(painter, area.topLeft(), colour(tokens.text))
        said = format_date(statement.said_date, short=True) if statement.said_date else ""
        date = said or self._details.published(statement)
        place = f"{self._details.source_label(statement.source_uid)} {locator_words(statement)}".rstrip()
        words = ", ".join(filter(None, (place, date, self._details.actor_name(statement.actor_uid))))
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        line = QRectF(area.left(), area.top() + text.height, area.width(), META)
        if self._is_contested(statement.uid):
            mark = self.tr("contradicted")
            width = QFontMetricsF(painter.font()).horizontalAdvance(mark)
            painter.setPen(colour(tokens.warn))
            painter.drawText(QRectF(line.right() - width, line.top(), width, META), _MIDDLE, mark)
            icon = QRectF(line.right() - width - 18, line.top() + 1, 14, 14)
            paint_icon(painter, icon, "not-equal-variant", tokens.warn)
            painter.setPen(colour(tokens.muted))
            line.setRight(icon.left() - 8)
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _MIDDLE, shown)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._view.viewport().width(), ROW)

"""The outline at the left of Arrange: a tree with counts, and a mark where something is wanting."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.identity import new_uid
from annotator.core.records import Chapter
from annotator.session.chapter_edits import carry_items, place_statements
from annotator.session.models.board_model import (
    FINDINGS_COLUMN,
    FINDINGS_ROLE,
    SOURCES_COLUMN,
    STATEMENTS_COLUMN,
    TITLE,
    BoardModel,
    Survey,
)
from annotator.session.models.chapter_model import AnyIndex
from annotator.session.models.tree_model import RECORD_ROLE
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Theme, colour, interface_font
from annotator.ui.widgets import EmptyState, PanelHead, RowDelegate, label
from annotator.ui.workspace import Shell

ROW, INDENT = 28, 18
NUMBER_LEFT, NUMBER_GAP, NUMBER_WIDTH = 12, 7, 11
WIDTHS = {STATEMENTS_COLUMN: 84, SOURCES_COLUMN: 62, FINDINGS_COLUMN: 46}


class OutlineBoard(QWidget):
    """The chapters and everything that can be done to them.

    Signals: `chapter_chosen(str)`; `outline_wanted()` chapters are to be taken from a report.
    """

    chapter_chosen = Signal(str)
    outline_wanted = Signal()

    def __init__(self, shell: Shell, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._model = shell, model
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.head = PanelHead(self.tr("Outline"), self)
        self.head.add_tool("plus", self.tr("Add chapter"), self.add)
        self.tree = ChapterTree(model, self)
        self.menu = QMenu(self)
        self._empty = EmptyState(
            self.tr("No chapters yet."),
            self.tr("Take them from a report that lists them, or add them one by one."),
            self.tr("Take from a report…"),
            self.outline_wanted.emit,
            self,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        self._totals = label("", "", self)
        self._totals.setTextFormat(Qt.TextFormat.RichText)
        self._remark = label("", "meta", self, wraps=True)
        self._lay_out()
        self._connect()

    @property
    def current_uid(self) -> str:
        """The chapter in the current row, or ""."""
        chapter = self.tree.currentIndex().data(RECORD_ROLE)
        return chapter.uid if isinstance(chapter, Chapter) else ""

    def add(self) -> None:
        """Add a chapter after the current one, and let its title be typed."""
        current = self._model.chapter(self.current_uid)
        parent_uid, before_uid = None, None
        if current is not None:
            siblings, at = self._model.siblings(current.uid)
            parent_uid = current.parent_uid
            before_uid = siblings[at + 1].uid if at + 1 < len(siblings) else None
        uid = new_uid()
        reader = self._shell.session.reader
        drafts = edits.add_chapter(reader, self.tr("New chapter"), parent_uid, before_uid, uid)
        if self._perform(drafts, self.tr("Add chapter")):
            self.select(uid)
            self.rename()

    def delete(self) -> None:
        """Delete the current chapter with all below it."""
        chapter = self._model.chapter(self.current_uid)
        if chapter is None:
            return
        siblings, at = self._model.siblings(chapter.uid)
        following = siblings[at + 1 : at + 2] or siblings[at - 1 : at] if at else siblings[1:2]
        after = following[0].uid if following else chapter.parent_uid or ""
        if self._perform(edits.delete_chapter(self._shell.session.reader, chapter.uid), self.tr("Delete chapter")):
            self.select(after)
            words = self.tr("Deleted chapter {0}, {1}. Its statements stay in their sources.")
            self._shell.toast(words.format(chapter.number, chapter.title), can_undo=True)

    def move_current(self, direction: str) -> None:
        """Move the current chapter "up", "down", "in" (below the one before it) or "out" (after its parent)."""
        chapter = self._model.chapter(self.current_uid)
        if chapter is None:
            return
        model = self._model
        steps = {
            "up": lambda: model.move_by(chapter.uid, -1),
            "down": lambda: model.move_by(chapter.uid, 1),
            "in": lambda: model.move_in(chapter.uid),
            "out": lambda: model.move_out(chapter.uid),
        }
        if steps[direction]():
            self.select(chapter.uid)

    def rename(self) -> None:
        """Let the current chapter's title be typed."""
        index = self.tree.currentIndex()
        if index.isValid():
            self.tree.setFocus()
            self.tree.edit(index.siblingAtColumn(TITLE))

    def select(self, uid: str) -> None:
        """Make a chapter the current one."""
        index = self._model.index_of(uid)
        if index.isValid() and index != self.tree.currentIndex():
            flag = QItemSelectionModel.SelectionFlag
            self.tree.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def show_survey(self, survey: Survey) -> None:
        """Say at the foot how much is placed, and what rests on one origin."""
        placed = survey.statement_count - survey.unplaced_count
        is_one = survey.statement_count == 1
        many = self.tr("{0} statements, {1} placed, {2} not placed.")
        words = self.tr("{0} statement, {1} placed, {2} not placed.") if is_one else many
        counts = (survey.statement_count, placed, survey.unplaced_count)
        self._totals.setText(words.format(*(f"<b>{each:,}</b>" for each in counts)))
        self._totals.setAccessibleName(words.format(*(f"{each:,}" for each in counts)))
        self._remark.setText(self._remark_on(survey))
        self._remark.setVisible(bool(self._remark.text()))

    def _carry(self, from_uid: str, item_uids: list[str], to_uid: str) -> None:
        drafts = carry_items(self._shell.session.reader, from_uid, item_uids, to_uid)
        if self._perform(drafts, self.tr("Move to another chapter")):
            self._toast_to(to_uid, self.tr("Moved to chapter {0}."))

    def _connect(self) -> None:
        model = self._model
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.customContextMenuRequested.connect(
            lambda point: self.menu.popup(self.tree.viewport().mapToGlobal(point))
        )
        model.surveyed.connect(self.show_survey)
        # A small project was surveyed before anybody listened.
        self.show_survey(model.survey)
        model.refused.connect(self._shell.say_error)
        model.place_wanted.connect(self._place)
        model.carry_wanted.connect(self._carry)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self._remembered = ""
        self._restore()

    def _current_changed(self, current: QModelIndex, _: QModelIndex) -> None:
        chapter = current.data(RECORD_ROLE)
        if isinstance(chapter, Chapter):
            self.chapter_chosen.emit(chapter.uid)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(12, 9, 12, 9)
        lines.setSpacing(1)
        self._totals.setProperty("role", "meta")
        self._totals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        lines.addWidget(self._totals)
        lines.addWidget(self._remark)
        layout.addWidget(foot)

    def _perform(self, drafts: list[Draft], label: str) -> bool:
        try:
            self._shell.session.perform(drafts, label, initiator=self)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True

    def _place(self, chapter_uid: str, statement_uids: list[str]) -> None:
        drafts = place_statements(self._shell.session.reader, chapter_uid, statement_uids)
        if self._perform(drafts, self.tr("Place statement")):
            self._toast_to(chapter_uid, self.tr("Placed in chapter {0}."))

    def _remark_on(self, survey: Survey) -> str:
        thin = [each for each in self._model.chapters if survey.states and survey.states[each.uid].is_thin]
        if not thin:
            return ""
        if len(thin) == 1:
            return self.tr("Chapter {0} rests on one origin.").format(thin[0].number)
        numbers = [each.number for each in thin[:6]]
        more = ", …" if len(thin) > 6 else ""
        return self.tr("Chapters {0} rest on one origin each.").format(", ".join(numbers) + more)

    def _remember(self) -> None:
        self._remembered = self.current_uid

    def _restore(self) -> None:
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        self.tree.expandAll()
        if self._remembered:
            self.select(self._remembered)

    def _toast_to(self, chapter_uid: str, words: str) -> None:
        chapter = self._model.chapter(chapter_uid)
        self._shell.toast(words.format(chapter.number if chapter else ""), can_undo=True)


class ChapterTree(QTreeView):
    """The chapters, always open to the last; the keys that fold a tree move between rows instead."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ChapterDelegate(ROW, self))
        self.setProperty("ground", "window")
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Chapters"))
        head = self.header()
        head.setFixedHeight(26)
        head.setMinimumSectionSize(30)
        head.setStyleSheet("QHeaderView::section:first { padding-left: 12px; }")
        head.setStretchLastSection(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        Theme.active().changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChapterDelegate(RowDelegate):
    """Number and title, counts at the right, a mark with the count of what is wanting."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.draw_ground(painter, option, index)
        chapter: Chapter = index.data(RECORD_ROLE)
        rect = QRectF(QRect(option.rect))
        painter.save()
        if index.column() == TITLE:
            self._paint_title(painter, rect, chapter)
        elif index.column() == FINDINGS_COLUMN:
            self._paint_findings(painter, rect, index)
        else:
            tokens = Theme.active().tokens
            is_thin = index.column() == SOURCES_COLUMN and index.data(FINDINGS_ROLE).is_thin
            painter.setFont(interface_font())
            painter.setPen(colour(tokens.warn if is_thin else tokens.text))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect.adjusted(0, 0, -8, 0), right, index.data())
        painter.restore()
        self.draw_focus(painter, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Title of the chapter"))
        return editor

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(40, ROW)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        chapter: Chapter = index.data(RECORD_ROLE)
        rect = QRect(option.rect)
        editor.setGeometry(rect.adjusted(round(_title_left(chapter)) - 6, 1, 0, -1))

    def _paint_findings(self, painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
        count = index.data()
        if not count:
            return
        tokens = Theme.active().tokens
        paint_icon(painter, QRectF(rect.left() + 14, rect.center().y() - 7, 14, 14), "alert-outline", tokens.warn)
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.warn))
        painter.drawText(rect.adjusted(30, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_title(self, painter: QPainter, rect: QRectF, chapter: Chapter) -> None:
        tokens = Theme.active().tokens
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect.adjusted(NUMBER_LEFT + chapter.depth * INDENT, 0, 0, 0), middle, chapter.number)
        rect = rect.adjusted(_title_left(chapter), 0, -4, 0)
        painter.setPen(colour(tokens.text))
        shown = QFontMetricsF(painter.font()).elidedText(chapter.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, middle, shown)


def _title_left(chapter: Chapter) -> float:
    font: QFont = interface_font()
    number = max(NUMBER_WIDTH, QFontMetricsF(font).horizontalAdvance(chapter.number))
    return NUMBER_LEFT + chapter.depth * INDENT + number + NUMBER_GAP

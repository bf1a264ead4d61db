"""Sources that are alike, as a page of Review: the list, the selected pair, and what is decided about it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
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

from annotator.core.alike import AlikePair
from annotator.core.edits import NewRevision
from annotator.core.errors import AnnotatorError
from annotator.exchange.correcting import fates_of
from annotator.session.likeness_session import Comparison, likeness_in
from annotator.session.models.alike_model import (
    GROUP,
    LIKENESS,
    STATEMENTS,
    AlikeModel,
    source_words,
    uids_of,
)
from annotator.ui.alike.alike_commands import commands_of
from annotator.ui.alike.alike_detail import AlikeDetail
from annotator.ui.commands import Command
from annotator.ui.read.known_origins import KnownOrigins
from annotator.ui.widgets import TABLE_ROW, EmptyState, PanelHead, RowDelegate, make_dense, paint_badge, push_button
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

WIDTHS = {LIKENESS: 150, GROUP: 84, STATEMENTS: 96}
HEAD, ROWS_SHOWN = 30, 5


class AlikePanel(QWidget):
    """Decide about sources that may be one article twice.

    Signals: `counted(int)` when the number of pairs is known; `page_wanted()` when somebody asks to see them.
    """

    counted = Signal(int)
    page_wanted = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._likeness = likeness_in(shell.session)
        self._uids, self._at, self._count = frozenset[str](), 0, -1
        self.model = AlikeModel(self._likeness, self)
        self.head = PanelHead(self.tr("Sources that are alike"), self)
        self.all_button = push_button(self.tr("Show all"), lambda: self.show_only(""), self, is_small=True)
        self.head.add_widget(self.all_button)
        self.table = _PairTable(self)
        self.detail = AlikeDetail(self)
        self.empty = EmptyState("", "", parent=self)
        self._origins = KnownOrigins(
            shell.session, lambda names: self.detail.origin.set_rows((name, name) for name in names), self
        )
        self._lay_out()
        self._connect()
        self._take_answer()

    @property
    def current(self) -> AlikePair | None:
        """The selected pair."""
        return self.model.pair(self.model.row_of(self._uids)) if self._uids else None

    @property
    def is_joining(self) -> bool:
        """Whether two sources are on their way into one, so that no answer can be taken."""
        return self._likeness.is_joining

    def close_down(self) -> None:
        """Look for nothing any more; the project closes."""
        self._likeness.stop()

    def commands(self) -> Sequence[Command]:
        """Give what can be done here."""
        return commands_of(self)

    def first_focus(self) -> QWidget:
        """Give the widget that takes the keyboard."""
        return self.table if self.model.pairs else self

    def join(self, stays_uid: str) -> None:
        """Make one source of the pair."""
        if self.current is not None:
            self._likeness.join(self.current, stays_uid)

    def keep_apart(self) -> None:
        """Let the pair be two sources for good."""
        pair = self.current
        if pair is None:
            return
        try:
            self._likeness.keep_apart(pair)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        self._shell.toast(self.tr("They stay two sources, and you are not asked again."), can_undo=True)
        self._go_on()

    def share_origin(self, origin: str) -> None:
        """Let the pair count as one origin."""
        pair = self.current
        if pair is None:
            return
        name = self._origins.spelled(origin)
        try:
            self._likeness.share_origin(pair, name)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return
        self._shell.toast(self.tr("Both carry {0} and count once.").format(name), can_undo=True)
        self._go_on()

    def show_only(self, source_uid: str) -> None:
        """Narrow the list to one source and what hangs together with it; "" shows all."""
        self.model.show_only(source_uid)

    # Inside

    def _connect(self) -> None:
        self.model.answered.connect(self._take_answer)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.unfold_wanted.connect(self.detail.view.unfold_all)
        self.detail.versions_wanted.connect(self.join)
        self.detail.origin_wanted.connect(self.share_origin)
        self.detail.apart_wanted.connect(self.keep_apart)
        self._likeness.joining_changed.connect(self._wait_or_go_on)
        self._likeness.compared.connect(self._show_comparison)
        self._likeness.joined.connect(self._say_joined)
        self._likeness.failed.connect(self._say_failed)
        self._likeness.asked.connect(self._show_asked)

    def _go_on(self) -> None:
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        make_dense(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(LIKENESS, _LikenessCell(self.model, self.table))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(self.tr("Sources that are alike"))
        self.table.setMinimumHeight(HEAD + TABLE_ROW)
        head = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            if column in WIDTHS:
                self.table.setColumnWidth(column, WIDTHS[column])
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(False)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(1, 1)
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

    def _say_failed(self, error: BaseException) -> None:
        self._shell.say_error(error)

    def _say_joined(self, stays_uid: str, new: NewRevision) -> None:
        source = self._shell.session.reader.source(stays_uid)
        fates = fates_of(new.states)
        words = self.tr("{0} is one source now.").format(source_words(source))
        if fates.is_anything_to_check:
            waiting = f"{fates.to_check + fates.not_found:,}"
            words = self.tr("{0} {1} of its statements are under “To check”.").format(words, waiting)
        self._shell.toast(words, can_undo=True)
        self._go_on()

    def _show(self, at: int) -> None:
        """Show the pair of a row; while its texts are the same ones, what was chosen about it stays."""
        pair = self.model.pair(at)
        self._at = max(at, 0)
        self._uids = uids_of(pair) if pair else frozenset()
        if pair is not None and self.detail.show_pair(pair):
            self._likeness.compare(pair)
        self._shell.commands.refresh()

    def _show_asked(self, source_uid: str) -> None:
        self.show_only(source_uid)
        self.page_wanted.emit()

    def _show_comparison(self, comparison: Comparison) -> None:
        if self._uids == {comparison.older_uid, comparison.newer_uid}:
            self.detail.show_comparison(comparison)

    def _take_answer(self) -> None:
        """Keep the selection; where what was selected is decided, go to what came after it."""
        count = self.model.rowCount()
        self.head.set_count(f"{count:,}" if count else "")
        self.all_button.setVisible(bool(self.model.only_uid))
        self._pages.setCurrentWidget(self.splitter if count else self.empty)
        self._say_empty()
        if count != self._count:
            self._count = count
            self.splitter.setSizes([HEAD + min(count, ROWS_SHOWN) * TABLE_ROW, 1_000])
        at = self.model.row_of(self._uids)
        if at < 0:
            at = min(self._at, count - 1)
        if count:
            flag = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(self.model.index(at, 0), flag.ClearAndSelect | flag.Rows)
            self._origins.ask()
        else:
            self._show(-1)
        self.counted.emit(len(self._likeness.pairs))

    def _wait_or_go_on(self) -> None:
        self.detail.set_ready(not self.is_joining)
        self._shell.commands.refresh()

    def _say_empty(self) -> None:
        if not self._likeness.is_known:
            self.empty.set_words(
                self.tr("The sources are being compared."), self.tr("Those that are alike will show here.")
            )
        elif self.model.only_uid:
            self.empty.set_words(
                self.tr("No other source is like this one."), self.tr("“Show all” at the top lists all that are alike.")
            )
        else:
            self.empty.set_words(
                self.tr("No two sources are alike."),
                self.tr("The same text twice, versions of one article and copies of an agency’s report show here."),
            )


class _PairTable(QTableView):
    """A table of pairs; the space bar shows what is the same in the two texts."""

    unfold_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.unfold_wanted.emit()
        else:
            super().keyPressEvent(event)


class _LikenessCell(RowDelegate):
    """How much two sources are alike, as a badge: the same text is a warning, all else is worth a look."""

    def __init__(self, model: AlikeModel, view: QTableView) -> None:
        super().__init__(TABLE_ROW, view)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.draw_ground(painter, option, index)
        pair = self._model.pair(index.row())
        if pair is not None:
            cell = QRectF(QRect(option.rect)).adjusted(10, 0, -6, 0)
            icon = "content-duplicate" if pair.likeness is not None else "format-title"
            paint_badge(painter, cell, str(index.data()), "warn" if pair.is_same else "neutral", icon)
        self.draw_focus(painter, option, index)

"""Where the sources disagree: the list, what the editor makes of each pair, and the ways to both sides."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.compare.disagreements import Disagreement, Question
from annotator.core.errors import AnnotatorError
from annotator.session.catalogue import Catalogue
from annotator.session.compare_session import COUNTED, Watched, call_contradiction, read_disagreements
from annotator.session.models.disagreements_model import (
    DisagreementsModel,
    Narrowing,
    chapter_words,
    question_words,
)
from annotator.ui.compare.disagreements_rows import DisagreementDelegate
from annotator.ui.read.statement_filters import CalmBox
from annotator.ui.theme import Theme
from annotator.ui.widgets import EmptyState, PanelHead, push_button
from annotator.ui.workspace import Shell

_FILTERS = "compare.filters"


class DisagreementsPanel(QWidget):
    """List the pairs, narrow them, settle them.

    It reads only while it is shown. Call `close_down` before the project closes.

    Signals: `status_changed()`; `counted(unsettled)`.
    """

    status_changed = Signal()
    counted = Signal(int)

    def __init__(self, shell: Shell, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._is_known = False
        # The statement that was selected when one came here: its pair is the one to look at.
        self._sought_uid = ""
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Disagreements between sources"))
        self.model = DisagreementsModel(catalogue, self)
        self.head = PanelHead(self.tr("Disagreements between sources"), self)
        self.head.setFixedHeight(40)
        self.filters_button = self.head.add_tool("filter-variant", self.tr("Filter"), self._show_filters)
        self.filters_button.setCheckable(True)
        self._build_filters()
        self.list = DisagreementsList(self.model, self)
        self.menu = QMenu(self)
        self.empty = EmptyState("", "", self.tr("Show all"), self.clear_filters, self)
        self._build_foot()
        self._reading = Watched(shell.session, read_disagreements, self._take, COUNTED, self)
        self._lay_out()
        self._connect(catalogue)
        self._say_empty()

    @property
    def current(self) -> Disagreement | None:
        """The pair in the current row."""
        return self.model.at(self.list.currentIndex())

    def assess(self) -> None:
        """Write what one makes of the current pair, in its place."""
        each = self.current
        if each is not None and each.question is Question.CONTRADICTION:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.edit(self.list.currentIndex())

    def call_contradiction(self) -> None:
        """Make a pair whose dates differ a contradiction."""
        each, reader = self.current, self._shell.session.reader
        if each is not None and each.question is Question.DATES:
            self._perform(lambda: call_contradiction(reader, each), self.tr("Call it a contradiction"))

    def clear_filters(self) -> None:
        """Leave nothing out."""
        self.chapter.setCurrentIndex(0)
        self.source.setCurrentIndex(0)
        self.unsettled.setChecked(False)
        self._narrow()

    def close_down(self) -> None:
        """Read no more; the project closes."""
        self._reading.stop()
        self._shell.session.local.set(_FILTERS, self.filters_button.isChecked())

    def dismiss(self) -> None:
        """Say of a pair whose dates differ that it is no contradiction; it is not listed again."""
        each = self.current
        if each is not None and each.question is Question.DATES:
            words = self.tr("The dates differ; that is no contradiction.")
            label = self.tr("Dismiss the different dates")
            if self._perform(lambda: edits.assess_link(each.link.uid, words), label):
                self._shell.toast(self.tr("Dismissed: the dates differ, but nothing is contradicted."), can_undo=True)

    def first_focus(self) -> QWidget:
        """Give what takes the keyboard."""
        return self.list if self.model.rowCount() else self.filters_button

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reading.set_watched(False)

    def show_chapter(self, each: Disagreement | None = None) -> None:
        """Show where a pair stands in the report."""
        found = each or self.current
        if found is not None and found.chapter is not None:
            # A workspace is built when it is first shown, and only then hears what is requested.
            self._shell.show_workspace("arrange")
            placements = self._shell.session.reader.placements_of(found.sides[0].statement.uid)
            item = next((one.uid for one in placements if one.chapter_uid == found.chapter.uid), "")
            self._shell.session.selection.request_chapter(found.chapter.uid, item)

    def show_sides(self) -> None:
        """Show both statements in Read, side by side."""
        each = self.current
        if each is None:
            return
        first, second = (side.statement for side in each.sides)
        selection = self._shell.session.selection
        self._shell.show_workspace("read")
        selection.set_statement(first.uid)
        selection.request_show(first.source_uid, first.anchor.start, first.anchor.end)
        if first.source_uid != second.source_uid:
            selection.request_beside(second.uid)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sought_uid = self._shell.session.selection.statement_uid
        self._choose_sought()
        self._reading.set_watched(True)

    def status(self) -> str:
        """Say what the current pair is, and what can be done."""
        each = self.current
        if each is None:
            return ""
        where = self.tr("{0}, {1}: {2} against {3}.").format(
            question_words(each.question), chapter_words(each), *(side.source.label for side in each.sides)
        )
        if each.question is Question.DATES:
            return self.tr("{0} C calls it a contradiction, D dismisses it.").format(where)
        return self.tr("{0} Enter shows both, F2 says what you make of it.").format(where)

    # Building

    def _build_filters(self) -> None:
        self.filters = QFrame(self)
        self.chapter = self._box(self.tr("Chapter"), self.tr("Any chapter"))
        self.source = self._box(self.tr("Source"), self.tr("Any source"))
        self.unsettled = QCheckBox(self.tr("Unsettled only"), self.filters)
        row = QHBoxLayout(self.filters)
        row.setContentsMargins(12, 0, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.chapter, 1)
        row.addWidget(self.source, 1)
        row.addWidget(self.unsettled)

    def _box(self, name: str, first: str) -> CalmBox:
        box = CalmBox(self.filters)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(first, "")
        return box

    def _build_foot(self) -> None:
        self.foot = QFrame(self)
        self.foot.setProperty("house", "foot")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        for words, run, tip in (
            (self.tr("A contradiction"), self.call_contradiction, self.tr("List it as a contradiction (C)")),
            (self.tr("No contradiction"), self.dismiss, self.tr("Do not list these dates again (D)")),
        ):
            button = push_button(words, run, self.foot, is_small=True)
            button.setToolTip(tip)
            row.addWidget(button)
        row.addStretch()

    def _connect(self, catalogue: Catalogue) -> None:
        for box in (self.chapter, self.source):
            box.activated.connect(lambda _: self._narrow())
        self.unsettled.clicked.connect(lambda _: self._narrow())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._current_changed())
        self.list.entered_wanted.connect(self.show_sides)
        self.list.focused.connect(self.status_changed)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.delegate.chapter_clicked.connect(self.show_chapter)
        self.model.assess_wanted.connect(self._assessed)
        catalogue.tags_changed.connect(self.list.viewport().update)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in (self.head, self.filters):
            column.addWidget(each)
        column.addWidget(self._pages, 1)
        column.addWidget(self.foot)
        self.foot.hide()
        self.filters_button.setChecked(bool(self._shell.session.local.get(_FILTERS, False)))
        self._show_filters()

    # What is wanted

    def _narrow(self) -> None:
        kept = self.current
        self.model.narrow(self._narrowing)
        self._settle(kept)

    @property
    def _narrowing(self) -> Narrowing:
        return Narrowing(self.chapter.currentData() or "", self.source.currentData() or "", self.unsettled.isChecked())

    def _show_filters(self) -> None:
        self.filters.setVisible(self.filters_button.isChecked() or self._narrowing.is_narrow)

    # What comes

    def _choose_sought(self) -> None:
        """Go to the pair of the statement that one came with, unless the current pair is one of its."""
        if self.current is None or self._sought_uid not in self.current.statement_uids:
            row = self.model.row_with(self._sought_uid)
            if row >= 0:
                self.list.setCurrentIndex(self.model.index(row))

    def _current_changed(self) -> None:
        each = self.current
        self.foot.setVisible(each is not None and each.question is Question.DATES)
        if each is not None and self.list.hasFocus():
            self._shell.session.selection.set_statement(each.sides[0].statement.uid)
        self.status_changed.emit()

    def _fill(self, box: CalmBox, rows: Iterable[tuple[str, str]]) -> None:
        kept = box.currentData()
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        for words, uid in rows:
            box.addItem(words, uid)
        box.choose(kept)
        box.blockSignals(False)

    def _say_empty(self) -> None:
        self.empty.button.setVisible(self.model.count > 0)
        if not self._is_known:
            self.empty.set_words(self.tr("Looking for disagreements…"), "")
        elif self.model.count:
            self.empty.set_words(self.tr("No disagreement fits the filter."), self.tr("Clear a box to see the others."))
        else:
            self.empty.set_words(
                self.tr("No source contradicts another yet."),
                self.tr("In Read, select a statement and press L to link it to one that says the contrary."),
            )

    def _settle(self, kept: Disagreement | None) -> None:
        count = self.model.rowCount()
        row = self.model.row_of(kept)
        if count:
            self.list.setCurrentIndex(self.model.index(max(0, row)))
        self._pages.setCurrentWidget(self.list if count else self.empty)
        self._say_empty()
        words = f"{count:,}" if count == self.model.count else f"{count:,} / {self.model.count:,}"
        unsettled = self.model.unsettled
        if unsettled:
            words = self.tr("{0}, {1} not settled").format(words, f"{unsettled:,}")
        self.head.set_count(words if self.model.count else "")
        self._show_filters()
        self._current_changed()

    def _take(self, found: list[Disagreement]) -> None:
        self._is_known = True
        kept = self.current
        self.model.show(found)
        self._fill(self.chapter, ((f"{each.number} {each.title}".strip(), each.uid) for each in self.model.chapters()))
        self._fill(self.source, ((each.label, each.uid) for each in self.model.sources()))
        # A box has let its choice go where that went with its last disagreement.
        self.model.narrow(self._narrowing)
        self._settle(kept)
        self._choose_sought()
        self._sought_uid = ""
        self.counted.emit(self.model.unsettled)

    # What is done

    def _assessed(self, each: Disagreement, words: str) -> None:
        self._perform(lambda: edits.assess_link(each.link.uid, words), self.tr("Assess contradiction"))

    def _perform(self, drafts: Callable[[], list[Draft]], label: str) -> bool:
        try:
            self._shell.session.perform(drafts(), label)
        except AnnotatorError as error:
            self._shell.say_error(error)
            return False
        return True

    def _show_menu(self, at: QPoint) -> None:
        if self.menu.actions() and self.current is not None:
            self._shell.commands.refresh()
            self.menu.popup(at)


class DisagreementsList(QListView):
    """Rows that Enter opens and F2 assesses.

    Signals: `entered_wanted()`; `focused()` when it has got the keyboard; `menu_wanted(place)`.
    """

    entered_wanted = Signal()
    focused = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: DisagreementsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.delegate = DisagreementDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Disagreements between sources"))
        self.doubleClicked.connect(lambda _: self.entered_wanted.emit())
        Theme.active().changed.connect(self.viewport().update)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_wanted.emit()
        else:
            super().keyPressEvent(event)

"""Who reads what: assign sources to reviewers, share them out, see how far each is."""

from collections.abc import Iterable, Sequence

import shiboken6
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.session.jobs import JobContext
from annotator.store.applying import Applied
from annotator.ui.review.assignments_dialog import ShareOutDialog
from annotator.ui.review.assignments_model import (
    CELL_ROLE,
    AssignmentsModel,
    Cell,
    Show,
    share_out,
)
from annotator.ui.review.assignments_progress import LoadsStrip
from annotator.ui.review.assignments_table import AssignmentsTable
from annotator.ui.widgets import EmptyState, FilterField, PanelHead, label, line
from annotator.ui.widgets.buttons import push_button
from annotator.ui.workspace import Shell

# More drafts than this are applied in a job: a thousand take about a second.
MOST_AT_ONCE = 60


class AssignmentsPanel(QWidget):
    """The sources with a tick for each reviewer who is to read them, and a check where he has.

    Call `close_down` before the project closes.
    """

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Who reads what"))
        self.model = AssignmentsModel(shell.session, self)
        self.head = PanelHead(self.tr("Who reads what"), self)
        self.loads = LoadsStrip(self)
        self.show_box = QComboBox(self.head)
        self.field = FilterField(self.tr("Filter"), self.head)
        self.table = AssignmentsTable(self.model, self)
        self._empty = EmptyState("", "", parent=self)
        self._build_head()
        self._build_foot()
        self._lay_out()
        self.model.wanted.connect(self.assign)
        self.model.taken.connect(self._taken)
        self.model.modelReset.connect(self._say)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self.table.toggle_wanted.connect(self._toggle)
        self.table.show_wanted.connect(self._open)
        self._say()

    @property
    def selected_uids(self) -> list[str]:
        """The sources of the selected rows, in the table's order."""
        return [self.model.source_uid_at(row) for row in self.table.selected_rows()]

    def assign(self, source_uids: Sequence[str], reviewer_uid: str, is_assigned: bool) -> None:
        """Ask a reviewer to read sources, or no longer, as one step."""
        name = next((each.name for each in self.model.plan.reviewers if each.uid == reviewer_uid), "")
        drafts = self.model.plan.wishes(source_uids, reviewer_uid, is_assigned)
        count = len({each.entity_uid for each in drafts})
        if is_assigned:
            words = self.tr("Assign 1 source to {0}") if count == 1 else self.tr("Assign {1} sources to {0}")
        else:
            words = self.tr("Take 1 source from {0}") if count == 1 else self.tr("Take {1} sources from {0}")
        self._perform(drafts, words.format(name, f"{count:,}"))

    def ask_to_share_out(self) -> ShareOutDialog | None:
        """Ask among whom the selected sources are to be shared out."""
        uids = self.selected_uids
        if not uids:
            return None
        dialog = ShareOutDialog(len(uids), self.model.plan.loads(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda reviewers, times: self.share_out(uids, reviewers, times))
        dialog.open()
        return dialog

    def close_down(self) -> None:
        """Read no more; the project closes after this."""
        self.model.stop()

    def first_focus(self) -> QWidget:
        """Give what takes the keyboard."""
        return self.table if self.model.rowCount() else self.field

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.model.set_watched(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.set_watched(True)

    def share_out(self, source_uids: Sequence[str], reviewer_uids: Sequence[str], times: int) -> None:
        """Share sources out evenly, as one step."""
        drafts = share_out(self.model.plan, source_uids, reviewer_uids, times)
        count = len({each.entity_uid for each in drafts})
        words = self.tr("Share out 1 source") if count == 1 else self.tr("Share out {0} sources")
        self._perform(drafts, words.format(f"{count:,}"))

    # Building

    def _build_foot(self) -> None:
        self._foot = QFrame(self)
        self._foot.setProperty("house", "foot")
        self.share_button = push_button(
            self.tr("Share out evenly among…"), self.ask_to_share_out, self._foot, is_accent=True
        )
        self.assign_button = self._menu_button(self.tr("Assign to"), True)
        self.take_button = self._menu_button(self.tr("Take from"), False)
        self._remark = label("", "meta", self._foot)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        for each in (self.share_button, self.assign_button, self.take_button):
            row.addWidget(each)
        row.addWidget(self._remark)
        row.addStretch()

    def _build_head(self) -> None:
        for words, show in (
            (self.tr("All sources"), Show.ALL),
            (self.tr("Assigned to nobody"), Show.NOBODYS),
            (self.tr("Read by nobody"), Show.UNREAD),
        ):
            self.show_box.addItem(words, str(show))
        self.show_box.setAccessibleName(self.tr("Which sources"))
        self.show_box.currentIndexChanged.connect(lambda _: self._filter())
        self.field.setFixedWidth(200)
        self.field.setAccessibleName(self.tr("Filter sources by their words"))
        self.field.filtered.connect(lambda _: self._filter())
        self.field.left_down.connect(self._enter_table)
        self.head.add_widget(self.show_box)
        self.head.add_widget(self.field)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.loads)
        layout.addWidget(line(parent=self))
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._foot)

    def _menu_button(self, words: str, is_assigned: bool) -> QPushButton:
        button = push_button(f"{words}…", None, self._foot)
        button.clicked.connect(lambda: self._show_menu(button, is_assigned))
        return button

    # What is done

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def _filter(self) -> None:
        self.model.set_filter(self.field.text(), Show(self.show_box.currentData()))
        self._say()

    def _open(self, index: QModelIndex) -> None:
        uid = self.model.source_uid_at(index.row())
        self._shell.show_workspace("read")
        self._shell.session.selection.request_open(uid)

    def _perform(self, drafts: list[Draft], words: str) -> None:
        if not drafts:
            self._shell.toast(self.tr("That is how it stands already."))
            return
        session = self._shell.session
        if len(drafts) > MOST_AT_ONCE:
            reviewer_uid = session.reviewer.uid
            session.jobs.run(
                self.tr("Assigning sources"),
                lambda context: _apply(context, drafts, reviewer_uid),
                on_done=lambda applied: self._performed(applied, words),
                on_failed=self._shell.say_error,
            )
            return
        try:
            session.perform(drafts, words)
        except AnnotatorError as error:
            self._shell.say_error(error)
        else:
            self.model.note(drafts)
            self._toast(len(drafts), words)

    def _performed(self, applied: Applied, words: str) -> None:
        self._shell.session.note_applied([applied], words)
        if shiboken6.isValid(self):
            self._shell.toast(self.tr("Done: {0}.").format(words), can_undo=True)

    def _say(self) -> None:
        """Say how many are selected and shown, and why a button cannot be used."""
        count, selected = self.model.rowCount(), len(self.table.selected_rows())
        total = len(self.model.plan.sources)
        shown = f"{count:,}" if count == total else self.tr("{0} of {1}").format(f"{count:,}", f"{total:,}")
        self.head.set_count(shown if self.model.is_read else "")
        why = "" if selected else self.tr("Select sources first")
        for button in (self.share_button, self.assign_button, self.take_button):
            button.setEnabled(bool(selected))
            button.setToolTip(why)
        self._remark.setText(
            self.tr("{0} selected; Space ticks them for the reviewer of the column").format(f"{selected:,}")
            if selected
            else self.tr("Select rows to assign several at once; Ctrl+A selects all that are shown")
        )
        self._pages.setCurrentIndex(0 if count else 1)
        if not self.model.is_read:
            self._empty.set_words(self.tr("Reading who reads what…"), "")
        elif self.model.is_filtered and total:
            self._empty.set_words(self.tr("No source fits the filter."), self.tr("Clear it, or show all sources."))
        else:
            self._empty.set_words(self.tr("No sources yet."), self.tr("Import articles, then share them out here."))

    def _show_menu(self, button: QPushButton, is_assigned: bool) -> None:
        menu = self.reviewers_menu(is_assigned)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))

    def reviewers_menu(self, is_assigned: bool) -> QMenu:
        """Make the menu of the reviewers to whom the selected sources can be given, or from whom taken."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        uids = self.selected_uids
        for load in self.model.plan.loads():
            words = self.tr("{0}, has {1}").format(load.reviewer.name, f"{load.assigned:,}").replace("&", "&&")
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, uid=load.reviewer.uid: self.assign(uids, uid, is_assigned))
            action.setEnabled(bool(self.model.plan.wishes(uids, load.reviewer.uid, is_assigned)))
        return menu

    def _taken(self) -> None:
        self.loads.show_loads(self.model.plan.loads())
        self._say()

    def _toast(self, count: int, words: str) -> None:
        if count > 1:
            self._shell.toast(self.tr("Done: {0}.").format(words), can_undo=True)

    def _toggle(self, index: QModelIndex) -> None:
        """Tick or clear a column for every selected row, as the current one is to become."""
        reviewer = self.model.reviewer_at(index.column())
        cell = index.data(CELL_ROLE)
        if reviewer is None or not isinstance(cell, Cell):
            return
        uids = self.selected_uids
        current = self.model.source_uid_at(index.row())
        self.assign(uids if current in uids else [current], reviewer.uid, not cell.is_assigned)


def _apply(context: JobContext, drafts: Iterable[Draft], reviewer_uid: str) -> Applied:
    return context.open_store().apply(drafts, reviewer_uid)

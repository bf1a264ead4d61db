"""What came in from others, at the left of Review, and merging files."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.session.merge_session import Details, Restorable, merging_in
from annotator.session.models.incoming_model import IncomingModel
from annotator.store.arrivals import Arrival
from annotator.store.merge_preview import Namesakes
from annotator.store.merging import Merged
from annotator.ui.review.incoming_details import DetailsSection
from annotator.ui.review.incoming_files import choose_files, look_into, project_files
from annotator.ui.review.incoming_list import ROW, IncomingList
from annotator.ui.review.incoming_offers import SiblingOffer, sibling_words
from annotator.ui.review.incoming_preview import JoinSection, PreviewSection
from annotator.ui.review.incoming_words import new_words, said
from annotator.ui.widgets import EmptyState, PanelHead, label, line
from annotator.ui.workspace import Shell

WIDTH = 290
# However much stands below, so many entries of the list stay in sight.
LEAST_ROWS = 2


class IncomingPanel(QWidget):
    """List what came in, look into files and merge them, and take a merge back.

    Signals: `chosen(frozenset of uids)`: everything that the selected entry is about; empty where none is selected.
    """

    chosen = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.merging = merging_in(shell.session)
        self._is_stale = self._is_closed = False
        self._wanted_uid = ""
        self._focus: QWidget | None = None
        self._said: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("What came in"))
        self.head = PanelHead(self.tr("What came in"), self)
        self.merge_tool = self.head.add_tool("plus", self.tr("Merge files…"), self.choose)
        self.offer = SiblingOffer(self)
        self.model = IncomingModel(said, self)
        self.list = IncomingList(self.model, self)
        self.empty = EmptyState(
            self.tr("Nothing has come in yet."),
            self.tr("Merge a file that somebody sent you, or drop it here. What others share comes in with each save."),
            self.tr("Merge files…"),
            self.choose,
            self,
            icon="source-merge",
        )
        self.preview = PreviewSection(self.merging, self)
        self.joins = JoinSection(self.merging, self)
        self.details = DetailsSection(self)
        self._lay_out()
        self._connect()
        self.merging.list_soon()
        self.merging.siblings.look()
        self._show_preview()

    def choose(self) -> None:
        """Let the person choose files to merge."""
        choose_files(self._shell, self)

    def close_down(self) -> None:
        """Do nothing by itself any more; the project closes."""
        self._is_closed = True
        self.merging.stop()
        self._layout_soon.stop()

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if project_files(event.mimeData()):
            event.acceptProposedAction()
            self._drop_hint.setGeometry(self.rect().adjusted(8, self.head.height(), -8, -8))
            self._drop_hint.raise_()
            self._drop_hint.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_hint.hide()
        paths = project_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            look_into(self._shell, paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.merging.list_soon()

    # What comes from the merging

    def _changed(self) -> None:
        """List anew, or when the panel is next seen: its counts follow every edit."""
        if self.isVisible():
            self.merging.list_soon()
        else:
            self._is_stale = True

    def _listed(self) -> None:
        current = self.list.current
        self.model.show(self.merging.arrivals)
        count = self.model.rowCount()
        self.head.set_count(f"{count:,}" if count else "")
        if self._wanted_uid and self.list.pick((self._wanted_uid, "", "")):
            self._wanted_uid = ""
        elif current is not None and not self.list.pick(current.key):
            self._picked(None)
        elif self.list.current is not None:
            self._ask_details(self.list.current)
        self._show_pages()

    def _merged(self, merged: Merged) -> None:
        """Say what came in, and select its entry once it is listed."""
        self._wanted_uid = merged.uid
        words = new_words(merged.new, 3)
        if words:
            self._shell.toast(self.tr("Merged: {0}.").format(words))
        elif merged.change_count or merged.text_count:
            self._shell.toast(self.tr("Merged. Nothing was overwritten."))
        else:
            self._shell.toast(self.tr("There was nothing new to merge."))
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self) -> None:
        """Show the preview; while there is one, what stands below the list otherwise is hidden."""
        self.preview.refresh()
        self.joins.refresh()
        self._show_pages()
        if self.merging.is_reading:
            self._focus = QApplication.focusWidget()
        button = self.preview.merge_button
        # Whoever has gone on to something else meanwhile is not called back.
        if button is not None and button.isEnabled() and self._focus is QApplication.focusWidget():
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _siblings_changed(self) -> None:
        found = self.merging.siblings.found
        self.offer.show_siblings(found)
        self._layout_soon.start()
        new = [each for each in found if each.publication_uid not in self._said]
        if new:
            self._said.update(each.publication_uid for each in new)
            # Where the panel is seen, it says so itself.
            if not self.isVisible():
                run, button = self._look_into_siblings, self.tr("Look into it")
                self._shell.say(sibling_words(new), button=button, run=run)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Look for copies when the application gets the keyboard again: a synchroniser may have been at work."""
        if state == Qt.ApplicationState.ApplicationActive and not self._is_closed:
            self.merging.siblings.look()

    def _taken_back(self, arrival: Arrival) -> None:
        self._shell.toast(self.tr("Taken back: {0}").format(", ".join(arrival.files)))

    # What a person does

    def _ask_details(self, arrival: Arrival) -> None:
        self.merging.ask_details(arrival, self._take_details)

    def _join(self, namesakes: Namesakes) -> None:
        try:
            self.merging.join(namesakes)
        except AnnotatorError as error:
            self._shell.say_error(error)
            self.merging.leave_apart(namesakes)
        else:
            self._shell.toast(self.tr("Joined: {0}").format(namesakes.name), can_undo=True)

    def _look_into_siblings(self) -> None:
        paths = [each.path for each in self.merging.siblings.found]
        if paths:
            look_into(self._shell, paths)

    def _picked(self, arrival: Arrival | None) -> None:
        if arrival is None:
            self.details.show_details(None)
            self.chosen.emit(frozenset())
            self._show_pages()
        else:
            self._ask_details(arrival)

    def _put_off(self) -> None:
        self.merging.siblings.put_off([each.path for each in self.merging.siblings.found])

    def _take_details(self, details: Details) -> None:
        current = self.list.current
        if current is None or current.key != details.arrival.key:
            return
        is_other = self.details.arrival is None or self.details.arrival.key != current.key
        at = self._shell.session.saves_at
        self.details.show_details(details, f"{at:%H:%M}" if at else "")
        self._show_pages()
        if is_other:
            self.chosen.emit(details.touched)

    def _take_values(self, arrival: Arrival, values: list[Restorable]) -> None:
        self.details.show_values(arrival, values)
        self._layout_soon.start()

    def _connect(self) -> None:
        session, merging = self._shell.session, self.merging
        session.changed.connect(self._changed)
        session.sharing_changed.connect(self._changed)
        merging.preview_changed.connect(self._show_preview)
        merging.merged.connect(self._merged)
        merging.taken_back.connect(self._taken_back)
        merging.listed.connect(self._listed)
        merging.failed.connect(self._shell.say_error)
        merging.siblings.changed.connect(self._siblings_changed)
        self.list.picked.connect(self._picked)
        self.offer.look_wanted.connect(self._look_into_siblings)
        self.offer.put_off.connect(self._put_off)
        self.preview.merge_wanted.connect(merging.merge)
        self.preview.put_away.connect(merging.put_away)
        self.joins.join_wanted.connect(self._join)
        self.joins.leave_wanted.connect(merging.leave_apart)
        self.details.take_back_wanted.connect(merging.take_back)
        self.details.values_wanted.connect(
            lambda arrival: merging.ask_values(arrival, lambda values: self._take_values(arrival, values))
        )
        self.details.thing_picked.connect(lambda uid: self.chosen.emit(frozenset({uid})))
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    # Layout

    def _lay_out(self) -> None:
        self._below = QScrollArea(self)
        self._below.setWidgetResizable(True)
        self._below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        self._content.setProperty("ground", "window")
        self._content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sections = sections = QVBoxLayout(self._content)
        sections.setContentsMargins(0, 0, 0, 0)
        sections.setSpacing(0)
        for section in (self.preview, self.joins, self.details):
            sections.addWidget(section)
        sections.addStretch()
        self._below.setWidget(self._content)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._edge = line(parent=self)
        self._drop_hint = DropHint(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line(parent=self))
        column.addWidget(self.offer)
        column.addWidget(self._stack)
        column.addWidget(self._edge)
        column.addWidget(self._below)
        self._layout_soon = QTimer(self)
        self._layout_soon.setSingleShot(True)
        self._layout_soon.setInterval(0)
        self._layout_soon.timeout.connect(self._share_height)

    def _share_height(self) -> None:
        """Give the list the height of its rows and the rest to what stands below it; where both want more, share."""
        offer = self.offer.heightForWidth(self.width()) if not self.offer.isHidden() else 0
        height = self.height() - self.head.height() - 1 - offer
        is_below = any(not each.isHidden() for each in (self.preview, self.joins, self.details))
        self._below.setVisible(is_below)
        self._edge.setVisible(False)
        if not is_below:
            self._stack.setFixedHeight(max(0, height))
            return
        wanted = self.list.content_height if self.model.rowCount() else 0
        below = self._sections.heightForWidth(max(1, self.width() - 2))
        least = min(wanted, LEAST_ROWS * ROW)
        # One pixel is for the line below a list that goes on.
        room = max(least, height - below - 1)
        self._edge.setVisible(wanted > room)
        self._stack.setFixedHeight(max(0, min(wanted, room)))

    def _show_pages(self) -> None:
        is_previewed = bool(self.merging.paths)
        if is_previewed:
            self.joins.hide()
        self.details.setVisible(not is_previewed and self.details.arrival is not None)
        has_rows = self.model.rowCount() > 0
        self._stack.setCurrentWidget(self.list if has_rows else self.empty)
        self._layout_soon.start()


class DropHint(QFrame):
    """Say, while files are dragged over the panel, what dropping them does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "dashed")
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        words: QLabel = label(self.tr("Drop to see what merging would bring"), "strong", self, wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        self.hide()

"""Positions and timeline: who held what when, and what happened when, as exactly as it is known."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.compare.timeline import Timeline
from annotator.session.catalogue import Catalogue
from annotator.session.compare_session import Watched
from annotator.session.timeline_session import SHOWN_IN_TIMELINE, read_timeline
from annotator.ui.commands import Command
from annotator.ui.compare import timeline_commands, timeline_files
from annotator.ui.compare.positions_chooser import PositionsChooser
from annotator.ui.compare.positions_detail import PositionsDetail
from annotator.ui.compare.positions_strip import PositionsStrip
from annotator.ui.compare.timeline_filters import TimelineFilters
from annotator.ui.compare.timeline_legend import TimelineLegend
from annotator.ui.compare.timeline_places import Cursor, companions
from annotator.ui.compare.timeline_view import ZOOM, TimelineView
from annotator.ui.compare.timeline_words import event_phrase, event_tip, group_tip, position_phrase
from annotator.ui.widgets import EmptyState, line
from annotator.ui.workspace import Shell

DETAIL_WIDTH = 480
_WISH = "compare.timeline"


class TimelinePanel(QWidget):
    """Look at positions and events over time. It reads only while it is shown; call `close_down` before closing.

    Signals: `status_changed()` when `status()` says something else.
    """

    status_changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None, catalogue: Catalogue | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._is_following = False
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "base")
        self.setAccessibleName(self.tr("Positions and timeline"))
        self.catalogue = catalogue or Catalogue(self._session, self)
        self.filters = TimelineFilters(self.catalogue, self._session.local.get(_WISH), self)
        self.strip = PositionsStrip(self.choose_positions, self)
        self.view = TimelineView(self._tip, self)
        self.legend = TimelineLegend(self)
        self.detail = PositionsDetail(self._session.reader, self)
        self.chooser = PositionsChooser(shell, self.catalogue, self)
        self.menu = QMenu(self)
        self.empty = EmptyState("", "", self.tr("Go to Read"), lambda: shell.show_workspace("read"), self)
        self._reading = Watched(
            self._session, lambda reader: read_timeline(reader, self._wish), self._take, SHOWN_IN_TIMELINE, self
        )
        self._wish = self.filters.wish
        self._lay_out()
        self._connect()

    @property
    def has_timeline(self) -> bool:
        """Whether there is anything to look at."""
        return self._pages.currentWidget() is self._split

    def choose_positions(self) -> None:
        """Open the list in which tags are marked as positions."""
        button = self.filters.positions_button
        self.chooser.open_at(button.mapToGlobal(QPoint(button.width(), button.height() + 2)))

    def close_down(self) -> None:
        """Read no more and remember what was looked at."""
        self._reading.stop()
        self._session.local.set(_WISH, self.filters.to_json())

    def commands(self) -> Sequence[Command]:
        """Give what can be done here."""
        return timeline_commands.commands_of(self)

    def copy_picture(self) -> None:
        """Put what is seen on the clipboard, as a picture for paper."""
        timeline_files.copy_picture(self._shell, self._drawing())

    def export_picture(self) -> None:
        """Write what is seen into a file, as a picture for paper."""
        timeline_files.export_picture(self._shell, self, self._drawing())

    def export_table(self) -> None:
        """Write all statements that are left in into a table."""
        timeline_files.export_table(self._shell, self, self._wish)

    def first_focus(self) -> QWidget:
        """Give what takes the keyboard."""
        return self.view if self.has_timeline else self.filters.date

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reading.set_watched(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.detail.isVisibleTo(self):
            self._close_detail()
        else:
            super().keyPressEvent(event)

    def show_current(self) -> None:
        """Show the statement at the keyboard in its source; of a position, what was said before and after."""
        if self.view.position is not None:
            self._show_change()
            self.detail.take_focus()
        elif self.view.statement_uid:
            self._show_in_source(self.view.statement_uid)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reading.set_watched(True)
        self._follow(self._session.selection.statement_uid)

    def status(self) -> str:
        """Say what the keyboard is at."""
        view = self.view
        if not self.has_timeline or view.cursor_at is None:
            return ""
        position, event = view.position, view.event_at_cursor
        if position is not None:
            words = position_phrase(view.timeline, self.catalogue.actor_name(position.actor_uid), position)
            return self.tr("{0}. Enter shows what was said before and after.").format(words)
        if event is None:
            return ""
        phrase = event_phrase(self._session.reader, event, view.timeline)
        return self.tr("{0}. Enter shows it in its source.").format(phrase)

    # Building

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.view)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 1)
        self.detail.hide()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(line(parent=self))
        column.addWidget(self.strip)
        column.addWidget(self._pages, 1)
        column.addWidget(self.legend)
        self._say_waiting()

    def _connect(self) -> None:
        self.filters.changed.connect(self._wish_changed)
        self.filters.zoom_wanted.connect(self._zoom)
        self.filters.positions_wanted.connect(self.choose_positions)
        self.view.current_changed.connect(self._current_changed)
        self.view.opened.connect(self.show_current)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.zoomed.connect(self._say_zoom)
        self.detail.closed.connect(self._close_detail)
        self.detail.opened.connect(self._show_in_source)
        self._session.selection.statement_changed.connect(self._follow)

    # What comes

    def _take(self, timeline: Timeline) -> None:
        self.view.set_timeline(timeline)
        self.legend.show_timeline(timeline)
        has_any = bool(timeline.dated_count or timeline.undated or timeline.held)
        if has_any:
            self._pages.setCurrentWidget(self._split)
            self._follow(self._session.selection.statement_uid)
        else:
            self._say_empty(timeline)
        self.strip.show_timeline(timeline, has_tags=bool(self.catalogue.tags))
        self.legend.setVisible(has_any)
        if self.detail.isVisibleTo(self):
            self._show_change()
        self._say_zoom()
        self.status_changed.emit()

    def _say_empty(self, timeline: Timeline) -> None:
        if timeline.wish.is_narrow:
            fact, advice = self.tr("No statement matches."), self.tr("Choose other filters above.")
        else:
            fact = self.tr("No statements yet.")
            advice = self.tr("Date statements in Read, and they stand here as exactly as their dates are known.")
        self.empty.button.setVisible(not timeline.wish.is_narrow)
        self.empty.set_words(fact, advice)
        self._pages.setCurrentWidget(self.empty)

    def _say_waiting(self) -> None:
        self.empty.set_words(self.tr("Reading dates…"), self.tr("A large project takes a moment."))
        self.empty.button.hide()
        self._pages.setCurrentWidget(self.empty)
        self.strip.hide()
        self.legend.hide()

    def _say_zoom(self) -> None:
        self.filters.set_zoom(self.view.can_zoom_in, self.view.can_zoom_out)

    def _follow(self, uid: str) -> None:
        """Go to the statement that was chosen in another panel."""
        if not self._is_following and self.isVisible() and self.view.show_statement(uid):
            self.status_changed.emit()

    # What is done

    def _close_detail(self) -> None:
        self.detail.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current_changed(self) -> None:
        self._is_following = True
        if self.view.statement_uid:
            self._session.selection.set_statement(self.view.statement_uid)
        self._is_following = False
        if self.view.position is not None:
            self._show_change()
        elif self.view.event_at_cursor is not None:
            self.detail.hide()
        self.view.setAccessibleDescription(self.status())
        self.status_changed.emit()

    def _drawing(self) -> timeline_files.TimelineDrawing:
        title = f"{self._session.title}: {self.filters.words}"
        return timeline_files.TimelineDrawing(self.view.timeline, self.view.scale, self.view.seen, title)

    def _show_change(self) -> None:
        position = self.view.position
        if position is None:
            self.detail.hide()
            return
        actor = self.catalogue.actor_name(position.actor_uid)
        self.detail.show_change(self.view.timeline, actor, self.view.position_before, position)
        if not self.detail.isVisibleTo(self):
            self.detail.show()
            self._split.setSizes([self.width() - DETAIL_WIDTH, DETAIL_WIDTH])

    def _show_in_source(self, uid: str) -> None:
        found = self._session.reader.statements_by_uid([uid])
        if not found:
            self._shell.say(self.tr("This statement has been deleted."), "warn")
            return
        statement, selection = found[0], self._session.selection
        self._shell.show_workspace("read")
        selection.set_statement(uid)
        selection.request_show(statement.source_uid, statement.anchor.start, statement.anchor.end)

    def _show_menu(self, at: QPoint) -> None:
        timeline_commands.fill_menu(self._shell, self.menu)
        self.menu.popup(at)

    def _tip(self, cursor: Cursor) -> str:
        event = self.view.event_of(cursor)
        together = companions(self.view.layout_, self.view.seen, cursor)
        if together:
            return group_tip(together)
        if event is not None:
            return event_tip(self._session.reader, event, self.view.timeline)
        held = self.view.layout_.tracks[cursor.track].held
        if held is None:
            return ""
        return position_phrase(self.view.timeline, held.name, held.positions[cursor.at])

    def _wish_changed(self) -> None:
        self._wish = self.filters.wish
        self._reading.ask()

    def _zoom(self, by: int) -> None:
        if by:
            self.view.zoom(ZOOM**by)
        else:
            self.view.fit()

"""The window with the history of what is selected, and with what was deleted lately."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.session import history_session
from annotator.session.history_session import DeletedThing, Earlier, History
from annotator.session.history_things import Thing
from annotator.session.lookup import Lookup
from annotator.store.reader import Reader
from annotator.ui.history.history_head import HistoryHead
from annotator.ui.history.history_rows import HistoryRows
from annotator.ui.history.places import lead_to
from annotator.ui.theme import Theme
from annotator.ui.widgets import EmptyState, MessageBar, line, push_button
from annotator.ui.workspace import Shell

SIZE = QSize(820, 640)
PAGE = 40
OF_THIS, DELETED = range(2)
UNDO = "edit.undo"


def show_deleted(shell: Shell) -> "HistoryWindow":
    """Show what was deleted lately."""
    window = _window(shell)
    window.show_page(DELETED)
    return window


def show_history(shell: Shell, entity_uid: str) -> "HistoryWindow":
    """Show the history of a statement, tag, chapter, passage, source or actor."""
    window = _window(shell)
    window.show_page(OF_THIS)
    window.show_thing(entity_uid)
    return window


class HistoryWindow(QWidget):
    """One window for the project, beside the work and never in its way. It follows what is selected while it is open.

    `thing` is what is shown, or None.
    """

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self._shell, self._session = shell, shell.session
        self._uid, self._most = "", PAGE
        self._history: History | None = None
        self._deleted: list[DeletedThing] = []
        self._chosen: dict[str, str] = {}
        self.head = HistoryHead(self)
        self.rows = HistoryRows(self.tr("What happened to it, the newest first"), self)
        self.deleted_rows = HistoryRows(self.tr("What was deleted, the newest first"), self)
        self.messages = MessageBar(self)
        self.follow = QCheckBox(self.tr("&Follow what is selected"), self)
        self.follow.setChecked(True)
        self.show_button = push_button(self.tr("Show in its place"), self._lead, self, icon="book-open-page-variant")
        self._of_this = Lookup(self._session, self._ask_history, self._take_history, self)
        self._of_deleted = Lookup(self._session, history_session.deleted, self._take_deleted, self)
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._lay_out()
        self._connect()
        self.show_page(OF_THIS)

    @property
    def is_busy(self) -> bool:
        """Whether something is still being looked up."""
        return self._of_this.is_open or self._of_deleted.is_open or self._choosing.isActive()

    @property
    def thing(self) -> Thing | None:
        """What is shown."""
        return self._history.thing if self._history else None

    def show_page(self, page: int) -> None:
        """Show the history of what is selected, or what was deleted."""
        self.tabs.setCurrentIndex(page)
        self._show_page(page)

    def show_thing(self, uid: str) -> None:
        """Show the history of a thing."""
        # Who asks for something by name means it, whatever was selected on the way.
        self._chosen.clear()
        if uid != self._uid:
            self._uid, self._most = uid, PAGE
            self.messages.hide()
            self.rows.verticalScrollBar().setValue(0)
        self._of_this.ask(is_urgent=True)

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        self._of_this.drop()
        self._of_deleted.drop()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.deleted_rows if self.tabs.currentIndex() == DELETED else self.rows
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not rows.scroll_by(event.key()):
            super().keyPressEvent(event)

    # Parts

    def _ask_history(self, reader: Reader) -> History | None:
        return history_session.history(reader, self._uid, self._most) if self._uid else None

    def _bring_back(self, thing: Thing) -> None:
        words = self.tr("Brought back: {0}").format(thing.name or thing.kind_words)
        self._do(lambda: history_session.bring_back(self._session, thing), words)

    def _choose(self, kind: str, uid: str) -> None:
        """Note what was selected: a click can select a source and a statement in it, and the statement is meant."""
        if uid and self.isVisible() and self.follow.isChecked():
            self._chosen[kind] = uid
            self._choosing.start(0)

    def _connect(self) -> None:
        selection = self._session.selection
        selection.statement_changed.connect(lambda uid: self._choose("statement", uid))
        selection.tag_changed.connect(lambda uid: self._choose("tag", uid))
        selection.chapter_changed.connect(lambda uid: self._choose("chapter", uid))
        selection.source_changed.connect(lambda uid: self._choose("source", uid))
        self._choosing.timeout.connect(self._follow_choice)
        self._session.changed.connect(self._refresh)
        for rows in (self.rows, self.deleted_rows):
            rows.restore_wanted.connect(self._restore)
            rows.back_wanted.connect(self._bring_back)
        self.rows.more_wanted.connect(self._show_more)
        self.head.back_wanted.connect(self._bring_back)
        self.tabs.currentChanged.connect(self._show_page)
        Theme.active().changed.connect(self._redraw)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(lambda: self._shell.commands.has(UNDO) and self._shell.commands.run(UNDO))

    def _do(self, edit: Callable[[], None], words: str) -> None:
        """Perform an edit; a refusal is said here, where the wish was."""
        try:
            edit()
        except AnnotatorError as error:
            self.messages.say(str(error), "error")
        else:
            self.messages.hide()
            self._shell.toast(words, can_undo=True)

    def _follow_choice(self) -> None:
        uid = next(
            (self._chosen[kind] for kind in ("statement", "tag", "chapter", "source") if kind in self._chosen), ""
        )
        self._chosen.clear()
        if uid and uid != self._uid:
            self.show_thing(uid)

    def _lay_out(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("What is listed"))
        self.tabs.addTab(self.tr("History of this"))
        self.tabs.addTab(self.tr("Deleted things"))
        self.empty = EmptyState("", "", parent=self)
        self.no_deleted = EmptyState(
            self.tr("Nothing has been deleted."), self.tr("What anybody deletes is kept and listed here."), parent=self
        )
        self._this_page = QWidget(self)
        column = QVBoxLayout(self._this_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in (self.head, line(parent=self), self.rows):
            column.addWidget(each)
        column.setStretch(2, 1)
        self._pages = QStackedWidget(self)
        for page in (self._this_page, self.empty, self.deleted_rows, self.no_deleted):
            self._pages.addWidget(page)
        foot = self._foot = QFrame(self)
        foot.setProperty("house", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 6, 12, 6)
        buttons.addWidget(self.follow)
        buttons.addStretch()
        buttons.addWidget(self.show_button)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(4, 0, 4, 0)
        tabs.addWidget(self.tabs)
        tabs.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(tabs)
        whole.addWidget(line(parent=self))
        whole.addWidget(self.messages)
        whole.addWidget(self._pages, 1)
        whole.addWidget(foot)

    def _lead(self) -> None:
        if self.thing is not None:
            lead_to(self._shell, self.thing)

    def _redraw(self) -> None:
        """Draw the rows in other colours."""
        self._take_history(self._history)
        self._take_deleted(self._deleted)

    def _refresh(self, _changes: object) -> None:
        if not self.isVisible():
            return
        if self.tabs.currentIndex() == DELETED:
            self._of_deleted.ask()
        self._of_this.ask()

    def _restore(self, earlier: Earlier) -> None:
        words = self.tr("Restored: {0}").format(earlier.field_words)
        self._do(lambda: history_session.restore(self._session, earlier), words)

    def _show_more(self) -> None:
        self._most += PAGE
        self._of_this.ask(is_urgent=True)

    def _show_page(self, page: int) -> None:
        if page == DELETED:
            self._of_deleted.ask(is_urgent=True)
        self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        if self.tabs.currentIndex() == DELETED:
            self._pages.setCurrentWidget(self.deleted_rows if self._deleted else self.no_deleted)
            self.setWindowTitle(self.tr("Deleted things"))
        elif self._history is None:
            self.empty.set_words(
                self.tr("Nothing is selected."),
                self.tr("Select a statement, a source, a chapter or a tag, and what happened to it is listed here."),
            )
            self._pages.setCurrentWidget(self.empty)
            self.setWindowTitle(self.tr("History"))
        else:
            self._pages.setCurrentWidget(self._this_page)
            self.setWindowTitle(self.tr("History of {0}").format(self._history.thing.name))
        is_of_this = self.tabs.currentIndex() == OF_THIS
        thing = self.thing
        self._foot.setVisible(is_of_this)
        self.show_button.setVisible(thing is not None and thing.place is not None and not thing.is_gone)

    def _take_deleted(self, found: list[DeletedThing]) -> None:
        self._deleted = found
        self.deleted_rows.show_deleted(found)
        self._show_what_is_there()

    def _take_history(self, found: History | None) -> None:
        self._history = found
        if found is not None:
            self.head.show_thing(found.thing)
            self.rows.show_entries(found.entries, found.count - min(found.count, self._most))
        self._show_what_is_there()


class _Keeper(QObject):
    """Hold the window of one session, and let it go with the session."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.session)
        window = HistoryWindow(shell, shell if isinstance(shell, QWidget) else None)
        self.window = window
        shell.session.destroyed.connect(lambda: _let_go(window))


def _let_go(window: HistoryWindow) -> None:
    if shiboken6.isValid(window):
        window.deleteLater()


def _window(shell: Shell) -> HistoryWindow:
    """Give the window of the project, the one that is open already where there is one."""
    found = shell.session.findChild(_Keeper)
    window = (found if found is not None else _Keeper(shell)).window
    window.show()
    window.raise_()
    window.activateWindow()
    window.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
    return window

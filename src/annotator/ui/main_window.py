"""The one window: menus, bar, workspaces, messages and status around the open project."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError, RefusedError
from annotator.ui.commands import CommandButton, CommandRegistry, MenuName, translated
from annotator.ui.desk import Desk, Furniture
from annotator.ui.error_dialog import ErrorDialog
from annotator.ui.frame import BarStrip, MenuStrip, StatusStrip
from annotator.ui.new_project_page import NewProjectPage
from annotator.ui.palette import CommandPalette
from annotator.ui.reviewers.blind_work import BlindWork
from annotator.ui.start_page import StartPage
from annotator.ui.status_feed import StatusFeed
from annotator.ui.theme import Theme
from annotator.ui.widgets import MessageBar, Toast
from annotator.ui.window_commands import commands_of
from annotator.ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.session.project_session import ProjectSession

SMALLEST = (960, 600)
FIRST = (1440, 900)
BUILD_DELAY_MS = 100
PROJECT_SUFFIX = ".annotator"


class MainWindow(QMainWindow):
    """Show the start page, the form for a new project, or the workspaces of the open project.

    Implements `workspace.Shell`. Signals: `session_changed()` after a project was opened or closed.
    """

    session_changed = Signal()

    def __init__(self, theme: Theme, desk: Desk, furniture: Furniture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._desk, self.furniture = theme, desk, furniture
        self._session: ProjectSession | None = None
        self._feed: StatusFeed | None = None
        self._workspaces: dict[str, Workspace] = {}
        self._current = ""
        self._search: object = None
        self._menus: dict[MenuName, QMenu] = {}
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._commands = CommandRegistry(self)
        self._build()
        self._commands.add_all(commands_of(self))
        self._commands.owner_wanted.connect(self.show_workspace)
        self._fill_menus()
        self._fill_bar()
        self.command_palette = CommandPalette(self._commands, self)
        self.resize(*FIRST)
        self._restore_geometry()
        self.show_start()

    # What a panel may ask for (workspace.Shell)

    @property
    def commands(self) -> CommandRegistry:
        """The one registry."""
        return self._commands

    @property
    def session(self) -> "ProjectSession":
        """The open project.

        Raises:
            RefusedError: none is open.
        """
        if self._session is None:
            raise RefusedError(self.tr("Open a project first."))
        return self._session

    @property
    def theme(self) -> Theme:
        """The look."""
        return self._theme

    def say(
        self, text: str, state: str = "neutral", *, button: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show a plain message at the top until it is closed or replaced."""
        self.messages.say(text, state, button=button, run=run)

    def say_error(self, error: BaseException) -> None:
        """Show a plain error as a message and any other as a bug of ours."""
        if isinstance(error, AnnotatorError):
            self.say(str(error), "error")
        else:
            ErrorDialog.of(error, self).open()

    def show_workspace(self, key: str) -> None:
        """Bring a workspace to the front and give it the keyboard."""
        if self._session is None:
            return
        workspace = self.workspace(key)
        self._current = key
        self.pages.setCurrentWidget(self.places)
        self.places.setCurrentWidget(workspace.widget)
        self.bar.switch.select(key)
        self._commands.show_owner(key)
        self._refresh_menus()
        self._session.local.set("window.workspace", key)
        self.status.set_context("")
        workspace.shown()
        workspace.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def toast(self, text: str, *, can_undo: bool = False) -> None:
        """Say for six seconds what was just done."""
        self._toast.show_words(text, can_undo=can_undo)

    # What the application and the window's own commands ask for

    @property
    def current_workspace(self) -> str:
        """The key of the workspace that is shown, or ""."""
        return self._current

    @property
    def desk(self) -> Desk:
        """The application behind the window."""
        return self._desk

    @property
    def has_session(self) -> bool:
        """Whether a project is open."""
        return self._session is not None

    def close_session(self) -> None:
        """Close the project and show the start page; what could not be shared is said at the top."""
        if self._session is None:
            return
        session = self._session
        for key, workspace in self._workspaces.items():
            # Typing that is committed here still needs the session.
            workspace.close()
            self._commands.remove_owner(key)
            self.bar.switch.set_count(key, 0, "")
            self.places.removeWidget(workspace.widget)
            workspace.widget.deleteLater()
        self._workspaces.clear()
        self._session, self._current, self._search = None, "", None
        if self._feed is not None:
            self._feed.stop()
            self._feed = None
        self._toast.hide_now()
        self.bar.search.clear()
        self.show_start()
        self._wear_session()
        try:
            session.close()
        except AnnotatorError as error:
            rest = self.tr("Your changes are safe on this computer and are shared when you next open the project.")
            self.say(f"{error} {rest}", "error")
        finally:
            session.deleteLater()
            self.session_changed.emit()

    def open_palette(self) -> None:
        """Show the list of every command."""
        self.command_palette.open_over(self)

    def open_session(self, session: "ProjectSession") -> None:
        """Show an open project in place of the one before."""
        self.close_session()
        self._session = session
        session.setParent(self)
        session.undo_changed.connect(self._commands.refresh)
        session.changed.connect(self._take_changes)
        session.save_failed.connect(self._say_unsaved)
        session.warned.connect(lambda words: self.say(words, "warn"))
        session.sharing_changed.connect(self._commands.refresh)
        session.jobs.failed.connect(self.say_error)
        selection = session.selection
        for signal in (selection.statement_changed, selection.source_changed, selection.chapter_changed):
            signal.connect(self._commands.refresh)
        self._feed = StatusFeed(session, self.status)
        BlindWork(session, self.status)
        self.messages.hide()
        self._wear_session()
        if self.furniture.search is not None:
            self._search = self.furniture.search(self, self.bar.search)
        keys = [each.key for each in self.furniture.workspaces]
        last = session.local.get("window.workspace", "")
        if keys:
            self.show_workspace(last if last in keys else keys[0])
            # The others once this one is on the screen: their commands are wanted, but nobody waits for them.
            QTimer.singleShot(BUILD_DELAY_MS, self, partial(self._build_the_rest, session, keys))
        else:
            self.show_place()
        self._commands.refresh()
        self.session_changed.emit()

    def show_new_project(self) -> None:
        """Show the form for a new project."""
        self.new_project.begin()
        self.pages.setCurrentWidget(self.new_project)
        self._commands.refresh()

    def show_place(self) -> None:
        """Show the open project again, or the start page where there is none."""
        if self._session is None:
            self.show_start()
        else:
            self.pages.setCurrentWidget(self.places)
            self._commands.refresh()

    def show_start(self) -> None:
        """Show the start page."""
        self.start.refresh()
        self.pages.setCurrentWidget(self.start)
        self._commands.show_owner("")
        self._refresh_menus()
        self.start.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self, *, is_redo: bool = False) -> None:
        """Undo or redo the session's last step and say what it was."""
        try:
            label = self.session.redo() if is_redo else self.session.undo()
        except AnnotatorError as error:
            self.say_error(error)
            return
        words = self.tr("Done again: {0}") if is_redo else self.tr("Undone: {0}")
        self.toast(words.format(label))

    def wear_reviewer(self) -> None:
        """Show who is working."""
        reviewer = self._desk.preferences.reviewer
        self.strip.set_reviewer(reviewer.name if reviewer is not None else "")

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._commands.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._desk.preferences.set("geometry", self._packed_geometry())
        self.messages.hide()
        self.close_session()
        # What could not be shared has to be read before the window goes; closing again then ends it.
        if self.messages.isHidden():
            event.accept()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = self._dropped(event)
        event.acceptProposedAction()
        if len(paths) == 1 and paths[0].suffix == PROJECT_SUFFIX:
            self._desk.open_project(paths[0])
        elif self.furniture.import_sources is not None:
            self.furniture.import_sources(self, paths)

    # Parts

    def _build(self) -> None:
        self.strip = MenuStrip(self)
        self.strip.reviewer_clicked.connect(lambda: self._commands.run("project.reviewer"))
        self.setMenuWidget(self.strip)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = BarStrip(body)
        self.bar.switch.chosen.connect(self.show_workspace)
        for each in self.furniture.workspaces:
            self.bar.switch.add(each.key, each.title, each.icon, each.shortcut)
        self.messages = MessageBar(body)
        self.pages = QStackedWidget(body)
        self.start = StartPage(self._desk, has_sample=self.furniture.write_sample is not None, parent=self.pages)
        self.start.new_wanted.connect(self.show_new_project)
        self.start.open_wanted.connect(lambda: self._commands.run("project.open"))
        self.new_project = NewProjectPage(self._desk, self.pages)
        self.new_project.cancelled.connect(self.show_place)
        self.new_project.failed.connect(self.say_error)
        self.places = QStackedWidget(self.pages)
        for page in (self.start, self.new_project, self.places):
            self.pages.addWidget(page)
        self.status = StatusStrip(body)
        column.addWidget(self.bar)
        column.addWidget(self.messages)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self._toast = Toast(self.pages)
        self._toast.undo_wanted.connect(self.take_back)
        self._wear_session()

    def _dropped(self, event: QDropEvent) -> list[Path]:
        """Give the dropped files, where this window can do something with them."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(paths) == 1 and paths[0].suffix == PROJECT_SUFFIX:
            return paths
        return paths if self.has_session and self.furniture.import_sources is not None else []

    def _fill_bar(self) -> None:
        for row in (("edit.undo", "edit.redo"), ("project.import", "project.export")):
            present = [each for each in row if self._commands.has(each)]
            if present:
                self.bar.add_line()
            for each in present:
                is_labelled = each.startswith("project.")
                self.bar.add_tool(CommandButton(self._commands.action(each), self.bar, is_labelled=is_labelled))

    def _fill_menus(self) -> None:
        for name in MenuName:
            if name is MenuName.NONE:
                continue
            menu = QMenu(translated(name), self)
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self._commands.refresh)
            self.strip.menus.addMenu(menu)
            self._menus[name] = menu
        self._commands.changed.connect(self._refresh_menus)
        self._refresh_menus()

    def _packed_geometry(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def _refresh_menus(self) -> None:
        """Put the commands on the menus; a menu without any is not shown."""
        for name, menu in self._menus.items():
            self._commands.fill(menu, name)
            menu.menuAction().setVisible(any(each.isVisible() and not each.isSeparator() for each in menu.actions()))

    def _restore_geometry(self) -> None:
        packed = self._desk.preferences.get("geometry", "")
        if isinstance(packed, str) and packed:
            self.restoreGeometry(QByteArray.fromBase64(packed.encode("ascii", "ignore")))

    def _say_unsaved(self, error: BaseException) -> None:
        if isinstance(error, AnnotatorError):
            words = self.tr("Your changes are safe on this computer, but not shared yet. {0}").format(error)
            self.say(words, "warn", button=self.tr("Share again"), run=lambda: self.session.save())
        else:
            self.say_error(error)

    def _take_changes(self, changes: object) -> None:
        self._wear_title()
        self._commands.refresh()

    def _wear_session(self) -> None:
        """Show or hide what only an open project has."""
        is_open = self._session is not None
        self.bar.setVisible(is_open)
        self.bar.search.setVisible(self.furniture.search is not None)
        self.status.setVisible(is_open)
        if self._session is None:
            self.status.clear()
        self.wear_reviewer()
        self._wear_title()

    def _wear_title(self) -> None:
        title = self._session.title if self._session is not None else ""
        self.strip.set_title(title)
        self.setWindowTitle(f"{title} – annotator" if title else "annotator")

    def _build_the_rest(self, session: "ProjectSession", keys: list[str]) -> None:
        """Build one more workspace, and the next at the next turn, as long as this project is open."""
        left = [key for key in keys if key not in self._workspaces]
        if self._session is session and left:
            self.workspace(left[0])
            self._commands.refresh()
            QTimer.singleShot(0, self, partial(self._build_the_rest, session, keys))

    def workspace(self, key: str) -> Workspace:
        """Give a workspace, built the first time it is wanted."""
        if key not in self._workspaces:
            spec = next(each for each in self.furniture.workspaces if each.key == key)
            made = spec.build(self)
            made.status_text.connect(lambda text: self.status.set_context(text) if self._current == key else None)
            made.waiting_changed.connect(lambda: self.bar.switch.set_count(key, *made.waiting()))
            self.bar.switch.set_count(key, *made.waiting())
            self._workspaces[key] = made
            self.places.addWidget(made.widget)
            self._commands.add_all(made.commands(), owner=key)
        return self._workspaces[key]

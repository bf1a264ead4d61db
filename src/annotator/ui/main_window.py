"""The one window: menus, bar, workspaces, messages and status around the open project."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError, RefusedError
from annotator.session.changes import Changes
from annotator.session.project_session import ProjectSession
from annotator.ui import window_commands
from annotator.ui.commands import CommandButton, CommandRegistry, MenuName, translated
from annotator.ui.error_dialog import ErrorDialog
from annotator.ui.frame import BarStrip, MenuStrip, StatusStrip
from annotator.ui.new_project_page import NewProjectPage
from annotator.ui.palette import CommandPalette
from annotator.ui.preferences import Preferences
from annotator.ui.start_page import StartPage
from annotator.ui.theme import Theme
from annotator.ui.widgets import HintedField, MessageBar, Toast
from annotator.ui.workspace import Shell, Workspace, WorkspaceSpec

SMALLEST = (1024, 640)
FIRST = (1440, 900)


class Desk(Protocol):
    """What the window asks of the application: projects to open, and where things are remembered."""

    @property
    def preferences(self) -> Preferences:
        """What this computer remembers."""

    def create_project(self, path: Path, title: str, outline: Path | None) -> None:
        """Make a project, take the outline from a report where one is named, and show it."""

    def open_project(self, path: Path) -> None:
        """Open a project in the window."""

    def open_sample(self) -> None:
        """Open a copy of the sample project."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in the window. Whatever is None is not offered anywhere.

    `import_sources` is called with the paths that were dropped, or none to let the person choose; `search` once
    for each project, with the field in the bar.
    """

    workspaces: Sequence[WorkspaceSpec] = ()
    import_sources: Callable[[Shell, Sequence[Path]], object] | None = None
    export_briefing: Callable[[Shell], object] | None = None
    search: Callable[[Shell, HintedField], object] | None = None


class MainWindow(QMainWindow):
    """Show the start page, a form for a new project, or the workspaces of the open project.

    Implements `workspace.Shell`. Signals: `session_changed()` after a project was opened or closed.
    """

    session_changed = Signal()

    def __init__(self, theme: Theme, desk: Desk, furniture: Furniture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._desk, self._furniture = theme, desk, furniture
        self._session: ProjectSession | None = None
        self._specs = {each.key: each for each in furniture.workspaces}
        self._workspaces: dict[str, Workspace] = {}
        self._current = ""
        self._search: object = None
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._commands = CommandRegistry(self)
        self._build()
        self._commands.add_all(window_commands.commands_of(self))
        self._commands.owner_wanted.connect(self.show_workspace)
        self._fill_menus()
        self._fill_bar()
        self.palette_popup = CommandPalette(self._commands, self)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(100)
        self._counting.timeout.connect(self._count)
        QGuiApplication.instance().focusObjectChanged.connect(lambda _: None)  # type: ignore[union-attr]
        self.show_start()
        self._restore_geometry(desk.preferences.get("geometry"))

    # Shell

    @property
    def commands(self) -> CommandRegistry:
        """The one registry."""
        return self._commands

    @property
    def session(self) -> ProjectSession:
        """The open project.

        Raises: RefusedError where none is open.
        """
        if self._session is None:
            raise RefusedError(self.tr("No project is open."))
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

"""What the window and a workspace ask of each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.commands import Command, CommandRegistry
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.session.project_session import ProjectSession


class Shell(Protocol):
    """What the window offers to whatever stands in it. A panel gets this and knows nothing else of the window."""

    @property
    def commands(self) -> CommandRegistry:
        """The one registry; `refresh()` after something changed that `why_not` looks at."""

    @property
    def session(self) -> "ProjectSession":
        """The open project."""

    @property
    def theme(self) -> Theme:
        """The look."""

    def say(
        self, text: str, state: str = "neutral", *, button: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show a plain message at the top of the window until it is closed or replaced.

        `state` is "error", "warn", "success" or "neutral". Use it for refusals and faults, never a dialog.
        """

    def say_error(self, error: BaseException) -> None:
        """Show one of our plain errors as a message; hand any other error on to the dialog for bugs."""

    def show_workspace(self, key: str) -> None:
        """Bring a workspace to the front and give it the focus."""

    def toast(self, text: str, *, can_undo: bool = False) -> None:
        """Say for six seconds what was just done; never for errors. Undo takes the session's last step back."""


class Workspace(QObject):
    """A view of the open project that fills the window. Derive from it, and build `widget` in the constructor.

    Signals: `status_text(str)`: what the left of the status bar says while this workspace is shown;
    `waiting_changed()` when more or less waits here for somebody (see `waiting`).
    """

    status_text = Signal(str)
    waiting_changed = Signal()

    def __init__(self, shell: Shell, widget: QWidget) -> None:
        super().__init__(widget)
        self.shell = shell
        self.widget = widget

    def close(self) -> None:
        """Commit what is being typed and remember the place; the project closes after this."""

    def commands(self) -> Sequence[Command]:
        """Give what can be done here; asked once, after building."""
        return ()

    def first_focus(self) -> QWidget:
        """Give the widget that takes the keyboard when the workspace is shown."""
        return self.widget

    def waiting(self) -> tuple[int, str]:
        """Give how much waits here for somebody to settle it, and that in words; it is shown on the switch."""
        return 0, ""

    def shown(self) -> None:
        """Bring up to date what was not kept so while out of sight."""


@dataclass(frozen=True, slots=True)
class WorkspaceSpec:
    """A workspace as the window lists it. `build` is called when the project is open and the place is wanted.

    `key` is stored ("read"); `title` is translated; `icon` a Material Design name; `shortcut` "Ctrl+1".
    """

    key: str
    title: str
    icon: str
    shortcut: str
    build: Callable[[Shell], Workspace]

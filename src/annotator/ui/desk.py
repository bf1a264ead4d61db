"""What the window asks of the application, and what it is furnished with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.ui.preferences import Preferences
from annotator.ui.widgets import HintedField
from annotator.ui.workspace import Shell, WorkspaceSpec


class Desk(Protocol):
    """The application behind the window. Its verbs show refusals in the window and raise nothing plain."""

    @property
    def preferences(self) -> Preferences:
        """What this computer remembers."""

    def create_project(self, path: Path, title: str, outline: Path | None) -> None:
        """Make a project, take its chapters from a report where one is named, and show it.

        Raises:
            AnnotatorError: it could not be made; nothing is left behind.
        """

    def introduce(self, name: str, initials: str, colour: str = "") -> None:
        """Take note of who is working, here and in the open project; without a colour the one so far stays."""

    def open_project(self, path: Path) -> None:
        """Open a project in the window."""

    def open_sample(self) -> None:
        """Open the sample project, a copy that can be tried and spoilt."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands in the window. Whatever is None is offered nowhere.

    - `import_sources` is called with the paths that were dropped, or none to let the person choose.
    - `search` is called once for each open project, with the field in the bar; the window keeps what it gives.
    - `write_sample` makes the sample project at a path.
    """

    workspaces: Sequence[WorkspaceSpec] = ()
    import_sources: Callable[[Shell, Sequence[Path]], object] | None = None
    export_briefing: Callable[[Shell], object] | None = None
    search: Callable[[Shell, HintedField], object] | None = None
    write_sample: Callable[[Path], object] | None = None

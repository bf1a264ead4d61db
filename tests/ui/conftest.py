"""A window with two small workspaces, and the application behind it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.commands import Command, MenuName
from annotator.ui.desk import Furniture
from annotator.ui.desktop import Desktop
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.workspace import Shell, Workspace, WorkspaceSpec


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Dress the application in light colours."""
    made = Theme(mode="light")
    made.apply(qapp)
    yield made
    qapp.setStyleSheet("")
    Theme._active = None


class SmallWorkspace(Workspace):
    """A workspace with one field and one command, which counts what is asked of it."""

    def __init__(self, shell: Shell, key: str) -> None:
        widget = QWidget()
        self.key = key
        self.field = QLineEdit(widget)
        QVBoxLayout(widget).addWidget(self.field)
        self.runs = 0
        self.reason = ""
        self.is_closed = False
        super().__init__(shell, widget)

    def close(self) -> None:
        self.is_closed = True

    def commands(self) -> Sequence[Command]:
        return [
            Command(
                f"{self.key}.do",
                f"Do in {self.key}",
                self.do,
                ("Ctrl+M",),
                menu=MenuName.STATEMENT,
                why_not=lambda: self.reason,
            )
        ]

    def do(self) -> None:
        self.runs += 1

    def first_focus(self) -> QWidget:
        return self.field

    def shown(self) -> None:
        self.status_text.emit(f"{self.key} is shown")


class House:
    """An application in a folder of its own, furnished with small workspaces, and what was asked of its doors."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self.imported: list[Sequence[Path]] = []
        self.built: dict[str, SmallWorkspace] = {}
        specs = (
            WorkspaceSpec("read", "Read", "book-open-page-variant", "Ctrl+1", self._builder("read")),
            WorkspaceSpec("arrange", "Arrange", "view-column-outline", "Ctrl+2", self._builder("arrange")),
        )
        furniture = Furniture(specs, import_sources=lambda shell, paths: self.imported.append(paths))
        self.preferences = Preferences(folder / "data")
        self.desktop = Desktop(theme, self.preferences, furniture, folder / "data")
        self.window = self.desktop.window
        qtbot.addWidget(self.window, before_close_func=lambda window: window.close_session())

    def open_new(self, title: str = "Harbour talks", outline: Path | None = None) -> Path:
        path = self.folder / "talks.annotator"
        self.desktop.introduce("Mara Okafor", "MO")
        self.desktop.create_project(path, title, outline)
        return path

    def _builder(self, key: str) -> Callable[[Shell], Workspace]:
        def build(shell: Shell) -> Workspace:
            self.built[key] = SmallWorkspace(shell, key)
            return self.built[key]

        return build


@pytest.fixture
def house(theme: Theme, tmp_path: Path, qtbot: QtBot) -> House:
    """Give an application with nothing open, that nobody has introduced themselves to."""
    return House(theme, tmp_path, qtbot)

"""Draw the window off screen: every workspace of a project, light and dark, as pictures.

`python -m annotator.ui.pictures DIR` builds the sample project and draws it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotator.ui.main_window import MainWindow

SIZE = (1440, 900)
SETTLE_S = 0.4
REVIEWER = ("M. Okafor", "MO")


def draw(project: Path, folder: Path) -> list[Path]:
    """Draw the window on a project; give the pictures in the order in which they were made.

    Qt is put off screen, whatever the process was started with, so this needs a process that has no window.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from annotator.ui.desktop import Desktop, make_application
    from annotator.ui.preferences import Preferences
    from annotator.ui.rooms import furniture
    from annotator.ui.theme import Theme

    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["annotator"])
    theme = Theme(application, "light")
    theme.apply(application)
    made: list[Path] = []
    with _scratch_folder() as data:
        preferences = Preferences(data)
        preferences.introduce(*REVIEWER)
        desktop = Desktop(theme, preferences, furniture(), data)
        window = desktop.window
        window.resize(*SIZE)
        window.show()
        desktop.open_project(project)
        for mode in ("light", "dark"):
            theme.set_mode(mode)
            for name, arrange in _scenes(window):
                subject = arrange()
                made.append(_grab(subject or window, folder / f"{name}-{mode}.png"))
        window.close_session()
        window.close()
    return made


def _scenes(window: "MainWindow") -> Iterator[tuple[str, Callable[[], "QWidget | None"]]]:
    """Give each picture's name and what sets it up; what that gives is drawn instead of the window."""
    for spec in window.furniture.workspaces:
        yield spec.key, partial(window.show_workspace, spec.key)


def _grab(widget: "QWidget", path: Path) -> Path:
    _settle()
    widget.grab().save(str(path))
    return path


def _settle() -> None:
    """Let timers and jobs come to their end."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    deadline = time.monotonic() + SETTLE_S
    while time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    """Keep the pictures' working copies and preferences out of the user's own data folder."""
    with tempfile.TemporaryDirectory(prefix="annotator-pictures-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def main(arguments: list[str]) -> int:
    """Build the sample project and draw it into the folder that is named."""
    from annotator.exchange.sample import build_sample

    folder = Path(arguments[0]) if arguments else Path("docs/pictures")
    with _scratch_folder() as scratch:
        project = scratch / "Sample project.annotator"
        build_sample(project)
        for path in draw(project, folder):
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Draw the window off screen: every workspace of a project, light and dark, as pictures.

`python -m annotator.ui.pictures DIR` builds the sample project and draws it.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from annotator.core import edits
from annotator.core.records import Highlight, StatementFilter
from annotator.exchange.resources import resource_path
from annotator.store.project import ProjectStore
from annotator.ui.compare.compare_workspace import CompareWorkspace
from annotator.ui.desktop import Desktop, make_application
from annotator.ui.exporting.export_dialog import open_export_dialog
from annotator.ui.importing.import_desk import open_import_desk
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences import Preferences
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.rooms import furniture
from annotator.ui.theme import Theme

SIZE = (1440, 900)
SETTLE_S = 0.4
REVIEWER = ("M. Okafor", "MO")


def draw(project: Path, folder: Path) -> list[Path]:
    """Draw the window on a project; give the pictures in the order in which they were made.

    Qt is put off screen, whatever the process was started with, so this needs a process that has no window.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_pass_over)
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
        window.activateWindow()
        desktop.open_project(project)
        for mode in ("light", "dark"):
            theme.set_mode(mode)
            for name, arrange in _scenes(window):
                subject = arrange()
                made.append(_grab(subject or window, folder / f"{name}-{mode}.png"))
        window.close_session()
        window.close()
    return made


def _pass_over(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Keep to oneself what the off-screen platform cannot do; there is nobody to grab a keyboard from."""
    if not words.startswith("This plugin does not support"):
        sys.stderr.write(f"{words}\n")


def _scenes(window: MainWindow) -> Iterator[tuple[str, Callable[[], QWidget | None]]]:
    """Give each picture's name and what sets it up; what that gives is drawn instead of the window."""
    yield "read", partial(_read, window)
    yield "palette", partial(_palette, window)
    yield "search", partial(_search, window)
    yield "arrange", partial(_arrange, window)
    yield "compare", partial(_compare, window)
    yield "review", partial(_review, window)
    yield "import", partial(_import, window)
    yield "export", partial(_export, window)


def _read(window: MainWindow) -> None:
    """Two sources side by side, and the statement in the second that most others touch."""
    _close_dialogs(window)
    window.show_workspace("read")
    workspace = _read_workspace(window)
    workspace.statements.filters.clear()
    sources = workspace.session.reader.sources()
    for pane in workspace.panes.panes[1:]:
        workspace.panes.close_pane(pane)
    workspace.feed.open(sources[0].uid)
    if len(sources) > 1:
        workspace.feed.open(sources[1].uid, is_beside=True)
    _settle()
    shown = workspace.panes.active.source_uid
    found = workspace.session.reader.highlights(shown)
    if found:
        workspace.feed.show_statement(max(found, key=lambda each: (_touching(each, found), -each.start)).uid)


def _touching(one: Highlight, found: Sequence[Highlight]) -> int:
    return sum(each.start < one.end and one.start < each.end for each in found)


def _palette(window: MainWindow) -> QWidget:
    """The palette over the window, as one picture."""
    workspace = _read_workspace(window)
    workspace.open_palette()
    workspace.palette.field.setText("a")
    _settle()
    pair = _Composed(window, workspace.palette)
    workspace.palette.close()
    return pair


def _arrange(window: MainWindow) -> None:
    window.bar.search.clear()
    window.show_workspace("arrange")
    chapters = window.session.reader.chapters()
    if chapters:
        window.session.selection.set_chapter(max(chapters, key=lambda each: each.statement_count).uid)


def _compare(window: MainWindow) -> None:
    """The matrix with the keyboard in the cell that says most."""
    window.show_workspace("compare")
    workspace = window.workspace("compare")
    assert isinstance(workspace, CompareWorkspace)
    _settle()
    matrix, view = workspace.matrix.model.matrix, workspace.matrix.view
    if matrix.cells:
        view.choose(workspace.matrix.model.index_of(*max(matrix.cells, key=lambda at: matrix.cells[at].statements)))


def _review(window: MainWindow) -> None:
    window.show_workspace("review")


def _import(window: MainWindow) -> QWidget:
    """The desk with articles in several states: the sample's own are in the project already, one is refused."""
    scratch = Path(tempfile.mkdtemp(prefix="annotator-pictures-"))
    sample = resource_path("sample", "sources")
    for path in sorted(sample.glob("*.txt"))[:2]:
        shutil.copy(path, scratch / path.name)
    for path in sorted(sample.glob("*.txt"))[2:]:
        words = path.read_text(encoding="utf-8").replace(" the ", "  the ")
        (scratch / f"saved {path.name}").write_text(words, encoding="utf-8")
    (scratch / "scan.txt").write_bytes(b"")
    _close_dialogs(window)
    return open_import_desk(window, [scratch])


def _export(window: MainWindow) -> QWidget:
    _close_dialogs(window)
    return open_export_dialog(window)


def _search(window: MainWindow) -> None:
    """What is found, under the field that it was typed into."""
    window.activateWindow()
    window.bar.search.setFocus()
    window.bar.search.setText("treaty")
    window.bar.search.textEdited.emit("treaty")


def _close_dialogs(window: MainWindow) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
    _settle()


def _read_workspace(window: MainWindow) -> ReadWorkspace:
    workspace = window.workspace("read")
    assert isinstance(workspace, ReadWorkspace)
    return workspace


class _Composed(QLabel):
    """A window with a popup over it: off screen, each is a picture of its own."""

    def __init__(self, window: QWidget, popup: QWidget) -> None:
        super().__init__()
        picture = window.grab()
        painter = QPainter(picture)
        painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()
        self.setPixmap(picture)
        self.resize(window.size())


def _grab(widget: QWidget, path: Path) -> Path:
    _settle()
    widget.grab().save(str(path))
    return path


def _settle() -> None:
    """Let timers and jobs come to their end."""
    deadline = time.monotonic() + SETTLE_S
    while time.monotonic() < deadline:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    """Keep the pictures' working copies and preferences out of the user's own data folder."""
    with tempfile.TemporaryDirectory(prefix="annotator-pictures-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _work_apart(project: Path, scratch: Path) -> None:
    """Have two reviewers of the sample change the same things without seeing each other: a conflict to settle."""
    mine, theirs = (ProjectStore.open(project, data_dir=scratch / name) for name in ("mine", "theirs"))
    first, second = (reviewer.uid for reviewer in mine.reader.reviewers())
    statements = mine.reader.statements(StatementFilter(sort="number"))
    chapters = mine.reader.chapters()
    for store, reviewer, credibility, title in (
        (mine, first, 4, "Fleet Day and the Chairman's Place on the Stand"),
        (theirs, second, 1, "Fleet Day: Who Was Asked and Who Came"),
    ):
        store.apply(edits.set_statement_field(statements[14].uid, "credibility", credibility), reviewer)
        store.apply(edits.rename_chapter(chapters[3].uid, title), reviewer)
    note = "The same is reported by the other paper, from another speaker."
    theirs.apply(edits.write_note(theirs.reader, statements[14].uid, second, note), second)
    for store in (mine, theirs):
        store.publish()
        store.close()


def main(arguments: list[str]) -> int:
    """Build the sample project and draw it into the folder that is named."""
    from annotator.exchange.sample import build_sample

    folder = Path(arguments[0]) if arguments else Path("docs/pictures")
    with _scratch_folder() as scratch:
        project = scratch / "Sample project.annotator"
        build_sample(project)
        _work_apart(project, scratch)
        for path in draw(project, folder):
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Pieces of work in the window, drawn off screen, each beside a bare Qt that does the least for it.

Each function runs in a process of its own (see `child`) and gives (seconds by name, counts). A piece ends when what
it shows has been painted, not when the call comes back.
"""

import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit, QWidget

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.records import Anchor
from annotator.session.catalogue import Catalogue
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from annotator.ui.desktop import Desktop, make_application
from annotator.ui.preferences import Preferences
from annotator.ui.read.pane_feed import PaneFeed
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.rooms import furniture
from annotator.ui.theme import Theme
from benchmarks.corpus import REVIEWER
from benchmarks.measuring import timed

Timed = tuple[dict[str, list[float]], dict[str, int]]
SIZE = (1000, 900)
FRAMES = 300
WHEEL_STEP = 90
PATIENCE_S = 60.0
# Counts are read again within this time of an edit.
AFTERMATH_S = 0.6


class Paints(QObject):
    """Count how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a paint."""
        self.count += event.type() == QEvent.Type.Paint
        return False

    def wait(self) -> None:
        """Let Qt work until the widget is painted once more."""
        before = self.count
        deadline = time.monotonic() + PATIENCE_S
        while self.count == before:
            QCoreApplication.processEvents()
            if time.monotonic() > deadline:
                raise RuntimeError("nothing was painted")


def open_window(project: str, data: str) -> Timed:
    """Open a project in the window, until its workspace is painted.

    "work" is the opening alone; "start" is all of it, from starting Python.
    """
    application = make_application(sys.argv[:1])
    preferences = Preferences(Path(data))
    if preferences.reviewer is None:
        preferences.introduce(REVIEWER, "")
    theme = Theme(application, preferences.mode)
    theme.apply(application)
    started = time.perf_counter()
    desktop = Desktop(theme, preferences, furniture(), Path(data))
    desktop.window.show()
    desktop.open_project(Path(project))
    if not desktop.window.has_session:
        raise RuntimeError("the project did not open")
    workspace = desktop.window.places.currentWidget()
    assert workspace is not None
    Paints(workspace).wait()
    seconds = time.perf_counter() - started
    from_start = time.time() - float(os.environ["BENCHMARK_STARTED"])
    desktop.window.close()
    return {"work": [seconds], "start": [from_start]}, {}


def open_bare_window(project: str) -> Timed:
    """Open a main window with an empty text, and the project's file to count its rows."""
    application = QApplication(sys.argv[:1])
    started = time.perf_counter()
    window, text = QMainWindow(), QTextEdit()
    window.setCentralWidget(text)
    window.resize(*SIZE)
    window.show()
    with closing(sqlite3.connect(project)) as connection:
        rows = 0
        for table in ("source", "statement", "tag", "chapter", "placement"):
            rows += connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    Paints(text.viewport()).wait()
    seconds = time.perf_counter() - started
    from_start = time.time() - float(os.environ["BENCHMARK_STARTED"])
    del application
    return {"work": [seconds], "start": [from_start]}, {"rows": rows}


def read_article(project: str, data: str, additions: int) -> Timed:
    """Show the longest source in a pane, scroll through it, and add statements where it is shown."""
    application = make_application(sys.argv[:1])
    preferences = Preferences(Path(data))
    reviewer = preferences.reviewer or preferences.introduce(REVIEWER, "")
    theme = Theme(application, "light")
    theme.apply(application)
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    store.index_texts()
    session = ProjectSession(store, reviewer)
    panes = ReaderPanes()
    panes.resize(*SIZE)
    panes.show()
    feed = PaneFeed(session, panes, Catalogue(session))
    QCoreApplication.processEvents()
    source = max(session.reader.sources(), key=lambda each: each.words)
    view = panes.active.view
    paints = Paints(view.viewport())

    def show() -> None:
        feed.open(source.uid)
        paints.wait()

    seconds = {"work": [timed(show)]}
    seconds["frame"] = _frames(view, paints)
    text = session.reader.text(source.revision_uid)
    tag_uids = [tag.uid for tag in session.reader.tags()[:3]]
    chance = random.Random(7)
    seconds |= {"add": [], "stall": []}
    for _ in range(additions):
        start = chance.randrange(len(text) - 400)
        anchor = make_anchor(source.revision_uid, text, start, start + chance.randint(40, 300))
        view.show_span(anchor.start, anchor.end)
        _settle()

        def add(anchor: Anchor = anchor) -> None:
            number = session.reader.next_statement_number()
            drafts = edits.add_statement(
                anchor, source.uid, number, reviewer_uid=session.reviewer.uid, tag_uids=tag_uids
            )
            session.perform(drafts, "Highlight")
            paints.wait()

        seconds["add"].append(timed(add))
        seconds["stall"].append(_settle(AFTERMATH_S))
    counted = {"words": source.words, "statements": len(session.reader.highlights(source.uid))}
    panes.close()
    session.close()
    return seconds, counted


def read_bare_article(project: str, folder: str, additions: int) -> Timed:
    """Show the same text in a bare QTextEdit, scroll it, and insert a row into a bare database and paint anew."""
    application = QApplication(sys.argv[:1])
    with closing(sqlite3.connect(project)) as connection:
        (data,) = connection.execute(
            "SELECT data FROM blob JOIN revision ON text_sha256 = sha256 ORDER BY words DESC LIMIT 1"
        ).fetchone()
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.setUndoRedoEnabled(False)
    edit.resize(*SIZE)
    edit.show()
    QCoreApplication.processEvents()
    paints = Paints(edit.viewport())

    def show() -> None:
        edit.setPlainText(bytes(data).decode())
        edit.moveCursor(QTextCursor.MoveOperation.Start)
        paints.wait()

    seconds = {"work": [timed(show)]}
    seconds["frame"] = _frames(edit, paints)
    path = Path(folder) / "one-row.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE statement (uid TEXT PRIMARY KEY, quote TEXT)")

        def add() -> None:
            database.execute("INSERT INTO statement VALUES (hex(randomblob(16)), ?)", ("q" * 170,))
            edit.viewport().update()
            paints.wait()

        seconds |= {"add": [], "stall": []}
        for _ in range(additions):
            seconds["add"].append(timed(add))
            seconds["stall"].append(_settle(AFTERMATH_S))
    path.unlink()
    del application
    return seconds, {}


def _frames(edit: QTextEdit, paints: Paints) -> list[float]:
    """Scroll by turns of the wheel from several places of the text, and time each frame."""
    bar = edit.verticalScrollBar()
    seconds = []
    for part in range(10):
        bar.setValue(bar.maximum() * part // 11)
        _settle()
        for _ in range(FRAMES // 10):
            if bar.value() == bar.maximum():
                break
            seconds.append(timed(_scroll(bar.value() + WHEEL_STEP, edit, paints)))
    return seconds


def _scroll(value: int, edit: QTextEdit, paints: Paints) -> Callable[[], None]:
    def work() -> None:
        edit.verticalScrollBar().setValue(value)
        paints.wait()

    return work


def _settle(seconds: float = 0.05) -> float:
    """Let Qt do what it put off; give the longest that it did not look at the keyboard meanwhile."""
    longest = 0.0
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        longest = max(longest, timed(QCoreApplication.processEvents))
    return longest


def save_in_window(project: str, data: str, runs: int) -> Timed:
    """Save a project from its window, again and again with one change more; "stall" is the longest turn of its loop."""
    application = make_application(sys.argv[:1])
    preferences = Preferences(Path(data))
    if preferences.reviewer is None:
        preferences.introduce(REVIEWER, "")
    theme = Theme(application, preferences.mode)
    theme.apply(application)
    desktop = Desktop(theme, preferences, furniture(), Path(data))
    desktop.window.show()
    desktop.open_project(Path(project))
    session = desktop.window.session
    _turn(AFTERMATH_S)
    seconds: dict[str, list[float]] = {"work": [], "stall": []}
    for at in range(runs):
        session.perform(edits.set_project_field(session.project_uid, "subtitle", f"Saved {at}"), "Change the subtitle")
        _turn(AFTERMATH_S)
        started = time.perf_counter()
        session.save()
        longest = 0.0
        while session.sharing.is_saving:
            turn = time.perf_counter()
            QCoreApplication.processEvents()
            longest = max(longest, time.perf_counter() - turn)
            time.sleep(0.001)
        seconds["work"].append(time.perf_counter() - started)
        seconds["stall"].append(longest)
    desktop.window.close()
    return seconds, {}


def _turn(seconds: float) -> None:
    """Let Qt work for a while."""
    deadline = time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        QCoreApplication.processEvents()
        time.sleep(0.001)

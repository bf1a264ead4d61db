"""The timeline of Compare, read, laid out and painted, beside a bare widget that draws a dot for each date.

Each function runs in a process of its own (see `child`) and gives (seconds by name, counts).
"""

import json
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.compare.timeline import LaneKind
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from annotator.ui.compare.timeline_panel import TimelinePanel
from annotator.ui.desktop import make_application
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.workspace import Shell
from benchmarks.corpus import REVIEWER
from benchmarks.measuring import timed
from benchmarks.window_works import PATIENCE_S, Paints, Timed

SIZE = (1440, 420)
CLOSER = 6.0


@dataclass
class _Shell:
    """As much of the window as a panel asks for."""

    session: ProjectSession


def show_timeline(project: str, data: str) -> Timed:
    """Show the timeline in each kind of lanes until it is painted.

    "paint" is laying it out and painting it, all of it in sight and closer; "again" is painting it once more.
    """
    application = make_application(sys.argv[:1])
    preferences = Preferences(Path(data))
    reviewer = preferences.reviewer or preferences.introduce(REVIEWER, "")
    Theme(application, "light").apply(application)
    session = ProjectSession(ProjectStore.open(Path(project), data_dir=Path(data)), reviewer)
    panel = TimelinePanel(cast(Shell, _Shell(session)))
    panel.resize(*SIZE)
    view = panel.view.viewport()
    paints = Paints(view)

    def show(kind: LaneKind) -> None:
        panel.filters.lanes.choose(str(kind))
        panel.filters.changed.emit()
        panel.show()
        deadline = time.monotonic() + PATIENCE_S
        while panel.view.timeline.wish.lanes is not kind or not panel.has_timeline:
            QCoreApplication.processEvents()
            time.sleep(0.001)
            if time.monotonic() > deadline:
                raise RuntimeError("the dates were not read")
        view.update()
        paints.wait()

    def look_closer(factor: float) -> None:
        panel.view.zoom(factor)
        view.grab()

    seconds: dict[str, list[float]] = {"work": [], "paint": [], "again": []}
    for kind in LaneKind:
        seconds["work"].append(timed(lambda kind=kind: show(kind)))
        for factor in (1.0, CLOSER, CLOSER):
            seconds["paint"].append(timed(lambda factor=factor: look_closer(factor)))
            seconds["again"].append(timed(view.grab))
    counted = {"dated": panel.view.timeline.dated_count}
    panel.close_down()
    panel.close()
    session.close()
    return seconds, counted


class _Dots(QWidget):
    """A dot for each day, by nothing but its place."""

    def __init__(self, days: list[int]) -> None:
        super().__init__()
        self._days = days

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        first, span = min(self._days), max(1, max(self._days) - min(self._days))
        painter.drawPoints([QPoint((day - first) * SIZE[0] // span, at % SIZE[1]) for at, day in enumerate(self._days)])


def show_bare_timeline(project: str) -> Timed:
    """Read every date of an event in one query and draw a dot for each."""
    application = QApplication(sys.argv[:1])
    started = time.perf_counter()
    with closing(sqlite3.connect(project)) as connection:
        rows = connection.execute("SELECT event_date FROM statement WHERE event_date NOT NULL").fetchall()
    days = [date.fromisoformat(json.loads(stored)["start"]).toordinal() for (stored,) in rows]
    dots = _Dots(days)
    dots.resize(*SIZE)
    paints = Paints(dots)
    dots.show()
    paints.wait()
    seconds = time.perf_counter() - started
    painted = [timed(dots.grab) for _ in range(5)]
    del application
    return {"work": [seconds], "paint": painted}, {"dated": len(days)}

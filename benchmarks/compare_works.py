"""The matrix of Compare, counted and painted, beside a bare table that is filled from one query.

Each function runs in a process of its own (see `child`) and gives (seconds by name, counts).
"""

import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from annotator.core.compare.matrix import Kind
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from annotator.ui.compare.matrix_panel import MatrixPanel
from annotator.ui.desktop import make_application
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from annotator.ui.workspace import Shell
from benchmarks.corpus import REVIEWER
from benchmarks.measuring import timed
from benchmarks.window_works import PATIENCE_S, Paints, Timed

SIZE = (1000, 420)


@dataclass
class _Shell:
    """As much of the window as a panel asks for."""

    session: ProjectSession


def show_matrix(project: str, data: str) -> Timed:
    """Show each kind of matrix until it is painted with its counts; "paint" is the painting alone."""
    application = make_application(sys.argv[:1])
    preferences = Preferences(Path(data))
    reviewer = preferences.reviewer or preferences.introduce(REVIEWER, "")
    Theme(application, "light").apply(application)
    session = ProjectSession(ProjectStore.open(Path(project), data_dir=Path(data)), reviewer)
    session.local.set("compare.kind", str(Kind.CHAPTERS))  # or it begins with what it showed last
    panel = MatrixPanel(cast(Shell, _Shell(session)))
    panel.resize(*SIZE)
    view = panel.view.table.viewport()
    paints = Paints(view)

    def until_shown(kind: Kind) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while panel.model.matrix.kind is not kind or not panel.has_table:
            QCoreApplication.processEvents()
            time.sleep(0.001)
            if time.monotonic() > deadline:
                raise RuntimeError(f"the {kind} were not counted")
        view.update()
        paints.wait()

    def show(kind: Kind) -> None:
        if kind is Kind.CHAPTERS:
            panel.show()
        else:
            panel.show_kind(kind)
        until_shown(kind)

    seconds = {}
    for kind in Kind:
        seconds[str(kind)] = [timed(lambda kind=kind: show(kind))]
        seconds[f"paint-{kind}"] = [timed(view.grab) for _ in range(5)]
    counted = {"cells": len(panel.model.matrix.cells)}
    panel.close_down()
    panel.close()
    session.close()
    return seconds, counted


def show_bare_matrix(project: str) -> Timed:
    """Count chapters by outlet in one query, and put the numbers into a bare table."""
    application = QApplication(sys.argv[:1])
    table = QTableWidget()
    table.resize(*SIZE)
    started = time.perf_counter()
    with closing(sqlite3.connect(project)) as connection:
        rows = connection.execute(
            "SELECT chapter_uid, outlet, count(*) FROM placement JOIN source ON source.uid = source_uid GROUP BY 1, 2"
        ).fetchall()
    table.setRowCount(len(rows))
    table.setColumnCount(1)
    for at, (_, _, count) in enumerate(rows):
        table.setItem(at, 0, QTableWidgetItem(str(count)))
    paints = Paints(table.viewport())
    table.show()
    paints.wait()
    seconds = time.perf_counter() - started
    painted = [timed(table.viewport().grab) for _ in range(5)]
    del application
    return {"work": [seconds], "paint": painted}, {"rows": len(rows)}

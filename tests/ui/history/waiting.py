"""Waiting for the window of a history."""

import time

from PySide6.QtTest import QTest

from annotator.ui.history.history_window import HistoryWindow


def settle(window: HistoryWindow) -> None:
    """Wait until everything is looked up."""
    deadline = time.monotonic() + 5
    while window.is_busy:
        assert time.monotonic() < deadline, "the window is still looking something up"
        QTest.qWait(2)

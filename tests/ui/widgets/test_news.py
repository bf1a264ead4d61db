"""Toasts, messages and progress: what the window says by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from annotator.ui.widgets import MessageBar, ProgressStrip, Toast
from annotator.ui.widgets import progress as progress_module
from annotator.ui.widgets import toasts as toasts_module


@pytest.fixture
def below(theme, qtbot):
    made = QWidget()
    made.resize(800, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_toast_stands_at_the_bottom_centre_and_stays_there(below):
    toast = Toast(below)
    toast.show_words("Tagged as legal basis", can_undo=True)
    below.resize(1000, 500)
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert toast.geometry().bottom() < 500
    toast.hide_now()


def test_a_toast_offers_undo_only_where_there_is_something_to_undo(below, qtbot):
    toast = Toast(below)
    toast.show_words("Exported")
    assert not toast.has_undo
    toast.show_words("Deleted", can_undo=True)
    with qtbot.waitSignal(toast.undo_wanted):
        qtbot.mouseClick(toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_a_toast_goes_by_itself(below, qtbot, monkeypatch):
    monkeypatch.setattr(toasts_module, "STAY", 20)
    toast = Toast(below)
    toast.show_words("Saved")
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)


def test_without_motion_a_toast_comes_and_goes_at_once(below, qtbot, monkeypatch):
    monkeypatch.setattr(toasts_module, "STAY", 20)
    monkeypatch.setattr(toasts_module, "has_motion", lambda: False)
    toast = Toast(below)
    toast.show_words("Saved")
    assert toast.isVisible()
    assert not toast.graphicsEffect().isEnabled()
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=1000)


def test_a_message_says_its_state_and_closes_by_escape(below, qtbot):
    bar = MessageBar(below)
    bar.say("The disk is full.", "error")
    assert (bar.words, bar.state, bar.isVisible()) == ("The disk is full.", "error", True)
    assert bar.accessibleName() == "The disk is full."
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_button_of_a_message_runs_and_closes_it(below, qtbot):
    bar, runs = MessageBar(below), []
    bar.say("Not shared yet.", "warn", button="Share again", run=lambda: runs.append(1))
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert runs == [1]
    assert not bar.isVisible()


def test_short_work_is_never_shown(below, qtbot):
    strip = ProgressStrip(below)
    strip.show_work("Saving")
    strip.finish()
    qtbot.wait(20)
    assert not strip.isVisible()


def test_long_work_shows_verb_and_count_and_can_be_cancelled(below, qtbot, monkeypatch):
    monkeypatch.setattr(progress_module, "SHOW_AFTER", 10)
    strip = ProgressStrip(below)
    strip.show_work("Importing", 3, 1200, "files")
    qtbot.waitUntil(strip.isVisible, timeout=1000)
    assert strip.words == "Importing, 3 of 1,200 files"
    with qtbot.waitSignal(strip.cancel_wanted):
        qtbot.mouseClick(strip.findChild(QToolButton), Qt.MouseButton.LeftButton)
    strip.finish()
    assert not strip.isVisible()


def test_work_without_a_known_end_shows_its_verb_alone(below):
    strip = ProgressStrip(below)
    strip.show_work("Looking for repeats")
    assert strip.words == "Looking for repeats"
    strip.finish()

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning

from annotator.ui.error_dialog import ErrorDialog, detail_of
from annotator.ui.faults import CRASH_LOG, LOG, Faults


@pytest.fixture
def faults(qapp, tmp_path):
    made = Faults(tmp_path / "data")
    made.install()
    yield made
    made.uninstall()


def _raise() -> None:
    raise ValueError("out of order")


def test_an_uncaught_exception_is_logged_and_handed_on(faults, qtbot, tmp_path):
    with qtbot.waitSignal(faults.raised) as raised:
        try:
            _raise()
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert str(raised.args[0]) == "out of order"
    assert "ValueError: out of order" in (tmp_path / "data" / LOG).read_text(encoding="utf-8")


def test_an_exception_of_another_thread_reaches_the_thread_of_the_window(faults, qtbot):
    class Receiver(Faults):
        def take(self, error: BaseException) -> None:
            self.seen = (error, threading.current_thread())

    receiver = Receiver(faults._folder)
    faults.raised.connect(receiver.take)
    with qtbot.waitSignal(faults.raised):
        thread = threading.Thread(target=_raise)
        thread.start()
        thread.join()
    qtbot.waitUntil(lambda: hasattr(receiver, "seen"))
    error, thread = receiver.seen
    assert isinstance(error, ValueError)
    assert thread is threading.main_thread()


def test_what_qt_warns_of_is_in_the_log(faults, tmp_path):
    qWarning("a warning of Qt")
    assert "Qt: a warning of Qt" in (tmp_path / "data" / LOG).read_text(encoding="utf-8")


def test_a_hard_crash_has_a_file_to_go_to(faults, tmp_path):
    assert (tmp_path / "data" / CRASH_LOG).exists()


def test_a_log_that_has_grown_is_put_aside(qapp, tmp_path):
    (tmp_path / LOG).write_text("x" * 1_000_001)
    faults = Faults(tmp_path)
    faults.install()
    logging.getLogger("annotator").warning("new")
    faults.uninstall()
    assert (tmp_path / "annotator.old").stat().st_size == 1_000_001
    assert "new" in (tmp_path / LOG).read_text(encoding="utf-8")


def test_without_a_folder_to_write_in_the_faults_are_still_caught(qapp, qtbot, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    faults = Faults(blocked)
    faults.install()
    try:
        with qtbot.waitSignal(faults.raised):
            sys.excepthook(ValueError, ValueError("x"), None)
    finally:
        faults.uninstall()
    assert sys.excepthook is faults._before[0]


def test_the_detail_names_versions_and_the_place():
    try:
        _raise()
    except ValueError as error:
        detail = detail_of(error)
    assert "PySide6" in detail
    assert "in _raise" in detail


def test_the_detail_can_be_copied(theme, qapp, qtbot):
    dialog = ErrorDialog("ValueError: x", "the detail")
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert qapp.clipboard().text() == "the detail"

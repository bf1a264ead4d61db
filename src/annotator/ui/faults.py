"""Catch what nobody else catches, on every thread, and write it down."""

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

LOG = "annotator.log"
CRASH_LOG = "crash.log"
MOST_BYTES = 1_000_000
LOGGER = logging.getLogger("annotator")
# The off-screen platform says these of itself; they mean nothing.
IGNORED = ("This plugin does not support",)


class Faults(QObject):
    """Hand uncaught exceptions of any thread to the UI thread, and log them with Qt's own messages.

    Signals: `raised(error)`: on the thread of this object when its receiver lives there.
    """

    raised = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._crash_file: IO[str] | None = None
        self._handler: logging.Handler | None = None
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Begin to catch. A folder that cannot be written costs the log, not the work."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._open_logs()
        except OSError:
            LOGGER.addHandler(logging.NullHandler())
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(_take_qt_message)

    def uninstall(self) -> None:
        """Stop catching and close the files."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
            self._crash_file = None
        if self._handler is not None:
            LOGGER.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def _open_logs(self) -> None:
        log = self._folder / LOG
        if log.exists() and log.stat().st_size > MOST_BYTES:
            log.replace(log.with_suffix(".old"))
        self._handler = logging.FileHandler(log, encoding="utf-8", delay=True)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOGGER.addHandler(self._handler)
        LOGGER.setLevel(logging.INFO)
        self._crash_file = (self._folder / CRASH_LOG).open("a", encoding="utf-8")
        faulthandler.enable(self._crash_file)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        LOGGER.error("uncaught", exc_info=(kind, error, trace))
        self.raised.emit(error)

    def _take_from_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self._take(told.exc_type, told.exc_value, told.exc_traceback)


def _take_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    if message.startswith(IGNORED):
        return
    LOGGER.log(levels.get(kind, logging.WARNING), "Qt: %s", message)
    if kind == QtMsgType.QtFatalMsg:
        # Qt ends the process after this; whoever started it from a terminal should see why.
        sys.stderr.write(f"{message}\n")

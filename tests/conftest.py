"""What every test stands on: Qt off screen, a data folder of its own, and nothing left running afterwards."""

import gc
import os
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import tools
from tests.windows import RealWindow, XServer

# Before anything imports Qt. Tests of a real window start it in a process of its own, with its own platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_SLOW_MACHINE = [HealthCheck.too_slow]
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=_SLOW_MACHINE, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=1_000, suppress_health_check=_SLOW_MACHINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_PATIENCE_SECONDS = 3.0


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a user's data folder of its own, empty, and keep the real one out of reach.

    It lies outside `tmp_path`, so that a test can count what it finds there.
    """
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("ANNOTATOR_DATA", str(folder / "data"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    return folder / "data"


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread, a pool's work or a ticking timer behind it."""
    before = set(threading.enumerate())
    timers = _watched_timers(monkeypatch) if "qapp" in request.fixturenames else weakref.WeakSet()
    yield
    left = _left_threads(before) + _left_pool_work() + _left_timers(timers)
    if left:
        pytest.fail(f"left running: {', '.join(left)}", pytrace=False)


@pytest.fixture
def shared_sources() -> Path:
    """Give the folder of the four real articles, or skip the test."""
    return tools.shared_sources()


@pytest.fixture(scope="session")
def xvfb_display() -> Iterator[str]:
    """Start an X server without a screen and give its display, such as ":1"; all tests of one worker share it."""
    with XServer(tools.require_tool("Xvfb")) as server:
        yield server.display


@pytest.fixture
def real_window(xvfb_display: str) -> Iterator[Callable[..., RealWindow]]:
    """Give a function that starts `python -m annotator ARGUMENTS` in a real window and waits until it is up."""
    tools.require_tool("xdotool")
    opened: list[RealWindow] = []

    def open_window(*arguments: str | Path, program: tuple[str, ...] = ("-m", "annotator")) -> RealWindow:
        window = RealWindow(xvfb_display, [*program, *map(str, arguments)])
        opened.append(window)
        window.wait_until_up()
        return window

    yield open_window
    for window in opened:
        window.kill()


def _left_threads(before: set[threading.Thread]) -> list[str]:
    """Name the threads that would keep the program from ending, after giving them time to end by themselves."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    new = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    # Qt's own threads, seen from Python, are dummies that nobody can join.
    new = [thread for thread in new if not isinstance(thread, threading._DummyThread)]
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def _left_pool_work() -> list[str]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QThreadPool.globalInstance().waitForDone(int(_PATIENCE_SECONDS * 1000)):
        return []
    return ["work in the thread pool"]


def _left_timers(timers: "weakref.WeakSet[object]") -> list[str]:
    """Name the timers that still tick, once what nobody holds any more is gone."""
    if not any(_is_ticking(timer) for timer in timers):
        return []
    gc.collect()
    return [f"timer {timer.objectName() or type(timer).__name__}" for timer in list(timers) if _is_ticking(timer)]


def _is_ticking(timer: object) -> bool:
    import shiboken6

    return shiboken6.isValid(timer) and timer.isActive()


def _watched_timers(monkeypatch: pytest.MonkeyPatch) -> "weakref.WeakSet[object]":
    """Remember every QTimer that Python code starts during the test."""
    from PySide6.QtCore import QTimer

    started: weakref.WeakSet[object] = weakref.WeakSet()
    start = QTimer.start

    def remember_and_start(timer: QTimer, *arguments: object) -> None:
        started.add(timer)
        start(timer, *arguments)

    monkeypatch.setattr(QTimer, "start", remember_and_start)
    return started

"""A real window on an X server without a screen, driven from outside as a person would drive it.

There is no window manager: `RealWindow` gives the focus itself, and a window stands where it puts itself.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.tools import subprocess_environment

_UP_SECONDS = 30.0
_END_SECONDS = 20.0
_FIRST_DISPLAY, _DISPLAYS = 100, 50_000
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
assert QGuiApplication.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


class XServer:
    """An Xvfb on a display of this process's own; it ends with the `with` block.

    Xvfb can look for a free one itself, but then takes no lock, and one that ends takes the socket of one that begins
    on the same number away with it.
    """

    def __init__(self, program: Path) -> None:
        read, write = os.pipe()
        display = f":{_FIRST_DISPLAY + os.getpid() % _DISPLAYS}"
        screen = [display, "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-displayfd", str(write)]
        self._process = subprocess.Popen([str(program), *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            assert answer.readline().strip(), "Xvfb did not start"
        self.display = display

    def __enter__(self) -> "XServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()


class RealWindow:
    """A program of ours in a window of its own. Positions are pixels from the window's top left corner."""

    def __init__(self, display: str, arguments: Sequence[str]) -> None:
        self._environment = subprocess_environment(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        self._environment.pop("WAYLAND_DISPLAY", None)
        self._output = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  closed by kill()
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        self._window = ""

    @property
    def output(self) -> str:
        """What the program has printed so far."""
        self._output.seek(0)
        return self._output.read()

    @property
    def title(self) -> str:
        """The words in the window's title bar."""
        return self._xdotool("getwindowname", self._window).strip()

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click where the pointer is put."""
        self._focus()
        self._xdotool("mousemove", "--window", self._window, str(x), str(y), "click", str(button))

    def close(self) -> int:
        """Ask the program to end as its user would, with Ctrl+Q, and give its exit status."""
        self.press("ctrl+q")
        return self.wait()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one place, move, and let go at another."""
        self._xdotool("mousemove", "--window", self._window, *map(str, start), "mousedown", "1")
        for part in (1, 2, 3, 4):
            x, y = (round(a + (b - a) * part / 4) for a, b in zip(start, end, strict=True))
            self._xdotool("mousemove", "--window", self._window, str(x), str(y), "sleep", "0.05")
        self._xdotool("mouseup", "1")

    def enter(self, dialog: str, words: str) -> None:
        """Write words into a dialog, by the beginning of its title, and press Return in it."""
        main = self._window
        deadline = time.monotonic() + _UP_SECONDS
        search = ["search", "--all", "--onlyvisible", "--pid", str(self._process.pid), "--name", f"^{dialog}"]
        while not (found := self._xdotool(*search, is_checked=False).split()):
            assert time.monotonic() < deadline, f"no dialog came: {self.output}"
            time.sleep(0.1)
        self._window = found[-1]
        self.type(words)
        self.press("Return")
        self._window = main

    def kill(self) -> None:
        """End the program at once, whatever it is doing."""
        if not self._output.closed:
            self._process.kill()
            self._process.wait()
            self._output.close()

    def picture(self, path: Path) -> Path:
        """Save what is on the screen now as a PNG."""
        subprocess.run([sys.executable, "-c", _GRAB, str(path)], env=self._environment, check=True, capture_output=True)
        return path

    def press(self, *keys: str) -> None:
        """Press keys one after another, named as xdotool does: "t", "ctrl+z", "Return"."""
        self._focus()
        self._xdotool("key", "--clearmodifiers", "--delay", "40", *keys)

    def type(self, words: str) -> None:
        """Type words on the keyboard."""
        self._focus()
        self._xdotool("type", "--clearmodifiers", "--delay", "20", words)

    def wait(self) -> int:
        """Wait until the program ends and give its exit status."""
        return self._process.wait(_END_SECONDS)

    def wait_until_up(self) -> None:
        """Wait until a window of the program is shown, and give it the focus."""
        deadline = time.monotonic() + _UP_SECONDS
        search = ["search", "--all", "--onlyvisible", "--pid", str(self._process.pid), "--name", "."]
        while not (found := self._xdotool(*search, is_checked=False).split()):
            assert self._process.poll() is None, f"the program ended before its window came: {self.output}"
            assert time.monotonic() < deadline, f"no window came: {self.output}"
            time.sleep(0.1)
        self._window = found[-1]
        self._focus()

    def _focus(self) -> None:
        self._xdotool("windowraise", self._window, is_checked=False)
        self._xdotool("windowfocus", "--sync", self._window, is_checked=False)

    def _xdotool(self, *arguments: str, is_checked: bool = True) -> str:
        done = subprocess.run(["xdotool", *arguments], env=self._environment, capture_output=True, encoding="utf-8")
        assert not is_checked or done.returncode == 0, f"xdotool {arguments[0]}: {done.stderr}; {self.output}"
        return done.stdout

import os
import subprocess
import sys

import pytest

from annotator.ui import display_check
from annotator.ui.display_check import first_absent, missing_library, why_no_window
from tests.tools import CHECKOUT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X11 can lack a display")


def _start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "ANNOTATOR_DATA", "LD_LIBRARY_PATH") if name in os.environ
    }
    program = "import sys; from annotator.ui.application import main; sys.exit(main([]))"
    return subprocess.run(
        [sys.executable, "-c", program],
        env=kept | {"PYTHONPATH": str(CHECKOUT / "src")} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_without_a_display_one_plain_line_says_so_and_the_status_is_2():
    done = _start()
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "DISPLAY" in done.stderr


def test_a_display_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(display_check, "X11_LIBRARIES", ("libc.so.6",))
    pytest.importorskip("ctypes").CDLL("libxcb.so.1") if not first_absent(["libxcb.so.1"]) else pytest.skip("no libxcb")
    assert why_no_window({"DISPLAY": ":987"}).startswith("The display :987 does not answer.")


def test_a_missing_library_is_named_with_the_one_command_to_run(monkeypatch):
    monkeypatch.setattr(display_check, "X11_LIBRARIES", ("libc.so.6", "libnowhere.so.7"))
    line = why_no_window({"DISPLAY": ":0"})
    assert "libnowhere.so.7" in line
    assert line.endswith("run: make system-deps")
    assert "\n" not in line


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc"])
def test_a_platform_that_needs_no_display_is_taken_at_its_word(platform):
    assert why_no_window({"QT_QPA_PLATFORM": platform}) == ""


def test_a_wayland_session_needs_no_x_server():
    assert why_no_window({"WAYLAND_DISPLAY": "wayland-0"}) == ""


def test_asking_for_x11_without_a_display_is_refused_in_a_wayland_session_too():
    assert "DISPLAY" in why_no_window({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"})


def test_a_display_that_answers_is_good(xvfb_display):
    if first_absent(display_check.X11_LIBRARIES):
        pytest.skip("the libraries of X11 are not installed")
    assert why_no_window({"DISPLAY": xvfb_display}) == ""


def test_the_library_that_an_import_failed_for_is_found_in_its_message():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_library(error) == "libEGL.so.1"
    assert missing_library(ImportError("No module named 'x'")) == ""


def test_the_check_does_without_qt():
    program = "import sys; import annotator.ui.application; print(any('PySide6' in name for name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(CHECKOUT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "False"

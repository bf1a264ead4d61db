"""Whether a window can be opened at all, found out before Qt: it would end the process with a puzzling message."""

import ctypes
import os
import re
import sys
from collections.abc import Iterable, Mapping

# What Qt's X11 plugin loads beyond what nearly every desktop has.
X11_LIBRARIES = (
    "libxcb.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
INSTALL = "run: make system-deps"


def missing_library(error: ImportError) -> str:
    """Give the system library that an import failed for, or ""."""
    found = re.search(r"(lib[\w+.-]+?\.so[.\d]*): cannot open shared object file", str(error))
    return found.group(1) if found else ""


def why_no_window(environment: Mapping[str, str] | None = None) -> str:
    """Give the plain line that says why no window can be opened, or "".

    Only Linux and its relatives can lack a display; a named platform that needs none is taken at its word.
    """
    environment = os.environ if environment is None else environment
    if not sys.platform.startswith(("linux", "freebsd")):
        return ""
    platform = environment.get("QT_QPA_PLATFORM", "")
    display = environment.get("DISPLAY", "")
    if not platform and environment.get("WAYLAND_DISPLAY"):
        return ""
    if platform and not platform.startswith("xcb"):
        return ""
    if not display:
        return (
            "There is no display for the window: neither DISPLAY nor WAYLAND_DISPLAY is set. Start annotator in a "
            "desktop session, or draw the window off screen with: QT_QPA_PLATFORM=offscreen annotator demo"
        )
    absent = first_absent(X11_LIBRARIES)
    if absent:
        return library_line(absent)
    if not _answers(display):
        return (
            f"The display {display} does not answer. Start its X server or set DISPLAY to one that runs, or draw the "
            "window off screen with: QT_QPA_PLATFORM=offscreen annotator demo"
        )
    return ""


def first_absent(libraries: Iterable[str]) -> str:
    """Give the first of the libraries that cannot be loaded, or ""."""
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            return name
    return ""


def library_line(name: str) -> str:
    """Write the plain line for a missing library."""
    return f"The window needs the system library {name}, which is missing; {INSTALL}"


def _answers(display: str) -> bool:
    """Whether the X server lets us connect; takes a millisecond."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)

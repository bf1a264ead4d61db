"""Whether a shared file lies where it can be replaced in one step, which is what saving relies on."""

import os
import sys
from pathlib import Path

# File systems that upload a file piece by piece behind the program's back, so that others can see half of it.
_PIECEMEAL = frozenset({"fuse.gvfsd-fuse", "fuse.davfs", "davfs", "fuse.rclone", "fuse.curlftpfs", "fuse.gcsfuse"})
_MOUNTS = Path("/proc/self/mounts")


def placing_fault(path: Path) -> str:
    """Say in one sentence why saving is not safe where a file lies, or "" where nothing is known against it."""
    target = path.resolve()
    if os.path.ismount(target) or _is_on_another_device(target):
        return (
            f"{target.name} is shared by itself and not with its folder, so it cannot be replaced in one step; "
            "share the folder that it lies in, or move it into one that is shared."
        )
    kind = _file_system(target.parent)
    if kind in _PIECEMEAL:
        return (
            f"{target.parent} is a connection that uploads files piece by piece, so others may see half of a save; "
            "move the project to a network drive or into a synchronised folder."
        )
    return ""


def _is_on_another_device(target: Path) -> bool:
    try:
        return target.stat().st_dev != target.parent.stat().st_dev
    except OSError:
        return False


def _file_system(folder: Path) -> str:
    """Name the file system that a folder lies on, where this system tells; "" elsewhere."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        mounts = [line.split(" ") for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""
    return _kind_of(folder, [(_plain(each[1]), each[2]) for each in mounts if len(each) > 2])


def _kind_of(folder: Path, mounts: list[tuple[str, str]]) -> str:
    """Give the kind of the innermost mount that a folder lies in; of two in one place the later hides the other."""
    holding = [(point, kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(reversed(holding), key=lambda each: len(each[0]), default=("", ""))[1]


def _plain(point: str) -> str:
    """Read a mount point, in which the kernel writes blanks and some other characters as octal numbers."""
    return point.encode("latin-1", "replace").decode("unicode_escape", "replace") if "\\" in point else point

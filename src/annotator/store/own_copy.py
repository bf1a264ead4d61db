"""Another's file under a name of our own, where nothing lies beside it and nobody puts another in its place.

Nobody's database is opened where it lies: what lies beside it, a journal or a write-ahead log, would be obeyed.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.store.schema import APPLICATION_ID, USER_VERSION
from annotator.store.working import NEWER, NOT_OURS

LARGEST_FILE = 8 * 1024**3  # bytes
# A file that was written so lately may be being written, and two times of writing so near may look the same.
SETTLED_S = 3

_PIECE = 1024**2
_HEADER_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"
_UTF_8 = 1
_ROLLBACK, _WAL = b"\x01\x01", b"\x02\x02"


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A copy, or only a second name, of a file called `name`; `size` is in bytes.

    `written` is when the file was last written where it is only a second name, else None.
    """

    name: str
    path: Path
    size: int
    written: int | None

    def verify_unchanged(self) -> None:
        """Verify that nobody has written into the file since, so that all that was read of it is of one piece.

        Whoever writes into it and puts the time back on purpose is not noticed.

        Raises:
            EnvironmentFaultError: somebody has.
        """
        if self.written is None:
            return
        status = self.path.stat()
        if (status.st_size, status.st_mtime_ns) != (self.size, self.written):
            message = f"{self.name} was written by another program while it was read, so nothing was taken from it; "
            raise EnvironmentFaultError(message + "please try again.")

    @contextmanager
    def read(self) -> Iterator[None]:
        """Read some of it; what fails because somebody writes into the file is not the file's fault."""
        try:
            yield
        except (sqlite3.Error, ProjectFileError):
            self.verify_unchanged()
            raise


def own_copy(path: Path, target: Path, *, may_be_linked: bool) -> OwnCopy:
    """Have a file that has a project's header under a name of our own, never opening it as a database.

    With `may_be_linked` it is not copied where it lies on the same disk: then it has a second name for a while. Whoever
    puts another file in its place leaves ours as it was; that nobody wrote into it has to be verified at the end.

    Raises:
        ProjectFileError: it is not there, no file, no project, or not complete.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        # Before it is opened: opening a device can do something, and a pipe would wait for ever.
        _require_ordinary(path, path.stat().st_mode)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise ProjectFileError(f"{path} does not exist; check the name and the folder.") from error
    except PermissionError as error:
        raise EnvironmentFaultError(f"{path} cannot be read; check its permissions.") from error
    with os.fdopen(descriptor, "rb") as original:
        status = os.fstat(descriptor)
        _require_ordinary(path, status.st_mode)
        header = original.read(_HEADER_LENGTH)
        _check_header(path, header, status.st_size)
        if may_be_linked and header[18:20] == _ROLLBACK and _is_linked(path, target, status):
            return OwnCopy(path.name, target, status.st_size, status.st_mtime_ns)
        _copy(original, header, target, path.name, status.st_size)
    return OwnCopy(path.name, target, status.st_size, None)


def _is_linked(path: Path, target: Path, status: os.stat_result) -> bool:
    """Give a file that nobody is writing a second name, where it can have one; tell whether it has.

    Not in Windows, where nobody could put another file in the place of one that is open under any of its names.
    """
    if os.name != "posix" or not status.st_mtime < time.time() - SETTLED_S:
        return False
    try:
        os.link(path.resolve(), target)
    except OSError:  # another disk, another's file, or a disk that knows no second names
        return False
    if not os.path.samestat(target.stat(), status):
        target.unlink()
        return False
    return True


def _copy(original: BinaryIO, header: bytes, target: Path, name: str, size: int) -> None:
    left = size - len(header)
    with target.open("xb") as file:
        file.write(header[:18] + _ROLLBACK + header[20:])
        while left and (piece := original.read(min(left, _PIECE))):
            file.write(piece)
            left -= len(piece)
    if left:
        raise ProjectFileError(f"{name} is not complete; copy it again or ask for it again.")


def _require_ordinary(path: Path, mode: int) -> None:
    """Refuse what is no file; a link has been followed to what it means."""
    if stat.S_ISDIR(mode):
        raise ProjectFileError(f"{path} is a folder; please name a project file.")
    if not stat.S_ISREG(mode):
        raise ProjectFileError(f"{path} is not an ordinary file; please name a project file.")


def _check_header(path: Path, header: bytes, size: int) -> None:
    """Check the first 100 bytes before SQLite sees them (https://www.sqlite.org/fileformat.html)."""
    name = path.name
    if not size:
        raise ProjectFileError(f"{name} is empty; copy it again or ask for it again.")
    if len(header) < _HEADER_LENGTH or not header.startswith(_MAGIC):
        raise ProjectFileError(NOT_OURS.format(name=name))
    page_size, page_count = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    encoding, version, application_id = (int.from_bytes(header[at : at + 4], "big") for at in (56, 60, 68))
    if application_id != APPLICATION_ID:
        raise ProjectFileError(NOT_OURS.format(name=name))
    if version > USER_VERSION:
        raise ProjectFileError(NEWER.format(name=name))
    if encoding != _UTF_8:
        raise ProjectFileError(f"{name} does not hold its words in UTF-8; it cannot be trusted or opened.")
    if size > LARGEST_FILE:
        raise ProjectFileError(f"{name} is larger than any project can be; it cannot be opened.")
    if size != page_count * (65536 if page_size == 1 else page_size):
        raise ProjectFileError(f"{name} is not complete; copy it again or ask for it again.")
    if header[18:20] not in (_ROLLBACK, _WAL):
        raise ProjectFileError(f"{name} has a format that annotator does not know; please update annotator.")
    # Harmless where everything has been moved into the file itself, as after closing it elsewhere.
    if header[18:20] == _WAL and _has_content(Path(f"{path.resolve()}-wal")):
        raise ProjectFileError(f"{name} is open in another program, so not all of it is there; close it there first.")


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False

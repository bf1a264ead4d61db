"""Files put where the user wants them: whole or not at all, with one plain sentence where the machine would not."""

import contextlib
import errno
import os
import secrets
import shutil
from pathlib import Path

from annotator.core.errors import EnvironmentFaultError

WORD_SUFFIX = ".docx"
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG})


def replace_file(target: Path, content: bytes | memoryview) -> None:
    """Write a file beside the target and swap it in; until then the old one is untouched.

    Raises:
        EnvironmentFaultError: the folder cannot be written, the disk is full, or the target is locked or protected.
    """
    target = target.resolve()
    if target.is_dir():
        raise EnvironmentFaultError(f"{target} is a folder; name a file in it.")
    if not target.parent.is_dir():
        raise EnvironmentFaultError(f"There is no folder {target.parent}; choose one that exists.")
    if target.exists() and not os.access(target, os.W_OK):
        raise EnvironmentFaultError(f"{target.name} is write-protected; choose another name or lift the protection.")
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        _write(beside, content)
        if target.exists():
            shutil.copymode(target, beside)
        _swap_in(beside, target)
    except OSError as error:
        raise _fault(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def word_file(path: Path) -> Path:
    """Give a file's name its ending, where it has none or another; a folder stays what it is."""
    is_named = path.suffix.casefold() == WORD_SUFFIX or path.is_dir()
    return path if is_named else path.with_name(path.name + WORD_SUFFIX)


def refuse_open_elsewhere(target: Path) -> None:
    """Refuse a file that Word or LibreOffice has open, by the file that they put beside it.

    Windows refuses by itself; elsewhere the document in the other window would be replaced behind its user's back.

    Raises:
        EnvironmentFaultError: there is such a file.
    """
    name = target.name
    for owner in (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#"):
        if target.with_name(owner).exists():
            raise EnvironmentFaultError(
                f"{name} is open in another program; close it there, or choose another name. "
                f"If it is not, delete {owner} beside it."
            )


def _write(path: Path, content: bytes | memoryview) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _swap_in(beside: Path, target: Path) -> None:
    try:
        os.replace(beside, target)
    except PermissionError as error:
        # Windows: a program that has the file open keeps others from replacing it.
        if not target.exists():
            raise
        raise EnvironmentFaultError(
            f"{target.name} is open in another program; close it there and try again."
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name itself outlast a power cut, where the system knows how."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _fault(error: OSError, target: Path) -> EnvironmentFaultError:
    if error.errno in _FULL:
        return EnvironmentFaultError(
            f"The disk is full, so {target.name} was not written; free some space and try again."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return EnvironmentFaultError(f"The folder {target.parent} cannot be written; choose another one.")
    reason = (error.strerror or "unknown reason").lower()
    return EnvironmentFaultError(f"{target.name} was not written: {reason}.")

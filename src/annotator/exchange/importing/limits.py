"""What a process that reads files of unknown origin may use, and how it is kept from everything else."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

# A text of 64 MB needs some 700 MB on its way to an article.
MOST_MEMORY = 1536 * 1024 * 1024
# A reader that has grown by so much is replaced before its next file: Python seldom gives memory back.
OVERGROWN = 256 * 1024 * 1024
LONGEST_READ_S = 60.0
SECONDS_PER_MB = 2.0
# A table of many thousand rows may take longer than one article: each that comes gives a little more time.
SECONDS_PER_ARTICLE = 0.05
# What the system itself enforces, for a reader whose parent is gone; the parent's own clock is the narrower one.
_CPU_SLACK_S = 600
_POLITENESS = 5
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What no reading of a file needs: the network, other programs, changes of files, code that was stored as data.
_FORBIDDEN = (
    *("socket.", "subprocess.", "ftplib.", "http.", "imaplib.", "poplib.", "smtplib.", "telnetlib.", "urllib."),
    *(
        "os.exec",
        "os.fork",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "os.kill",
        "pty.",
        "webbrowser.",
    ),
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"),
    *("os.utime", "shutil.", "tempfile.", "pickle.find_class", "sqlite3.connect", "webbrowser.", "winreg."),
)


def seconds_for(size: int) -> float:
    """Give how long a file of so many bytes may take."""
    return LONGEST_READ_S + size / 1_000_000 * SECONDS_PER_MB


def confine() -> None:
    """Give this process its limits, for good: memory, no files written, no network, no other programs."""
    # Ctrl+C in a terminal reaches the whole group; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.dont_write_bytecode = True
    if sys.platform != "win32":
        with suppress(OSError):
            os.nice(_POLITENESS)
        _limit_resources()
    if sys.platform == "linux":
        _die_with_parent()
    sys.addaudithook(_refuse)


def limit_processor_time(size: int) -> None:
    """Give the process so much more of the processor as a file of a size may need, where the system can."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds_for(size)) + _CPU_SLACK_S
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def memory_in_use() -> int:
    """Give the size of this process's address space in bytes, or 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit_resources() -> None:
    if sys.platform == "win32":
        return
    import resource

    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}
    if size := memory_in_use():
        limits[resource.RLIMIT_AS] = size + MOST_MEMORY
    for kind, most in limits.items():
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def _die_with_parent() -> None:
    """Let the system end this process with the thread that started it, however that ends."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop what no reading needs.

    Raises:
        PermissionError: to whoever tried it.
    """
    if event == "open":
        is_refused = _is_writing(arguments)
    elif event == "ctypes.dlopen":
        # The PDF library; None is Python itself, which ctypes opens when it is imported.
        is_refused = arguments[0] is not None and "pdfium" not in Path(str(arguments[0])).name
    else:
        is_refused = event.startswith(_FORBIDDEN)
    if is_refused:
        raise PermissionError(f"a reader of files may not do this: {event}")


def _is_writing(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return bool(flags & _WRITING) if isinstance(flags, int) else any(letter in str(mode) for letter in "wax+")

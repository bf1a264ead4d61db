"""A process that reads files, seen from its parent: asked, followed, timed and ended."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from annotator.exchange.importing import limits, worker
from annotator.exchange.importing.articles import Place
from annotator.exchange.importing.wire import (
    Frame,
    NonsenseError,
    Result,
    Wanted,
    pack_request,
    read_frame,
    unpack_result,
    write_frame,
)

LOGGER = logging.getLogger("annotator")
TOO_LONG = "Reading this file took longer than a minute, so it was left out; save it in another format and import that."
# As much as Linux allows everybody, so that a worker need not wait for its parent after every article.
_PIPE_BYTES = 1024 * 1024
_START_S = 60.0
_PATIENCE_S = 5.0


class WorkerLostError(Exception):
    """The process is gone, or of no use any more; the message says what that means for the file it was reading."""


class WorkerProcess:
    """One process; one thread asks and follows it, any other may end it."""

    def __init__(self) -> None:
        self.is_ready = False
        self.is_leaving = False
        self._lock = threading.Lock()
        self._is_killed = False
        self._is_late = False
        # The clock runs only while we wait for the process, not while nobody takes what it sent.
        self._waits_since: float | None = None
        self._waited = 0.0
        self._allowed = _START_S
        self._process = subprocess.Popen(
            _command(),
            bufsize=_PIPE_BYTES // 4,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_creation_flags(),
        )
        _widen(self._answers)

    @property
    def is_usable(self) -> bool:
        """Whether it can be asked again."""
        return not self._is_killed and not self.is_leaving

    def ask(self, files: Sequence[Wanted], is_sketch: bool) -> None:
        """Ask for files; what is in them is then followed one by one.

        Raises:
            WorkerLostError: it is gone.
        """
        try:
            write_frame(cast(BinaryIO, self._process.stdin), pack_request(files, is_sketch))
        except OSError as error:
            raise WorkerLostError(worker.STOPPED) from error

    def follow(self, size: int) -> Iterator[tuple[Result, Place, int, int]]:
        """Give what is in the next file, of so many bytes: each result, its place, how many places, its size.

        Raises:
            WorkerLostError: it ended, took too long, or answered nonsense.
        """
        with self._lock:
            self._waited, self._allowed = 0.0, limits.seconds_for(size) if self.is_ready else _START_S
        while True:
            frame = self._received()
            match frame.header.get("kind"):
                case worker.READY:
                    self.is_ready = True
                    with self._lock:
                        self._waited, self._allowed = 0.0, limits.seconds_for(size)
                case worker.END:
                    self.is_leaving = frame.header.get("is_leaving") is True
                    return
                case worker.FAULT:
                    LOGGER.info("a file could not be read: %s", frame.header.get("words"))
                case _:
                    yield *self._unpacked(frame), frame.size
                    self._allowed += limits.SECONDS_PER_ARTICLE

    def kill(self) -> None:
        """End it at once."""
        with self._lock:
            self._is_killed = True
            self._process.kill()

    def kill_if_late(self) -> None:
        """End it where its file takes longer than any should."""
        with self._lock:
            since = self._waits_since
            if since is not None and self._waited + time.monotonic() - since > self._allowed:
                self._is_killed = self._is_late = True
                self._process.kill()

    def close(self) -> None:
        """End it and let go of what it held."""
        self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast(BinaryIO, stream).close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE_S)

    @property
    def _answers(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)

    def _received(self) -> Frame:
        with self._lock:
            self._waits_since = time.monotonic()
        try:
            frame = read_frame(self._answers)
        except (NonsenseError, OSError, ValueError, MemoryError) as error:
            raise WorkerLostError(self._reason()) from error
        finally:
            with self._lock:
                self._waited += time.monotonic() - self._waits_since
                self._waits_since = None
        if frame is None:
            raise WorkerLostError(self._reason())
        return frame

    def _unpacked(self, frame: Frame) -> tuple[Result, Place, int]:
        try:
            return unpack_result(frame)
        except NonsenseError as error:
            raise WorkerLostError(worker.STOPPED) from error

    def _reason(self) -> str:
        return TOO_LONG if self._is_late else worker.STOPPED


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, worker.ARGUMENT]
    # Safe path: a module that lies about in the folder one works in is not ours.
    return [sys.executable, "-P", "-m", worker.__name__]


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


def _widen(stream: BinaryIO) -> None:
    """Let a pipe hold more, where the system can."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)

"""Long work in pool threads, with throttled progress, cancelling, and its end told on the UI thread."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

T = TypeVar("T")
REPORT_INTERVAL_S = 0.05


class Cancelled(Exception):
    """Leave a job because the user cancelled it."""


class JobContext:
    """What the work of a job may use on its own thread."""

    def __init__(self, job: "Job", open_store: Callable[[], ProjectStore]) -> None:
        self._job = job
        self._open_store = open_store
        self._store: ProjectStore | None = None
        self._reported = 0.0

    @property
    def is_cancelled(self) -> bool:
        """Whether the user cancelled the job."""
        return self._job.cancelled.is_set()

    def check(self) -> None:
        """Leave the work if the user cancelled it.

        Raises:
            Cancelled: to be let through.
        """
        if self.is_cancelled:
            raise Cancelled

    def close(self) -> None:
        """Close what was opened for this job."""
        if self._store is not None:
            self._store.close()

    def open_reader(self) -> Reader:
        """Read the project on this thread."""
        return self.open_store().reader

    def open_store(self) -> ProjectStore:
        """Open the project's working copy on this thread; it is closed with the job."""
        if self._store is None:
            self._store = self._open_store()
        return self._store

    def report(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is; more often than the eye can follow is passed over."""
        now = time.monotonic()
        if now - self._reported >= REPORT_INTERVAL_S or done >= total:
            self._reported = now
            self._job.advanced.emit(done, total, words)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `total` 0 means that nobody knows."""

    done: int = 0
    total: int = 0
    words: str = ""


class Job(QObject):
    """One piece of work under way.

    Signals: `advanced(done, total, words)`; `ended(result, error)` exactly once, on the UI thread.
    """

    advanced = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(self, verb: str, is_quiet: bool) -> None:
        super().__init__()
        self.verb = verb
        self.is_quiet = is_quiet
        self.cancelled = threading.Event()
        self.progress = Progress()
        self.started = time.monotonic()
        self.advanced.connect(self._advance, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; what it has done so far stays."""
        self.cancelled.set()

    def _advance(self, done: int, total: int, words: str) -> None:
        self.progress = Progress(done, total, words)


@dataclass
class _Work(Generic[T]):
    job: Job
    work: Callable[[JobContext], T]
    open_store: Callable[[], ProjectStore]

    def run(self) -> None:
        context = JobContext(self.job, self.open_store)
        result: Any = None
        error: BaseException | None = None
        try:
            result = self.work(context)
        except BaseException as raised:  # every end of the work has to reach the UI thread
            error = raised
        finally:
            context.close()
        self.job.ended.emit(result, error)


class Jobs(QObject):
    """The jobs of one session.

    Signals: `changed()` when a job starts, advances or ends; `failed(error)` for an error that no caller handles.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, open_store: Callable[[], ProjectStore], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Job] = []
        self._is_closed = False

    @property
    def running(self) -> list[Job]:
        """The jobs that a person may want to see, oldest first."""
        return [job for job in self._running if not job.is_quiet]

    def close(self) -> None:
        """Ask every job to stop, wait until they have, and tell nobody of ends that are still on their way."""
        self._is_closed = True
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def run(
        self,
        verb: str,
        work: Callable[[JobContext], T],
        *,
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[BaseException], object] | None = None,
        is_quiet: bool = False,
        is_urgent: bool = False,
    ) -> Job:
        """Run work in the pool; `verb` says what it does ("Importing"). A cancelled job calls neither end.

        A quiet job is not shown as progress; an urgent one goes before the others that have not begun.
        """
        job = Job(verb, is_quiet)
        self._running.append(job)

        def end(result: T, error: BaseException | None) -> None:
            self._running.remove(job)
            if self._is_closed:
                return
            self.changed.emit()
            if error is None:
                if on_done is not None:
                    on_done(result)
            elif not isinstance(error, Cancelled):
                if on_failed is not None:
                    on_failed(error)
                else:
                    self.failed.emit(error)

        # A bound method of an object of this thread makes the connection queued; a plain function would run there.
        receiver = _Receiver(end, job)
        job.ended.connect(receiver.receive, Qt.ConnectionType.QueuedConnection)
        job.advanced.connect(self._advanced, Qt.ConnectionType.QueuedConnection)
        self._pool.start(_Work(job, work, self._open_store).run, int(is_urgent))
        self.changed.emit()
        return job

    def _advanced(self, _done: int, _total: int, _words: str) -> None:
        self.changed.emit()


class _Receiver(QObject):
    """Take a job's end on the thread that started it."""

    def __init__(self, end: Callable[[Any, BaseException | None], None], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end

    def receive(self, result: object, error: object) -> None:
        self._end(result, error if isinstance(error, BaseException) else None)

"""Files read by processes of their own, several at once: what a file does to its reader, it does to nobody else."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.records import Article
from annotator.exchange.importing.capture import Refusal
from annotator.exchange.importing.errands import Answer, Errand, Progress
from annotator.exchange.importing.wire import Sketch, Wanted, sketch_of
from annotator.exchange.importing.worker import STOPPED
from annotator.exchange.importing.worker_process import WorkerLostError, WorkerProcess

__all__ = ["Answer", "Progress", "ReadingPool", "Sketch", "Wanted", "read_apart", "sketch_of"]

MOST_WORKERS = 4
# So often whoever waits looks whether a file takes too long, or the user has had enough.
TICK_S = 0.1
# A process that nobody needs any more ends by itself.
IDLE_S = 60.0
# What a process is asked for at once: small files by the dozen, or it would wait for its parent after each.
_BATCH_FILES = 32
_BATCH_BYTES = 1_000_000
_MOST_FAILED_STARTS = 5
_NO_PROCESS = "Files cannot be read: their reader could not be started ({0}); start annotator again."


class ReadingPool:
    """Processes that read files, started when they are first needed and ended with the pool."""

    def __init__(self, most: int = 0) -> None:
        self._most = most or min(os.cpu_count() or 1, MOST_WORKERS)
        self._lock = threading.Lock()
        self._work = threading.Condition(self._lock)
        self._errands: list[Errand] = []
        self._workers: list[_Worker] = []
        self._idle = 0
        self._is_closed = False

    def __enter__(self) -> "ReadingPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes at once, whatever they are at."""
        with self._lock:
            self._is_closed = True
            workers = list(self._workers)
            for errand in self._errands:
                errand.close()
            self._work.notify_all()
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.join()

    def read(
        self,
        files: Iterable[Wanted],
        *,
        is_sketch: bool = False,
        is_cancelled: Callable[[], bool] = lambda: False,
        on_wait: Callable[[], object] = lambda: None,
    ) -> Iterator[Answer]:
        """Read files and give what is in each, in their order; at least one answer a file.

        With `is_sketch` articles come without their texts. Where `is_cancelled` says so, the answers end at once;
        `on_wait` is called from time to time while nothing comes.

        Raises:
            EnvironmentFaultError: no process can be started.
        """
        errand = Errand(list(files), is_sketch)
        with self._lock:
            self._errands.append(errand)
            self._hire()
        try:
            while not is_cancelled():
                answer = errand.take(TICK_S)
                if answer is not None:
                    yield answer
                elif errand.is_over or self._is_closed:
                    return
                else:
                    self._end_late_workers()
                    on_wait()
        finally:
            self._drop(errand)

    def next_batch(self, worker: "_Worker") -> tuple[Errand, list[int]] | None:
        """Wait for files that a worker is to read; None where it may go."""
        with self._lock:
            self._idle += 1
            try:
                self._work.wait_for(lambda: self._is_closed or self._waiting is not None, IDLE_S)
            finally:
                self._idle -= 1
            errand = worker.errand = self._waiting
            if self._is_closed or errand is None:
                return None
            numbers = errand.hand_out(_BATCH_FILES)
            self._hire()
            return errand, numbers

    def give_back(self, errand: Errand, numbers: Sequence[int]) -> None:
        """Take files back that a worker did not begin."""
        with self._lock:
            errand.give_back(numbers)
            self._hire()

    def leave(self, worker: "_Worker") -> None:
        """Note that a worker has gone."""
        with self._lock:
            self._workers.remove(worker)
            self._hire()

    @property
    def _waiting(self) -> Errand | None:
        return next((errand for errand in self._errands if errand.has_waiting), None)

    def _hire(self) -> None:
        """Wake a worker for files that wait, or start one more."""
        if self._is_closed or self._waiting is None:
            return
        if self._idle:
            self._work.notify()
        elif len(self._workers) < self._most:
            worker = _Worker(self)
            self._workers.append(worker)
            worker.start()

    def _drop(self, errand: Errand) -> None:
        """End with an errand; processes that are still at it end too."""
        with self._lock:
            is_over = errand.is_over
            errand.close()
            self._errands.remove(errand)
            busy = [worker for worker in self._workers if worker.errand is errand]
        for worker in busy:
            if not is_over:
                worker.stop()

    def _end_late_workers(self) -> None:
        with self._lock:
            workers = list(self._workers)
        for worker in workers:
            worker.stop_if_late()


class _Worker(threading.Thread):
    """A thread with its process; a process that is lost is replaced."""

    def __init__(self, pool: ReadingPool) -> None:
        super().__init__(name="reading files", daemon=True)
        self.errand: Errand | None = None
        self._pool = pool
        self._process: WorkerProcess | None = None
        self._failed_starts = 0

    def run(self) -> None:
        """Read what the pool has, until there has been nothing for a while."""
        try:
            while (batch := self._pool.next_batch(self)) is not None:
                try:
                    self._read(*batch)
                except Exception as error:  # whoever waits would wait for ever
                    batch[0].fail(error)
        finally:
            self._end_process()
            self._pool.leave(self)

    def stop(self) -> None:
        """End the process at once."""
        process = self._process
        if process is not None:
            process.kill()

    def stop_if_late(self) -> None:
        """End the process where its file takes too long."""
        process = self._process
        if process is not None:
            process.kill_if_late()

    def _read(self, errand: Errand, numbers: list[int]) -> None:
        """Read files of an errand; those that were not begun go back."""
        sizes = [_size(errand.files[number]) for number in numbers]
        count = max(1, sum(total <= _BATCH_BYTES for total in accumulate(sizes)))
        done = 0
        try:
            process = self._process = self._process or WorkerProcess()
            process.ask([errand.files[number] for number in numbers[:count]], errand.is_sketch)
            while done < count and process.is_usable and not errand.is_closed:
                self._follow(process, errand, numbers[done], sizes[done])
                done += 1
        except OSError as error:
            errand.fail(EnvironmentFaultError(_NO_PROCESS.format(error.strerror or error)))
        except WorkerLostError:
            self._note_lost(process, errand)
        if done < count or self._process is None or not self._process.is_usable:
            self._end_process()
        if done < len(numbers):
            self._pool.give_back(errand, numbers[done:])

    def _follow(self, process: WorkerProcess, errand: Errand, number: int, size: int) -> None:
        """Put what is in a file into its errand; a process that is lost leaves a refusal.

        Raises:
            WorkerLostError: it was lost before it had begun.
        """
        come = total = 0
        try:
            for result, place, total, weight in process.follow(size):
                come += 1
                if not errand.put(Answer(number, place, result, total), weight):
                    process.kill()
                    return
        except WorkerLostError as error:
            process.kill()
            if not process.is_ready:
                raise
            if not come or come < total:
                errand.put(Answer(number, (), Refusal(errand.files[number].path.name, str(error)), 1), 0)
        self._failed_starts = 0
        errand.finish(number)

    def _note_lost(self, process: WorkerProcess, errand: Errand) -> None:
        """Take it that processes cannot be started at all where several in a row have ended before they were ready."""
        self._failed_starts += not process.is_ready
        if self._failed_starts >= _MOST_FAILED_STARTS:
            errand.fail(EnvironmentFaultError(_NO_PROCESS.format("it ended at once")))

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None


def _size(wanted: Wanted) -> int:
    if wanted.data is not None:
        return len(wanted.data)
    try:
        return wanted.path.stat().st_size
    except OSError:  # whoever reads it says so
        return 0


def read_apart(wanted: Wanted, on_wait: Callable[[], object] = lambda: None) -> Article:
    """Read one file in a process of its own, as one article: the first that is in it.

    `on_wait` is called from time to time, and may raise to leave.

    Raises:
        RefusedError: there is none.
        EnvironmentFaultError: no process can be started.
    """
    with ReadingPool(1) as pool:
        refused = None
        for answer in pool.read([wanted], on_wait=on_wait):
            if isinstance(answer.result, Article):
                return answer.result
            refused = refused or answer.result
    raise RefusedError(refused.reason if isinstance(refused, Refusal) else STOPPED)

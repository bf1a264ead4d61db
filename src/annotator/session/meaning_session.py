"""Reading the open project for meaning, behind the window: a model looks at every sentence once.

It goes in slices, so that other work that waits for a thread gets one, and goes on at the next start where it stopped.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.session.changes import Changes
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession

if TYPE_CHECKING:
    from annotator.store.embeddings import Extent, Meaning, Model

SLICE_S = 20.0
# The window is drawn, and new texts are indexed by their words, first.
DELAY_MS = 3_000


class MeaningSession(QObject):
    """A model at work on a session's sentences. Without one everything is as if this were not there.

    `name` is that of the model, or ""; `extent` how far it is, None before it has looked; `is_stopped` after somebody
    stopped it. That it cannot be run is told as any job's failure. Signals: `changed()` when any of these may have.
    """

    changed = Signal()

    def __init__(self, session: ProjectSession) -> None:
        super().__init__(session)
        self._session = session
        self.name = ""
        self.extent: Extent | None = None
        self.is_stopped = False
        self._load: Callable[[], Model] | None = None
        self._meaning: Meaning | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read)
        session.changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether the model is loaded or reads, or is about to."""
        return self._job is not None or self._timer.isActive()

    def drop(self) -> None:
        """Do without a model. What was read stays, for when it is wanted again."""
        self._timer.stop()
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
        self.name, self.extent, self.is_stopped = "", None, False
        self._load = self._meaning = None
        self._session.reader.meaning = None
        self.changed.emit()

    def read_on(self) -> None:
        """Go on after somebody stopped it."""
        self.is_stopped = False
        self._wait(0)

    def use(self, name: str, load: Callable[[], "Model"]) -> None:
        """Read with a model, and search by what it finds; `load` is called in the background."""
        self.drop()
        self.name, self._load = name, load
        self._wait(DELAY_MS)
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.drop()
        self._session.jobs.failed.emit(error)

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("source", "revision"):
            self._wait(DELAY_MS)

    def _read(self) -> None:
        if self._job is not None:  # it may have begun before the latest texts came
            self._wait(DELAY_MS)
        elif self._meaning is not None:
            self._read_with(self._meaning)
        elif self._load is not None:
            self._run(self.tr("Loading the model"), _loading(self._load), self._take_model, is_quiet=True)

    def _read_with(self, meaning: "Meaning") -> None:
        words = self.tr("sentences")

        def take(extent: "Extent") -> None:
            is_stuck, self.extent = extent == self.extent, extent
            # Where nothing more can be read now, a change to the sources brings it on its way again.
            if not extent.is_complete and not is_stuck:
                self._wait(0)

        verb = self.tr("Reading for meaning")
        self._run(verb, lambda context: _read_slice(context, meaning, words), take)

    def _run(
        self,
        verb: str,
        work: Callable[[JobContext], object],
        take: Callable[..., object],
        *,
        is_quiet: bool = False,
    ) -> None:
        def done(result: object) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                take(result)
                self.changed.emit()

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self._fail(error)

        job = self._session.jobs.run(verb, work, on_done=done, on_failed=fail, is_quiet=is_quiet)
        self._job = job
        # Cancelled, it calls neither end.
        job.ended.connect(self._note_stopped, Qt.ConnectionType.QueuedConnection)
        self.changed.emit()

    def _note_stopped(self, _result: object, error: object) -> None:
        if self.sender() is self._job and error is not None:
            self._job = None
            self.is_stopped = True
            self.changed.emit()

    def _take_model(self, meaning: "Meaning") -> None:
        self._meaning = self._session.reader.meaning = meaning
        self._wait(0)

    def _wait(self, milliseconds: int) -> None:
        if self._load is not None and not self.is_stopped:
            self._timer.start(milliseconds)


def meaning_in(session: ProjectSession) -> MeaningSession:
    """Give the reading for meaning of a session, begun the first time it is wanted."""
    found = session.findChild(MeaningSession)
    return found if isinstance(found, MeaningSession) else MeaningSession(session)


def _loading(load: "Callable[[], Model]") -> Callable[[JobContext], "Meaning"]:
    def work(_: JobContext) -> "Meaning":
        from annotator.store.embeddings import Meaning

        return Meaning(load())

    return work


def _read_slice(context: JobContext, meaning: "Meaning", words: str) -> "Extent":
    from annotator.store.embeddings import read_on

    store = context.open_store()
    store.index_passages()
    extent = read_on(
        store, meaning.model, SLICE_S, context.check, lambda read, total: context.report(read, total, words)
    )
    if extent.is_complete:
        meaning.warm(store.reader)
    return extent

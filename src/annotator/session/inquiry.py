"""Asking the project a question without holding up the window, however large the project is."""

from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer

from annotator.core.errors import AnnotatorError
from annotator.session.jobs import Job
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader

T = TypeVar("T")
# Up to so many statements every question of ours is answered within a frame or two.
LARGEST_AT_ONCE = 5_000
DELAY_MS = 250


class Inquiry(QObject, Generic[T]):
    """One question that is asked again whenever its answer may have changed.

    In a small project the answer is there when `ask` returns. In a large one it is looked up in a quiet job, a
    quarter of a second after the last wish, and an answer that a newer question has overtaken is dropped.
    """

    def __init__(
        self,
        session: ProjectSession,
        question: Callable[[Reader], T],
        take: Callable[[T], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._question = question
        self._take = take
        self._job: Job | None = None
        self._is_large = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self._timer.isActive() or self._job is not None

    def ask(self, *, is_urgent: bool = False) -> None:
        """Ask; an urgent question of a large project is not put off."""
        self._is_large = self._is_large or is_large(self._session.reader)
        if not self._is_large:
            self.drop()
            self._take(self._question(self._session.reader))
        elif is_urgent:
            self._timer.stop()
            self._start()
        elif not self._timer.isActive():
            self._timer.start(DELAY_MS)

    def drop(self) -> None:
        """Want no answer any more."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        question = self._question
        if self._job is not None:
            self._job.cancel()

        def take(answer: T) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self._take(answer)

        def fail(error: BaseException) -> None:
            if not shiboken6.isValid(self) or self._job is not job:
                return
            self._job = None
            if not isinstance(error, AnnotatorError):
                raise error

        job = self._session.jobs.run(
            "Reading", lambda context: question(context.open_reader()), on_done=take, on_failed=fail, is_quiet=True
        )
        self._job = job


def is_large(reader: Reader) -> bool:
    """Whether counting over all statements would be felt; numbers are given once, so the last tells enough."""
    return reader.next_statement_number() > LARGEST_AT_ONCE

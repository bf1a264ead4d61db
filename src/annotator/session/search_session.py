"""Searching over everything: asked behind the window, counted afterwards, and kept for another time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.core import edits
from annotator.core.errors import AnnotatorError
from annotator.core.found import FoundCounts, FoundGroup
from annotator.core.saved_searches import SavedSearch
from annotator.core.search_fields import KINDS, kind_word
from annotator.core.search_query import Query, QueryError, field_being_typed, parse, written_value
from annotator.session.changes import Changes
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.finding import counted, field_values, find

T = TypeVar("T")
_LAST = "search.last"
MOST_LAST, MOST_COMPLETIONS = 8, 6


@dataclass(frozen=True, slots=True)
class Completion:
    """A value that a field can take: the line with it, and where the cursor stands then."""

    value: str
    line: str
    cursor: int


class SearchSession(QObject):
    """Search while somebody types; an answer to what is not asked any more is dropped.

    Signals: `found(groups)` with what was asked last; `counted(counts)` some time later; `refused(words)` where it
    cannot be read or looked for; `saved_changed()` when the searches of the project may be others.
    """

    found = Signal(object)
    counted = Signal(object)
    refused = Signal(str)
    saved_changed = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._job: Job | None = None
        self._values: dict[str, list[str]] = {}
        self.query = Query()
        session.changed.connect(self._follow)

    @property
    def last(self) -> list[str]:
        """What was searched for on this computer, the latest first."""
        stored = self._session.local.get(_LAST, [])
        return [each for each in stored if isinstance(each, str)] if isinstance(stored, list) else []

    @property
    def saved(self) -> list[SavedSearch]:
        """The searches that are kept with the project."""
        return self._session.reader.saved_searches()

    def ask(self, line: str) -> None:
        """Look for what a line says, in place of what was asked before."""
        self.leave()
        try:
            self.query = query = parse(line)
        except QueryError as error:
            self.query = Query()
            self.refused.emit(str(error))
            return
        if not query:
            self.found.emit([])
            return

        def take(groups: list[FoundGroup]) -> None:
            self.found.emit(groups)
            self._run(partial(_count, query), self.counted.emit)

        self._run(partial(_look, query), take)

    def completions(self, line: str, cursor: int) -> list[Completion]:
        """Give what the field whose value is being typed can be, those that begin so first."""
        typed = field_being_typed(line, cursor)
        if typed is None:
            return []
        wanted = typed.value.casefold()
        values = [each for each in self._values_of(typed.name) if wanted in each.casefold()]
        if [each.casefold() for each in values] == [wanted]:
            return []
        values.sort(key=lambda each: not each.casefold().startswith(wanted))
        found = []
        for value in values[:MOST_COMPLETIONS]:
            before = f"{line[: typed.start]}{written_value(value)} "
            found.append(Completion(value, before + line[typed.end :].lstrip(), len(before)))
        return found

    def forget(self, name: str) -> None:
        """Let a saved search go."""
        self._session.perform(
            edits.forget_search(self._session.project_uid, name), self.tr("Delete the search “{0}”").format(name)
        )

    def leave(self) -> None:
        """Ask for nothing more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def remember(self, line: str) -> None:
        """Keep on this computer what was searched for."""
        line = " ".join(line.split())
        if line:
            kept = [line, *(each for each in self.last if each != line)]
            self._session.local.set(_LAST, kept[:MOST_LAST])

    def save(self, name: str, line: str) -> None:
        """Keep a search with the project.

        Raises:
            RefusedError: the name is empty, or the search cannot be read.
        """
        drafts = edits.save_search(self._session.project_uid, name, line)
        self._session.perform(drafts, self.tr("Save the search “{0}”").format(" ".join(name.split())))

    def _follow(self, changes: Changes) -> None:
        self._values.clear()
        if changes.has("project"):
            self.saved_changed.emit()

    def _run(self, work: Callable[[JobContext], T], take: Callable[[T], object]) -> None:
        """Do work behind the window; by the time it ends, something else may have been asked."""

        def end(result: T) -> None:
            if self._job is job:
                take(result)

        job = self._session.jobs.run(self.tr("Searching"), work, on_done=end, on_failed=self._fail, is_quiet=True)
        self._job = job

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, AnnotatorError):
            self.refused.emit(str(error))
        else:
            self._session.jobs.failed.emit(error)

    def _values_of(self, name: str) -> list[str]:
        if name == "is":
            return [kind_word(kind) for kind in KINDS]
        if name not in self._values:
            self._values[name] = field_values(self._session.reader, name)
        return self._values[name]


def _count(query: Query, context: JobContext) -> FoundCounts:
    return counted(context.open_reader(), query, context.check)


def _look(query: Query, context: JobContext) -> list[FoundGroup]:
    return find(context.open_reader(), query, context.check)

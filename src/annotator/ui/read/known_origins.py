"""Which publishers the project knows, so that each is spelled in one way only."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from annotator.session.catalogue import plain_name
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession


class KnownOrigins(QObject):
    """Look up origins and outlets in a quiet job: a project may have thousands of sources."""

    def __init__(self, session: ProjectSession, take: Callable[[list[str]], object], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._take = take
        self._job: Job | None = None
        self._names: Mapping[str, str] = {}

    def ask(self) -> None:
        """Look them up anew."""
        if self._job is not None:
            self._job.cancel()

        def take(names: list[str]) -> None:
            if self._job is job:
                self._job = None
                self._names = {plain_name(name): name for name in reversed(names)}
                self._take(sorted(self._names.values(), key=str.casefold))

        words = self.tr("Looking up origins")
        job = self._job = self._session.jobs.run(words, _names, on_done=take, is_quiet=True)

    def spelled(self, name: str) -> str:
        """Give a name as the project spells it already, whatever its capitals."""
        return self._names.get(plain_name(name), " ".join(name.split()))


def _names(context: JobContext) -> list[str]:
    """Give each origin and outlet, origins first: they were written by a person."""
    sources = context.open_reader().sources()
    named = [source.origin for source in sources] + [source.outlet for source in sources]
    return list(dict.fromkeys(name for name in named if name))

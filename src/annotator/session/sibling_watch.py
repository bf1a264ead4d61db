"""The copies that synchronisers leave beside the shared file, noticed and offered once."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.merge_preview import preview
from annotator.store.siblings import Sibling, find_siblings

LOOK_EVERY_MS = 15_000
_PUT_OFF = "merge.put_off"
# So many copies that were put off are remembered; older ones are gone from the folder by then.
_MOST_PUT_OFF = 200


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found beside the shared file: copies with something new, and others."""

    news: list[Sibling]
    empty: list[Sibling]


class SiblingWatch(QObject):
    """Hold the copies that are worth merging and that nobody has put off.

    Signals: `changed()` when they are others.
    """

    changed = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.found: list[Sibling] = []
        self._is_looking = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_EVERY_MS)

    def look(self) -> None:
        """Look into the shared file's folder in a job, not more often than every few seconds."""
        if self._is_looking or self._pause.isActive():
            return
        self._is_looking = True
        self._pause.start()
        path, project_uid = self._session.path, self._session.project_uid
        put_off = self._put_off_uids()
        known = {each.publication_uid for each in self.found}

        def read(context: JobContext) -> _Looked:
            looked = _Looked([], [])
            for each in find_siblings(path, project_uid):
                if each.publication_uid in known:
                    looked.news.append(each)
                elif each.publication_uid not in put_off:
                    _look_into(context, each, looked)
            return looked

        self._session.jobs.run(
            self.tr("Looking for copies"), read, on_done=self._take, on_failed=self._fail, is_quiet=True
        )

    def put_off(self, paths: Iterable[Path]) -> None:
        """Offer the copies among some files no more, on this computer, as long as they stay as they are."""
        wanted = set(paths)
        self._remember([each for each in self.found if each.path in wanted])

    def stop(self) -> None:
        """Look no more; the project closes."""
        self._pause.stop()

    def _fail(self, error: BaseException) -> None:
        self._is_looking = False
        if not isinstance(error, AnnotatorError):
            raise error

    def _put_off_uids(self) -> list[str]:
        return list(self._session.local.get(_PUT_OFF, []))

    def _remember(self, siblings: Iterable[Sibling]) -> None:
        uids = [each.publication_uid for each in siblings]
        if not uids:
            return
        before = [uid for uid in self._put_off_uids() if uid not in uids]
        self._session.local.set(_PUT_OFF, [*before, *uids][-_MOST_PUT_OFF:])
        self._show([each for each in self.found if each.publication_uid not in uids])

    def _show(self, found: list[Sibling]) -> None:
        if found != self.found:
            self.found = found
            self.changed.emit()

    def _take(self, looked: _Looked) -> None:
        if not shiboken6.isValid(self):
            return
        self._is_looking = False
        self._remember(looked.empty)
        put_off = self._put_off_uids()
        self._show([each for each in looked.news if each.publication_uid not in put_off])


def _look_into(context: JobContext, sibling: Sibling, looked: _Looked) -> None:
    """Tell whether a copy holds something that is not here; one that is refused may not be complete yet."""
    (file,) = preview(context.open_store(), [sibling.path]).files
    if not file.refusal:
        (looked.news if file.new_count or file.text_count else looked.empty).append(sibling)

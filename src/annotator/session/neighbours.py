"""The others who have the project open: who they are, and what they have shared meanwhile."""

import contextlib
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.session.jobs import JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.presence import WRITE_EVERY_S, Presence, PresenceFile

_Seen = tuple[Sequence[Presence], frozenset[tuple[str, str]]]


class Neighbours(QObject):
    """Look round again and again while a project is open, in the background: a share can be slow or gone.

    What others shared is taken in without saving, so two windows in which nobody works do not save for ever after
    each other. Signals: `changed()` when somebody came or went.
    """

    changed = Signal()

    def __init__(self, session: ProjectSession) -> None:
        super().__init__(session)
        self._session = session
        self._file = PresenceFile(session.path, session.reviewer.uid, session.reviewer.name)
        self._is_looking = False
        self.others: Sequence[Presence] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(WRITE_EVERY_S * 1000)
        self._timer.timeout.connect(self.look_round)
        self._timer.start()

    def close(self) -> None:
        """Be gone for the others."""
        self._timer.stop()
        self._file.remove()

    def look_round(self) -> None:
        """See who is there and what is new."""
        if not self._is_looking:
            self._is_looking = True
            self._session.jobs.run(
                "Looking round", self._look, on_done=self._seen, on_failed=self._missed, is_quiet=True
            )

    def _look(self, context: JobContext) -> _Seen:
        others = self._file.look_round()
        store = context.open_store()
        with contextlib.suppress(AnnotatorError):  # whatever is wrong with the shared file is said when it is saved
            store.take_in_shared()
        return others, store.taken_in

    def _missed(self, _: BaseException) -> None:
        self._is_looking = False

    def _seen(self, seen: _Seen) -> None:
        self._is_looking = False
        others, touched = seen
        if touched:
            self._session.note_arrived(touched)
        if [each.name for each in others] != [each.name for each in self.others]:
            self.others = others
            self.changed.emit()

"""Statements of others that came in on an earlier text of their source, brought over to the present one by itself."""

from PySide6.QtCore import QObject, Qt

from annotator.exchange.correcting import follow_source
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.store.joined import sources_to_follow

# More touched statements than this are a merge or the like, and everything is looked through.
MOST_SINGLY = 500


class Following(QObject):
    """Watch a session for statements that an earlier text of their source holds back, and let them follow.

    It is an edit of its own but nobody's step: undone, it would only be done again. Another computer that does the
    same arrives at the same anchors, so the two never conflict.
    """

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        # Sources that cannot be helped now, say because their present text is missing; tried again after a change.
        self._helpless: set[str] = set()
        self._inquiry = Inquiry(session, sources_to_follow, self._take, self)
        session.changed.connect(self._look)
        self._inquiry.ask()

    @property
    def is_busy(self) -> bool:
        """Whether statements are being brought over, or it is being asked which."""
        return self._job is not None or self._inquiry.is_open

    def _look(self, changes: object) -> None:
        """Ask which sources have something to follow, where an edit or a merge can have brought it."""
        assert isinstance(changes, Changes)
        if changes.initiator is self:
            return
        touched = changes.uids("statement")
        is_much = changes.has("source", "revision") or len(touched) > MOST_SINGLY
        if is_much or corrections.is_any_behind(self._session.reader, touched):
            self._helpless.clear()
            self._inquiry.ask()

    def _take(self, source_uids: list[str]) -> None:
        waiting = [uid for uid in source_uids if uid not in self._helpless]
        if not waiting or self._job is not None:
            return
        reviewer_uid = self._session.reviewer.uid
        self._job = self._session.jobs.run(
            self.tr("Following corrected texts"),
            lambda context: _bring_over(context, waiting, reviewer_uid),
            on_done=self._done,
        )
        # Cancelled or failed, it calls nobody back.
        self._job.ended.connect(self._forget_job, Qt.ConnectionType.QueuedConnection)

    def _done(self, result: tuple[list[Applied], list[str]]) -> None:
        applied, helpless = result
        self._job = None
        self._helpless.update(helpless)
        if applied:
            self._session._announce(frozenset().union(*(each.touched for each in applied)), self)
            # More may have come in meanwhile.
            self._inquiry.ask()

    def _forget_job(self, _result: object, error: object) -> None:
        if error is not None:
            self._job = None


def _bring_over(context: JobContext, source_uids: list[str], reviewer_uid: str) -> tuple[list[Applied], list[str]]:
    """Bring the statements of each source over; give what was applied, and the sources that could not be helped."""
    store = context.open_store()
    applied: list[Applied] = []
    helpless: list[str] = []
    for done, uid in enumerate(source_uids, 1):
        if context.is_cancelled:
            helpless += source_uids[done - 1 :]
            break
        one = follow_source(store, uid, reviewer_uid)
        if one is not None:
            applied.append(one)
        else:
            helpless.append(uid)
        context.report(done, len(source_uids))
    return applied, helpless

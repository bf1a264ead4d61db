"""News of the others for the window: read in the background, counted, and noted as seen."""

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError
from annotator.session.changes import Changes
from annotator.session.jobs import Job, JobContext
from annotator.session.news import News, NewsWish, Since, is_news, look
from annotator.session.project_session import ProjectSession
from annotator.store.history import note_look

# After the last edit; whoever types is not disturbed at each key.
DELAY_MS = 700


class NewsSession(QObject):
    """Read what the others did whenever there may be something new.

    While nobody watches only the count is kept, and only where an edit or a merge brought something of others. What
    was read while somebody watched, of everybody, can be noted as seen.

    Signals: `came(News)`; `unseen_changed(int)`: how many sittings have not been seen.
    """

    came = Signal(object)
    unseen_changed = Signal(int)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wish = NewsWish(session.reviewer.uid)
        self._news: News | None = None
        self._job: Job | None = None
        self._is_watched = False
        self._shown_seq = self._noted_seq = -1
        self.unseen = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._look_again)
        session.changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None or self._timer.isActive()

    def ask(self, since: Since, by: str) -> None:
        """Read the work of others since a point, or of one of them."""
        self._wish = NewsWish(self._wish.me, since, by, self._wish.looked_at)
        self._start()

    def note_seen(self) -> None:
        """Remember for the next time that what was shown has been seen; what is listed stays listed."""
        if self._shown_seq <= self._noted_seq:
            return
        seq, me = self._shown_seq, self._wish.me
        self._noted_seq = seq
        self._session.jobs.run(
            self.tr("Reading"), lambda context: note_look(context.open_store(), me, seq), is_quiet=True
        )
        self._count()

    def see(self) -> None:
        """Remember that everything up to now has been seen, and begin the list anew after it."""
        if self._news is None:
            return
        self._shown_seq = max(self._shown_seq, self._news.last_seq)
        self.note_seen()
        self._wish = NewsWish(self._wish.me, self._wish.since, self._wish.by, self._shown_seq)
        self._start()

    def set_watched(self, is_watched: bool) -> None:
        """Say whether somebody has the list before his eyes."""
        self._is_watched = is_watched
        if is_watched:
            self._note_shown()

    def stop(self) -> None:
        """Read no further; the project closes."""
        self._session.changed.disconnect(self._follow)
        self._timer.stop()
        self._drop()

    def _count(self) -> None:
        """Count the sittings that hold something beyond what was noted as seen."""
        unseen = sum(seq > self._noted_seq for seq in self._news.new) if self._news is not None else 0
        if unseen != self.unseen:
            self.unseen = unseen
            self.unseen_changed.emit(unseen)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        self._timer.start()

    def _look_again(self) -> None:
        """Look whether there is anything of others since the last answer; most edits are one's own."""
        if self._job is not None or self._news is None:
            self._timer.start()
            return
        me, last_seq, was_blind = self._wish.me, self._news.last_seq, self._news.is_blind

        def question(context: JobContext) -> bool:
            reader = context.open_reader()
            return reader.project().is_blind != was_blind or is_news(reader, me, last_seq)

        def take(has_news: bool) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                if has_news:
                    self._start()

        job = self._session.jobs.run(self.tr("Reading"), question, on_done=take, on_failed=self._failed, is_quiet=True)
        self._job = job

    def _failed(self, error: BaseException) -> None:
        if shiboken6.isValid(self):
            self._job = None
        if not isinstance(error, AnnotatorError):
            raise error

    def _note_shown(self) -> None:
        """Take what is shown of everybody, in whatever stretch of time, as seen."""
        if self._is_watched and self._news is not None and not self._wish.by:
            self._shown_seq = max(self._shown_seq, self._news.last_seq)

    def _start(self) -> None:
        self._drop()
        wish = self._wish

        def take(news: News) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self._take(news)

        job = self._session.jobs.run(
            self.tr("Reading"),
            lambda context: look(context.open_store(), wish),
            on_done=take,
            on_failed=self._failed,
            is_quiet=True,
        )
        self._job = job

    def _take(self, news: News) -> None:
        self._news = news
        self._wish = NewsWish(self._wish.me, self._wish.since, self._wish.by, news.looked_at)
        self._note_shown()
        self.came.emit(news)
        self._count()

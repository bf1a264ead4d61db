"""What the status strip shows of the open project, kept true."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, QTimer

from annotator.session.neighbours import Neighbours
from annotator.ui.frame import StatusStrip

if TYPE_CHECKING:
    from annotator.session.changes import Changes
    from annotator.session.jobs import Job
    from annotator.session.project_session import ProjectSession

COUNT_DELAY = 150
COUNTED = ("source", "statement", "chapter")


class StatusFeed(QObject):
    """Follow one session; goes with it."""

    def __init__(self, session: "ProjectSession", strip: StatusStrip) -> None:
        super().__init__(session)
        self._session, self._strip = session, strip
        self._neighbours = Neighbours(session)
        self._neighbours.changed.connect(self._show_others)
        self._job: Job | None = None
        # A drag of many statements is one count, not one for each.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_DELAY)
        self._timer.timeout.connect(self._count)
        session.changed.connect(self._take_changes)
        session.sharing_changed.connect(self._show_sharing)
        session.jobs.changed.connect(self._show_job)
        strip.progress.cancel_wanted.connect(self._cancel)
        self._neighbours.look_round()
        self._count()
        self._show_sharing()

    def stop(self) -> None:
        """Let the strip go before the session closes."""
        self._timer.stop()
        self._neighbours.close()
        self._strip.progress.cancel_wanted.disconnect(self._cancel)
        self._session.sharing_changed.disconnect(self._show_sharing)
        self._session.jobs.changed.disconnect(self._show_job)
        self._session.changed.disconnect(self._take_changes)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _count(self) -> None:
        counts = self._session.reader.counts()
        self._strip.set_counts(counts.sources, counts.statements, counts.chapters)

    def _show_job(self) -> None:
        running = self._session.jobs.running
        if not running:
            self._job = None
            self._strip.progress.finish()
            return
        if running[0] is not self._job:
            self._job = running[0]
            self._strip.progress.finish()
        progress = self._job.progress
        self._strip.progress.show_work(self._job.verb, progress.done, progress.total, progress.words)

    def _show_others(self) -> None:
        self._strip.set_others(list(dict.fromkeys(each.name for each in self._neighbours.others)))

    def _show_sharing(self) -> None:
        sharing = self._session.sharing
        when = sharing.shared_at
        if when is None and self._session.path.exists():
            when = datetime.fromtimestamp(self._session.path.stat().st_mtime)
        self._strip.set_sharing(sharing.unpublished, time_words(when), sharing.fault)

    def _take_changes(self, changes: "Changes") -> None:
        if changes.has(*COUNTED):
            self._timer.start()


def time_words(when: datetime | None) -> str:
    """Say when something was: the time today, else the day; "" for an unknown time."""
    if when is None:
        return ""
    if when.date() == date.today():
        return when.strftime("%H:%M")
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)

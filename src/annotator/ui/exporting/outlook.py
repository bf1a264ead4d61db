"""What an export will give: the briefing's structure and what the check finds, kept up to date while one chooses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.briefing import BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.estimate import PageEstimate, estimate_pages
from annotator.core.briefing.settings import PartChoice
from annotator.core.checking import check
from annotator.core.errors import AnnotatorError
from annotator.core.findings import Finding
from annotator.session.jobs import Job
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader
from annotator.ui.exporting.part_names import holdings

# Up to so many statements the whole look ahead takes no longer than two or three frames.
LARGEST_AT_ONCE = 400
DELAY_MS = 250


@dataclass(frozen=True, slots=True)
class Outlook:
    """The pages' structure, what the parts hold, and what is wanting. `quotations` are those that were compared.

    `day` is the date on the title page, in words. `fault` says why there is no outlook.
    """

    estimate: PageEstimate = field(default_factory=PageEstimate)
    holdings: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    quotations: int = 0
    day: str = ""
    fault: str = ""


class OutlookFeed(QObject):
    """Look ahead whenever something else is chosen.

    In a project of more than a few hundred statements that is done by a quiet job, a quarter of a second after the
    last wish; an answer that a newer wish has overtaken is dropped.

    Signals: `came(Outlook)`.
    """

    came = Signal(object)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._look: Callable[[Reader], Outlook] = lambda _: Outlook()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)

    def ask(self, chapters: Sequence[str], settings: BriefingSettings, *, is_urgent: bool = False) -> None:
        """Look ahead to a briefing of these chapters."""
        self._look = lambda reader: look_ahead(reader, tuple(chapters), settings)
        if self._session.reader.next_statement_number() <= LARGEST_AT_ONCE:
            self.stop()
            self._take(self._look(self._session.reader))
        elif is_urgent:
            self._timer.stop()
            self._start()
        else:
            self._timer.start(DELAY_MS)

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        self.stop()
        look = self._look

        def take(outlook: Outlook) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self._take(outlook)

        job = self._session.jobs.run(
            self.tr("Looking ahead"), lambda context: look(context.open_reader()), on_done=take, is_quiet=True
        )
        self._job = job

    def _take(self, outlook: Outlook) -> None:
        self.came.emit(outlook)


def look_ahead(reader: Reader, chapters: Sequence[str], settings: BriefingSettings) -> Outlook:
    """Make the briefing, and say of it what a person wants to know before it is written."""
    try:
        briefing = build_briefing(reader, BriefingOptions(chapters, settings))
        findings = check(reader, chapters, settings)
    except AnnotatorError as error:
        # A chapter was deleted meanwhile, say; the next change of the outline asks again.
        return Outlook(fault=str(error))
    # What is left out says what it would hold. Without the chapters that is made in no time.
    others = tuple(PartChoice(part.name, not part.is_on and part.name != "chapters") for part in settings.parts)
    left_out = build_briefing(reader, BriefingOptions(chapters, replace(settings, parts=others)))
    return Outlook(
        estimate_pages(briefing),
        {**holdings(left_out), **holdings(briefing)},
        findings,
        len({quotation.statement_uid for quotation in briefing.quotations()}),
        briefing.date_text,
    )

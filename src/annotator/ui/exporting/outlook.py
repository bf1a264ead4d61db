"""What an export will give: the briefing's structure and what the check finds, kept up to date while one chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from annotator.core.briefing import BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.estimate import PageEstimate, estimate_pages
from annotator.core.checking import check
from annotator.core.findings import Finding
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader
from annotator.ui.exporting.part_names import holdings


@dataclass(frozen=True, slots=True)
class Outlook:
    """The pages' structure, what the parts hold, and what is wanting. `quotations` are those that were compared."""

    estimate: PageEstimate = field(default_factory=PageEstimate)
    holdings: Mapping[str, str] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    quotations: int = 0


class OutlookFeed(QObject):
    """Look ahead whenever something else is chosen; a large project is looked over in the background.

    Signals: `came(Outlook)`.
    """

    came = Signal(object)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chapters: tuple[str, ...] = ()
        self._settings = BriefingSettings()
        self._inquiry = Inquiry(session, self._look, self.came.emit, self)

    def ask(self, chapters: Sequence[str], settings: BriefingSettings, *, is_urgent: bool = False) -> None:
        """Look ahead to a briefing of these chapters."""
        self._chapters, self._settings = tuple(chapters), settings
        self._inquiry.ask(is_urgent=is_urgent)

    def stop(self) -> None:
        """Look no further."""
        self._inquiry.drop()

    def _look(self, reader: Reader) -> Outlook:
        chapters, settings = self._chapters, self._settings
        briefing = build_briefing(reader, BriefingOptions(chapters, settings))
        findings = check(reader, chapters, settings)
        quotations = len({quotation.statement_uid for quotation in briefing.quotations()})
        return Outlook(estimate_pages(briefing), holdings(briefing), findings, quotations)

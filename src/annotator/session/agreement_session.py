"""Agreement between reviewers for the window: measured in the background, and the places where they differ."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core import edits
from annotator.core.agreement import Agreement, Disagreement, ReviewersWork, Selection, UnitKind, compare
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.locators import Locator
from annotator.core.reading import Reading
from annotator.core.records import Anchor, Judgement, Reviewer, Source, Statement, Tag
from annotator.session.changes import Changes
from annotator.session.details import locator_words
from annotator.session.jobs import Cancelled, Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.store.judgements import reviewers_work
from annotator.store.reader import Reader

T = TypeVar("T")
# After the last edit; somebody who tags one sentence after the other is not disturbed at each.
DELAY_MS = 700
COMPARED = ("statement", "source", "revision", "tag", "reviewer", "project")
LONGEST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be compared."""

    selection: Selection = field(default_factory=Selection)
    unit: UnitKind = UnitKind.SENTENCES


@dataclass(frozen=True, slots=True)
class Survey:
    """How far reviewers agree, and what can be chosen to be compared.

    `sources`, `tags` and `reviewers` are whatever can be compared at all, in the project's order, wanted or not:
    sources that two judged, the reviewers who did, the tags that somebody used. `judges` counts who read or tagged
    anything. While the project is worked on blind nothing is compared.
    """

    agreement: Agreement | None
    sources: Mapping[str, Source] = field(default_factory=dict)
    tags: Mapping[str, Tag] = field(default_factory=dict)
    reviewers: Mapping[str, Reviewer] = field(default_factory=dict)
    judges: tuple[str, ...] = ()
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A unit on which reviewers differ about one tag, with everything a list says of it.

    `statement_uids` are the statements there on which somebody put the tag; `is_settled` is what was agreed: True
    where the tag belongs there, False where it does not, None where it is left to each.
    """

    disagreement: Disagreement
    source_label: str
    locator: str
    words: str
    statement_uids: tuple[str, ...]
    is_settled: bool | None
    remarks: int


@dataclass(frozen=True, slots=True)
class Focus:
    """Whose disagreements are listed: those on a tag ("" is all tags), between two reviewers or any."""

    tag_uid: str = ""
    pair: tuple[str, str] | None = None

    def holds(self, each: Disagreement) -> bool:
        """Whether a disagreement is one of these."""
        if self.tag_uid and each.tag_uid != self.tag_uid:
            return False
        if self.pair is None:
            return True
        one, other = self.pair
        return (one in each.put_uids and other in each.missing_uids) or (
            other in each.put_uids and one in each.missing_uids
        )


class AgreementFeed(QObject):
    """Compare reviewers whenever the project or the wish changes, in a job, and only while somebody looks.

    Signals: `surveyed(Survey)`; `placed(list)` of Place, for the focus; `working()` when a comparison starts;
    `stopped()` when somebody cancelled it; `failed(error)`.
    """

    surveyed = Signal(object)
    placed = Signal(list)
    working = Signal()
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wish = Wish()
        self._focus: Focus | None = None
        self._survey: Survey | None = None
        self._comparing: Job | None = None
        self._placing: Job | None = None
        self._is_watched = False
        self._is_stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._compare)
        session.changed.connect(self._follow)

    @property
    def is_working(self) -> bool:
        """Whether an answer is still to come."""
        return self._timer.isActive() or self._comparing is not None or self._placing is not None

    @property
    def survey(self) -> Survey | None:
        """The last answer, or None before the first."""
        return self._survey

    @property
    def wish(self) -> Wish:
        """What is compared."""
        return self._wish

    def compare_again(self) -> None:
        """Compare now, after somebody stopped it."""
        self._is_stale = True
        self._ask(0)

    def look_at(self, focus: Focus | None) -> None:
        """List the disagreements of a tag or a pair; None lists none."""
        self._focus = focus
        self._read_places()

    def set_watched(self, is_watched: bool) -> None:
        """Say whether somebody looks; what changed meanwhile is compared then."""
        self._is_watched = is_watched
        if not is_watched:
            self._timer.stop()
        elif self._is_stale:
            self._ask(0)

    def set_wish(self, wish: Wish) -> None:
        """Compare something else."""
        if wish != self._wish:
            self._wish = wish
            self._is_stale = True
            self._ask(0)

    def stop(self) -> None:
        """Compare no more; the project closes."""
        self._timer.stop()
        self._is_watched = False
        self._session.changed.disconnect(self._follow)
        for job in (self._comparing, self._placing):
            if job is not None:
                job.cancel()
        self._comparing = self._placing = None

    def _ask(self, delay: int) -> None:
        if self._is_watched and (delay == 0 or not self._timer.isActive()):
            self._timer.start(delay)

    def _compare(self) -> None:
        wish = self._wish
        self._is_stale = False
        if self._comparing is not None:
            self._comparing.cancel()

        def take(survey: Survey | None) -> None:
            if not shiboken6.isValid(self) or self._comparing is not job:
                return
            self._comparing = None
            if survey is None:
                self.stopped.emit()
                return
            self._survey = survey
            self.surveyed.emit(survey)
            self._read_places()

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self) and self._comparing is job:
                self._comparing = None
                self._tell(error)

        job = self._session.jobs.run(
            self.tr("Comparing reviewers"),
            _or_none(lambda context: make_survey(context, wish)),
            on_done=take,
            on_failed=fail,
        )
        self._comparing = job
        self.working.emit()

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has(*COMPARED):
            self._is_stale = True
            self._ask(DELAY_MS)
        if changes.has("statement", "note") and self._is_watched:
            # What was agreed and said is seen at once; the figures are not changed by it.
            self._read_places()

    def _read_places(self) -> None:
        if self._placing is not None:
            self._placing.cancel()
            self._placing = None
        found, focus = self._survey, self._focus
        if found is None or found.agreement is None or focus is None:
            self.placed.emit([])
            return
        wanted = [each for each in found.agreement.disagreements if focus.holds(each)]

        def take(places: list[Place] | None) -> None:
            if shiboken6.isValid(self) and self._placing is job:
                self._placing = None
                self.placed.emit(places or [])

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self) and self._placing is job:
                self._placing = None
                self._tell(error)

        job = self._session.jobs.run(
            "Reading",
            _or_none(lambda context: read_places(context.open_reader(), wanted, context.check)),
            on_done=take,
            on_failed=fail,
            is_quiet=True,
        )
        self._placing = job

    def _tell(self, error: BaseException) -> None:
        # A source that was deleted meanwhile, say: the change that did it asks again.
        if not isinstance(error, AnnotatorError):
            self.failed.emit(error)


def read_places(
    reader: Reader, disagreements: Iterable[Disagreement], check: Callable[[], object] = lambda: None
) -> list[Place]:
    """Give what a list says of disagreements, in their order; those of sources that are gone are left out."""
    desks: dict[str, _Desk | None] = {}
    found = []
    for each in disagreements:
        if each.source_uid not in desks:
            check()
            desks[each.source_uid] = _Desk(reader, each.source_uid) if reader.has_source(each.source_uid) else None
        desk = desks[each.source_uid]
        if desk is not None:
            found.append(desk.place(each))
    return found


def settle(reader: Reader, place: Place, is_put: bool | None) -> list[Draft]:
    """Agree whether a tag belongs on the statements of a place, or leave it to each again.

    A tag that was merged stands there under its old uid as well, and what was agreed on that is replaced too.
    """
    tag_uid = place.disagreement.tag_uid
    drafts: list[Draft] = []
    for uid in place.statement_uids:
        stored = {each.stored_tag_uid for each in reader.judgements(uid) if each.tag_uid == tag_uid} - {tag_uid}
        drafts += edits.agree_on_tag(uid, tag_uid, is_put)
        for old in sorted(stored):
            drafts += edits.agree_on_tag(uid, old, False if is_put is False else None)
    return drafts


def make_survey(context: JobContext, wish: Wish) -> Survey:
    """Compare reviewers, on the thread of a job; say how far it is, and leave where it is cancelled."""
    reader = context.open_reader()
    if reader.project().is_blind:
        return Survey(None, is_blind=True)
    work = reviewers_work(reader)
    judges = _judges(work)
    shared = {uid for uid, people in judges.items() if len(people) > 1}
    everybody = {uid for people in judges.values() for uid in people}
    comparable = {uid for source_uid in shared for uid in judges[source_uid]}
    used = {span.tag_uid for span in work.spans}
    wanted = shared.intersection(wish.selection.source_uids) if wish.selection.source_uids else shared
    watched = cast(Reading, _WatchedReading(reader, context, len(wanted)))
    reviewers = reader.reviewers()
    agreement = compare(watched, work, wish.selection, wish.unit)
    used.update(each.tag_uid for each in agreement.tags)
    return Survey(
        agreement,
        {source.uid: source for source in reader.sources() if source.uid in shared},
        {tag.uid: tag for tag in reader.tags() if tag.uid in used},
        {reviewer.uid: reviewer for reviewer in reviewers if reviewer.uid in comparable},
        tuple(reviewer.name for reviewer in reviewers if reviewer.uid in everybody),
    )


class _Desk:
    """One source with its statements, looked at for several disagreements."""

    def __init__(self, reader: Reader, source_uid: str) -> None:
        self._reader = reader
        self._source = reader.source(source_uid)
        self._text = reader.text(self._source.revision_uid)
        self._locator = Locator.of_blocks(reader.blocks(self._source.revision_uid))
        self._highlights = reader.highlights(source_uid)
        self._judgements: dict[str, Sequence[Judgement]] = {}
        self._remarks: dict[str, int] = {}

    def place(self, each: Disagreement) -> Place:
        bearing = [
            mark.uid
            for mark in self._highlights
            if mark.start < each.end and mark.end > each.start and self._on(mark.uid, each.tag_uid)
        ]
        judged = [judgement for uid in bearing for judgement in self._on(uid, each.tag_uid)]
        words = " ".join(self._text[each.start : each.end][: 2 * LONGEST_WORDS].split())
        return Place(
            each,
            self._source.label,
            _locator_words(*self._locator.at(each.start)),
            words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…",
            tuple(bearing),
            _settled(judged),
            sum(self._remarks_on(uid) for uid in bearing),
        )

    def _on(self, statement_uid: str, tag_uid: str) -> list[Judgement]:
        if statement_uid not in self._judgements:
            self._judgements[statement_uid] = self._reader.judgements(statement_uid)
        return [each for each in self._judgements[statement_uid] if each.tag_uid == tag_uid]

    def _remarks_on(self, statement_uid: str) -> int:
        if statement_uid not in self._remarks:
            notes = self._reader.notes(statement_uid)
            self._remarks[statement_uid] = sum(note.kind == "discussion" for note in notes)
        return self._remarks[statement_uid]


class _WatchedReading:
    """A reader that says how many texts have been read and leaves a job that was cancelled."""

    def __init__(self, reader: Reader, context: JobContext, total: int) -> None:
        self._reader, self._context, self._total = reader, context, total
        self._read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def text(self, revision_uid: str) -> str:
        self._context.check()
        self._read.add(revision_uid)
        self._context.report(min(len(self._read), self._total), self._total)
        return self._reader.text(revision_uid)


def _judges(work: ReviewersWork) -> dict[str, set[str]]:
    """Give who judged each source: whoever marked it as read or put a tag in it."""
    judges = {source_uid: set(people) for source_uid, people in work.read_by.items()}
    for span in work.spans:
        judges.setdefault(span.source_uid, set()).add(span.reviewer_uid)
    return judges


def _locator_words(kind: str, number: int) -> str:
    return locator_words(Statement("", 0, "", Anchor("", 0, 0, "", "", ""), number, kind))


def _or_none(work: Callable[[JobContext], T]) -> Callable[[JobContext], T | None]:
    """Let a cancelled job end with None: the panel has to know that nothing will come."""

    def run(context: JobContext) -> T | None:
        try:
            return work(context)
        except Cancelled:
            return None

    return run


def _settled(judged: Sequence[Judgement]) -> bool | None:
    if any(not each.reviewer_uid for each in judged):
        return True
    return False if judged and all(each.is_overruled for each in judged) else None

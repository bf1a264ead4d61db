"""Who is to read what, and who has: the sources as a table with a column for each reviewer."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum

import shiboken6
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import Reviewer, Source
from annotator.session.changes import Changes
from annotator.session.jobs import Job
from annotator.session.models.sources_model import short_date
from annotator.session.project_session import ProjectSession
from annotator.store.judgements import reviewers_work
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole)
SOURCE, PUBLISHED, WORDS = range(3)
FIRST_REVIEWER = 3
DELAY_MS = 250
_NO_INDEX = QModelIndex()
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Show(StrEnum):
    """Which sources are listed."""

    ALL = "all"
    NOBODYS = "nobodys"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one reviewer stands to one source."""

    is_assigned: bool
    is_read: bool


@dataclass(frozen=True, slots=True)
class Load:
    """How much one reviewer is to read, and how much of it he has."""

    reviewer: Reviewer
    read: int
    assigned: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Who reads what. One person's several reviewers are one: `reviewers` are persons.

    `assigned` gives for each source the persons, and for each the reviewer uids under which that was written down;
    `persons` says for whom each reviewer uid counts.
    """

    sources: Sequence[Source] = ()
    reviewers: Sequence[Reviewer] = ()
    assigned: Mapping[str, Mapping[str, AbstractSet[str]]] = field(default_factory=dict)
    read_by: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    persons: Mapping[str, str] = field(default_factory=dict)

    def cell(self, source_uid: str, reviewer_uid: str) -> Cell:
        """Say how a reviewer stands to a source."""
        return Cell(reviewer_uid in self.assigned.get(source_uid, ()), reviewer_uid in self.read_by.get(source_uid, ()))

    def loads(self) -> list[Load]:
        """Count what each reviewer is to read."""
        assigned = {each.uid: 0 for each in self.reviewers}
        read = dict(assigned)
        for source_uid, people in self.assigned.items():
            for uid in people.keys() & assigned.keys():
                assigned[uid] += 1
                read[uid] += uid in self.read_by.get(source_uid, ())
        return [Load(each, read[each.uid], assigned[each.uid]) for each in self.reviewers]

    def with_drafts(self, drafts: Iterable[Draft]) -> "Plan":
        """Give the plan as it will be read after some drafts that assign sources have been applied."""
        assigned = dict(self.assigned)
        for draft in drafts:
            reviewer_uid = draft.field.removeprefix("assigned:")
            person = self.persons.get(reviewer_uid, reviewer_uid)
            people = dict(assigned.get(draft.entity_uid, {}))
            written = set(people.pop(person, ())) - {reviewer_uid} | ({reviewer_uid} if draft.value else set())
            if written:
                people[person] = written
            assigned[draft.entity_uid] = people
        return replace(self, assigned=assigned)

    def wishes(self, source_uids: Iterable[str], reviewer_uid: str, is_assigned: bool) -> list[Draft]:
        """Give the drafts that assign sources to a reviewer or take them from him; what is so already needs none."""
        drafts: list[Draft] = []
        for uid in source_uids:
            written = self.assigned.get(uid, {}).get(reviewer_uid, frozenset())
            if is_assigned and not written:
                drafts += edits.assign_source(uid, reviewer_uid, True)
            elif not is_assigned:
                for each in sorted(written):
                    drafts += edits.assign_source(uid, each, False)
        return drafts


class AssignmentsModel(QAbstractTableModel):
    """The sources that a filter shows, with a tick for each reviewer; reads in a quiet job, and only while watched.

    Signals: `taken()` after the plan has been read again; `wanted(sources, reviewer, is_assigned)` when a tick is
    to be changed: the panel does it, and the model follows.
    """

    taken = Signal()
    wanted = Signal(list, str, bool)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.plan = Plan()
        self.is_read = False
        self._shown: list[Source] = []
        self._words: list[str] = []
        self._show = Show.ALL
        self._job: Job | None = None
        self._is_watched = False
        self._is_stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        session.changed.connect(self._follow)

    @property
    def is_asking(self) -> bool:
        """Whether the plan is being read."""
        return self._timer.isActive() or self._job is not None

    @property
    def is_filtered(self) -> bool:
        """Whether some sources may be left out."""
        return bool(self._words) or self._show is not Show.ALL

    def reviewer_at(self, column: int) -> Reviewer | None:
        """Give the reviewer of a column."""
        at = column - FIRST_REVIEWER
        return self.plan.reviewers[at] if 0 <= at < len(self.plan.reviewers) else None

    def set_filter(self, words: str, show: Show) -> None:
        """Show only the sources in which all the words stand, and of those all, nobody's or the unread."""
        wanted = words.casefold().split()
        if (wanted, show) != (self._words, self._show):
            self._words, self._show = wanted, show
            self._refill()

    def set_watched(self, is_watched: bool) -> None:
        """Say whether somebody looks; what changed meanwhile is read then."""
        self._is_watched = is_watched
        if not is_watched:
            self._timer.stop()
        elif self._is_stale:
            self._timer.start(0)

    def source_uid_at(self, row: int) -> str:
        """Give the source of a row."""
        return self._shown[row].uid

    def note(self, drafts: Iterable[Draft]) -> None:
        """Show at once what was just assigned; it is read again all the same."""
        self._take(self.plan.with_drafts(drafts))

    def stop(self) -> None:
        """Read no more; the project closes."""
        self._timer.stop()
        self._session.changed.disconnect(self._follow)
        self._drop()

    # Qt

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else FIRST_REVIEWER + len(self.plan.reviewers)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        source, column = self._shown[index.row()], index.column()
        roles = Qt.ItemDataRole
        if role == roles.TextAlignmentRole:
            return _RIGHT if column == WORDS else _LEFT
        reviewer = self.reviewer_at(column)
        if reviewer is None:
            return self._source_data(source, column, role)
        cell = self.plan.cell(source.uid, reviewer.uid)
        if role == CELL_ROLE:
            return cell
        if role == roles.CheckStateRole:
            return Qt.CheckState.Checked if cell.is_assigned else Qt.CheckState.Unchecked
        if role == roles.DisplayRole:
            return self.tr("read") if cell.is_read else ""
        if role in (roles.ToolTipRole, roles.AccessibleTextRole):
            assigned = self.tr("is to read it") if cell.is_assigned else self.tr("not asked to read it")
            done = self.tr("has read it") if cell.is_read else self.tr("has not read it yet")
            return f"{reviewer.name}: {assigned}, {done}"
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return flags | flag.ItemIsUserCheckable if index.column() >= FIRST_REVIEWER else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        reviewer = self.reviewer_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return reviewer.name if reviewer else (self.tr("Source"), self.tr("Published"), self.tr("Words"))[section]
        if role == Qt.ItemDataRole.ToolTipRole and reviewer:
            return self.tr("Ticked: {0} is to read it. A check: {0} has read it.").format(reviewer.name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == WORDS else _LEFT
        return None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        reviewer = self.reviewer_at(index.column())
        if role != Qt.ItemDataRole.CheckStateRole or reviewer is None:
            return False
        is_assigned = self.plan.cell(self.source_uid_at(index.row()), reviewer.uid).is_assigned
        self.wanted.emit([self.source_uid_at(index.row())], reviewer.uid, not is_assigned)
        return True

    # Inside

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("source", "reviewer", "revision"):
            self._drop()
            self._is_stale = True
            if self._is_watched and not self._timer.isActive():
                self._timer.start(DELAY_MS)

    def _refill(self) -> None:
        shown = [each for each in self.plan.sources if self._is_wanted(each)]
        if [each.uid for each in shown] == [each.uid for each in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _is_wanted(self, source: Source) -> bool:
        if self._words:
            parts = (source.title, source.outlet, source.author, source.file_name, short_date(source))
            haystack = " ".join(parts).casefold()
            if not all(word in haystack for word in self._words):
                return False
        if self._show is Show.NOBODYS:
            return not self.plan.assigned.get(source.uid)
        return self._show is Show.ALL or not self.plan.read_by.get(source.uid)

    def _source_data(self, source: Source, column: int, role: int) -> object:
        roles = Qt.ItemDataRole
        if role == roles.ToolTipRole:
            return "\n".join(each for each in (source.title, source.outlet, source.author, source.file_name) if each)
        if role not in (roles.DisplayRole, roles.AccessibleTextRole):
            return None
        if column == PUBLISHED:
            return short_date(source)
        if column == WORDS:
            return f"{source.words:,}"
        return f"{source.label}: {source.title}" if source.title and source.title != source.label else source.label

    def _start(self) -> None:
        self._drop()
        self._is_stale = False

        def take(plan: Plan) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                self._take(plan)

        def fail(error: BaseException) -> None:
            if shiboken6.isValid(self) and self._job is job:
                self._job = None
                if not isinstance(error, AnnotatorError):
                    raise error

        job = self._session.jobs.run(
            "Reading", lambda context: read_plan(context.open_reader()), on_done=take, on_failed=fail, is_quiet=True
        )
        self._job = job

    def _take(self, plan: Plan) -> None:
        has_other_columns = [each.uid for each in plan.reviewers] != [each.uid for each in self.plan.reviewers]
        if has_other_columns:
            self.beginResetModel()
        self.plan = plan
        self.is_read = True
        if has_other_columns:
            self._shown = [each for each in plan.sources if self._is_wanted(each)]
            self.endResetModel()
        else:
            self._refill()
        self.taken.emit()


def read_plan(reader: Reader) -> Plan:
    """Read who is to read what, and who has."""
    reviewers = reader.reviewers()
    person = {each.uid: each.stands_for or each.uid for each in reviewers}
    assigned: dict[str, dict[str, set[str]]] = {}
    for reviewer_uid, sources in reader.assignments().items():
        for source_uid in sources:
            of_source = assigned.setdefault(source_uid, {})
            of_source.setdefault(person.get(reviewer_uid, reviewer_uid), set()).add(reviewer_uid)
    persons = [each for each in reviewers if person[each.uid] == each.uid]
    return Plan(reader.sources(), persons, assigned, reviewers_work(reader).read_by, person)


def share_out(plan: Plan, source_uids: Sequence[str], reviewer_uids: Sequence[str], times: int) -> list[Draft]:
    """Assign sources so that each has so many of these reviewers, and each of them about the same to read.

    What is assigned to one of them already stays and counts. The longest sources go first, each to whoever has the
    fewest sources so far, then the fewest words; nobody loses one.
    """
    words = {each.uid: each.words for each in plan.sources}
    order = {uid: at for at, uid in enumerate(reviewer_uids)}
    counts, lengths = dict.fromkeys(reviewer_uids, 0), dict.fromkeys(reviewer_uids, 0)
    for uid in source_uids:
        for reviewer in order.keys() & plan.assigned.get(uid, {}).keys():
            counts[reviewer] += 1
            lengths[reviewer] += words.get(uid, 0)
    drafts: list[Draft] = []
    for uid in sorted(source_uids, key=lambda each: -words.get(each, 0)):
        has = order.keys() & plan.assigned.get(uid, {}).keys()
        free = sorted(order.keys() - has, key=lambda each: (counts[each], lengths[each], order[each]))
        for reviewer in free[: max(0, times - len(has))]:
            drafts += edits.assign_source(uid, reviewer, True)
            counts[reviewer] += 1
            lengths[reviewer] += words.get(uid, 0)
    return drafts

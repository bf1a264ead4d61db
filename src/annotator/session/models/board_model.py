"""The outline as a board: each chapter with its counts and with what it still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.checking import ChapterState, all_chapter_states
from annotator.core.records import Chapter, StatementFilter
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.models.mime import CHAPTER, CHAPTER_ITEMS, STATEMENTS, dragged_uids
from annotator.session.models.outline_model import OutlineModel
from annotator.session.models.tree_model import NO_INDEX, RECORD_ROLE
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
FINDINGS_ROLE = RECORD_ROLE + 1
TITLE, STATEMENTS_COLUMN, SOURCES_COLUMN, FINDINGS_COLUMN = range(4)


@dataclass(frozen=True, slots=True)
class Survey:
    """How the whole outline stands."""

    states: dict[str, ChapterState] = field(default_factory=dict)
    statement_count: int = 0
    unplaced_count: int = 0


class BoardModel(OutlineModel):
    """The outline with columns for the counts and for what is wanting; statements can be dropped on a chapter.

    Signals: `surveyed(Survey)`; `place_wanted(chapter, statements)` and `carry_wanted(from, items, to)` when
    something was dropped on a chapter.
    """

    surveyed = Signal(object)
    place_wanted = Signal(str, list)
    carry_wanted = Signal(str, list, str)

    def __init__(self, session: ProjectSession, catalogue: Catalogue, parent: QObject | None = None) -> None:
        self._survey = Survey()
        super().__init__(session, catalogue, parent)
        self._inquiry = Inquiry(session, make_survey, self._take_survey, self)
        self._inquiry.ask()

    @property
    def chapters(self) -> list[Chapter]:
        """The chapters in tree order."""
        return list(self._catalogue.chapters.values())

    @property
    def survey(self) -> Survey:
        """How the outline stands, as far as that is known."""
        return self._survey

    def chapter(self, uid: str) -> Chapter | None:
        """Give a chapter, or None where there is no such chapter."""
        return self._catalogue.chapters.get(uid)

    def state(self, uid: str) -> ChapterState:
        """Give what a chapter lacks, as far as that is known."""
        return self._survey.states.get(uid, ChapterState())

    def refresh(self, changes: Changes) -> None:
        """Look over the outline again after an edit that may concern it."""
        if changes.has("chapter", "placement", "prose", "statement", "source"):
            self._inquiry.ask()

    def set_records(self, records: Sequence[Chapter]) -> None:
        super().set_records(records)
        self._all_changed()

    def siblings(self, uid: str) -> tuple[list[Chapter], int]:
        """Give the chapters under the same parent, and where this one stands among them."""
        chapter = self._catalogue.chapters[uid]
        beside = [each for each in self.chapters if each.parent_uid == chapter.parent_uid]
        return beside, beside.index(chapter)

    def stop(self) -> None:
        """Look no further; the project closes."""
        self._inquiry.drop()

    # Qt

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        if data.hasFormat(CHAPTER):
            return super().canDropMimeData(data, action, row, column, parent)
        carried, target = dragged_uids(data, CHAPTER_ITEMS), self.record_at(parent)
        if target is None or row >= 0:
            return False
        return carried[0] != target.uid if carried else data.hasFormat(STATEMENTS)

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 4

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        chapter = self.record_at(index)
        if chapter is None or (index.column() == TITLE and role not in (FINDINGS_ROLE, Qt.ItemDataRole.ToolTipRole)):
            return super().data(index, role)
        if role == RECORD_ROLE:
            return chapter
        if role == FINDINGS_ROLE:
            return self.state(chapter.uid)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([self.tip(chapter), *state_words(self.state(chapter.uid))])
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == FINDINGS_COLUMN:
            return ", ".join(state_words(self.state(chapter.uid)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._count_words(chapter, index.column())
        return None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        if data.hasFormat(CHAPTER):
            super().dropMimeData(data, action, row, column, parent)
        elif self.canDropMimeData(data, action, row, column, parent):
            target = self.record_at(parent)
            items, uid = dragged_uids(data, CHAPTER_ITEMS), target.uid if target else ""
            if items:
                self.carry_wanted.emit(items[0], items[1:], uid)
            else:
                self.place_wanted.emit(uid, dragged_uids(data, STATEMENTS))
        # The view must not take the dragged row away: the edit has brought the tree up to date.
        return False

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags if index.column() <= TITLE else flags & ~Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Chapter"), self.tr("Statements"), self.tr("Sources"), "")[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == FINDINGS_COLUMN:
            return self.tr("What is wanting")
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (STATEMENTS_COLUMN, SOURCES_COLUMN):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        first = super().index(row, 0, parent)
        if not first.isValid() or not 0 <= column < 4:
            return QModelIndex()
        return self.createIndex(row, column, first.internalId())

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return super().mimeData([index for index in indexes if index.column() == TITLE])

    def mimeTypes(self) -> list[str]:
        return [CHAPTER, CHAPTER_ITEMS, STATEMENTS]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def _all_changed(self) -> None:
        for chapter in self.chapters:
            first = self.index_of(chapter.uid)
            if first.isValid():
                self.dataChanged.emit(first, first.siblingAtColumn(FINDINGS_COLUMN))

    def _count_words(self, chapter: Chapter, column: int) -> str:
        if column == STATEMENTS_COLUMN:
            return f"{chapter.statement_count:,}"
        if column == SOURCES_COLUMN:
            return f"{chapter.source_count:,}"
        count = self.state(chapter.uid).count
        return str(count) if count else ""

    def _take_survey(self, survey: Survey) -> None:
        self._survey = survey
        self._all_changed()
        self.surveyed.emit(survey)


def state_words(state: ChapterState) -> list[str]:
    """Say in words what a chapter lacks."""
    words = []
    if state.is_empty:
        words.append(QCoreApplication.translate("finding", "Nothing stands here yet"))
    if state.is_thin:
        words.append(QCoreApplication.translate("finding", "Rests on one origin"))
    if state.uncited:
        uncited = QCoreApplication.translate("finding", "{0} not cited in the prose")
        words.append(uncited.format(f"{len(state.uncited):,}"))
    return words


def make_survey(reader: Reader) -> Survey:
    """Look over the whole outline."""
    return Survey(
        all_chapter_states(reader),
        len(reader.statement_uids(StatementFilter())),
        len(reader.statement_uids(StatementFilter(placed=False))),
    )

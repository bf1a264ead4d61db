"""The outline as a board: each chapter with its counts and with what it still lacks."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from annotator.core.records import Chapter, StatementFilter
from annotator.session.changes import Changes
from annotator.session.chapter_items import Findings, all_findings
from annotator.session.jobs import Job
from annotator.session.models.mime import CHAPTER, CHAPTER_ITEMS, STATEMENTS, dragged_uids, put_uids
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
CHAPTER_ROLE = int(Qt.ItemDataRole.UserRole)
FINDINGS_ROLE = CHAPTER_ROLE + 1
TITLE, STATEMENTS_COLUMN, SOURCES_COLUMN, FINDINGS_COLUMN = range(4)
# A survey that took longer than this is made in the background from then on.
SLOW_S, SETTLE_MS = 0.05, 400


@dataclass(frozen=True, slots=True)
class Survey:
    """How the whole outline stands."""

    findings: dict[str, Findings] = field(default_factory=dict)
    statement_count: int = 0
    unplaced_count: int = 0


@dataclass(eq=False, slots=True)
class _Node:
    chapter: Chapter | None
    parent: "_Node | None"
    children: list["_Node"] = field(default_factory=list)

    @property
    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class BoardModel(QAbstractItemModel):
    """The chapters as a tree of four columns. Renaming and dropping ask for an edit and change nothing themselves.

    In large projects what the chapters lack is found in a quiet job, and stands as it was until that ends.

    Signals: `surveyed(Survey)`; `rename_wanted(chapter, title)`; `move_wanted(chapter, parent, before)` with "" for
    the top and the end; `place_wanted(chapter, statements)`; `carry_wanted(from, items, to)`.
    """

    surveyed = Signal(object)
    rename_wanted = Signal(str, str)
    move_wanted = Signal(str, str, str)
    place_wanted = Signal(str, list)
    carry_wanted = Signal(str, list, str)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._root = _Node(None, None)
        self._nodes: dict[str, _Node] = {}
        self._survey = Survey()
        self._is_slow = False
        self._job: Job | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._survey_quietly)

    @property
    def chapters(self) -> list[Chapter]:
        """The chapters in tree order."""
        return [node.chapter for node in self._nodes.values() if node.chapter]

    @property
    def survey(self) -> Survey:
        """How the outline stands, as far as that is known."""
        return self._survey

    def chapter(self, uid: str) -> Chapter | None:
        """Give a chapter, or None where there is no such chapter."""
        node = self._nodes.get(uid)
        return node.chapter if node else None

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 4

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        node = self._node(index)
        chapter = node.chapter
        if chapter is None:
            return None
        findings = self._survey.findings.get(chapter.uid, Findings())
        if role == CHAPTER_ROLE:
            return chapter
        if role == FINDINGS_ROLE:
            return findings
        if role == Qt.ItemDataRole.EditRole and index.column() == TITLE:
            return chapter.title
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(chapter, findings, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([chapter.title, *finding_words(findings)])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(chapter, findings, index.column())
        return None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        target = self._node(parent)
        uid = target.chapter.uid if target.chapter else ""
        moved, items = dragged_uids(data, CHAPTER), dragged_uids(data, CHAPTER_ITEMS)
        statements = dragged_uids(data, STATEMENTS)
        if moved:
            before = target.children[row].chapter if 0 <= row < len(target.children) else None
            self.move_wanted.emit(moved[0], uid, before.uid if before else "")
        elif uid and row < 0 and items and items[0] != uid:
            self.carry_wanted.emit(items[0], items[1:], uid)
        elif uid and row < 0 and statements:
            self.place_wanted.emit(uid, statements)
        # The view must not take the dragged row away: the edit brings the tree up to date.
        return False

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        if data.hasFormat(CHAPTER):
            return True
        carried = dragged_uids(data, CHAPTER_ITEMS)
        target = self._node(parent).chapter
        if target is None or row >= 0:
            return False
        return carried[0] != target.uid if carried else data.hasFormat(STATEMENTS)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled
        return flags | flag.ItemIsEditable if index.column() == TITLE else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Chapter"), self.tr("Statements"), self.tr("Sources"), "")[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (STATEMENTS_COLUMN, SOURCES_COLUMN):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self._node(parent)
        if not 0 <= row < len(node.children) or not 0 <= column < 4:
            return QModelIndex()
        return self.createIndex(row, column, node.children[row])

    def index_of(self, uid: str) -> QModelIndex:
        """Give the first cell of a chapter's row; an invalid index where there is no such chapter."""
        node = self._nodes.get(uid)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        uids = dict.fromkeys(chapter.uid for index in indexes if (chapter := self._node(index).chapter))
        put_uids(data, CHAPTER, list(uids))
        return data

    def mimeTypes(self) -> list[str]:
        return [CHAPTER, CHAPTER_ITEMS, STATEMENTS]

    def neighbours(self, uid: str) -> tuple[list[Chapter], int]:
        """Give the chapters under the same parent, and where this one stands among them."""
        node = self._nodes[uid]
        assert node.parent is not None
        return [each.chapter for each in node.parent.children if each.chapter], node.row

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        node = self._node(index).parent
        if node is None or node.chapter is None:
            return QModelIndex()
        return self.createIndex(node.row, 0, node)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the outline again; None is the first time."""
        if changes is None or changes.has("chapter", "placement", "prose", "statement", "source"):
            self._take_chapters(self._session.reader.chapters())
            if self._is_slow:
                self._settle.start()
            else:
                started = time.monotonic()
                self._take_survey(make_survey(self._session.reader, self.chapters))
                self._is_slow = time.monotonic() - started > SLOW_S

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        chapter = self._node(index).chapter
        if chapter is None or role != Qt.ItemDataRole.EditRole or str(value).strip() in ("", chapter.title):
            return False
        self.rename_wanted.emit(chapter.uid, str(value))
        return True

    def stop(self) -> None:
        """Look no further; the project closes."""
        self._settle.stop()

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def _node(self, index: AnyIndex) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    def _spoken(self, chapter: Chapter, findings: Findings, column: int) -> str:
        if column == TITLE:
            return f"{chapter.number} {chapter.title}"
        if column == FINDINGS_COLUMN:
            return ", ".join(finding_words(findings))
        return self._words(chapter, findings, column)

    def _survey_quietly(self) -> None:
        if self._job is not None:
            self._job.cancel()
        chapters = self.chapters
        self._job = self._session.jobs.run(
            self.tr("Looking over the chapters"),
            lambda context: make_survey(context.open_reader(), chapters),
            on_done=self._take_survey,
            is_quiet=True,
        )

    def _take_chapters(self, chapters: Sequence[Chapter]) -> None:
        shape = [(each.uid, each.parent_uid) for each in chapters]
        if shape == [(each.uid, each.parent_uid) for each in self.chapters]:
            for chapter in chapters:
                self._nodes[chapter.uid].chapter = chapter
            self._all_changed()
            return
        self.beginResetModel()
        self._root = _Node(None, None)
        self._nodes = {}
        for chapter in chapters:
            above = self._nodes.get(chapter.parent_uid or "", self._root)
            node = _Node(chapter, above)
            above.children.append(node)
            self._nodes[chapter.uid] = node
        self.endResetModel()

    def _take_survey(self, survey: Survey) -> None:
        self._job = None
        self._survey = survey
        self._all_changed()
        self.surveyed.emit(survey)

    def _all_changed(self) -> None:
        for node in [self._root, *self._nodes.values()]:
            if node.children:
                last = node.children[-1]
                self.dataChanged.emit(
                    self.createIndex(0, 0, node.children[0]), self.createIndex(last.row, FINDINGS_COLUMN, last)
                )

    def _words(self, chapter: Chapter, findings: Findings, column: int) -> str:
        if column == TITLE:
            return chapter.title
        if column == STATEMENTS_COLUMN:
            return f"{chapter.statement_count:,}"
        if column == SOURCES_COLUMN:
            return f"{chapter.source_count:,}"
        return str(findings.count) if findings.count else ""


def finding_words(findings: Findings) -> list[str]:
    """Say in words what a chapter lacks."""
    words = []
    if findings.is_empty:
        words.append(QCoreApplication.translate("finding", "Nothing stands here yet"))
    if findings.is_thin:
        words.append(QCoreApplication.translate("finding", "Rests on one source"))
    if findings.uncited:
        uncited = QCoreApplication.translate("finding", "{0} not cited in the prose")
        words.append(uncited.format(f"{findings.uncited:,}"))
    return words


def make_survey(reader: Reader, chapters: Sequence[Chapter]) -> Survey:
    """Look over the whole outline."""
    return Survey(
        all_findings(reader, chapters),
        len(reader.statement_uids(StatementFilter())),
        len(reader.statement_uids(StatementFilter(placed=False))),
    )

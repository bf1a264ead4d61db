"""The statements as a table for views, for a hundred thousand of them as well."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.core.records import Statement, StatementFilter
from annotator.session.catalogue import Catalogue
from annotator.session.changes import Changes
from annotator.session.details import Details, locator_words
from annotator.session.inquiry import Inquiry
from annotator.session.models.mime import STATEMENTS, put_uids
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
STATEMENT_ROLE = int(Qt.ItemDataRole.UserRole)
TAGS_ROLE = STATEMENT_ROLE + 1
PLACE, QUOTE, SOURCE, TAGS, CHAPTERS = range(5)
SORTS = ("place", "quote", "source", "tags", "chapters")
CHUNK = 60
MOST_KEPT = 5_000


class StatementsModel(QAbstractTableModel):
    """The statements that a filter wants, in its order. Rows are read when they are first looked at.

    Signals: `about_to_answer()` before the list changes; `answered()` after it was asked for again, changed or not.
    """

    about_to_answer = Signal()
    answered = Signal()

    def __init__(
        self, session: ProjectSession, catalogue: Catalogue, details: Details, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = catalogue
        self._details = details
        self._wanted = StatementFilter()
        self._is_nothing = False
        self._uids: list[str] = []
        self._rows: dict[str, int] | None = None
        self._known: dict[str, Statement] = {}
        self._inquiry = Inquiry(session, self._question, self._take, self)
        session.changed.connect(self._follow)
        for signal in (catalogue.tags_changed, catalogue.chapters_changed):
            signal.connect(self._repaint)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._inquiry.is_open

    @property
    def uids(self) -> Sequence[str]:
        """The statements that are shown, in their order."""
        return self._uids

    @property
    def wanted(self) -> StatementFilter:
        """What is shown, and in which order."""
        return self._wanted

    def index_of(self, uid: str) -> QModelIndex:
        """Give where a statement stands, or no index."""
        if self._rows is None:
            self._rows = {each: row for row, each in enumerate(self._uids)}
        row = self._rows.get(uid, -1)
        return self.index(row, 0) if row >= 0 else QModelIndex()

    def set_wanted(self, wanted: StatementFilter, *, is_nothing: bool = False) -> None:
        """Show other statements, or none at all: the statements of the open sources where none is open."""
        if (wanted, is_nothing) != (self._wanted, self._is_nothing) or not self._uids:
            self._wanted, self._is_nothing = wanted, is_nothing
            self._inquiry.ask(is_urgent=True)

    def statement_at(self, index: AnyIndex) -> Statement | None:
        """Give the statement of an index, or None where it has gone meanwhile."""
        if not index.isValid() or index.row() >= len(self._uids):
            return None
        uid = self._uids[index.row()]
        if uid not in self._known:
            self._read_around(index.row())
        return self._known.get(uid)

    def uid_at(self, index: AnyIndex) -> str:
        """Give the uid of an index, or ""; reads nothing."""
        return self._uids[index.row()] if index.isValid() and index.row() < len(self._uids) else ""

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(SORTS)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        roles = Qt.ItemDataRole
        if role not in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole, STATEMENT_ROLE, TAGS_ROLE):
            return None
        statement = self.statement_at(index)
        if statement is None:
            return None
        if role == STATEMENT_ROLE:
            return statement
        if role == TAGS_ROLE:
            return [self._catalogue.tags[uid] for uid in statement.tag_uids if uid in self._catalogue.tags]
        if role == roles.ToolTipRole:
            return self._tip(statement, index.column())
        words = self._words(statement, index.column())
        state = anchor_state_words(statement.anchor_state)
        is_told = role == roles.AccessibleTextRole and index.column() == QUOTE and state
        return f"{words}, {state}" if is_told else words

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        heads = ("¶", self.tr("Quote"), self.tr("Source"), self.tr("Tags"), self.tr("Ch."))
        if role == Qt.ItemDataRole.DisplayRole:
            return heads[section]
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = (self.tr("Place"), heads[QUOTE], heads[SOURCE], heads[TAGS], self.tr("Chapters"))
            return words[section]
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({each.row() for each in indexes})
        put_uids(data, STATEMENTS, [self._uids[row] for row in rows])
        return data

    def mimeTypes(self) -> list[str]:
        return [STATEMENTS]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._uids)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = SORTS[column] if 0 <= column < len(SORTS) else "place"
        is_descending = order == Qt.SortOrder.DescendingOrder
        self.set_wanted(replace(self._wanted, sort=key, descending=is_descending), is_nothing=self._is_nothing)

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    # Inside

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        self._details.forget(changes)
        touched = changes.uids("statement")
        if changes.has("placement", "chapter", "tag", "revision"):
            self._known.clear()
        elif touched:
            for uid in touched:
                self._known.pop(uid, None)
        if changes.has("statement", "placement", "chapter", "tag", "source", "revision", "actor"):
            self._repaint()
            self._inquiry.ask()

    def _question(self, reader: Reader) -> list[str]:
        return [] if self._is_nothing else reader.statement_uids(self._wanted)

    def _read_around(self, row: int) -> None:
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        first = max(0, row - CHUNK // 4)
        missing = [uid for uid in self._uids[first : first + CHUNK] if uid not in self._known]
        self._known.update((each.uid, each) for each in self._session.reader.statements_by_uid(missing))

    def _repaint(self) -> None:
        if self._uids:
            last = self.index(len(self._uids) - 1, len(SORTS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _take(self, uids: list[str]) -> None:
        if uids != self._uids:
            self.about_to_answer.emit()
            self.beginResetModel()
            self._uids = uids
            self._rows = None
            self.endResetModel()
        self.answered.emit()

    def _tip(self, statement: Statement, column: int) -> str:
        if column == QUOTE:
            state = anchor_state_words(statement.anchor_state)
            return f"{statement.anchor.quote}\n\n{state}" if state else statement.anchor.quote
        if column == TAGS:
            names = [self._catalogue.tags[uid].name for uid in statement.tag_uids if uid in self._catalogue.tags]
            return "\n".join(names)
        if column == CHAPTERS:
            found = [self._catalogue.chapters[uid] for uid in statement.chapter_uids if uid in self._catalogue.chapters]
            return "\n".join(f"{each.number} {each.title}" for each in found)
        source = self._details.source(statement.source_uid)
        return source.title if source is not None else ""

    def _words(self, statement: Statement, column: int) -> str:
        if column == PLACE:
            # Of a statement that was not found, this would be its place in an earlier text.
            return "" if statement.anchor_state == "lost" else locator_words(statement)
        if column == QUOTE:
            return " ".join(statement.anchor.quote.split())
        if column == SOURCE:
            source = self._details.source(statement.source_uid)
            return source.label if source is not None else ""
        if column == TAGS:
            names = [self._catalogue.tags[uid].name for uid in statement.tag_uids if uid in self._catalogue.tags]
            return ", ".join(names)
        return self._catalogue.chapter_numbers(statement.chapter_uids)


def anchor_state_words(state: str) -> str:
    """Say in plain words how a statement stands to the present text of its source; "" where all is well."""
    words = {
        "moved": QCoreApplication.translate("anchor", "Moved, please check"),
        "lost": QCoreApplication.translate("anchor", "Not found in the present text"),
    }
    return words.get(state, "")

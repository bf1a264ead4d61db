"""The statements that stand in no chapter, filtered by words and by source."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.records import Statement, StatementFilter
from annotator.session.changes import Changes
from annotator.session.details import Details
from annotator.session.inquiry import Inquiry
from annotator.session.models.mime import STATEMENTS, put_uids
from annotator.session.project_session import ProjectSession

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 100


@dataclass(frozen=True, slots=True)
class UnplacedRow:
    """A statement with what its row says."""

    statement: Statement
    quote: str
    place: str
    tag_name: str
    colour_name: str


class UnplacedModel(QAbstractListModel):
    """List what is not placed yet, in the order of the sources and of the words in them.

    Rows come a page at a time while the view scrolls; `total` counts all of them. In large projects the search runs
    as a quiet job, and the rows stand as they were until it ends.

    Signals: `counted(int)` when the number of statements that match is known.
    """

    counted = Signal(int)

    def __init__(self, session: ProjectSession, details: Details, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._details = details
        self._wanted = StatementFilter(placed=False)
        self._uids: list[str] = []
        self._statements: dict[str, Statement] = {}
        self._loaded = 0
        self._is_fetching = False
        self._inquiry = Inquiry(session, lambda reader: reader.statement_uids(self._wanted), self._take, self)

    @property
    def has_filter(self) -> bool:
        """Whether only some of the statements are wanted."""
        return bool(self._wanted.text or self._wanted.source_uids)

    @property
    def total(self) -> int:
        """How many statements match, loaded or not."""
        return len(self._uids)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._loaded < len(self._uids)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= self._loaded:
            return None
        row = self._row(index.row())
        if row is None or role == ITEM_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.quote
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.statement.anchor.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(each for each in (row.statement.code, row.quote, row.place, row.tag_name) if each)
        return None

    def fetchMore(self, parent: AnyIndex) -> None:
        last = min(self._loaded + PAGE, len(self._uids)) - 1
        if parent.isValid() or last < self._loaded or self._is_fetching:
            return
        # Whoever listens to new rows may ask for more before these have come.
        self._is_fetching = True
        self.beginInsertRows(QModelIndex(), self._loaded, last)
        self._loaded = last + 1
        self.endInsertRows()
        self._is_fetching = False

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        put_uids(data, STATEMENTS, [self._uids[row] for row in sorted({index.row() for index in indexes})])
        return data

    def mimeTypes(self) -> list[str]:
        return [STATEMENTS]

    def refresh(self, changes: Changes) -> None:
        """Bring the rows up to date after an edit."""
        for uid in changes.uids("statement"):
            self._statements.pop(uid, None)
        if changes.has("statement", "placement", "chapter", "source", "revision"):
            self.search()
        elif changes.has("tag") and self._loaded:
            self.dataChanged.emit(self.index(0), self.index(self._loaded - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._loaded

    def row_of(self, statement_uid: str) -> int:
        """Give the row of a statement among those that are loaded, or -1."""
        loaded = self._uids[: self._loaded]
        return loaded.index(statement_uid) if statement_uid in loaded else -1

    def search(self) -> None:
        """Find what is not placed: at once, or in large projects as a quiet job."""
        self._inquiry.ask()

    def set_source(self, source_uid: str) -> None:
        """Show the statements of one source; "" shows all."""
        self._wanted = StatementFilter(
            placed=False, text=self._wanted.text, source_uids=(source_uid,) if source_uid else ()
        )
        self._inquiry.ask(is_urgent=True)

    def set_text(self, text: str) -> None:
        """Show the statements whose quotes hold these words."""
        self._wanted = StatementFilter(placed=False, text=text, source_uids=self._wanted.source_uids)
        self._inquiry.ask(is_urgent=True)

    def stop(self) -> None:
        """Look no further; the project closes."""
        self._inquiry.drop()

    def statement_uid(self, row: int) -> str:
        """Give the statement in a row, or ""."""
        return self._uids[row] if 0 <= row < self._loaded else ""

    def _row(self, row: int) -> UnplacedRow | None:
        uid = self._uids[row]
        if uid not in self._statements:
            missing = [each for each in self._uids[row : row + PAGE] if each not in self._statements]
            self._statements.update((each.uid, each) for each in self._session.reader.statements_by_uid(missing))
        statement = self._statements.get(uid)
        if statement is None:
            return None
        tag = self._details.first_tag(statement)
        return UnplacedRow(
            statement,
            " ".join(statement.anchor.quote.split()),
            self._details.place(statement),
            tag.name if tag else "",
            tag.colour if tag else "",
        )

    def _take(self, uids: list[str]) -> None:
        if uids[: self._loaded] == self._uids[: self._loaded] and len(uids) >= self._loaded > 0:
            self._uids = uids
            self.dataChanged.emit(self.index(0), self.index(self._loaded - 1))
        elif not self._take_as_removal(uids):
            self.beginResetModel()
            self._uids = uids
            self._loaded = min(max(PAGE, self._loaded), len(uids))
            self.endResetModel()
        if self._loaded < PAGE:
            self.fetchMore(QModelIndex())
        self.counted.emit(len(uids))

    def _take_as_removal(self, uids: list[str]) -> bool:
        """Where a few rows have only left the list, let them leave the view and keep its place."""
        staying = set(uids)
        gone = [row for row, uid in enumerate(self._uids) if uid not in staying]
        if not gone or len(gone) > PAGE or len(self._uids) - len(gone) != len(uids):
            return False
        left = list(self._uids)
        for row in reversed(gone):
            del left[row]
        if left != uids:
            return False
        for row in reversed(gone):
            if row < self._loaded:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._uids[row]
                self._loaded -= 1
                self.endRemoveRows()
            else:
                del self._uids[row]
        return True

"""The statements whose source has a new text and which somebody has to look at, as a table for views."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.history import entries
from annotator.core.records import Statement, StatementFilter
from annotator.session.details import Details
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.session.word_marks import difference
from annotator.store.history import log_of

AnyIndex = QModelIndex | QPersistentModelIndex
STATE, ON, SOURCE, OLD, NEW = range(5)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A statement to look at. `old` are the words of the earlier text, `new` those of the present one, or ""."""

    statement: Statement
    source: str
    old: str
    new: str

    @property
    def is_lost(self) -> bool:
        """Whether the words are not found in the present text."""
        return self.statement.anchor_state == "lost"


class ChecksModel(QAbstractTableModel):
    """List statements to check by source and place. Rows are read when they are first looked at.

    Signals: `about_to_answer()` before the list is read anew; `answered()` after it, changed or not.
    """

    about_to_answer = Signal()
    answered = Signal()

    def __init__(self, session: ProjectSession, details: Details, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._details = details
        self._uids: list[str] = []
        self._rows: dict[str, CheckRow | None] = {}
        wanted = StatementFilter(to_check=True)
        self._inquiry = Inquiry(session, lambda reader: reader.statement_uids(wanted), self._take, self)

    @property
    def uids(self) -> list[str]:
        """The statements in the order of the rows."""
        return self._uids

    def refresh(self) -> None:
        """Ask again what is to be looked at."""
        self._inquiry.ask()

    def row(self, row: int) -> CheckRow | None:
        """Give a row, or None where there is none or its statement has gone meanwhile."""
        if not 0 <= row < len(self._uids):
            return None
        uid = self._uids[row]
        if uid not in self._rows:
            found = self._session.reader.statements_by_uid([uid])
            self._rows[uid] = self._made(found[0]) if found else None
        return self._rows[uid]

    def row_of(self, uid: str) -> int:
        """Give where a statement stands, or -1."""
        return self._uids.index(uid) if uid in self._uids else -1

    def stop(self) -> None:
        """Ask no further; the project closes."""
        self._inquiry.drop()

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else NEW + 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        roles = Qt.ItemDataRole
        if role == roles.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole) or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == roles.ToolTipRole and index.column() in (OLD, NEW):
            return row.old if index.column() == OLD else row.new
        return {
            STATE: self.tr("Not found") if row.is_lost else self.tr("Moved"),
            ON: row.statement.code,
            SOURCE: row.source,
            OLD: difference(row.old, row.new),
            NEW: self.tr("not found") if row.is_lost else difference(row.new, row.old),
        }[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (self.tr("State"), self.tr("On"), self.tr("Source"), self.tr("It was"), self.tr("It is now"))
        return heads[section]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._uids)

    # Inside

    def _made(self, statement: Statement) -> CheckRow:
        now = " ".join(statement.anchor.quote.split())
        is_lost = statement.anchor_state == "lost"
        old = now if is_lost else self._earlier_quote(statement.uid) or now
        return CheckRow(statement, self._details.source_label(statement.source_uid), old, "" if is_lost else now)

    def _earlier_quote(self, uid: str) -> str:
        """Give the words that a statement had before its source was corrected."""
        changes = log_of(self._session.reader).changes_of([uid]).get(uid, ())
        moves = [
            change
            for entry in (entries(changes) if changes else ())
            for change in entry.changes
            if change.field == "anchor" and change.before
        ]
        return " ".join(str(moves[-1].before[0].get("quote", "")).split()) if moves else ""

    def _take(self, uids: list[str]) -> None:
        self.about_to_answer.emit()
        self._rows.clear()
        if uids == self._uids:
            if uids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(uids) - 1, NEW))
        else:
            self.beginResetModel()
            self._uids = uids
            self.endResetModel()
        self.answered.emit()

"""The conflicts that nobody has settled yet, as a table for views."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.fold import LIFE
from annotator.core.records import Conflict
from annotator.session.conflict_subjects import Subject, subject_of
from annotator.session.conflict_versions import Version, Versions
from annotator.session.conflict_words import FieldWords
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.session.text_session import can_use_both
from annotator.session.word_marks import difference
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
MARK, FIELD, ON, WORDS, ONE, OTHER = range(6)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict with what the table and its detail say of it; `can_use_both` where one value can hold both."""

    conflict: Conflict
    subject: Subject
    versions: tuple[Version, ...]
    can_use_both: bool = False

    @property
    def key(self) -> Key:
        """What the row is known by while others come and go."""
        return key_of(self.conflict)


class ConflictsModel(QAbstractTableModel):
    """List conflicts by what they are about. Words are looked up when a row is first looked at.

    Signals: `about_to_answer()` before the list is read anew; `answered()` after it, changed or not.
    """

    about_to_answer = Signal()
    answered = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._conflicts: list[Conflict] = []
        self._rows: dict[Key, ConflictRow] = {}
        self._forget()
        self._inquiry = Inquiry(session, Reader.conflicts, self._take, self)

    @property
    def conflicts(self) -> list[Conflict]:
        """The conflicts in the order of the rows."""
        return self._conflicts

    @property
    def versions(self) -> Versions:
        """What tells versions and pasts as the project is now."""
        return self._versions

    def refresh(self) -> None:
        """Ask again what is not settled; any edit may settle something, or change what it is called."""
        self._inquiry.ask()

    def row(self, row: int) -> ConflictRow | None:
        """Give a row, or None where there is none."""
        if not 0 <= row < len(self._conflicts):
            return None
        conflict = self._conflicts[row]
        key = key_of(conflict)
        if key not in self._rows:
            subject = subject_of(self._session.reader, self._words, conflict)
            both = can_use_both(self._session.reader, conflict)
            self._rows[key] = ConflictRow(conflict, subject, tuple(self._versions.of(conflict)), both)
        return self._rows[key]

    def row_of(self, key: Key) -> int:
        """Give where a conflict stands, or -1."""
        return next((at for at, each in enumerate(self._conflicts) if key_of(each) == key), -1)

    def stop(self) -> None:
        """Ask no further; the project closes."""
        self._inquiry.drop()

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else OTHER + 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        roles = Qt.ItemDataRole
        if role == roles.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role not in (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole) or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == roles.ToolTipRole and index.column() in (ONE, OTHER):
            return "\n\n".join(each.words for each in row.versions)
        return self._cell(row, index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = ("", self.tr("Field"), self.tr("On"), self.tr("Words"), self.tr("One value"), self.tr("The other"))
        return heads[section]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._conflicts)

    # Inside

    def _cell(self, row: ConflictRow, column: int) -> str:
        subject, versions = row.subject, row.versions
        if column == MARK:
            return ""
        if column == FIELD:
            return subject.field
        if column == ON:
            return subject.on
        if column == WORDS:
            return subject.words
        if not versions:
            return self.tr("stays where it is") if column == ONE else ""
        if row.conflict.field == LIFE:
            # As in life: what was done first of the two is of less interest than that it is gone.
            versions = versions[::-1]
        if column == ONE:
            return difference(versions[0].words, versions[1].words if versions[1:] else "")
        others = [difference(each.words, versions[0].words) for each in versions[1:2]]
        if len(versions) > 2:
            others.append(self.tr("and {0} more").format(len(versions) - 2))
        return ", ".join(others)

    def _forget(self) -> None:
        self._rows.clear()
        self._words = FieldWords(self._session.reader)
        self._versions = Versions(self._session.reader, self._words)

    def _take(self, conflicts: list[Conflict]) -> None:
        self.about_to_answer.emit()
        self._forget()
        if [key_of(each) for each in conflicts] == [key_of(each) for each in self._conflicts]:
            self._conflicts = conflicts
            if conflicts:
                self.dataChanged.emit(self.index(0, 0), self.index(len(conflicts) - 1, OTHER))
        else:
            self.beginResetModel()
            self._conflicts = conflicts
            self.endResetModel()
        self.answered.emit()


def key_of(conflict: Conflict) -> Key:
    """Give what a conflict is known by."""
    return conflict.entity_uid, conflict.field

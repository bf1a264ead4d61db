"""The files on the import desk as a table."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.core.dates import format_date
from annotator.core.records import FuzzyDate
from annotator.exchange.importing.kinds import KINDS
from annotator.session.import_session import Candidate, State

AnyIndex = QModelIndex | QPersistentModelIndex
CANDIDATE_ROLE = int(Qt.ItemDataRole.UserRole)
_KINDS = {kind.media_type: kind.name for kind in KINDS.values()}
CHOSEN, FILE, KIND, OUTLET, PUBLISHED, WORDS, IMAGES, FOUND = range(8)


class ImportModel(QAbstractTableModel):
    """List candidates in the order in which they came; a filter hides some, and changes nobody's number.

    Signals: `counted()` when candidates came, went, or changed how they stand.
    """

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Candidate] = []
        self._shown: list[Candidate] = []
        self._text = ""
        self._state: State | None = None

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All candidates, shown or not."""
        return self._all

    @property
    def chosen(self) -> list[Candidate]:
        """Those that go in with the next import."""
        return [each for each in self._all if each.is_chosen and each.can_come_in]

    def add(self, candidates: list[Candidate]) -> None:
        """Put candidates at the end."""
        self._all.extend(candidates)
        shown = [each for each in candidates if self._matches(each)]
        if shown:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(shown) - 1)
            self._shown.extend(shown)
            self.endInsertRows()
        self.counted.emit()

    def candidate(self, index: AnyIndex) -> Candidate | None:
        """Give the candidate of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 8

    def counts(self) -> Counter[State]:
        """Count the candidates by how they stand."""
        return Counter(each.state for each in self._all)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        candidate = self.candidate(index)
        if candidate is None:
            return None
        column = index.column()
        if role == CANDIDATE_ROLE:
            return candidate
        if role == Qt.ItemDataRole.CheckStateRole and column == CHOSEN:
            return Qt.CheckState.Checked if candidate.is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(candidate, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (WORDS, IMAGES):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(candidate, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(candidate, column) if column else self.tr("Import {0}").format(candidate.name)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        candidate = self.candidate(index)
        if candidate is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == CHOSEN and candidate.can_come_in:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                "",
                self.tr("File"),
                self.tr("Kind"),
                self.tr("Outlet"),
                self.tr("Published"),
                self.tr("Words"),
                self.tr("Images"),
                self.tr("Found"),
            )[section]
        if role == Qt.ItemDataRole.AccessibleTextRole and section == CHOSEN:
            return self.tr("Import")
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (WORDS, IMAGES):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def next_to_confirm(self, after: Candidate | None) -> Candidate | None:
        """Give the next candidate that wants a look, going round at the end; None where none is left."""
        start = self._shown.index(after) + 1 if after in self._shown else 0
        round_trip = self._shown[start:] + self._shown[:start]
        return next((each for each in round_trip if each.state is State.TO_CONFIRM and each is not after), None)

    def number_to_confirm(self, candidate: Candidate) -> tuple[int, int]:
        """Give which of those that want a look this one is, from 1, and how many there are."""
        waiting = [each for each in self._all if each.state is State.TO_CONFIRM]
        return (waiting.index(candidate) + 1 if candidate in waiting else 0), len(waiting)

    def remove(self, candidates: Sequence[Candidate]) -> None:
        """Take candidates off the desk."""
        gone = set(map(id, candidates))
        self.beginResetModel()
        self._all = [each for each in self._all if id(each) not in gone]
        self._shown = [each for each in self._shown if id(each) not in gone]
        self.endResetModel()
        self.counted.emit()

    def row_of(self, candidate: Candidate) -> int:
        """Give the row in which a candidate is shown, or -1."""
        return self._shown.index(candidate) if candidate in self._shown else -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def set_chosen(self, rows: Sequence[int], is_chosen: bool) -> None:
        """Choose several rows for the next import, or leave them out."""
        for row in rows:
            if self._shown[row].can_come_in:
                self._shown[row].is_chosen = is_chosen
                self.dataChanged.emit(self.index(row, 0), self.index(row, FOUND))
        self.counted.emit()

    def set_state(self, state: State | None) -> None:
        """Show the candidates that stand so; all of them for None."""
        self._state = state
        self._show_matching()

    def set_text(self, text: str) -> None:
        """Show the candidates whose file, title or outlet holds these words."""
        self._text = text.casefold()
        self._show_matching()

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != CHOSEN:
            return False
        self.set_chosen([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def tell_changed(self, candidates: Sequence[Candidate]) -> None:
        """Show what has been changed about candidates; of many it is told once, since each would be counted again."""
        if len(candidates) == 1:
            first = last = self.row_of(candidates[0])
        else:
            first, last = 0, len(self._shown) - 1
        if first >= 0 and last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, FOUND))
        if candidates:
            self.counted.emit()

    def found(self, candidate: Candidate) -> tuple[str, str, str]:
        """Say how a candidate stands: words, state of the badge, icon."""
        if candidate.state is State.REFUSED:
            return candidate.reason, "error", ""
        if candidate.twin is not None:
            number = self._all.index(candidate.twin) + 1 if candidate.twin in self._all else 0
            words = self.tr("Same as row {0}").format(number) if number else self.tr("Same as one imported")
            return words, "neutral", "content-duplicate"
        if candidate.state is State.DUPLICATE:
            return self.tr("In the project already"), "neutral", "content-duplicate"
        if candidate.state is State.READY:
            return self.tr("Ready"), "success", ""
        return candidate.doubts[0] if candidate.doubts else self.tr("Please confirm"), "warn", "help-circle-outline"

    def _show_matching(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if self._matches(each)]
        self.endResetModel()

    def _matches(self, candidate: Candidate) -> bool:
        if self._state is not None and candidate.state is not self._state:
            return False
        if not self._text:
            return True
        names = [str(known.value) for name, known in candidate.metadata.items() if name in ("title", "outlet")]
        return self._text in " ".join([candidate.name, *names]).casefold()

    def _tip(self, candidate: Candidate, column: int) -> str:
        if column == FILE:
            return str(candidate.path)
        if column == FOUND:
            return candidate.reason or "\n".join(candidate.doubts)
        return self._words(candidate, column)

    def _words(self, candidate: Candidate, column: int) -> str:
        known = candidate.metadata.get("outlet") if column == OUTLET else candidate.metadata.get("published")
        if column == FILE:
            return candidate.name
        if column == KIND:
            return self._kind(candidate)
        if column == OUTLET and candidate.can_come_in:
            return str(known.value) if known and known.value else self.tr("not found")
        if column == OUTLET:
            return str(known.value) if known and known.value else ""
        if column == PUBLISHED:
            return format_date(known.value, short=True) if known and isinstance(known.value, FuzzyDate) else ""
        if column in (WORDS, IMAGES):
            number = candidate.words if column == WORDS else candidate.images
            return "" if candidate.state is State.REFUSED else f"{number:,}"
        return self.found(candidate)[0] if column == FOUND else ""

    def _kind(self, candidate: Candidate) -> str:
        if candidate.article is not None:
            return self.tr("Pasted text")
        kind = _KINDS.get(candidate.media_type)
        if kind is None:
            return candidate.path.suffix.lstrip(".").upper()
        return QCoreApplication.translate("import", kind)

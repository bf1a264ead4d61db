"""What a search found, as a tree for views: where, and below it what."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.found import FoundGroup, FoundItem

AnyIndex = QModelIndex | QPersistentModelIndex
RECORD_ROLE = int(Qt.ItemDataRole.UserRole)
NO_INDEX = QModelIndex()
KIND_ICONS = {"text": "text-box-outline", "statement": "marker", "note": "note-outline", "prose": "format-paragraph"}


class FoundModel(QAbstractItemModel):
    """Groups with their items. An index's id is 0 for a group, and for an item one more than its group's row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[FoundGroup] = []
        self._counts: Mapping[tuple[str, str], int] = {}

    @property
    def groups(self) -> list[FoundGroup]:
        """What was found, the best first."""
        return self._groups

    def count_words(self, group: FoundGroup) -> str:
        """Say how much was found in one place: "12 places · 3 statements". In a text, all places count."""
        counts = {
            kind: count if kind == "text" else max(count, self._counts.get((group.place_uid, kind), 0))
            for kind in KIND_ICONS
            if (count := group.count(kind))
        }
        return " · ".join(kind_count(kind, count) for kind, count in counts.items())

    def first_item(self) -> QModelIndex:
        """Give the best place, or no index."""
        return self.index(0, 0, self.index(0, 0))

    def record_at(self, index: AnyIndex) -> FoundGroup | FoundItem | None:
        """Give what an index stands for."""
        if not index.isValid():
            return None
        group = index.internalId() - 1
        at = index.row() if group < 0 else group
        if not 0 <= at < len(self._groups):
            return None
        found = self._groups[at]
        if group < 0:
            return found
        return found.items[index.row()] if index.row() < len(found.items) else None

    def set_counts(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Take over how much there is in all, by place and kind: of much, only the best is listed."""
        self._counts = counts
        if self._groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._groups) - 1, 0))

    def set_groups(self, groups: Sequence[FoundGroup]) -> None:
        """Show what was found now."""
        self.beginResetModel()
        self._groups = list(groups)
        self._counts = {}
        self.endResetModel()

    # Qt

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        record = self.record_at(index)
        if record is None or role == RECORD_ROLE:
            return record
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if isinstance(record, FoundItem):
            return f"{item_word(record)}: {record.words}"
        words = ", ".join(each for each in (group_title(record), record.detail) if each)
        return words if role == Qt.ItemDataRole.ToolTipRole else f"{words}, {self.count_words(record)}"

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex = NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column() or parent.row() >= len(self._groups):
            return 0
        return len(self._groups[parent.row()].items)


def group_title(group: FoundGroup) -> str:
    """Give what a place is called; what a note is on may be hidden."""
    return group.title or _tr("Elsewhere")


def item_word(item: FoundItem) -> str:
    """Say in a word what an item is: a statement by its number."""
    return f"S-{item.number}" if item.kind == "statement" else kind_name(item.kind)


def kind_count(kind: str, count: int) -> str:
    """Say a number of things of a kind: of "text" the places, of "source" the texts."""
    one, many = {
        "text": (_tr("1 place"), _tr("{0} places")),
        "source": (_tr("1 text"), _tr("{0} texts")),
        "statement": (_tr("1 statement"), _tr("{0} statements")),
        "note": (_tr("1 note"), _tr("{0} notes")),
        "prose": (_tr("1 passage"), _tr("{0} passages")),
    }[kind]
    return one if count == 1 else many.format(f"{count:,}")


def kind_name(kind: str, *, is_many: bool = False) -> str:
    """Give what a kind is called on the screen."""
    if is_many:
        return {
            "text": _tr("Texts"),
            "statement": _tr("Statements"),
            "note": _tr("Notes"),
            "prose": _tr("Prose"),
        }[kind]
    return {"text": _tr("Text"), "statement": _tr("Statement"), "note": _tr("Note"), "prose": _tr("Prose")}[kind]


def _tr(words: str) -> str:
    return QCoreApplication.translate("Search", words)

"""The sittings of the others, and under each what was touched in it, for a tree of three columns."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.session.history_things import Thing, Things
from annotator.session.history_words import work_words
from annotator.session.news import Sitting, Touched

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
WHO, WHAT, WHEN = range(3)
# What nobody scrolls through is only counted.
MOST_THINGS = 500
Row = Sitting | tuple[Touched, Thing] | int


class ChangesModel(QAbstractItemModel):
    """Show sittings; a row is a Sitting, a (Touched, Thing) pair, or the number of things that are not listed.

    Things are looked up when they are first seen; `say_moment` says a time (milliseconds since 1970, UTC). An index
    holds the number of its sitting plus one, or 0 for the sitting itself.
    """

    def __init__(self, things: Things, say_moment: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._things = things
        self._say_moment = say_moment
        self._sittings: Sequence[Sitting] = ()

    @property
    def sittings(self) -> Sequence[Sitting]:
        """What is shown."""
        return self._sittings

    def refresh_names(self) -> None:
        """Look the things up again where they are seen."""
        self._things.forget()
        for at, sitting in enumerate(self._sittings):
            above = self.index(at, 0)
            last = self.rowCount(above) - 1
            if sitting.things:
                self.dataChanged.emit(self.index(0, 0, above), self.index(last, WHEN, above))

    def row(self, index: AnyIndex) -> Row | None:
        """Give what stands in a row."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._sittings[index.row()] if index.row() < len(self._sittings) else None
        at = int(index.internalId()) - 1
        things = self._sittings[at].things if at < len(self._sittings) else ()
        if index.row() >= min(len(things), MOST_THINGS):
            return len(things) - MOST_THINGS if len(things) > MOST_THINGS else None
        touched = things[index.row()]
        return touched, self._things.thing(touched.uid)

    def show_sittings(self, sittings: Sequence[Sitting]) -> None:
        """Show others."""
        self.beginResetModel()
        self._sittings = sittings
        self._things.forget()
        self.endResetModel()

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 3

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == ROW_ROLE:
            return self.row(index)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index)
        if isinstance(row, Sitting):
            return self._sitting_words(row, index.column(), role)
        if isinstance(row, tuple):
            return _thing_words(*row, index.column(), role)
        if isinstance(row, int) and index.column() == WHAT:
            return _tr("and 1 more") if row == 1 else _tr("and {0} more").format(f"{row:,}")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section <= WHEN:
            return (_tr("Reviewer"), _tr("What changed"), _tr("When, where"))[section]
        return None

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, 0)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._sittings)
        if parent.internalId() or parent.column() > 0 or parent.row() >= len(self._sittings):
            return 0
        count = len(self._sittings[parent.row()].things)
        return count if count <= MOST_THINGS else MOST_THINGS + 1

    def _sitting_words(self, sitting: Sitting, column: int, role: int) -> str:
        if column == WHO:
            return sitting.reviewer.name or _tr("Somebody")
        if column == WHAT:
            return sitting.words
        began, ended = self._say_moment(sitting.began), self._say_moment(sitting.ended)
        if role == Qt.ItemDataRole.ToolTipRole:
            return began if began == ended else _tr("from {0} to {1}").format(began, ended)
        if role == Qt.ItemDataRole.AccessibleTextRole and sitting.is_new:
            return _tr("new, {0}").format(ended)
        return ended


def _thing_words(touched: Touched, thing: Thing, column: int, role: int) -> str:
    if column == WHO:
        return work_words(touched.work)
    if column == WHAT:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return thing.spoken
        return f"{thing.name}  {thing.words}".rstrip() or thing.kind_words
    if thing.is_gone and not touched.is_deletion:
        return _tr("Deleted since")
    return thing.within or thing.kind_words


def _tr(words: str) -> str:
    return QCoreApplication.translate("history", words)

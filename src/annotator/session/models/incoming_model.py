"""What came in from others, as rows of a list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.store.arrivals import Arrival

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)


class IncomingModel(QAbstractListModel):
    """List arrivals, the newest first; `say` puts one into words for tooltips and screen readers."""

    def __init__(self, say: Callable[[Arrival], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._rows: list[Arrival] = []

    def arrival(self, row: int) -> Arrival | None:
        """Give the arrival in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        arrival = self.arrival(index.row()) if index.isValid() else None
        if arrival is None:
            return None
        if role == ITEM_ROLE:
            return arrival
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._say(arrival)
        return None

    def row_of(self, key: tuple[str, str, str]) -> int:
        """Give the row of the arrival with a key, or -1."""
        return next((row for row, arrival in enumerate(self._rows) if arrival.key == key), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def show(self, arrivals: Sequence[Arrival]) -> None:
        """List these. Where the same came in, its rows stay, and with them what is selected."""
        arrivals = list(arrivals)
        if [each.key for each in arrivals] == [each.key for each in self._rows]:
            changed = [row for row, arrival in enumerate(arrivals) if arrival != self._rows[row]]
            self._rows = arrivals
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._rows = arrivals
        self.endResetModel()

"""Rows of a popup's list: headings, which cannot be chosen, and choices between them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.ui.widgets import PALETTE_ROW
from annotator.ui.widgets.delegates import AnyIndex

HEAD_ROW = 22
CHOICE_ROLE = int(Qt.ItemDataRole.UserRole)


class HeadedRows(QAbstractListModel):
    """Keep rows in their order; a heading is a string.

    Derive from it and say in `words_of`, `spoken_words_of` and `tip_of` what a choice is called.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[object] = []

    @property
    def height(self) -> int:
        """How high all rows are together."""
        return sum(HEAD_ROW if isinstance(row, str) else PALETTE_ROW for row in self._rows)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        roles = Qt.ItemDataRole
        if row is None or role == CHOICE_ROLE:
            return row
        if isinstance(row, str):
            return row if role in (roles.DisplayRole, roles.AccessibleTextRole) else None
        if role == roles.DisplayRole:
            return self.words_of(row)
        if role == roles.AccessibleTextRole:
            return self.spoken_words_of(row)
        return self.tip_of(row) or None if role == roles.ToolTipRole else None

    def first_choice(self) -> int:
        """Give the first row that can be chosen, or -1."""
        return self.next_choice(-1, 1)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.data(index, CHOICE_ROLE)
        flag = Qt.ItemFlag
        is_choice = row is not None and not isinstance(row, str)
        return flag.ItemIsEnabled | flag.ItemIsSelectable if is_choice else flag.NoItemFlags

    def next_choice(self, row: int, step: int) -> int:
        """Give the next row in a direction that can be chosen, or -1."""
        row += step
        while 0 <= row < len(self._rows):
            if not isinstance(self._rows[row], str):
                return row
            row += step
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def set_rows(self, rows: Sequence[object]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def spoken_words_of(self, row: object) -> str:
        """Say a choice to a screen reader."""
        return self.words_of(row)

    def tip_of(self, row: object) -> str:
        """Say what does not fit into the row."""
        return ""

    def words_of(self, row: object) -> str:
        """Say what a choice is."""
        return str(row)

"""A table of words in an order, each with a key that outlives its name."""

from collections import Counter

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from annotator.core.identity import new_uid

_KEY = int(Qt.ItemDataRole.UserRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_HIGHEST = 100
LONGEST = 60


class WordTable(QTableWidget):
    """Words in an order, each with a key that outlives its name."""

    def __init__(self, heads: list[str], parent: QWidget) -> None:
        super().__init__(0, len(heads), parent)
        for column, words in enumerate(heads):
            head = QTableWidgetItem(words)
            head.setTextAlignment(_RIGHT if column else _LEFT)
            self.setHorizontalHeaderItem(column, head)
        self.setAccessibleName(heads[0])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        row = self.horizontalHeader()
        row.setSectionsClickable(False)
        row.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(heads)):
            row.resizeSection(column, 80)

    def add_row(self) -> None:
        """Add a word, ready to be named."""
        self._insert(self.rowCount(), new_uid(), ["", "0", "100"])
        self.setCurrentCell(self.rowCount() - 1, 0)
        self.edit(self.currentIndex())

    def move_row(self, step: int) -> None:
        """Move the current word up or down."""
        row = self.currentRow()
        if row >= 0 and 0 <= row + step < self.rowCount():
            key, values = self.rows()[row]
            self.removeRow(row)
            self._insert(row + step, key, values)
            self.setCurrentCell(row + step, 0)

    def remove_row(self) -> bool:
        """Remove the current word, unless it is the last; say whether it went."""
        if self.currentRow() < 0 or self.rowCount() == 1:
            return False
        self.removeRow(self.currentRow())
        return True

    def fault(self) -> str:
        """Say what is wrong with the first word that cannot stay so, and go to it; "" where all can."""
        rows = [values for _, values in self.rows()]
        times = Counter(values[0].casefold() for values in rows)
        for row, (name, *bounds) in enumerate(rows):
            words = ""
            if not name or len(name) > LONGEST:
                words = _tr("Give each word a name of up to {0} letters; that in row {1} has none or a longer one.")
                words = words.format(LONGEST, row + 1)
            elif times[name.casefold()] > 1:
                words = _tr("“{0}” stands here twice; please give each word a name of its own.").format(name)
            elif bounds and not _is_range(*bounds):
                words = _tr("“{0}” needs a range of whole numbers from 0 to 100, the lower one first.").format(name)
            if words:
                self.setCurrentCell(row, 0)
                return words
        return ""

    def rows(self) -> list[tuple[str, list[str]]]:
        """Give each word's key and what stands in its row."""
        found = []
        for row in range(self.rowCount()):
            places = [self.model().index(row, column) for column in range(self.columnCount())]
            values = [" ".join(str(place.data() or "").split()) for place in places]
            found.append((str(places[0].data(_KEY)), values))
        return found

    def show_rows(self, rows: list[tuple[str, list[str]]]) -> None:
        """Fill the table."""
        self.setRowCount(0)
        for key, values in rows:
            self._insert(self.rowCount(), key, values)

    def _insert(self, row: int, key: str, values: list[str]) -> None:
        self.insertRow(row)
        for column in range(self.columnCount()):
            item = QTableWidgetItem(values[column])
            item.setData(_KEY, key)
            if column:
                item.setTextAlignment(_RIGHT)
            self.setItem(row, column, item)


def _is_range(low: str, high: str) -> bool:
    is_whole = low.isascii() and low.isdigit() and high.isascii() and high.isdigit()
    return is_whole and int(low) <= int(high) <= _HIGHEST


def _tr(text: str) -> str:
    return QCoreApplication.translate("WordTable", text)

"""The matrix of Compare as tables for views: the cells, and beside them what all columns come to."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.compare.matrix import Cell, Column, Grouping, Kind, Matrix, Measure, Row, shade

AnyIndex = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole)
SHADE_ROLE = CELL_ROLE + 1
HEAD_ROLE = CELL_ROLE + 2
WARNING_ROLE = CELL_ROLE + 3
ORIGINS, SUM = range(2)
SILENCE = "–"
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_NO_INDEX = QModelIndex()
_TOLD = (int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole))


class MatrixModel(QAbstractTableModel):
    """The cells; columns can be narrowed by words in their names."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix()
        self.measure = Measure.STATEMENTS
        self.columns: tuple[Column, ...] = ()
        self._filter = ""
        self._most = 0

    @property
    def rows(self) -> Sequence[Row]:
        """What stands in the rows."""
        return self.matrix.rows

    def cell_at(self, index: AnyIndex) -> Cell | None:
        """Give the cell of an index, or None where there is none."""
        if not index.isValid() or index.row() >= len(self.rows) or index.column() >= len(self.columns):
            return None
        return self.matrix.cell(self.rows[index.row()], self.columns[index.column()])

    def index_of(self, row_uid: str, key: str) -> QModelIndex:
        """Give where a cell stands now, or no index."""
        row = next((at for at, each in enumerate(self.rows) if each.uid == row_uid), -1)
        column = next((at for at, each in enumerate(self.columns) if each.key == key), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def set_filter(self, words: str) -> None:
        """Show only the columns in whose names all the words stand."""
        if words != self._filter:
            self.beginResetModel()
            self._filter = words
            self.columns = self._fitting()
            self.endResetModel()

    def show(self, matrix: Matrix, measure: Measure) -> None:
        """Show other counts."""
        self.beginResetModel()
        self.matrix, self.measure = matrix, measure
        self.columns = self._fitting()
        self._most = matrix.most(measure)
        self.endResetModel()

    # Qt

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        cell = self.cell_at(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return figure(cell.value(self.measure))
        if role == CELL_ROLE:
            return cell
        if role == SHADE_ROLE:
            return shade(cell.value(self.measure), self._most)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE
        if role in _TOLD:
            return cell_phrase(self.matrix, self.rows[index.row()], self.columns[index.column()], cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        heads: Sequence[Row | Column] = self.columns if orientation == Qt.Orientation.Horizontal else self.rows
        if not 0 <= section < len(heads):
            return None
        head = heads[section]
        if role == HEAD_ROLE:
            return head
        if role == Qt.ItemDataRole.DisplayRole:
            return head_words(head)
        if role in _TOLD:
            return column_tip(self.matrix, head) if isinstance(head, Column) else head_words(head)
        return None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def _fitting(self) -> tuple[Column, ...]:
        wanted = self._filter.casefold().split()
        if not wanted:
            return self.matrix.columns
        return tuple(
            column for column in self.matrix.columns if all(word in head_words(column).casefold() for word in wanted)
        )


class TotalsModel(QAbstractTableModel):
    """For each row of the matrix its origins, and its statements or words."""

    def __init__(self, model: MatrixModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        model.modelAboutToBeReset.connect(self.beginResetModel)
        model.modelReset.connect(self.endResetModel)

    def total_at(self, index: AnyIndex) -> Cell | None:
        """Give the total of an index' row."""
        if not index.isValid() or index.row() >= len(self._model.rows):
            return None
        return self._model.matrix.total(self._model.rows[index.row()])

    # Qt

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else SUM + 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        total = self.total_at(index)
        if total is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return figure(total.origins if index.column() == ORIGINS else self._sum(total))
        if role == CELL_ROLE:
            return total
        if role == WARNING_ROLE:
            return index.column() == ORIGINS and rests_on_one(self._model.matrix, total)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE
        if role in _TOLD:
            return total_phrase(self._model.matrix, self._model.rows[index.row()], total)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return total_heads(self._model.measure)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE
        if role in _TOLD and section == ORIGINS:
            return self.tr("First publishers behind the sources; copies of one count once")
        return None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._model.rows)

    def _sum(self, total: Cell) -> int:
        return total.words if self._model.measure is Measure.WORDS else total.statements


def as_table(model: MatrixModel, silence: str | int = SILENCE) -> list[list[str | int]]:
    """Give the columns that are shown as a table to copy or to write, heads first, totals at the right."""
    first = {Kind.CHAPTERS: _tr("Chapter"), Kind.TAGS: _tr("Tag"), Kind.ACTORS: _tr("Actor")}[model.matrix.kind]
    heads: list[str | int] = [first, *map(head_words, model.columns), *total_heads(model.measure), _tr("Contradicted")]
    table = [heads]
    for row in model.rows:
        total = model.matrix.total(row)
        values = [model.matrix.cell(row, column).value(model.measure) for column in model.columns]
        summed = total.words if model.measure is Measure.WORDS else total.statements
        name = head_words(row) if row.number else "\u2003" * row.depth + head_words(row)
        table.append([name, *(value or silence for value in values), total.origins, summed, total.contradicted])
    return table


def cell_phrase(matrix: Matrix, row: Row, column: Column, cell: Cell) -> str:
    """Say what a cell holds: "Chapter 3, 38 North: 4 statements, 1 of them contradicted"."""
    where = _tr("{0}, {1}").format(row_phrase(matrix, row), head_words(column))
    if not cell.statements:
        return _tr("{0}: nothing").format(where)
    return _tr("{0}: {1}").format(where, _said(cell))


def column_tip(matrix: Matrix, column: Column) -> str:
    """Say what a column stands for, where its name does not."""
    words = head_words(column)
    if column.grade:
        words = _tr("{0}, reliability {1}").format(words, column.grade)
    if matrix.kind is not Kind.ACTORS and matrix.grouping is not Grouping.SOURCE:
        count = len(column.source_uids)
        sources = _tr("1 source") if count == 1 else _tr("{0} sources").format(f"{count:,}")
        words = _tr("{0}: {1}").format(words, sources)
    return words


def figure(value: int) -> str:
    """Write a number, and a dash for silence."""
    return f"{value:,}" if value else SILENCE


def head_words(head: Row | Column) -> str:
    """Give what a row or a column is called."""
    if isinstance(head, Row):
        return f"{head.number} {head.name}".strip()
    return head.name or _tr("No outlet")


def rests_on_one(matrix: Matrix, total: Cell) -> bool:
    """Whether to warn that a row rests on one origin alone; what somebody says himself does by its nature."""
    return total.origins == 1 and matrix.kind is not Kind.ACTORS


def row_phrase(matrix: Matrix, row: Row) -> str:
    """Name a row in a sentence: "Chapter 3", "Tag denial", or an actor's name."""
    if matrix.kind is Kind.CHAPTERS:
        return _tr("Chapter {0}").format(row.number) if row.number else row.name
    return _tr("Tag {0}").format(row.name) if matrix.kind is Kind.TAGS else row.name


def statements_words(count: int) -> str:
    """Count statements in words."""
    return _tr("1 statement") if count == 1 else _tr("{0} statements").format(f"{count:,}")


def total_heads(measure: Measure) -> tuple[str, str]:
    """Give the heads of the two columns of totals."""
    return _tr("Origins"), _tr("Words") if measure is Measure.WORDS else _tr("Statements")


def total_phrase(matrix: Matrix, row: Row, total: Cell) -> str:
    """Say what a row comes to: "Chapter 5: 5 statements of a single origin"."""
    where = row_phrase(matrix, row)
    if not total.statements:
        return _tr("{0}: nothing").format(where)
    if rests_on_one(matrix, total):
        return _tr("{0}: {1}, all of a single origin").format(where, _said(total))
    origins = _tr("1 origin") if total.origins == 1 else _tr("{0} origins").format(f"{total.origins:,}")
    return _tr("{0}: {1}, {2}").format(where, _said(total), origins)


def _said(cell: Cell) -> str:
    words = statements_words(cell.statements)
    if cell.words:
        words = _tr("{0} with {1} words").format(words, f"{cell.words:,}")
    if cell.contradicted:
        words = _tr("{0}, {1} of them contradicted").format(words, f"{cell.contradicted:,}")
    return words


def _tr(words: str) -> str:
    return QCoreApplication.translate("matrix", words)

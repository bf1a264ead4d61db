"""The pairs of sources that are alike, as a table for views."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.alike import AlikePair
from annotator.core.records import Source
from annotator.session.likeness_session import LikenessSession, likeness_words
from annotator.session.models.sources_model import short_date

AnyIndex = QModelIndex | QPersistentModelIndex
LIKENESS, OLDER, NEWER, GROUP, STATEMENTS = range(5)


class AlikeModel(QAbstractTableModel):
    """List pairs as they are found, of all sources or of one.

    Signals: `answered()` after the list has been read anew, changed or not.
    """

    answered = Signal()

    def __init__(self, likeness: LikenessSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._likeness = likeness
        self._pairs: list[AlikePair] = []
        self._only_uid = ""
        likeness.listed.connect(self._take)
        self._take()

    @property
    def only_uid(self) -> str:
        """The source to whose group the list is narrowed, or ""."""
        return self._only_uid

    @property
    def pairs(self) -> list[AlikePair]:
        """The pairs in the order of the rows."""
        return self._pairs

    def pair(self, row: int) -> AlikePair | None:
        """Give the pair of a row, or None where there is none."""
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def row_of(self, uids: frozenset[str]) -> int:
        """Give where two sources stand, or -1."""
        return next((row for row, pair in enumerate(self._pairs) if uids_of(pair) == uids), -1)

    def show_only(self, source_uid: str) -> None:
        """Narrow the list to one source and what hangs together with it; "" shows all."""
        self._only_uid = source_uid
        self._take()

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else STATEMENTS + 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        roles = Qt.ItemDataRole
        pair = self.pair(index.row()) if index.isValid() else None
        if pair is None:
            return None
        column = index.column()
        if role == roles.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column == STATEMENTS else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == roles.ToolTipRole and column in (OLDER, NEWER):
            source = pair.older if column == OLDER else pair.newer
            return f"{source_words(source)}\n{source.title}\n{source.file_name}"
        if role not in (roles.DisplayRole, roles.AccessibleTextRole, roles.ToolTipRole):
            return None
        return self._words(pair, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == STATEMENTS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (self.tr("Alike"), self.tr("Source"), self.tr("Other source"), self.tr("Group"), self.tr("Statements"))
        return heads[section]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pairs)

    # Inside

    def _take(self) -> None:
        pairs = self._likeness.pairs
        wanted = {pair.group for pair in pairs if self._only_uid in uids_of(pair)}
        self.beginResetModel()
        self._pairs = [pair for pair in pairs if not self._only_uid or pair.group in wanted]
        self.endResetModel()
        self.answered.emit()

    def _words(self, pair: AlikePair, column: int) -> str:
        counts = (pair.older.statement_count, pair.newer.statement_count)
        return {
            LIKENESS: likeness_words(pair),
            OLDER: _in_one_line(pair.older),
            NEWER: _in_one_line(pair.newer),
            GROUP: self.tr("{0} sources").format(f"{pair.group_size:,}"),
            STATEMENTS: self.tr("{0} and {1}").format(*(f"{count:,}" for count in counts)),
        }[column]


def _in_one_line(source: Source) -> str:
    words = source_words(source)
    return f"{words}  {source.title}" if source.title and source.label != source.title else words


def source_words(source: Source) -> str:
    """Name a source with its date: "Harbour Post, 3 Mar 2024"."""
    return ", ".join(each for each in (source.label, short_date(source)) if each)


def uids_of(pair: AlikePair) -> frozenset[str]:
    """Give the two sources of a pair, whichever is the later one."""
    return frozenset({pair.older.uid, pair.newer.uid})

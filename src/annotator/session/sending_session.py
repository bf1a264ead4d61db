"""What goes into a copy to send: the sources to tick, how much a choice amounts to, and the writing of it."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.records import Chapter, Source
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.jobs import Cancelled, JobContext
from annotator.session.models.sources_model import short_date
from annotator.session.project_session import ProjectSession
from annotator.store.connection import connect, plain_faults
from annotator.store.copy_mark import read_mark
from annotator.store.project import with_suffix
from annotator.store.reader import Reader
from annotator.store.sending import SendingWish, Sent, send

AnyIndex = QModelIndex | QPersistentModelIndex
SOURCE_ROLE = int(Qt.ItemDataRole.UserRole)
SOURCE, TITLE, PUBLISHED, STATEMENTS = range(4)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much goes into a copy. `chapters` counts those that only frame what was chosen as well."""

    sources: int
    statements: int
    chapters: int


class SourcesToSend(QAbstractTableModel):
    """All sources with a box to tick, or those in whose metadata the words of a filter stand.

    Signals: `ticked()` when another choice goes in, and after the sources have been read again.
    """

    ticked = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Source] = []
        self._shown: list[Source] = []
        self._left_out: set[str] = set()
        self._words: list[str] = []
        self._inquiry = Inquiry(session, Reader.sources, self._take, self)
        session.changed.connect(self._follow)
        self._inquiry.ask(is_urgent=True)

    @property
    def is_everything(self) -> bool:
        """Whether nothing was left out; then what others add meanwhile goes in too."""
        return not self._left_out

    @property
    def is_filtered(self) -> bool:
        """Whether some sources may not be shown."""
        return bool(self._words)

    @property
    def ticked_sources(self) -> list[Source]:
        """The sources that go in, shown or not."""
        return [each for each in self._all if each.uid not in self._left_out]

    @property
    def total(self) -> int:
        """How many sources the project has."""
        return len(self._all)

    def set_filter(self, words: str) -> None:
        """Show only the sources in which all the words stand; what is ticked stays ticked."""
        wanted = words.casefold().split()
        if wanted != self._words:
            self._words = wanted
            self._show()

    def source_at(self, row: int) -> Source | None:
        """Give the source of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def tick(self, rows: Iterable[int], is_on: bool) -> None:
        """Have the sources of some rows go in, or not."""
        uids = {self._shown[row].uid for row in rows}
        before = len(self._left_out)
        self._left_out = self._left_out - uids if is_on else self._left_out | uids
        if len(self._left_out) != before:
            self._repaint()
            self.ticked.emit()

    def tick_shown(self, is_on: bool) -> None:
        """Tick every source that the filter shows, or none of them."""
        self.tick(range(len(self._shown)), is_on)

    def ticks(self, row: int) -> bool:
        """Whether the source of a row goes in."""
        return self._shown[row].uid not in self._left_out

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        source = self.source_at(index.row()) if index.isValid() else None
        if source is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(source, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == SOURCE:
            return Qt.CheckState.Checked if self.ticks(index.row()) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column == STATEMENTS else _LEFT)
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (source.title, source.outlet, source.author, short_date(source), source.file_name)
            return "\n".join(each for each in parts if each)
        return source if role == SOURCE_ROLE else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == SOURCE else found

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section == STATEMENTS else _LEFT)
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Source"), self.tr("Title"), self.tr("Published"), self.tr("Statements"))[section]
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.source_at(index.row()) is None:
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    # Inside

    def _cell(self, source: Source, column: int) -> str:
        if column == SOURCE:
            return source.label
        if column == TITLE:
            return source.title
        if column == PUBLISHED:
            return short_date(source)
        return f"{source.statement_count:,}" if source.statement_count else ""

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("source", "revision", "statement"):
            self._inquiry.ask()

    def _repaint(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, STATEMENTS))

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if all(word in _haystack(each) for word in self._words)]
        self.endResetModel()

    def _take(self, sources: list[Source]) -> None:
        self._all = sources
        self._left_out &= {each.uid for each in sources}
        self._show()
        self.ticked.emit()


def held_chapters(chapters: Sequence[Chapter], ticked: frozenset[str]) -> int:
    """Count the ticked chapters with those above them, which go in as titles."""
    parents = {chapter.uid: chapter.parent_uid for chapter in chapters}
    held: set[str] = set()
    for uid in ticked & parents.keys():
        above: str | None = uid
        while above is not None and above not in held:
            held.add(above)
            above = parents.get(above)
    return len(held)


def mark_words(path: Path) -> str:
    """Say what somebody who opens a copy that was sent has to know of it; "" where the file is no such copy.

    Raises:
        AnnotatorError: the file cannot be read.
    """
    with plain_faults(path), closing(connect(path, immutable=True)) as connection:
        mark = read_mark(connection)
    return mark.words() if mark is not None else ""


def write_copy(context: JobContext, target: Path, wish: SendingWish) -> Sent | None:
    """Write a copy in a job; None where that was cancelled and nothing was left behind.

    The writing itself cannot be stopped, so a copy that nobody wants any more is taken away when it is finished. Where
    it has replaced an earlier one it stays, for that one is gone.
    """
    try:
        context.check()
    except Cancelled:
        return None  # let through, it would tell nobody that the work has ended
    was_there = with_suffix(target).exists()
    sent = send(context.open_store(), target, wish)
    if context.is_cancelled and not was_there:
        sent.path.unlink(missing_ok=True)
        return None
    return sent


def _haystack(source: Source) -> str:
    parts = (source.title, source.subtitle, source.outlet, source.author, source.file_name, short_date(source))
    return " ".join(parts).casefold()

"""The sources as a list for views."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.dates import format_date
from annotator.core.records import Source
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
SOURCE_ROLE = int(Qt.ItemDataRole.UserRole)


class SourcesModel(QAbstractListModel):
    """All sources, or those in whose metadata the words of a filter stand.

    Signals: `counted()` after the list has been read again.
    """

    counted = Signal()

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Source] = []
        self._shown: list[Source] = []
        self._rows: dict[str, int] = {}
        self._words: list[str] = []
        self._inquiry = Inquiry(session, Reader.sources, self._take, self)
        session.changed.connect(self._follow)
        self._inquiry.ask(is_urgent=True)

    @property
    def is_filtered(self) -> bool:
        """Whether some sources may be left out."""
        return bool(self._words)

    @property
    def total(self) -> int:
        """How many sources the project has."""
        return len(self._all)

    def index_of(self, uid: str) -> QModelIndex:
        """Give where a source stands, or no index."""
        row = self._rows.get(uid, -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def set_filter(self, words: str) -> None:
        """Show only the sources in which all the words stand: title, outlet, author, file or date."""
        wanted = words.casefold().split()
        if wanted != self._words:
            self._words = wanted
            self._show()

    def source_at(self, index: AnyIndex) -> Source | None:
        """Give the source of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def source_of(self, uid: str) -> Source | None:
        """Give a source by its uid, whether or not the filter shows it."""
        return next((each for each in self._all if each.uid == uid), None)

    # Qt

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        source = self.source_at(index)
        if source is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return source.label
        if role == SOURCE_ROLE:
            return source
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(source)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("read") if source.is_read else self.tr("not read yet")
            count = self.tr("{0} statements").format(source.statement_count)
            return ", ".join((source.label, source.title, short_date(source), state, count))
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    # Inside

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("source", "revision"):
            self._inquiry.ask(is_urgent=True)
        elif changes.has("statement"):
            self._inquiry.ask()

    def _show(self) -> None:
        shown = [each for each in self._all if all(word in _haystack(each) for word in self._words)]
        if [each.uid for each in shown] == [each.uid for each in self._shown]:
            changed = [row for row, each in enumerate(shown) if each != self._shown[row]]
            self._shown = shown
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._shown = shown
        self._rows = {each.uid: row for row, each in enumerate(shown)}
        self.endResetModel()

    def _take(self, sources: list[Source]) -> None:
        self._all = sources
        self._show()
        self.counted.emit()

    def _tip(self, source: Source) -> str:
        state = self.tr("Read") if source.is_read else self.tr("Not read yet")
        words = self.tr("{0} words").format(f"{source.words:,}")
        parts = (source.title, source.outlet, source.author, short_date(source), source.file_name, f"{state}, {words}")
        return "\n".join(each for each in parts if each)


def short_date(source: Source) -> str:
    """Give when a source was published, as well as that is known, or ""."""
    return format_date(source.published, short=True) if source.published else ""


def _haystack(source: Source) -> str:
    parts = (source.title, source.subtitle, source.outlet, source.author, source.file_name, short_date(source))
    return " ".join(parts).casefold()

"""The items of one chapter in their order: statements and passages of prose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core import prose
from annotator.core.briefing import BriefingSettings
from annotator.core.briefing.chapters import confidence_words, likelihood_words
from annotator.core.quoting import is_shortened_from, quoted
from annotator.core.records import Placement, Prose, Statement
from annotator.core.words import words_for
from annotator.session.changes import Changes
from annotator.session.chapter_items import cited_in
from annotator.session.details import Details, locator_words
from annotator.session.project_session import ProjectSession

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 64


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A placed statement with what its card says.

    `quote` is what the briefing prints of it in this `form`, or of one that is only cited what it leaves unsaid.
    `is_stale` where the shortened words do not stand so in the statement, because it has been changed since.
    """

    uid: str
    statement: Statement
    quote: str
    attribution: str
    place: str
    colour_name: str
    is_uncited: bool
    form: str = "full"
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of prose. `is_new` until its first words are in the project.

    A key judgement has its likelihood and its confidence in the project's words, each "" where it is not stated.
    """

    uid: str
    text: str
    is_new: bool = False
    is_key_judgement: bool = False
    likelihood: str = ""
    confidence: str = ""


class ChapterModel(QAbstractListModel):
    """List one chapter. Rows keep their identity through edits, undo and merges, so that an open editor stays.

    A statement's details are read when its row is first asked for, a page of neighbours at a time. While
    `is_catching_up`, rows come and go because the project has changed and not because somebody moved.

    Signals: `reloaded()` after the rows have been brought up to date.
    """

    reloaded = Signal()

    def __init__(self, session: ProjectSession, details: Details, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._details = details
        self._chapter_uid = ""
        self._items: list[Placement | Prose] = []
        self._fresh: tuple[Prose, str | None] | None = None
        self._statements: dict[str, Statement] = {}
        self._cited: frozenset[str] = frozenset()
        self._has_prose = False
        self._judged: tuple[dict[str, str], dict[str, str]] | None = None
        self.is_catching_up = False

    @property
    def chapter_uid(self) -> str:
        """The chapter that is shown, or ""."""
        return self._chapter_uid

    @property
    def items(self) -> Sequence[Placement | Prose]:
        """The items, in their order, as they are in the project."""
        return [item for item in self._items if not self._is_fresh(item.uid)]

    @property
    def statement_uids(self) -> list[str]:
        """The statements placed here, in their order."""
        return [item.statement_uid for item in self._items if isinstance(item, Placement)]

    def add_fresh(self, uid: str, before_uid: str | None) -> int:
        """Make room for a passage that is not in the project before it has words; give its row."""
        self.drop_fresh()
        row = self._row_before(before_uid)
        self._fresh = (Prose(uid, self._chapter_uid, "", ""), before_uid)
        self.beginInsertRows(QModelIndex(), row, row)
        self._items.insert(row, self._fresh[0])
        self.endInsertRows()
        return row

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        shown = self.shown(index.row())
        if role == ITEM_ROLE:
            return shown
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(shown)
        return None

    def drop_fresh(self) -> None:
        """Take the room for a passage that got no words away again."""
        if self._fresh is None:
            return
        row = self.row_of(self._fresh[0].uid)
        self._fresh = None
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._items[row]
            self.endRemoveRows()

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def following_uid(self, uid: str) -> str | None:
        """Give the item after one, or None where it is the last; a passage without words does not count."""
        row = self.row_of(uid)
        rest = self._items[row + 1 :] if row >= 0 else []
        return next((item.uid for item in rest if not self._is_fresh(item.uid)), None)

    def item(self, uid: str) -> Placement | Prose | None:
        """Give an item as it is in the project, or None where it is not there."""
        found = next((item for item in self._items if item.uid == uid), None)
        return None if self._is_fresh(uid) else found

    def judgement_words(self) -> tuple[dict[str, str], dict[str, str]]:
        """Give the project's words for likelihood and for confidence, by their keys."""
        if self._judged is None:
            project = self._session.reader.project()
            settings = BriefingSettings.from_json(project.briefing)
            words = words_for(settings.language or project.language)
            self._judged = likelihood_words(settings, words), confidence_words(settings, words)
        return self._judged

    def neighbour(self, uid: str, step: int) -> Placement | Prose | None:
        """Give the item one before (-1) or after (1) another."""
        row = self.row_of(uid) + step
        return self._items[row] if self.row_of(uid) >= 0 and 0 <= row < len(self._items) else None

    def open_chapter(self, uid: str) -> None:
        """Show another chapter; "" shows none."""
        if uid == self._chapter_uid:
            return
        self.beginResetModel()
        self._fresh = None
        self._chapter_uid = uid
        self._statements.clear()
        self._items = self._read()
        self.endResetModel()
        self.reloaded.emit()

    def passage_text(self, uid: str) -> str | None:
        """Give the words of a passage as the project has them; None where it is not there."""
        found = next((item for item in self._items if item.uid == uid), None)
        return found.text if isinstance(found, Prose) and not self._is_fresh(uid) else None

    def refresh(self, changes: Changes) -> None:
        """Bring the rows up to date after an edit, with as few changes to them as it takes."""
        if not self._chapter_uid:
            return
        if changes.has("project"):
            self._judged = None
        touched = changes.uids("statement")
        for uid in touched:
            self._statements.pop(uid, None)
        if changes.has("placement", "prose", "statement", "chapter"):
            self.is_catching_up = True
            self._follow(self._read())
            self.is_catching_up = False
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))
        self.reloaded.emit()

    def row_of(self, uid: str) -> int:
        """Give the row of an item, or -1."""
        return next((row for row, item in enumerate(self._items) if item.uid == uid), -1)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._items)

    def shown(self, row: int) -> StatementCard | Passage | None:
        """Give what a row shows; None where its statement has just gone."""
        item = self._items[row]
        if isinstance(item, Prose):
            likelihoods, confidences = self.judgement_words()
            return Passage(
                item.uid,
                item.text,
                self._is_fresh(item.uid),
                item.is_key_judgement,
                likelihoods.get(item.likelihood, ""),
                confidences.get(item.confidence, ""),
            )
        statement = self._statement(row, item.statement_uid)
        return self._card(item, statement) if statement else None

    def uid_at(self, row: int) -> str:
        """Give the uid of the item in a row, or "" where there is none."""
        return self._items[row].uid if 0 <= row < len(self._items) else ""

    def _card(self, item: Placement, statement: Statement) -> StatementCard:
        details = self._details
        tag = details.first_tag(statement)
        actor = details.actor_name(statement.actor_uid)
        label = details.source_label(statement.source_uid)
        place = ", ".join(each for each in (details.published(statement), locator_words(statement)) if each)
        return StatementCard(
            item.uid,
            statement,
            _printed(item, statement),
            self.tr("{0}, in {1}").format(actor, label) if actor else label,
            place,
            tag.colour if tag else "",
            self._has_prose and statement.uid not in self._cited,
            item.form,
            item.form == "shortened" and not is_shortened_from(item.words, statement.anchor.quote),
        )

    def _follow(self, wanted: list[Placement | Prose]) -> None:
        """Turn the present rows into the wanted ones, keeping each row that stays."""
        staying = {item.uid for item in wanted}
        for first, last in _runs([row for row, item in enumerate(self._items) if item.uid not in staying]):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._items[first : last + 1]
            self.endRemoveRows()
        present = {item.uid for item in self._items}
        row = 0
        while row < len(wanted):
            if row < len(self._items) and self._items[row].uid == wanted[row].uid:
                row += 1
            elif wanted[row].uid in present:
                self._move(self.row_of(wanted[row].uid), row)
                row += 1
            else:
                last = row
                while last + 1 < len(wanted) and wanted[last + 1].uid not in present:
                    last += 1
                self.beginInsertRows(QModelIndex(), row, last)
                self._items[row:row] = wanted[row : last + 1]
                self.endInsertRows()
                row = last + 1
        self._items = wanted

    def _is_fresh(self, uid: str) -> bool:
        return self._fresh is not None and self._fresh[0].uid == uid

    def _move(self, start: int, end: int) -> None:
        self.beginMoveRows(QModelIndex(), start, start, QModelIndex(), end)
        self._items.insert(end, self._items.pop(start))
        self.endMoveRows()

    def _read(self) -> list[Placement | Prose]:
        """Read the chapter, with the passage that has no words yet where it stood."""
        items = self._session.reader.chapter_items(self._chapter_uid) if self._chapter_uid else []
        self._cited = cited_in(items)
        self._has_prose = any(isinstance(item, Prose) for item in items)
        if self._fresh is not None:
            passage, before_uid = self._fresh
            if any(item.uid == passage.uid for item in items):
                self._fresh = None
            else:
                at = next((index for index, item in enumerate(items) if item.uid == before_uid), len(items))
                items.insert(at, replace(passage, chapter_uid=self._chapter_uid))
        return items

    def _row_before(self, before_uid: str | None) -> int:
        row = self.row_of(before_uid) if before_uid else -1
        return row if row >= 0 else len(self._items)

    def _spoken(self, shown: StatementCard | Passage | None) -> str:
        """Say an item in words, for screen readers and for search by typing."""
        if isinstance(shown, Passage):
            words = prose.plain(shown.text)
            if not shown.is_key_judgement:
                return self.tr("Prose: {0}").format(words)
            unsaid = self.tr("not stated")
            return self.tr("Key judgement: {0} Likelihood {1}, confidence {2}").format(
                words, shown.likelihood or unsaid, shown.confidence or unsaid
            )
        if shown is None:
            return ""
        parts = [shown.statement.code, shown.quote, shown.attribution, shown.place, form_words().get(shown.form, "")]
        if shown.is_stale:
            parts.append(self.tr("the statement has changed since"))
        if shown.is_uncited:
            parts.append(self.tr("not cited in the prose"))
        return ", ".join(each for each in parts if each)

    def _statement(self, row: int, uid: str) -> Statement | None:
        if uid not in self._statements:
            near = self._items[max(0, row - 8) : row + PAGE]
            missing = [each.statement_uid for each in near if isinstance(each, Placement)]
            missing = [each for each in missing if each not in self._statements]
            self._statements.update((each.uid, each) for each in self._session.reader.statements_by_uid(missing))
        return self._statements.get(uid)


def form_words() -> dict[str, str]:
    """Say how a statement is quoted, where it is not in full."""
    return {
        "shortened": QCoreApplication.translate("ChapterModel", "Shortened"),
        "paraphrased": QCoreApplication.translate("ChapterModel", "Paraphrased"),
        "cited": QCoreApplication.translate("ChapterModel", "Cited only"),
    }


def _printed(item: Placement, statement: Statement) -> str:
    """Give what the briefing will say of a statement; of one that is only cited, the quote it does not say."""
    if item.form == "paraphrased":
        return " ".join(item.words.split())
    words = item.words if item.form == "shortened" else statement.anchor.quote
    return quoted(" ".join(words.split()))


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Give runs of neighbouring rows, the last first, so that removing one does not move the next."""
    while rows:
        last = first = rows.pop()
        while rows and rows[-1] == first - 1:
            first = rows.pop()
        yield first, last

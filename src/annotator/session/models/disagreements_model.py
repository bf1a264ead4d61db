"""Where the sources disagree, as a list for views."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.core.compare.disagreements import Backing, Disagreement, Question, Side
from annotator.core.dates import format_date
from annotator.core.records import Chapter, Source
from annotator.session.catalogue import Catalogue
from annotator.session.models.matrix_model import statements_words

AnyIndex = QModelIndex | QPersistentModelIndex
DISAGREEMENT_ROLE = int(Qt.ItemDataRole.UserRole)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which disagreements are shown; empty fields leave none out. Chapters below the one named are shown as well."""

    chapter_uid: str = ""
    source_uid: str = ""
    is_unsettled_only: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything may be left out."""
        return self != Narrowing()


class DisagreementsModel(QAbstractListModel):
    """The disagreements that are wanted, by chapter.

    Signals: `assess_wanted(Disagreement, words)` when somebody has written what he makes of one.
    """

    assess_wanted = Signal(object, str)

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._all: Sequence[Disagreement] = ()
        self._shown: list[Disagreement] = []
        self._narrowing = Narrowing()

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    @property
    def unsettled(self) -> int:
        """How many of all nobody has said anything about."""
        return sum(not each.is_settled for each in self._all)

    def at(self, index: AnyIndex) -> Disagreement | None:
        """Give the disagreement of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def chapters(self) -> list[Chapter]:
        """Give the chapters in which there are any, in their order."""
        return list({each.chapter.uid: each.chapter for each in self._all if each.chapter}.values())

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only some."""
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            self._reset(self._all)

    def row_of(self, each: Disagreement | None) -> int:
        """Give where a disagreement stands now, or -1."""
        wanted = each.link.uid if each else ""
        return next((row for row, one in enumerate(self._shown) if one.link.uid == wanted), -1)

    def row_with(self, statement_uid: str) -> int:
        """Give the first row of which a statement is a side, or -1."""
        return next((row for row, one in enumerate(self._shown) if statement_uid in one.statement_uids), -1)

    def show(self, found: Sequence[Disagreement]) -> None:
        """Show others; where only words of them have changed, the list keeps its place."""
        before = [each.link.uid for each in self._shown]
        shown = [each for each in found if self._is_wanted(each)]
        if before == [each.link.uid for each in shown] and before:
            self._all, self._shown = found, shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
        else:
            self._reset(found)

    def sources(self) -> list[Source]:
        """Give the sources that stand on one side or the other, by name."""
        found = {side.source.uid: side.source for each in self._all for side in each.sides}
        return sorted(found.values(), key=lambda source: (source.label.casefold(), source.uid))

    def title(self, each: Disagreement) -> str:
        """Say what a disagreement is about: the tags that both sides bear, else its chapter, else only of what kind."""
        tags = self._catalogue.tags
        names = [tags[uid].name for uid in each.topic_uids if uid in tags]
        if names:
            return ", ".join(names)
        return each.chapter.title if each.chapter else question_words(each.question)

    # Qt

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        each = self.at(index)
        if each is None:
            return None
        if role == DISAGREEMENT_ROLE:
            return each
        if role == Qt.ItemDataRole.EditRole:
            return each.link.assessment
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(each)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told(each)
        if role == Qt.ItemDataRole.ToolTipRole:
            quotes = "\n\n".join(side.statement.anchor.quote for side in each.sides)
            return f"{quotes}\n\n{each.link.assessment}".rstrip()
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        each = self.at(index)
        flags = super().flags(index)
        is_open = each is not None and each.question is Question.CONTRADICTION
        return flags | Qt.ItemFlag.ItemIsEditable if is_open else flags

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        each = self.at(index)
        if each is None or role != Qt.ItemDataRole.EditRole:
            return False
        words = " ".join(str(value).split())
        if words != each.link.assessment:
            self.assess_wanted.emit(each, words)
        return True

    # Inside

    def _is_wanted(self, each: Disagreement) -> bool:
        wanted = self._narrowing
        if wanted.is_unsettled_only and each.is_settled:
            return False
        if wanted.source_uid and wanted.source_uid not in each.source_uids:
            return False
        return not wanted.chapter_uid or self._stands_in(each.chapter, wanted.chapter_uid)

    def _reset(self, found: Sequence[Disagreement]) -> None:
        self.beginResetModel()
        self._all = found
        self._shown = [each for each in found if self._is_wanted(each)]
        self.endResetModel()

    def _stands_in(self, chapter: Chapter | None, uid: str) -> bool:
        while chapter is not None:
            if chapter.uid == uid:
                return True
            chapter = self._catalogue.chapters.get(chapter.parent_uid or "")
        return False

    def _whose(self, each: Disagreement, side: Side) -> str:
        parts = (side.source.label, side.actor, side_date(each, side), backing_words(side.backing))
        return ", ".join(filter(None, parts))

    def _told(self, each: Disagreement) -> str:
        sides = [f"{' '.join(side.statement.anchor.quote.split())} ({self._whose(each, side)})" for side in each.sides]
        words = self.tr("{0}: {1}. {2}, against: {3}")
        told = words.format(question_words(each.question), self.title(each), *sides)
        state = each.link.assessment or self.tr("Not settled")
        return f"{told}. {chapter_words(each)}. {state}"


def backing_words(backing: Backing) -> str:
    """Say what a side rests on: "3 statements, 2 origins", or that nothing else says the same."""
    if backing.statements == 1:
        return _tr("stands alone")
    one, many = _tr("1 origin"), _tr("{0} origins")
    origins = one if backing.origins == 1 else many.format(f"{backing.origins:,}")
    return _tr("{0}, {1}").format(statements_words(backing.statements), origins)


def chapter_words(each: Disagreement) -> str:
    """Say where a disagreement stands in the report: "chapter 3"."""
    if each.chapter is None:
        return _tr("in no chapter")
    return _tr("chapter {0}").format(each.chapter.number) if each.chapter.number else each.chapter.title


def question_words(question: Question) -> str:
    """Name what stands in question."""
    return _tr("Dates differ") if question is Question.DATES else _tr("Contradiction")


def side_date(each: Disagreement, side: Side) -> str:
    """Say when: the date that the other side's excludes, where there is one, else when it was said or published."""
    dates = each.contested or [one.statement.said_date or one.source.published for one in each.sides]
    known = dates[each.sides.index(side)]
    return format_date(known, short=True) if known else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("disagreements", words)

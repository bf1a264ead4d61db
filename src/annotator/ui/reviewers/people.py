"""Who works on a project and how much each has done, and the rows that show it."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.core.records import Reviewer, StatementFilter
from annotator.store.judgements import reviewers_work
from annotator.store.reader import Reader

AnyIndex = QModelIndex | QPersistentModelIndex
PERSON_ROLE = int(Qt.ItemDataRole.UserRole)
NAME, INITIALS, STATEMENTS, READ = range(4)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Person:
    """A reviewer with what he did. `counts_as` is the name of whoever he is counted as, "" where that is himself.

    What was done under several names is counted where they are counted. `statements` is None where it is hidden.
    """

    reviewer: Reviewer
    statements: int | None
    sources_read: int
    is_me: bool
    counts_as: str = ""

    @property
    def is_joined(self) -> bool:
        """Whether he is counted as somebody else."""
        return bool(self.counts_as)

    @property
    def person_uid(self) -> str:
        """The reviewer that he is counted as."""
        return self.reviewer.stands_for or self.reviewer.uid


def read_people(reader: Reader, me: str) -> list[Person]:
    """List the reviewers by name, each followed by the others who are the same person."""
    reviewers = reader.reviewers()
    known = {each.uid: each for each in reviewers}
    person_of = {each.uid: each.stands_for if each.stands_for in known else each.uid for each in reviewers}
    is_blind = reader.project().is_blind
    made = {uid: _made(reader, uid) for uid in known}
    read: dict[str, int] = {}
    for uids in reviewers_work(reader).read_by.values():
        for uid in uids:
            read[uid] = read.get(uid, 0) + 1

    def person(each: Reviewer) -> Person:
        whose = person_of[each.uid]
        own = [uid for uid in known if person_of[uid] == each.uid] or [each.uid]
        is_hidden = is_blind and whose != person_of.get(me, me)
        statements = None if is_hidden else sum(made[uid] for uid in own)
        counts_as = known[whose].name if whose != each.uid else ""
        return Person(each, statements, read.get(each.uid, 0), each.uid == me, counts_as)

    ordered = []
    for one in reviewers:
        if person_of[one.uid] == one.uid:
            ordered += [one, *(each for each in reviewers if each.uid != one.uid and person_of[each.uid] == one.uid)]
    return [person(each) for each in ordered]


class PeopleModel(QAbstractTableModel):
    """The rows of the table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: list[Person] = []

    @property
    def people(self) -> list[Person]:
        """Everybody, in their order."""
        return self._people

    def person_at(self, row: int) -> Person | None:
        """Give who stands in a row."""
        return self._people[row] if 0 <= row < len(self._people) else None

    def row_of(self, uid: str) -> int:
        """Give the row of a reviewer, or -1."""
        return next((row for row, each in enumerate(self._people) if each.reviewer.uid == uid), -1)

    def show_people(self, people: list[Person]) -> None:
        """List others than before."""
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    # Qt

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        person = self.person_at(index.row()) if index.isValid() else None
        if person is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(person, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column in (STATEMENTS, READ) else _LEFT)
        if role == PERSON_ROLE:
            return person
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME:
            return ", ".join(each for each in (person.reviewer.name, self.badge_words(person)) if each)
        if role == Qt.ItemDataRole.ToolTipRole and column == STATEMENTS and person.statements is None:
            return self.tr("Hidden while everybody works blind.")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section in (STATEMENTS, READ) else _LEFT)
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Name"), self.tr("Initials"), self.tr("Statements"), self.tr("Sources read"))[section]
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._people)

    def badge_words(self, person: Person) -> str:
        """Say who a reviewer is besides his name, or ""."""
        if person.is_me:
            return self.tr("You")
        return self.tr("Same person") if person.is_joined else ""

    def _cell(self, person: Person, column: int) -> str:
        if column == NAME:
            return person.reviewer.name
        if column == INITIALS:
            return person.reviewer.initials
        if column == STATEMENTS:
            if person.is_joined:
                return ""
            return f"{person.statements:,}" if person.statements is not None else self.tr("hidden")
        return "" if person.is_joined else f"{person.sources_read:,}"


def _made(reader: Reader, uid: str) -> int:
    return len(reader.statement_uids(StatementFilter(reviewer_uid=uid, sort="number")))

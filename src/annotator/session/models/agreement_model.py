"""Agreement between reviewers as tables for views: by tag and by pair."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.core.agreement import Measures, Pair, PairMeasures, UnitKind
from annotator.core.records import Reviewer, Tag
from annotator.session.agreement_session import Focus, Survey

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
FOCUS_ROLE = ROW_ROLE + 1
SHORT_ROLE = ROW_ROLE + 2
TAG, PUT_BY, UNITS, AGREE, SHARE, KAPPA, ALPHA, UNITISING, NOTE = range(9)
NUMBERS = (UNITS, AGREE, SHARE, KAPPA, UNITISING)
# Krippendorff's own marks: below the first nothing should rest on the tag, from the second on it can be relied on.
LOWEST, RELIABLE = 2 / 3, 0.8
# With fewer, one unit more or less would move a coefficient by a fifth and more.
FEWEST_UNITS, FEWEST_TAGGED = 10, 5
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag, or all of them where `tag` is None. `remark` is "low", "few", "undefined" or ""."""

    tag: Tag | None
    measures: Measures
    people: tuple[Reviewer, ...]
    remark: str


class Names:
    """What reviewers are called in a narrow place; initials that two of them share are of no use there."""

    def __init__(self, reviewers: Mapping[str, Reviewer]) -> None:
        self._reviewers = reviewers
        self._times = Counter(each.initials for each in reviewers.values())

    def full(self, uid: str) -> str:
        """Give a reviewer's name, or ""."""
        return self._reviewers[uid].name if uid in self._reviewers else ""

    def short(self, uid: str) -> str:
        """Give a reviewer's initials where they tell him apart, else the name."""
        reviewer = self._reviewers.get(uid)
        if reviewer is None:
            return ""
        return reviewer.initials if reviewer.initials and self._times[reviewer.initials] == 1 else reviewer.name


class TagTableModel(QAbstractTableModel):
    """How far reviewers agree on each tag; the first row is all tags together and stays there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TagRow] = []
        self._in_order: list[TagRow] = []
        self._names = Names({})
        self._unit = UnitKind.SENTENCES
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def row_at(self, index: AnyIndex) -> TagRow | None:
        """Give the row of an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, tag_uid: str) -> int:
        """Give where a tag stands, or -1; "" is all tags."""
        return next((at for at, row in enumerate(self._rows) if row.measures.tag_uid == tag_uid), -1)

    def show(self, survey: Survey) -> None:
        """Show other figures."""
        self.beginResetModel()
        found = survey.agreement
        self._names = Names(survey.reviewers)
        self._rows = []
        if found is not None and found.source_uids:
            self._unit = found.unit
            rows = [(None, found.all_tags), *((survey.tags.get(each.tag_uid), each) for each in found.tags)]
            self._rows = [self._row(survey, found.pairs, tag, measures) for tag, measures in rows]
        self._in_order = list(self._rows)
        self._sort()
        self.endResetModel()

    # Qt

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else NOTE + 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return self._words(row, index.column())
        if role == ROW_ROLE:
            return row
        if role == FOCUS_ROLE:
            return Focus(row.measures.tag_uid)
        if role == SHORT_ROLE and index.column() == PUT_BY:
            return ", ".join(self._names.short(each.uid) for each in row.people)
        if role == SHORT_ROLE and index.column() == NOTE:
            return {"low": self.tr("Discuss it"), "few": self.tr("Too few")}.get(row.remark, "")
        if role == roles.TextAlignmentRole:
            return _RIGHT if index.column() in NUMBERS else _LEFT
        if role == roles.ToolTipRole:
            return self._tip(row, index.column())
        if role == roles.AccessibleTextRole:
            return self._words(row, index.column()) or self.tr("none")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            units = self.tr("Sentences") if self._unit is UnitKind.SENTENCES else self.tr("Passages")
            return (
                *(self.tr("Tag"), self.tr("Put by"), units, self.tr("Agree"), self.tr("Share"), self.tr("Kappa")),
                *(self.tr("Alpha"), self.tr("Unitising"), self.tr("Note")),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._head_tip(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in NUMBERS else _LEFT
        return None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = column, order
        self.layoutAboutToBeChanged.emit()
        before = {row.measures.tag_uid: at for at, row in enumerate(self._rows)}
        self._sort()
        after = {before[row.measures.tag_uid]: at for at, row in enumerate(self._rows)}
        kept = self.persistentIndexList()
        self.changePersistentIndexList(kept, [self.index(after[each.row()], each.column()) for each in kept])
        self.layoutChanged.emit()

    # Inside

    def _head_tip(self, section: int) -> str:
        return {
            PUT_BY: self.tr("Who put the tag anywhere in what is compared"),
            UNITS: self.tr("What at least two reviewers have judged"),
            AGREE: self.tr("Those on which all who judged them say the same"),
            SHARE: self.tr("The part of them that is agreed on; chance is not taken out"),
            KAPPA: self.tr("Cohen's kappa, the mean over the pairs of reviewers"),
            ALPHA: self.tr("Krippendorff's alpha, with marks at .667 and .8: below the first, discuss the definition"),
            UNITISING: self.tr("Unitising alpha: how far the highlighted words themselves are the same"),
        }.get(section, "")

    def _row(self, survey: Survey, pairs: Sequence[Pair], tag: Tag | None, measures: Measures) -> TagRow:
        of_pairs = [(pair, _of_tag(pair, measures.tag_uid)) for pair in pairs]
        put = {pair.first_uid for pair, each in of_pairs if each.both or each.only_first}
        put |= {pair.second_uid for pair, each in of_pairs if each.both or each.only_second}
        # Of three reviewers no pair need have all the tagged units; the largest tells enough.
        tagged = max((_tagged(each, tag is None) for _, each in of_pairs), default=0)
        remark = ""
        if measures.alpha is None:
            remark = "undefined"
        elif measures.units < FEWEST_UNITS or tagged < FEWEST_TAGGED:
            remark = "few"
        elif measures.alpha < LOWEST:
            remark = "low"
        people = tuple(each for each in survey.reviewers.values() if each.uid in put)
        return TagRow(tag, measures, people, remark)

    def _sort(self) -> None:
        column, order = self._sorted_by
        key = _SORTS.get(column)
        rows = list(self._in_order)
        if key is not None and rows:
            known = [row for row in rows[1:] if key(row) is not None]
            unknown = [row for row in rows[1:] if key(row) is None]
            known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
            rows = [rows[0], *known, *unknown]
        self._rows = rows

    def _tip(self, row: TagRow, column: int) -> str:
        if column == TAG:
            if row.tag is None:
                return self.tr("All these tags together: whoever judged a unit gave it the same set of tags")
            return "\n".join(each for each in (row.tag.name, row.tag.definition) if each)
        if column in (ALPHA, NOTE):
            return {
                "low": self.tr("Below .667 nothing should rest on the tag. Read the places where you differ together."),
                "few": self.tr("Fewer than {0} have the tag: one more or less would change the figure much.").format(
                    FEWEST_TAGGED
                ),
                "undefined": self.tr("Everybody said the same everywhere, so nothing shows what they can tell apart."),
            }.get(row.remark, self._head_tip(column))
        return "" if column in NUMBERS else self._words(row, column)

    def _words(self, row: TagRow, column: int) -> str:
        measures = row.measures
        if column == TAG:
            return row.tag.name if row.tag else self.tr("All tags")
        if column == PUT_BY:
            return ", ".join(each.name for each in row.people)
        if column in (UNITS, AGREE):
            return f"{measures.units if column == UNITS else measures.agreed:,}"
        if column == SHARE:
            return figure(measures.agreed / measures.units if measures.units else None)
        if column == NOTE:
            few = self.tr("Too few sentences to say") if self._unit is UnitKind.SENTENCES else ""
            return {
                "low": self.tr("Below .667: discuss the definition"),
                "few": few or self.tr("Too few passages to say"),
                "undefined": self.tr("Not defined"),
            }.get(row.remark, "")
        return figure({KAPPA: measures.kappa, ALPHA: measures.alpha}.get(column, measures.unitising_alpha))


class PairMatrixModel(QAbstractTableModel):
    """Who differs from whom on what: rows are tags, columns are pairs, a cell counts either one's alone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tags: list[Tag | None] = []
        self._pairs: tuple[Pair, ...] = ()
        self._names = Names({})
        self.most = 0

    def measures_at(self, index: AnyIndex) -> PairMeasures | None:
        """Give the figures of a cell, or None for the names of the tags."""
        if not index.isValid() or not 0 < index.column() <= len(self._pairs):
            return None
        tag = self._tags[index.row()]
        return _of_tag(self._pairs[index.column() - 1], tag.uid if tag else "")

    def show(self, survey: Survey) -> None:
        """Show other figures."""
        self.beginResetModel()
        found = survey.agreement
        self._names = Names(survey.reviewers)
        self._pairs = found.pairs if found is not None else ()
        self._tags = []
        if found is not None and found.pairs:
            self._tags = [None, *(survey.tags[each.tag_uid] for each in found.tags if each.tag_uid in survey.tags)]
        self.most = max((each.only_first + each.only_second for pair in self._pairs for each in pair.tags), default=0)
        self.endResetModel()

    # Qt

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 1 + len(self._pairs)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._tags):
            return None
        tag = self._tags[index.row()]
        measures = self.measures_at(index)
        if role == FOCUS_ROLE:
            pair = self._pairs[index.column() - 1] if measures else None
            return Focus(tag.uid if tag else "", (pair.first_uid, pair.second_uid) if pair else None)
        if role == ROW_ROLE:
            return measures if measures else tag
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if measures else _LEFT
        name = tag.name if tag else self.tr("All tags")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{measures.only_first:,} / {measures.only_second:,}" if measures else name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._tip(name, self._pairs[index.column() - 1], measures) if measures else name
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        if not section:
            return self.tr("Tag") if role == Qt.ItemDataRole.DisplayRole else None
        pair = self._pairs[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._names.short(pair.first_uid)} / {self._names.short(pair.second_uid)}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.tr("Only {0} / only {1}; both have judged {2} sources")
            return words.format(self._names.full(pair.first_uid), self._names.full(pair.second_uid), pair.sources)
        return None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._tags)

    def _tip(self, name: str, pair: Pair, measures: PairMeasures) -> str:
        words = self.tr("{0}: only {1} {2}, only {3} {4}, both {5}, of {6}")
        return words.format(
            name,
            self._names.full(pair.first_uid),
            f"{measures.only_first:,}",
            self._names.full(pair.second_uid),
            f"{measures.only_second:,}",
            f"{measures.both:,}",
            f"{measures.units:,}",
        )


def figure(value: float | None) -> str:
    """Write a share or a coefficient as statisticians do: .87, 1.00, −.12; a dash where it is not defined."""
    if value is None:
        return "–"
    words = f"{abs(value):.2f}"
    words = words[1:] if words.startswith("0.") else words
    return f"−{words}" if round(value, 2) < 0 else words


def _of_tag(pair: Pair, tag_uid: str) -> PairMeasures:
    return next((each for each in pair.tags if each.tag_uid == tag_uid), pair.all_tags)


def _tagged(measures: PairMeasures, is_all: bool) -> int:
    """Count the units that one of a pair tagged; over all tags a unit can count thrice, so the smallest bound."""
    counts = measures.both, measures.only_first, measures.only_second
    return max(counts) if is_all else sum(counts)


_SORTS: dict[int, Callable[[TagRow], Any]] = {
    TAG: lambda row: row.tag.name.casefold() if row.tag else "",
    PUT_BY: lambda row: ", ".join(each.name for each in row.people).casefold(),
    UNITS: lambda row: row.measures.units,
    AGREE: lambda row: row.measures.agreed,
    SHARE: lambda row: row.measures.percentage,
    KAPPA: lambda row: row.measures.kappa,
    ALPHA: lambda row: row.measures.alpha,
    UNITISING: lambda row: row.measures.unitising_alpha,
    NOTE: lambda row: row.remark or None,
}

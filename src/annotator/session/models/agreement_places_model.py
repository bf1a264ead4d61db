"""The places where reviewers differ, as a list for views."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.core.records import Tag
from annotator.session.agreement_session import Place, Survey
from annotator.session.models.agreement_model import Names

AnyIndex = QModelIndex | QPersistentModelIndex
PLACE_ROLE = int(Qt.ItemDataRole.UserRole)
_NO_INDEX = QModelIndex()


class PlacesModel(QAbstractListModel):
    """The places where reviewers differ, in reading order; `settled` counts those on which somebody agreed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self.settled = 0
        self._names = Names({})
        self._tags: Mapping[str, Tag] = {}

    def place_at(self, index: AnyIndex) -> Place | None:
        """Give the place of an index."""
        return self._places[index.row()] if index.isValid() and index.row() < len(self._places) else None

    def row_of(self, place: Place | None) -> int:
        """Give where the same disagreement stands now, or -1."""
        if place is None:
            return -1
        return next((at for at, each in enumerate(self._places) if each.disagreement == place.disagreement), -1)

    def show(self, places: list[Place], survey: Survey) -> None:
        """Show other places; where only what was agreed or said has changed, the selection stays."""
        is_same = len(places) == len(self._places) and all(
            one.disagreement == other.disagreement for one, other in zip(places, self._places, strict=True)
        )
        self._names, self._tags = Names(survey.reviewers), survey.tags
        self.settled = sum(place.is_settled is not None for place in places)
        if is_same:
            self._places = places
            if places:
                self.dataChanged.emit(self.index(0), self.index(len(places) - 1))
            return
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def tag_of(self, place: Place) -> Tag | None:
        """Give the tag that they differ on."""
        return self._tags.get(place.disagreement.tag_uid)

    def who(self, place: Place, *, is_short: bool = False) -> str:
        """Say who put the tag there and who did not."""
        call = self._names.short if is_short else self._names.full
        put = ", ".join(call(uid) for uid in place.disagreement.put_uids)
        missing = ", ".join(call(uid) for uid in place.disagreement.missing_uids)
        return self.tr("put by {0}, not by {1}").format(put, missing)

    # Qt

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        place = self.place_at(index)
        if place is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return place.words
        if role == PLACE_ROLE:
            return place
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            tag = self.tag_of(place)
            where = f"{place.source_label} {place.locator}".strip()
            said = (place.words, where, tag.name if tag else "", self.who(place), settled_words(place.is_settled))
            return ("\n" if role == Qt.ItemDataRole.ToolTipRole else "; ").join(each for each in said if each)
        return None

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._places)


def settled_words(is_settled: bool | None) -> str:
    """Say what was agreed, or ""."""
    if is_settled is None:
        return ""
    if is_settled:
        return QCoreApplication.translate("agreement", "Agreed: belongs here")
    return QCoreApplication.translate("agreement", "Agreed: not here")

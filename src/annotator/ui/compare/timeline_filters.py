"""The head of the timeline: what is shown, by which date, in which lanes, and how close."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.core.compare.timeline import DateKind, LaneKind, TimelineWish
from annotator.session.catalogue import Catalogue
from annotator.ui.read.statement_filters import CalmBox
from annotator.ui.theme import Theme
from annotator.ui.widgets import FilterField, PanelHead, push_button

HEAD_HEIGHT, FIELD_WIDTH, BOX_WIDTH = 40, 116, 118
_TAG, _CHAPTER = "tag", "chapter"


class TimelineFilters(PanelHead):
    """The title, and boxes for actor, topic, date and lanes.

    Signals: `changed()` when something else is wanted; `zoom_wanted(by)` with 1, -1, or 0 for all of it;
    `positions_wanted()`.
    """

    changed = Signal()
    zoom_wanted = Signal(int)
    positions_wanted = Signal()

    def __init__(self, catalogue: Catalogue, remembered: object, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Positions and timeline"))
        self.setFixedHeight(HEAD_HEIGHT)
        self._catalogue = catalogue
        self.field = FilterField(self.tr("Filter"), self)
        self.field.setAccessibleName(self.tr("Filter by words of the quotation"))
        self.field.setFixedWidth(FIELD_WIDTH)
        self.actor = self._box(self.tr("Actor"), BOX_WIDTH)
        self.topic = self._box(self.tr("Chapter or tag"), BOX_WIDTH)
        self.date = self._box(self.tr("By which date"))
        self.lanes = self._box(self.tr("What has a lane of its own"))
        self.positions_button = push_button(self.tr("Positions…"), self.positions_wanted.emit, self, is_small=True)
        self.positions_button.setToolTip(self.tr("Choose the tags that are positions"))
        self._offer()
        for each in (self.field, self.actor, self.topic, self.date, self.lanes, self.positions_button):
            self.add_widget(each)
        wanted = self.zoom_wanted.emit
        self.zoom_out = self.add_tool("minus", self.tr("Show a longer time (-)"), lambda: wanted(-1))
        self.zoom_in = self.add_tool("plus", self.tr("Show a shorter time (+)"), lambda: wanted(1))
        self.zoom_fit = self.add_tool("arrow-expand-horizontal", self.tr("Show all (0)"), lambda: wanted(0))
        self._restore(remembered)
        self._connect()

    @property
    def wish(self) -> TimelineWish:
        """What is chosen."""
        kind, _, uid = str(self.topic.currentData() or "").partition(":")
        return TimelineWish(
            DateKind(self.date.currentData()),
            LaneKind(self.lanes.currentData()),
            self.actor.currentData() or "",
            uid if kind == _TAG else "",
            uid if kind == _CHAPTER else "",
            self.field.text().strip(),
        )

    @property
    def words(self) -> str:
        """What is chosen, in words for a title."""
        parts = [self.date.currentText()]
        parts += [box.currentText().strip() for box in (self.actor, self.topic) if box.currentIndex() > 0]
        return ", ".join(parts)

    def set_zoom(self, can_zoom_in: bool, can_zoom_out: bool) -> None:
        """Offer only what changes anything."""
        self.zoom_in.setEnabled(can_zoom_in)
        self.zoom_out.setEnabled(can_zoom_out)
        self.zoom_fit.setEnabled(can_zoom_out)

    def to_json(self) -> list[str]:
        """Give what is remembered from one day to the next: not what narrows it."""
        return [self.date.currentData(), self.lanes.currentData()]

    def _box(self, name: str, width: int = 0) -> CalmBox:
        box = CalmBox(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        if width:
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setFixedWidth(width)
        else:
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _connect(self) -> None:
        for box in (self.actor, self.topic, self.date, self.lanes):
            box.activated.connect(lambda _: self.changed.emit())
        self.field.filtered.connect(lambda _: self.changed.emit())
        self._catalogue.actors_changed.connect(self._fill_actors)
        self._catalogue.tags_changed.connect(self._fill_topics)
        self._catalogue.chapters_changed.connect(self._fill_topics)
        Theme.active().changed.connect(self._fill_topics)
        self._fill_actors()
        self._fill_topics()

    def _fill(self, box: CalmBox, first: str, rows: Iterable[tuple[str, str, str]]) -> None:
        has_lost_its_choice = box.offer(first, rows)
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 32)
        if has_lost_its_choice:
            self.changed.emit()

    def _fill_actors(self) -> None:
        rows = ((each.name, each.uid, "") for each in self._catalogue.actors.values())
        self._fill(self.actor, self.tr("All actors"), rows)

    def _fill_topics(self) -> None:
        chapters, tags = self._catalogue.chapters.values(), self._catalogue.tags.values()
        rows = [(f"{each.number} {each.title}", f"{_CHAPTER}:{each.uid}", "") for each in chapters]
        rows += [("  " * each.depth + each.name, f"{_TAG}:{each.uid}", each.colour) for each in tags]
        self._fill(self.topic, self.tr("All topics"), rows)

    def _offer(self) -> None:
        for words, kind in (
            (self.tr("Date of event"), DateKind.EVENT),
            (self.tr("Date of saying"), DateKind.SAID),
            (self.tr("Date of publication"), DateKind.PUBLISHED),
        ):
            self.date.addItem(words, str(kind))
        for words, lane in (
            (self.tr("One lane"), LaneKind.NONE),
            (self.tr("By actor"), LaneKind.ACTOR),
            (self.tr("By source"), LaneKind.SOURCE),
            (self.tr("By chapter"), LaneKind.CHAPTER),
            (self.tr("By tag"), LaneKind.TAG),
        ):
            self.lanes.addItem(words, str(lane))

    def _restore(self, remembered: object) -> None:
        if isinstance(remembered, list) and len(remembered) == 2:
            self.date.choose(remembered[0])
            self.lanes.choose(remembered[1])

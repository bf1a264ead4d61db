"""Where everything on the timeline stands: rows of positions, lanes of events, and those without a date.

Widths are those of the interface font. What is not looked at is not laid out: in a large project a lane is placed
when it comes into sight, and a crowded one counts instead.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.core.compare.timeline import Event, HeldRow, Lane, LaneKind, Timeline
from annotator.core.dates import format_date
from annotator.core.positions import Position
from annotator.core.timeline_scale import (
    GAP,
    Extent,
    Placed,
    PlacedLane,
    Scale,
    Tick,
    fitting,
    place,
    place_crowd,
    ticks,
    whole_span,
)
from annotator.ui.theme import Step, interface_font

GUTTER, HEAD, TITLE, ROW, FOOT = 176, 30, 28, 24, 10
BAR_ROW, BAR, MOST_HELD = 31, 24, 10
LONGEST_LABEL = 380.0
CELL = 34.0
# A lane with more events than this is laid out only where it is looked at, and counted where too many are seen.
MOST_PLACED, MOST_SEEN, MOST_IN_NARROW = 1_500, 500, 300
MANY_LANES, MOST_AT_ONCE = 40, 4_000
MOST_ROWS, ROWS_OF_FEW, ROWS_OF_MANY, CROWD_ROWS, FEW_LANES = 16, 6, 3, 8, 6
UNDATED_MARK, UNDATED_WIDTH = 46.0, 270.0


class TrackKind(StrEnum):
    """What runs along a track."""

    HELD = "held"
    LANE = "lane"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Track:
    """One row or lane, with where it begins and how high it is; `title` is said above it where a part begins."""

    kind: TrackKind
    key: str
    name: str
    top: float
    height: float
    held: HeldRow | None = None
    lane: Lane | None = None

    @property
    def count(self) -> int:
        """How many bars or events there are; those without a date are known to the layout."""
        if self.held is not None:
            return len(self.held.positions)
        return len(self.lane.events) if self.lane is not None else 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A position as it is drawn: from `left` it may have been held, from `sure` it was, until `right`."""

    left: float
    sure: float
    right: float
    position: Position


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside a mark."""

    date: str
    words: str
    date_width: float
    width: float


@dataclass
class Layout:
    """A timeline on a scale, `width` pixels of which are seen at once."""

    timeline: Timeline
    scale: Scale
    width: float
    titles: tuple[str, str, str]
    labels: dict[str, Label] = field(default_factory=dict)
    tracks: list[Track] = field(default_factory=list)
    heads: list[tuple[float, str]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    height: float = 0.0
    _placed: dict[tuple[str, int], PlacedLane] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Stack the tracks."""
        self._bold = QFontMetricsF(interface_font(Step.META, QFont.Weight.DemiBold))
        self._plain = QFontMetricsF(interface_font(Step.META))
        lanes = self.timeline.lanes
        count = sum(len(lane.events) for lane in lanes)
        self.is_narrow = len(lanes) > MANY_LANES
        self.is_eager = not self.is_narrow and count <= MOST_AT_ONCE
        positions, events, undated = self.titles
        top = float(FOOT)
        if self.timeline.held:
            top = self._stack_held(top, positions)
        if lanes:
            top = self._stack_lanes(top, events)
        if self.timeline.undated:
            if lanes:
                self.rules.append(top + FOOT / 2)
            top += FOOT
            self.tracks.append(Track(TrackKind.UNDATED, "", undated, top, float(ROW)))
            top += ROW
        self.height = top + FOOT

    @property
    def extent(self) -> float:
        """How wide all of it is."""
        if self.timeline.span is None:
            return self.width
        _, end = whole_span(*self.timeline.span)
        return max(self.width, self.scale.x(end))

    @property
    def held_left_out(self) -> int:
        """How many actors have positions that are not shown: more would leave no room for the events."""
        return max(0, len(self.timeline.held) - MOST_HELD)

    @property
    def per_view(self) -> int:
        """How many statements without a date stand beside each other."""
        return max(1, int(self.width // UNDATED_WIDTH))

    def bars(self, track: Track) -> list[Bar]:
        """Give the bars of a row of positions."""
        if track.held is None:
            return []
        found = []
        for each in track.held.positions:
            left = self.scale.x(each.since.start.toordinal())
            is_day = each.since.precision == "day"
            sure = left if is_day else self.scale.x(each.since.end.toordinal() + 1)
            right = self.scale.x(each.until.start.toordinal()) if each.until else self.extent
            right = max(right, left + 4)
            found.append(Bar(left, min(sure, right), right, each))
        return found

    def label(self, event: Event) -> Label:
        """Give a label with its widths, measured once."""
        if event.uid not in self.labels:
            date = format_date(event.known, short=True) if event.known else ""
            date_width = self._bold.horizontalAdvance(date) + (5 if date else 0)
            words = f"“{event.words}”"
            width = min(LONGEST_LABEL, date_width + self._plain.horizontalAdvance(words))
            self.labels[event.uid] = Label(date, words, date_width, width)
        return self.labels[event.uid]

    def placed(self, track: Track, left: float, right: float) -> Iterator[Placed]:
        """Give what of a lane is between two places."""
        lane = track.lane
        if lane is None:
            return
        most = MOST_IN_NARROW if self.is_narrow else MOST_PLACED
        if len(lane.events) <= most:
            found = self._whole(lane)
        else:
            found = self._part(lane, left, right)
        for each in found.placed:
            ends = min(each.left, each.label_left), max(each.right, each.label_left + each.label_width)
            if ends[1] >= left and ends[0] <= right:
                yield each

    def is_crowded(self, track: Track, left: float, right: float) -> bool:
        """Tell whether a lane only counts between two places."""
        lane = track.lane
        if lane is None or len(lane.events) <= (MOST_IN_NARROW if self.is_narrow else MOST_PLACED):
            return False
        return self._part(lane, left, right).is_crowded

    def ticks(self, left: float, right: float) -> list[Tick]:
        """Give the marks at the head between two places; where nothing is dated, there is nothing to mark."""
        return [] if self.timeline.span is None else ticks(self.scale, left, right)

    def x_of(self, track: Track, at: int) -> tuple[float, float]:
        """Give where the mark of an event, or a bar, begins and ends."""
        if track.kind is TrackKind.HELD:
            bar = self.bars(track)[at]
            return bar.left, bar.right
        if track.lane is None:
            return 0.0, 0.0
        known = track.lane.events[at].known
        assert known is not None
        return self.scale.x(known.start.toordinal()), self.scale.x(known.end.toordinal() + 1)

    def _stack_held(self, top: float, title: str) -> float:
        self.heads.append((top, title))
        top += TITLE - 4
        for row in self.timeline.held[:MOST_HELD]:
            self.tracks.append(Track(TrackKind.HELD, row.actor_uid, row.name, top, float(BAR_ROW), held=row))
            top += BAR_ROW
        top += ROW if self.held_left_out else 0
        self.rules.append(top + FOOT - 2)
        return top + FOOT

    def _stack_lanes(self, top: float, title: str) -> float:
        lanes = self.timeline.lanes
        is_single = self.timeline.wish.lanes is LaneKind.NONE
        if self.timeline.held:
            top += 6
        self.heads.append((top, title))
        if not is_single:
            top += TITLE
        for lane in lanes:
            height = float(ROW * self._rows(lane))
            name = "" if is_single else lane.name
            self.tracks.append(Track(TrackKind.LANE, lane.key, name, top, height, lane=lane))
            top += height + (0 if is_single else 8)
        return top

    def _rows(self, lane: Lane) -> int:
        if self.timeline.wish.lanes is LaneKind.NONE and len(lane.events) > MOST_PLACED:
            return CROWD_ROWS
        if self.is_eager and len(lane.events) <= MOST_PLACED:
            return self._whole(lane).rows
        return 2

    def _most_rows(self) -> int:
        count = len(self.timeline.lanes)
        if self.timeline.wish.lanes is LaneKind.NONE:
            return MOST_ROWS
        if not self.is_eager:
            return 1
        return ROWS_OF_FEW if count <= FEW_LANES else ROWS_OF_MANY

    def _whole(self, lane: Lane) -> PlacedLane:
        key = (lane.key, 0)
        if key not in self._placed:
            self._placed[key] = self._place(lane.events, self._most_rows())
        return self._placed[key]

    def _part(self, lane: Lane, left: float, right: float) -> PlacedLane:
        """Place what is seen of a large lane and a screen to both sides; what is seen stays while one scrolls there."""
        page = int(left // max(1.0, self.width))
        key = (lane.key, page)
        if key in self._placed:
            return self._placed[key]
        low_x, high_x = (page - 1) * self.width, max(right, (page + 2) * self.width)
        first, last = self.scale.day_at(low_x), self.scale.day_at(high_x)
        low = bisect_left(lane.starts, int(first) - lane.longest)
        high = bisect_right(lane.starts, int(last))
        seen = [at for at in range(low, high) if lane.events[at].known.end.toordinal() >= first]  # type: ignore[union-attr]
        if len(seen) > MOST_SEEN:
            found = place_crowd(lane.starts, self.scale, low_x, high_x, CELL)
        else:
            rows = CROWD_ROWS - 1 if self.timeline.wish.lanes is LaneKind.NONE else 1
            part = self._place([lane.events[at] for at in seen], rows)
            moved = tuple(replace(each, members=tuple(seen[at] for at in each.members)) for each in part.placed)
            found = PlacedLane(moved, part.rows)
        if len(self._placed) > 400:
            self._placed.clear()
        self._placed[key] = found
        return found

    def _place(self, events: Sequence[Event], most_rows: int) -> PlacedLane:
        extents = [extent_of(event) for event in events]
        return place(extents, self.scale, lambda at: self.label(events[at]).width, self.extent, most_rows)


def extent_of(event: Event) -> Extent:
    """Give the days of a dated event."""
    known = event.known
    assert known is not None
    return Extent(known.start.toordinal(), known.end.toordinal(), known.precision == "day")


def fitting_scale(timeline: Timeline, width: float) -> Scale:
    """Give the scale on which all of a timeline is seen."""
    if timeline.span is None:
        return Scale(0, 1.0)
    return fitting(*timeline.span, width)


def mark_rect(track: Track, placed: Placed) -> QRectF:
    """Give where a mark is drawn."""
    return QRectF(placed.left, track.top + placed.row * ROW + ROW / 2 - 5, placed.right - placed.left, 10)


def whole_rect(track: Track, placed: Placed) -> QRectF:
    """Give the mark and its label together."""
    left = min(placed.left, placed.label_left) - GAP / 2
    right = max(placed.right, placed.label_left + placed.label_width) + GAP / 2
    return QRectF(left, track.top + placed.row * ROW, right - left, ROW)

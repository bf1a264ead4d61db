"""What is where on a laid-out timeline: under the pointer, beside a place, or by its statement."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from annotator.core.compare.timeline import Event
from annotator.ui.compare.timeline_layout import (
    BAR,
    GUTTER,
    HEAD,
    ROW,
    UNDATED_WIDTH,
    Layout,
    Track,
    TrackKind,
    whole_rect,
)

# Room at the right of the row without dates to say how many more there are.
REST_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen: how far it is scrolled, the size of the place, and where in the row without dates it begins."""

    x: float
    y: float
    width: float
    height: float
    first_undated: int = 0


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the keyboard or the pointer is: a track, and which of its bars or events."""

    track: int
    at: int


def companions(layout: Layout, seen: Seen, cursor: Cursor) -> tuple[Event, ...]:
    """Give the events that share one mark with an event, itself among them; none where it has a mark of its own."""
    track = layout.tracks[cursor.track]
    if track.lane is None:
        return ()
    for placed in layout.placed(track, seen.x, seen.x + seen.width):
        if cursor.at in placed.members and len(placed.members) > 1:
            return tuple(track.lane.events[at] for at in placed.members)
    return ()


def count_of(layout: Layout, track: Track) -> int:
    """Tell how many bars or events a track has."""
    return len(layout.timeline.undated) if track.kind is TrackKind.UNDATED else track.count


def events_of(layout: Layout, track: Track) -> tuple[Event, ...]:
    """Give the events of a track; a row of positions has none."""
    if track.kind is TrackKind.UNDATED:
        return layout.timeline.undated
    return track.lane.events if track.lane is not None else ()


def find(layout: Layout, uid: str, *, is_held: bool = False) -> Cursor | None:
    """Find a statement among the events, or first among the positions."""
    for number, track in enumerate(layout.tracks):
        if track.held is not None and is_held:
            for at, each in enumerate(track.held.positions):
                if uid in each.statement_uids:
                    return Cursor(number, at)
        for at, event in enumerate(events_of(layout, track)):
            if event.uid == uid:
                return Cursor(number, at)
    return None


def found_at(layout: Layout, seen: Seen, place: QPointF) -> Cursor | None:
    """Give what is at a place of the viewport."""
    if place.x() < GUTTER or place.y() < HEAD:
        return None
    at = QPointF(place.x() - GUTTER + seen.x, place.y() - HEAD + seen.y)
    for number, track in enumerate(layout.tracks):
        if track.top <= at.y() < track.top + track.height:
            found = _in_track(layout, seen, track, at)
            return Cursor(number, found) if found is not None else None
    return None


def name_at(layout: Layout, seen: Seen, place: QPointF) -> str:
    """Give the name of the track beside whose gutter the pointer is: there it may be shortened."""
    y = place.y() - HEAD + seen.y
    if place.x() >= GUTTER or place.y() < HEAD:
        return ""
    return next((track.name for track in layout.tracks if track.top <= y < track.top + track.height), "")


def nearest(layout: Layout, track: Track, x: float) -> int:
    """Give what of a track begins nearest to a place."""
    if track.lane is not None:
        starts, day = track.lane.starts, layout.scale.day_at(x)
        at = min(bisect_left(starts, day), len(starts) - 1)
        is_before = at > 0 and day - starts[at - 1] < abs(starts[at] - day)
        return at - 1 if is_before else at
    lefts = [bar.left for bar in layout.bars(track)]
    return min(range(len(lefts)), key=lambda at: abs(lefts[at] - x), default=0)


def is_at_rest(layout: Layout, seen: Seen, place: QPointF) -> bool:
    """Tell whether a place is where the row without dates says how many more there are."""
    y = place.y() - HEAD + seen.y
    return any(
        track.kind is TrackKind.UNDATED and track.top <= y < track.top + track.height
        for track in layout.tracks
        if place.x() >= GUTTER + seen.width - REST_WIDTH
    )


def rows_of(layout: Layout, track: Track, at: int) -> tuple[float, float]:
    """Give the upper and the lower edge of an event's row."""
    if track.lane is not None and track.height > 3 * ROW:
        left, right = layout.x_of(track, at)
        if not layout.is_crowded(track, left, right):
            for placed in layout.placed(track, left - 20, right + 20):
                if at in placed.members:
                    return track.top + placed.row * ROW, track.top + (placed.row + 1) * ROW
    return track.top, track.top + track.height


def undated_rect(track: Track, place: int) -> QRectF:
    """Give where the statement in one of the places of the row without dates stands, from the left of what is seen."""
    return QRectF(place * UNDATED_WIDTH, track.top, UNDATED_WIDTH - 6, ROW)


def _in_track(layout: Layout, seen: Seen, track: Track, at: QPointF) -> int | None:
    if track.kind is TrackKind.HELD:
        for number, bar in enumerate(layout.bars(track)):
            if QRectF(bar.left, track.top, bar.right - bar.left, BAR).contains(at):
                return number
        return None
    if track.kind is TrackKind.UNDATED:
        shown = range(seen.first_undated, len(layout.timeline.undated))[: layout.per_view]
        for place, number in enumerate(shown):
            if undated_rect(track, place).translated(seen.x, 0).contains(at):
                return number
        return None
    is_crowded = layout.is_crowded(track, seen.x, seen.x + seen.width)
    for placed in layout.placed(track, seen.x, seen.x + seen.width):
        if is_crowded and placed.left <= at.x() < placed.right:
            return placed.members[0]
        if not is_crowded and whole_rect(track, placed).contains(at):
            return placed.members[0]
    return None

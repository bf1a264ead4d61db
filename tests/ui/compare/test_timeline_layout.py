"""Where things stand on a timeline, also where there are far more of them than room."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from annotator.core.compare.timeline import Event, HeldRow, LaneKind, Timeline, TimelineWish, in_lanes, span_of
from annotator.core.positions import Utterance, positions_of
from annotator.core.records import FuzzyDate
from annotator.core.timeline_scale import Scale
from annotator.ui.compare.timeline_layout import (
    GUTTER,
    HEAD,
    MOST_HELD,
    MOST_PLACED,
    ROW,
    Layout,
    TrackKind,
    fitting_scale,
)
from annotator.ui.compare.timeline_places import Cursor, Seen, companions, found_at, is_at_rest, nearest

FIRST = date(2024, 1, 1)
TITLES = ("Positions", "Events", "No date")
WIDTH = 1_000.0


def on(number: int) -> FuzzyDate:
    day = FIRST + timedelta(days=number)
    return FuzzyDate(day, day, "day")


def events(days: Sequence[int]) -> list[Event]:
    return [
        Event(f"{at}", at, on(number), "The ferry was late", "", f"s{at % 50}", "Blue")
        for at, number in enumerate(days)
    ]


def timeline(made: list[Event], kind: LaneKind = LaneKind.NONE, undated: int = 0) -> Timeline:
    names = {f"s{at}": f"Source {at}" for at in range(50)} if kind is LaneKind.SOURCE else {}
    lanes = in_lanes(made, names, lambda event: (event.source_uid,), "Events")
    without = tuple(Event(f"u{at}", at, None, "Fog", "", "s0", "") for at in range(undated))
    span = span_of(event.known for event in made if event.known)
    return Timeline(TimelineWish(lanes=kind), lanes, without, len(made), span=span)


def laid_out(shown: Timeline, factor: float = 1.0) -> Layout:
    fitting = fitting_scale(shown, WIDTH)
    return Layout(shown, Scale(fitting.first, fitting.pitch * factor), WIDTH, TITLES)


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Have fonts to measure with."""
    return qapp


def test_a_few_events_have_labels():
    layout = laid_out(timeline(events([0, 40, 80])))
    assert [each.label_width > 0 for each in layout.placed(layout.tracks[0], 0, WIDTH)] == [True] * 3


def test_a_crowded_lane_counts_every_event_once():
    layout = laid_out(timeline(events([at % 300 for at in range(MOST_PLACED + 1)])))
    track = layout.tracks[0]
    assert layout.is_crowded(track, 0, WIDTH)
    assert sum(len(each.members) for each in layout.placed(track, 0, WIDTH)) == MOST_PLACED + 1


def test_closer_up_a_crowd_has_labels_again():
    layout = laid_out(timeline(events([at * 3 for at in range(MOST_PLACED + 1)])), factor=200)
    track = layout.tracks[0]
    assert not layout.is_crowded(track, 0, WIDTH)
    assert all(len(each.members) == 1 for each in layout.placed(track, 0, WIDTH))


def test_many_lanes_are_low_and_placed_only_when_they_are_seen():
    layout = laid_out(timeline(events([at % 300 for at in range(200)]), LaneKind.SOURCE))
    assert {track.height for track in layout.tracks} == {2 * ROW}
    assert layout._placed == {}


def test_lanes_stand_below_each_other():
    layout = laid_out(timeline(events([at % 300 for at in range(200)]), LaneKind.SOURCE))
    ends = [(track.top, track.top + track.height) for track in layout.tracks]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ends))


def test_more_actors_than_there_is_room_for_are_counted():
    said = [Utterance(f"{at}", f"a{at}", ("t",), on(at)) for at in range(MOST_HELD + 3)]
    held = tuple(HeldRow(uid, uid, positions) for uid, positions in positions_of(said).items())
    layout = laid_out(Timeline(held=held, span=span_of(each.said for each in said)))
    assert sum(track.kind is TrackKind.HELD for track in layout.tracks) == MOST_HELD
    assert layout.held_left_out == 3


def test_a_column_of_a_crowd_is_found_under_the_pointer():
    layout = laid_out(timeline(events([at % 300 for at in range(MOST_PLACED + 1)])))
    track = layout.tracks[0]
    column = list(layout.placed(track, 0, WIDTH))[5]
    seen = Seen(0, 0, WIDTH, 400)
    place = QPointF(GUTTER + column.left + 2, HEAD + track.top + 4)
    assert found_at(layout, seen, place) == Cursor(0, column.members[0])
    assert len(companions(layout, seen, Cursor(0, column.members[0]))) == len(column.members)


def test_what_is_nearest_to_a_place_is_found():
    layout = laid_out(timeline(events([0, 40, 80])))
    track = layout.tracks[0]
    assert [nearest(layout, track, layout.scale.x(on(day).start.toordinal())) for day in (-30, 35, 300)] == [0, 1, 2]


def test_the_rest_of_those_without_a_date_is_at_the_right():
    layout = laid_out(timeline(events([0, 40]), undated=9))
    track, seen = layout.tracks[-1], Seen(0, 0, WIDTH, 400)
    y = HEAD + track.top + 5
    assert is_at_rest(layout, seen, QPointF(GUTTER + WIDTH - 10, y))
    assert not is_at_rest(layout, seen, QPointF(GUTTER + 10, y))


def test_where_nothing_is_dated_the_head_names_no_days():
    assert laid_out(timeline(events([0, 9]), undated=1)).ticks(0, WIDTH)
    assert laid_out(timeline([], undated=2)).ticks(0, WIDTH) == []

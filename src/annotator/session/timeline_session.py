"""What the timeline of Compare asks of the project, in one piece, for any thread with a reader of its own."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.compare.timeline import (
    DateKind,
    Event,
    HeldRow,
    LaneKind,
    Timeline,
    TimelineWish,
    dates_apart,
    in_lanes,
    span_of,
)
from annotator.core.positions import positions_of
from annotator.store.dated import read_events, read_lane_keys, read_names, read_position_tags, read_utterances
from annotator.store.reader import Reader

SHOWN_IN_TIMELINE = ("statement", "source", "tag", "chapter", "placement", "actor", "link", "project")


def read_timeline(reader: Reader, wish: TimelineWish) -> Timeline:
    """Read and sort all that a wish shows."""
    events = read_events(reader, wish)
    dated = [event for event in events if event.known is not None]
    held = _held(reader, wish)
    dates = [event.known for event in dated if event.known is not None]
    dates += [each.since for row in held for each in row.positions]
    names = read_names(reader, wish.lanes)
    return Timeline(
        wish,
        in_lanes(dated, names, _keys(reader, wish.lanes), _nameless(wish.lanes)),
        tuple(sorted((event for event in events if event.known is None), key=lambda event: event.number)),
        len(dated),
        held,
        read_position_tags(reader),
        dates_apart(reader.links(), events) if wish.date is DateKind.EVENT else (),
        span_of(dates),
    )


def _held(reader: Reader, wish: TimelineWish) -> tuple[HeldRow, ...]:
    names = read_names(reader, LaneKind.ACTOR)
    held = positions_of(read_utterances(reader, wish))
    return tuple(HeldRow(uid, names[uid], positions) for uid, positions in held.items() if uid in names)


def _keys(reader: Reader, kind: LaneKind) -> Callable[[Event], Sequence[str]]:
    if kind is LaneKind.NONE:
        return lambda _: ()
    if kind is LaneKind.ACTOR:
        return lambda event: (event.actor_uid,)
    if kind is LaneKind.SOURCE:
        return lambda event: (event.source_uid,)
    keys: Mapping[str, Sequence[str]] = read_lane_keys(reader, kind)
    return lambda event: keys.get(event.uid, ())


def _nameless(kind: LaneKind) -> str:
    tr = QCoreApplication.translate
    return {
        LaneKind.NONE: tr("timeline", "Events"),
        LaneKind.ACTOR: tr("timeline", "Nobody named"),
        LaneKind.SOURCE: tr("timeline", "No source"),
        LaneKind.CHAPTER: tr("timeline", "In no chapter"),
        LaneKind.TAG: tr("timeline", "No tag"),
    }[kind]

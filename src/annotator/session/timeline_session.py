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
from annotator.core.dates import format_date
from annotator.core.positions import positions_of
from annotator.store.dated import read_events, read_lane_keys, read_names, read_position_tags, read_utterances
from annotator.store.reader import Reader

_TOLD = ("Actor", "Source", "Quote")
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


def timeline_table(reader: Reader, wish: TimelineWish) -> list[list[str]]:
    """Give every statement once, dated ones first, with the first and last day its date can be."""
    tr = QCoreApplication.translate
    date_head = {
        DateKind.EVENT: tr("timeline", "Date of event"),
        DateKind.SAID: tr("timeline", "Date of saying"),
        DateKind.PUBLISHED: tr("timeline", "Date of publication"),
    }[wish.date]
    heads = ("Statement", "From", "To", "Known to")
    rows = [[*(tr("timeline", each) for each in heads), date_head, *(tr("timeline", each) for each in _TOLD)]]
    actors, sources = read_names(reader, LaneKind.ACTOR), read_names(reader, LaneKind.SOURCE)
    events = sorted(read_events(reader, wish), key=_place)
    quotes = {each.uid: each.anchor.quote for each in reader.statements_by_uid([event.uid for event in events])}
    for event in events:
        names = actors.get(event.actor_uid, ""), sources.get(event.source_uid, "")
        quote = " ".join(quotes.get(event.uid, event.words).split())
        rows.append([f"S-{event.number}", *_date_cells(event), *names, quote])
    return rows


def _date_cells(event: Event) -> list[str]:
    known = event.known
    if known is None:
        return ["", "", "", QCoreApplication.translate("timeline", "no date")]
    exactness = QCoreApplication.translate("timeline", known.precision)
    return [known.start.isoformat(), known.end.isoformat(), exactness, format_date(known)]


def _place(event: Event) -> tuple[bool, int, int]:
    return event.known is None, event.known.start.toordinal() if event.known else 0, event.number


def _held(reader: Reader, wish: TimelineWish) -> tuple[HeldRow, ...]:
    """Give a row for each actor with a position; who changed most often comes first, then who spoke first."""
    names = read_names(reader, LaneKind.ACTOR)
    held = positions_of(read_utterances(reader, wish))
    rows = [HeldRow(uid, names[uid], positions) for uid, positions in held.items() if uid in names]
    rows.sort(key=lambda row: (-len(row.positions), row.positions[0].since.start, row.name))
    return tuple(rows)


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

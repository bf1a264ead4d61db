"""The scale of a timeline: days and places on it, the marks at its head, and rows in which nothing overlaps.

Days are ordinals (`date.toordinal`), places are pixels from the left edge of what is drawn. All of it is pure, so that
a screen, a picture and a test measure alike.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
MOST_PITCH = 48.0
LEAST_TICK = 64
DOT, LEAST_BAR, GAP, MORE_WIDTH = 10.0, 8.0, 8.0, 34.0
_MONTH_DAYS, _YEAR_DAYS = 30.44, 365.25
_LONG_SPAN_DAYS = 75


class Unit(StrEnum):
    """What the marks at the head of a scale count."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# From fine to coarse: the unit, how many of them lie between two marks, and how many days that is.
_STEPS: tuple[tuple[Unit, int, float], ...] = (
    *((Unit.DAY, count, float(count)) for count in (1, 2, 7)),
    *((Unit.MONTH, count, count * _MONTH_DAYS) for count in (1, 3, 6)),
    *((Unit.YEAR, count, count * _YEAR_DAYS) for count in (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at the head; `is_major` where a larger unit begins, so that its name has to be said."""

    day: int
    unit: Unit
    is_major: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days stand: `first` is at the left edge, and `pitch` is the width of a day in pixels."""

    first: int
    pitch: float

    def day_at(self, x: float) -> float:
        """Give the day at a place, with its fraction."""
        return self.first + x / self.pitch

    def x(self, day: float) -> float:
        """Give the place of a day's beginning."""
        return (day - self.first) * self.pitch


@dataclass(frozen=True, slots=True)
class Extent:
    """From which day to which something was, the last one included; `is_day` where that is known to the day."""

    first: int
    last: int
    is_day: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something stands in its lane: its row, its mark, and its label, at either side of the mark or nowhere.

    `members` are the places in the lane's list: one, or all that a "+n" or a column of a crowded lane stands for.
    """

    row: int
    left: float
    right: float
    label_left: float
    label_width: float
    members: range | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane as it is drawn. Where it `is_crowded`, columns say how many there are instead of what."""

    placed: tuple[Placed, ...]
    rows: int
    is_crowded: bool = False


def fitting(first: int, last: int, width: float) -> Scale:
    """Give the scale on which everything from one day to another is seen, with some room at both ends."""
    start, end = whole_span(first, last)
    return Scale(start, min(MOST_PITCH, max(1.0, width) / (end - start)))


def least_pitch(first: int, last: int, width: float) -> float:
    """Give the pitch below which nothing more would come into sight."""
    return fitting(first, last, width).pitch


def whole_span(first: int, last: int) -> tuple[int, int]:
    """Widen a span to whole months, or by a few days where it is short; the end is the day behind the last."""
    if last - first < _LONG_SPAN_DAYS:
        return max(FIRST_DAY, first - 2), min(LAST_DAY, last + 3)
    start, end = date.fromordinal(first), date.fromordinal(last)
    after = LAST_DAY if end >= date(9999, 12, 1) else _months_on(end.replace(day=1), 1).toordinal()
    return start.replace(day=1).toordinal(), after


def ticks(scale: Scale, left: float, right: float) -> list[Tick]:
    """Give the marks between two places, so far apart that their names fit between them."""
    unit, count, _ = next((step for step in _STEPS if step[2] * scale.pitch >= LEAST_TICK), _STEPS[-1])
    first = max(FIRST_DAY, int(scale.day_at(left)))
    last = min(LAST_DAY, int(scale.day_at(right)) + 1)
    if first > last:
        return []
    days = _days(unit, count, date.fromordinal(first), date.fromordinal(last))
    return [Tick(day.toordinal(), unit, _is_major(day, unit)) for day in days]


def mark_of(extent: Extent, scale: Scale) -> tuple[float, float]:
    """Give where the mark of something stands: a dot in the middle of a day, else a bar over all days it can be."""
    if extent.is_day:
        middle = scale.x(extent.first + 0.5)
        return middle - DOT / 2, middle + DOT / 2
    left, right = scale.x(extent.first), scale.x(extent.last + 1)
    widened = max(0.0, LEAST_BAR - (right - left)) / 2
    return left - widened, right + widened


def place(
    extents: Sequence[Extent],
    scale: Scale,
    width_of: Callable[[int], float],
    edge: float,
    most_rows: int,
) -> PlacedLane:
    """Put each mark and its label into the first row with room, at the left of the mark where the edge is near.

    The extents are in the order of their days. What finds no room in so many rows stands together in one row below
    them, as few "+n" as can be told apart.
    """
    ends: list[float] = []
    placed: list[Placed] = []
    left_over: list[tuple[float, float, int]] = []
    for at, extent in enumerate(extents):
        left, right = mark_of(extent, scale)
        width = width_of(at)
        is_behind = right + GAP + width <= edge or left - GAP - width < 0
        from_x, to_x = (left, right + GAP + width) if is_behind else (left - GAP - width, right)
        row = next((row for row, end in enumerate(ends) if end + GAP <= from_x), len(ends))
        if row >= most_rows:
            left_over.append((left, right, at))
            continue
        if row == len(ends):
            ends.append(to_x)
        else:
            ends[row] = to_x
        label_left = right + GAP if is_behind else left - GAP - width
        placed.append(Placed(row, left, right, label_left, width, (at,)))
    if not left_over:
        return PlacedLane(tuple(placed), max(1, len(ends)))
    placed.extend(_gathered(left_over, len(ends)))
    return PlacedLane(tuple(placed), len(ends) + 1)


def place_crowd(starts: Sequence[int], scale: Scale, left: float, right: float, cell: float) -> PlacedLane:
    """Count what begins in each stretch of so many pixels; the stretches keep their days while one looks about."""
    days = max(1, round(cell / scale.pitch))
    first = int(scale.day_at(left)) // days * days
    placed = []
    while scale.x(first) < right:
        low, high = bisect_left(starts, first), bisect_left(starts, first + days)
        if low < high:
            x = scale.x(first)
            placed.append(Placed(0, x, scale.x(first + days), x, 0.0, range(low, high)))
        first += days
    return PlacedLane(tuple(placed), 2, is_crowded=True)


def _days(unit: Unit, count: int, first: date, last: date) -> Iterator[date]:
    if unit is Unit.DAY:
        ordinal = first.toordinal() - first.toordinal() % count
        # A week is marked by its Monday: the ordinal of Monday, 1 January of the year 1, is 1.
        ordinal = max(FIRST_DAY, ordinal + 1 if count == 7 else ordinal)
        while ordinal <= last.toordinal():
            yield date.fromordinal(ordinal)
            ordinal += count
        return
    months = count if unit is Unit.MONTH else 12 * count
    start = first.year * 12 + first.month - 1
    at = start - start % months
    while at // 12 <= last.year:
        if at // 12 >= date.min.year:
            day = date(at // 12, at % 12 + 1, 1)
            if day > last:
                return
            yield day
        at += months


def _gathered(left_over: Sequence[tuple[float, float, int]], row: int) -> Iterator[Placed]:
    """Put what lies close together under one "+n" each; a short mark that lies alone stands for itself."""
    groups: list[list[tuple[float, float, int]]] = []
    for each in sorted(left_over):
        if groups and each[0] < groups[-1][0][0] + MORE_WIDTH + GAP:
            groups[-1].append(each)
        else:
            groups.append([each])
    for group in groups:
        left, right, _ = group[0]
        if len(group) > 1 or right - left > MORE_WIDTH:
            right = left + MORE_WIDTH
        yield Placed(row, left, right, left, 0.0, tuple(sorted(at for _, _, at in group)))


def _is_major(day: date, unit: Unit) -> bool:
    if unit is Unit.DAY:
        return (day - timedelta(days=1)).month != day.month if day > date.min else True
    return unit is Unit.MONTH and day.month == 1


def _months_on(day: date, count: int) -> date:
    at = day.year * 12 + day.month - 1 + count
    return date(at // 12, at % 12 + 1, 1)

"""The timeline as a picture: a row for each dated statement, or for each speaker where there are many of them.

A mark says no more than is known: a dot is a day, a bar a month or a year within a column, a shaded cell means "some
time in here". Columns are months, quarters, half-years or years, so few that their names can be read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from annotator.core.dates import format_date
from annotator.core.quoting import quoted
from annotator.core.records import FuzzyDate
from annotator.core.words import Words

# Months have their numbers where there are too many for their names.
MOST_MONTHS, MOST_PERIODS, MOST_NAMES = 24, 14, 12
MOST_ROWS, MOST_SPEAKERS = 30, 14
# A date and the words beside it, which stand in one line.
LONGEST_LABEL = 44
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1_200, 3_000, 6_000, 12_000)


class ChartMark(StrEnum):
    """What a date is in one column: a day in it, less than the column, or all of it; and whether it is only "about"."""

    NONE = ""
    DAY = "day"
    PART = "part"
    WHOLE = "whole"
    ABOUT = "about"
    ABOUT_WHOLE = "about whole"


@dataclass(frozen=True, slots=True)
class ChartCell:
    """One row in one column; `count` is how many statements are known to lie in it, where a row stands for several."""

    mark: ChartMark = ChartMark.NONE
    count: int = 0


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A statement with its date, or a speaker."""

    date: str
    label: str
    cells: tuple[ChartCell, ...]


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """The columns with their years over them, each with how many columns it spans, and the rows below."""

    years: tuple[tuple[str, int], ...]
    periods: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    legend: str


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """What the picture needs to know of a dated statement: `date` is in words, `text` a passage without marks."""

    known: FuzzyDate
    date: str
    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class _Period:
    start: date
    end: date


def timeline_chart(events: Sequence[ChartEvent], words: Words) -> TimelineChart:
    """Draw what is dated, in its order."""
    is_counted = len(events) > MOST_ROWS
    # Numbers need wider columns than signs.
    months, periods = _columns([event.known for event in events], MOST_PERIODS if is_counted else MOST_MONTHS)
    if not is_counted:
        rows = tuple(
            ChartRow(
                event.date,
                _short(event.text, LONGEST_LABEL - len(event.date)),
                tuple(ChartCell(_mark(event.known, each)) for each in periods),
            )
            for event in events
        )
        legend = words.timeline_legend
    else:
        rows = tuple(_speakers(events, periods, words))
        legend = words.timeline_counts_legend
    language = words.language
    is_numbered = months == 1 and len(periods) > MOST_NAMES
    names = [str(each.start.month) if is_numbered else _name(each.start, months, language) for each in periods]
    return TimelineChart(_years(periods, months, language), tuple(names), rows, legend)


def _columns(dates: Iterable[FuzzyDate], most_months: int) -> tuple[int, list[_Period]]:
    """Choose how many months a column has, and give the columns."""
    distinct = set(dates)
    first, last = min(each.start for each in distinct), max(each.end for each in distinct)
    for months in _MONTHS:
        begin = _number(first) - _number(first) % months
        count = (_number(last) - begin) // months + 1
        if count <= (most_months if months == 1 else MOST_PERIODS) or months == _MONTHS[-1]:
            return months, [_period(begin + at * months, months) for at in range(count)]
    raise AssertionError("the calendar ends before the last step does")


def _mark(known: FuzzyDate, period: _Period) -> ChartMark:
    if known.end < period.start or known.start > period.end:
        return ChartMark.NONE
    is_whole = known.start <= period.start and known.end >= period.end
    if known.precision == "day":
        return ChartMark.DAY
    if known.precision == "about":
        return ChartMark.ABOUT_WHOLE if is_whole else ChartMark.ABOUT
    return ChartMark.WHOLE if is_whole else ChartMark.PART


def _speakers(events: Sequence[ChartEvent], periods: Sequence[_Period], words: Words) -> Iterator[ChartRow]:
    """Give a row for each of the speakers who are quoted most, and one for all others."""
    of_speaker: dict[str, list[FuzzyDate]] = {}
    for event in events:
        of_speaker.setdefault(event.speaker, []).append(event.known)
    nameless = of_speaker.pop("", [])
    ordered = sorted(of_speaker, key=lambda name: (-len(of_speaker[name]), name))
    for name in ordered[:MOST_SPEAKERS]:
        yield ChartRow("", name, _counted(of_speaker[name], periods))
    others = ordered[MOST_SPEAKERS:]
    if others:
        dates = [known for name in others for known in of_speaker[name]]
        yield ChartRow("", words.other_speakers.format(count=f"{len(others):,}"), _counted(dates, periods))
    if nameless:
        yield ChartRow("", words.no_speaker, _counted(nameless, periods))


def _counted(dates: Sequence[FuzzyDate], periods: Sequence[_Period]) -> tuple[ChartCell, ...]:
    """Count in each column the statements that are known to lie in it, and mark where others may lie."""
    cells = []
    for period in periods:
        count = sum(period.start <= known.start and known.end <= period.end for known in dates)
        touching = sum(known.end >= period.start and known.start <= period.end for known in dates)
        cells.append(ChartCell(ChartMark.ABOUT if touching > count else ChartMark.NONE, count))
    return tuple(cells)


def _years(periods: Sequence[_Period], months: int, language: str) -> tuple[tuple[str, int], ...]:
    """Give the years over the columns; none where a column is a year or more."""
    if months >= 12:
        return ()
    spans: list[tuple[str, int]] = []
    for period in periods:
        year = format_date(FuzzyDate(period.start, period.start, "year"), True, language)
        if spans and spans[-1][0] == year:
            spans[-1] = year, spans[-1][1] + 1
        else:
            spans.append((year, 1))
    return tuple(spans)


def _name(start: date, months: int, language: str) -> str:
    year = format_date(FuzzyDate(start, start, "year"), True, language)
    if months >= 12:
        return year
    return format_date(FuzzyDate(start, start, "month"), True, language).replace(year, "").strip()


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _period(number: int, months: int) -> _Period:
    """Give a column by the number of its first month; the calendar begins and ends somewhere."""
    after = number + months
    start = date(max(1, number // 12), number % 12 + 1, 1) if number >= 12 else date.min
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after // 12 <= date.max.year else date.max
    return _Period(start, end)


def _short(text: str, room: int) -> str:
    """Quote the beginning of a passage, cut at a word."""
    room = max(12, room)
    if len(text) <= room:
        return quoted(text)
    cut = text[: room - 1]
    at = cut.rfind(" ", room // 2)
    return quoted(f"{(cut[:at] if at > 0 else cut).rstrip(' ,;:')}…")

"""Dates in a source's text, resolved as well as its words and its date of publication allow."""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from annotator.core.dates import format_date
from annotator.core.records import Block, FuzzyDate
from annotator.core.suggesting.date_wishes import (
    DAY,
    MONTH,
    WEEK,
    YEAR,
    DayOfMonth,
    Exact,
    Period,
    Season,
    Shifted,
    Weekday,
    Wish,
    Yearless,
)
from annotator.core.suggesting.english_dates import find_english
from annotator.core.suggesting.korean_dates import find_korean
from annotator.core.suggesting.quotations import is_prose
from annotator.core.suggesting.russian_dates import find_russian
from annotator.core.vocabulary import BlockKind

# A month without a year is the one between so many days before publication and so many behind it.
_DAYS_BACK, _DAYS_BACK_TOLD, _DAYS_AHEAD = 275, 330, 90
_DAYS_AROUND = 182
# What may be counted on from, by its length in days: "two days later" means nothing after "last autumn".
_LONGEST_ANCHOR = {"day": 11, "week": 11, "month": 31, "year": 366}
_UNREAD = frozenset((BlockKind.IMAGE, BlockKind.METADATA, BlockKind.CREDIT))
_HANGUL, _CYRILLIC = re.compile("[가-힣]"), re.compile("[а-яё]")

# Why a date is what it is. {0} are the words in the text, {1} is what they are counted from.
EXPLANATIONS: dict[str, str] = {
    "written": "“{0}”, as it is written",
    "year": "“{0}”, in the year nearest to {1}",
    "month": "“{0}”, in the month nearest to {1}",
    "before": "“{0}”: the last one before {1}",
    "on": "“{0}”: the same day as {1}",
    "after": "“{0}”: the next one after {1}",
    "counted": "“{0}”, counted from {1}",
    "season": "“{0}”, as seasons are in the north",
    "season_near": "“{0}”, as seasons are in the north, nearest to {1}",
    "event": "“{0}”: the text does not say of which day",
    "no_published": "“{0}”: the source has no date of publication to count from",
    "no_previous": "“{0}”: no date stands before it in the text to count from",
}
PUBLICATION = "{0}, the date of publication"
EARLIER_WORDS = "{0}, from “{1}” earlier in the text"


@dataclass(frozen=True, slots=True)
class Dating:
    """Words that speak of a date, and the date where it can be told.

    `rule` is a key of EXPLANATIONS; `anchor` is the date that it was counted from, and `anchor_words` are those of the
    text that the anchor comes from, "" for the date of publication.
    """

    start: int
    end: int
    words: str
    date: FuzzyDate | None
    rule: str
    anchor: FuzzyDate | None = None
    anchor_words: str = ""
    is_sure: bool = True

    @property
    def is_telling(self) -> bool:
        """Whether the words mean a date at all: "today" most often means none."""
        return self.words.casefold() != "today"


def explain(dating: Dating, translate: Callable[[str], str] = str, language: str = "en") -> str:
    """Say in plain words how a date was found: the words, and what they were counted from."""
    anchor = ""
    if dating.anchor is not None:
        said = format_date(dating.anchor, language=language)
        anchor = translate(EARLIER_WORDS if dating.anchor_words else PUBLICATION).format(said, dating.anchor_words)
    return translate(EXPLANATIONS[dating.rule]).format(dating.words, anchor)


def find_datings(text: str, blocks: Sequence[Block], published: FuzzyDate | None) -> list[Dating]:
    """Find the dates that a source's text speaks of, in its order."""
    found: list[Dating] = []
    context = _Context(published)
    for block in blocks:
        if block.fold or block.kind in _UNREAD:
            continue
        last = -1
        for start, end, wish in sorted(_wishes(text, block), key=lambda each: (each[0], -each[1])):
            if start < last:
                continue
            last = end
            made = _tried(wish, context)
            if made is None:
                continue
            made = replace(made, start=start, end=end, words=text[start:end])
            if made.anchor_words == "" and made.anchor is not None and made.anchor is not published:
                made = replace(made, anchor_words=context.words_of(made.anchor))
            found.append(made)
            if is_prose(block) and block.kind is not BlockKind.FOOTNOTE:
                context.note(made)
    return found


def _wishes(text: str, block: Block) -> Iterator[tuple[int, int, Wish]]:
    yield from find_english(text, block.start, block.end)
    if text.isascii():
        return
    if _HANGUL.search(text, block.start, block.end):
        yield from find_korean(text, block.start, block.end)
    if _CYRILLIC.search(text, block.start, block.end):
        yield from find_russian(text, block.start, block.end)


class _Context:
    """What words can be counted from: the date of publication, and the dates before in the text."""

    def __init__(self, published: FuzzyDate | None) -> None:
        self.published = published
        self._last: dict[str, FuzzyDate] = {}
        self._words: dict[int, str] = {}

    def note(self, dating: Dating) -> None:
        """Take a date into account for what follows."""
        if dating.date is None:
            return
        self._words[id(dating.date)] = dating.words
        length = (dating.date.end - dating.date.start).days
        for unit, longest in _LONGEST_ANCHOR.items():
            if length <= longest:
                self._last[unit] = dating.date

    def words_of(self, known: FuzzyDate) -> str:
        """Give the words that a date of the text comes from."""
        return self._words.get(id(known), "")

    def previous(self, unit: str) -> FuzzyDate | None:
        """Give the date before in the text that units can be counted from."""
        return self._last.get(unit)

    @property
    def day(self) -> FuzzyDate | None:
        """The last single day before in the text."""
        found = self._last.get(DAY)
        return found if found is not None and found.precision == "day" else None


def _tried(wish: Wish, context: _Context) -> Dating | None:
    """Resolve a date; None where there is no such day, or none in the calendar."""
    try:
        made = _resolved(wish, context)
    except (ValueError, OverflowError):
        return None
    return None if made.date is None and made.rule in ("year", "month") else made


def _resolved(wish: Wish, context: _Context) -> Dating:
    match wish:
        case Exact(known, is_sure):
            return _dating("written", known, None, is_sure)
        case Yearless():
            return _yearless(wish, context)
        case DayOfMonth():
            return _day_of_month(wish, context)
        case Weekday():
            return _weekday(wish, context)
        case Shifted():
            return _shifted(wish, context)
        case Period():
            return _period(wish, context.published)
        case Season():
            return _season(wish, context.published)


def _dating(rule: str, known: FuzzyDate | None, anchor: FuzzyDate | None = None, is_sure: bool = True) -> Dating:
    return Dating(0, 0, "", known, rule, anchor, "", is_sure and known is not None)


def _yearless(wish: Yearless, context: _Context) -> Dating:
    from_text = context.previous(YEAR)
    anchor = (context.day or from_text if wish.is_from_text else context.published) or from_text
    if anchor is None:
        return _dating("no_published", None)
    is_published = anchor is context.published
    back, ahead = (
        (_DAYS_BACK_TOLD if wish.is_past else _DAYS_BACK, _DAYS_AHEAD) if is_published else (_DAYS_AROUND,) * 2
    )
    if wish.leaning:
        back, ahead = (366, 0) if wish.leaning < 0 else (0, 366)
    middle = anchor.start + (anchor.end - anchor.start) / 2
    best: FuzzyDate | None = None
    for year in (middle.year - 1, middle.year, middle.year + 1):
        known = _days(year, wish.month, wish.first, wish.last)
        if known is None:
            continue
        # A month that publication falls into is not past yet, and not to come.
        low, high = middle - timedelta(back), middle + timedelta(ahead)
        if known.end >= low and known.start <= high and (best is None or known.start <= middle):
            best = known
    if best is None:
        return _dating("year", None, anchor)
    return _dating("year", best, anchor, is_published and not wish.is_open and best.start <= anchor.end)


def _days(year: int, month: int, first: int, last: int) -> FuzzyDate | None:
    """Make days of a month a date; None where it has no such day."""
    length = calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 0
    if not length or first > length or (first == last and last > length):
        return None
    if not first:
        return FuzzyDate(date(year, month, 1), date(year, month, length), "month")
    precision = "day" if first == last else "about"
    return FuzzyDate(date(year, month, first), date(year, month, min(last, length)), precision)


def _day_of_month(wish: DayOfMonth, context: _Context) -> Dating:
    anchor = context.published if context.published and context.published.precision == "day" else context.day
    if anchor is None:
        return _dating("no_published", None)
    first = anchor.end.replace(day=1)
    if wish.months_back:
        months = [_month_from(first, -wish.months_back)]
    else:
        months = [_month_from(first, step) for step in ((0, 1, 2) if wish.leaning > 0 else (0, -1, -2))]
    for month in months:
        known = _days(month.year, month.month, wish.day, wish.day)
        is_past = known is not None and known.start <= anchor.end
        if known is not None and (wish.months_back or is_past == (wish.leaning <= 0) or known.start == anchor.end):
            return _dating("month", known, anchor, anchor is context.published)
    return _dating("month", None, anchor)


def _weekday(wish: Weekday, context: _Context) -> Dating:
    is_published = context.published is not None and context.published.precision == "day"
    anchor = context.published if is_published else context.day
    if anchor is None:
        return _dating("no_published", None)
    day, is_sure = anchor.end, is_published
    if wish.week is not None:
        exact = day + timedelta(wish.number - day.weekday() + 7 * wish.week)
        return _dating("counted", FuzzyDate(exact, exact, "day"), anchor, is_sure)
    leaning = wish.leaning if is_published else 1
    if leaning > 0:
        step = (wish.number - day.weekday()) % 7 or 7
    elif leaning < 0:
        # "Last Monday" on a Wednesday is two days ago for some, and nine for others.
        step, is_sure = -((day.weekday() - wish.number) % 7 or 7), False
    else:
        step = -((day.weekday() - wish.number) % 7)
    exact = day + timedelta(step)
    rule = "on" if step == 0 else "before" if step < 0 else "after"
    return _dating(rule, FuzzyDate(exact, exact, "day"), anchor, is_sure and leaning <= 0)


def _shifted(wish: Shifted, context: _Context) -> Dating:
    if not wish.is_known:
        return _dating("event", None)
    anchor = context.previous(wish.unit) if wish.is_from_text else context.published
    if anchor is None:
        return _dating("no_previous" if wish.is_from_text else "no_published", None)
    known = _moved(anchor, wish.count, wish.unit)
    is_told = not wish.is_from_text and anchor.precision == "day"
    return _dating("counted", known, anchor, is_told and wish.unit == DAY)


def _moved(anchor: FuzzyDate, count: int, unit: str) -> FuzzyDate:
    """Move a date, and claim no more of it than the unit tells: so many months back is a month, and no day."""
    if unit == DAY:
        step = timedelta(count)
        return FuzzyDate(anchor.start + step, anchor.end + step, anchor.precision if not count else _plain(anchor))
    if unit == WEEK and not count:
        monday = anchor.start - timedelta(anchor.start.weekday())
        return FuzzyDate(monday, anchor.end + timedelta(6 - anchor.end.weekday()), "about")
    if unit == WEEK:
        step, margin = timedelta(7 * count), timedelta(3)
        return FuzzyDate(anchor.start + step - margin, anchor.end + step + margin, "about")
    if unit == MONTH:
        first, last = _month_from(anchor.start, count), _month_from(anchor.end, count)
        length = calendar.monthrange(last.year, last.month)[1]
        precision = "month" if (first.year, first.month) == (last.year, last.month) else "about"
        return FuzzyDate(first, last.replace(day=length), precision)
    first_year, last_year = anchor.start.year + count, anchor.end.year + count
    return FuzzyDate(date(first_year, 1, 1), date(last_year, 12, 31), "year" if first_year == last_year else "about")


def _plain(anchor: FuzzyDate) -> str:
    """Give the precision of days moved from an anchor: a whole month moved by a day is no month."""
    return "day" if anchor.precision == "day" else "about"


def _month_from(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _period(wish: Period, published: FuzzyDate | None) -> Dating:
    if published is None:
        return _dating("no_published", None)
    if wish.unit != WEEK:
        return _dating("counted", _moved(published, wish.offset, wish.unit), published)
    if published.precision != "day":
        return _dating("counted", None, published)
    monday = published.end - timedelta(published.end.weekday()) + timedelta(7 * wish.offset)
    return _dating("counted", FuzzyDate(monday, monday + timedelta(6), "about"), published)


def _season(wish: Season, published: FuzzyDate | None) -> Dating:
    """Give the three months of a season; "winter 2024" begins in the year before or ends in the one after."""
    if wish.year is not None:
        first, last = _three_months(wish.year, wish.month)
        if wish.month == 12:
            first = date(wish.year - 1, 12, 1)
        return _dating("season", FuzzyDate(first, last, "about", f"{wish.name} {wish.year}"), is_sure=False)
    if published is None:
        return _dating("no_published", None)
    day = published.end
    spans = [_three_months(year, wish.month) for year in range(day.year - 2, day.year + 2)]
    if wish.leaning > 0:
        chosen = next((each for each in spans if each[0] > day), None)
    elif wish.leaning < 0:
        chosen = next((each for each in reversed(spans) if each[1] < day), None)
    else:
        chosen = next((each for each in reversed(spans) if (each[0] - day).days <= _DAYS_AHEAD), None)
    known = FuzzyDate(*chosen, "about") if chosen else None
    return _dating("season_near", known, published, False)


def _three_months(year: int, month: int) -> tuple[date, date]:
    last = _month_from(date(year, month, 1), 2)
    return date(year, month, 1), last.replace(day=calendar.monthrange(last.year, last.month)[1])

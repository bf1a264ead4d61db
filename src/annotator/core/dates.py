"""Dates as well as they are known: reading what people write, and writing no more than is known."""

import calendar
import re
from datetime import date, timedelta

from annotator.core.records import FuzzyDate

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_LONG = tuple(calendar.month_name)
_SHORT = tuple(calendar.month_abbr)
_PARTS = {"early": (1, 10), "mid": (11, 20), "middle of": (11, 20), "late": (21, 31), "end of": (21, 31)}
_ABOUT = re.compile(r"^(?:about|around|circa|c\.|ca\.|approximately)\s+(.+)$")
_PART = re.compile(rf"^(early|mid|middle of|late|end of)[ -]({_MONTH})\.?,?\s+(\d{{4}})$")
_DAY_MONTH = re.compile(rf"^(?:[a-z]+day,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\.?,?\s+(\d{{4}})$")
_MONTH_DAY = re.compile(rf"^(?:[a-z]+day,?\s+)?({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$")
_MONTH_YEAR = re.compile(rf"^({_MONTH})\.?,?\s+(\d{{4}})$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ]\d.*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")
_KOREAN = re.compile(r"^(\d{4})년(?:\s*(\d{1,2})월)?(?:\s*(\d{1,2})일)?$")
_DAYS_ABOUT = 7


def parse_date(words: str, day_first: bool = True) -> FuzzyDate | None:
    """Read a date as people write it; None where it is none.

    `day_first` decides 3/4/2025; where only one order makes a date, that one is taken. "About" a day is a week to
    either side; "early", "mid" and "late" are thirds of a month.
    """
    tidy = " ".join(words.split()).casefold().rstrip(".")
    about = _ABOUT.match(tidy)
    if about:
        known = _parse_exact(about[1], day_first)
        return _around(known, words) if known else None
    part = _PART.match(tidy)
    try:
        if part:
            first, last = _PARTS[part[1]]
            year, month = int(part[3]), _MONTHS[part[2]]
            last = min(last, calendar.monthrange(year, month)[1])
            return FuzzyDate(date(year, month, first), date(year, month, last), "about", " ".join(words.split()))
        return _parse_exact(tidy, day_first)
    except ValueError:
        return None


def _around(known: FuzzyDate, words: str) -> FuzzyDate:
    margin = timedelta(days=_DAYS_ABOUT) if known.precision == "day" else timedelta()
    return FuzzyDate(known.start - margin, known.end + margin, "about", " ".join(words.split()))


def _parse_exact(tidy: str, day_first: bool) -> FuzzyDate | None:
    if match := _ISO.match(tidy) or _KOREAN.match(tidy):
        return _known(int(match[1]), match[2], match[3])
    if match := _DAY_MONTH.match(tidy):
        return _known(int(match[3]), _MONTHS[match[2]], match[1])
    if match := _MONTH_DAY.match(tidy):
        return _known(int(match[3]), _MONTHS[match[1]], match[2])
    if match := _MONTH_YEAR.match(tidy):
        return _known(int(match[2]), _MONTHS[match[1]], None)
    if match := _NUMERIC.match(tidy):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        if int(month) > 12:
            day, month = month, day
        return _known(int(match[3]), month, day)
    if match := _YEAR.match(tidy):
        return _known(int(match[1]), None, None)
    return None


def _known(year: int, month: str | int | None, day: str | int | None) -> FuzzyDate | None:
    """Make a date from its parts; None where there is no such day."""
    try:
        if month is None:
            return FuzzyDate(date(year, 1, 1), date(year, 12, 31), "year")
        number = int(month)
        if day is None:
            return FuzzyDate(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")
        exact = date(year, number, int(day))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return FuzzyDate(exact, exact, "day")


def format_date(known: FuzzyDate, short: bool = False, language: str = "en") -> str:
    """Write a date with no more than is known: a month stays a month, and "late April 2025" stays that."""
    if known.precision == "about":
        return known.words or _formatted_range(known, short, language)
    return _formatted(known.start, known.precision, short, language)


def _formatted(day: date, precision: str, short: bool, language: str) -> str:
    if language.startswith("ko"):
        words = f"{day.year}년"
        if precision in ("month", "day"):
            words += f" {day.month}월"
        return f"{words} {day.day}일" if precision == "day" else words
    if precision == "year":
        return str(day.year)
    month = (_SHORT if short else _LONG)[day.month]
    return f"{day.day} {month} {day.year}" if precision == "day" else f"{month} {day.year}"


def _formatted_range(known: FuzzyDate, short: bool, language: str) -> str:
    first = _formatted(known.start, "day", short, language)
    last = _formatted(known.end, "day", short, language)
    return first if first == last else f"{first} – {last}"


def to_text(known: FuzzyDate | None) -> str:
    """Write a date for an edit field, so that parse_date reads the same date back."""
    return format_date(known, short=True) if known else ""

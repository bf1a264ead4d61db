"""Dates as Russian texts write them."""

import re
from collections.abc import Iterator

from annotator.core.dates import parse_date
from annotator.core.suggesting.date_wishes import (
    DAY,
    EARLY,
    LATE,
    MID,
    MONTH,
    WEEK,
    YEAR,
    Exact,
    Period,
    Shifted,
    Weekday,
    Wish,
    Yearless,
)

_STEMS = "янв фев мар апр ма июн июл авг сен окт ноя дек".split()
_M = (
    r"(?:январ[яе]|феврал[яе]|март[ае]|апрел[яе]|ма[яе]|июн[яе]|июл[яе]|август[ае]|сентябр[яе]|октябр[яе]|"
    r"ноябр[яе]|декабр[яе])"
)
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_NUMBERS = {
    name: number
    for number, names in enumerate(
        ("один одну день", "два две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"), 1
    )
    for name in names.split()
}
_N = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_Y = r"(?:1[89]|20)\d\d"
_PATTERN = re.compile(
    rf"\b(?i:(?P<day>\d{{1,2}})\s(?P<day_month>{_M})\b(?:\s(?P<day_year>{_Y}))?"
    rf"|в\s(?P<part>начале|середине|конце)\s(?P<part_month>{_M})\b(?:\s(?P<part_year>{_Y}))?"
    rf"|в\s(?P<month>{_M})\b(?:\s(?P<month_year>{_Y}))?"
    rf"|в\s(?P<year>{_Y})\sгоду\b"
    rf"|во?\s(?:(?P<week_lead>прошл|следующ)\w+\s)?(?P<weekday>{'|'.join(_WEEKDAYS)})\w{{0,2}}\b"
    r"|(?P<fixed>позавчера|вчера|сегодня|завтра)\b"
    r"|(?P<beside>накануне|на\sследующий\sдень|в\sтот\sже\sдень)\b"
    r"|(?:на|в)\s(?P<period>прошл|эт|следующ)\w+\s(?P<period_unit>неделе|месяце|году)\b"
    rf"|(?P<through>через\s)?(?P<count>{_N})\s(?P<unit>дн|день|недел|месяц|год|лет)\w*(?P<way>\s(?:тому\s)?назад|\sспустя)?\b)"
)
_UNITS = {"дн": DAY, "день": DAY, "недел": WEEK, "месяц": MONTH, "год": YEAR, "лет": YEAR}
_PARTS = {"начале": EARLY, "середине": MID, "конце": LATE}
_PERIODS = {"неделе": WEEK, "месяце": MONTH, "году": YEAR}
_OFFSETS = {"прошл": -1, "эт": 0, "следующ": 1}
_FIXED = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1}
_LONG = "January February March April May June July August September October November December".split()
_ENGLISH_PARTS = {"начале": "early", "середине": "mid", "конце": "late"}


def find_russian(text: str, start: int, end: int) -> Iterator[tuple[int, int, Wish]]:
    """Give the dates that Russian words between two offsets speak of, in text order."""
    for match in _PATTERN.finditer(text, start, end):
        wish = _calendar(match) or _relative(match)
        if wish is not None:
            yield match.start(), match.end(), wish


def _calendar(match: re.Match[str]) -> Wish | None:
    if match["year"]:
        return _exact(match["year"])
    named = match["day_month"] or match["part_month"] or match["month"]
    if not named:
        return None
    month = _month(named)
    year = match["day_year"] or match["part_year"] or match["month_year"]
    part, day = (match["part"] or "").casefold(), int(match["day"] or 0)
    if year:
        return _exact(f"{_ENGLISH_PARTS.get(part, '') or day or ''} {_LONG[month - 1]} {year}".strip())
    if part:
        return Yearless(month, *_PARTS[part])
    return Yearless(month, day, day) if day <= 31 else None


def _exact(words: str) -> Exact | None:
    read = parse_date(words)
    return Exact(read) if read else None


def _month(words: str) -> int:
    plain = words.casefold()
    # The stem of May begins those of no other month but March, which stands before it.
    return next(number for number, stem in enumerate(_STEMS, 1) if plain.startswith(stem))


def _relative(match: re.Match[str]) -> Wish | None:
    if match["weekday"]:
        found = match["weekday"].casefold()
        return Weekday(_WEEKDAYS.index(found), _OFFSETS.get((match["week_lead"] or "").casefold(), 0))
    if match["fixed"]:
        return Shifted(_FIXED[match["fixed"].casefold()], DAY, False)
    if match["beside"]:
        words = match["beside"].casefold()
        return Shifted(-1 if words == "накануне" else 1 if "следующий" in words else 0, DAY, True)
    if match["period"]:
        return Period(_OFFSETS[match["period"].casefold()], _PERIODS[match["period_unit"].casefold()])
    if not match["count"] or not (match["through"] or match["way"]):
        return None
    words = match["count"].casefold()
    count = int(words) if words.isdigit() else _NUMBERS[words]
    is_ago = (match["way"] or "").endswith("назад")
    return Shifted(-count if is_ago else count, _UNITS[match["unit"].casefold()], not is_ago)

"""Dates as well as they are known: reading what people write, and writing no more than is known."""

import calendar
import re
from datetime import date, timedelta

from annotator.core.records import FuzzyDate

# By our own list: the calendar's names change with the machine's locale.
_LONG = "January February March April May June July August September October November December".split()
_SHORT = [name[:3] for name in _LONG]
# As sources in other languages write them: in Russian in the case that a day calls for.
_OTHERS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "январь фев март апр май июнь июль авг сент окт нояб дек",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jan feb mär apr mai jun jul aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "يناير شباط آذار نيسان أيار حزيران تموز آب أيلول أكتوبر نوفمبر ديسمبر",
)
_MONTHS = {"sept": 9} | {
    name.casefold(): number
    for names in (*(each.split() for each in _OTHERS), _LONG, _SHORT)
    for number, name in enumerate(names, 1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|понедельник|вторник|среда|четверг|пятница|суббота|"
    r"воскресенье|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?,?\s+)?"
)
_TIME = re.compile(
    r",?\s+(?:(?:at|um|à|в|오전|오후)\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m)?(?:\s+[a-z]{2,5})?"
    r"(?:\s*[+-]\d{2}:?\d{2})?$"
)
_PARTS = {"early": (1, 10), "mid": (11, 20), "middle of": (11, 20), "late": (21, 31), "end of": (21, 31)}
_KOREAN_PARTS = {"초": (1, 10), "초순": (1, 10), "중순": (11, 20), "하순": (21, 31), "말": (21, 31)}
_ABOUT = re.compile(r"^(?:about|around|circa|c\.|ca\.|approximately|약)\s*(.+)$|^(.+?)\s*(?:경|무렵|쯤)$")
_PART = re.compile(rf"^(early|mid|middle of|late|(?:the )?end of)[ -]({_MONTH})\.?,?\s+(\d{{4}})$")
_KOREAN_PART = re.compile(r"^(\d{4})년\s*(\d{1,2})월\s*(초순|초|중순|하순|말)$")
_RANGE = re.compile(r"^(.+?)\s+(?:–|—|-|to|until)\s+(.+)$")
_DAY_MONTH = re.compile(
    rf"^{_WEEKDAY}(?:the |le )?(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:(?:of|de)\s+)?({_MONTH})\.?,?\s+(?:de\s+)?"
    r"(\d{4})(?:\s*(?:г|года))?$"
)
_MONTH_DAY = re.compile(rf"^{_WEEKDAY}({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$")
_MONTH_YEAR = re.compile(rf"^({_MONTH})\.?,?\s+(?:of\s+)?(\d{{4}})$")
_ISO = re.compile(r"^(\d{4})(?:[-/]|\.\s?)(\d{1,2})(?:(?:[-/]|\.\s?)(\d{1,2}))?(?:[t ]\d.*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})[/.-]\s?(\d{1,2})[/.-]\s?(\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")
_HAN = re.compile(
    r"^(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号號])?)?"
    r"(?:\s*[(（]?(?:星期|周|週)?[月火水木金土日一二三四五六天][)）]?)?$"
)
_KOREAN = re.compile(r"^(\d{4})년(?:\s*(\d{1,2})월(?:\s*(\d{1,2})일)?)?(?:\s*\(?[월화수목금토일](?:요일)?\)?)?$")
_HANGUL = re.compile("[가-힣]")
_DAYS_ABOUT = 7
_LONGEST = 80


def parse_date(words: str, day_first: bool = True) -> FuzzyDate | None:
    """Read a date as people write it; None where it is none.

    `day_first` decides 3/4/2025; where only one order makes a date, that one is taken. "About" a day is a week to
    either side; "early", "mid" and "late" are thirds of a month; "3 May 2025 – 9 May 2025" is all the days it can be.
    """
    if len(words) > _LONGEST:
        return None
    plain = " ".join(words.split())
    tidy = plain.casefold().rstrip(".")
    try:
        about = _ABOUT.match(tidy)
        if about:
            return _around(about[1] or about[2], plain, day_first)
        return _part(tidy, plain) or _parse_exact(_TIME.sub("", tidy), day_first) or _range(tidy, day_first)
    except (ValueError, OverflowError):
        return None


def _around(tidy: str, plain: str, day_first: bool) -> FuzzyDate | None:
    known = _part(tidy, plain) or _parse_exact(tidy, day_first)
    if known is None:
        return None
    margin = timedelta(days=_DAYS_ABOUT) if known.precision == "day" else timedelta()
    return FuzzyDate(known.start - margin, known.end + margin, "about", plain)


def _part(tidy: str, plain: str) -> FuzzyDate | None:
    """Read a third of a month."""
    if match := _PART.match(tidy):
        (first, last), year, month = _PARTS[match[1].removeprefix("the ")], int(match[3]), _MONTHS[match[2]]
    elif match := _KOREAN_PART.match(tidy):
        (first, last), year, month = _KOREAN_PARTS[match[3]], int(match[1]), int(match[2])
    else:
        return None
    end = date(year, month, min(last, _month_length(year, month)))
    return FuzzyDate(date(year, month, first), end, "about", plain)


def _range(tidy: str, day_first: bool) -> FuzzyDate | None:
    """Read two dates as the first and the last day it can be."""
    match = _RANGE.match(tidy)
    first = _parse_exact(match[1], day_first) if match else None
    last = _parse_exact(match[2], day_first) if match else None
    if first is None or last is None or first.start > last.end:
        return None
    return FuzzyDate(first.start, last.end, "about")


def _parse_exact(tidy: str, day_first: bool) -> FuzzyDate | None:
    tidy = tidy.rstrip(".")
    if match := _ISO.match(tidy) or _KOREAN.match(tidy) or _HAN.match(tidy):
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
            return FuzzyDate(date(year, number, 1), date(year, number, _month_length(year, number)), "month")
        exact = date(year, number, int(day))
    except ValueError:
        return None
    return FuzzyDate(exact, exact, "day")


def _month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def format_date(known: FuzzyDate, short: bool = False, language: str = "en") -> str:
    """Write a date with no more than is known: a month stays a month, and "late April 2025" stays that.

    Words that were kept in another language than the one asked for are said anew from the dates.
    """
    if known.precision != "about":
        return _formatted(known.start, known.precision, short, language)
    if known.words and bool(_HANGUL.search(known.words)) == language.startswith("ko"):
        return known.words
    return _third(known, short, language) or _formatted_range(known, short, language)


def to_text(known: FuzzyDate | None) -> str:
    """Write a date for an edit field, so that parse_date reads the same date back."""
    if known is None:
        return ""
    if known.precision == "about" and known.words:
        read = parse_date(known.words)
        if read is not None and (read.start, read.end) == (known.start, known.end):
            return known.words
    if known.precision == "about":
        return _formatted_range(known, True, "en")
    return _formatted(known.start, known.precision, True, "en")


def _formatted(day: date, precision: str, short: bool, language: str) -> str:
    if language.startswith("ko"):
        words = f"{day.year:04}년"
        if precision in ("month", "day"):
            words += f" {day.month}월"
        return f"{words} {day.day}일" if precision == "day" else words
    year = f"{day.year:04}"
    if precision == "year":
        return year
    month = (_SHORT if short else _LONG)[day.month - 1]
    return f"{day.day} {month} {year}" if precision == "day" else f"{month} {year}"


def _third(known: FuzzyDate, short: bool, language: str) -> str:
    """Name a third of a month, or a whole month or year that is only about right; "" for other days."""
    is_korean = language.startswith("ko")
    first, last = known.start, known.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        year = _formatted(first, "year", short, language)
        return f"{year}경" if is_korean else f"about {year}"
    if (first.year, first.month) != (last.year, last.month):
        return ""
    month, length = _formatted(first, "month", short, language), _month_length(first.year, first.month)
    names = {(1, 10): ("early", "초순"), (11, 20): ("mid", "중순"), (21, length): ("late", "하순")}
    names[1, length] = ("about", "경")
    english, korean = names.get((first.day, last.day), ("", ""))
    if not english:
        return ""
    return month + ("" if korean == "경" else " ") + korean if is_korean else f"{english} {month}"


def _formatted_range(known: FuzzyDate, short: bool, language: str) -> str:
    """Write the first and last day it can be; of whole months and years, no days."""
    first, last, precision = known.start, known.end, "day"
    if first.day == 1 and last.day == _month_length(last.year, last.month):
        precision = "year" if (first.month, last.month) == (1, 12) else "month"
    return f"{_formatted(first, precision, short, language)} – {_formatted(last, precision, short, language)}"

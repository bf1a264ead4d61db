"""Dates in a citation that a style cannot write by itself: those only about right, and years told apart by letters."""

import re
from dataclasses import dataclass

from annotator.core.dates import format_date
from annotator.core.records import FuzzyDate
from annotator.exchange.citing.items import CLOSING, DATE, UPRIGHT

_ABOUT = re.compile(r"^(?:about|around|circa|c\.|ca\.|approximately)\s+", re.IGNORECASE)
_DAY_MONTH = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")


@dataclass(frozen=True, slots=True)
class Dating:
    """What a style wants of dates. `is_american` puts the month first; `year_leads` is told of APA's lists.

    `has_year_twice` is told of ISO 690, which has the year behind the author and the date once more.
    """

    language: str
    is_american: bool
    year_leads: bool
    has_year_twice: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """A date's words: whole, and of the year alone."""

    whole: str
    year: str


def dated(frame: str, known: FuzzyDate | None, letter: str, dating: Dating, *, is_short: bool) -> str:
    """Put the words of a date that is only about right into a frame, and the letter behind the year.

    `is_short` is told of a citation with author and year, which has no more of the date than the year.
    """
    if known is None:
        return _undated(frame, letter, dating.language)
    if known.precision != "about":
        if dating.has_year_twice and known.precision == "year":
            frame = _without_second(frame, f"{known.start.year:04}")
        return _lettered(frame, f"{known.start.year:04}", letter, is_short=is_short)
    said = _said(known, dating)
    year = _with_letter(said.year, letter)
    if is_short:
        return frame.replace(DATE, year)
    if dating.has_year_twice:
        frame = _without_second(frame, DATE) if said.whole == said.year else frame
        return _whole(frame.replace(DATE, year, 1), said.whole)
    if dating.year_leads:
        return frame.replace(DATE, _year_first(said, letter))
    return _whole(frame, said.whole)


def _said(known: FuzzyDate, dating: Dating) -> _Said:
    is_korean = dating.language.startswith("ko")
    first, last = known.start, known.end
    years = f"{first.year:04}" if first.year == last.year else f"{first.year:04}–{last.year:04}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        about = f"{years}년경" if is_korean else f"ca. {years}"
        return _Said(about, about)
    words = _ABOUT.sub("ca. ", format_date(known, language=dating.language))
    if dating.is_american:
        words = _DAY_MONTH.sub(r"\2 \1, \3", words)
    begin, dash, end = words.partition(" – ")
    if dash:
        comma = "," if "," in begin else ""
        words = f"{begin}에서 {end} 사이" if is_korean else f"between {begin}{comma} and {end}"
    return _Said(words, years)


def _year_first(said: _Said, letter: str) -> str:
    """Give a date as APA lists it: "2025a, late April"."""
    if said.whole == said.year:
        return _with_letter(said.year, letter)
    korean = said.whole.removeprefix(f"{said.year}년 ")
    if korean != said.whole:
        return f"{said.year}{letter}, {korean}" if letter else said.whole
    rest = said.whole.removesuffix(f" {said.year}").rstrip(",")
    if rest == said.whole or said.year in rest:
        return f"{said.year}{letter}, {said.whole}" if letter else said.whole
    return f"{said.year}{letter}, {rest}"


def _whole(frame: str, words: str) -> str:
    """Put a date's words in, with a capital behind a full stop."""
    capital = words[:1].upper() + words[1:]
    return re.sub(rf"([.?!][{UPRIGHT}{CLOSING}]*\s){DATE}", lambda match: match[1] + capital, frame).replace(
        DATE, words
    )


def _with_letter(year: str, letter: str) -> str:
    """Put a letter behind a year, or behind words for one with a hyphen: "n.d.-a"."""
    return f"{year}{'' if year[-1:].isdigit() else '-'}{letter}" if letter else year


def _lettered(frame: str, year: str, letter: str, *, is_short: bool) -> str:
    if not letter:
        return frame
    if is_short:
        head, _, tail = frame.rpartition(year)
        return f"{head}{year}{letter}{tail}"
    # "2025년 4월" has its letter as "2025a, 4월".
    frame = re.sub(rf"\({year}년 ", f"({year}, ", frame, count=1)
    return re.sub(rf"(\(|, ){year}(?=[,.)])", rf"\g<1>{year}{letter}", frame, count=1)


def _undated(frame: str, letter: str, language: str) -> str:
    if not letter:
        return frame
    words = "날짜 없음" if language == "ko" else r"n\.d\.|\[no date\]"
    return re.sub(words, lambda match: f"{match[0]}-{letter}", frame, count=1)


def _without_second(frame: str, year: str) -> str:
    """Leave out a date that says no more than the year behind the author."""
    at = frame.find(year) + len(year)
    return frame[:at] + re.sub(rf"\. {year}(?=\W)", "", frame[at:], count=1)

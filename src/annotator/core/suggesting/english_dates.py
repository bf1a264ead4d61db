"""Dates as English texts write them."""

import re
from collections.abc import Iterator

from annotator.core.dates import parse_date
from annotator.core.suggesting.date_wishes import (
    DAY,
    EARLY,
    LATE,
    MID,
    Exact,
    Period,
    Season,
    Shifted,
    Weekday,
    Wish,
    Yearless,
)

_LONG = "January February March April May June July August September October November December".split()
_MONTHS = {name: number for number, name in enumerate(_LONG, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"Sept": 9}
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_W = "|".join(_WEEKDAYS)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_COUNTED = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {name: number for number, name in enumerate(_COUNTED, 1)} | {"a": 1, "an": 1, "the": 1}
_N = rf"\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_PARTS = {"early": EARLY, "mid": MID, "middle of": MID, "late": LATE, "end of": LATE}
_Y = r"(?:1[89]|20)\d\d"
_TH = r"(?:st|nd|rd|th)?"
_PATTERN = re.compile(
    rf"\b(?:"
    rf"(?P<full>\d{{1,2}}{_TH} (?:of )?(?:{_M})\.?,? {_Y}|(?:{_M})\.? \d{{1,2}}{_TH},? {_Y}"
    rf"|{_Y}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]{_Y})(?!\d)"
    rf"|(?P<part>(?i:early|mid|late|middle of|end of))[ -](?P<part_month>{_M})\b(?:\.?,? (?P<part_year>{_Y}))?"
    rf"|(?P<month_year>(?:{_M})\.?,? (?:of )?{_Y})(?![\d-])"
    rf"|(?P<day>\d{{1,2}}){_TH} (?:of )?(?P<day_month>{_M})\b"
    rf"|(?P<month_first>{_M})\b\.? (?P<month_day>\d{{1,2}}){_TH}(?![\d%]|[.,]\d)"
    r"|(?P<lead>(?i:in|since|by|until|before|after|from|during|through|of|last|next|the previous|this)) "
    rf"(?P<month>{_M})\b(?!\.? \d)"
    r"|(?P<season_lead>(?i:last|this|next|in|in the|since|since the|in late|in early)) "
    rf"(?P<season>spring|summer|autumn|fall|winter)\b(?: (?:of )?(?P<season_year>{_Y}))?"
    rf"|(?P<bare_season>spring|summer|autumn|fall|winter) (?:of )?(?P<bare_year>{_Y})"
    rf"|(?:(?P<weekday_lead>(?i:last|next|this past|on|by|since|until)) )?(?P<weekday>{_W})\b(?! [A-Z])"
    rf"|(?<!half )(?P<count>(?i:{_N})) (?P<unit>day|week|month|year)s? "
    r"(?P<way>later|earlier|ago|before|afterwards?|after|previously)\b"
    r"|(?P<fixed>(?i:yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)))\b"
    r"|(?i:the|that) (?P<beside>next|following|previous|same) "
    r"(?P<beside_unit>day|morning|evening|night|week|month|year)\b"
    r"|(?P<that>(?i:that (?:day|evening|night|morning)))\b"
    r"|(?P<period>(?i:last|this|next|past)) (?P<period_unit>week|month|year)\b"
    rf"|(?P<year_lead>(?i:in|since|before|after|by|until|from|of|during|around)) "
    rf"(?P<year>{_Y})(?![\d%/]|[-–]\d|[.,]\d| [a-z]+s\b)"
    r")"
)
_TRIGGER = re.compile(
    rf"\d|{_M}|{_W}|day|week|month|year|spring|summer|autumn|fall\b|winter|tonight|tomorrow|this|night"
)
# What is behind "two days after" is what it is counted from, unless the sentence ends there.
_EVENT_BEHIND = re.compile(r" +[^\s.,;:!?)”\"]")
_NAMED_DAY = re.compile(r"(?:Bloody|Black|Good|Easter|Palm|Ash|Super|Holy|Cyber|Shrove|Maundy) $")
_STILL_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|due|expected|scheduled|set|planned))\b[^.;]{0,60}$")
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|went|came|began|took|[a-z]{2,}ed)\b[^.;]*$")
# A date behind one of these is where something begins or ends, and not when it happened.
_OPEN = frozenset("since by until before after from through".split())
_LEANING = {"last": -1, "the previous": -1, "this past": -1, "next": 1}
_FIXED = {"yesterday": -1, "tomorrow": 1}
_BESIDE = {"next": 1, "following": 1, "previous": -1, "same": 0}
_PERIODS = {"last": -1, "past": -1, "this": 0, "next": 1}


def find_english(text: str, start: int, end: int) -> Iterator[tuple[int, int, Wish]]:
    """Give the dates that English words between two offsets speak of, in text order."""
    if not _TRIGGER.search(text, start, end):
        return
    for match in _PATTERN.finditer(text, start, end):
        wish = _calendar(match) or _relative(match)
        if wish is not None:
            yield match.start(), match.end(), wish


def _calendar(match: re.Match[str]) -> Wish | None:
    """Read what names a month or a year."""
    if words := match["full"] or match["month_year"]:
        read = parse_date(words)
        return Exact(read, not _is_ambiguous(words)) if read else None
    if match["part"]:
        if match["part_year"]:
            read = parse_date(match[0].replace("-", " ").removeprefix("the "))
            return Exact(read) if read else None
        return Yearless(_MONTHS[match["part_month"]], *_PARTS[match["part"].casefold()])
    if day := match["day"] or match["month_day"]:
        month, number = _MONTHS[match["day_month"] or match["month_first"]], int(day)
        return Yearless(month, number, number, is_past=_is_past(match)) if 1 <= number <= 31 else None
    if match["month"]:
        return _month(match)
    if match["year"]:
        read = parse_date(match["year"])
        return Exact(read, match["year_lead"].casefold() not in _OPEN) if read else None
    return None


def _month(match: re.Match[str]) -> Yearless:
    lead = match["lead"].casefold()
    return Yearless(
        _MONTHS[match["month"]],
        leaning=_LEANING.get(lead, 0),
        is_past=_is_past(match),
        is_open=lead in _OPEN,
        is_from_text=lead == "the previous",
    )


def _relative(match: re.Match[str]) -> Wish | None:
    """Read what has to be counted from another day."""
    if name := match["season"] or match["bare_season"]:
        year = match["season_year"] or match["bare_year"]
        lead = (match["season_lead"] or "").casefold()
        return Season(_SEASONS[name], name, int(year) if year else None, _PERIODS.get(lead, 0))
    if match["weekday"]:
        if _NAMED_DAY.search(match.string, max(0, match.start() - 10), match.start()):
            return None
        return Weekday(
            _WEEKDAYS.index(match["weekday"]), _LEANING.get((match["weekday_lead"] or "").casefold(), _will(match))
        )
    if match["count"]:
        return _counted(match)
    if match["fixed"]:
        return Shifted(_FIXED.get(match["fixed"].casefold(), 0), DAY, False)
    if match["beside"]:
        unit = match["beside_unit"]
        return Shifted(_BESIDE[match["beside"]], DAY if unit in ("morning", "evening", "night") else unit, True)
    if match["that"]:
        return Shifted(0, DAY, True)
    return Period(_PERIODS[match["period"].casefold()], match["period_unit"]) if match["period"] else None


def _counted(match: re.Match[str]) -> Wish:
    """Read "two days later", "a week ago", "two days before the storm"."""
    words, way = match["count"].casefold(), match["way"]
    count = int(words) if words.isdigit() else _NUMBERS[words]
    is_back = way in ("earlier", "ago", "before", "previously")
    is_known = way not in ("before", "after") or not _EVENT_BEHIND.match(match.string, match.end())
    return Shifted(-count if is_back else count, match["unit"], way != "ago", is_known)


def _is_ambiguous(words: str) -> bool:
    """Tell whether day and month of figures could be meant the other way round."""
    figures = re.split(r"[/.]", words)
    return len(figures) == 3 and int(figures[0]) <= 12 and int(figures[1]) <= 12 and figures[0] != figures[1]


def _is_past(match: re.Match[str]) -> bool:
    """Tell whether the words before tell of what is over."""
    return _PAST.search(match.string, max(0, match.start() - 40), match.start()) is not None


def _will(match: re.Match[str]) -> int:
    """Give 1 where the clause before says that it is still to come."""
    return int(_STILL_TO_COME.search(match.string, max(0, match.start() - 100), match.start()) is not None)

"""Dates as Korean texts write them."""

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
    DayOfMonth,
    Exact,
    Period,
    Shifted,
    Weekday,
    Wish,
    Yearless,
)

_PATTERN = re.compile(
    r"(?P<full>\d{4}년\s?\d{1,2}월(?:\s?\d{1,2}일|\s?(?:초순|중순|하순|초|말))?)"
    r"|(?P<year>(?:18|19|20)\d\d년)(?!대|간|\s?(?:전|뒤|후|만))"
    r"|(?:(?P<lead>지난해|작년|올해|내년|지난|오는)\s?)?(?<!\d)(?P<month>\d{1,2})월(?!\d)"
    r"(?:\s?(?P<day>\d{1,2})일|\s?(?P<part>초순|중순|하순|초|말))?"
    r"|(?:(?P<day_lead>지난달|지난|오는|이달)\s?)?(?<!\d)(?P<only_day>\d{1,2})일"
    r"(?!간|째|\s?(?:전|뒤|후|만|동안|이내|정도))"
    r"|(?<![가-힣\d])(?:(?P<count>\d{1,3})(?P<unit>일|주일|주|개월|달|년)|(?P<days>하루|이틀|사흘|나흘|닷새|열흘)"
    r"|(?P<native>한|두|세|네)\s?(?P<native_unit>주|달|해))\s?(?P<way>전|뒤|후|만에)(?=[\s,.에인]|$)"
    r"|(?:(?P<week>지난|이번|다음)\s?주\s?|(?P<week_lead>지난|오는)\s?)?(?P<weekday>[월화수목금토일])요일"
    r"|(?<![가-힣])(?P<fixed>그저께|그제|어제|오늘|내일|모레)"
    r"|(?<![가-힣])(?P<beside>전날|다음\s?날|이튿날|이날|같은\s?날|당일)"
    r"|(?<![가-힣])(?P<period>지난\s?주|이번\s?주|다음\s?주|지난\s?달|이달|이번\s?달|다음\s?달|지난해|작년|올해|내년)"
)
_PARTS = {"초": EARLY, "초순": EARLY, "중순": MID, "하순": LATE, "말": LATE}
_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "열흘": 10}
_NATIVE = {"한": 1, "두": 2, "세": 3, "네": 4}
_UNITS = {"일": DAY, "주": WEEK, "주일": WEEK, "개월": MONTH, "달": MONTH, "년": YEAR, "해": YEAR}
_FIXED = {"그저께": -2, "그제": -2, "어제": -1, "오늘": 0, "내일": 1, "모레": 2}
_BESIDE = {"전날": -1, "다음날": 1, "이튿날": 1, "이날": 0, "같은날": 0, "당일": 0}
_PERIODS = {
    "지난주": (-1, WEEK),
    "이번주": (0, WEEK),
    "다음주": (1, WEEK),
    "지난달": (-1, MONTH),
    "이달": (0, MONTH),
    "이번달": (0, MONTH),
    "다음달": (1, MONTH),
    "지난해": (-1, YEAR),
    "작년": (-1, YEAR),
    "올해": (0, YEAR),
    "내년": (1, YEAR),
}
_LEANING = {"지난": -1, "지난해": -1, "작년": -1, "오는": 1, "내년": 1}
_WEEKS = {"지난": -1, "이번": 0, "다음": 1}


def find_korean(text: str, start: int, end: int) -> Iterator[tuple[int, int, Wish]]:
    """Give the dates that Korean words between two offsets speak of, in text order."""
    for match in _PATTERN.finditer(text, start, end):
        wish = _calendar(match) or _relative(match)
        if wish is not None:
            yield match.start(), match.end(), wish


def _calendar(match: re.Match[str]) -> Wish | None:
    if words := match["full"] or match["year"]:
        read = parse_date(words)
        return Exact(read) if read else None
    if match["month"]:
        month, leaning = int(match["month"]), _LEANING.get(match["lead"] or "", 0)
        if not 1 <= month <= 12:
            return None
        if match["part"]:
            return Yearless(month, *_PARTS[match["part"]], leaning)
        day = int(match["day"] or 0)
        return Yearless(month, day, day, leaning) if day <= 31 else None
    if match["only_day"]:
        day = int(match["only_day"])
        lead = match["day_lead"] or ""
        return DayOfMonth(day, _LEANING.get(lead, 0), int(lead == "지난달")) if 1 <= day <= 31 else None
    return None


def _relative(match: re.Match[str]) -> Wish | None:
    if way := match["way"]:
        count = int(match["count"] or _DAYS.get(match["days"] or "") or _NATIVE[match["native"]])
        unit = _UNITS[match["unit"] or match["native_unit"] or "일"]
        # "…전" alone counts from publication; "…뒤" and "…만에" go on from what was told.
        return Shifted(-count if way == "전" else count, unit, way != "전")
    if match["weekday"]:
        number, leaning = "월화수목금토일".index(match["weekday"]), _LEANING.get(match["week_lead"] or "", 0)
        return Weekday(number, leaning, _WEEKS[match["week"]] if match["week"] else None)
    if match["fixed"]:
        return Shifted(_FIXED[match["fixed"]], DAY, False)
    if match["beside"]:
        return Shifted(_BESIDE["".join(match["beside"].split())], DAY, True)
    return Period(*_PERIODS["".join(match["period"].split())]) if match["period"] else None

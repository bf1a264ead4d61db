"""What words of a text say of a date before anybody asks against what: the forms that the languages share."""

from dataclasses import dataclass

from annotator.core.records import FuzzyDate

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"
# The thirds of a month; where it has fewer days, the last third is shorter.
EARLY, MID, LATE = (1, 10), (11, 20), (21, 31)


@dataclass(frozen=True, slots=True)
class Exact:
    """A date with its year: nothing has to be asked. `is_sure` is False where day and month could be the other way."""

    date: FuzzyDate
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Yearless:
    """Days of a month without a year, from `first` to `last`; both 0 for the whole month.

    `leaning` is -1 where the last such days are meant, 1 for the next, 0 where nothing says so. `is_past` where the
    sentence tells of what is over; `is_open` where it is where something begins or ends ("since March").
    """

    month: int
    first: int = 0
    last: int = 0
    leaning: int = 0
    is_past: bool = False
    is_open: bool = False
    is_from_text: bool = False


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day without a month: 28일."""

    day: int
    leaning: int = 0
    months_back: int = 0


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, from 0 for Monday; `week` is -1, 0 or 1 where its week is said too ("지난주 월요일")."""

    number: int
    leaning: int = 0
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Shifted:
    """So many units from publication, or from the date before in the text; 0 is that very day.

    `is_known` is False where it is counted from what only words name ("two days before the storm").
    """

    count: int
    unit: str
    is_from_text: bool
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """The whole week, month or year before, of or after publication."""

    offset: int
    unit: str


@dataclass(frozen=True, slots=True)
class Season:
    """A season by its first month, of a year, or the last, this or next one. `name` is what it is called."""

    month: int
    name: str
    year: int | None = None
    leaning: int = 0


Wish = Exact | Yearless | DayOfMonth | Weekday | Shifted | Period | Season

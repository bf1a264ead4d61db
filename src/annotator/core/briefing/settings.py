"""What is chosen for a project's briefing and remembered with it: parts and their order, look, title page, words."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal, get_args

from annotator.core.errors import RefusedError
from annotator.core.records import Json
from annotator.core.vocabulary import CONFIDENCES, LIKELIHOODS

# Before the name of each choice, in the log.
BRIEFING_FIELD = "briefing:"
PartName = Literal[
    "title",
    "contents",
    "key_judgements",
    "chapters",
    "timeline",
    "disagreements",
    "matrix",
    "pictures",
    "sources",
    "bibliography",
    "method",
    "codebook",
]
EmptyChapters = Literal["mark", "leave out"]
EvidenceOrder = Literal["arranged", "date", "tag", "source"]
TimelineForm = Literal["table", "picture", "both"]
HOUSE_STYLE = "house"
_PARTS: tuple[PartName, ...] = get_args(PartName)
_OFF_AT_FIRST = frozenset({"bibliography"})
# The contents have to stand before the first statement: LibreOffice loses text of the first quotation otherwise.
_FIXED: tuple[PartName, ...] = ("title", "contents")
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class PartChoice:
    """One part in its place, and whether it goes in."""

    name: PartName
    is_on: bool


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A word for how likely something is, with its range in per cent. `words` "" means those of the language."""

    key: str
    words: str = ""
    low: int = 0
    high: int = 100


@dataclass(frozen=True, slots=True)
class Confidence:
    """A word for how confident the analyst is. `words` "" means those of the language."""

    key: str
    words: str = ""


def arranged(parts: Sequence[PartChoice]) -> tuple[PartChoice, ...]:
    """Put title and contents first, each part once, and what is not named where it stands by itself."""
    named = list({part.name: part for part in parts if part.name in _PARTS}.values())
    for at, name in enumerate(_PARTS):
        if all(part.name != name for part in named):
            before = {*_PARTS[:at]}
            place = max((index + 1 for index, part in enumerate(named) if part.name in before), default=0)
            named.insert(place, PartChoice(name, name not in _OFF_AT_FIRST))
    return tuple(sorted(named, key=lambda part: _FIXED.index(part.name) if part.name in _FIXED else len(_FIXED)))


def is_fixed(name: PartName) -> bool:
    """Tell whether a part has its place at the front and cannot be moved."""
    return name in _FIXED


_STANDARD_LIKELIHOODS = tuple(Likelihood(key, "", low, high) for key, (low, high) in LIKELIHOODS.items())
_STANDARD_CONFIDENCES = tuple(map(Confidence, CONFIDENCES))


@dataclass(frozen=True, slots=True)
class BriefingSettings:
    """The choices. Each is one field of the project, set by itself, so that two people's choices meet field by field.

    `style` is the citation style's key. `language` is the project's where it is empty. `date` is the day on the title
    page; without it the day on which the newest statement was made, so that the same project gives the same briefing.
    `authors` stand for the reviewers' names where they are not empty. `uses_ibid` shortens a footnote further that
    follows one of the same source. `carries_findings` puts what `check` finds into the document as comments.
    """

    parts: tuple[PartChoice, ...] = field(default_factory=lambda: arranged(()))
    style: str = HOUSE_STYLE
    uses_ibid: bool = False
    order: EvidenceOrder = "arranged"
    empty_chapters: EmptyChapters = "mark"
    timeline: TimelineForm = "both"
    shows_links: bool = True
    language: str = ""
    handling: str = ""
    authors: str = ""
    editor: str = ""
    date: datetime.date | None = None
    carries_findings: bool = False
    likelihoods: tuple[Likelihood, ...] = _STANDARD_LIKELIHOODS
    confidences: tuple[Confidence, ...] = _STANDARD_CONFIDENCES

    @classmethod
    def from_json(cls, stored: Mapping[str, Json]) -> "BriefingSettings":
        """Read the stored choices; what is missing, or cannot be read by this version, is as at first."""
        values = {}
        for name, value in stored.items():
            if name in _READERS and value is not None:
                try:
                    values[name] = _READERS[name](value)
                except (TypeError, ValueError, LookupError):
                    continue
        return cls(**values)

    def to_json(self) -> dict[str, Json]:
        """Give every choice in its stored form."""
        return {each.name: _WRITERS.get(each.name, _as_it_is)(getattr(self, each.name)) for each in fields(self)}

    def changed(self, name: str, value: Json) -> "BriefingSettings":
        """Give the settings with one choice, in its stored form, made otherwise; None brings the standard back."""
        return BriefingSettings.from_json(self.to_json() | {name: value})

    def goes_in(self, name: PartName) -> bool:
        """Tell whether a part goes in."""
        return any(part.name == name and part.is_on for part in self.parts)


def checked_setting(name: str, value: Json) -> Json:
    """Check one choice and give its stored form.

    Raises:
        RefusedError: there is no such choice, or it cannot have this value.
    """
    if name not in _READERS:
        raise RefusedError(f"A briefing has no choice called {name}; it has: {', '.join(_READERS)}.")
    if value is None:
        return None
    try:
        read = _READERS[name](value)
    except (TypeError, ValueError, LookupError) as error:
        raise RefusedError(f"The briefing's {name.replace('_', ' ')} cannot be {value}.") from error
    return _WRITERS.get(name, _as_it_is)(read)


def _as_it_is(value: Json) -> Json:
    return value


def _one_of(*allowed: str) -> Callable[[Json], str]:
    def read(value: Json) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return read


def _line(value: Json) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_LINE:
        raise ValueError(value)
    return " ".join(value.split())


def _switch(value: Json) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _read_parts(value: Json) -> tuple[PartChoice, ...]:
    return arranged([PartChoice(name, _switch(is_on)) for name, is_on in value])


def _read_likelihoods(value: Json) -> tuple[Likelihood, ...]:
    read = tuple(Likelihood(_line(one[0]), _line(one[1]), int(one[2]), int(one[3])) for one in value)
    if not read or any(not 0 <= one.low <= one.high <= 100 for one in read) or _repeats(one.key for one in read):
        raise ValueError(value)
    return read


def _read_confidences(value: Json) -> tuple[Confidence, ...]:
    read = tuple(Confidence(_line(one[0]), _line(one[1])) for one in value)
    if not read or _repeats(one.key for one in read):
        raise ValueError(value)
    return read


def _repeats(keys: Iterable[str]) -> bool:
    listed = list(keys)
    return len(set(listed)) < len(listed) or "" in listed


_READERS: dict[str, Callable[[Json], Json]] = {
    "parts": _read_parts,
    "style": _line,
    "uses_ibid": _switch,
    "order": _one_of(*get_args(EvidenceOrder)),
    "empty_chapters": _one_of(*get_args(EmptyChapters)),
    "timeline": _one_of(*get_args(TimelineForm)),
    "shows_links": _switch,
    "language": _line,
    "handling": _line,
    "authors": _line,
    "editor": _line,
    "date": datetime.date.fromisoformat,
    "carries_findings": _switch,
    "likelihoods": _read_likelihoods,
    "confidences": _read_confidences,
}
_WRITERS: dict[str, Callable[[Json], Json]] = {
    "parts": lambda parts: [[part.name, part.is_on] for part in parts],
    "date": lambda day: day.isoformat() if day else None,
    "likelihoods": lambda words: [[one.key, one.words, one.low, one.high] for one in words],
    "confidences": lambda words: [[one.key, one.words] for one in words],
}

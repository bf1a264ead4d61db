"""What can be said about an article beyond its own lines: language, outlet, and a date from addresses or the name."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item

_PATH_DATE = re.compile(r"(?<!\d)(20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_EDITED_BY = re.compile(r"\bedited by (?:the )?(.{3,60}?)(?: staff| newsroom| editors)\b", re.I)
_WITH_THE = re.compile(r"^with (?:the )?([A-Z].{2,60})$")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OTHER_SCRIPT = re.compile("[\u0370-\u04ff\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_STOP_WORDS = {
    "en": frozenset("the of and to in that is was for with on as by at from has are".split()),
    "de": frozenset("der die und das den von zu mit ist im nicht auf eine ein dem".split()),
    "fr": frozenset("le la les des et en du une que est dans pour qui sur au".split()),
    "es": frozenset("el la los las de y en que del un una por con para se".split()),
    "it": frozenset("il di che la e un per non con del della sono da una le".split()),
    "pt": frozenset("o de a que e do da em um para com não uma os no".split()),
    "nl": frozenset("de het een en van in is dat op te zijn met voor niet aan".split()),
}
_SAMPLE = 3000
_SURE_WORDS = 5


def infer(items: Sequence[Item], file_name: str) -> dict[str, Inferred]:
    """Infer language, outlet and date; what is only likely is marked as not sure."""
    inferred: dict[str, Inferred] = {}
    text = " ".join(item.text for item in items if not item.fold)[:_SAMPLE]
    language, is_sure = _language(text)
    if language:
        inferred["language"] = Inferred(language, "text", is_sure)
    addresses = [
        str(item.attributes["url"]) for item in items if item.kind is BlockKind.IMAGE and item.attributes["url"]
    ]
    outlet = _outlet(items, addresses)
    if outlet:
        inferred["outlet"] = outlet
    published = _date_from_addresses(addresses, text) or _date_from_name(file_name)
    if published:
        inferred["published"] = published
    return inferred


def _language(text: str) -> tuple[str, bool]:
    """Tell the language by its script, else by its commonest words, and whether that is beyond doubt."""
    if _OTHER_SCRIPT.search(text):
        letters = sum(map(str.isalpha, text))
        for language, script in _SCRIPTS:
            if len(script.findall(text)) > letters * 0.2:
                return language, True
        if len(_CYRILLIC.findall(text)) > letters * 0.3:
            return ("uk", True) if _UKRAINIAN.search(text) else ("ru", False)
    words = text.casefold().split()
    scores = sorted(((sum(map(known.__contains__, words)), name) for name, known in _STOP_WORDS.items()), reverse=True)
    (most, language), (second, _) = scores[:2]
    return (language, most >= _SURE_WORDS and most > 2 * second) if most > max(2, second) else ("", False)


def _outlet(items: Sequence[Item], addresses: Sequence[str]) -> Inferred | None:
    """Take the outlet from a note on the translation or a line "with the …"; an image's host makes it sure."""
    for item in items:
        match = _EDITED_BY.search(item.text) if item.kind is BlockKind.METADATA else None
        match = match or (_WITH_THE.match(item.text) if item.fold else None)
        if match:
            name = match[1].strip()
            squashed = re.sub(r"\W", "", name).casefold()
            hosts = [urlsplit(address).hostname or "" for address in addresses]
            if any(squashed in re.sub(r"\W", "", host) for host in hosts):
                return Inferred(name, f"line {item.line} and image address")
            return Inferred(name, f"line {item.line}", sure=False)
    return None


def _date_from_addresses(addresses: Sequence[str], text: str) -> Inferred | None:
    """Take the date that the images' addresses agree on; a weekday named in the text can speak for it."""
    days = Counter(day for address in addresses if (day := _day(urlsplit(address).path)))
    if not days:
        return None
    day, _ = days.most_common(1)[0]
    weekday = _WEEKDAYS[day.weekday()]
    agrees = f", agrees with “on {weekday}”" if f"on {weekday}" in text else ""
    return Inferred(FuzzyDate(day, day, "day"), f"image address{agrees}", sure=False)


def _date_from_name(file_name: str) -> Inferred | None:
    day = _day(file_name)
    return Inferred(FuzzyDate(day, day, "day"), "file name", sure=False) if day else None


def _day(words: str) -> date | None:
    match = _PATH_DATE.search(words)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None

"""A source as an item of CSL-JSON."""

import re

from annotator.core.records import FuzzyDate, Json, Source
from annotator.exchange.citing.names import names

# Marks of our own in what citeproc gives back; they are in nobody's words.
ITALIC, UPRIGHT, LOCATOR = "\ue000", "\ue001", "\ue002"
_OURS = re.compile(f"[{ITALIC}{UPRIGHT}{LOCATOR}]")
_OPENING = re.compile(r'(^|[\s(\[{—–-])"(?=\S)')


def item(source: Source, key: str) -> Json:
    """Give what is known of a source; nothing is invented for what is not."""
    made: dict[str, Json] = {"id": key, "type": "article-newspaper" if source.outlet else _type(source)}
    for name, words in (("title", source.title or source.label), ("container-title", source.outlet)):
        if words:
            made[name] = _plain(words)
    if source.author:
        made["author"] = names(_plain(source.author))
    if source.url:
        made["URL"] = _plain(source.url)
    if source.language:
        made["language"] = source.language
    if source.published:
        made["issued"] = _date(source.published)
    return made


def _type(source: Source) -> str:
    return "webpage" if source.url else "article"


def _date(known: FuzzyDate) -> Json:
    day = known.start
    if known.precision == "day":
        return {"date-parts": [[day.year, day.month, day.day]]}
    if known.precision == "month":
        return {"date-parts": [[day.year, day.month]]}
    # Of what is only about right, styles can say no more than the year without inventing a day.
    years = [[known.start.year]] if known.start.year == known.end.year else [[known.start.year], [known.end.year]]
    return {"date-parts": years}


def _plain(words: str) -> str:
    """Turn straight quotation marks, which styles do not tell apart, and take out what are marks of ours."""
    words = _OPENING.sub(r"\1“", _OURS.sub("", " ".join(words.split())))
    return words.replace('"', "”")

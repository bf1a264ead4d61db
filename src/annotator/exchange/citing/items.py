"""A source as an item of CSL-JSON: its names and date as they are, a mark in the place of every other word.

So what is put right afterwards is the style's punctuation alone, and never a word of somebody's title.
"""

import re
from dataclasses import dataclass

from annotator.core.records import FuzzyDate, Json, Source
from annotator.exchange.citing.names import names

# Marks of our own in what citeproc gives back; they are in nobody's words.
ITALIC, UPRIGHT, LOCATOR, OPENING, CLOSING, JOINT, TITLE, OUTLET, ADDRESS, DATE = map(chr, range(0xE000, 0xE00A))
_OURS = re.compile(f"[{ITALIC}-{DATE}]")
_STRAIGHT_OPENING = re.compile(r'(^|[\s(\[{—–-])"(?=\S)')
# The full stop of a sentence. One behind a capital or a short word may be an abbreviation's, which stays.
_SENTENCE_STOP = re.compile(r"(?<=[^\W\d_A-Z]{4})\.$|(?<=[가-힣])\.$")
_SMALL_AFTER_HYPHEN = re.compile(r"(?<=-)[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Fields:
    """The words of a source for which the marks stand; "" where it has none."""

    title: str
    outlet: str
    address: str


def fields(source: Source) -> Fields:
    """Give the words; a source without outlet and title goes by the name of its file."""
    title = source.title or ("" if source.outlet else source.label)
    return Fields(_SENTENCE_STOP.sub("", plain(title)), plain(source.outlet), plain(source.url))


def item(source: Source, key: str, *, is_in_text: bool, has_initials: bool) -> Json:
    """Give what is known of a source; nothing is invented for what is not.

    `is_in_text` is told of styles with author and year; `has_initials` of those that shorten given names, for which
    "Hyun-ju" becomes "Hyun-Ju": citeproc-py takes a part in small letters for one that is not shortened.
    """
    known = fields(source)
    made: dict[str, Json] = {"id": key, "type": "article-newspaper" if known.outlet else "webpage"}
    for name, words, mark in (
        ("title", known.title, TITLE),
        ("container-title", known.outlet, OUTLET),
        ("URL", known.address, ADDRESS),
    ):
        if words:
            made[name] = mark
    authors = names(plain(source.author), source.language)
    if is_in_text and not authors and not known.title:
        # Where nothing else is known to begin with, the outlet is the author.
        del made["container-title"]
        authors = [{"literal": known.outlet}]
    if authors:
        made["author"] = [_with_capitals(each) for each in authors] if has_initials else authors
    if source.published:
        made["issued"] = _date(source.published)
    return made


def plain(words: str) -> str:
    """Turn straight quotation marks, which styles do not tell apart, and take out what are marks of ours."""
    words = _STRAIGHT_OPENING.sub(r"\1“", " ".join(_OURS.sub("", words).split()))
    return words.replace('"', "”")


def _with_capitals(name: Json) -> Json:
    if "given" not in name:
        return name
    return name | {"given": _SMALL_AFTER_HYPHEN.sub(lambda match: match[0].upper(), name["given"])}


def _date(known: FuzzyDate) -> Json:
    if known.precision == "about":
        return {"literal": DATE}
    parts = {"day": 3, "month": 2}.get(known.precision, 1)
    return {"date-parts": [[known.start.year, known.start.month, known.start.day][:parts]]}

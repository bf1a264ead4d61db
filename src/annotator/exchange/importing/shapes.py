"""The shapes of lines around an article: labels, rows of categories, bylines, dates, notices of the site."""

import re

from annotator.core.dates import parse_date
from annotator.core.records import FuzzyDate

_LABELS = frozenset(
    "detail details published publication date updated posted author authors by source share print tags topics "
    "category type file files download read".split()
) | {"last updated", "date published", "written by"}
_CATEGORY_LABELS = frozenset({"read more", "most read", "related articles"})
_AUTHOR_LABELS = frozenset({"author", "authors", "by", "written by"})
_SEPARATED = re.compile(r"^[^.!?]{1,40}(?:\s[|/>»›·•]\s[^.!?]{1,40})+$")
_BETWEEN = re.compile(r"\s+[|·•–—]\s+|(?<=\D),\s+(?=\w+\s+\d{1,2},?\s+\d{4}$|\d{1,2}\s+\w+\s+\d{4}$)")
_DATE_LABEL = re.compile(
    r"^(?:first )?(?:published|posted|updated|date|last updated|publication date)(?: on)?\s*:?\s*(.+)$", re.I
)
_BYLINE = re.compile(
    r"^(?:written |reported )?by:?\s+(?P<names>(?:[^\d.!?:;\[(<]|(?<=\b\w)\.){3,120}?)(?:\s*[\[(<].*|\s+\S+@\S+)?$",
    re.I,
)
_KOREAN_BYLINE = re.compile(r"^(?P<names>[가-힣]{2,4}) ?(?:선임|수석|인턴)? ?기자(?:\s*[(\[]?\S+@\S+)?$")
_PARTICLES = frozenset("and & de da del di van von der den la le bin al el ter".split())
_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march july "
    "september october november december the this that".split()
)
_MOST_NAME_WORDS = 12
_TRANSLATED = re.compile(r"^(?:this (?:article|story|text) was )?translated (?:from|by|and)\b|번역", re.I)
_NOTICE = re.compile(
    r"\b(?:(?:please )?(?:log|sign) ?(?:in|up) (?:to|for|or|with)|(?:our|daily|weekly|free) newsletter|"
    r"(?:use|uses|accept|manage) cookies|all rights reserved|follow us (?:on|at)|(?:privacy|cookie|comment\w*) policy|"
    r"terms (?:of use|of service|and conditions)|"
    r"(?:write|leave|post|add|view|read|see|show) (?:a |your |all |the |\d+ )?comments?\b|"
    r"comments? (?:are closed|are off|section)|support our (?:work|journalism))"
    r"|^(?:please )?(?:subscribe|share this|read more|click here|follow us)\b|^advertisement$"
    r"|^(?:\d+ )?comments?(?: \(\d+\))?$|©|\(c\) ?(?:19|20)\d\d|무단 ?전재|구독 ?(?:하기|신청)",
    re.I,
)
_COUNTER = re.compile(r"\(\d+/\d+\D{0,20}\)$")
_LONGEST_NOTICE = 140
_LONGEST_DATE_LINE = 60
_LONGEST_TRANSLATION_NOTE = 200
_EMAIL = re.compile(r"[\[(<]*\S+@\S+[\])>]*")
_CAPITALS = re.compile(r"^[^\W\d_a-z]+(?:[-'’][^\W\d_]+)*,?$")


def is_author_label(text: str) -> bool:
    """Tell whether a line announces the author on the next one."""
    return text.casefold().rstrip(":") in _AUTHOR_LABELS


def is_category_row(text: str) -> bool:
    """Tell whether a line is a row of short names with signs between them: "Asia | Diplomacy"."""
    return bool(_SEPARATED.match(text))


def is_category_label(text: str) -> bool:
    """Tell whether a line is the heading of the site's own lists."""
    return text.casefold().rstrip(":") in _CATEGORY_LABELS


def is_label(text: str) -> bool:
    """Tell whether a line is a label of the page: a word for what stands beside it."""
    return text.casefold().rstrip(":") in _LABELS or is_category_label(text)


def is_notice(text: str) -> bool:
    """Tell whether a line is a notice of the site: an invitation, a right, a rule; never the reported words of one."""
    return len(text) <= _LONGEST_NOTICE and bool(_NOTICE.search(text) or _COUNTER.search(text))


def is_person(text: str) -> bool:
    """Tell whether a line could be somebody's name and nothing else: two to four capitalised words."""
    words = text.split()
    return 2 <= len(words) <= 4 and bool(names(text)) and not any(character in text for character in ",;:?!|/")


def is_translation_note(text: str) -> bool:
    """Tell whether a line says from where, or by whom, the article was translated."""
    return len(text) <= _LONGEST_TRANSLATION_NOTE and bool(_TRANSLATED.search(text))


def byline(text: str) -> str:
    """Give the names of a byline, or ""; names in capitals are written as names, addresses are left out."""
    if korean := _KOREAN_BYLINE.match(text):
        return korean["names"]
    match = _BYLINE.match(text)
    return names(match["names"]) if match else ""


def names(text: str) -> str:
    """Give names as names are written, or "" where a word of it cannot be one."""
    tidy = _EMAIL.sub("", text).strip(" ,|-–[]()")
    words = tidy.split()
    if not 1 < len(words) <= _MOST_NAME_WORDS:
        return ""
    plain = [word.strip(",").casefold() for word in words]
    if _NO_NAMES.intersection(plain):
        return ""
    if not all(word[0].isupper() or name in _PARTICLES for word, name in zip(words, plain, strict=True)):
        return ""
    return " ".join(_name(word) for word in words)


def _name(word: str) -> str:
    if len(word) == 1 or not word.isupper() or not _CAPITALS.match(word):
        return word
    if word.casefold() in _PARTICLES:
        return word.casefold()
    if word[1] in "'’":
        return word[:2] + word[2:].capitalize()
    return word.capitalize()


def line_date(text: str) -> FuzzyDate | None:
    """Give the date of a line that is nothing but a date, with or without its label."""
    if len(text) > _LONGEST_DATE_LINE or not any(map(str.isdigit, text)):
        return None
    labelled = _DATE_LABEL.match(text)
    known = parse_date(labelled[1] if labelled else text)
    return known if known is not None and known.precision in ("day", "month") else None


def byline_and_date(text: str) -> tuple[str, FuzzyDate | None]:
    """Read a line of names and a date in one: "By Ann Author | 5 March 2024"; ("", None) where it is none."""
    if len(text) > 2 * _LONGEST_DATE_LINE or not any(map(str.isdigit, text)):
        return "", None
    parts = _BETWEEN.split(text)
    dates = [known for part in parts if (known := line_date(part.strip()))]
    if len(parts) < 2 or not dates:
        return "", None
    people = [byline(part) or (names(part) if is_person(part) else "") for part in parts]
    return next(filter(None, people), ""), dates[0]

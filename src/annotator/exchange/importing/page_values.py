"""The values of a page's metadata as they should be: names without offices, dates, languages, licences, bare titles."""

import re
from collections.abc import Collection
from urllib.parse import urljoin, urlsplit

from annotator.core.dates import parse_date
from annotator.core.records import FuzzyDate
from annotator.exchange.importing.boilerplate import words_of
from annotator.exchange.importing.json_ld import plain_words

LONGEST_VALUE = 500
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|@\w")
_NOBODY = re.compile(
    r"^(?:admin\w*|administrator|authors?|editors?|editorial(?: staff| team)?|guest|news(?:room| ?desk)?|redaktion|"
    r"r[eé]daction|redacci[oó]n|staff(?: writer| reporter)?|webmaster|unknown|user\d*|null|none)$"
    r"|\b(?:GmbH|Ltd|Inc|LLC)\b|\be\. ?V\.",
    re.I,
)
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.I)
_FAMILY_FIRST = re.compile(r"^([^\s,]+(?: [^\s,]+)?), ([^,]+)$")
_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_]|$)", re.I)
_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark))", re.I)
_SEPARATORS = re.compile(r"\s+[|–—·»«:]+\s+|\s+-\s+|\s*[|»]\s*")
_EDGES = " |–—·»«:-"
_WEB = ("http://", "https://")


def tidy_name(name: str) -> str:
    """Give a name as it is written in a byline; "" for what is the address of a profile or far too long."""
    tidy = _BY.sub("", plain_words(name)).strip(" ,;|")
    if _ADDRESS.search(tidy) or len(tidy) > LONGEST_VALUE:
        return ""
    return _FAMILY_FIRST.sub(r"\2 \1", tidy)


def is_nobody(name: str) -> bool:
    """Tell whether a name is an office or a company, and no author."""
    return _NOBODY.search(name) is not None


def day_of(words: str) -> FuzzyDate | None:
    """Read a date that is known to the day or the month at least."""
    known = parse_date(words)
    return known if known is not None and known.precision in ("day", "month") else None


def language_of(words: str) -> str:
    """Give the language of a language tag: "ko" for "ko-KR"."""
    match = _LANGUAGE.match(words.strip())
    return match[1].casefold() if match else ""


def licence_of(address: str) -> str:
    """Give the licence at an address its common name, or the address itself; "" where it is none."""
    match = _CREATIVE_COMMONS.search(address)
    if match and match[1]:
        return f"CC {match[1].upper()} {match[2]}"
    if match:
        return "CC0" if match[3].casefold() == "zero" else "Public domain"
    return address if address.startswith(_WEB) and len(address) <= LONGEST_VALUE else ""


def host_of(address: str) -> str:
    """Give the host of an address without "www.", or "" where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_front_page(address: str) -> bool:
    """Tell whether an address is that of a whole site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def absolute_address(base: str, address: str) -> str:
    """Give an address on the web, or "" where it is none."""
    try:
        joined = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return joined if joined.startswith(_WEB) and host_of(joined) else ""


def without_outlet(title: str, outlet: tuple[str, ...]) -> str:
    """Cut the outlet off a title at whose end it stands; `outlet` is its words."""
    parts = _SEPARATORS.split(title)
    if outlet and len(parts) > 1 and words_of(parts[-1]) == outlet:
        return title[: title.rindex(parts[-1])].rstrip(_EDGES)
    return title


def cut_title(title: str, outlet: tuple[str, ...], shown: Collection[tuple[str, ...]]) -> tuple[str, str]:
    """Cut a page's title where a heading on the page ends or the outlet begins; give the title and the rest.

    `shown` are the words of each heading.
    """
    if words_of(title) in shown:
        return title, ""
    for match in _SEPARATORS.finditer(title):
        before, behind = title[: match.start()].strip(), title[match.end() :].strip()
        if words_of(before) in shown or (outlet and words_of(behind) == outlet):
            return before, behind
        if words_of(behind) in shown or (outlet and words_of(before) == outlet):
            return behind, before
    return title, ""

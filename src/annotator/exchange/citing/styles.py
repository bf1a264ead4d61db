"""The styles that are offered, and the writing of citations in one of them."""

import io
import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from annotator.core.briefing import Run
from annotator.core.briefing.citations import ended, locator_words
from annotator.core.errors import RefusedError
from annotator.core.records import Json, Source
from annotator.core.words import Words
from annotator.exchange.citing import mark_up
from annotator.exchange.citing.corrections import corrected, with_locator, without_repeat
from annotator.exchange.citing.items import ITALIC, LOCATOR, UPRIGHT, item
from annotator.exchange.resources import resource_path

_LOCALES = {"en": "en-US", "ko": "ko-KR"}
_ITEM, _OTHER = "cited", "other"
_SENTINEL = "98765432123456789"
# The label that a style puts before the sentinel, with what sets it off; in its place stands a mark of ours.
_LOCATED = re.compile(rf",?\s*(?:\(?[^\W\d]+\.?\s*)?{_SENTINEL}\)?")
_ADDRESS = re.compile(r"[.,]?\s*(?=(?:Available from: )?https?://)")
_MOST_KEPT = 20_000
_CSL = "{http://purl.org/net/xbiblio/csl}"


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """A style that is offered. `languages` are those in which all that it writes was found to be right.

    `is_in_text` tells a style made for citations in the text, with author and year; in a footnote its full form is
    the bibliography's. `locators` are its own words for some kinds of place, with {number}.
    """

    key: str
    name: str
    languages: tuple[str, ...]
    is_in_text: bool
    marks_inside: bool
    locators: Mapping[str, str]


STYLES: Mapping[str, StyleInfo] = {
    info.key: info
    for info in (
        StyleInfo(
            "chicago-notes",
            "Chicago, notes and bibliography (16th edition)",
            ("en", "ko"),
            is_in_text=False,
            marks_inside=True,
            locators={"paragraph": "para. {number}", "page": "{number}"},
        ),
        StyleInfo(
            "apa",
            "APA (7th edition)",
            ("en", "ko"),
            is_in_text=True,
            marks_inside=True,
            locators={"paragraph": "para. {number}", "page": "p. {number}"},
        ),
        StyleInfo(
            "iso690",
            "ISO 690, author and date",
            ("en",),
            is_in_text=True,
            marks_inside=False,
            locators={"paragraph": "para. {number}", "page": "p. {number}"},
        ),
    )
}


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A source in the forms of one style, with marks for italics and for the place of the locator."""

    first: str
    later: str
    entry: str


class CslStyle:
    """Write citations in one style and language; see core.briefing.citations.CitationStyle.

    citeproc-py takes some milliseconds for each citation. So each source is rendered once, with a mark in the place
    of its locator, and kept for as long as the program runs.
    """

    def __init__(self, info: StyleInfo, words: Words) -> None:
        self.key = info.key
        self._info = info
        self._words = words

    def first(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        """Cite a source in full."""
        return _runs(_closed(with_locator(self._rendered(source).first, self._locator(locator))))

    def later(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        """Cite it shortly."""
        return _runs(_closed(with_locator(self._rendered(source).later, self._locator(locator))))

    def ibid(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        """Cite it once more; styles with author and year have no word for that."""
        if self._info.is_in_text:
            return self.later(source, locator)
        place = self._locator(locator)
        return (Run(ended(", ".join(filter(None, (self._words.ibid, place))))),)

    def entry(self, source: Source) -> tuple[Run, ...]:
        """List it in the bibliography."""
        return _runs(self._rendered(source).entry)

    def sort_key(self, source: Source) -> tuple[str, ...]:
        """Order by what the entry begins with, which is the author's family name where there is an author."""
        entry = self._rendered(source).entry.replace(ITALIC, "").replace(UPRIGHT, "")
        return (entry.lstrip("“‘").casefold(), source.uid)

    def _locator(self, locator: tuple[str, int]) -> str:
        kind, number = locator
        own = self._info.locators.get(kind, "") if self._words.language == "en" else ""
        return own.format(number=number) if own and number else locator_words(self._words, locator)

    def _rendered(self, source: Source) -> _Rendered:
        stored = json.dumps(item(source, _ITEM), ensure_ascii=False, sort_keys=True)
        return _kept(self._info.key, self._words.language, stored)


def csl_style(key: str, words: Words) -> CslStyle:
    """Give a style in the language of the briefing's words.

    Raises:
        RefusedError: there is no such style, or it is not offered in this language.
    """
    info = STYLES.get(key)
    if info is None:
        raise RefusedError(f"There is no citation style “{key}”; the styles are: house, {', '.join(STYLES)}.")
    if words.language not in info.languages:
        raise RefusedError(f"{info.name} does not come in this language; choose another style or language.")
    return CslStyle(info, words)


@cache
def _parsed(key: str, language: str) -> Any:
    """Read a style once, without its orders to capitalise titles: those stay as their sources write them."""
    # Imported late: only those who cite in such a style wait for it.
    from citeproc import CitationStylesStyle

    tree = etree.parse(resource_path("styles", f"{key}.csl"))
    for element in tree.iter(f"{_CSL}text", f"{_CSL}names", f"{_CSL}group"):
        if element.get("text-case") == "title":
            del element.attrib["text-case"]
    written = io.BytesIO(etree.tostring(tree))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(written, validate=False, locale=_LOCALES[language])


_memory: dict[tuple[str, str, str], _Rendered] = {}


def _kept(key: str, language: str, stored: str) -> _Rendered:
    if len(_memory) > _MOST_KEPT:
        _memory.clear()
    found = _memory.get((key, language, stored))
    if found is None:
        found = _memory[key, language, stored] = _render(STYLES[key], language, json.loads(stored))
    return found


def _render(info: StyleInfo, language: str, data: Json) -> _Rendered:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator
    from citeproc.source.json import CiteProcJSON

    # Something else is cited in between, or the second citation would be an "ibid.".
    other = {"id": _OTHER, "type": "article-newspaper", "title": "x"}
    with warnings.catch_warnings():
        # It warns of fields and terms that it does not know; that is what the goldens are for.
        warnings.simplefilter("ignore")
        source = CiteProcJSON([data, other])
        bibliography = CitationStylesBibliography(_parsed(info.key, language), source, mark_up)
        located = {"locator": Locator("paragraph", _SENTINEL)}
        citations = [Citation([CitationItem(_ITEM, **located)]), Citation([CitationItem(_OTHER)])]
        for citation in citations:
            bibliography.register(citation)
        first, _, later = (str(bibliography.cite(citations[at], lambda _: None)) for at in (0, 1, 0))
        listing = CitationStylesBibliography(_parsed(info.key, language), source, mark_up)
        listing.register(Citation([CitationItem(_ITEM)]))
        (entry,) = map(str, listing.bibliography())

    def right(text: str) -> str:
        return corrected(text, language=language, marks_inside=info.marks_inside)

    entry = right(without_repeat(entry, str(data.get("title", ""))))
    if info.is_in_text:
        return _Rendered(_with_place(entry), right(_LOCATED.sub(LOCATOR, later.strip().strip("()"))), entry)
    return _Rendered(right(_LOCATED.sub(LOCATOR, first)), right(_LOCATED.sub(LOCATOR, later)), entry)


def _with_place(entry: str) -> str:
    """Mark the place of the locator in a bibliography's entry: before its address, else at its end."""
    found = _ADDRESS.search(entry)
    if found is None:
        return entry.rstrip(". ") + LOCATOR
    return f"{entry[: found.start()]}{LOCATOR}. {entry[found.end() :]}"


def _closed(text: str) -> str:
    """End with a full stop; an address would take it for a part of itself."""
    bare = text.rstrip(UPRIGHT)
    if bare.endswith((".", "?", "!", ".”", "?”", "!”")) or re.search(r"https?://\S+$", bare):
        return text
    return f"{text}."


def _runs(text: str) -> tuple[Run, ...]:
    runs = []
    for index, piece in enumerate(re.split(f"[{ITALIC}{UPRIGHT}]", text)):
        if piece:
            runs.append(Run(piece, "italic" if index % 2 else ""))
    return tuple(runs)

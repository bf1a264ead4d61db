"""The styles that are offered, and the writing of citations in one of them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.core.briefing import Run
from annotator.core.briefing.citations import ended, locator_words
from annotator.core.errors import RefusedError
from annotator.core.records import Source
from annotator.core.words import Words
from annotator.exchange.citing.cache import CitationCache, identity
from annotator.exchange.citing.corrections import undoubled
from annotator.exchange.citing.dating import Dating, dated
from annotator.exchange.citing.filling import filled
from annotator.exchange.citing.frames import Frames, render
from annotator.exchange.citing.items import ITALIC, LOCATOR, UPRIGHT, fields, item
from annotator.exchange.citing.ordering import order

_ITEM = "cited"
_MOST_KEPT = 20_000
_STOPS = (".", "?", "!", "…", ".”", "?”", "!”", "…”")


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """A style that is offered. `languages` are those in which all that it writes was found to be right.

    `is_in_text` tells a style made for citations in the text, with author and year; in a footnote its full form is
    the bibliography's. `is_american` puts stops before closing quotation marks and the month before the day, in
    English; `has_initials` shortens given names. `locators` are its own words for some kinds of place, with {number}.
    """

    key: str
    name: str
    languages: tuple[str, ...]
    is_in_text: bool
    is_american: bool
    has_initials: bool
    locators: Mapping[str, str]


STYLES: Mapping[str, StyleInfo] = {
    info.key: info
    for info in (
        StyleInfo(
            "chicago-notes",
            "Chicago, notes and bibliography (16th edition)",
            ("en", "ko"),
            is_in_text=False,
            is_american=True,
            has_initials=False,
            locators={"paragraph": "para. {number}", "page": "{number}"},
        ),
        StyleInfo(
            "apa",
            "APA (7th edition)",
            ("en", "ko"),
            is_in_text=True,
            is_american=True,
            has_initials=True,
            locators={"paragraph": "para. {number}", "page": "p. {number}"},
        ),
        StyleInfo(
            "iso690",
            "ISO 690, author and date",
            ("en",),
            is_in_text=True,
            is_american=False,
            has_initials=False,
            locators={"paragraph": "para. {number}", "page": "p. {number}"},
        ),
    )
}


class CslStyle:
    """Write citations in one style and language; see core.briefing.citations.CitationStyle.

    citeproc-py takes some milliseconds for each citation. So each source is rendered once, with marks in the places
    of its words and its locator, and kept for as long as the program runs, or longer in a cache.
    """

    def __init__(
        self, info: StyleInfo, words: Words, cache: CitationCache | None = None, sources: Iterable[Source] = ()
    ) -> None:
        self.key = info.key
        self._info = info
        self._words = words
        self._cache = cache
        self._dating = Dating(
            words.language,
            is_american=info.is_american and words.language == "en",
            year_leads=info.key == "apa",
            has_year_twice=info.key == "iso690",
        )
        self._letters: Mapping[str, str] = {}
        if info.is_in_text:
            self._letters = self._told_apart(sources)

    def first(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        """Cite a source in full."""
        return self._cited(self._frames(source).first, source, locator)

    def later(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        """Cite it shortly."""
        return self._cited(self._frames(source).later, source, locator, is_short=self._info.is_in_text)

    def ibid(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        """Cite it once more; styles with author and year have no word for that."""
        if self._info.is_in_text:
            return self.later(source, locator)
        place = self._locator(locator)
        return (Run(ended(", ".join(filter(None, (self._words.ibid, place))))),)

    def entry(self, source: Source) -> tuple[Run, ...]:
        """List it in the bibliography."""
        frame = self._dated(self._frames(source).entry, source, is_short=False)
        return _runs(_closed(self._filled(frame, source), fields(source).address))

    def sort_key(self, source: Source) -> tuple[str, ...]:
        """Order by author, else by what stands in the author's place."""
        return order(source, is_in_text=self._info.is_in_text)

    def _cited(
        self, frame: str, source: Source, locator: tuple[str, int], *, is_short: bool = False
    ) -> tuple[Run, ...]:
        place = self._locator(locator)
        frame = self._dated(frame, source, is_short=is_short)
        frame = undoubled(frame.replace(LOCATOR, f", {place}" if place else ""))
        return _runs(_closed(self._filled(frame, source), fields(source).address))

    def _filled(self, frame: str, source: Source) -> str:
        return filled(frame, fields(source), marks_inside=self._dating.is_american)

    def _dated(self, frame: str, source: Source, *, is_short: bool) -> str:
        return dated(frame, source.published, self._letters.get(source.uid, ""), self._dating, is_short=is_short)

    def _told_apart(self, sources: Iterable[Source]) -> Mapping[str, str]:
        """Give a letter to each source that author and year do not tell from another, in the bibliography's order."""
        alike: dict[str, list[str]] = defaultdict(list)
        for source in sorted(sources, key=self.sort_key):
            alike["".join(run.text for run in self.later(source, ("", 0)))].append(source.uid)
        return {uid: _letter(at) for uids in alike.values() if len(uids) > 1 for at, uid in enumerate(uids)}

    def _locator(self, locator: tuple[str, int]) -> str:
        kind, number = locator
        own = self._info.locators.get(kind, "") if self._words.language == "en" else ""
        return own.format(number=number) if own and number else locator_words(self._words, locator)

    def _frames(self, source: Source) -> Frames:
        data = item(source, _ITEM, is_in_text=self._info.is_in_text, has_initials=self._info.has_initials)
        stored = (self.key, self._words.language, json.dumps(data, sort_keys=True))
        found = _memory.get(stored)
        name = "" if self._cache is None else identity(self.key, self._words.language, data)
        kept = None if self._cache is None else self._cache.find(name)
        found = found or kept
        if found is None:
            found = render(self.key, self._words.language, data, is_in_text=self._info.is_in_text)
        if self._cache is not None and kept is None:
            self._cache.keep(name, found)
        if len(_memory) > _MOST_KEPT:
            _memory.clear()
        _memory[stored] = found
        return found


_memory: dict[tuple[str, str, str], Frames] = {}


def csl_style(key: str, words: Words, cache: CitationCache | None = None, sources: Iterable[Source] = ()) -> CslStyle:
    """Give a style in the language of the briefing's words.

    `sources` are all that will be cited: styles with author and year tell those of one author and year apart by a
    letter, "2025a" and "2025b". What is new in the cache is written by its own `save`.

    Raises:
        RefusedError: there is no such style, or it is not offered in this language.
    """
    info = STYLES.get(key)
    if info is None:
        raise RefusedError(f"There is no citation style “{key}”; the styles are: house, {', '.join(STYLES)}.")
    if words.language not in info.languages:
        raise RefusedError(f"{info.name} does not come in this language; choose another style or language.")
    return CslStyle(info, words, cache, sources)


def _letter(at: int) -> str:
    """Count by letters: a to z, then aa."""
    return chr(ord("a") + at) if at < 26 else _letter(at // 26 - 1) + _letter(at % 26)


def _closed(text: str, address: str) -> str:
    """End with a full stop; an address would take it for a part of itself."""
    bare = text.rstrip(UPRIGHT)
    return text if bare.endswith(_STOPS) or (address and bare.endswith(address)) else f"{text}."


def _runs(text: str) -> tuple[Run, ...]:
    runs = []
    for index, piece in enumerate(re.split(f"[{ITALIC}{UPRIGHT}]", text)):
        if piece:
            runs.append(Run(piece, "italic" if index % 2 else ""))
    return tuple(runs)

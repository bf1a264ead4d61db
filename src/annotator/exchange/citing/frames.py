"""Citations as citeproc-py renders them, with marks of ours where the words of a source and its locator come."""

import re
import threading
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from annotator.core.records import Json
from annotator.exchange.citing import mark_up
from annotator.exchange.citing.corrections import corrected, corrected_listing, without_repeat
from annotator.exchange.citing.items import ADDRESS, LOCATOR, TITLE
from annotator.exchange.citing.sheets import LOCALES, sheet

_ITEM, _OTHER = "cited", "other"
# The label that a style puts before the locator, with what sets it off; ours takes its place.
_LOCATED = re.compile(rf",?\s*(?:\(?[^\W\d]+\.?\s*)?{LOCATOR}\)?")
_ADDRESSED = re.compile(rf"[.,]?\s*(?=(?:Available from: )?{ADDRESS})")
# citeproc-py keeps what it is rendering in the style that it read, which all share.
_rendering = threading.Lock()


@dataclass(frozen=True, slots=True)
class Frames:
    """A source in the forms of one style, before its words are in them."""

    first: str
    later: str
    entry: str


def render(key: str, language: str, data: Json, *, is_in_text: bool) -> Frames:
    """Render an item of CSL-JSON. Of a style with author and year, the full form is the bibliography's."""
    with _rendering:
        cited, entry = _cited(key, language, data, is_in_text), _listed(key, language, data)
    authors = data.get("author", ())
    is_turned = any("family" in each for each in authors)
    first, later = (corrected(_LOCATED.sub(LOCATOR, text.strip()), language, is_turned=is_turned) for text in cited)
    entry = without_repeat(corrected(entry, language, is_turned=is_turned))
    if is_in_text:
        return Frames(_with_place(entry), later.removeprefix("(").removesuffix(")"), entry)
    if "title" not in data:
        # Short notes of Chicago have the title and not the outlet.
        later = first.replace(f", {ADDRESS}", "")
    entry = corrected_listing(entry, joins_unturned=len(authors) == 2 and "literal" in authors[0])
    return Frames(without_repeat(first), without_repeat(later), entry)


@cache
def _style(key: str, language: str) -> Any:
    # Imported late: only those who cite in such a style wait for it.
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(BytesIO(sheet(key, language)), validate=False, locale=LOCALES[language])


def _cited(key: str, language: str, data: Json, is_in_text: bool) -> tuple[str, str]:
    """Cite an item for the first time and once more; with author and year, both are the same."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator
    from citeproc.source.json import CiteProcJSON

    other = {"id": _OTHER, "type": "webpage", "title": TITLE}
    bibliography = CitationStylesBibliography(_style(key, language), CiteProcJSON([data, other]), mark_up)
    citations = [Citation([CitationItem(_ITEM, locator=Locator("paragraph", LOCATOR))])]
    # Something else is cited in between, or the second citation would be an "ibid.".
    citations += [] if is_in_text else [Citation([CitationItem(_OTHER)]), citations[0]]
    for citation in citations[:2]:
        bibliography.register(citation)
    made = [str(bibliography.cite(citation, lambda _: None)) for citation in citations]
    return made[0], made[-1]


def _listed(key: str, language: str, data: Json) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    listing = CitationStylesBibliography(_style(key, language), CiteProcJSON([data]), mark_up)
    listing.register(Citation([CitationItem(_ITEM)]))
    (entry,) = map(str, listing.bibliography())
    return entry


def _with_place(entry: str) -> str:
    """Mark the place of the locator in a bibliography's entry: before its address, else at its end."""
    found = _ADDRESSED.search(entry)
    if found is None:
        return entry.rstrip(". ") + LOCATOR
    return f"{entry[: found.start()]}{LOCATOR}. {entry[found.end() :]}"

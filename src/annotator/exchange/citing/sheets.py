"""The style files, read and made fit: for our words, for Korean, and for what citeproc-py does with them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from annotator.core.words import words_for
from annotator.exchange.citing.items import CLOSING, JOINT, OPENING
from annotator.exchange.resources import resource_path

if TYPE_CHECKING:
    from lxml import etree

LOCALES: Mapping[str, str] = {"en": "en-US", "ko": "ko-KR"}
_CSL = "http://purl.org/net/xbiblio/csl"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# ISO 690 lists every author in the text, however many; it allows "et al." for more than three.
_SHORTENED = {"et-al-min": "4", "et-al-use-first": "1", "and": "text", "delimiter-precedes-last": "never"}


@cache
def sheet(key: str, language: str) -> bytes:
    """Give the text of a style as citeproc-py is to read it.

    Its orders to capitalise titles go, so that titles stay as their sources write them, and so do its orders to sort,
    which cost time and have nothing to sort. Quotation marks become marks of ours, told from those in a title.
    """
    from lxml import etree

    root = etree.parse(resource_path("styles", f"{key}.csl")).getroot()
    for element in root.iter(f"{{{_CSL}}}text"):
        if element.get("text-case") == "title":
            del element.attrib["text-case"]
    for element in list(root.iter(f"{{{_CSL}}}sort")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    if key == "iso690":
        for element in root.iter(f"{{{_CSL}}}citation"):
            for name, value in _SHORTENED.items():
                element.set(name, value)
    if language == "ko":
        for element in root.iter(f"{{{_CSL}}}name"):
            if element.get("and") == "symbol":
                element.set("and", "text")
    root.insert(1, _locale(key, language))
    return etree.tostring(root)


def _locale(key: str, language: str) -> "etree._Element":
    """Give our terms, which come before the style's and citeproc-py's own."""
    from lxml import etree

    made = etree.Element(f"{{{_CSL}}}locale", {_LANGUAGE: LOCALES[language]})
    terms = etree.SubElement(made, f"{{{_CSL}}}terms")
    for name, form, words in _terms(key, language):
        term = etree.SubElement(terms, f"{{{_CSL}}}term", {"name": name} | ({"form": form} if form else {}))
        term.text = words
    return made


def _terms(key: str, language: str) -> Iterable[tuple[str, str, str]]:
    yield "open-quote", "", OPENING
    yield "close-quote", "", CLOSING
    if language == "ko":
        undated = words_for(language).undated
        yield from (("no date", "", undated), ("no date", "short", undated), ("et-al", "", "외"))
        # Foreign names keep the sign of APA; for "and" Korean has a word that does not hang on the name before it.
        yield "and", "", JOINT + ("&" if key == "apa" else "및")

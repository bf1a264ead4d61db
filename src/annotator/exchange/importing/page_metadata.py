"""The metadata of a page: what it declares in its several ways, in the order in which they can be trusted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import lxml.html

from annotator.core.records import FuzzyDate, Inferred, Json
from annotator.exchange.importing.boilerplate import is_large, words_of
from annotator.exchange.importing.json_ld import names_in, plain_words, read_json_ld
from annotator.exchange.importing.page_notes import SavedNote, read_saved_note, without_archive
from annotator.exchange.importing.page_values import (
    LONGEST_VALUE,
    absolute_address,
    cut_title,
    day_of,
    host_of,
    is_front_page,
    is_nobody,
    language_of,
    licence_of,
    tidy_name,
    without_outlet,
)

_JSON_LD, _OPEN_GRAPH, _DUBLIN_CORE, _CITATION = "JSON-LD", "OpenGraph", "Dublin Core", "citation tags"
_PAGE_TITLE, _MARKUP, _LANGUAGE = "page title", "the page's mark-up", "language of the page"
_DUBLIN_CORE_FIELDS = {
    "title": "title",
    "creator": "author",
    "publisher": "outlet",
    "language": "language",
    "date": "published",
    "date.issued": "published",
    "issued": "published",
    "modified": "updated",
}
# For each kind of tag, the most trusted first: the field that each of its names fills.
_TAGS: dict[str, dict[str, str]] = {
    _CITATION: {
        "citation_title": "title",
        "citation_author": "author",
        "citation_publication_date": "published",
        "citation_online_date": "published",
        "citation_date": "published",
        "citation_journal_title": "outlet",
        "citation_publisher": "outlet",
        "citation_language": "language",
    },
    _OPEN_GRAPH: {
        "og:title": "title",
        "og:site_name": "outlet",
        "article:author": "author",
        "article:published_time": "published",
        "article:modified_time": "updated",
        "og:updated_time": "updated",
    },
    _DUBLIN_CORE: {
        f"{prefix}.{name}": place for prefix in ("dc", "dcterms") for name, place in _DUBLIN_CORE_FIELDS.items()
    },
    "author tag": {"author": "author", "parsely-author": "author", "byl": "author"},
    "date tag": {
        "date": "published",
        "pubdate": "published",
        "publish-date": "published",
        "parsely-pub-date": "published",
        "last-modified": "updated",
    },
    "name of the site": {"application-name": "outlet"},
}
_DATES = ("published", "updated")
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|sub-?title|sub-?head(?:line)?|dek|deck|strap-?line|article-lead|teaser|summary)(?:$|[\s_-])",
    re.I,
)
_MAYBE_STANDFIRSTS = (
    ".//*[self::p or self::h2 or self::h3 or self::h4 or self::div or self::span]"
    "[contains(@class, 'st') or contains(@class, 'sub') or contains(@class, 'de') or contains(@class, 'lead') "
    "or contains(@class, 'teaser') or contains(@class, 'summary')]"
)
_LONGEST_SUBTITLE = 400
_MOST_STANDFIRSTS = 20
_MOST_TAGS = 500
_MOST_AUTHORS = 30
_MOST_HEADINGS = 20


@dataclass(slots=True)
class PageMetadata:
    """What a page declares, what only speaks for something, the address that links start from, and its title.

    `own` is by what address the page's links call the page itself; `standfirsts` are lines that may be its subtitle.
    """

    declared: dict[str, Inferred] = field(default_factory=dict)
    hints: dict[str, Inferred] = field(default_factory=dict)
    base: str = ""
    own: str = ""
    title: str = ""
    standfirsts: list[str] = field(default_factory=list)


def read_page_metadata(root: lxml.html.HtmlElement, text: str, address: str = "") -> PageMetadata:
    """Read what a page says of itself; `address` is where it is known to have been."""
    saved = read_saved_note(text)
    if address:
        saved = replace(saved, address=address, origin="the web archive's note")
    return _Reader(root, saved).read()


class _Reader:
    """Collect what is declared: the first that says something of a field is believed."""

    def __init__(self, root: lxml.html.HtmlElement, saved: SavedNote) -> None:
        self._root = root
        self._saved = saved
        self._page = PageMetadata()
        self._declared = self._page.declared
        self._titles: list[tuple[str, str]] = []
        self._tags = _tags(root)
        self._page_title = plain_words(root.findtext(".//head/title") or root.findtext(".//title"))[:LONGEST_VALUE]

    def read(self) -> PageMetadata:
        """Read the whole page."""
        self._read_json_ld()
        self._read_tags()
        self._read_markup()
        self._read_standfirsts()
        self._read_address()
        self._read_language()
        self._read_licence()
        self._read_title()
        self._settle_names()
        self._settle_dates()
        if self._saved.accessed is not None:
            self._note("accessed", self._saved.accessed, self._saved.origin)
        return self._page

    def _note(self, name: str, value: Json, origin: str, sure: bool = True) -> None:
        if value:
            self._declared.setdefault(name, Inferred(value, origin, sure))

    def _note_words(self, name: str, value: Json, origin: str) -> None:
        """Note a value that is given as words; a date that cannot be read is none."""
        words = plain_words(value)[:LONGEST_VALUE]
        if name in _DATES:
            self._note(name, day_of(words), origin)
        elif name == "title":
            self._titles += [(words, origin)] if words else []
        elif name == "language":
            self._note(name, language_of(words), origin)
        else:
            self._note(name, words, origin)

    def _note_authors(self, names: Sequence[str], origin: str) -> None:
        """Note names; what names nobody in particular is only a hint, so that a byline comes first."""
        tidy = [name for name in map(tidy_name, names[:_MOST_AUTHORS]) if name]
        people = [name for name in tidy if not is_nobody(name)]
        if people:
            self._note("author", ", ".join(dict.fromkeys(people)), origin)
        elif tidy:
            self._page.hints.setdefault("author", Inferred(tidy[0], origin, sure=False))

    def _tag(self, name: str) -> str:
        return next((value for key, value in self._tags if key == name), "")

    def _read_json_ld(self) -> None:
        node, named = read_json_ld(self._root, self._page_title or self._tag("og:title"))
        self._note_words("title", node.get("headline") or node.get("name"), _JSON_LD)
        self._note_authors(names_in(node.get("author"), named), _JSON_LD)
        self._note_words("published", node.get("datePublished") or node.get("dateCreated"), _JSON_LD)
        self._note_words("updated", node.get("dateModified"), _JSON_LD)
        self._note_words("outlet", names_in(node.get("publisher"), named), _JSON_LD)
        self._note_words("language", node.get("inLanguage"), _JSON_LD)
        self._note("licence", licence_of(plain_words(node.get("license"))), _JSON_LD)
        subtitle = plain_words(node.get("alternativeHeadline"))
        self._note("subtitle", subtitle if len(subtitle) <= _LONGEST_SUBTITLE else "", _JSON_LD)
        if translators := names_in(node.get("translator"), named):
            self._note_words("translation_note", f"Translated by {', '.join(translators)}", _JSON_LD)

    def _read_tags(self) -> None:
        for origin, places in _TAGS.items():
            self._note_authors([value for name, value in self._tags if places.get(name) == "author"], origin)
            for name, value in self._tags:
                if (place := places.get(name)) and place != "author":
                    self._note_words(place, value, origin)
        self._note("licence", licence_of(self._tag("dcterms.license") or self._tag("dc.rights")), _DUBLIN_CORE)

    def _read_markup(self) -> None:
        """Read what elements of the visible page say by their names: microdata and times."""
        authors = self._root.xpath(".//*[@itemprop='author']//*[@itemprop='name'] | .//*[@itemprop='author'][not(*)]")
        self._note_authors([_value(each) for each in authors[:_MOST_AUTHORS]], _MARKUP)
        for name, place in (("datePublished", "published"), ("dateModified", "updated")):
            for each in self._root.xpath(f".//*[@itemprop='{name}']")[:1]:
                self._note_words(place, _value(each), _MARKUP)
        times = self._root.xpath(".//article//time | .//main//time") or self._root.xpath(".//time")
        for each in times[:1]:
            self._note("published", day_of(_value(each)), "time element", sure=each.get("pubdate") is not None)

    def _read_standfirsts(self) -> None:
        """Note what may be the subtitle; whether it stands under the title is told when the page was walked."""
        marked = (each for each in self._root.xpath(_MAYBE_STANDFIRSTS) if _STANDFIRST.search(each.get("class")))
        for each, _ in zip(marked, range(_MOST_STANDFIRSTS), strict=False):
            words = " ".join(each.text_content().split())
            if len(words) <= _LONGEST_SUBTITLE:
                self._page.standfirsts.append(words)

    def _read_address(self) -> None:
        """Read where the page was; one that names its site's front page, or another site, as itself is mistaken."""
        links = self._root.xpath(".//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
        saved = absolute_address("", without_archive(self._saved.address))
        for address, origin in (
            (links[0] if links else "", "canonical link"),
            (self._tag("og:url"), _OPEN_GRAPH),
        ):
            full = without_archive(absolute_address(saved, address))
            if full and not (saved and (host_of(full) != host_of(saved) or is_front_page(full))):
                self._note("url", full, origin)
        self._note("url", saved, self._saved.origin)
        known = absolute_address("", self._saved.address) or (
            str(self._declared["url"].value) if "url" in self._declared else ""
        )
        self._page.own = self._saved.address or known
        bases = self._root.xpath(".//base/@href")
        self._page.base = absolute_address(known, bases[0] if bases else "") or known

    def _read_language(self) -> None:
        xml_language = self._root.get("{http://www.w3.org/XML/1998/namespace}lang") or self._root.get("xml:lang")
        self._note("language", language_of(self._root.get("lang") or xml_language or ""), _LANGUAGE)
        self._note("language", language_of(self._tag("og:locale")), _OPEN_GRAPH)
        self._note("language", language_of(self._tag("content-language")), _LANGUAGE)

    def _read_licence(self) -> None:
        found: dict[str, None] = {}
        for link in self._root.xpath(".//*[self::a or self::link][contains(concat(' ', @rel, ' '), ' license ')]"):
            words = " ".join(link.text_content().split())
            found[licence_of(link.get("href") or "") or words[:LONGEST_VALUE]] = None
        found.pop("", None)
        if found:
            self._note("licence", next(iter(found)), "licence link", sure=len(found) == 1)

    def _read_title(self) -> None:
        """Take the title that stands on the page as well; the name of the outlet is cut off."""
        outlet = words_of(str(self._declared["outlet"].value)) if "outlet" in self._declared else ()
        headings = self._root.xpath(".//h1")[:_MOST_HEADINGS]
        shown = {words for heading in headings if (words := words_of(heading.text_content()))}
        candidates = [
            (words if words_of(words) in shown else without_outlet(words, outlet), origin)
            for words, origin in self._titles
        ]
        cut, rest = cut_title(self._page_title, outlet, shown)
        if cut:
            candidates.append((cut, _PAGE_TITLE))
        if rest and not outlet:
            self._page.hints["outlet"] = Inferred(rest, _PAGE_TITLE, sure=False)
        on_page = next((each for each in candidates if words_of(each[0]) in shown), None)
        if chosen := on_page or next(iter(candidates), None):
            self._page.title, origin = chosen
            self._note("title", self._page.title, origin, sure=on_page is not None or origin != _PAGE_TITLE)

    def _settle_names(self) -> None:
        """Let what is only the outlet's name be no author, and what is only the title neither outlet nor subtitle."""
        for name in ("outlet", "subtitle"):
            if name in self._declared and words_of(self._declared[name].value) == words_of(self._page.title):
                del self._declared[name]
        author, outlet = self._declared.get("author"), self._declared.get("outlet")
        if author is not None and outlet is not None and words_of(author.value) == words_of(outlet.value):
            self._page.hints["author"] = replace(self._declared.pop("author"), sure=False)

    def _settle_dates(self) -> None:
        """Keep an update only where it came on a later day; where no date is declared, look for one."""
        published, updated = (self._declared.get(name) for name in _DATES)
        if published is not None and updated is not None and updated.value.start <= published.value.start:
            del self._declared["updated"]
        if published is None and (guess := _guessed_date(self._root)):
            self._page.hints["published"] = Inferred(guess, "a date in the page's code", sure=False)


def _tags(root: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    found = []
    for tag in root.xpath(".//meta[@content]")[:_MOST_TAGS]:
        names = (tag.get("property"), tag.get("name"), tag.get("http-equiv"))
        found += [(name.strip().casefold(), tag.get("content").strip()) for name in names if name]
    return found


def _value(element: lxml.html.HtmlElement) -> str:
    return element.get("datetime") or element.get("content") or " ".join(element.text_content().split())


def _guessed_date(root: lxml.html.HtmlElement) -> FuzzyDate | None:
    """Ask htmldate, which looks in places that nobody thinks of; of large pages nothing is asked."""
    if is_large(root):
        return None
    # Imported here: it takes as long as many articles, and most projects have few pages.
    from htmldate import find_date

    try:
        return day_of(find_date(root, extensive_search=False, original_date=True) or "")
    except Exception:  # Whatever it trips over in a strange page: without it the date is only not known.
        return None

"""How statements are cited: which form of a citation comes where, and the plain style of the house."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from annotator.core.briefing.tree import Footnote, Run
from annotator.core.dates import format_date
from annotator.core.quoting import quoted
from annotator.core.records import Source, Statement
from annotator.core.words import Words

Locator = tuple[str, int]
Runs = tuple[Run, ...]
# As long as the name of an outlet may be; a title in its place is cut.
_LONGEST_SHORT_TITLE = 40


class CitationStyle(Protocol):
    """A way to write citations. A locator is a kind of `Words.locators` with its number, 0 where it has none."""

    def first(self, source: Source, locator: Locator) -> Runs:
        """Cite a source in full, in its first footnote."""

    def later(self, source: Source, locator: Locator) -> Runs:
        """Cite it shortly, in each later one."""

    def ibid(self, source: Source, locator: Locator) -> Runs:
        """Cite it in a footnote that follows another of the same source."""

    def entry(self, source: Source) -> Runs:
        """List it in the bibliography."""

    def sort_key(self, source: Source) -> tuple[str, ...]:
        """Say where it stands there."""


def locator_words(words: Words, locator: Locator) -> str:
    """Say where in its source a passage stands: "paragraph 3", or "" where that is not known."""
    kind, number = locator
    wording = words.locators.get(kind, "")
    if "{number}" in wording and not number:
        return ""
    return wording.format(number=number)


class HouseStyle:
    """The plain style: outlet, title, date and place, the title only at the first mention.

    Where two sources have the same outlet and date, short citations name the title too, or a reader could not tell
    which is meant.
    """

    def __init__(self, words: Words, sources: Iterable[Source]) -> None:
        self._words = words
        listed = list(sources)
        self._dates = {
            source.uid: format_date(source.published, language=words.language) if source.published else words.undated
            for source in listed
        }
        names = Counter((source.label, self._dates[source.uid]) for source in listed)
        short = {
            source.uid: source.label
            if source.outlet and names[source.label, self._dates[source.uid]] == 1
            else full_name(replace(source, title=_short_title(source.title)))
            for source in listed
        }
        uses = Counter((name, self._dates[uid]) for uid, name in short.items())
        self._short_names = {
            source.uid: full_name(source) if uses[short[source.uid], self._dates[source.uid]] > 1 else short[source.uid]
            for source in listed
        }

    def date(self, source_uid: str) -> str:
        """Give the day of a source's publication in words, as well as it is known."""
        return self._dates[source_uid]

    def short_name(self, source: Source) -> str:
        """Give the name by which a source is known after its first mention."""
        return self._short_names[source.uid]

    def first(self, source: Source, locator: Locator) -> Runs:
        """Cite a source in full."""
        return self._joined(full_name(source), self._dates[source.uid], locator_words(self._words, locator))

    def later(self, source: Source, locator: Locator) -> Runs:
        """Cite it shortly."""
        return self._joined(self.short_name(source), self._dates[source.uid], locator_words(self._words, locator))

    def ibid(self, source: Source, locator: Locator) -> Runs:
        """Cite it once more."""
        return self._joined(self._words.ibid, locator_words(self._words, locator))

    def entry(self, source: Source) -> Runs:
        """List it with its author and address."""
        return self._joined(source.author, full_name(source), self._dates[source.uid], source.url)

    def sort_key(self, source: Source) -> tuple[str, ...]:
        """Order by author, else by outlet."""
        return ((source.author or source.label).casefold(), full_name(source).casefold(), source.uid)

    def _joined(self, *parts: str) -> Runs:
        return (Run(ended(", ".join(part for part in parts if part))),)


class Citations:
    """Write the footnotes of one briefing, in their order.

    A source is cited in full at its first footnote and shortly afterwards. What was written once is kept.
    """

    def __init__(self, style: CitationStyle, sources: Iterable[Source], uses_ibid: bool = False) -> None:
        self._style = style
        self._sources = {source.uid: source for source in sources}
        self._uses_ibid = uses_ibid
        self._cited: set[str] = set()
        self._last = ""
        self._written: dict[tuple[str, str, Locator], Runs] = {}

    def footnote(self, statement: Statement) -> Footnote:
        """Cite a statement in the next footnote of the briefing."""
        uid = statement.source_uid
        if uid not in self._cited:
            form, write = "first", self._style.first
        elif self._uses_ibid and uid == self._last:
            form, write = "ibid", self._style.ibid
        else:
            form, write = "later", self._style.later
        self._cited.add(uid)
        self._last = uid
        locator = (statement.locator_kind, statement.locator)
        key = (form, uid, locator)
        if key not in self._written:
            self._written[key] = write(self._sources[uid], locator)
        return Footnote(statement.uid, self._written[key])


def full_name(source: Source) -> str:
    """Name a source by its outlet and its title, as far as it has them."""
    if source.title and source.label != source.title:
        return f"{source.label}, {quoted(source.title)}"
    return quoted(source.title) if source.title else source.label


def _short_title(title: str) -> str:
    """Give the beginning of a long title, which stood in full where the source was first mentioned."""
    if len(title) <= _LONGEST_SHORT_TITLE:
        return title
    words = title[:_LONGEST_SHORT_TITLE]
    return (words.rsplit(None, 1)[0] if " " in words else words).rstrip(" ,;:–—-") + "…"


def ended(words: str) -> str:
    """End a sentence with a full stop, unless it has one."""
    return words if words.endswith(".") else f"{words}."

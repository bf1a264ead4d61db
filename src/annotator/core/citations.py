"""How a statement is cited in the briefing: quotation marks, footnotes, source lines."""

from collections import Counter
from collections.abc import Iterable

from annotator.core.briefing_words import Words
from annotator.core.dates import format_date
from annotator.core.records import Source, Statement

_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"',
    "「": "」",
    "『": "』",
    "《": "》",
}
_DOUBLE_MARKS = frozenset('“”„"')
_OPENERS = {"”": "“", '"': '"'}


def quoted(text: str) -> str:
    """Put a passage between quotation marks without changing a character of it.

    A passage that is itself one whole quotation keeps its own marks, one that lacks only the mark at one end gets
    that, and one with double marks elsewhere inside goes between single marks, so that no mark stands doubled.
    """
    if _is_one_quotation(text):
        return text
    if not _DOUBLE_MARKS.intersection(text):
        return f"“{text}”"
    if not _DOUBLE_MARKS.intersection(text[1:]) and text[0] in _CLOSERS:
        return text + _CLOSERS[text[0]][-1]
    if not _DOUBLE_MARKS.intersection(text[:-1]) and text[-1] in _OPENERS:
        return _OPENERS[text[-1]] + text
    return f"‘{text}’"


def _is_one_quotation(text: str) -> bool:
    """Tell whether the mark that opens the text is closed by its last character and not before."""
    closers = _CLOSERS.get(text[:1], "")
    if len(text) < 2 or text[-1] not in closers:
        return False
    opener, depth = text[0], 0
    for character in text[:-1]:
        if depth and character in closers:
            depth -= 1
        elif character == opener:
            depth += 1
        if not depth:
            return False
    return depth == 1


class Citations:
    """Write the citations of one briefing, in the order of its footnotes.

    A source is cited in full at its first footnote and shortly afterwards. Where two sources have the same outlet
    and date, short citations name the title too, or a reader could not tell which is meant.
    """

    def __init__(self, words: Words, sources: Iterable[Source]) -> None:
        self._words = words
        self._sources = {source.uid: source for source in sources}
        self._dates = {
            source.uid: format_date(source.published, language=words.language) if source.published else words.undated
            for source in self._sources.values()
        }
        self._names = Counter((source.label, self._dates[source.uid]) for source in self._sources.values())
        self._cited_in_full: set[str] = set()
        self._written: dict[tuple[str, str, str], str] = {}

    def date(self, source_uid: str) -> str:
        """Give the day of a source's publication in words, as well as it is known."""
        return self._dates[source_uid]

    def footnote(self, statement: Statement) -> str:
        """Cite a statement in a footnote: the next one of the briefing."""
        uid = statement.source_uid
        if uid not in self._cited_in_full:
            self._cited_in_full.add(uid)
            return self._joined(self._full_name(uid), self._dates[uid], self._locator(statement))
        locator = self._locator(statement)
        key = ("short", uid, locator)
        if key not in self._written:
            self._written[key] = self._joined(self._short_name(uid), self._dates[uid], locator)
        return self._written[key]

    def source_line(self, statement: Statement, actor: str) -> str:
        """Say under a quotation who said it, where it stands and how both are graded."""
        locator = self._locator(statement)
        key = (f"{statement.credibility or ''} {actor}", statement.source_uid, locator)
        if key not in self._written:
            self._written[key] = self._source_line(statement, actor, locator)
        return self._written[key]

    def _source_line(self, statement: Statement, actor: str, locator: str) -> str:
        uid = statement.source_uid
        name = self._short_name(uid)
        if actor:
            name = self._words.in_outlet.format(actor=actor, source=name)
        date = self._dates[uid]
        published = self._sources[uid].published
        if published and published.precision == "month":
            date = self._words.day_not_given.format(date=date)
        grades = self._grades(self._sources[uid].reliability, statement.credibility)
        return " ".join(filter(None, (self._joined(name, date, locator), grades)))

    def _full_name(self, uid: str) -> str:
        source = self._sources[uid]
        if source.title and source.label != source.title:
            return f"{source.label}, {quoted(source.title)}"
        return quoted(source.title) if source.title else source.label

    def _grades(self, reliability: str, credibility: int | None) -> str:
        words = self._words
        if not reliability:
            return words.credibility_of.format(grade=credibility) + "." if credibility else ""
        grades = words.reliability_of.format(grade=reliability)
        if credibility:
            grades += ", " + words.credibility_after.format(grade=credibility)
        return grades + "."

    def _joined(self, *parts: str) -> str:
        joined = ", ".join(part for part in parts if part)
        return joined if joined.endswith(".") else f"{joined}."

    def _locator(self, statement: Statement) -> str:
        wording = self._words.locators.get(statement.locator_kind, "")
        if "{number}" in wording and not statement.locator:
            return ""
        return wording.format(number=statement.locator)

    def _short_name(self, uid: str) -> str:
        source = self._sources[uid]
        if not source.outlet or self._names[source.label, self._dates[uid]] > 1:
            return self._full_name(uid)
        return source.label

"""What a source offers for statements: each quotation with its speaker, and when it was said and what it tells of."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import regex

from annotator.core.reading import Reading
from annotator.core.records import Actor, Block, FuzzyDate, Highlight, Source
from annotator.core.suggesting.datings import Dating, find_datings
from annotator.core.suggesting.naming import KnownActors, Mention
from annotator.core.suggesting.quotations import Quotation, find_quotations, is_prose
from annotator.core.suggesting.reports import Report, find_reports

# A date behind one of these is that of a document, and not of what is said.
_OF_A_DOCUMENT = regex.compile(
    r"\b(?:signed|adopted|ratified|concluded|founded|dated|published|printed|born)(?:\s+(?:on|in))?\s*$"
)

# Where something begins or ends, and not when it happened.
_OPEN = frozenset("since by until before after from through".split())
_BESIDE = 80
# Nobody says anything in a whole year.
_LONGEST_SAID = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement that could be made of a span of the text. Nothing is made of it until a reviewer says so.

    `kind` is a key of vocabulary.STATEMENT_KINDS. `speaker` is the fullest name or role that the text gives, or "";
    `actor_uid` is set where the project knows him. `said` and `event` are the dates found for it.
    """

    start: int
    end: int
    kind: str
    speaker: str
    actor_uid: str | None
    is_speaker_sure: bool
    said: Dating | None = None
    event: Dating | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in a source: what is offered as statements, quoted terms, dates, and known names.

    `reports` are sentences that report what somebody says; they are at hand where a reviewer marks one himself.
    """

    suggestions: tuple[Suggestion, ...]
    reports: tuple[Suggestion, ...]
    terms: tuple[tuple[int, int], ...]
    datings: tuple[Dating, ...]
    mentions: tuple[Mention, ...]


def suggest(text: str, blocks: Sequence[Block], actors: Iterable[Actor], published: FuzzyDate | None) -> Findings:
    """Look through a source for what a reviewer may want to make statements of."""
    known = KnownActors(actors)
    quotations = find_quotations(text, blocks)
    datings = find_datings(text, blocks, published)
    dates = _Dates(text, blocks, datings, quotations)
    made = tuple(_suggestion(each, known, dates) for each in quotations if not each.is_term)
    reports = tuple(_report(each, known, dates) for each in find_reports(text, [b for b in blocks if is_prose(b)]))
    terms = tuple((each.start, each.end) for each in quotations if each.is_term)
    return Findings(made, reports, terms, tuple(datings), tuple(known.mentions(text, blocks)))


def suggest_in(reading: Reading, source: Source) -> Findings:
    """Look through a source as it stands in a project."""
    revision = source.revision_uid
    return suggest(reading.text(revision), reading.blocks(revision), reading.actors(), source.published)


def open_suggestions(findings: Findings, statements: Iterable[Highlight]) -> list[Suggestion]:
    """Give the suggestions at whose place no statement stands yet."""
    taken = [(each.start, each.end) for each in statements]
    return [
        each for each in findings.suggestions if not any(low < each.end and each.start < high for low, high in taken)
    ]


def found_at(findings: Findings, start: int, end: int) -> Suggestion | None:
    """Give what was found at a span: who is quoted in most of it, else whose words it reports, and its event.

    A date that tells when it was said tells of no event.
    """
    best = _most_shared(findings.suggestions, start, end) or _most_shared(findings.reports, start, end)
    event = best.event if best is not None else None
    if event is None:
        said = best.said if best is not None else None
        inside = (each for each in findings.datings if start <= each.start < end and each != said)
        event = min((each for each in inside if _can_be_event(each)), key=_fineness, default=None)
    if best is None:
        return Suggestion(start, end, "", "", None, False, None, event) if event is not None else None
    return replace(best, event=event)


def _most_shared(found: Sequence[Suggestion], start: int, end: int) -> Suggestion | None:
    shared = [(min(end, each.end) - max(start, each.start), each) for each in found]
    most, best = max(shared, key=itemgetter(0), default=(0, None))
    return best if most > 0 else None


def _report(report: Report, known: KnownActors, dates: "_Dates") -> Suggestion:
    actor = known.resolve(report.speaker)
    name = known.names[actor[0]] if actor else report.speaker
    said = dates.reported(report)
    return Suggestion(report.start, report.end, "reported", name, actor[0] if actor else None, False, said)


def _suggestion(quotation: Quotation, known: KnownActors, dates: "_Dates") -> Suggestion:
    actor = known.resolve(quotation.speaker) if quotation.speaker else None
    return Suggestion(
        quotation.start,
        quotation.end,
        "direct",
        known.names[actor[0]] if actor else quotation.speaker,
        actor[0] if actor else None,
        quotation.is_sure and (actor is None or actor[1]),
        dates.said(quotation),
        dates.told_of(quotation),
    )


class _Dates:
    """The dates of a text by their places, those inside quotations apart."""

    def __init__(
        self, text: str, blocks: Sequence[Block], datings: Sequence[Dating], quotations: Sequence[Quotation]
    ) -> None:
        self._text = text
        self._starts = [block.start for block in blocks]
        self._blocks = blocks
        self._quoted = [(each.start, each.end) for each in quotations]
        self._datings = [each for each in datings if each.date is not None]
        self._places = [each.start for each in self._datings]

    def said(self, quotation: Quotation) -> Dating | None:
        """Give the date beside the words that say who speaks: a day before all others, then the nearest."""
        if quotation.said is None:
            return None
        at = quotation.said
        low, high = self._sentence(quotation, at)
        found = [each for each in self._between(low, high) if self._can_be_said(each, quotation)]
        if not found:
            return None
        return min(found, key=lambda each: (_fineness(each), max(at[0] - each.end, each.start - at[1], 0)))

    def reported(self, report: Report) -> Dating | None:
        """Give the date beside the words that say whose report it is, before what is reported."""
        found = (
            each
            for each in self._between(report.start, report.said[1] + _BESIDE // 2)
            if _fineness(each) <= _LONGEST_SAID and self._is_of_no_document(each) and not _is_open(each)
        )
        return min(found, key=_fineness, default=None)

    def told_of(self, quotation: Quotation) -> Dating | None:
        """Give the first date that the quoted words speak of, the finest before all others."""
        found = [each for each in self._between(quotation.start, quotation.end) if _can_be_event(each)]
        return min(found, key=_fineness, default=None)

    def _between(self, low: int, high: int) -> list[Dating]:
        return self._datings[bisect_left(self._places, low) : bisect_left(self._places, high)]

    def _can_be_said(self, dating: Dating, quotation: Quotation) -> bool:
        """Tell whether a date is beside the voice, and not one that something spoken of has."""
        assert dating.date is not None
        assert quotation.said is not None
        begin, end = quotation.said
        if dating.date.precision == "year" or _is_open(dating) or dating.start > end + _BESIDE:
            return False
        if end <= quotation.start and (
            dating.start >= quotation.end or (dating.start >= begin and dating.date.precision != "day")
        ):
            return False
        # Quotations come in order and do not overlap: the one that begins last before it is the one to ask.
        index = bisect_left(self._quoted, (dating.start + 1, 0)) - 1
        if index >= 0 and dating.start < self._quoted[index][1]:
            return False
        return self._is_of_no_document(dating)

    def _is_of_no_document(self, dating: Dating) -> bool:
        return _OF_A_DOCUMENT.search(self._text, max(0, dating.start - 24), dating.start) is None

    def _sentence(self, quotation: Quotation, said: tuple[int, int]) -> tuple[int, int]:
        """Give where a date of saying can stand: in the quotation's sentence, or beside the voice it goes on with."""
        low, high = quotation.around
        if low <= said[0] < high:
            return low, high
        block = self._blocks[bisect_left(self._starts, said[0] + 1) - 1]
        return max(block.start, said[0] - _BESIDE), min(block.end, said[1] + _BESIDE)


def _fineness(dating: Dating) -> int:
    assert dating.date is not None
    return (dating.date.end - dating.date.start).days


def _can_be_event(dating: Dating) -> bool:
    return dating.date is not None and dating.is_telling and not _is_open(dating)


def _is_open(dating: Dating) -> bool:
    return dating.words.split()[0].casefold() in _OPEN

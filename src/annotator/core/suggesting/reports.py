"""Who says what a sentence reports without quoting it: "the port says that …", "according to the port"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.core.records import Block
from annotator.core.sentences import sentence_spans
from annotator.core.suggesting.cast import Cast
from annotator.core.suggesting.saying import ACCORDING, POSSIBLY, VERB
from annotator.core.suggesting.subjects import Span, name_behind, subject_before

# What is reported begins with "that", and a few words may say to whom ("told the crew on Monday that").
_THAT = regex.compile(r"(?:\s+[\p{L}\p{N}’'-]+){0,8}?\s+that\b")
_HINT = regex.compile(r"\bthat\b|\b[Aa]ccording to\b")
# Whom these mean is known where somebody was quoted, and not here.
_UNKNOWN = frozenset("it they who which this that we i".split())
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that reports what somebody says; `said` is the place in it that says who."""

    start: int
    end: int
    speaker: str
    said: Span


def find_reports(text: str, prose: Sequence[Block]) -> Iterator[Report]:
    """Find the sentences that report what somebody says, in text order."""
    cast = Cast(text, [(block.start, block.end) for block in prose])
    for block in prose:
        if not _HINT.search(text, block.start, block.end):
            continue
        for start, end in sentence_spans(text, block.start, block.end):
            found = _voice(text, start, min(end, start + _LONGEST))
            speaker = cast.meant(text[slice(*found[0])], found[0][0]) if found is not None else ""
            if found is not None and speaker:
                yield Report(start, end, speaker[:1].upper() + speaker[1:], found[1])


def _voice(text: str, start: int, end: int) -> tuple[Span, Span] | None:
    """Give who reports in a sentence, and the words that say so."""
    for verb in VERB.finditer(text, start, end):
        is_told = _THAT.match(text, verb.end(), end) is not None and not verb[0].endswith("ing")
        who = subject_before(text, start, verb.start()) if is_told else None
        if who is not None and not POSSIBLY.search(text, start, verb.start()) and _is_known(text, who):
            return who, verb.span()
    according = ACCORDING.search(text, start, end)
    who = name_behind(text, according.end(), end, is_any=True) if according is not None else None
    return (who, who) if who is not None and _is_known(text, who) else None


def _is_known(text: str, who: Span) -> bool:
    return text[slice(*who)].casefold() not in _UNKNOWN

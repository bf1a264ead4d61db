"""What is said of an event or a position: for the tooltip, the status bar and a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.compare.timeline import DateKind, Event, Timeline
from annotator.core.dates import format_date
from annotator.core.positions import Position
from annotator.core.records import FuzzyDate, Source, Statement
from annotator.store.reader import Reader
from annotator.ui.read.place_words import place_phrase

LONGEST_QUOTE, MOST_LISTED = 280, 8


def event_tip(reader: Reader, event: Event, timeline: Timeline) -> str:
    """Tell quotation, speaker, source, the date in words, and what it is known from."""
    found = reader.statements_by_uid([event.uid])
    if not found:
        return ""
    statement, source = found[0], reader.source(event.source_uid)
    quote = " ".join(statement.anchor.quote.split())
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[: LONGEST_QUOTE - 1].rstrip()}…"
    actor = reader.actor(statement.actor_uid).name if statement.actor_uid else ""
    lines = [f"“{quote}”", actor, place_phrase(statement, source), date_line(event.known, timeline.wish.date)]
    lines.append(_known_from(statement, source, event.known, timeline.wish.date))
    against = [pair for pair in timeline.apart if event.uid in pair]
    if against:
        others = [pair[0] if pair[1] == event.uid else pair[1] for pair in against]
        codes = ", ".join(each.code for each in reader.statements_by_uid(others))
        lines.append(_tr("Its date cannot be the same as that of {0}, which was linked with it.").format(codes))
    return "\n".join(line for line in lines if line)


def group_tip(events: Sequence[Event]) -> str:
    """List what stands behind one "+n", or in one column."""
    lines = [_tr("{0} statements; Right goes from one to the next").format(f"{len(events):,}")]
    for event in events[:MOST_LISTED]:
        date = format_date(event.known, short=True) if event.known else ""
        lines.append(f"{date}  “{event.words}”")
    if len(events) > MOST_LISTED:
        lines.append(_tr("and {0} more").format(f"{len(events) - MOST_LISTED:,}"))
    return "\n".join(lines)


def date_line(known: FuzzyDate | None, kind: DateKind) -> str:
    """Say a date and how exactly it is known."""
    lead = {
        DateKind.EVENT: _tr("Date of the event: {0}"),
        DateKind.SAID: _tr("Date of saying: {0}"),
        DateKind.PUBLISHED: _tr("Date of publication: {0}"),
    }[kind]
    if known is None:
        return lead.format(_tr("not given"))
    exactness = {
        "month": _tr(" (the day is not given)"),
        "year": _tr(" (no more than the year is given)"),
        "about": _tr(" (not known exactly)"),
    }
    return lead.format(format_date(known)) + exactness.get(known.precision, "")


def event_phrase(reader: Reader, event: Event, timeline: Timeline) -> str:
    """Say in one line what the keyboard is at."""
    date = format_date(event.known, short=True) if event.known else _tr("no date")
    parts = [f"S-{event.number}", date, f"“{event.words}”", reader.source(event.source_uid).label]
    if any(event.uid in pair for pair in timeline.apart):
        parts.append(_tr("another date is given elsewhere"))
    return ", ".join(parts)


def position_phrase(timeline: Timeline, actor: str, position: Position) -> str:
    """Say what an actor held from when to when, and how many statements say so."""
    names = timeline.position_tags or {}
    held = ", ".join(names[uid].name for uid in position.tag_uids if uid in names)
    since = format_date(position.since, short=True)
    if position.until is None:
        words = _tr("{0}: “{1}”, since {2}").format(actor, held, since)
    else:
        until = format_date(position.until, short=True)
        words = _tr("{0}: “{1}”, from {2} to {3}").format(actor, held, since, until)
    count = len(position.statement_uids)
    words += ", " + (_tr("1 statement") if count == 1 else _tr("{0} statements").format(f"{count:,}"))
    if not position.is_order_known:
        words += ". " + _tr("The dates do not tell whether it came after the position before it")
    return words


def _known_from(statement: Statement, source: Source, known: FuzzyDate | None, kind: DateKind) -> str:
    if known is None:
        return ""
    if kind is DateKind.PUBLISHED:
        inferred = source.metadata.get("published")
        origin = inferred.origin if inferred is not None else ""
        return _tr("Known from: {0}").format(origin) if origin else ""
    if known.words:
        return _tr("Known from: the words “{0}”").format(known.words)
    return _tr("Known from: statement {0}, as its reviewer read it").format(statement.code)


def _tr(words: str) -> str:
    return QCoreApplication.translate("timeline", words)

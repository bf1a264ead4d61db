"""The timeline: what happened when, no more exactly than it is known."""

from annotator.core.briefing.material import Material, excerpt
from annotator.core.briefing.timeline_chart import ChartEvent, timeline_chart
from annotator.core.briefing.tree import TimelinePart, TimelineRow
from annotator.core.dates import format_date
from annotator.core.quoting import quoted
from annotator.core.records import IMAGE_CHARACTER, FuzzyDate, Statement


def timeline(material: Material) -> TimelinePart | None:
    """Order the statements by the date of the event, or else of saying; None where not one is dated."""
    dated = [
        (statement.event_date or statement.said_date, statement)
        for statement in material.statements.values()
        if statement.event_date or statement.said_date
    ]
    if not dated:
        return None
    dated.sort(key=_place)
    undated = len(material.statements) - len(dated)
    forms = material.words.undated_statements
    closing = forms[undated != 1].format(count=f"{undated:,}") if undated else ""
    form = material.settings.timeline
    chart = timeline_chart([_event(material, statement) for _, statement in dated], material.words)
    return TimelinePart(
        tuple(_row(material, statement) for _, statement in dated),
        closing,
        chart if form != "table" else None,
        form != "picture",
    )


def _event(material: Material, statement: Statement) -> ChartEvent:
    known = statement.event_date or statement.said_date
    assert known is not None
    text = excerpt(statement.anchor.quote).replace(IMAGE_CHARACTER, material.words.image)
    date = _said(material, statement, format_date(known, True, material.words.language))
    return ChartEvent(known, date, text, material.actor(statement))


def _said(material: Material, statement: Statement, date: str) -> str:
    """Say where a date is only that of saying."""
    return date if statement.event_date else material.words.date_of_saying.format(date=date)


def _place(dated: tuple[FuzzyDate | None, Statement]) -> tuple[str, str, int, str]:
    known, statement = dated
    assert known is not None
    return known.start.isoformat(), known.end.isoformat(), statement.number, statement.uid


def _row(material: Material, statement: Statement) -> TimelineRow:
    known = statement.event_date or statement.said_date
    assert known is not None
    text = quoted(excerpt(statement.anchor.quote)).replace(IMAGE_CHARACTER, material.words.image)
    return TimelineRow(
        date=_said(material, statement, material.date(known)),
        precision=known.precision,
        text=text,
        speaker=material.actor(statement),
        place=material.lead_to(statement),
        is_contested=statement.uid in material.contested_uids,
    )

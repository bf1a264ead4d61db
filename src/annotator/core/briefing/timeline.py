"""The timeline: what happened when, no more exactly than it is known."""

from annotator.core.briefing.material import Material, excerpt
from annotator.core.briefing.tree import TimelinePart, TimelineRow
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
    return TimelinePart(tuple(_row(material, statement) for _, statement in dated), closing)


def _place(dated: tuple[FuzzyDate | None, Statement]) -> tuple[str, str, int, str]:
    known, statement = dated
    assert known is not None
    return known.start.isoformat(), known.end.isoformat(), statement.number, statement.uid


def _row(material: Material, statement: Statement) -> TimelineRow:
    known = statement.event_date or statement.said_date
    assert known is not None
    date = material.date(known)
    if statement.event_date is None:
        date = material.words.date_of_saying.format(date=date)
    text = quoted(excerpt(statement.anchor.quote)).replace(IMAGE_CHARACTER, material.words.image)
    return TimelineRow(
        date=date,
        precision=known.precision,
        text=text,
        speaker=material.actor(statement),
        place=material.lead_to(statement),
        is_contested=statement.uid in material.contested_uids,
    )

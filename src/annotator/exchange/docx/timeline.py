"""The timeline: as a picture, as a table, or both."""

from collections.abc import Iterator

from annotator.core.briefing.tree import TimelinePart, TimelineRow
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.inline import words
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.tables import END, Line, Table, columns
from annotator.exchange.docx.timeline_chart import timeline_chart
from annotator.exchange.docx.typesetting import Typesetter

_SHARES = (1.65, 3.9, 1.65, 1.75)


def timeline(setter: Typesetter, part: TimelinePart) -> Iterator[str]:
    """Write the dated statements in the order of their dates."""
    yield part_heading(setter, part.name)
    if part.chart is not None:
        yield from timeline_chart(setter, part.chart)
    if part.has_table:
        yield from _table(setter, part)
    closing = part.closing_line
    yield setter.paragraph(Role.PART_TEXT if closing else Role.SECTION_END, setter.run(closing), words=closing)


def _table(setter: Typesetter, part: TimelinePart) -> Iterator[str]:
    heads = setter.words
    table = Table(columns(setter.template.text_width, *_SHARES), ("", "", "", ""))
    yield table.begin(setter, (heads.date_head, heads.statement_head, heads.speaker_head, heads.place_head))
    for row in part.rows:
        yield table.row(setter, _cells(setter, row))
    yield END


def _cells(setter: Typesetter, row: TimelineRow) -> list[list[Line]]:
    statement = [Line(setter.run(row.text), row.text)]
    if row.is_contested:
        statement.append(Line(setter.run(setter.words.contested, Role.CONTRADICTED)))
    date = setter.run(row.date, Role.STRONG if row.precision == "day" else None)
    speaker = [Line(setter.run(row.speaker), row.speaker)] if row.speaker else []
    return [[Line(date)], statement, speaker, [Line(words(setter, row.place), row.place.text)]]

from datetime import date

from annotator.core.briefing import Reference, Run, build_briefing
from annotator.core.briefing.tree import TimelinePart, TimelineRow
from tests.briefings import Records, about, bridge, day, full_bridge, month, statement, uid, whole_year
from tests.core.briefing.parts import brief, names, part


def _rows(project: Records) -> tuple[TimelineRow, ...]:
    return part(build_briefing(project), TimelinePart).rows


def test_statements_come_by_the_date_of_the_event_or_else_of_saying() -> None:
    assert [(row.date, row.speaker) for row in _rows(full_bridge())] == [
        ("2024", "Ferry owners"),
        ("March 2025", ""),
        ("April 2025", "County Survey Office"),
        ("late April 2025", ""),
        ("25 April 2025 – 1 May 2025 (said)", "강변시청"),
        ("28 April 2025 (said)", "Mayor Adeyemi"),
    ]


def test_no_day_is_made_up_where_only_a_month_or_a_year_is_known() -> None:
    precisions = [(row.precision, row.date) for row in _rows(full_bridge())]
    assert ("month", "April 2025") in precisions
    assert ("year", "2024") in precisions
    assert ("about", "late April 2025") in precisions


def test_a_day_stands_before_the_month_that_it_begins() -> None:
    project = bridge()
    dates = {"cracks": month(2025, 4), "closed": day(2025, 4, 1), "asked": whole_year(2025), "costs": day(2025, 4, 2)}
    for name, known in dates.items():
        project.change(statement(name), event_date=known)
    assert [row.date for row in _rows(project)] == ["2025", "1 April 2025", "April 2025", "2 April 2025"]


def test_statements_of_one_date_come_by_their_numbers() -> None:
    project = bridge()
    for name in ("letter", "cracks", "asked"):
        project.change(statement(name), event_date=day(2025, 4, 1))
    places = [row.place.target for row in _rows(project) if isinstance(row.place, Reference)]
    assert places == [statement("cracks"), statement("asked"), statement("letter")]


def test_what_has_no_date_is_counted_below() -> None:
    assert part(build_briefing(full_bridge()), TimelinePart).closing_line == (
        "4 statements have neither a date of the event nor one of saying."
    )
    project = bridge()
    project.items.clear()
    for name in ("cracks", "closed"):
        project.place(uid("chapter 1"), statement(name))
    project.change(statement("cracks"), event_date=day(2025, 4, 1))
    assert part(build_briefing(project), TimelinePart).closing_line.startswith("1 statement has neither")
    project.change(statement("closed"), event_date=day(2025, 4, 1))
    assert part(build_briefing(project), TimelinePart).closing_line == ""


def test_without_a_single_date_there_is_no_timeline() -> None:
    assert "timeline" not in names(build_briefing(bridge()))


def test_what_another_statement_contradicts_is_marked() -> None:
    contested = [row.date for row in _rows(full_bridge()) if row.is_contested]
    assert contested == ["2024", "March 2025", "April 2025", "28 April 2025 (said)"]


def test_a_long_quote_ends_at_a_word() -> None:
    project = bridge()
    project.change(statement("cracks"), event_date=day(2025, 4, 1))
    anchor = project.all_statements[statement("cracks")].anchor
    words = "the pier moved again " * 20
    project.change(statement("cracks"), anchor=type(anchor)(anchor.revision_uid, 0, len(words), words, "", ""))
    (row,) = _rows(project)
    assert row.text.endswith(" […]”")
    assert row.text.removesuffix(" […]”").split()[-1] in words.split()
    assert len(row.text) < 240


def test_what_is_cited_in_prose_alone_is_named_and_not_led_to() -> None:
    project = bridge()
    project.items[uid("chapter 3")] = [item for item in project.items[uid("chapter 3")] if hasattr(item, "text")]
    project.change(statement("closed"), event_date=day(2025, 4, 1))
    (row,) = _rows(project)
    assert row.place == Run("Orrin Gazette, paragraph 5")


def test_dates_are_written_in_the_language_of_the_briefing() -> None:
    project = bridge()
    project.change(statement("closed"), said_date=about(date(2025, 4, 21), date(2025, 4, 30), "late April 2025"))
    (row,) = part(brief(project, language="ko"), TimelinePart).rows
    assert row.date == "2025년 4월 하순(발언일)"

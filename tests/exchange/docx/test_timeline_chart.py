"""The timeline's picture as Word has it: a table of marked and shaded cells."""

import re

from annotator.core.briefing.tree import TimelinePart
from annotator.exchange.docx import lint
from tests.exchange.docx.parts import made, main_of, words_of, written

ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)


def chart_of(form: str = "picture") -> tuple[TimelinePart, list[str]]:
    briefing = made("chapters", "timeline", timeline=form)
    main = main_of(briefing)
    table = main[main.index("<w:tbl>") : main.index("</w:tbl>")]
    return briefing.part(TimelinePart), ROW.findall(table)


def test_there_is_a_row_for_each_dated_statement_below_years_and_months():
    part, rows = chart_of()
    assert len(rows) == len(part.rows) + 2
    assert [row.count("<w:tblHeader/>") for row in rows[:3]] == [1, 1, 0]


def test_every_row_has_a_cell_for_each_column():
    part, rows = chart_of()
    assert part.chart is not None
    assert {len(CELL.findall(row)) for row in rows[1:]} == {len(part.chart.periods) + 1}


def test_the_years_span_all_columns():
    part, rows = chart_of()
    assert part.chart is not None
    spans = [int(span) for span in re.findall(r'<w:gridSpan w:val="(\d+)"/>', rows[0])]
    single = len(CELL.findall(rows[0])) - 1 - len(spans)
    assert sum(spans) + single == len(part.chart.periods)


def test_a_day_is_a_dot_and_what_is_less_exact_is_shaded_or_said_to_be_about():
    part, rows = chart_of()
    for row, known in zip(rows[2:], part.rows, strict=True):
        assert ("●" in row) is (known.precision == "day")
        assert ("≈" in row) is (known.precision == "about")


def test_a_row_says_the_date_and_the_first_words():
    part, rows = chart_of()
    assert part.chart is not None
    assert words_of(rows[2]).split("\n")[0] == f"{part.chart.rows[0].date}  {part.chart.rows[0].label}"


def test_the_picture_alone_needs_no_second_table():
    main = main_of(made("chapters", "timeline", timeline="picture"))
    assert main.count("<w:tbl>") == 1
    both = main_of(made("chapters", "timeline", timeline="both"))
    assert both.count("<w:tbl>") == 2


def test_the_signs_are_explained():
    briefing = made("chapters", "timeline", timeline="picture")
    assert briefing.words.timeline_legend in words_of(main_of(briefing))


def test_the_lint_finds_nothing_wrong_and_the_bytes_are_the_same_again():
    briefing = made("chapters", "timeline")
    document = written(briefing)
    assert lint(document) == []
    assert document == written(briefing)

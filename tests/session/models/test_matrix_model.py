import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.compare.matrix import Kind, Measure, Row, by_sources, by_tags
from annotator.session.models.matrix_model import (
    HEAD_ROLE,
    ORIGINS,
    SHADE_ROLE,
    SUM,
    WARNING_ROLE,
    MatrixModel,
    TotalsModel,
    as_table,
)
from tests.core.compare.test_matrix import COSTS, COUNTS, MAYOR, SOURCES, SPOKEN, SUMMARY, TAGS, TOLD, counted

pytestmark = pytest.mark.usefixtures("qapp")
HORIZONTAL, TOLD_ROLE = Qt.Orientation.Horizontal, int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def model() -> MatrixModel:
    made = MatrixModel()
    made.show(counted(), Measure.STATEMENTS)
    return made


@pytest.fixture
def totals(model: MatrixModel) -> TotalsModel:
    return TotalsModel(model)


def test_the_models_keep_the_rules_of_models_while_they_are_shown_and_narrowed(model: MatrixModel, totals: TotalsModel):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(each, fatal) for each in (model, totals)]
    model.set_filter("valley")
    model.show(counted(None), Measure.WORDS)
    assert len(testers) == 2
    assert (model.rowCount(), model.columnCount(), totals.rowCount(), totals.columnCount()) == (2, 1, 2, 2)


def test_a_cell_shows_its_number_and_silence_a_dash(model: MatrixModel):
    assert [model.index(0, column).data() for column in range(3)] == ["–", "2", "–"]


def test_the_more_is_said_the_deeper_the_shade(model: MatrixModel):
    assert [model.index(1, column).data(SHADE_ROLE) for column in range(3)] == [4, 1, 1]


def test_another_measure_shows_other_numbers(model: MatrixModel):
    model.show(counted(), Measure.WORDS)
    assert [model.index(1, column).data() for column in range(3)] == ["50", "12", "9"]


def test_a_screen_reader_hears_where_a_cell_stands_and_what_it_holds(model: MatrixModel):
    words = model.index(0, 1).data(TOLD_ROLE)
    assert words == "Chapter 1, Orrin Gazette: 2 statements with 30 words, 1 of them contradicted"


def test_a_silent_cell_says_so(model: MatrixModel):
    assert model.index(0, 0).data(TOLD_ROLE) == "Chapter 1, The Valley: nothing"


def test_heads_are_named_and_say_how_reliable_a_source_is(model: MatrixModel):
    assert model.headerData(1, HORIZONTAL) == "Orrin Gazette"
    assert model.headerData(1, HORIZONTAL, TOLD_ROLE) == "Orrin Gazette, reliability B"
    assert model.headerData(1, Qt.Orientation.Vertical) == "2 Costs"
    assert model.headerData(1, Qt.Orientation.Vertical, HEAD_ROLE) == COSTS


def test_columns_are_narrowed_by_all_the_words_in_their_names(model: MatrixModel):
    model.set_filter("GAZ orrin")
    assert [column.name for column in model.columns] == ["Orrin Gazette", "Orrin  gazette"]
    model.set_filter("")
    assert len(model.columns) == 3


def test_a_cell_is_found_again_by_what_stands_there(model: MatrixModel):
    key = model.columns[1].key
    model.set_filter("gazette")
    index = model.index_of("costs", key)
    assert (index.row(), index.column()) == (1, 0)
    assert not model.index_of("costs", "gone").isValid()


def test_totals_say_origins_and_statements(totals: TotalsModel):
    assert [totals.index(1, column).data() for column in (ORIGINS, SUM)] == ["1", "6"]
    assert [totals.headerData(column, HORIZONTAL) for column in (ORIGINS, SUM)] == ["Origins", "Statements"]


def test_totals_count_words_where_words_are_counted(model: MatrixModel, totals: TotalsModel):
    model.show(counted(), Measure.WORDS)
    assert totals.index(1, SUM).data() == "71"
    assert totals.headerData(SUM, HORIZONTAL) == "Words"


def test_a_chapter_that_rests_on_one_origin_is_warned_of_in_words_as_well(totals: TotalsModel):
    index = totals.index(1, ORIGINS)
    assert index.data(WARNING_ROLE)
    assert index.data(TOLD_ROLE) == "Chapter 2: 6 statements with 71 words, all of a single origin"


def test_an_actor_is_not_warned_of(model: MatrixModel, totals: TotalsModel):
    model.show(by_tags((MAYOR,), TOLD, SPOKEN, TAGS, SOURCES), Measure.STATEMENTS)
    index = totals.index(0, ORIGINS)
    assert not index.data(WARNING_ROLE)
    assert index.data(TOLD_ROLE) == "Mayor Adeyemi: 1 statement, 1 origin"


def test_a_copied_table_has_heads_totals_and_numbers_as_numbers(model: MatrixModel):
    assert as_table(model) == [
        ["Chapter", "The Valley", "Orrin Gazette", "Orrin  gazette", "Origins", "Statements", "Contradicted"],
        ["1 Summary", "–", 2, "–", 1, 2, 1],
        ["2 Costs", 4, 1, 1, 1, 6, 0],
    ]


def test_a_copied_table_holds_only_the_columns_that_are_shown(model: MatrixModel):
    model.set_filter("valley")
    assert as_table(model, 0)[1] == ["1 Summary", 0, 1, 2, 1]


def test_the_tree_of_tags_is_indented_in_a_copied_table():
    model = MatrixModel()
    rows = (Row("summary", "fog"), Row("costs", "fog on the bank", depth=1))
    model.show(by_sources(Kind.TAGS, rows, COUNTS, SOURCES, None), Measure.STATEMENTS)
    assert [row[0] for row in as_table(model)] == ["Tag", "fog", "\u2003fog on the bank"]


def test_a_row_without_anything_keeps_its_place(model: MatrixModel, totals: TotalsModel):
    model.show(by_sources(Kind.CHAPTERS, (SUMMARY, COSTS), COUNTS[1:], SOURCES, None), Measure.STATEMENTS)
    assert totals.index(0, SUM).data() == "–"

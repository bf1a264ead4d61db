import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.ui.search.rows import Row, RowsModel, RowsView

ROWS = [Row("Kinds"), Row("Texts", "text", "3"), Row("Notes", "note", "1", is_on=True)]


@pytest.fixture
def view(qtbot: QtBot) -> RowsView:
    made = RowsView("Narrow the search")
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(200, 200)
    made.show()
    return made


def test_a_model_of_rows_keeps_qt_s_rules(qtbot: QtBot):
    model = RowsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(ROWS)
    assert model.rowCount() == 3


def test_a_heading_cannot_be_chosen(view: RowsView):
    assert view.rows.flags(view.rows.index(0)) == Qt.ItemFlag.NoItemFlags


def test_a_row_is_spoken_with_its_count_and_whether_it_is_chosen(view: RowsView):
    assert view.rows.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "Notes, 1, chosen"


def test_the_keyboard_begins_at_the_first_row_that_can_be_chosen(view: RowsView):
    assert view.take_keyboard()
    assert view.current() == ROWS[1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_row_is_chosen_by_a_key(qtbot: QtBot, view: RowsView, key: Qt.Key):
    view.take_keyboard()
    with qtbot.waitSignal(view.chosen) as signal:
        qtbot.keyClick(view, key)
    assert signal.args == [ROWS[1]]


def test_up_from_the_first_row_leaves_the_list(qtbot: QtBot, view: RowsView):
    view.take_keyboard()
    with qtbot.waitSignal(view.left_up):
        qtbot.keyClick(view, Qt.Key.Key_Up)


def test_the_keyboard_stays_on_what_meant_the_same(view: RowsView):
    view.take_keyboard()
    view.set_rows([ROWS[0], Row("Statements", "statement", "2"), Row("Texts", "text", "9")])
    assert view.current() == Row("Texts", "text", "9")


def test_a_list_of_headings_alone_takes_no_keyboard(view: RowsView):
    view.set_rows([Row("Kinds")])
    assert not view.take_keyboard()

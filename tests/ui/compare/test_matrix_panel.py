import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.compare.matrix import Grouping, Kind, Measure
from annotator.ui.compare.compare_workspace import CompareWorkspace
from tests.ui.harbour import Harbour, Shell


def cells(compare: CompareWorkspace) -> list[list[str]]:
    model = compare.matrix.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def totals(compare: CompareWorkspace) -> list[list[str]]:
    model = compare.matrix.view.totals_model
    return [[model.index(row, column).data() for column in range(2)] for row in range(model.rowCount())]


def test_it_shows_who_says_how_much_in_each_chapter_and_who_is_silent(spoken: Harbour, compare: CompareWorkspace):
    assert [column.name for column in compare.matrix.model.columns] == ["Harbour Post", "Ferry Weekly"]
    assert cells(compare) == [["2", "1"], ["1", "–"], ["–", "–"]]
    assert totals(compare) == [["2", "3"], ["1", "1"], ["–", "–"]]


def test_it_follows_what_is_placed_and_keeps_the_cell_that_one_is_at(spoken: Harbour, compare: CompareWorkspace):
    view = compare.matrix.view
    view.choose(compare.matrix.model.index(1, 0))
    spoken.place(4, 6, chapter=1)
    assert cells(compare)[1] == ["2", "1"]
    assert (view.current.row(), view.current.column()) == (1, 0)


def test_enter_lists_the_statements_of_a_cell_and_escape_goes_back_to_it(
    spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot
):
    view = compare.matrix.view
    view.choose(compare.matrix.model.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert compare.statements.model.uids == spoken.statement_uids[:2]
    assert compare.statements.head.accessibleName() == "Chapter 1, Harbour Post 2"
    assert compare.statements.list.hasFocus()
    qtbot.keyClick(compare.statements.list, Qt.Key.Key_Escape)
    assert compare.side.currentWidget() is compare.disagreements
    assert view.table.hasFocus()
    assert (view.current.row(), view.current.column()) == (0, 0)


def test_enter_in_that_list_shows_the_statement_in_its_source(
    spoken: Harbour, compare: CompareWorkspace, shell: Shell, qtbot: QtBot
):
    asked: list[str] = []
    spoken.session.selection.show_requested.connect(lambda source, *_: asked.append(source))
    compare.matrix.view.choose(compare.matrix.model.index(0, 1))
    compare.matrix.open_current()
    qtbot.keyClick(compare.statements.list, Qt.Key.Key_Return)
    assert shell.shown == ["read"]
    assert asked == [spoken.source_uids[1]]
    assert spoken.session.selection.statement_uid == spoken.statement_uids[4]


def test_a_silent_cell_opens_nothing(spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    compare.matrix.view.choose(compare.matrix.model.index(1, 1))
    qtbot.keyClick(compare.matrix.view.table, Qt.Key.Key_Return)
    assert compare.side.currentWidget() is compare.disagreements


def test_the_right_arrow_leads_over_the_edge_to_the_totals_which_open_the_whole_row(
    spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot
):
    view = compare.matrix.view
    view.choose(compare.matrix.model.index(0, 1))
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert view.totals.hasFocus()
    qtbot.keyClick(view.totals, Qt.Key.Key_Return)
    assert set(compare.statements.model.uids) == {spoken.statement_uids[at] for at in (0, 1, 4)}


def test_the_left_arrow_leads_from_the_totals_back_to_the_last_cell(
    spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot
):
    view = compare.matrix.view
    view.choose(compare.matrix.model.index(0, 1))
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    qtbot.keyClick(view.totals, Qt.Key.Key_Left)
    assert view.table.hasFocus()
    assert (view.current.row(), view.current.column()) == (0, 1)


def test_the_status_says_where_one_is_and_what_enter_does(spoken: Harbour, compare: CompareWorkspace):
    view, model = compare.matrix.view, compare.matrix.model
    view.choose(model.index(0, 0))
    assert compare.matrix.status() == (
        "Chapter 1, Harbour Post: 2 statements, 1 of them contradicted. Enter shows them."
    )
    view.choose(model.index(1, 1))
    assert compare.matrix.status() == "Chapter 2, Ferry Weekly: nothing."


def test_tags_and_actors_are_chosen_by_a_command(spoken: Harbour, compare: CompareWorkspace, shell: Shell):
    session = spoken.session
    drafts = edits.add_actor("The harbour master")
    session.perform(drafts, "Add actor")
    uid = drafts[0].entity_uid
    session.perform(edits.set_statement_field(spoken.statement_uids[1], "actor", uid), "Actor")
    assert shell.commands.run("compare.tags")
    names = [row.name for row in compare.matrix.model.rows]
    assert dict(zip(names, cells(compare), strict=True)) == {"delay": ["2", "2"], "blame": ["2", "1"]}
    assert shell.commands.run("compare.actors")
    assert cells(compare) == [["1"]]
    assert [column.name for column in compare.matrix.model.columns] == ["blame"]
    compare.matrix.view.choose(compare.matrix.model.index(0, 0))
    compare.matrix.open_current()
    assert compare.statements.model.uids == [spoken.statement_uids[1]]


def test_words_are_counted_where_somebody_asks_for_them(spoken: Harbour, compare: CompareWorkspace):
    compare.matrix.measure.choose(str(Measure.WORDS))
    compare.matrix.measure.activated.emit(0)
    assert cells(compare)[1] == ["14", "–"]


def test_columns_can_be_origins(spoken: Harbour, compare: CompareWorkspace):
    session = spoken.session
    session.perform(edits.set_origin(spoken.source_uids[1], "Harbour Post"), "Set origin")
    compare.matrix.grouping.choose(str(Grouping.ORIGIN))
    compare.matrix.grouping.activated.emit(0)
    assert cells(compare) == [["3"], ["1"], ["–"]]


def test_the_filter_leaves_the_columns_that_bear_its_words(spoken: Harbour, compare: CompareWorkspace):
    compare.matrix.field.setText("weekly")
    compare.matrix.field.returnPressed.emit()
    assert cells(compare) == [["1"], ["–"], ["–"]]
    assert compare.matrix.head.count_text == "1 of 2 sources"


def test_columns_beyond_the_edge_are_counted_and_shown_by_a_click(
    spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot
):
    compare.across.setSizes([440, 1000])
    compare.matrix.resize(420, 300)
    compare.matrix.view.fit()
    assert compare.matrix.more.text() == "+1 more"
    compare.matrix.more.click()
    assert compare.matrix.view.table.currentIndex().column() == 1
    assert compare.matrix.more.isHidden()


def test_the_table_is_copied_for_word_and_for_excel(spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    view = compare.matrix.view
    view.choose(compare.matrix.model.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1] == "1 What happened\t2\t1\t2\t3\t2"
    assert data.html().count("<tr>") == 4


def test_the_table_is_written_as_csv_with_silence_as_nought(
    spoken: Harbour, compare: CompareWorkspace, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "matrix"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "Table (*.csv)"))
    assert shell.commands.run("compare.csv")
    with (tmp_path / "matrix.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[2] == ["2 Who decided", "1", "0", "1", "1", "0"]
    assert shell.said == [("Wrote matrix.csv.", "success")]


@pytest.mark.parametrize(("pattern", "name"), [("Picture (*.png)", "matrix.png"), ("Drawing (*.svg)", "matrix.svg")])
def test_the_matrix_is_drawn_into_a_file(
    spoken: Harbour,
    compare: CompareWorkspace,
    shell: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pattern: str,
    name: str,
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "matrix"), pattern))
    assert shell.commands.run("compare.picture")
    if name.endswith(".png"):
        assert QImage(str(tmp_path / name)).width() > 1_000
    else:
        assert "Harbour Post" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_fault_of_the_disk_is_said_and_nothing_else(
    spoken: Harbour, compare: CompareWorkspace, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "nowhere" / "matrix.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shell.commands.run("compare.csv")
    assert [str(error)[:18] for error in shell.errors] == ["There is no folder"]
    assert shell.said == []


def test_an_empty_matrix_says_what_to_do_and_leads_there(harbour: Harbour, compare: CompareWorkspace, shell: Shell):
    empty = compare.matrix.empty
    assert empty.fact.text() == "No statement stands in a chapter yet."
    assert empty.isVisible()
    empty.button.click()
    assert shell.shown == ["arrange"]
    assert shell.commands.why_not("compare.copy") == "There is nothing in the matrix yet"


def test_what_was_looked_at_is_remembered(spoken: Harbour, compare: CompareWorkspace):
    compare.matrix.show_kind(Kind.TAGS)
    compare.matrix.close_down()
    assert spoken.session.local.get("compare.kind") == "tags"
    spoken.session.changed.connect(compare.matrix._counting._follow)  # closing lets it go once more


def test_everything_in_the_head_has_a_name(spoken: Harbour, compare: CompareWorkspace):
    head = compare.matrix
    named = (head.kind, head.grouping, head.measure, head.field, head.more, head.view.table, head.view.totals)
    assert all(each.accessibleName() for each in named)

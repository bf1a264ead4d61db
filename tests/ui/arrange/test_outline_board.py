"""The outline at the left: adding, naming, moving, deleting, and dropping statements on it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.core import edits, prose
from annotator.session.models.board_model import FINDINGS_COLUMN, SOURCES_COLUMN, STATEMENTS_COLUMN
from annotator.session.models.mime import CHAPTER, STATEMENTS, put_uids
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from annotator.ui.arrange.outline_dialog import OutlineDialog
from tests.ui.harbour import Harbour, Shell


def _outline(harbour: Harbour) -> list[str]:
    return [f"{each.number} {each.title}" for each in harbour.session.reader.chapters()]


def _cell(arrange: ArrangeWorkspace, chapter_uid: str, column: int) -> object:
    return arrange.board_model.index_of(chapter_uid).siblingAtColumn(column).data()


def test_each_chapter_says_how_many_statements_and_sources_stand_behind_it(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2, 5)
    uid = harbour.chapter_uids[0]
    assert _cell(arrange, uid, STATEMENTS_COLUMN) == "3"
    assert _cell(arrange, uid, SOURCES_COLUMN) == "2"


def test_an_empty_chapter_is_marked(arrange: ArrangeWorkspace, harbour: Harbour):
    index = arrange.board_model.index_of(harbour.chapter_uids[2]).siblingAtColumn(FINDINGS_COLUMN)
    assert index.data() == "1"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Nothing stands here yet"


def test_a_heading_over_other_chapters_is_not_empty(arrange: ArrangeWorkspace, harbour: Harbour):
    parent = harbour.chapter_uids[2]
    harbour.session.perform(edits.add_chapter(harbour.session.reader, "Refunds", parent), "Add chapter")
    assert _cell(arrange, parent, FINDINGS_COLUMN) == ""


def test_a_chapter_on_one_source_and_a_statement_that_is_not_cited_are_told(
    arrange: ArrangeWorkspace, harbour: Harbour
):
    harbour.place(1, 2)
    harbour.write(f"Late {prose.token(harbour.statement_uids[0])}.")
    state = arrange.board_model.state(harbour.chapter_uids[0])
    assert (state.is_thin, len(state.uncited), state.count) == (True, 1, 2)
    assert arrange.board._remark.text() == "Chapter 1 rests on one origin."
    badges = [each.text for each in arrange.chapter_view.head._badges if each.isVisibleTo(arrange.chapter_view)]
    assert badges == ["Rests on one origin", "1 not cited in the prose"]


def test_the_foot_counts_what_is_placed(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2)
    harbour.place(1, chapter=1)
    assert arrange.board._totals.accessibleName() == "7 statements, 2 placed, 5 not placed."


def test_a_new_chapter_comes_after_the_current_one_and_its_title_is_typed(
    arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    arrange.board.select(harbour.chapter_uids[0])
    arrange.board.add()
    editor = arrange.board.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("The berth")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    wanted = ["1 What happened", "2 The berth", "3 Who decided", "4 What it cost"]
    qtbot.waitUntil(lambda: _outline(harbour) == wanted)
    harbour.session.undo()
    harbour.session.undo()
    assert _outline(harbour) == ["1 What happened", "2 Who decided", "3 What it cost"]


def test_keys_move_a_chapter_up_down_in_and_out(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    tree, alt = arrange.board.tree, Qt.KeyboardModifier.AltModifier
    arrange.board.select(harbour.chapter_uids[2])
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Up, alt)
    assert _outline(harbour) == ["1 What happened", "2 What it cost", "3 Who decided"]
    qtbot.keyClick(tree, Qt.Key.Key_Right, alt)
    assert _outline(harbour) == ["1 What happened", "1.1 What it cost", "2 Who decided"]
    qtbot.keyClick(tree, Qt.Key.Key_Left, alt)
    qtbot.keyClick(tree, Qt.Key.Key_Down, alt)
    assert _outline(harbour) == ["1 What happened", "2 Who decided", "3 What it cost"]
    assert arrange.board.current_uid == harbour.chapter_uids[2]


def test_a_deleted_chapter_comes_back_with_all_it_held(arrange: ArrangeWorkspace, harbour: Harbour, shell: Shell):
    harbour.place(1, 2)
    harbour.write("Between.")
    before = harbour.order()
    arrange.board.select(harbour.chapter_uids[0])
    arrange.board.delete()
    assert _outline(harbour) == ["1 Who decided", "2 What it cost"]
    assert arrange.chapter_view.chapter.title == "Who decided"
    assert "Deleted chapter 1" in shell.toasts[0]
    harbour.session.undo()
    assert harbour.order() == before


def test_statements_dropped_on_a_chapter_are_placed_there(arrange: ArrangeWorkspace, harbour: Harbour):
    data = QMimeData()
    put_uids(data, STATEMENTS, harbour.statement_uids[:2])
    index = arrange.board_model.index_of(harbour.chapter_uids[1])
    arrange.board_model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, index)
    assert harbour.order(1) == ["S-1", "S-2"]


def test_items_dropped_on_another_chapter_move_there(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2)
    harbour.write("Between.")
    view = arrange.chapter_view
    data = view.list.drag_data([view.model.uid_at(0), view.model.uid_at(2)])
    index = arrange.board_model.index_of(harbour.chapter_uids[1])
    arrange.board_model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, index)
    assert (harbour.order(0), harbour.order(1)) == (["S-2"], ["S-1", "Between."])
    harbour.session.undo()
    assert (harbour.order(0), harbour.order(1)) == (["S-1", "S-2", "Between."], [])


def test_a_chapter_dragged_between_two_others_stays_selected(arrange: ArrangeWorkspace, harbour: Harbour):
    arrange.board.select(harbour.chapter_uids[2])
    data = QMimeData()
    put_uids(data, CHAPTER, [harbour.chapter_uids[2]])
    arrange.board_model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert _outline(harbour) == ["1 What happened", "2 What it cost", "3 Who decided"]
    assert arrange.board.current_uid == harbour.chapter_uids[2]


def test_the_board_keeps_the_rules_of_models(arrange: ArrangeWorkspace, harbour: Harbour):
    QAbstractItemModelTester(arrange.board_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(arrange.chapter_view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(arrange.unplaced_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    harbour.place(1, 2, 3)
    harbour.write("Between.")
    arrange.chapter_view.list.select_row(3)
    arrange.chapter_view.move_current(-1)
    arrange.board.select(harbour.chapter_uids[0])
    arrange.board.delete()
    for _ in range(6):
        harbour.session.undo()


def test_an_outline_is_taken_from_a_report_in_one_step(
    arrange: ArrangeWorkspace, harbour: Harbour, shell: Shell, qtbot: QtBot, tmp_path: Path
):
    report = tmp_path / "report.txt"
    report.write_text("Chapters\n1. First things\n2. Second things\n3. Last things\n", encoding="utf-8")
    dialog = OutlineDialog(shell, arrange.widget)
    qtbot.addWidget(dialog)
    dialog.read_file(report)
    assert dialog.add_button.text() == "Add 3 chapters"
    dialog.add_button.click()
    assert _outline(harbour)[3:] == ["4 First things", "5 Second things", "6 Last things"]
    harbour.session.undo()
    assert len(_outline(harbour)) == 3


def test_a_file_without_chapters_is_refused_in_the_dialog(
    arrange: ArrangeWorkspace, shell: Shell, qtbot: QtBot, tmp_path: Path
):
    report = tmp_path / "empty.bin"
    report.write_bytes(b"\0\1\2")
    dialog = OutlineDialog(shell, arrange.widget)
    qtbot.addWidget(dialog)
    dialog.read_file(report)
    assert not dialog.add_button.isEnabled()
    assert "empty.bin" in dialog._why.text()

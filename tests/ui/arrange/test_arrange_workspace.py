"""Arranging a chapter through the workspace: placing, ordering, writing, taking back."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits, prose
from annotator.core.records import Prose
from annotator.session.models.mime import CHAPTER_ITEMS, STATEMENTS, put_uids
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from tests.builders import OTHER
from tests.ui.harbour import Harbour, Shell


def _drop(workspace: ArrangeWorkspace, data: QMimeData, row: int) -> None:
    """Drop something into the gap above a row of the chapter."""
    view = workspace.chapter_view.list
    rows = workspace.chapter_view.model.rowCount()
    rect = view.visualRect(workspace.chapter_view.model.index(min(row, rows - 1)))
    y = rect.top() + 1 if row < rows else rect.bottom() - 1
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(100, y), actions, data, button, modifier))


def _statements(*uids: str) -> QMimeData:
    data = QMimeData()
    put_uids(data, STATEMENTS, uids)
    return data


def test_a_statement_is_placed_where_it_is_dropped(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2)
    _drop(arrange, _statements(harbour.statement_uids[4]), 1)
    assert harbour.order() == ["S-1", "S-5", "S-2"]


def test_several_statements_keep_their_order_when_they_are_dropped(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2)
    _drop(arrange, _statements(*harbour.statement_uids[3:6]), 1)
    assert harbour.order() == ["S-1", "S-4", "S-5", "S-6", "S-2"]


def test_items_are_dragged_to_another_place_together(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2, 3, 4)
    view = arrange.chapter_view.list
    uids = [arrange.chapter_view.model.uid_at(row) for row in (0, 2)]
    _drop(arrange, view.drag_data(uids), 4)
    assert harbour.order() == ["S-2", "S-4", "S-1", "S-3"]


def test_dropping_an_item_where_it_stands_changes_nothing(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2, 3)
    _drop(arrange, arrange.chapter_view.list.drag_data([arrange.chapter_view.model.uid_at(1)]), 1)
    assert harbour.order() == ["S-1", "S-2", "S-3"]


def test_undo_after_every_step_gives_back_the_order_before(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2, 3)
    harbour.write("Between.")
    orders = [harbour.order()]
    view = arrange.chapter_view
    view.list.select_row(0)
    view.move_current(1)
    orders.append(harbour.order())
    view.list.select_row(2)
    view.take_out()
    orders.append(harbour.order())
    view.place([harbour.statement_uids[6]], before_uid=view.model.uid_at(1))
    assert len({tuple(each) for each in [*orders, harbour.order()]}) == 4
    for order in reversed(orders):
        harbour.session.undo()
        assert harbour.order() == order
        assert [view.model.uid_at(row) for row in range(view.model.rowCount())] == [
            item.uid for item in harbour.session.reader.chapter_items(harbour.chapter_uids[0])
        ]


def test_alt_and_arrows_move_the_current_item(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    harbour.place(1, 2, 3)
    view = arrange.chapter_view.list
    view.select_row(2)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert harbour.order() == ["S-3", "S-1", "S-2"]
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert harbour.order() == ["S-1", "S-3", "S-2"]


def test_delete_takes_a_statement_out_and_says_so(
    arrange: ArrangeWorkspace, shell: Shell, harbour: Harbour, qtbot: QtBot
):
    harbour.place(1, 2)
    view = arrange.chapter_view.list
    view.select_row(0)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert harbour.order() == ["S-2"]
    assert shell.toasts == ["Took S-1 out of the chapter."]
    assert len(harbour.session.reader.statements_by_uid(harbour.statement_uids)) == 7


def test_the_selected_unplaced_statement_is_placed_after_the_current_item(
    arrange: ArrangeWorkspace, shell: Shell, harbour: Harbour
):
    harbour.place(1, 2)
    arrange.chapter_view.list.select_row(0)
    arrange.unplaced.select_row(3)
    assert arrange.unplaced.button.text() == "Place in chapter 1"
    arrange.unplaced.button.click()
    assert harbour.order() == ["S-1", "S-6", "S-2"]
    assert shell.toasts == ["Placed S-6 in chapter 1."]
    assert arrange.unplaced.selected_uids() == [harbour.statement_uids[6]]


def test_nothing_can_be_placed_where_there_is_no_chapter(arrange: ArrangeWorkspace, shell: Shell, harbour: Harbour):
    for uid in harbour.chapter_uids:
        harbour.session.perform(edits.delete_chapter(harbour.session.reader, uid), "Delete chapter")
    assert not arrange.unplaced.button.isEnabled()
    assert shell.commands.why_not("arrange.place") == "Choose a chapter first"


def _type(qtbot: QtBot, arrange: ArrangeWorkspace, words: str) -> None:
    editor = arrange.chapter_view.writing.editor
    assert editor is not None
    qtbot.keyClicks(editor, words)


def test_a_new_passage_comes_after_the_current_item_once_it_has_words(
    arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    harbour.place(1, 2)
    arrange.chapter_view.list.select_row(0)
    arrange.chapter_view.list.setFocus()
    qtbot.keyClick(arrange.chapter_view.list, Qt.Key.Key_P)
    assert harbour.order() == ["S-1", "S-2"]
    _type(qtbot, arrange, "It was late.")
    arrange.chapter_view.writing.close()
    assert harbour.order() == ["S-1", "It was late.", "S-2"]


def test_a_new_passage_that_got_no_words_leaves_nothing_behind(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1)
    before = harbour.session.undo_label
    arrange.chapter_view.add_prose()
    arrange.chapter_view.writing.close()
    assert arrange.chapter_view.model.rowCount() == 1
    assert harbour.session.undo_label == before


def test_a_passage_is_committed_while_it_is_typed(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    arrange.chapter_view.add_prose()
    _type(qtbot, arrange, "First words")
    qtbot.waitUntil(lambda: harbour.order() == ["First words"], timeout=3000)
    _type(qtbot, arrange, " and more")
    qtbot.waitUntil(lambda: harbour.order() == ["First words and more"], timeout=3000)
    assert arrange.chapter_view.writing.editor is not None


def test_enter_splits_a_passage_and_backspace_joins_it_again(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    uid = harbour.write("One. Two.")
    writing = arrange.chapter_view.writing
    writing.edit(uid, len("One."))
    qtbot.keyClick(writing.editor, Qt.Key.Key_Return)
    assert harbour.order() == ["One.", "Two."]
    assert writing.editor.prose() == "Two."
    assert writing.editor.textCursor().position() == 0
    qtbot.keyClick(writing.editor, Qt.Key.Key_Backspace)
    assert harbour.order() == ["One.Two."]
    assert writing.editor.textCursor().position() == len("One.")
    harbour.session.undo()
    harbour.session.undo()
    assert harbour.order() == ["One. Two."]


def test_enter_at_the_end_begins_a_new_passage_after_this_one(
    arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    uid = harbour.write("One.")
    harbour.place(1)
    writing = arrange.chapter_view.writing
    writing.edit(uid)
    qtbot.keyClick(writing.editor, Qt.Key.Key_Return)
    _type(qtbot, arrange, "Two.")
    writing.close()
    assert harbour.order() == ["One.", "Two.", "S-1"]


def test_pasted_lines_become_passages_in_one_step(arrange: ArrangeWorkspace, harbour: Harbour):
    uid = harbour.write("Start end")
    harbour.place(1)
    writing = arrange.chapter_view.writing
    writing.edit(uid, len("Start "))
    data = QMimeData()
    data.setText("one\ntwo\nthree ")
    writing.editor.insertFromMimeData(data)
    assert harbour.order() == ["Start one", "two", "threeend", "S-1"]
    assert writing.editor.textCursor().position() == len("three")
    harbour.session.undo()
    assert harbour.order() == ["Start end", "S-1"]


def test_pasting_into_a_new_passage_keeps_every_line(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1)
    arrange.chapter_view.list.select_row(0)
    arrange.chapter_view.add_prose()
    data = QMimeData()
    data.setText("one\ntwo\nthree")
    arrange.chapter_view.writing.editor.insertFromMimeData(data)
    arrange.chapter_view.writing.close()
    assert harbour.order() == ["S-1", "one", "two", "three"]


def test_a_citation_chosen_from_the_list_marks_its_statement_as_cited(
    arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    harbour.place(1, 2)
    uid = harbour.write("Fog,")
    view = arrange.chapter_view
    assert view.model.shown(1).is_uncited
    view.writing.edit(uid)
    qtbot.keyClick(view.writing.editor, "@")
    popup = view.writing.popup
    qtbot.keyClicks(popup.field, "s-2")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    view.writing.close()
    text = harbour.session.reader.prose(uid).text
    assert prose.cited_uids(text) == [harbour.statement_uids[1]]
    assert view.model.shown(0).is_uncited
    assert not view.model.shown(1).is_uncited


def test_leaving_the_list_of_citations_writes_the_at_sign(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    writing = arrange.chapter_view.writing
    writing.edit(harbour.write("a"))
    qtbot.keyClick(writing.editor, "@")
    qtbot.keyClick(writing.popup.field, Qt.Key.Key_Escape)
    qtbot.keyClicks(writing.editor, "b")
    assert writing.editor.prose() == "a@b"


def test_an_edit_of_somebody_else_joins_what_is_being_typed(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    uid = harbour.write("The ferry was late.")
    writing = arrange.chapter_view.writing
    writing.edit(uid)
    _type(qtbot, arrange, " Nobody knew.")
    harbour.session.perform(edits.write_prose(uid, "The old ferry was late."), "Merge")
    assert writing.editor.prose() == "The old ferry was late. Nobody knew."
    writing.close()
    assert harbour.order() == ["The old ferry was late. Nobody knew."]


def test_typed_words_survive_the_deletion_of_their_passage(
    arrange: ArrangeWorkspace, shell: Shell, harbour: Harbour, qtbot: QtBot
):
    uid = harbour.write("The ferry was late.")
    harbour.place(1)
    arrange.chapter_view.writing.edit(uid)
    _type(qtbot, arrange, " Nobody knew.")
    harbour.session.perform(edits.delete_prose(uid), "Merge")
    arrange.chapter_view.writing.close()
    assert harbour.order() == ["The ferry was late. Nobody knew.", "S-1"]
    assert "deleted elsewhere" in shell.said[0][0]


def test_undoing_the_first_commit_of_a_passage_closes_its_editor(
    arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    arrange.chapter_view.add_prose()
    _type(qtbot, arrange, "Words")
    arrange.chapter_view.writing.editor.commit()
    harbour.session.undo()
    assert arrange.chapter_view.writing.editor is None
    assert harbour.order() == []


def test_what_is_typed_is_committed_when_the_workspace_closes(
    shell: Shell, harbour: Harbour, qtbot: QtBot, qapp: QApplication
):
    workspace = ArrangeWorkspace(shell)
    qtbot.addWidget(workspace.widget)
    workspace.chapter_view.add_prose()
    qtbot.keyClicks(workspace.chapter_view.writing.editor, "Last words.")
    workspace.close()
    assert harbour.order() == ["Last words."]


def test_another_chapter_shows_its_own_items(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1, 2)
    harbour.place(3, chapter=1)
    arrange.board.select(harbour.chapter_uids[1])
    assert arrange.chapter_view.model.rowCount() == 1
    assert arrange.chapter_view.status() == "Chapter 2"
    assert harbour.session.selection.chapter_uid == harbour.chapter_uids[1]


def test_the_chapter_and_its_width_come_back(shell: Shell, harbour: Harbour, qtbot: QtBot):
    first = ArrangeWorkspace(shell)
    qtbot.addWidget(first.widget)
    first.board.select(harbour.chapter_uids[2])
    first.close()
    second = ArrangeWorkspace(shell)
    qtbot.addWidget(second.widget)
    assert second.chapter_view.chapter.uid == harbour.chapter_uids[2]
    second.close()


def test_a_card_is_shown_in_its_source(arrange: ArrangeWorkspace, shell: Shell, harbour: Harbour, qtbot: QtBot):
    harbour.place(1)
    arrange.chapter_view.list.select_row(0)
    with qtbot.waitSignal(harbour.session.selection.show_requested) as signal:
        qtbot.keyClick(arrange.chapter_view.list, Qt.Key.Key_Return)
    statement = harbour.session.reader.statement(harbour.statement_uids[0])
    assert signal.args == [statement.source_uid, statement.anchor.start, statement.anchor.end]
    assert shell.shown == ["read"]


def test_the_preview_reads_as_the_briefing_will(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    harbour.place(1)
    harbour.write(f"Late {prose.token(harbour.statement_uids[0])} again.")
    arrange.chapter_view.set_preview(True)
    preview = arrange.chapter_view.preview
    qtbot.waitUntil(lambda: "1 What happened" in preview.toPlainText(), timeout=5000)
    assert "nobody on the quay was told why" in preview.toPlainText()
    assert "Late2 again." in preview.toPlainText()


def test_a_thousand_items_are_shown_without_a_thousand_widgets(arrange: ArrangeWorkspace, harbour: Harbour):
    from PySide6.QtWidgets import QWidget

    from annotator.session.chapter_edits import add_passages

    drafts, _ = add_passages(harbour.session.reader, harbour.chapter_uids[0], [f"Passage {n}." for n in range(1000)])
    before = len(arrange.widget.findChildren(QWidget))
    harbour.session.perform(drafts, "Write")
    assert arrange.chapter_view.model.rowCount() == 1000
    assert len(arrange.widget.findChildren(QWidget)) == before


def test_letters_do_not_jump_about_in_the_list(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    harbour.place(1, 2, 3)
    view = arrange.chapter_view.list
    view.select_row(2)
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert view.currentIndex().row() == 2


def test_a_click_on_prose_puts_the_cursor_there(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    harbour.write("One two three four five six seven.")
    view = arrange.chapter_view.list
    rect = view.visualRect(arrange.chapter_view.model.index(0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 100, rect.top() + 20))
    editor = arrange.chapter_view.writing.editor
    assert editor is not None
    assert 0 < editor.textCursor().position() < 20


def test_what_is_dragged_from_another_project_is_not_taken(arrange: ArrangeWorkspace, harbour: Harbour):
    harbour.place(1)
    data = QMimeData()
    put_uids(data, CHAPTER_ITEMS, [OTHER, OTHER])
    _drop(arrange, data, 0)
    assert harbour.order() == ["S-1"]


def test_keys_of_the_list_have_no_meaning_inside_prose(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    uid = harbour.write("Pp")
    writing = arrange.chapter_view.writing
    writing.edit(uid, 0)
    qtbot.keyClicks(writing.editor, "P")
    qtbot.keyClick(writing.editor, Qt.Key.Key_Delete)
    assert writing.editor.prose() == "Pp"
    assert arrange.chapter_view.model.rowCount() == 1


def test_a_passage_that_is_asked_for_is_selected_in_its_chapter(arrange: ArrangeWorkspace, harbour: Harbour):
    session, uid = harbour.session, harbour.chapter_uids[1]
    session.perform(edits.add_prose(session.reader, uid, "Nobody was told."), "Write")
    (passage,) = [item for item in session.reader.chapter_items(uid) if isinstance(item, Prose)]
    session.selection.request_chapter(uid, passage.uid)
    assert arrange.chapter_view.chapter is not None
    assert arrange.chapter_view.chapter.uid == uid
    assert arrange.chapter_view.list.current_uid() == passage.uid


def test_made_behind_another_workspace_it_narrows_nothing_to_its_chapter(shell: Shell, harbour: Harbour, qtbot: QtBot):
    behind = ArrangeWorkspace(shell)
    qtbot.addWidget(behind.widget)
    assert behind.board.current_uid == harbour.chapter_uids[0]
    assert harbour.session.selection.chapter_uid == ""
    behind.close()


def test_keys_go_to_the_outline_the_chapter_and_what_is_not_placed(
    arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    harbour.place(1)
    arrange.shell.window.activateWindow()
    lists = (arrange.board.tree, arrange.chapter_view.list, arrange.unplaced.view)
    for key, place in zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), lists, strict=True):
        qtbot.keyClick(arrange.widget, key, Qt.KeyboardModifier.AltModifier)
        assert place.hasFocus()
    assert len(arrange.unplaced.selected_uids()) == 1
    arrange.unplaced.filter.setText("zebra")
    qtbot.waitUntil(lambda: arrange.unplaced.head.count_text == "0")
    qtbot.keyClick(arrange.widget, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert arrange.unplaced.filter.hasFocus()


def test_the_outline_counts_one_statement_as_one(arrange: ArrangeWorkspace, harbour: Harbour):
    assert "statements," in arrange.board._totals.text()
    harbour.session.perform(edits.delete_statements(harbour.statement_uids[1:]), "Delete")
    assert arrange.board._totals.accessibleName() == "1 statement, 0 placed, 1 not placed."

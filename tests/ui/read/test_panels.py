"""The panels around the reading panes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.records import Tag
from annotator.session.models.statements_model import QUOTE
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.builders import OTHER
from tests.ui.harbour import Harbour, Shell

Press = Callable[..., None]


def quotes(read: ReadWorkspace) -> list[str]:
    model = read.statements.model
    return [str(model.index(row, QUOTE).data())[:11] for row in range(model.rowCount())]


def tag(harbour: Harbour, name: str) -> Tag:
    return next(each for each in harbour.session.reader.tags() if each.name == name)


def names(harbour: Harbour) -> set[str]:
    return {each.name for each in harbour.session.reader.tags()}


def select_row(read: ReadWorkspace, row: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    index = read.statements.model.index(row, 0)
    read.statements.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)


def run(menu: QMenu, words: str) -> None:
    """Run an action of a menu, or of a menu in it, by its words."""
    for action in [*menu.actions(), *(each for sub in menu.findChildren(QMenu) for each in sub.actions())]:
        if action.text().replace("&", "").startswith(words):
            action.trigger()
            return
    pytest.fail(f"no action {words} in {[each.text() for each in menu.actions()]}")


# Sources


def test_a_click_opens_a_source_where_it_is_or_in_the_active_pane(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    view = read.sources.view
    for row in (1, 0):
        at = view.visualRect(read.sources.model.index(row)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert read.panes.active.source_uid == harbour.source_uids[row]
    assert len(read.panes.panes) == 2


def test_ctrl_enter_opens_a_source_beside_the_others(read: ReadWorkspace, press: Press):
    view = read.sources.view
    view.setCurrentIndex(read.sources.model.index(1))
    press(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(read.panes.panes) == 3


def test_r_marks_the_open_source_as_read_and_back(read: ReadWorkspace, harbour: Harbour, press: Press):
    pane = read.panes.active.view
    pane.setFocus()
    reader, uid = harbour.session.reader, harbour.source_uids[0]
    press(pane, Qt.Key.Key_R)
    assert reader.source(uid).is_read
    press(pane, Qt.Key.Key_R)
    assert not reader.source(uid).is_read


def test_a_source_is_deleted_with_its_statements_and_leaves_its_pane(
    read: ReadWorkspace, harbour: Harbour, shell: Shell
):
    read.sources.view.setCurrentIndex(read.sources.model.index(1))
    run(read.sources.menu(read.sources.current), "Delete")
    assert shell.toasts == ["Ferry Weekly deleted, with its 3 statements."]
    assert [pane.source_uid for pane in read.panes.panes] == [harbour.source_uids[0], ""]
    harbour.session.undo()
    assert len(harbour.session.reader.sources()) == 2


def test_an_empty_filter_result_says_what_to_do(read: ReadWorkspace, press: Press):
    read.sources.filter.setText("zeppelin")
    press(read.sources.filter, Qt.Key.Key_Return)
    assert read.sources._empty.isVisibleTo(read.sources)
    assert read.sources._empty.fact.text() == "No source has these words."
    press(read.sources.filter, Qt.Key.Key_Escape)
    press(read.sources.filter, Qt.Key.Key_Return)
    assert not read.sources._empty.isVisibleTo(read.sources)


# Trees


def test_a_click_on_a_tag_filters_the_table_and_another_click_lets_go(
    read: ReadWorkspace, harbour: Harbour, qtbot: QtBot
):
    view = read.tags.view
    at = view.visualRect(read.tags.model.index_of(tag(harbour, "blame").uid)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert harbour.session.selection.tag_uid
    assert len(quotes(read)) == 3
    assert read.statements.filters.tag.currentText().strip() == "blame"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert harbour.session.selection.tag_uid == ""
    assert len(quotes(read)) == 7


def test_a_digit_in_the_codebook_gives_a_tag_its_key(read: ReadWorkspace, harbour: Harbour, press: Press):
    blame = tag(harbour, "blame")
    read.tags.view.setCurrentIndex(read.tags.model.index_of(blame.uid))
    press(read.tags.view, Qt.Key.Key_4)
    on_key = read.catalogue.favourite(4)
    assert on_key is not None
    assert on_key.uid == blame.uid
    press(read.tags.view, Qt.Key.Key_0)
    assert read.catalogue.favourite(4) is None


def test_a_new_tag_is_named_at_once(read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot):
    read.tags.add()
    editor = read.tags.view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "weather")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(harbour) == {"delay", "blame", "weather"}, timeout=2_000)


def test_tags_are_coloured_and_merged_from_their_menu(read: ReadWorkspace, harbour: Harbour):
    reader = harbour.session.reader
    delay, blame = tag(harbour, "delay"), tag(harbour, "blame")
    run(read.tags.menu(delay), "Gold")
    assert reader.tag(delay.uid).colour == "Gold"
    read.tags.merge(delay, blame)
    assert [(each.name, each.statement_count) for each in reader.tags()] == [("blame", 7)]
    harbour.session.undo()
    assert len(reader.tags()) == 2


def test_a_tag_is_made_a_position_from_its_menu_and_none_again(read: ReadWorkspace, harbour: Harbour):
    run(read.tags.menu(tag(harbour, "delay")), "Mark as a position")
    assert tag(harbour, "delay").is_position
    run(read.tags.menu(tag(harbour, "delay")), "No longer a position")
    assert not tag(harbour, "delay").is_position


def test_a_deleted_tag_no_longer_filters_the_table(read: ReadWorkspace, harbour: Harbour):
    blame = tag(harbour, "blame")
    harbour.session.selection.set_tag(blame.uid)
    read.tags.delete(blame)
    assert harbour.session.selection.tag_uid == ""
    assert len(quotes(read)) == 7


def test_alt_with_arrows_moves_a_chapter(read: ReadWorkspace, harbour: Harbour, press: Press):
    view = read.outline.view
    view.setCurrentIndex(read.outline.model.index(2, 0))
    press(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    titles = [chapter.title for chapter in harbour.session.reader.chapters()]
    assert titles == ["What happened", "What it cost", "Who decided"]
    current = read.outline.current
    assert current is not None
    assert current.title == "What it cost"


def test_enter_on_a_chapter_filters_the_table(read: ReadWorkspace, harbour: Harbour, press: Press):
    harbour.place(2, 5, chapter=1)
    read.outline.view.setCurrentIndex(read.outline.model.index(1, 0))
    press(read.outline.view, Qt.Key.Key_Return)
    assert quotes(read) == ["The harbour", "The company"]
    harbour.session.selection.set_chapter(None)
    assert len(quotes(read)) == 7


# The table


def test_the_table_shows_the_open_sources_or_all(read: ReadWorkspace, harbour: Harbour):
    assert len(quotes(read)) == 7
    read.panes.close_pane(read.panes.panes[1])
    assert len(quotes(read)) == 4
    assert read.statements._head.count_text == "4 in the open sources"
    read.statements.filters.scope.choose("all")
    read.statements.filters.scope.activated.emit(1)
    assert len(quotes(read)) == 7


def test_words_and_boxes_narrow_the_table_together(read: ReadWorkspace, harbour: Harbour, press: Press):
    read.statements.field.setText("harbour")
    press(read.statements.field, Qt.Key.Key_Return)
    assert quotes(read) == ["The ferry l", "The harbour"]
    harbour.session.selection.set_tag(tag(harbour, "blame").uid)
    assert quotes(read) == ["The harbour"]
    read.statements.filters.clear()
    assert quotes(read) == ["The ferry l", "The harbour"]


def test_statements_in_no_chapter_can_be_asked_for(read: ReadWorkspace, harbour: Harbour):
    harbour.place(1, 2, 3, 4, 5, 6)
    box = read.statements.filters.chapter
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert quotes(read) == ["Refunds wer"]


def test_statements_of_one_reviewer_can_be_asked_for(read: ReadWorkspace, harbour: Harbour):
    session = harbour.session
    session.perform(edits.add_reviewer("Ben Brown", "BB", "Rust", uid=OTHER), "Add reviewer")
    box = read.statements.filters.reviewer
    box.choose(OTHER)
    box.activated.emit(box.currentIndex())
    assert quotes(read) == []
    assert read.statements._empty.fact.text() == "No statement fits the filter."


def test_a_row_selects_its_statement_and_enter_shows_the_place(read: ReadWorkspace, harbour: Harbour, press: Press):
    select_row(read, 5)
    assert harbour.session.selection.statement_uid == harbour.statement_uids[5]
    assert read.panes.active.source_uid == harbour.source_uids[0]
    read.statements.table.setFocus()
    press(read.statements.table, Qt.Key.Key_Return)
    assert read.panes.active.source_uid == harbour.source_uids[1]
    assert read.panes.active.view.selected_uid == harbour.statement_uids[5]


def test_a_statement_chosen_in_the_text_is_found_in_the_table(read: ReadWorkspace, harbour: Harbour):
    harbour.session.selection.set_statement(harbour.statement_uids[3])
    assert read.statements.selected_uids == [harbour.statement_uids[3]]


def test_delete_in_the_table_deletes_all_selected_rows_in_one_step(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, press: Press
):
    table = read.statements.table
    table.setFocus()
    table.selectAll()
    press(table, Qt.Key.Key_Delete)
    assert quotes(read) == []
    assert shell.toasts == ["7 statements deleted."]
    harbour.session.undo()
    assert len(quotes(read)) == 7


def test_several_rows_stay_selected_when_the_table_is_read_again(read: ReadWorkspace, harbour: Harbour):
    table = read.statements.table
    table.selectAll()
    harbour.session.perform(edits.delete_statements([harbour.statement_uids[6]]), "Delete")
    assert read.statements.selected_uids == harbour.statement_uids[:6]


def test_shift_with_an_arrow_selects_several_rows(read: ReadWorkspace, harbour: Harbour, press: Press):
    table = read.statements.table
    table.setFocus()
    select_row(read, 1)
    for _ in range(2):
        press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert read.statements.selected_uids == harbour.statement_uids[1:4]
    assert harbour.session.selection.statement_uid == harbour.statement_uids[3]


def test_rows_are_put_into_a_chapter_from_their_menu(read: ReadWorkspace, harbour: Harbour):
    select_row(read, 0)
    run(read.statements.menu(), "2 Who decided")
    assert harbour.order(1) == ["S-1"]


# Details of a source


def test_what_was_inferred_is_corrected_and_confirmed(read: ReadWorkspace, harbour: Harbour, press: Press):
    read.show_details(harbour.source_uids[1])
    row = read.details._rows["outlet"]
    assert row.field.text() == "Ferry Weekly"
    row.field.setText("Ferry Weekly News")
    press(row.field, Qt.Key.Key_Return)
    source = harbour.session.reader.source(harbour.source_uids[1])
    assert source.outlet == "Ferry Weekly News"
    assert source.metadata["outlet"].origin == "reviewer"
    assert read.right.currentWidget() is read.details
    harbour.session.selection.set_statement(harbour.statement_uids[0])
    assert read.right.currentWidget() is read.card


def test_every_value_that_is_not_sure_is_confirmed_at_once(read: ReadWorkspace, harbour: Harbour):
    uid = harbour.source_uids[0]
    for field in ("outlet", "author"):
        value = {"value": "Harbour Post", "origin": "line 2", "sure": False}
        harbour.session.perform([Draft("set", uid, f"meta:{field}", value)], "Import")
    read.show_details(uid)
    assert read.details._confirm.isVisibleTo(read.details)
    read.details.confirm_all()
    metadata = harbour.session.reader.source(uid).metadata
    assert all(metadata[field].sure for field in ("outlet", "author"))
    assert not read.details._confirm.isVisibleTo(read.details)
    harbour.session.undo()
    assert not harbour.session.reader.source(uid).metadata["author"].sure


def test_reliability_and_origin_are_graded_in_the_details(read: ReadWorkspace, harbour: Harbour, press: Press):
    read.show_details(harbour.source_uids[0])
    box = read.details._grade
    box.choose("B")
    box.activated.emit(box.currentIndex())
    read.details._origin.setText("Coast Agency")
    press(read.details._origin, Qt.Key.Key_Return)
    source = harbour.session.reader.source(harbour.source_uids[0])
    assert (source.reliability, source.origin) == ("B", "Coast Agency")

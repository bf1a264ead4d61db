from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.ui.harbour import COMPANY, Harbour, Shell
from tests.ui.read.conftest import open_read

Press = Callable[..., None]


def reopen(read: ReadWorkspace, shell: Shell, qtbot: QtBot) -> ReadWorkspace:
    read.close()
    shell.commands.remove_owner("read")
    read.widget.hide()
    return open_read(shell, qtbot)


def test_panes_sizes_order_and_hidden_panels_come_back(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, qtbot: QtBot
):
    read.panes.activate(read.panes.panes[1])
    read.layout.right.hide()
    read.zoom(1.1)
    read.statements.sort_by("quote", True)
    read.layout._columns.setSizes([300, 1140, 0])
    again = reopen(read, shell, qtbot)
    assert [pane.source_uid for pane in again.panes.panes] == harbour.source_uids
    assert again.panes.active.source_uid == harbour.source_uids[1]
    assert again.layout.right.isHidden()
    assert again.panes.zoom == read.panes.zoom
    assert again.statements.sorted_by() == ("quote", True)
    assert abs(again.layout._columns.sizes()[0] - 300) <= 2
    again.close()


def test_the_place_in_a_source_comes_back(read: ReadWorkspace, harbour: Harbour, shell: Shell, qtbot: QtBot):
    read.zoom(3.0)
    view = read.panes.active.view
    view.restore_place(150)
    qtbot.waitUntil(lambda: view.place() > 60, timeout=2_000)
    place = view.place()
    again = reopen(read, shell, qtbot)
    qtbot.waitUntil(lambda: abs(again.panes.active.view.place() - place) < 60, timeout=2_000)
    again.close()


def test_settings_that_cannot_be_read_are_the_usual_ones(shell: Shell, harbour: Harbour, qtbot: QtBot):
    harbour.session.local.set("read.layout", {"columns": "wide", "panes": [7, "gone"], "active": 9, "zoom": "big"})
    harbour.session.local.set("read.places", ["nothing"])
    read = open_read(shell, qtbot)
    assert read.panes.zoom == 1.0
    assert read.panes.active.source_uid == ""
    read.close()


def test_the_first_time_the_first_source_is_open(shell: Shell, harbour: Harbour, qtbot: QtBot):
    read = open_read(shell, qtbot)
    assert read.panes.active.source_uid == harbour.source_uids[0]
    read.close()


def test_selecting_words_lets_go_of_the_statement(read: ReadWorkspace, harbour: Harbour):
    read.feed.show_statement(harbour.statement_uids[0])
    read.panes.active.view.select_span(30, 50)
    assert harbour.session.selection.statement_uid == ""


def test_the_status_says_what_is_selected(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    with qtbot.waitSignal(read.status_text) as told:
        harbour.session.selection.set_statement(harbour.statement_uids[4])
    assert told.args == ["Ferry Weekly, Mar 2024, paragraph 1: S-5 selected"]
    with qtbot.waitSignal(read.status_text) as told:
        read.panes.active.view.select_span(*_span(read, "nobody on the quay"))
    assert told.args == ["4 words selected: T tags, H highlights"]


def test_keys_go_through_the_statements_of_a_source(read: ReadWorkspace, harbour: Harbour, press: Press):
    view = read.panes.active.view
    view.setFocus()
    seen = []
    for _ in range(5):
        press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        seen.append(harbour.session.selection.statement_uid)
    assert seen == [*harbour.statement_uids[:4], harbour.statement_uids[3]]
    press(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert harbour.session.selection.statement_uid == harbour.statement_uids[2]


def test_a_statement_made_elsewhere_is_painted_and_stays_after_the_page_is_laid_out_anew(
    read: ReadWorkspace, harbour: Harbour
):
    view = read.panes.active.view
    assert view.content is not None
    before = len(view._index)
    anchor = harbour.session.reader.statement(harbour.statement_uids[0]).anchor
    number = harbour.session.reader.next_statement_number()
    drafts = edits.add_statement(anchor, harbour.source_uids[0], number, reviewer_uid="x" * 32)
    harbour.session.perform(drafts, "Highlight")
    assert len(view._index) == before + 1
    read.zoom(1.1)
    assert len(view._index) == before + 1


def test_a_tag_that_one_more_statement_bears_leaves_the_other_highlights_alone(
    read: ReadWorkspace, harbour: Harbour, qtbot: QtBot
):
    view, reviewer_uid = read.panes.active.view, harbour.session.reviewer.uid
    (unused,) = edits.add_tag(harbour.session.reader, "unused")
    harbour.session.perform([unused], "Add tag")
    qtbot.waitUntil(lambda: view.content is not None and unused.entity_uid in view.content.tags)
    assert view.content is not None
    painted = view.content.tags
    drafts = edits.tag_statement(harbour.statement_uids[0], unused.entity_uid, reviewer_uid)
    harbour.session.perform(drafts, "Tag")
    qtbot.waitUntil(lambda: read.catalogue.tags[unused.entity_uid].statement_count == 1)
    assert view.content.tags is painted
    harbour.session.perform(edits.recolour_tag(unused.entity_uid, "Rust"), "Colour")
    qtbot.waitUntil(lambda: view.content is not None and view.content.tags[unused.entity_uid].colour == "Rust")


def test_the_readers_menu_offers_what_the_keys_do(read: ReadWorkspace, harbour: Harbour):
    read.feed.show_statement(harbour.statement_uids[0])
    words = [action.text().replace("&", "") for action in read._menu().actions() if action.text()]
    assert words[0] == "Tag, place or attribute…"
    assert "Put into chapter" in words
    assert words[-1] == "Delete"


def test_every_field_and_button_has_a_name_for_screen_readers(read: ReadWorkspace, harbour: Harbour):
    read.feed.show_statement(harbour.statement_uids[0])
    read.show_details(harbour.source_uids[0])
    nameless = [
        f"{type(each).__name__} in {type(each.parent()).__name__}"
        for kind in (QLineEdit, QComboBox, QAbstractButton)
        for each in read.widget.findChildren(kind)
        # The icons in a field are part of it; a button of an empty state that offers nothing is hidden.
        if not isinstance(each.parent(), QLineEdit) and each.isVisibleTo(each.parentWidget())
        if not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


def test_every_command_has_its_own_key_within_its_scope(read: ReadWorkspace):
    keys = [(key, id(command.scope)) for command in read.commands() for key in command.shortcuts]
    assert len(keys) == len(set(keys))


def test_plain_letters_and_digits_work_in_the_panes_alone(read: ReadWorkspace):
    plain = [each for each in read.commands() if any(len(key) == 1 for key in each.shortcuts)]
    assert len(plain) >= 12
    assert all(each.scope is read.panes for each in plain)


def _span(read: ReadWorkspace, words: str) -> tuple[int, int]:
    content = read.panes.active.view.content
    assert content is not None
    start = content.text.index(words)
    return start, start + len(words)


def test_a_statement_that_is_asked_for_beside_the_selected_one_opens_in_another_pane(
    read: ReadWorkspace, harbour: Harbour
):
    read.panes.close_pane(read.panes.panes[1])
    read.feed.show_statement(harbour.statement_uids[0])
    harbour.session.selection.request_beside(harbour.statement_uids[5])
    assert [pane.source_uid for pane in read.panes.panes] == harbour.source_uids
    assert harbour.session.selection.statement_uid == harbour.statement_uids[5]


def test_a_place_that_was_searched_for_is_selected_and_has_the_keyboard(read: ReadWorkspace, harbour: Harbour):
    view = read.panes.panes[1].view
    harbour.session.perform(edits.delete_statements(harbour.statement_uids), "Delete")
    assert view.content is not None
    start = view.content.text.index(COMPANY[1])
    read.panes.panes[0].view.setFocus()
    harbour.session.selection.request_take_up(harbour.source_uids[1], start + 12, start + 15)
    assert read.panes.active.view is view
    assert view.selected_span() == (start, start + len(COMPANY[1]))
    assert view.hasFocus()


def test_a_statement_that_was_searched_for_has_the_keyboard_in_its_pane(read: ReadWorkspace, harbour: Harbour):
    statement = harbour.session.reader.statement(harbour.statement_uids[5])
    read.panes.panes[0].view.setFocus()
    harbour.session.selection.request_take_up(statement.source_uid, statement.anchor.start + 4, statement.anchor.end)
    assert harbour.session.selection.statement_uid == statement.uid
    assert read.panes.panes[1].view.hasFocus()


def test_escape_in_the_card_goes_back_to_the_text(read: ReadWorkspace, harbour: Harbour, press: Press):
    read.feed.show_statement(harbour.statement_uids[0])
    read.edit_in_card()
    field = read.card.event_field
    field.setFocus()
    field.setText("Tuesday")
    press(field, Qt.Key.Key_Escape)
    assert (field.text(), field.hasFocus()) == ("", True)
    press(field, Qt.Key.Key_Escape)
    assert read.panes.active.view.hasFocus()

"""The list to link a statement from."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.session import inquiry
from annotator.ui.read.headed_rows import CHOICE_ROLE
from annotator.ui.read.link_candidates import Candidate
from annotator.ui.read.link_words import kind_typed
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.read.tagging import Target
from tests.ui.harbour import Harbour
from tests.ui.read.test_link_rows import link, links, look_at, names

Press = Callable[..., None]


def offered(read: ReadWorkspace) -> list[str]:
    """Say the headings and the numbers of the statements that are offered."""
    rows = read.links.rows
    found = [rows.data(rows.index(at), CHOICE_ROLE) for at in range(rows.rowCount())]
    return [each.statement.code if isinstance(each, Candidate) else str(each) for each in found]


def ends(harbour: Harbour, number: int = 1) -> list[tuple[str, str, str]]:
    reader = harbour.session.reader
    return [
        (each.kind, reader.statement(each.from_uid).code, reader.statement(each.to_uid).code)
        for each in links(harbour, number)
    ]


def test_l_a_number_and_enter_link_two_statements_and_the_card_shows_it(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    read.feed.show_statement(harbour.statement_uids[0])
    view = read.panes.active.view
    view.setFocus()
    press(view, Qt.Key.Key_L)
    assert read.links.isVisible()
    qtbot.keyClicks(read.links.field, "6")
    press(read.links.field, Qt.Key.Key_Return)
    assert not read.links.isVisible()
    assert ends(harbour) == [("supports", "S-1", "S-6")]
    assert names(read) == ["Supports: Ferry Weekly ¶2"]
    harbour.session.undo()
    assert names(read) == []


def test_selected_words_become_the_statement_that_is_linked(
    read: ReadWorkspace, harbour: Harbour, select: Callable[[str], None], press: Press, qtbot: QtBot
):
    select("fog on the outer bank")
    press(read.panes.active.view, Qt.Key.Key_L)
    qtbot.keyClicks(read.links.field, "con: 6")
    press(read.links.field, Qt.Key.Key_Return)
    assert read.card.statement is not None
    assert read.card.statement.anchor.quote == "fog on the outer bank"
    assert names(read) == ["Contradicts: Ferry Weekly ¶2"]


def test_without_a_statement_the_command_says_why_it_cannot_run(read: ReadWorkspace, harbour: Harbour):
    command = next(each for each in read.commands() if each.id == "statement.link")
    assert command.why_not() == "Select words in a source, or a statement."
    read.open_links()
    assert not read.links.isVisible()
    look_at(read, harbour)
    assert command.why_not() == ""


@pytest.mark.parametrize("typed", ["S-6", "s6", "6", " s - 6"])
def test_a_number_is_found_however_it_is_written(read: ReadWorkspace, harbour: Harbour, typed: str):
    look_at(read, harbour)
    read.open_links()
    read.links.field.setText(typed)
    assert offered(read)[:2] == ["Of this number", "S-6"]


def test_words_are_found_in_any_order_and_other_sources_come_first(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    read.open_links()
    read.links.field.setText("the of")
    assert offered(read) == ["In other sources", "S-6", "In the same source", "S-2", "S-3"]
    read.links.field.setText("CREW log")
    assert offered(read) == ["In other sources", "S-6"]
    current = read.links.current
    assert current is not None
    assert [current.words[slice(*span)] for span in current.spans] == ["log", "crew"]
    read.links.field.setText("submarine")
    assert offered(read) == []
    assert read.links._none.text().startswith("No other statement")


def test_a_hit_deep_in_a_long_quote_is_in_sight(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    read.open_links()
    read.links.field.setText("departure")
    current = read.links.current
    assert current is not None
    assert current.words.startswith("… ")
    (span,) = current.spans
    assert current.words[slice(*span)] == "departure"


def test_with_nothing_typed_those_looked_at_last_come_first_then_the_chapter_then_the_panes(
    read: ReadWorkspace, harbour: Harbour
):
    harbour.place(1, 2, 5, 7)
    for number in (3, 6, 1):
        look_at(read, harbour, number)
    read.open_links()
    assert offered(read) == [
        "Looked at last", "S-6", "S-3", "In the same chapters", "S-5", "S-7", "S-2",
    ]  # fmt: skip
    read.links.close()
    look_at(read, harbour, 4)
    read.open_links()
    assert offered(read)[-3:] == ["In the panes beside", "S-5", "S-7"]


def test_with_nothing_near_everything_is_offered(read: ReadWorkspace, harbour: Harbour):
    read.panes.close_pane(read.panes.panes[1])
    look_at(read, harbour)
    read.open_links()
    assert offered(read) == ["In other sources", "S-5", "S-6", "S-7", "In the same source", "S-2", "S-3", "S-4"]


def test_the_kind_is_chosen_by_tab_by_ctrl_and_a_digit_or_by_typing_it(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(read, harbour)
    read.open_links()
    palette, field = read.links, read.links.field
    press(field, Qt.Key.Key_Tab)
    assert palette.kind == "contradicts"
    assert field.accessibleDescription() == "Contradicts"
    press(field, Qt.Key.Key_Backtab)
    assert palette.kind == "supports"
    press(field, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert palette.kind == "responds"
    qtbot.keyClicks(field, "con: 6")
    assert (palette.kind, field.text().strip()) == ("contradicts", "6")
    press(field, Qt.Key.Key_Return)
    assert names(read) == ["Contradicts: Ferry Weekly ¶2"]


def test_words_with_a_colon_are_only_a_kind_where_they_begin_one():
    assert kind_typed("contra: 17") == ("contradicts", "17")
    assert kind_typed("rep:") == ("repeats", "")
    assert kind_typed("res: crew") == ("responds", "crew")
    assert kind_typed("he said: no") == ("", "he said: no")
    assert kind_typed(": no") == ("", ": no")


def test_shift_enter_links_and_stays_for_the_next(read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot):
    look_at(read, harbour)
    read.open_links()
    for number in ("5", "7"):
        qtbot.keyClicks(read.links.field, number)
        press(read.links.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert read.links.isVisible()
    press(read.links.field, Qt.Key.Key_Escape)
    assert not read.links.isVisible()
    assert names(read) == ["Supports: Ferry Weekly ¶1", "Supports: Ferry Weekly ¶3"]


def test_what_is_linked_already_is_marked_and_enter_changes_nothing(
    read: ReadWorkspace, harbour: Harbour, press: Press
):
    link(harbour, "supports", 6, 1)
    look_at(read, harbour)
    read.open_links()
    read.links.field.setText("6")
    rows = read.links.rows
    spoken = rows.data(rows.index(1), int(Qt.ItemDataRole.AccessibleTextRole))
    assert str(spoken).endswith("Linked already: Supported by")
    harbour.session.perform(
        edits.link_statements(harbour.session.reader, "supports", *harbour.statement_uids[:6:5]), ""
    )
    before = harbour.session.undo_label
    press(read.links.field, Qt.Key.Key_Return)
    assert harbour.session.undo_label == before
    assert len(links(harbour)) == 2


def test_the_list_never_offers_the_statement_itself(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    read.open_links()
    for typed in ("", "1", "harbour"):
        read.links.field.setText(typed)
        assert "S-1" not in offered(read)


def test_it_stands_under_the_statement_and_never_over_it(read: ReadWorkspace, harbour: Harbour):
    for number in (1, 4):
        uid = harbour.statement_uids[number - 1]
        read.feed.show_statement(uid)
        read.open_links()
        standing = read._standing_of(Target((uid,)))
        assert standing.height() > 8
        assert not read.links.geometry().intersects(standing)
        read.links.close()


def test_arrows_go_over_the_headings_and_a_click_links(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(read, harbour, 5)
    look_at(read, harbour)
    read.open_links()
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
        press(read.links.field, key)
        current = read.links.current
        assert current is not None
        seen.append(current.statement.code)
    assert offered(read) == ["Looked at last", "S-5", "In the panes beside", "S-6", "S-7"]
    assert seen == ["S-6", "S-7", "S-6", "S-7"]
    at = read.links.view.visualRect(read.links.rows.index(3)).center()
    qtbot.mouseClick(read.links.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(read) == ["Supports: Ferry Weekly ¶2"]


def test_l_links_from_the_table_as_well(read: ReadWorkspace, harbour: Harbour, press: Press):
    read.statements.table.setFocus()
    look_at(read, harbour, 2)
    press(read.statements.table, Qt.Key.Key_L)
    assert read.links.isVisible()
    assert read.links.field._hint == "Link from S-2"


def test_in_a_large_project_enter_waits_for_the_statement_it_means(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(inquiry, "LARGEST_AT_ONCE", 1)
    look_at(read, harbour, 5)
    look_at(read, harbour)
    read.open_links()
    assert read.links._none.text() == "Looking…"
    qtbot.waitUntil(lambda: "S-5" in offered(read))
    qtbot.keyClicks(read.links.field, "6")
    press(read.links.field, Qt.Key.Key_Return)
    assert read.links.isVisible()
    qtbot.waitUntil(lambda: not read.links.isVisible())
    assert ends(harbour) == [("supports", "S-1", "S-6")]


def test_a_statement_that_goes_while_the_list_is_open_leaves_it(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour, 6)
    look_at(read, harbour)
    read.open_links()
    assert "S-6" in offered(read)
    harbour.session.perform(edits.delete_statements([harbour.statement_uids[5]]), "Delete statement")
    assert "S-6" not in offered(read)


def test_the_readers_menu_and_the_table_offer_to_link(read: ReadWorkspace, harbour: Harbour):
    read.feed.show_statement(harbour.statement_uids[0])
    words = [action.text().replace("&", "") for action in read._menu().actions()]
    assert "Link to another…" in words
    assert "Link…\tL" in [action.text().replace("&", "") for action in read.statements.menu().actions()]

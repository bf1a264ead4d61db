"""Who else says this, beside the table of statements."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import StatementFilter
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.who_else.who_else_panel import WhoElsePanel
from tests.ui.harbour import COMPANY, HARBOUR, Harbour, Shell
from tests.ui.who_else.conftest import SAME, Press, add, look_at, passages, rows


def empty_words(panel: WhoElsePanel) -> str:
    return panel._empty.fact.text() if panel._pages.currentWidget() is panel._empty else ""


def enter(read: ReadWorkspace, press: Press, qtbot: QtBot) -> None:
    """Go to the panel by its key."""
    press(read.panes.active.view, Qt.Key.Key_W)
    qtbot.waitUntil(read.who_else.list.hasFocus)


def count(harbour: Harbour) -> int:
    return len(harbour.session.reader.statement_uids(StatementFilter()))


def test_without_a_selection_it_says_what_to_do(panel: WhoElsePanel):
    assert empty_words(panel) == "Select a statement or some words."
    assert panel.why_not() == "Select a statement or some words first."


def test_the_selected_statement_is_looked_for_in_other_sources(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    assert look_at(panel, harbour, qtbot) == ["Alike in other sources", f"Gazette ¶2, very alike: {SAME}"]
    assert panel._head.count_text == "1 source, 1 origin"


def test_selected_words_are_looked_for_too(read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    view = read.panes.active.view
    assert view.content is not None
    start = view.content.text.index(HARBOUR[2])
    view.select_span(start, start + 35)
    qtbot.waitUntil(lambda: panel.who_else.is_current)
    assert [each.text for each in passages(panel)] == [SAME]
    view.clear_selection()
    assert empty_words(panel) == "Select a statement or some words."


def test_where_nobody_says_it_the_panel_says_so(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    look_at(panel, harbour, qtbot, 7)
    assert empty_words(panel) == "No other source says anything like it."


def test_until_the_answer_comes_nothing_of_the_last_one_can_be_linked(
    panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    harbour.session.selection.set_statement(harbour.statement_uids[1])
    assert (rows(panel), empty_words(panel)) == ([], "")


def test_an_answer_that_takes_long_is_said_to_be_looked_for(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    panel.who_else.set_watched(False)
    harbour.session.selection.set_statement(harbour.statement_uids[2])
    qtbot.waitUntil(lambda: empty_words(panel) == "Looking through the other sources…")


def test_while_sources_are_still_read_it_says_how_many(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    store = harbour.session._store
    harbour.session._indexing.stop()
    qtbot.waitUntil(lambda: not harbour.session.jobs._running, timeout=10_000)
    store.index_passages()
    store._connection.execute("DELETE FROM passage WHERE text_row > 1")
    store._connection.execute("DELETE FROM passage_text WHERE row > 1")
    look_at(panel, harbour, qtbot)
    assert "Still reading the sources, 1 of 3" in (empty_words(panel), panel._head.count_text)
    store.index_passages()
    qtbot.waitUntil(lambda: panel._head.count_text == "1 source, 1 origin", timeout=5000)


def test_w_goes_to_the_first_row_and_escape_back_to_the_text(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    assert panel.list.current == passages(panel)[0]
    press(panel.list, Qt.Key.Key_Escape)
    assert read.panes.active.view.hasFocus()


def test_w_waits_for_the_answer(read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot):
    harbour.session.selection.set_statement(harbour.statement_uids[2])
    press(read.panes.active.view, Qt.Key.Key_W)
    assert not panel.who_else.is_current
    qtbot.waitUntil(panel.list.hasFocus)


def test_w_in_the_table_goes_there_too(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    press(read.statements.table, Qt.Key.Key_W)
    qtbot.waitUntil(panel.list.hasFocus)


def test_enter_shows_the_passage_beside_and_leaves_the_keyboard_and_the_statement(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, gazette: str, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert read.feed.open_uids == (harbour.source_uids[0], gazette)
    pane = read.panes.pane_of(gazette)
    assert pane is not None
    (passage,) = passages(panel)
    assert pane.view.shows(passage.start)
    assert pane.view.selected_span() == (passage.start, passage.end)
    assert read.panes.active.source_uid == harbour.source_uids[0]
    assert harbour.session.selection.statement_uid == harbour.statement_uids[2]
    assert panel.list.hasFocus()


def test_a_passage_that_is_highlighted_is_not_selected_as_well(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, gazette: str, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: rows(panel)[:1] == ["Linked"])
    press(panel.list, Qt.Key.Key_Return)
    pane = read.panes.pane_of(gazette)
    assert pane is not None
    assert pane.view.selected_span() is None
    assert harbour.session.selection.statement_uid == harbour.statement_uids[2]


def test_c_makes_the_passage_a_statement_and_links_it_as_contradicting_in_one_step(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, shell: Shell, press: Press, qtbot: QtBot
):
    before = count(harbour)
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_C)
    (link,) = harbour.session.reader.links_of(harbour.statement_uids[2])
    other = harbour.session.reader.statement(link.other(harbour.statement_uids[2]))
    assert (link.kind, other.anchor.quote) == ("contradicts", SAME)
    assert shell.toasts == ["Contradicts: Gazette"]
    qtbot.waitUntil(lambda: rows(panel) == ["Linked", f"Gazette ¶2, contradicts: {SAME}"])
    assert panel.list.hasFocus()
    harbour.session.undo()
    assert (count(harbour), harbour.session.reader.links()) == (before, [])


def test_s_r_and_p_support_repeat_and_respond(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    for key, kind in ((Qt.Key.Key_S, "supports"), (Qt.Key.Key_R, "repeats"), (Qt.Key.Key_P, "responds")):
        look_at(panel, harbour, qtbot)
        qtbot.waitUntil(lambda: bool(passages(panel)))
        enter(read, press, qtbot)
        press(panel.list, key)
        assert [link.kind for link in harbour.session.reader.links()] == [kind]
        harbour.session.undo()


def test_words_become_the_selected_statement_when_they_are_linked(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    view = read.panes.active.view
    assert view.content is not None
    start = view.content.text.index(HARBOUR[2])
    view.select_span(start, start + 35)
    qtbot.waitUntil(lambda: panel.who_else.is_current)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_S)
    made = harbour.session.reader.statement(harbour.session.selection.statement_uid)
    assert made.anchor.quote == HARBOUR[2][:35]
    assert view.selected_span() is None
    qtbot.waitUntil(lambda: rows(panel)[:1] == ["Linked"])
    assert panel.list.hasFocus()


def test_n_dismisses_and_the_empty_panel_brings_it_back(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: empty_words(panel) != "")
    assert panel._empty.advice.text() == "You said of 1 that they are not alike."
    assert panel.hasFocus()
    panel._empty.button.click()
    qtbot.waitUntil(lambda: len(passages(panel)) == 1)


def test_the_keyboard_stays_where_it_was_when_rows_come_and_go(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    add(harbour, "Herald", f"It is said: {SAME}")
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_Down)
    second = panel.list.current
    harbour.session.perform(edits.delete_statements(harbour.statement_uids[6:]), "Delete")
    with qtbot.waitSignal(panel.who_else.answered):
        pass
    assert panel.list.current == second


def test_up_and_down_pass_over_headings(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    add(harbour, "Herald", f"It is said: {SAME}")
    drafts = edits.link_statements(harbour.session.reader, "repeats", *harbour.statement_uids[2:4])
    harbour.session.perform(drafts, "Link")
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    seen = []
    for _ in range(3):
        seen.append(panel.list.currentIndex().row())
        press(panel.list, Qt.Key.Key_Down)
    assert seen == [1, 3, 4]


def test_sources_of_one_origin_stand_under_its_name(panel: WhoElsePanel, harbour: Harbour, qtbot: QtBot):
    for outlet in ("Herald", "Mirror"):
        add(harbour, outlet, f"{outlet} has it: {SAME}", origin="The Agency")
    said = look_at(panel, harbour, qtbot)
    assert said[0] == "Alike in other sources"
    assert said[2] == "Same origin: The Agency"
    assert panel._head.count_text == "3 sources, 2 origins"


def test_other_words_are_looked_for_instead_and_what_is_found_is_linked_to_the_same_statement(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    read.panes.active.view.setFocus()
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_F)
    qtbot.keyClicks(panel.words, "refunds paid")
    press(panel.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.who_else.is_current and panel.list.hasFocus() and len(rows(panel)) > 1)
    assert rows(panel)[:2] == ["With these words in other sources", f"Ferry Weekly ¶3, S-7: {COMPANY[2]}"]
    press(panel.list, Qt.Key.Key_C)
    (link,) = harbour.session.reader.links()
    assert {link.from_uid, link.to_uid} == {harbour.statement_uids[2], harbour.statement_uids[6]}
    # What is linked now is known, and not among what has the words.
    qtbot.waitUntil(lambda: not any(COMPANY[2] in each for each in rows(panel)))
    assert panel.words.text() == "refunds paid"


def test_words_that_nobody_has_are_said_to_be_so_and_escape_takes_them_back(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    own = look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_F)
    qtbot.keyClicks(panel.words, "zebra")
    qtbot.waitUntil(lambda: empty_words(panel) == "No other source has these words.")
    press(panel.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rows(panel) == own)
    assert panel.words.hasFocus()
    press(panel.words, Qt.Key.Key_Escape)
    assert panel.list.hasFocus()
    assert not panel.words.isVisible()


def test_another_statement_lets_go_of_the_words(
    read: ReadWorkspace, panel: WhoElsePanel, harbour: Harbour, press: Press, qtbot: QtBot
):
    look_at(panel, harbour, qtbot)
    enter(read, press, qtbot)
    press(panel.list, Qt.Key.Key_F)
    qtbot.keyClicks(panel.words, "refunds")
    press(panel.words, Qt.Key.Key_Return)
    look_at(panel, harbour, qtbot, 1)
    assert not panel.words.isVisible()
    assert panel.words.text() == ""
    assert panel.who_else.wish is not None
    assert panel.who_else.wish.words == ""


def test_without_anything_selected_there_are_no_words_to_look_for(panel: WhoElsePanel):
    panel.look_for_words()
    assert not panel.words.isVisible()
    assert not panel._words_button.isEnabled()

"""The history of a thing, earlier values restored, and what was deleted brought back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core import edits, prose
from annotator.core.changes import Draft
from annotator.ui.history.history_rows import HistoryRows
from annotator.ui.history.history_window import DELETED, HistoryWindow, show_deleted, show_history
from annotator.ui.theme import Theme
from tests.builders import ME, OTHER
from tests.ui.harbour import Harbour, Shell
from tests.ui.history.waiting import settle

Do = Callable[[list[Draft]], str]


def shown_rows(window: HistoryWindow) -> HistoryRows:
    """Wait for what is being looked up, and give the rows of the page that is shown."""
    settle(window)
    return window.deleted_rows if window.tabs.currentIndex() == DELETED else window.rows


def said(window: HistoryWindow) -> list[str]:
    """Give what the labels of the rows say, from above, as they are read aloud where that differs."""
    labels = shown_rows(window).widget().findChildren(QLabel)
    return [words for each in labels if (words := each.accessibleName() or each.text())]


def buttons(window: HistoryWindow) -> dict[str, QPushButton]:
    return {each.accessibleName(): each for each in shown_rows(window).widget().findChildren(QPushButton)}


def press(window: HistoryWindow, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(buttons(window)[name], Qt.MouseButton.LeftButton)
    settle(window)


def credible(harbour: Harbour, grade: int) -> list[Draft]:
    return edits.set_statement_field(harbour.statement_uids[0], "credibility", grade)


def test_a_history_tells_who_did_what_the_newest_first(window: HistoryWindow, harbour: Harbour, do: Do):
    do(credible(harbour, 4))
    harbour.session.perform(credible(harbour, 2), "Grade")
    words = said(window)
    assert words[0] == "Today"
    assert "Credibility: from 4 Doubtful to 2 Probably true" in words
    assert words.index("Mara Okafor") < words.index("Ben Brown") < words.index("Highlighted it")
    assert "Tag “delay”: tagged" in words


def test_the_head_says_what_it_is_the_history_of(window: HistoryWindow):
    assert window.head.title.text() == "S-1"
    assert window.head.kind.text() == "Statement in Harbour Post"
    assert window.head.words.text().startswith("“The ferry left the harbour")
    assert window.windowTitle() == "History of S-1"


def test_an_earlier_value_is_restored_by_a_change_that_can_be_undone(
    window: HistoryWindow, harbour: Harbour, shell: Shell, do: Do, qtbot: QtBot
):
    harbour.session.perform(credible(harbour, 4), "Grade")
    do(credible(harbour, 2))
    press(window, "Credibility: Restore “4 Doubtful”", qtbot)
    uid = harbour.statement_uids[0]
    assert harbour.session.reader.statement(uid).credibility == 4
    assert shell.toasts == ["Restored: Credibility"]
    assert harbour.session.undo() == "Restore: Credibility"
    assert harbour.session.reader.statement(uid).credibility == 2


def test_what_stands_there_now_is_not_offered(window: HistoryWindow, harbour: Harbour, do: Do):
    for grade in (4, 2, 4):
        do(credible(harbour, grade))
    assert set(buttons(window)) == {"Credibility: Restore “2 Probably true”", "Credibility: Empty it again"}


def test_another_reviewers_own_tag_is_not_offered(window: HistoryWindow, harbour: Harbour, do: Do):
    tag = next(each.uid for each in harbour.session.reader.tags() if each.name == "blame")
    do(edits.tag_statement(harbour.statement_uids[0], tag, OTHER))
    assert buttons(window) == {}
    assert "Tag “blame”: from not tagged to tagged" in said(window)


def test_ones_own_tag_is(window: HistoryWindow, harbour: Harbour, qtbot: QtBot):
    tag = next(each.uid for each in harbour.session.reader.tags() if each.name == "blame")
    harbour.session.perform(edits.tag_statement(harbour.statement_uids[0], tag, ME), "Tag")
    press(window, "Tag “blame”: Restore “not tagged”", qtbot)
    assert tag not in harbour.session.reader.statement(harbour.statement_uids[0]).tag_uids


def test_a_refusal_is_a_plain_sentence_in_the_window(
    window: HistoryWindow, harbour: Harbour, shell: Shell, do: Do, qtbot: QtBot
):
    actor = do(edits.add_actor("The harbour master"))
    uid = harbour.statement_uids[0]
    do(edits.set_statement_field(uid, "actor", actor))
    do(edits.set_statement_field(uid, "actor", None))
    do([Draft("delete", actor, "actor")])
    press(window, "Actor: Restore “The harbour master”", qtbot)
    assert window.messages.isVisible()
    assert "bring the actor back first" in window.messages.words
    assert shell.errors == []


def test_long_texts_are_one_with_the_words_that_differ_marked(
    shell: Shell, window: HistoryWindow, harbour: Harbour, do: Do
):
    cited = prose.token(harbour.statement_uids[0])
    uid = do(
        edits.add_prose(harbour.session.reader, harbour.chapter_uids[0], f"Nobody on the quay was told why {cited}.")
    )
    harbour.session.perform(
        edits.write_prose(uid, f"Nobody on the whole quay was ever told the reason {cited}."), "Write"
    )
    show_history(shell, uid)
    words = said(window)
    assert "Prose: 4 words added, 1 word deleted" in words
    assert "added: whole; added: ever; deleted: why; added: the reason" in words
    html = next(each.text() for each in shown_rows(window).widget().findChildren(QLabel) if "<s>" in each.text())
    assert "<u>whole" in html
    assert "<s>why" in html
    assert "[S-1]" in html


def test_the_marks_take_the_colours_of_the_theme(shell: Shell, window: HistoryWindow, harbour: Harbour, do: Do):
    uid = do(edits.add_prose(harbour.session.reader, harbour.chapter_uids[0], "Nobody on the quay was told why."))
    longer = "Nobody on the quay was ever told why, says the port itself."
    harbour.session.perform(edits.write_prose(uid, longer), "Write")
    show_history(shell, uid)
    theme = Theme.active()
    mode = theme.mode
    found = []
    for each in ("light", "dark"):
        theme.set_mode(each)
        found.append(
            next(each.text() for each in shown_rows(window).widget().findChildren(QLabel) if "<u>" in each.text())
        )
        assert theme.tokens.success in found[-1]
    theme.set_mode(mode)
    assert found[0] != found[1]


def test_what_one_types_without_a_pause_is_one_entry(shell: Shell, window: HistoryWindow, harbour: Harbour):
    uid = harbour.write("The ferry")
    for text in ("The ferry was", "The ferry was late", "The ferry was late again"):
        harbour.session.perform(edits.write_prose(uid, text), "Write")
    show_history(shell, uid)
    changed = [words for words in said(window) if words.startswith("Prose: from")]
    assert changed == ["Prose: from The ferry to The ferry was late again"]


def test_a_chapter_tells_of_what_was_placed_and_written_in_it(
    shell: Shell, window: HistoryWindow, harbour: Harbour, do: Do
):
    harbour.place(2)
    do(edits.add_prose(harbour.session.reader, harbour.chapter_uids[0], "There was fog."))
    do(edits.rename_chapter(harbour.chapter_uids[0], "What was seen"))
    show_history(shell, harbour.chapter_uids[0])
    words = said(window)
    assert "Chapter title: from What happened to What was seen" in words
    assert "There was fog." in words
    assert "Placed S-2 in 1 What was seen" in words


def test_the_window_follows_what_is_selected(window: HistoryWindow, harbour: Harbour, qtbot: QtBot):
    selection = harbour.session.selection
    selection.set_chapter(harbour.chapter_uids[1])
    qtbot.waitUntil(lambda: window.head.title.text() == "2 Who decided")
    selection.set_source(harbour.source_uids[1])
    selection.set_statement(harbour.statement_uids[5])
    qtbot.waitUntil(lambda: window.head.title.text() == "S-6")


def test_it_stays_where_it_is_when_that_is_wanted(window: HistoryWindow, harbour: Harbour, qtbot: QtBot):
    window.follow.setChecked(False)
    harbour.session.selection.set_statement(harbour.statement_uids[5])
    qtbot.wait(20)
    assert window.head.title.text() == "S-1"


def test_there_is_one_window_for_the_project(shell: Shell, window: HistoryWindow, harbour: Harbour):
    assert show_history(shell, harbour.statement_uids[1]) is window
    assert show_deleted(shell) is window


def test_a_window_that_was_closed_opens_again(shell: Shell, window: HistoryWindow, harbour: Harbour, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    again = show_history(shell, harbour.statement_uids[1])
    settle(again)
    assert again.isVisible()
    assert again.head.title.text() == "S-2"
    again.close()


def test_what_was_deleted_can_be_brought_back_from_its_history(
    window: HistoryWindow, harbour: Harbour, do: Do, qtbot: QtBot
):
    assert not window.head.back_button.isVisible()
    do(edits.delete_statements([harbour.statement_uids[0]]))
    settle(window)
    assert window.head.badge.text == "Deleted"
    assert not window.show_button.isVisible()
    assert buttons(window) == {}
    qtbot.mouseClick(window.head.back_button, Qt.MouseButton.LeftButton)
    settle(window)
    assert harbour.session.reader.statement(harbour.statement_uids[0]).code == "S-1"
    assert not window.head.back_button.isVisible()
    assert harbour.session.undo_label == "Bring back: S-1"


def test_what_was_deleted_lately_is_listed_with_who_did_it(
    shell: Shell, window: HistoryWindow, harbour: Harbour, do: Do, qtbot: QtBot
):
    harbour.place(1, 2)
    do(edits.delete_chapter(harbour.session.reader, harbour.chapter_uids[0]))
    harbour.session.perform(edits.delete_statements(harbour.statement_uids[4:6]), "Delete")
    show_deleted(shell)
    words = said(window)
    assert [each for each in words if each.startswith(("Statement", "Chapter"))] == [
        "Statement S-5",
        "Statement S-6",
        "Chapter What happened",
    ]
    assert "and 2 things that hung on it" in words
    press(window, "Bring back What happened", qtbot)
    assert harbour.order() == ["S-1", "S-2"]
    assert "Chapter What happened" not in said(window)


def test_what_cannot_come_back_alone_says_so(
    shell: Shell, window: HistoryWindow, harbour: Harbour, do: Do, qtbot: QtBot
):
    uid = harbour.write("There was fog.")
    do(edits.delete_prose(uid))
    do(edits.delete_chapter(harbour.session.reader, harbour.chapter_uids[0]))
    show_deleted(shell)
    press(window, "Bring back Passage in “What happened”, There was fog.", qtbot)
    assert "bring that back first" in window.messages.words


def test_where_nothing_was_deleted_that_is_said(shell: Shell, window: HistoryWindow):
    settle(show_deleted(shell))
    assert window.tabs.currentIndex() == DELETED
    assert window.no_deleted.isVisible()


def test_many_entries_come_in_parts(
    window: HistoryWindow, harbour: Harbour, do: Do, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    from annotator.ui.history import history_window

    monkeypatch.setattr(history_window, "PAGE", 3)
    window.show_thing(harbour.statement_uids[1])
    for grade in (1, 2, 3, 4):
        do(edits.set_statement_field(harbour.statement_uids[1], "credibility", grade))
    assert "Highlighted it" not in said(window)
    press(window, "Show earlier ones (2)", qtbot)
    assert "Highlighted it" in said(window)


def test_the_keys_scroll_wherever_the_keyboard_is(window: HistoryWindow, harbour: Harbour, do: Do, qtbot: QtBot):
    for grade in (1, 2, 3, 4, 5, 6) * 4:
        do(credible(harbour, grade))
    rows = shown_rows(window)
    qtbot.waitUntil(lambda: rows.verticalScrollBar().maximum() > 0)
    assert window.tabs.hasFocus()
    qtbot.keyClick(window.tabs, Qt.Key.Key_PageDown)
    assert rows.verticalScrollBar().value() > 0
    qtbot.keyClick(window.follow, Qt.Key.Key_Home)
    assert rows.verticalScrollBar().value() == 0


def test_while_reviewers_work_blind_what_others_did_to_statements_is_not_told(
    shell: Shell, window: HistoryWindow, harbour: Harbour, do: Do
):
    do(credible(harbour, 4))
    do(edits.delete_statements([harbour.statement_uids[3]]))
    harbour.session.perform(edits.work_blind(harbour.session.project_uid, True), "Work blind")
    show_history(shell, harbour.statement_uids[0])
    assert "Ben Brown" not in said(window)
    assert "Highlighted it" in said(window)
    show_deleted(shell)
    assert said(window) == []


def test_the_place_of_the_thing_is_shown_in_the_window_of_the_project(
    shell: Shell, window: HistoryWindow, harbour: Harbour, qtbot: QtBot
):
    with qtbot.waitSignal(harbour.session.selection.show_requested) as signal:
        qtbot.mouseClick(window.show_button, Qt.MouseButton.LeftButton)
    assert signal.args[0] == harbour.source_uids[0]
    assert shell.shown == ["read"]

"""Searching from the window's field."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.found import FoundItem
from annotator.core.saved_searches import SavedSearch
from annotator.ui.search.search_panel import SearchPanel, attach_search
from annotator.ui.widgets import HintedField
from tests.builders import ME
from tests.ui import harbour as small_project
from tests.ui.harbour import Harbour, Shell

harbour, shell = small_project.harbour, small_project.shell


@pytest.fixture
def field(shell: Shell, qtbot: QtBot) -> HintedField:
    made = HintedField("magnify", "Search everything", shell.window)
    layout = QVBoxLayout(shell.window)
    layout.addWidget(made)
    layout.addStretch()
    shell.window.resize(1000, 700)
    shell.window.show()
    shell.window.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def panel(shell: Shell, field: HintedField, qtbot: QtBot) -> Iterator[SearchPanel]:
    made = attach_search(shell, field)
    yield made
    made.close_down()


def _search(qtbot: QtBot, panel: SearchPanel, field: HintedField, words: str) -> None:
    with qtbot.waitSignal(panel.search.counted, timeout=10_000):
        qtbot.keyClicks(field, words)


def _items(panel: SearchPanel) -> list[FoundItem]:
    return [item for group in panel.results.found.groups for item in group.items]


def test_what_is_found_is_listed_by_source_with_its_counts(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "captain")
    assert [group.title for group in panel.results.found.groups] == ["Harbour Post"]
    assert [item.kind for item in _items(panel)] == ["text", "statement"]
    assert panel.remark.text() == "1 text · 1 statement"
    assert panel.isVisible()


def test_enter_goes_to_the_best_place_in_its_source(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, shell: Shell, harbour: Harbour
):
    _search(qtbot, panel, field, "crew")
    with qtbot.waitSignal(harbour.session.selection.take_up_requested) as signal:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    source_uid, start, end = signal.args
    revision = harbour.session.reader.source(source_uid).revision_uid
    assert harbour.session.reader.text(revision)[start:end] == "crew"
    assert shell.shown == ["read"]
    assert not panel.isVisible()
    assert panel.search.last == ["crew"]


def test_a_statement_is_selected_where_it_stands(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, harbour: Harbour
):
    _search(qtbot, panel, field, "captain is:statement")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert harbour.session.selection.statement_uid == harbour.statement_uids[3]


def test_a_note_leads_to_the_statement_that_it_is_on(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, harbour: Harbour
):
    uid = harbour.statement_uids[1]
    harbour.session.perform(edits.write_note(harbour.session.reader, uid, ME, "Ask the pilot."), "Note")
    _search(qtbot, panel, field, "pilot")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert harbour.session.selection.statement_uid == uid


def test_prose_is_opened_in_its_chapter(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, shell: Shell, harbour: Harbour
):
    passage = harbour.write("A storm was never mentioned.")
    _search(qtbot, panel, field, "storm")
    with qtbot.waitSignal(harbour.session.selection.chapter_requested) as signal:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert signal.args == [harbour.chapter_uids[0], passage]
    assert shell.shown == ["arrange"]


def test_down_goes_into_the_list_and_up_comes_back(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "the")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert panel.results.hasFocus()
    for _ in range(2):
        qtbot.keyClick(panel.results, Qt.Key.Key_Up)
    assert field.hasFocus()


def test_left_and_right_fold_a_group(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "captain")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    group = panel.results.found.index(0, 0)
    for _ in range(2):
        qtbot.keyClick(panel.results, Qt.Key.Key_Left)
    assert not panel.results.isExpanded(group)
    qtbot.keyClick(panel.results, Qt.Key.Key_Right)
    assert panel.results.isExpanded(group)


def test_letters_in_the_list_go_on_with_the_search(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "cap")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(panel.results, Qt.Key.Key_T)
    assert field.text() == "capt"
    assert field.hasFocus()


def test_tab_goes_on_to_what_narrows_and_enter_narrows(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "captain")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.keyClick(panel.results, Qt.Key.Key_Tab)
    assert panel.facets.hasFocus()
    qtbot.keyClick(panel.facets, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.search.counted, timeout=10_000):
        qtbot.keyClick(panel.facets, Qt.Key.Key_Return)
    assert field.text() == "captain is:statement"
    assert [item.kind for item in _items(panel)] == ["statement"]
    assert panel.facets.hasFocus()


def test_narrowing_once_more_by_the_same_takes_it_back(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "captain is:statement")
    panel.facets.take_keyboard()
    with qtbot.waitSignal(panel.search.counted, timeout=10_000):
        qtbot.keyClick(panel.facets, Qt.Key.Key_Space)
    assert field.text() == "captain"


def test_escape_goes_back_to_where_one_was_and_keeps_the_words(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, shell: Shell
):
    before = QLineEdit(shell.window)
    before.show()
    before.setFocus()
    field.setFocus()
    _search(qtbot, panel, field, "captain")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(panel.results, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert before.hasFocus()
    assert field.text() == "captain"


def test_the_panel_goes_when_the_keyboard_goes_elsewhere(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, shell: Shell
):
    elsewhere = QLineEdit(shell.window)
    elsewhere.show()
    _search(qtbot, panel, field, "captain")
    elsewhere.setFocus()
    assert not panel.isVisible()


def test_words_that_stand_nowhere_are_said_to(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "submarine")
    assert panel.remark.text().startswith("Nothing found.")
    assert not panel.results.isVisible()


def test_what_cannot_be_read_is_said(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    with qtbot.waitSignal(panel.search.refused):
        qtbot.keyClicks(field, "autor:Kim")
    assert "There is no field “autor:”" in panel.remark.text()


def test_tab_completes_the_value_of_a_field(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    qtbot.keyClicks(field, "outlet:har")
    assert panel.completions.isVisibleTo(panel)
    with qtbot.waitSignal(panel.search.counted, timeout=10_000):
        qtbot.waitUntil(panel.isVisible, timeout=10_000)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == 'outlet:"Harbour Post" '
    assert field.hasFocus()


def test_an_empty_field_offers_saved_and_last_searches(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    panel.search.save("Captains", "captain is:statement")
    panel.search.remember("crew")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert [row.value for row in panel.start.rows.rows if row.value] == [
        SavedSearch("Captains", "captain is:statement"),
        "crew",
    ]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.search.counted, timeout=10_000):
        qtbot.keyClick(panel.start, Qt.Key.Key_Return)
    assert field.text() == "captain is:statement"


def test_a_search_is_saved_under_the_name_that_is_typed(
    qtbot: QtBot, panel: SearchPanel, field: HintedField, shell: Shell
):
    _search(qtbot, panel, field, "captain")
    panel.strip.button.setFocus()
    qtbot.keyClick(panel.strip.button, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.strip.field, "Captains")
    qtbot.keyClick(panel.strip.field, Qt.Key.Key_Return)
    assert panel.search.saved == [SavedSearch("Captains", "captain")]
    assert shell.toasts == ["Saved the search “Captains”"]
    assert field.hasFocus()


def test_delete_lets_a_saved_search_go(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    panel.search.save("Captains", "captain")
    for watched in (field, field, panel.start):
        qtbot.keyClick(watched, Qt.Key.Key_Down if watched is field else Qt.Key.Key_Delete)
    assert panel.search.saved == []


def test_an_emptied_field_has_no_results(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "captain")
    field.clear()
    assert not panel.results.isVisible()


def test_what_is_found_is_shown_again_when_the_field_is_entered_again(
    qtbot: QtBot, panel: SearchPanel, field: HintedField
):
    _search(qtbot, panel, field, "captain")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert panel.isVisible()
    assert panel.results.isVisible()

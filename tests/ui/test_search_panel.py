"""Searching from the window's field."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from annotator.ui.search_panel import SearchPanel, attach_search
from annotator.ui.widgets import HintedField
from tests.ui import harbour as small_project
from tests.ui.harbour import Harbour, Shell

harbour, shell = small_project.harbour, small_project.shell


@pytest.fixture
def field(shell: Shell, qtbot: QtBot) -> HintedField:
    made = HintedField("magnify", "Search all sources", shell.window)
    layout = QVBoxLayout(shell.window)
    layout.addWidget(made)
    layout.addStretch()
    shell.window.resize(900, 600)
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
    qtbot.keyClicks(field, words)
    qtbot.waitUntil(lambda: panel.isVisible() and panel._words == words, timeout=10_000)


def test_the_best_source_stands_first_with_the_words_in_bold(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "fog")
    assert panel.model.rowCount() == 1
    found = panel.model.at(panel.model.index(0))
    assert found.label == "Harbour Post"
    assert [found.hit.snippet[start:end] for start, end in found.hit.marks] == ["fog"]
    assert panel.remark.text() == "1 place in 1 source"


def test_enter_goes_to_the_place_in_its_source(
    qtbot: QtBot,
    panel: SearchPanel,
    field: HintedField,
    shell: Shell,
    harbour: Harbour,
):
    _search(qtbot, panel, field, "crew")
    with qtbot.waitSignal(harbour.session.selection.show_requested) as signal:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    source_uid, start, end = signal.args
    revision = harbour.session.reader.source(source_uid).revision_uid
    assert harbour.session.reader.text(revision)[start:end] == "crew"
    assert shell.shown == ["read"]
    assert not panel.isVisible()


def test_the_arrow_keys_move_in_the_list_while_the_field_keeps_the_keyboard(
    qtbot: QtBot, panel: SearchPanel, field: HintedField
):
    _search(qtbot, panel, field, "the")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert panel.view.currentIndex().row() == 1
    assert field.hasFocus()


def test_escape_puts_the_list_away_and_keeps_the_words(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "fog")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert field.text() == "fog"


def test_words_that_stand_nowhere_are_said_to(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "submarine")
    assert panel.remark.text().startswith("Nothing found.")
    assert panel.model.rowCount() == 0


def test_an_emptied_field_has_no_list(qtbot: QtBot, panel: SearchPanel, field: HintedField):
    _search(qtbot, panel, field, "fog")
    field.clear()
    assert not panel.isVisible()

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.reader.conftest import Show, Written

WRITTEN = Written().write("First words stand here. Second words follow. Third words end.").write("Another paragraph.")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([(RIGHT, CTRL)], "First words stand here."),
        ([(RIGHT, CTRL)] * 2, "Second words follow."),
        ([(RIGHT, CTRL)] * 4, "Another paragraph."),
        ([(RIGHT, CTRL)] * 2 + [(LEFT, CTRL)], "First words stand here."),
        ([(RIGHT, CTRL), (LEFT, SHIFT)], "First words stand"),
        ([(RIGHT, CTRL), (RIGHT, SHIFT)], "First words stand here. Second"),
        ([(RIGHT, CTRL), (RIGHT, CTRL | SHIFT)], "First words stand here. Second words follow."),
        ([(RIGHT, CTRL), (RIGHT, CTRL | SHIFT), (LEFT, CTRL | SHIFT)], "First words stand here."),
    ],
)
def test_keys_select_and_stretch(
    show: Show, qtbot: QtBot, keys: list[tuple[Qt.Key, Qt.KeyboardModifier]], words: str
) -> None:
    view = show(WRITTEN)
    for key, modifiers in keys:
        qtbot.keyClick(view, key, modifiers)
    assert view.selected_span() == WRITTEN.span(words)


def test_escape_lets_go_of_words_and_of_a_statement(show: Show, qtbot: QtBot) -> None:
    view = show(WRITTEN, WRITTEN.highlight("h", "Second words", "Blue"))
    view.select_span(*WRITTEN.span("Third words"))
    view.set_selected_statement("h")
    told: list[str] = []
    view.statement_activated.connect(told.append)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_span() is None
    assert (view.selected_uid, told) == ("", [""])


def test_enter_asks_for_the_card_of_the_selected_statement_only(show: Show, qtbot: QtBot) -> None:
    view = show(WRITTEN, WRITTEN.highlight("h", "Second words", "Blue"))
    asked: list[str] = []
    view.card_requested.connect(asked.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == []
    view.set_selected_statement("h")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == ["h"]


def test_scrolling_by_keys_keeps_what_is_selected(show: Show, qtbot: QtBot) -> None:
    long = Written()
    for number in range(60):
        long.write(f"Paragraph {number} stands here.")
    view = show(long)
    view.select_span(*long.span("Paragraph 2 stands here."))
    bar = view.verticalScrollBar()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        before = bar.value()
        qtbot.keyClick(view, key)
        assert bar.value() > before
        assert view.selected_span() == long.span("Paragraph 2 stands here.")
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_escape_does_not_go_back_to_where_the_words_were_selected(show: Show, qtbot: QtBot) -> None:
    long = Written()
    for number in range(60):
        long.write(f"Paragraph {number} stands here.")
    view = show(long)
    view.select_span(*long.span("Paragraph 2 stands here."))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_span() is None
    assert bar.value() == bar.maximum()

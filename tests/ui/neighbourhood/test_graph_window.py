"""The picture of what a statement is linked to, by keys and by the mouse."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.session.details import Details
from annotator.ui.neighbourhood.graph_window import GraphWindow
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]
Link = Callable[..., None]


@pytest.fixture
def link(harbour: Harbour) -> Link:
    """Give a function that links statements by their numbers."""

    def make(kind: str, one: int, other: int) -> None:
        uids = harbour.statement_uids
        drafts = edits.link_statements(harbour.session.reader, kind, uids[one - 1], uids[other - 1])
        harbour.session.perform(drafts, "Link")

    return make


@pytest.fixture
def window(harbour: Harbour, shell: Shell, link: Link, qtbot: QtBot) -> Iterator[GraphWindow]:
    """Show what the first statement is linked to: two others, one of which is linked to a third."""
    link("supports", 1, 5)
    link("contradicts", 1, 6)
    link("repeats", 3, 6)
    made = GraphWindow(shell, Details(harbour.session.reader), shell.window)
    made.open_for(harbour.statement_uids[0])
    qtbot.waitExposed(made)
    yield made
    made.close()


def numbers(window: GraphWindow) -> list[int]:
    return [node.neighbour.statement.number for node in window.view.nodes]


def focused(window: GraphWindow) -> int:
    return next(node.neighbour.statement.number for node in window.view.nodes if node.hasFocus())


def press(window: GraphWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        node = next(node for node in window.view.nodes if node.hasFocus())
        qtbot.keyClick(node, key)


def test_the_statement_stands_in_front_and_what_contradicts_it_comes_next(window: GraphWindow):
    assert numbers(window) == [1, 6, 5, 3]
    assert window.head.count_text == "3 statements, 2 sources"


def test_each_box_says_what_it_is_to_the_one_before(window: GraphWindow):
    names = [node.accessibleName() for node in window.view.nodes]
    assert names == [
        "Harbour Post ¶1",
        "Contradicts: Ferry Weekly ¶2",
        "Supported by: Ferry Weekly ¶1",
        "Repeats: Harbour Post ¶3",
    ]


def test_arrows_go_from_box_to_box(window: GraphWindow, qtbot: QtBot):
    seen = [focused(window)]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Left):
        press(window, qtbot, key)
        seen.append(focused(window))
    assert seen == [1, 6, 3, 6, 5, 1]


def test_enter_and_a_click_ask_for_a_statement_to_be_shown(window: GraphWindow, harbour: Harbour, qtbot: QtBot):
    press(window, qtbot, Qt.Key.Key_Right)
    with qtbot.waitSignal(window.show_wanted) as told:
        press(window, qtbot, Qt.Key.Key_Return)
    assert told.args == [harbour.statement_uids[5]]
    with qtbot.waitSignal(window.show_wanted) as told:
        qtbot.mouseClick(window.view.nodes[3], Qt.MouseButton.LeftButton)
    assert told.args == [harbour.statement_uids[2]]


def test_space_puts_another_statement_in_the_middle(window: GraphWindow, qtbot: QtBot):
    press(window, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert (numbers(window)[0], focused(window)) == (6, 6)
    assert window.head.accessibleName() == "What S-6 is linked to 3 statements, 2 sources"


def test_escape_closes_it(window: GraphWindow, qtbot: QtBot):
    press(window, qtbot, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_new_link_comes_in_and_the_keyboard_stays(window: GraphWindow, link: Link, qtbot: QtBot):
    press(window, qtbot, Qt.Key.Key_Right)
    link("responds", 2, 1)
    assert set(numbers(window)) == {1, 2, 3, 5, 6}
    assert focused(window) == 6


def test_without_links_it_says_how_to_make_one(window: GraphWindow, harbour: Harbour):
    window.open_for(harbour.statement_uids[6])
    assert window._pages.currentWidget() is window.empty


def test_it_closes_when_the_statement_is_deleted(window: GraphWindow, harbour: Harbour):
    harbour.session.perform(edits.delete_statements(harbour.statement_uids[:1]), "Delete")
    assert not window.isVisible()

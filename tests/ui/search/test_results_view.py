import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core.found import FoundGroup, FoundItem
from annotator.ui.search.results_view import ResultsView

SHORT = FoundItem("text", "", "source", "s", "spoke of fog", ((9, 12),))
LONG = FoundItem("statement", "t", "source", "s", "fog " * 60, ((0, 3),), statement_uid="t", number=7)
GROUP = FoundGroup("source", "s", "Harbour Post", "The late ferry", (SHORT, LONG), places=1)


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    made = ResultsView("Found")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.set_groups([GROUP])
    return made


def test_the_best_place_is_current_and_all_is_unfolded(view: ResultsView):
    assert view.found.record_at(view.currentIndex()) == SHORT
    assert view.isExpanded(view.found.index(0, 0))


def test_words_that_fit_on_one_line_take_less_room(view: ResultsView):
    group = view.found.index(0, 0)
    short, long = (view.sizeHintForIndex(view.found.index(row, 0, group)).height() for row in range(2))
    assert short < long


@pytest.mark.parametrize("steps", [0, 1])
def test_enter_opens_a_place_and_a_group_opens_its_first(qtbot: QtBot, view: ResultsView, steps: int):
    for _ in range(steps):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    with qtbot.waitSignal(view.opened) as signal:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert signal.args == [SHORT]


def test_a_click_opens_a_place_and_folds_a_group(qtbot: QtBot, view: ResultsView):
    group = view.found.index(0, 0)
    with qtbot.waitSignal(view.opened) as signal:
        place = view.visualRect(view.found.index(1, 0, group)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == [LONG]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(group).center())
    assert not view.isExpanded(group)


def test_a_view_without_results_takes_no_keyboard(view: ResultsView):
    view.set_groups([])
    assert not view.take_keyboard()


def test_a_long_passage_and_a_chapter_are_painted(view: ResultsView):
    prose = FoundItem("prose", "p", "chapter", "c", "𝔉og " * 90, ((0, 3),))
    view.set_groups([GROUP, FoundGroup("chapter", "c", "1 The night", "", (prose,))])
    picture = view.grab().toImage()
    assert len({picture.pixelColor(x, y).name() for x in range(0, 500, 5) for y in range(0, 150, 3)}) > 3

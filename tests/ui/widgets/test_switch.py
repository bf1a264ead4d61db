import pytest
from PySide6.QtCore import Qt

from annotator.ui.widgets import SegmentedSwitch


@pytest.fixture
def switch(theme, qtbot):
    made = SegmentedSwitch()
    qtbot.addWidget(made)
    made.add("read", "Read", "book-open-page-variant", "Ctrl+1")
    made.add("arrange", "Arrange", "view-column-outline", "Ctrl+2")
    made.select("read")
    made.show()
    return made


def test_a_click_chooses_a_place(switch, qtbot):
    second = switch.findChildren(type(switch.add("x", "X", "plus")))[1]
    with qtbot.waitSignal(switch.chosen) as chosen:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert chosen.args == ["arrange"]


def test_selecting_from_outside_tells_nobody(switch, qtbot):
    with qtbot.assertNotEmitted(switch.chosen):
        switch.select("arrange")


def test_switching_moves_nothing(switch):
    before = switch.sizeHint()
    switch.select("arrange")
    assert switch.sizeHint() == before


def test_the_switch_takes_what_is_registered_and_lets_it_go(switch):
    assert switch.keys == ["read", "arrange"]
    switch.clear()
    assert switch.keys == []

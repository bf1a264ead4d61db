import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.ui.search.saving import SaveStrip


@pytest.fixture
def strip(qtbot: QtBot) -> SaveStrip:
    made = SaveStrip()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_button_asks_for_a_name(qtbot: QtBot, strip: SaveStrip):
    strip.button.click()
    assert strip.field.isVisible()
    qtbot.keyClicks(strip.field, "Weather")
    with qtbot.waitSignal(strip.wanted) as signal:
        qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert signal.args == ["Weather"]


def test_an_empty_name_is_not_taken(qtbot: QtBot, strip: SaveStrip):
    strip.button.click()
    with qtbot.assertNotEmitted(strip.wanted):
        qtbot.keyClick(strip.field, Qt.Key.Key_Return)


def test_closing_shows_the_button_again_and_forgets_the_name(strip: SaveStrip):
    strip.button.click()
    strip.field.setText("Weather")
    strip.close_field()
    assert strip.button.isVisible()
    assert strip.field.text() == ""

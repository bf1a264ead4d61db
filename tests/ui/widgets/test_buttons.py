from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from annotator.ui.theme import Theme
from annotator.ui.widgets import EnterPresses, push_button

Pressed = list[str]


@pytest.fixture
def pressed() -> Pressed:
    return []


@pytest.fixture
def place(theme: Theme, qapp: QApplication, qtbot: QtBot, pressed: Pressed) -> Iterator[Callable[..., None]]:
    """Give a function that puts a widget into a dialog whose first button notes that it was pressed."""
    presses = EnterPresses(qapp)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    layout = QVBoxLayout(dialog)
    first = push_button("Export", lambda: pressed.append("Export"), dialog)
    first.setDefault(True)
    layout.addWidget(first)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)

    def put(widget: QAbstractButton | QLineEdit) -> None:
        layout.addWidget(widget)
        widget.show()
        widget.setFocus()
        assert widget.hasFocus()

    yield put
    qapp.focusChanged.disconnect(presses._follow)


def test_enter_presses_the_button_that_has_the_keyboard_and_not_the_first(
    place: Callable[..., None], pressed: Pressed, qtbot: QtBot
):
    cancel = push_button("Cancel", lambda: pressed.append("Cancel"))
    place(cancel)
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert pressed == ["Cancel"]


def test_enter_presses_a_tool_as_well(place: Callable[..., None], pressed: Pressed, qtbot: QtBot):
    tool = QToolButton()
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    tool.clicked.connect(lambda: pressed.append("tool"))
    place(tool)
    qtbot.keyClick(tool, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == ["tool"]


def test_enter_in_a_field_means_the_first_button(place: Callable[..., None], pressed: Pressed, qtbot: QtBot):
    field = QLineEdit()
    place(push_button("Cancel", lambda: pressed.append("Cancel")))
    place(field)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pressed == ["Export"]


def test_enter_with_ctrl_is_left_to_others(place: Callable[..., None], pressed: Pressed, qtbot: QtBot):
    cancel = push_button("Cancel", lambda: pressed.append("Cancel"))
    place(cancel)
    qtbot.keyClick(cancel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Cancel" not in pressed

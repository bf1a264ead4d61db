"""What keys mean in a text that is read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar

from annotator.ui.reader.steps import Step

if TYPE_CHECKING:
    from annotator.ui.reader.view import ReaderView

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STEP_KEYS = {
    (Qt.Key.Key_Right, _CTRL): Step.NEXT_SENTENCE,
    (Qt.Key.Key_Left, _CTRL): Step.PREVIOUS_SENTENCE,
    (Qt.Key.Key_Right, _SHIFT): Step.LONGER_BY_WORD,
    (Qt.Key.Key_Left, _SHIFT): Step.SHORTER_BY_WORD,
    (Qt.Key.Key_Right, _CTRL | _SHIFT): Step.LONGER_BY_SENTENCE,
    (Qt.Key.Key_Left, _CTRL | _SHIFT): Step.SHORTER_BY_SENTENCE,
}
SCROLL_KEYS = {
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


def take_key(view: "ReaderView", event: QKeyEvent) -> bool:
    """Do what a key means in a text that is read; tell whether it means anything here."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    step = STEP_KEYS.get((key, modifiers))
    scroll = SCROLL_KEYS.get(key) if modifiers == Qt.KeyboardModifier.NoModifier else None
    if step is not None:
        view.select_step(step)
    elif scroll is not None:
        view.verticalScrollBar().triggerAction(scroll)
    elif key == Qt.Key.Key_Escape and (view.selected_span() is not None or view.selected_uid):
        view.clear_selection()
        view.let_go()
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.selected_uid:
        view.card_requested.emit(view.selected_uid)
    else:
        return False
    return True

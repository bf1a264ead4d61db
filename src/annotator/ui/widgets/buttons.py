"""Push buttons, and the key that presses any button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import dress

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class EnterPresses(QObject):
    """Have Enter press the button that has the keyboard, as the space bar does, on every system and in every window.

    Qt leaves that to the system, and a dialog would do what its first button says while the keyboard is on "Cancel".
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QPushButton | QToolButton):
            return False
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN
        if is_enter and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif is_enter and event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            watched.click()
        return is_enter

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Watch one button only: a filter on the application would be asked about every event of it."""
        if before is not None:
            before.removeEventFilter(self)
        if isinstance(now, QPushButton | QToolButton):
            now.installEventFilter(self)


def push_button(
    text: str,
    run: Callable[[], object] | None = None,
    parent: QWidget | None = None,
    *,
    icon: str = "",
    is_accent: bool = False,
    is_small: bool = False,
    is_quiet: bool = False,
) -> QPushButton:
    """Make a button of the house: at most one accent button stands on a page or in a dialog, named by its verb."""
    # The space keeps the words off the icon: the style sheet has no rule for that gap.
    made = QPushButton(f" {text}" if icon else text, parent)
    made.setAccessibleName(text.replace("&", ""))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    for name, is_set in (("accent", is_accent), ("small", is_small), ("quiet", is_quiet)):
        made.setProperty(name, is_set)
    if icon:
        dress(made, icon, "on_accent" if is_accent else "text")
    if run is not None:
        made.clicked.connect(lambda: run())
    return made

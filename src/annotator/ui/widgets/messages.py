"""The plain message at the top of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.ui.icons import dress, pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets.badges import BADGE_ICONS
from annotator.ui.widgets.labels import label, repolish


class MessageBar(QFrame):
    """A refusal or a fault in one plain sentence, in the window and never in its way. Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = "neutral"
        self._run: Callable[[], object] | None = None
        self.setProperty("house", "message")
        self.setMinimumHeight(36)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.setSpacing(8)
        self._mark = QLabel(self)
        self._words = label("", parent=self, wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self)
        self._button.setProperty("small", True)
        self._button.clicked.connect(self._act)
        self._close = QToolButton(self)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))
        dress(self._close, "close", "text")
        self._close.clicked.connect(self.hide)
        layout.addWidget(self._mark)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        Theme.active().changed.connect(self._recolour)
        self.hide()

    @property
    def state(self) -> str:
        """Which of "error", "warn", "success" and "neutral" it shows."""
        return self._state

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def say(
        self, text: str, state: str = "neutral", *, button: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show a message in the place of the one before, with at most one button."""
        self._state, self._run = state, run
        self._words.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(text)
        self.setProperty("state", state)
        self._recolour()
        repolish(self)
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()

    def _recolour(self) -> None:
        tokens = Theme.active().tokens
        tone = tokens.muted if self._state == "neutral" else getattr(tokens, self._state)
        name = "information-outline" if self._state == "neutral" else BADGE_ICONS[self._state]
        self._mark.setPixmap(pixmap(name, tone, 16, self.devicePixelRatioF()))

"""The head of a panel."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from annotator.ui.commands import CommandButton
from annotator.ui.icons import dress
from annotator.ui.widgets.labels import ElidedLabel, label

HEAD_HEIGHT = 32


class PanelHead(QFrame):
    """The 32 px over a panel: a bold title, a muted count or remark, and tools at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "head")
        self.setFixedHeight(HEAD_HEIGHT)
        self._title = label(title, "strong", self)
        self._count = ElidedLabel("", self, role="muted")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 6, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._title)
        self._layout.addSpacing(4)
        self._layout.addWidget(self._count, 1)
        self.setAccessibleName(title)

    @property
    def count_text(self) -> str:
        """What stands beside the title."""
        return self._count.text()

    def add_command(self, action: QAction) -> CommandButton:
        """Put a command's button at the right."""
        button = CommandButton(action, self)
        self._layout.addWidget(button)
        return button

    def add_tool(self, icon: str, tip: str, run: Callable[[], object]) -> QToolButton:
        """Put a button of the panel's own at the right; `tip` is its tooltip and its accessible name."""
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        dress(button, icon)
        button.clicked.connect(lambda: run())
        self._layout.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Put any other widget at the right: a filter field, a combo box."""
        self._layout.addWidget(widget)

    def set_count(self, count: int | str) -> None:
        """Change the count or remark; "" shows none."""
        words = str(count)
        self._count.setText(words)
        self.setAccessibleName(f"{self._title.text()} {words}".strip())

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(f"{title} {self._count.text()}".strip())

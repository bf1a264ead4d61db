"""What the pages of choices are put together from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.ui.widgets import label


class Page(QScrollArea):
    """A page of choices, one under another."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.body = QWidget(self)
        self.body.setProperty("ground", "window")
        self.body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(16, 10, 16, 12)
        self.column.setSpacing(6)
        self.setWidget(self.body)

    def box(self, name: str, rows: Sequence[tuple[str, object]], choose: Callable[[object], object]) -> QComboBox:
        """Add a box with its name above it."""
        made = QComboBox(self.body)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, data in rows:
            made.addItem(words, data)
        made.activated.connect(lambda _: choose(made.currentData()))
        self._named(name, made)
        return made

    def field(self, name: str, hint: str, commit: Callable[[str], object]) -> QLineEdit:
        """Add a line to type into; what was typed is taken over on leaving it."""
        made = QLineEdit(self.body)
        made.setPlaceholderText(hint)

        def leave() -> None:
            if made.isModified():
                made.setModified(False)
                commit(" ".join(made.text().split()))

        made.editingFinished.connect(leave)
        self._named(name, made)
        return made

    def switch(self, name: str, tip: str, choose: Callable[[bool], object]) -> QCheckBox:
        """Add a box to tick."""
        made = QCheckBox(name, self.body)
        made.setToolTip(tip)
        made.clicked.connect(choose)
        self.column.addWidget(made)
        return made

    def _named(self, name: str, widget: QWidget) -> None:
        widget.setAccessibleName(name)
        words = label(name, "strong", self.body)
        words.setBuddy(widget)
        self.column.addSpacing(6)
        self.column.addWidget(words)
        self.column.addWidget(widget)

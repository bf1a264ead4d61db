"""What the pages of choices are put together from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.widgets import label

INSET = 16
# A check box has a border for its focus, which must not move its mark out of line.
_IN_LINE = "margin-left: -2px;"


class ChoiceField(QLineEdit):
    """A line whose words are taken over on leaving it or by Enter, and given up by Escape; neither key goes further.

    Signals: `given_up()` when Escape was pressed over words that were not taken over.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.given_up.emit()
            event.accept()
            return
        super().keyPressEvent(event)
        if is_enter:
            event.accept()

    def show_words(self, words: str) -> None:
        """Show words from their beginning, unless somebody is typing."""
        if not self.isModified() and self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)


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
        self.column.setContentsMargins(INSET, 10, INSET, 12)
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

    def field(self, name: str, hint: str, commit: Callable[[str], object]) -> ChoiceField:
        """Add a line to type into."""
        made = ChoiceField(self.body)
        made.setPlaceholderText(hint)

        def leave() -> None:
            if made.isModified():
                made.setModified(False)
                commit(" ".join(made.text().split()))

        made.editingFinished.connect(leave)
        self._named(name, made)
        return made

    def switch(self, name: str, tip: str, choose: Callable[[bool], object], remark: str = "") -> QCheckBox:
        """Add a box to tick, with a remark at the right."""
        made = QCheckBox(name, self.body)
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
        made.setStyleSheet(_IN_LINE)
        made.clicked.connect(choose)
        row = QHBoxLayout()
        row.addWidget(made)
        row.addStretch()
        if remark:
            row.addWidget(label(remark, "meta", self.body))
        self.column.addLayout(row)
        return made

    def _named(self, name: str, widget: QWidget) -> None:
        widget.setAccessibleName(name)
        words = label(name, "strong", self.body)
        words.setBuddy(widget)
        self.column.addSpacing(6)
        self.column.addWidget(words)
        self.column.addWidget(widget)

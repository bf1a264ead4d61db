"""One statement to check: what it was, what it is now, word for word, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.session.models.checks_model import CheckRow
from annotator.ui.review.passage import CardFrame, PassageLabel
from annotator.ui.widgets import ElidedLabel, label, push_button


class CheckDetail(QScrollArea):
    """Show both texts side by side.

    Signals: `accepted()`; `show_wanted()`; `delete_wanted()`.
    """

    accepted = Signal()
    show_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The selected statement"))
        body = self._body = QWidget(self)
        body.setProperty("ground", "window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("", "title", body)
        self._place = ElidedLabel("", body, role="muted")
        self._advice = ElidedLabel("", body, role="muted")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._old, self._new = (_Side(name, body) for name in (self.tr("It was"), self.tr("It is now")))
        self.right_button = push_button(self.tr("It is right"), self.accepted.emit, body, icon="check")
        self.place_button = push_button(
            self.tr("Show in its place"), self.show_wanted.emit, body, icon="book-open-page-variant"
        )
        self.delete_button = push_button(
            self.tr("Delete the statement"), self.delete_wanted.emit, body, icon="delete-outline"
        )
        self._lay_out()

    def show_row(self, row: CheckRow | None, place: str) -> None:
        """Show a statement."""
        self._body.setVisible(row is not None)
        if row is None:
            return
        self._title.setText(row.statement.code)
        self._place.setText(place)
        self._old.show_words(row.old, row.new)
        words = self.tr("It is right")
        if row.is_lost:
            self._new.show_remark(self.tr("These words, or words like them, do not stand in the present text."))
            words = self.tr("Leave it with the earlier text")
        else:
            self._new.show_words(row.new, row.old)
        self._advice.setText(
            self.tr("The statement keeps its words and the text they are from.")
            if row.is_lost
            else self.tr("Nothing about the statement changes but its mark.")
        )
        self.right_button.setText(f" {words}")
        self.right_button.setAccessibleName(words)
        self.delete_button.setVisible(row.is_lost)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._place, 1)
        sides = QGridLayout()
        sides.setSpacing(12)
        for at, side in enumerate((self._old, self._new)):
            sides.addWidget(side, 0, at)
            sides.setColumnStretch(at, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for each in (self.right_button, self.place_button, self.delete_button):
            buttons.addWidget(each)
        buttons.addWidget(self._advice, 1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(sides)
        column.addLayout(buttons)
        column.addStretch(1)
        self.setWidget(self._body)


class _Side(CardFrame):
    """One of the two texts under its name."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = PassageLabel(lambda _: "", self)
        self._remark = label("", "muted", self, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 11)
        column.setSpacing(4)
        column.addWidget(label(name, "meta", self))
        column.addWidget(self._words)
        column.addWidget(self._remark)
        column.addStretch()
        self.setAccessibleName(name)

    def show_remark(self, words: str) -> None:
        """Say why there are no words."""
        self._remark.setText(words)
        self._remark.show()
        self._words.hide()

    def show_words(self, words: str, other: str) -> None:
        """Show words, what differs from the other text marked."""
        self._words.show_passage(words, other)
        self._words.show()
        self._remark.hide()

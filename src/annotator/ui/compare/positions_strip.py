"""The line over the timeline that teaches where positions come from, for as long as there are none."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.core.compare.timeline import Timeline
from annotator.ui.widgets import ElidedLabel, label, push_button


class PositionsStrip(QFrame):
    """One sentence of fact, one of what to do, one button."""

    def __init__(self, choose: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "message")
        self.fact = label("", "strong", self)
        self.advice = ElidedLabel("", self)
        self.button = push_button(self.tr("Choose tags…"), choose, self, is_small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.fact)
        row.addWidget(self.advice, 1)
        row.addWidget(self.button)

    def show_timeline(self, timeline: Timeline, *, has_tags: bool) -> None:
        """Say what is missing, or nothing where there are positions or no tags that could be."""
        if timeline.held or not has_tags or timeline.wish.is_narrow:
            self.hide()
            return
        if timeline.has_positions:
            self.fact.setText(self.tr("Nobody holds a position yet."))
            self.advice.setText(
                self.tr("Give a statement an actor, a date of saying and one of these tags; its bar begins there.")
            )
        else:
            self.fact.setText(self.tr("No tag is a position yet."))
            self.advice.setText(
                self.tr("Mark tags such as “denies” or “confirms”, and what an actor held when stands here as bars.")
            )
        self.setAccessibleName(f"{self.fact.text()} {self.advice.text()}")
        self.show()

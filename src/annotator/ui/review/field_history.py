"""How a field came to be what it is, the newest change first."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from annotator.core.history import Deed
from annotator.session.conflict_versions import Step
from annotator.session.conflict_words import beginning
from annotator.session.word_marks import difference
from annotator.ui.review.moments import moment_words
from annotator.ui.widgets import label

MOST_STEPS = 12
LONGEST = 72
TIME_WIDTH, NAME_WIDTH = 98, 118


class FieldHistory(QWidget):
    """A head, and a line for each change: when, who, from what to what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = label(self.tr("History of this field"), "strong", self)
        self._rows: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._head)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other changes."""
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        rows = self._rows = QWidget(self)
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, TIME_WIDTH)
        grid.setColumnMinimumWidth(1, NAME_WIDTH)
        grid.setColumnStretch(2, 1)
        for at, step in enumerate(steps[:MOST_STEPS]):
            grid.addWidget(label(moment_words(step.at), "muted", rows), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(step.name, "", rows), at, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._words(step, rows), at, 2)
        if len(steps) > MOST_STEPS:
            more = self.tr("{0} earlier ones").format(f"{len(steps) - MOST_STEPS:,}")
            grid.addWidget(label(more, "muted", rows), MOST_STEPS, 0, 1, 3)
        self._column.addWidget(rows)
        rows.show()
        self.setVisible(bool(steps))

    def _words(self, step: Step, parent: QWidget) -> QWidget:
        before = beginning(difference(step.before, step.after), LONGEST)
        after = beginning(difference(step.after, step.before), LONGEST)
        plain = self.tr("{0} to {1}").format(before, after) if before else after
        bold = f"<b>{escape(after)}</b>"
        written = self.tr("{0} to {1}").format(escape(before), bold) if before else bold
        remark = {
            Deed.SETTLED: self.tr(", to settle it"),
            Deed.TAKEN_BACK: self.tr(", taken back"),
            Deed.DONE_AGAIN: self.tr(", done again"),
            Deed.BROUGHT_BACK: self.tr(", brought back"),
        }.get(step.deed, "")
        made = label("", parent=parent, wraps=True)
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setText(written + escape(remark))
        made.setAccessibleName(plain + remark)
        if (before, after) != (step.before, step.after):
            made.setToolTip(self.tr("{0}\n\nto\n\n{1}").format(step.before, step.after))
        return made

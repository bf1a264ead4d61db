"""Among whom sources are to be shared out, and how many are to read each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from annotator.ui.review.assignments_model import Load
from annotator.ui.widgets import label, push_button

WIDTH, TALLEST = 380, 260


class ShareOutDialog(QDialog):
    """Ask among whom, and how many are to read each source.

    Signals: `chosen(reviewers, times)`.
    """

    chosen = Signal(list, int)

    def __init__(self, count: int, loads: Sequence[Load], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self.setWindowTitle(self.tr("Share out sources"))
        self.setFixedWidth(WIDTH)
        words = self.tr("Share out 1 source among") if count == 1 else self.tr("Share out {0} sources among")
        self._title = label(words.format(f"{count:,}"), "title", self)
        self.boxes: dict[str, QCheckBox] = {}
        for load in loads:
            box = QCheckBox(self.tr("{0}, has {1}").format(load.reviewer.name, f"{load.assigned:,}"), self)
            box.setChecked(True)
            box.toggled.connect(lambda _: self._say())
            self.boxes[load.reviewer.uid] = box
        self.times = QSpinBox(self)
        self.times.setRange(1, max(1, len(loads)))
        self.times.setFixedWidth(72)
        self.times.setAccessibleName(self.tr("How many are to read each source"))
        self.times.valueChanged.connect(lambda _: self._say())
        self._remark = label("", "muted", self, wraps=True)
        self.button = push_button("", self._choose, self, is_accent=True)
        self.cancel = push_button(self.tr("Cancel"), self.reject, self)
        self._lay_out()
        self._say()

    @property
    def reviewer_uids(self) -> list[str]:
        """Those who are ticked."""
        return [uid for uid, box in self.boxes.items() if box.isChecked()]

    def _choose(self) -> None:
        self.chosen.emit(self.reviewer_uids, self.times.value())
        self.accept()

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setProperty("ground", "window")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for box in self.boxes.values():
            column.addWidget(box)
        column.addStretch()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedHeight(min(TALLEST, inner.sizeHint().height() + 4))
        each_by = QHBoxLayout()
        each_by.setSpacing(8)
        each_by.addWidget(label(self.tr("Reviewers for each source"), parent=self))
        each_by.addWidget(self.times)
        each_by.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(area)
        layout.addLayout(each_by)
        layout.addWidget(self._remark)
        layout.addLayout(buttons)
        self.button.setDefault(True)

    def _say(self) -> None:
        among = len(self.reviewer_uids)
        self.times.setMaximum(max(1, among))
        self.button.setEnabled(among > 0)
        words = self.tr("Share out 1") if self._count == 1 else self.tr("Share out {0}").format(f"{self._count:,}")
        self.button.setText(words)
        self.button.setAccessibleName(words)
        if not among:
            self._remark.setText(self.tr("Tick at least one reviewer."))
        elif self.times.value() > 1:
            self._remark.setText(
                self.tr("What two have read can be compared. What is assigned to them already stays and counts.")
            )
        else:
            self._remark.setText(
                self.tr("One of them reads each source. What is assigned to them already stays and counts.")
            )

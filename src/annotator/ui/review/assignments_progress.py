"""How far each reviewer is with what he is to read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from annotator.ui.review.assignments_model import Load
from annotator.ui.widgets import ElidedLabel, label

WIDEST, NARROWEST, HEIGHT = 240, 150, 48


class LoadsStrip(QScrollArea):
    """A bar for each reviewer, side by side: "Ines Falk  12 of 40 read"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What each reviewer has read"))
        self._inner = QWidget(self)
        self._inner.setProperty("ground", "window")
        self._inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(12, 2, 12, 8)
        self._row.setSpacing(24)
        self.setWidget(self._inner)
        self.gauges: list[Gauge] = []

    def show_loads(self, loads: Sequence[Load]) -> None:
        """Show other figures."""
        if [each.uid for each in self.gauges] != [each.reviewer.uid for each in loads]:
            for gauge in self.gauges:
                gauge.deleteLater()
            while self._row.count():
                self._row.takeAt(0)
            self.gauges = [Gauge(each.reviewer.uid, self._inner) for each in loads]
            for gauge in self.gauges:
                self._row.addWidget(gauge, 1)
            self._row.addStretch(1)
        for gauge, load in zip(self.gauges, loads, strict=True):
            gauge.show_load(load)


class Gauge(QWidget):
    """One reviewer's name, figures and bar."""

    def __init__(self, uid: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.uid = uid
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self._name = ElidedLabel("", self)
        self.figures = label("", "muted", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._name, 1)
        words.addWidget(self.figures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(words)
        layout.addWidget(self.bar)

    def show_load(self, load: Load) -> None:
        """Say how far the reviewer is."""
        self._name.setText(load.reviewer.name)
        figures = self.tr("{0} of {1} read").format(f"{load.read:,}", f"{load.assigned:,}")
        words = figures if load.assigned else self.tr("nothing assigned")
        self.figures.setText(words)
        self.bar.setRange(0, max(1, load.assigned))
        self.bar.setValue(load.read)
        self.bar.setAccessibleName(f"{load.reviewer.name} {words}")

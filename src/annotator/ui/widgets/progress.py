"""Long work in the status bar."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from annotator.ui.icons import dress, pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets.labels import ElidedLabel

SHOW_AFTER = 500
BAR_WIDTH, BAR_HEIGHT = 120, 6


class ProgressStrip(QWidget):
    """Verb, count, bar and a way to cancel; appears only when the work has lasted half a second.

    Signals: `cancel_wanted()`.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_working = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._mark = QLabel(self)
        self._words = ElidedLabel("", self)
        self._words.setMinimumWidth(80)
        self._bar = QProgressBar(self)
        self._bar.setFixedSize(BAR_WIDTH, BAR_HEIGHT)
        self._bar.setTextVisible(False)
        self._cancel = QToolButton(self)
        self._cancel.setProperty("tight", True)
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        dress(self._cancel, "close", "text")
        self._cancel.clicked.connect(self.cancel_wanted)
        for each in (self._mark, self._words, self._bar, self._cancel):
            layout.addWidget(each)
        layout.setStretch(1, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER)
        self._timer.timeout.connect(self._appear)
        Theme.active().changed.connect(self._recolour)
        self._recolour()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def finish(self) -> None:
        """Put the strip away."""
        self._is_working = False
        self._timer.stop()
        self.hide()

    def show_work(self, verb: str, done: int = 0, total: int = 0, words: str = "") -> None:
        """Say how far the work is: "Looking for repeats, 3 of 4 sources". Without a total the bar only moves.

        `words` names what is counted.
        """
        counted = self.tr("{0}, {1} of {2} {3}").format(verb, f"{done:,}", f"{total:,}", words) if total else verb
        self._words.setText(counted.rstrip())
        self._words.setFixedWidth(min(320, max(self._words.width(), self._words.sizeHint().width())))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(counted)
        tip = self.tr("Stop: {0}").format(verb)
        self._cancel.setToolTip(tip)
        self._cancel.setAccessibleName(tip)
        if not self._is_working:
            self._is_working = True
            self._words.setFixedWidth(min(320, self._words.sizeHint().width()))
            self._timer.start()

    def _appear(self) -> None:
        if self._is_working:
            self.show()

    def _recolour(self) -> None:
        self._mark.setPixmap(pixmap("sync", Theme.active().tokens.accent, 14, self.devicePixelRatioF()))

"""The word that something has been done."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QPushButton, QWidget

from annotator.ui.theme import has_motion
from annotator.ui.widgets.labels import ElidedLabel

STAY = 6000
FADE = 120
MARGIN = 16


class Toast(QFrame):
    """One line at the bottom centre of a widget for six seconds, with Undo where that is possible; never for errors.

    It stays while the pointer or the keyboard is on it.

    Signals: `undo_wanted()`.
    """

    undo_wanted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("house", "toast")
        self.setFixedHeight(38)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(8)
        self._words = ElidedLabel("", self)
        layout.addWidget(self._words, 1)
        self._undo = QPushButton(self.tr("Undo"), self)
        self._undo.setProperty("quiet", True)
        self._undo.setProperty("small", True)
        self._undo.clicked.connect(self._ask_undo)
        layout.addWidget(self._undo)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._faded)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        over.installEventFilter(self)
        self.hide()

    @property
    def has_undo(self) -> bool:
        """Whether the button is offered."""
        return not self._undo.isHidden()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre when the widget below changes its size."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def hide_now(self) -> None:
        """Take it away without a fade."""
        self._timer.stop()
        self._fade.stop()
        self._effect.setEnabled(False)
        self.hide()

    def show_words(self, text: str, *, can_undo: bool = False) -> None:
        """Say something; a newer word replaces an older one."""
        self._words.setText(text)
        self._undo.setVisible(can_undo)
        self.setAccessibleName(text)
        self._place()
        was_visible = self.isVisible()
        self.show()
        self.raise_()
        self._timer.start(STAY)
        if not was_visible:
            self._run_fade(0.0, 1.0)

    def _ask_undo(self) -> None:
        self.hide_now()
        self.undo_wanted.emit()

    def _faded(self) -> None:
        self._effect.setEnabled(False)
        if self._fade.endValue() == 0.0:
            self.hide()

    def _leave(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start(STAY)
        else:
            self._run_fade(1.0, 0.0)

    def _place(self) -> None:
        space = self._over.width() - 2 * MARGIN
        button = self._undo.sizeHint().width() + 8 if self.has_undo else 0
        width = min(space, self._words.sizeHint().width() + button + 24)
        self.setFixedWidth(max(120, width))
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - MARGIN)

    def _run_fade(self, start: float, end: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        if has_motion():
            self._effect.setOpacity(start)
            self._effect.setEnabled(True)
            self._fade.start()
        else:
            self._faded()

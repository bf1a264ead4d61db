"""States and tags in small: never colour alone, always a word and an icon or a square beside it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import dress, paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets.labels import label
from annotator.ui.widgets.swatches import Swatch

BADGE_HEIGHT = 20
BADGE_ICONS = {
    "success": "check",
    "warn": "alert-outline",
    "error": "alert-circle-outline",
    "neutral": "help-circle-outline",
}
_PAD = 6
_ICON = 14


class Badge(QWidget):
    """A state in words with its icon: "2 support", "Date is a guess"."""

    def __init__(self, text: str = "", state: str = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._state, self._icon = text, state, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, state, icon)

    @property
    def state(self) -> str:
        """Which of the four states it shows."""
        return self._state

    @property
    def text(self) -> str:
        """The words."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words."""
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._text, self._state, self._icon)

    def set_state(self, text: str, state: str = "neutral", icon: str = "") -> None:
        """Change what it says; an empty text hides it. Without an icon the state's own is taken."""
        self._text, self._state, self._icon = text, state, icon
        self.setAccessibleName(text)
        if not text:
            self.hide()
        elif self.isHidden() and self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the words."""
        return QSize(round(badge_width(self._text)), BADGE_HEIGHT)


class Chip(QFrame):
    """A tag on a statement: its square, its name and a way to take it off.

    Signals: `closed()` when the cross is clicked or Delete or Backspace is pressed on it.
    """

    closed = Signal()

    def __init__(self, text: str, colour_name: str, parent: QWidget | None = None, *, can_close: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("house", "chip")
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 3 if can_close else 6, 0)
        layout.setSpacing(6)
        layout.addWidget(Swatch(colour_name, self))
        layout.addWidget(label(text, parent=self))
        if can_close:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(self._cross(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the tag off by Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.focusPolicy():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _cross(self, text: str) -> QToolButton:
        cross = QToolButton(self)
        cross.setProperty("tight", True)
        dress(cross, "close")
        cross.setIconSize(QSize(12, 12))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words = self.tr("Take off {0}").format(text)
        cross.setToolTip(words)
        cross.setAccessibleName(words)
        cross.clicked.connect(self.closed)
        return cross


class AddChip(QPushButton):
    """A dashed button the size of a chip, with the key that does the same: "Tag  T"."""

    def __init__(self, text: str, icon: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self.setProperty("dashed", True)
        self.setAccessibleName(text)
        dress(self, icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and its key in small at the right."""
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(Theme.active().tokens.muted))
        painter.drawText(
            self.rect().adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._key
        )

    def sizeHint(self) -> QSize:
        """Leave room for the key."""
        hint = super().sizeHint()
        extra = QFontMetricsF(interface_font(Step.META)).horizontalAdvance(self._key) + 8 if self._key else 0
        return QSize(hint.width() + round(extra), hint.height())


def badge_width(text: str) -> float:
    """Give the width that `paint_badge` needs, in pixels."""
    return QFontMetricsF(interface_font(Step.META)).horizontalAdvance(text) + _ICON + 4 + 2 * _PAD + 1


def paint_badge(painter: QPainter, rect: QRectF, text: str, state: str, icon: str = "") -> None:
    """Paint a badge at the left of the rectangle, in its middle: for delegates."""
    tokens = Theme.active().tokens
    ground = tokens.neutral if state == "neutral" else getattr(tokens, f"{state}_ground")
    ink = tokens.text if state == "neutral" else getattr(tokens, state)
    height = min(BADGE_HEIGHT, rect.height())
    body = QRectF(rect.left(), rect.center().y() - height / 2, min(rect.width(), badge_width(text)), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(body, 3, 3)
    mark = QRectF(body.left() + _PAD, body.center().y() - _ICON / 2, _ICON, _ICON)
    paint_icon(painter, mark, icon or BADGE_ICONS[state], ink)
    painter.setFont(interface_font(Step.META))
    painter.setPen(colour(ink))
    words = body.adjusted(_PAD + _ICON + 4, 0, -_PAD + 1, 0)
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()

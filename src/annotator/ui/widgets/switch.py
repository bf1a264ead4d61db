"""The switch between workspaces."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets.badges import badge_width, paint_badge

SWITCH_HEIGHT = 30
_PAD, _GAP, _ICON, _RADIUS = 13.0, 8.0, 16.0, 4.0


class Segment(QAbstractButton):
    """One place of the switch: icon, name and its key."""

    def __init__(self, key: str, text: str, icon: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._icon, self._hint = icon, hint
        self._count = ""
        self.is_first = self.is_last = False
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({hint})" if hint else text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, accent edge, icon, name, key and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, is_on = Theme.active().tokens, self.isChecked()
        outline = self._outline()
        ground = tokens.selection if is_on else tokens.hover if self.underMouse() else tokens.raised
        painter.fillPath(outline, colour(ground))
        if is_on:
            painter.save()
            painter.setClipPath(outline)
            painter.fillRect(QRectF(0, self.height() - 3, self.width(), 3), colour(tokens.accent))
            painter.restore()
        painter.setPen(QPen(colour(tokens.line), 1))
        painter.drawPath(outline)
        if is_on:
            painter.fillRect(QRectF(1, self.height() - 2, self.width() - 2, 2), colour(tokens.accent))
        self._draw_words(painter, tokens.text if is_on else tokens.muted, tokens.muted)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 3, 3)

    def set_count(self, count: int, words: str) -> None:
        """Say beside the name how much waits there; 0 says nothing. `words` say it in the tooltip."""
        self._count = f"{count:,}" if count else ""
        name = f"{self.text()} ({self._hint})" if self._hint else self.text()
        self.setToolTip(f"{name}\n{words}" if count else name)
        self.setAccessibleName(f"{self.text()}, {words}" if count else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the bold name, so that switching moves nothing."""
        name = QFontMetricsF(self._name_font(True)).horizontalAdvance(self.text())
        hint = QFontMetricsF(interface_font(Step.META)).horizontalAdvance(self._hint)
        count = badge_width(self._count) + _GAP if self._count else 0
        hinted = _GAP - 1 + hint if self._hint else 0
        return QSize(round(2 * _PAD + _ICON + _GAP + name + count + hinted), SWITCH_HEIGHT)

    def _draw_words(self, painter: QPainter, ink: str, faint: str) -> None:
        rect = QRectF(self.rect())
        left = rect.adjusted(_PAD, 0, 0, 0)
        paint_icon(painter, QRectF(left.left(), rect.center().y() - _ICON / 2, _ICON, _ICON), self._icon, ink)
        left.adjust(_ICON + _GAP, 0, 0, 0)
        painter.setFont(self._name_font(self.isChecked()))
        painter.setPen(colour(ink))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(left, middle, self.text())
        if self._count:
            left.adjust(QFontMetricsF(self._name_font(True)).horizontalAdvance(self.text()) + _GAP, 0, 0, 0)
            paint_badge(painter, left, self._count, "warn", "call-split")
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(faint))
        right = rect.adjusted(0, 0, -_PAD, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._hint)

    def _name_font(self, is_bold: bool) -> QFont:
        return interface_font(Step.BASE, QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)

    def _outline(self) -> QPainterPath:
        """Round the two outer corners at either end of the switch only."""
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, 0.5 if not self.is_last else -0.5, -0.5)
        left = _RADIUS if self.is_first else 0.0
        right = _RADIUS if self.is_last else 0.0
        path = QPainterPath()
        path.moveTo(rect.left() + left, rect.top())
        path.lineTo(rect.right() - right, rect.top())
        path.arcTo(rect.right() - 2 * right, rect.top(), 2 * right, 2 * right, 90, -90)
        path.lineTo(rect.right(), rect.bottom() - right)
        path.arcTo(rect.right() - 2 * right, rect.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
        path.lineTo(rect.left() + left, rect.bottom())
        path.arcTo(rect.left(), rect.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
        path.lineTo(rect.left(), rect.top() + left)
        path.arcTo(rect.left(), rect.top(), 2 * left, 2 * left, 180, -90)
        path.closeSubpath()
        return path


class SegmentedSwitch(QWidget):
    """Choose one of a few places. The arrow keys move within it.

    Signals: `chosen(str)`: the key of the place somebody chose here.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: dict[str, Segment] = {}
        self._group = QButtonGroup(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Workspaces"))
        Theme.active().changed.connect(self.update)

    @property
    def keys(self) -> list[str]:
        """The places, in their order."""
        return list(self._segments)

    def add(self, key: str, text: str, icon: str, hint: str = "") -> Segment:
        """Add a place at the right."""
        segment = Segment(key, text, icon, hint, self)
        segment.clicked.connect(lambda: self.chosen.emit(key))
        self._segments[key] = segment
        self._group.addButton(segment)
        self._layout.addWidget(segment)
        for at, each in enumerate(self._segments.values()):
            each.is_first, each.is_last = at == 0, at == len(self._segments) - 1
        return segment

    def clear(self) -> None:
        """Take all places out."""
        for each in self._segments.values():
            self._group.removeButton(each)
            self._layout.removeWidget(each)
            each.deleteLater()
        self._segments.clear()

    def set_count(self, key: str, count: int, words: str) -> None:
        """Say on a place how much waits there; 0 says nothing."""
        self._segments[key].set_count(count, words)

    def select(self, key: str) -> None:
        """Show which place is current, without a signal."""
        self._segments[key].setChecked(True)

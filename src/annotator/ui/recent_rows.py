"""How a recent project is drawn: title and time above, folder below."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.ui.preferences import Recent
from annotator.ui.status_feed import time_words
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets.delegates import AnyIndex, RowDelegate

RECENT_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_HEIGHT = 48


class RecentRows(RowDelegate):
    """Two lines for each project."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        recent: Recent = index.data(RECENT_ROLE)
        tokens = Theme.active().tokens
        self.draw_ground(painter, option, index)
        rect = QRectF(option.rect).adjusted(8, 6, -8, -6)
        upper, lower = QRectF(rect), QRectF(rect)
        upper.setBottom(rect.center().y())
        lower.setTop(rect.center().y())
        painter.save()
        small = interface_font(Step.META)
        painter.setFont(small)
        painter.setPen(colour(tokens.muted))
        when = _when(recent.opened)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, right, when)
        place = str(recent.path)
        elided = QFontMetricsF(small).elidedText(place, Qt.TextElideMode.ElideMiddle, lower.width())
        painter.drawText(lower, left, elided)
        name = interface_font(Step.BASE, QFont.Weight.DemiBold)
        painter.setFont(name)
        painter.setPen(colour(tokens.text))
        room = upper.width() - QFontMetricsF(small).horizontalAdvance(when) - 12
        painter.drawText(upper, left, QFontMetricsF(name).elidedText(recent.title, Qt.TextElideMode.ElideRight, room))
        painter.restore()
        self.draw_focus(painter, option, index)


def _when(stored: str) -> str:
    try:
        return time_words(datetime.fromisoformat(stored))
    except ValueError:
        return ""

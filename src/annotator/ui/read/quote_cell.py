"""The words of a statement in a table, and at the right what has to be checked about them."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.core.records import Statement
from annotator.session.models.statements_model import STATEMENT_ROLE, anchor_state_words
from annotator.ui.read.anchor_notice import STATE_ICONS, STATE_TONES
from annotator.ui.theme import Theme, colour, interface_font
from annotator.ui.widgets import RowDelegate, badge_width, paint_badge
from annotator.ui.widgets.delegates import AnyIndex

PAD = 8


class QuoteCell(RowDelegate):
    """One line of words; a badge takes its room from them where the statement moved or was not found."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        statement = index.data(STATEMENT_ROLE)
        state = statement.anchor_state if isinstance(statement, Statement) else ""
        if not anchor_state_words(state):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        style = self._view.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, self._view)
        rect = QRectF(QRect(option.rect)).adjusted(PAD, 0, -PAD, 0)
        said = anchor_state_words(state)
        width = min(badge_width(said), rect.width())
        badge = QRectF(rect.right() - width, rect.top(), width, rect.height())
        paint_badge(painter, badge, said, STATE_TONES[state], STATE_ICONS[state])
        painter.save()
        painter.setFont(interface_font())
        painter.setPen(colour(Theme.active().tokens.text))
        room = rect.adjusted(0, 0, -width - PAD, 0)
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()
        self.draw_focus(painter, option, index)

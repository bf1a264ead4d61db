"""A key judgement as the list of a chapter boxes it: between rules, likelihood and confidence apart."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from annotator.session.models.chapter_model import Passage
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font

HEAD, FOOT = 22, 28
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ICON, _GAP = 14.0, 6.0


def judged_rects(box: QRectF) -> tuple[QRectF, QRectF]:
    """Give the places of likelihood and confidence in a box, each to be clicked by itself."""
    half = box.width() / 2
    top = box.bottom() - FOOT + 2
    return QRectF(box.left(), top, half - 8, FOOT - 6), QRectF(box.left() + half, top, half - 8, FOOT - 6)


def paint_judgement(painter: QPainter, box: QRectF, shown: Passage, *, has_rules: bool) -> None:
    """Paint everything of a key judgement but its words; a frame around it stands for its rules."""
    tokens = Theme.active().tokens
    if has_rules:
        painter.setPen(QPen(colour(tokens.accent), 2))
        painter.drawLine(box.topLeft(), box.topRight())
        painter.setPen(QPen(colour(tokens.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
    painter.setPen(colour(tokens.accent))
    head = QRectF(box.left(), box.top() + 5, box.width(), HEAD - 3)
    painter.drawText(head, _LEFT, QCoreApplication.translate("JudgementBox", "Key judgement"))
    names = (
        QCoreApplication.translate("JudgementBox", "Likelihood"),
        QCoreApplication.translate("JudgementBox", "Confidence"),
    )
    for name, value, place in zip(names, (shown.likelihood, shown.confidence), judged_rects(box), strict=True):
        _paint_judged(painter, place, name, value)


def _paint_judged(painter: QPainter, place: QRectF, name: str, value: str) -> None:
    """Paint one of the two with its word, and the mark of something to choose from."""
    tokens = Theme.active().tokens
    painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
    painter.setPen(colour(tokens.text))
    painter.drawText(place, _LEFT, name)
    rest = place.adjusted(QFontMetricsF(painter.font()).horizontalAdvance(name) + _GAP, 0, 0, 0)
    tone = tokens.text if value else tokens.warn
    if not value:
        paint_icon(painter, _icon_rect(rest), "alert-outline", tone)
        rest.setLeft(rest.left() + _ICON + 3)
    painter.setFont(interface_font(Step.META))
    painter.setPen(colour(tone))
    metrics = QFontMetricsF(painter.font())
    room = max(0.0, rest.width() - _ICON - 2)
    words = value or QCoreApplication.translate("JudgementBox", "not stated")
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rest, _LEFT, words)
    rest.setLeft(rest.left() + metrics.horizontalAdvance(words) + 2)
    paint_icon(painter, _icon_rect(rest), "chevron-down", tokens.muted)


def _icon_rect(rest: QRectF) -> QRectF:
    corner = QPointF(rest.left(), rest.center().y() - _ICON / 2 + 0.5)
    return QRectF(corner.x(), corner.y(), _ICON, _ICON)

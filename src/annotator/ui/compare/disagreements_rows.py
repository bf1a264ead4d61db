"""How one disagreement is drawn: its subject, the two sides, what each rests on, what the editor makes of it."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QPlainTextEdit, QStyle, QStyleOptionViewItem, QWidget

from annotator.core.compare.disagreements import Disagreement, Question, Side
from annotator.session.models.disagreements_model import (
    DISAGREEMENT_ROLE,
    backing_words,
    chapter_words,
    question_words,
    side_date,
)
from annotator.ui.arrange.wrapping import wrapped
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import RowDelegate, badge_width, paint_badge
from annotator.ui.widgets.delegates import AnyIndex

ROW, INSET, GAP, ICON = 132, 12, 10, 16
TITLE_TOP, SIDES_TOP, PITCH, QUOTE_LINES, META = 8, 31, 17, 2, 17
ASSESSMENT_TOP = SIDES_TOP + QUOTE_LINES * PITCH + 2 * META + 5
EDITOR_HEIGHT = 66
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)


class DisagreementDelegate(RowDelegate):
    """Draw a row, lead to its chapter by a click on it, and have the assessment written in its place.

    Signals: `chapter_clicked(Disagreement)`.
    """

    chapter_clicked = Signal(object)

    def __init__(self, view: QListView) -> None:
        super().__init__(ROW, view)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = QPlainTextEdit(parent)
        editor.setProperty("field", True)
        editor.setTabChangesFocus(True)
        editor.setPlaceholderText(self.tr("What you make of it; it stands in the briefing. Enter keeps it."))
        editor.setAccessibleName(self.tr("Assessment"))
        return editor

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        found = index.data(DISAGREEMENT_ROLE)
        is_click = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        if is_click and isinstance(found, Disagreement) and found.chapter is not None:
            assert isinstance(event, QMouseEvent)
            if self.chapter_rect(QRectF(QRect(option.rect)), found).contains(event.position()):
                self.chapter_clicked.emit(found)
                return True
        return super().editorEvent(event, model, option, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep what was written by Enter: it is one paragraph."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and is_enter and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        assert isinstance(editor, QPlainTextEdit)
        if not editor.document().isModified():
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        assert isinstance(editor, QPlainTextEdit)
        model.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = QRect(option.rect)
        editor.setGeometry(rect.left() + 8, rect.bottom() - EDITOR_HEIGHT - 3, rect.width() - 16, EDITOR_HEIGHT)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._view.viewport().width(), ROW)

    def chapter_rect(self, rect: QRectF, each: Disagreement) -> QRectF:
        """Give where a row names its chapter."""
        width = QFontMetricsF(interface_font(Step.META)).horizontalAdvance(chapter_words(each)) + 8
        return QRectF(rect.right() - INSET - width, rect.top() + TITLE_TOP - 2, width + 4, 22)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        each = index.data(DISAGREEMENT_ROLE)
        self.draw_ground(painter, option, index)
        if not isinstance(each, Disagreement):
            return
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        painter.save()
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour(tokens.line))
        self._paint_title(painter, rect, each, str(index.data()))
        half = (rect.width() - 2 * INSET - GAP) / 2
        left = rect.left() + INSET
        self._paint_side(painter, QRectF(left, rect.top() + SIDES_TOP, half, 0), each, each.sides[0])
        middle = left + half + GAP
        is_dates = each.question is Question.DATES
        mark = "calendar-range" if is_dates else "not-equal-variant"
        paint_icon(painter, QRectF(middle - 4, rect.top() + SIDES_TOP + 1, ICON, ICON), mark, tokens.warn)
        right = QRectF(middle + ICON + 2, rect.top() + SIDES_TOP, rect.right() - INSET - middle - ICON - 2, 0)
        self._paint_side(painter, right, each, each.sides[1])
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_assessment(painter, rect, each, is_chosen=is_chosen)
        painter.restore()
        self.draw_focus(painter, option, index)

    def _paint_assessment(self, painter: QPainter, rect: QRectF, each: Disagreement, *, is_chosen: bool) -> None:
        tokens = Theme.active().tokens
        area = QRectF(rect.left() + INSET, rect.top() + ASSESSMENT_TOP, rect.width() - 2 * INSET, 20)
        painter.setFont(interface_font())
        if each.link.assessment:
            paint_icon(painter, QRectF(area.left(), area.top() + 2, ICON, ICON), "check-circle-outline", tokens.success)
            painter.setPen(colour(tokens.text))
            words = each.link.assessment
            room = area.adjusted(ICON + 6, 0, 0, 0)
        else:
            badge = question_words(each.question) if each.question is Question.DATES else self.tr("Not settled")
            paint_badge(painter, area, badge, "warn")
            room = area.adjusted(badge_width(badge) + 8, 0, 0, 0)
            painter.setFont(interface_font(Step.META))
            painter.setPen(colour(tokens.muted))
            keys = self.tr("C: a contradiction, D: no contradiction")
            words = keys if each.question is Question.DATES else self.tr("F2 says what you make of it")
            words = words if is_chosen else ""
        painter.drawText(room, _MIDDLE, _elided(painter, words, room.width()))

    def _paint_side(self, painter: QPainter, place: QRectF, each: Disagreement, side: Side) -> None:
        tokens = Theme.active().tokens
        quote = " ".join(side.statement.anchor.quote.split())
        font = interface_font()
        text = wrapped(quote, font.toString(), round(place.width()), PITCH, QUOTE_LINES)
        text.draw(painter, place.topLeft(), colour(tokens.text))
        top = place.top() + QUOTE_LINES * PITCH + 1
        emphasis = QFont.Weight.DemiBold if each.contested else QFont.Weight.Normal
        date = side_date(each, side)
        for words, tail, weight in (
            (side.source.label, date, emphasis),
            (side.actor, backing_words(side.backing), QFont.Weight.Normal),
        ):
            painter.setFont(interface_font(Step.META, weight))
            painter.setPen(colour(tokens.muted))
            line = QRectF(place.left(), top, place.width(), META)
            painter.drawText(line, _MIDDLE, _fitted(painter, words, tail, line.width()))
            top += META

    def _paint_title(self, painter: QPainter, rect: QRectF, each: Disagreement, title: str) -> None:
        tokens = Theme.active().tokens
        chapter = self.chapter_rect(rect, each)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.accent if each.chapter else tokens.muted))
        painter.drawText(chapter.adjusted(0, 0, -4, 0), _RIGHT, chapter_words(each))
        room = QRectF(rect.left() + INSET, chapter.top(), chapter.left() - rect.left() - INSET - 8, chapter.height())
        painter.setFont(interface_font(weight=QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        painter.drawText(room, _MIDDLE, _elided(painter, title, room.width()))


def _fitted(painter: QPainter, words: str, tail: str, width: float) -> str:
    """Shorten a name to a width, but keep what stands behind it."""
    tail = f", {tail}" if words and tail else tail
    return _elided(painter, words, width - QFontMetricsF(painter.font()).horizontalAdvance(tail)) + tail


def _elided(painter: QPainter, words: str, width: float) -> str:
    return QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, width))

"""The list of what came in: who, by which file, when, how much, and whether all of it is settled."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from annotator.session.models.incoming_model import ITEM_ROLE, AnyIndex, IncomingModel
from annotator.store.arrivals import Arrival
from annotator.ui.review.incoming_words import badge_words, count_words, origin_words, people_words
from annotator.ui.review.moments import moment_words
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import RowDelegate, badge_width, paint_badge

ROW = 78
PAD, GAP = 12, 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class IncomingList(QListView):
    """The list itself.

    Signals: `picked(Arrival or None)` when another row is selected, or none by Escape.
    """

    picked = Signal(object)

    def __init__(self, model: IncomingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setItemDelegate(IncomingDelegate(self))
        self.setProperty("ground", "window")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("What came in from others"))
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit(self.current))
        Theme.active().changed.connect(self.viewport().update)

    @property
    def content_height(self) -> int:
        """The height of all rows."""
        return ROW * self._rows.rowCount()

    @property
    def current(self) -> Arrival | None:
        """What is selected."""
        rows = self.selectedIndexes()
        return self._rows.arrival(rows[0].row()) if rows else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.selectedIndexes():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def pick(self, key: tuple[str, str, str]) -> bool:
        """Select the arrival with a key and bring it into sight; tell whether it is listed."""
        row = self._rows.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))
        return row >= 0


class IncomingDelegate(RowDelegate):
    """Three lines: who and when, the file, how much and the badge."""

    def __init__(self, view: QListView) -> None:
        super().__init__(ROW, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        arrival = index.data(ITEM_ROLE)
        self.draw_ground(painter, option, index)
        if not isinstance(arrival, Arrival):
            return
        tokens = Theme.active().tokens
        whole = QRectF(QRect(option.rect))
        painter.save()
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), colour(tokens.line))
        rect = whole.adjusted(PAD, 0, -PAD, 0)
        when = moment_words(arrival.at)
        first = QRectF(rect.left(), rect.top() + 9, rect.width(), 20)
        taken = _write(painter, first, when, interface_font(Step.META), tokens.muted, _RIGHT)
        first.setWidth(rect.width() - taken - GAP)
        _write(painter, first, people_words(arrival), interface_font(weight=QFont.Weight.DemiBold), tokens.text)
        second = QRectF(rect.left(), rect.top() + 28, rect.width(), 17)
        _write(painter, second, origin_words(arrival), interface_font(Step.META), tokens.muted)
        self._paint_foot(painter, QRectF(rect.left(), rect.top() + 48, rect.width(), 20), arrival)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, ROW)

    def _paint_foot(self, painter: QPainter, rect: QRectF, arrival: Arrival) -> None:
        words, state, icon = badge_words(arrival)
        width = min(badge_width(words), rect.width())
        paint_badge(painter, QRectF(rect.right() - width, rect.top(), width, rect.height()), words, state, icon)
        rect.setWidth(rect.width() - width - GAP)
        _write(painter, rect, _fitting(arrival, rect.width()), interface_font(Step.META), Theme.active().tokens.text)


def _fitting(arrival: Arrival, width: float) -> str:
    """Say as many counts as there is room for."""
    metrics = QFontMetricsF(interface_font(Step.META))
    for most in (3, 2):
        words = count_words(arrival, most)
        if metrics.horizontalAdvance(words) <= width:
            return words
    return count_words(arrival, 1)


def _write(
    painter: QPainter, rect: QRectF, words: str, font: QFont, tone: str, where: Qt.AlignmentFlag = _LEFT
) -> float:
    """Write one line, elided to its room; give its width."""
    painter.setFont(font)
    painter.setPen(colour(tone))
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, where, shown)
    return metrics.horizontalAdvance(shown)

"""How a row of the panel is drawn, and the marks with which a passage is linked by the mouse."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from annotator.core.similarity.answers import Alike, AlikePassage
from annotator.session.who_else_question import LinkedStatement
from annotator.ui.icons import paint_icon
from annotator.ui.read.headed_rows import CHOICE_ROLE, HEAD_ROW
from annotator.ui.read.link_words import LINK_ICONS, LINK_TONES, link_words
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.who_else.marked_lines import MarkedLines
from annotator.ui.who_else.who_else_rows import Choice, detail_words, quote_of, source_words
from annotator.ui.widgets import RowDelegate
from annotator.ui.widgets.delegates import AnyIndex

PAD, ICON, TEXT_LEFT, RISE = 12, 16, 37, 5
LINKED_LINES, PASSAGE_LINES = 2, 3
CHIP_WIDTH, CHIP_HEIGHT, CHIP_ICON = 29, 20, 12
# Of the first line the source has at least this share, however much there is to say of the passage.
LEAST_SOURCE = 0.6
NOT_ALIKE = "not-alike"
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Deed:
    """What can be done with a passage: a kind of link, or that it is not alike; with its key and icon."""

    name: str
    key: Qt.Key
    letter: str
    icon: str

    @property
    def words(self) -> str:
        """What a menu or a tooltip calls it."""
        if self.name == NOT_ALIKE:
            return QCoreApplication.translate("WhoElse", "Not alike")
        return link_words(self.name)


DEEDS = (
    Deed("supports", Qt.Key.Key_S, "S", LINK_ICONS["supports"]),
    Deed("contradicts", Qt.Key.Key_C, "C", LINK_ICONS["contradicts"]),
    Deed("repeats", Qt.Key.Key_R, "R", LINK_ICONS["repeats"]),
    Deed("responds", Qt.Key.Key_P, "P", LINK_ICONS["responds"]),
    Deed(NOT_ALIKE, Qt.Key.Key_N, "N", "close"),
)


class WhoElseRow(RowDelegate):
    """Icon, source, place and relation; the words below; while it is pointed at or current, what can be done."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(HEAD_ROW, view)
        self._lines: dict[tuple[str, int], MarkedLines] = {}
        Theme.active().changed.connect(self._lines.clear)

    def deed_at(self, rect: QRect, row: object, point: QPoint) -> Deed | None:
        """Give the mark of a row's rectangle that a point of the view is on."""
        if not isinstance(row, AlikePassage):
            return None
        return next((deed for deed, chip in _chips(QRectF(rect)) if chip.contains(QPointF(point))), None)

    def forget(self) -> None:
        """Let go of the lines of rows that are not shown any more."""
        self._lines.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, rect = index.data(CHOICE_ROLE), QRectF(QRect(option.rect))
        painter.save()
        if isinstance(row, Choice):
            self.draw_ground(painter, option, index)
            self._paint_row(painter, rect, option, index, row)
        else:
            painter.setFont(interface_font(Step.META))
            painter.setPen(colour(Theme.active().tokens.muted))
            room = rect.adjusted(PAD, 3, -PAD, 0)
            shown = QFontMetricsF(painter.font()).elidedText(str(row), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _MIDDLE, shown)
        painter.restore()
        if isinstance(row, Choice):
            self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(CHOICE_ROLE)
        if not isinstance(row, Choice):
            return QSize(100, HEAD_ROW)
        return QSize(100, round(2 * RISE + _first_pitch() + self._lines_of(row).height))

    def _lines_of(self, row: Choice) -> MarkedLines:
        width = self._view.viewport().width() - TEXT_LEFT - PAD
        is_passage = isinstance(row, AlikePassage)
        text = row.text if isinstance(row, AlikePassage) else quote_of(row)
        marks = row.marks if isinstance(row, AlikePassage) else ()
        # Two passages may say the same words, and then look the same; what is linked has no marks.
        key = (f"{is_passage}{marks}{text}", width)
        if key not in self._lines:
            self._lines[key] = MarkedLines(text, marks, width, PASSAGE_LINES if is_passage else LINKED_LINES)
        return self._lines[key]

    def _paint_row(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex, row: Choice
    ) -> None:
        tokens = Theme.active().tokens
        name, tone = _icon_of(row)
        first = QRectF(rect.left() + TEXT_LEFT, rect.top() + RISE, rect.width() - TEXT_LEFT - PAD, _first_pitch())
        mark = QRectF(rect.left() + PAD, first.center().y() - ICON / 2, ICON, ICON)
        paint_icon(painter, mark, name, getattr(tokens, tone))
        is_meant = bool(option.state & QStyle.StateFlag.State_MouseOver) or self._is_current_row(index)
        if is_meant and isinstance(row, AlikePassage):
            first.setRight(_chips(rect)[0][1].left() - 6)
            self._paint_chips(painter, rect)
        bold = interface_font(Step.BASE, QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(colour(tokens.text))
        source, detail = source_words(row), detail_words(row)
        metrics, small = QFontMetricsF(bold), QFontMetricsF(interface_font())
        room = max(first.width() * LEAST_SOURCE, first.width() - small.horizontalAdvance(f" {detail}"))
        shown = metrics.elidedText(source, Qt.TextElideMode.ElideRight, room)
        painter.drawText(first, _MIDDLE, shown)
        first.setLeft(first.left() + metrics.horizontalAdvance(shown) + 5)
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.muted))
        painter.drawText(first, _MIDDLE, small.elidedText(detail, Qt.TextElideMode.ElideRight, first.width()))
        painter.setPen(colour(tokens.text))
        self._lines_of(row).draw(painter, QPointF(rect.left() + TEXT_LEFT, rect.top() + RISE + _first_pitch()))

    def _paint_chips(self, painter: QPainter, rect: QRectF) -> None:
        tokens = Theme.active().tokens
        painter.setFont(interface_font(Step.META))
        for deed, chip in _chips(rect):
            painter.setPen(QPen(colour(tokens.control_border), 1))
            painter.setBrush(colour(tokens.raised))
            painter.drawRoundedRect(chip.adjusted(1.5, 0.5, -0.5, -0.5), 3, 3)
            tone = getattr(tokens, LINK_TONES.get(deed.name, "text"))
            icon = QRectF(chip.left() + 4, chip.center().y() - CHIP_ICON / 2, CHIP_ICON, CHIP_ICON)
            paint_icon(painter, icon, deed.icon, tone)
            painter.setPen(colour(tokens.text))
            painter.drawText(QRectF(icon.right() + 2, chip.top(), 12, chip.height()), _MIDDLE, deed.letter)


def _chips(rect: QRectF) -> list[tuple[Deed, QRectF]]:
    """Give where the marks of a row stand: at the right of its first line."""
    left = rect.right() - PAD + 4 - CHIP_WIDTH * len(DEEDS)
    top = rect.top() + RISE + (_first_pitch() - CHIP_HEIGHT) / 2
    return [(deed, QRectF(left + at * CHIP_WIDTH, top, CHIP_WIDTH, CHIP_HEIGHT)) for at, deed in enumerate(DEEDS)]


def _first_pitch() -> float:
    return QFontMetricsF(interface_font()).height() + 3


def _icon_of(row: Choice) -> tuple[str, str]:
    """Give the icon of a row and the token of its colour."""
    if isinstance(row, LinkedStatement):
        return LINK_ICONS[row.link.kind], LINK_TONES.get(row.link.kind, "muted")
    return "approximately-equal", "text" if row.alike is Alike.MUCH else "muted"

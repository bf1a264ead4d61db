"""How the rows of the palette are drawn."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from annotator.ui.icons import paint_icon
from annotator.ui.read.choices import Choice, Kind
from annotator.ui.read.headed_rows import CHOICE_ROLE, HEAD_ROW
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import PALETTE_ROW, SWATCH_SIDE, RowDelegate, paint_swatch
from annotator.ui.widgets.delegates import AnyIndex

PAD = 12
NEW = (Kind.NEW_TAG, Kind.NEW_CHAPTER, Kind.NEW_ACTOR)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class ChoiceRow(RowDelegate):
    """Swatch, number or icon; the name with what was typed in bold; its count; a tick where applied; its key."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(PALETTE_ROW, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(CHOICE_ROLE)
        rect = QRectF(QRect(option.rect))
        painter.save()
        if isinstance(row, Choice):
            self.draw_ground(painter, option, index)
            self._paint_choice(painter, rect, row, index.row())
        else:
            painter.setFont(interface_font(Step.META))
            painter.setPen(colour(Theme.active().tokens.muted))
            painter.drawText(rect.adjusted(PAD, 3, 0, 0), _MIDDLE, str(row))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        is_head = not isinstance(index.data(CHOICE_ROLE), Choice)
        return QSize(100, HEAD_ROW if is_head else PALETTE_ROW)

    def _paint_choice(self, painter: QPainter, rect: QRectF, row: Choice, at: int) -> None:
        tokens = Theme.active().tokens
        if row.kind is Kind.NEW_TAG or (row.kind in NEW and not self._is_new(at - 1)):
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), colour(tokens.line))
        x = rect.left() + PAD
        if row.kind in NEW:
            paint_icon(painter, QRectF(x - 2, rect.center().y() - 8, 16, 16), "plus", tokens.muted)
            x += 20
        elif row.kind is Kind.TAG:
            paint_swatch(painter, QRectF(x, rect.top(), SWATCH_SIDE, rect.height()), row.colour)
            x += SWATCH_SIDE + 8
        elif row.kind is Kind.ACTOR:
            paint_icon(painter, QRectF(x - 1, rect.center().y() - 8, 16, 16), "account-voice", tokens.muted)
            x += 22
        else:
            painter.setFont(interface_font())
            painter.setPen(colour(tokens.muted))
            painter.drawText(QRectF(x, rect.top(), 60, rect.height()), _MIDDLE, row.number)
            x += max(18.0, QFontMetricsF(painter.font()).horizontalAdvance(row.number) + 8)
        right = self._paint_right(painter, rect, row)
        room = QRectF(x, rect.top(), right - x, rect.height())
        painter.setPen(colour(tokens.text))
        if row.kind in NEW:
            painter.setFont(interface_font())
            words = choice_words(row)
            shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _MIDDLE, shown)
            return
        used = draw_marked(painter, room, row.name, row.spans)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        count = self._count_words(row, at)
        painter.drawText(room.adjusted(used + 10, 1, 0, 1), _MIDDLE, count)

    def _count_words(self, row: Choice, at: int) -> str:
        """Say what the figure counts once in each section."""
        if not row.count:
            return ""
        before = self._view.model().index(at - 1, 0).data(CHOICE_ROLE)
        if isinstance(before, Choice) and before.kind is row.kind:
            return f"{row.count:,}"
        words = QCoreApplication.translate("palette", "{0} statements")
        one = QCoreApplication.translate("palette", "1 statement")
        return one if row.count == 1 else words.format(f"{row.count:,}")

    def _is_new(self, at: int) -> bool:
        row = self._view.model().index(at, 0).data(CHOICE_ROLE) if at >= 0 else None
        return isinstance(row, Choice) and row.kind in NEW

    def _paint_right(self, painter: QPainter, rect: QRectF, row: Choice) -> float:
        """Draw key and tick; give where they begin."""
        tokens = Theme.active().tokens
        right = rect.right() - PAD
        if row.key:
            painter.setFont(interface_font(Step.META))
            painter.setPen(colour(tokens.muted))
            place = QRectF(right - 20, rect.top(), 20, rect.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(row.key))
            right -= 16
        if row.is_applied:
            paint_icon(painter, QRectF(right - 16, rect.center().y() - 8, 16, 16), "check", tokens.accent)
            right -= 20
        return right


def choice_words(row: Choice) -> str:
    """Say what a choice is, or what it would make."""
    words = {
        Kind.NEW_TAG: QCoreApplication.translate("palette", "New tag “{0}”"),
        Kind.NEW_CHAPTER: QCoreApplication.translate("palette", "New chapter “{0}”"),
        Kind.NEW_ACTOR: QCoreApplication.translate("palette", "New actor “{0}”"),
    }
    return words.get(row.kind, "{0}").format(f"{row.number} {row.name}".strip())


def draw_marked(painter: QPainter, rect: QRectF, text: str, spans: tuple[tuple[int, int], ...]) -> float:
    """Draw a name with what was typed in bold, elided where it is too long; give its width."""
    plain = interface_font()
    bold = interface_font(Step.BASE, QFont.Weight.Bold)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    x = rect.left()
    for words, is_bold in pieces:
        painter.setFont(bold if is_bold else plain)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, rect.right() - x))
        painter.drawText(QRectF(x, rect.top(), rect.right() - x, rect.height()), _MIDDLE, shown)
        x += metrics.horizontalAdvance(shown)
    return x - rect.left()

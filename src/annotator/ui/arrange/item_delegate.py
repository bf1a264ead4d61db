"""How the items of a chapter are drawn: statements as cards, prose as it reads."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.session.details import CitationLabel, Details
from annotator.session.models.chapter_model import ITEM_ROLE, AnyIndex, Passage, StatementCard, form_words
from annotator.ui.arrange.judgement_box import FOOT, HEAD, paint_judgement
from annotator.ui.arrange.prose_document import PROSE_PITCH, ProseDocument, statement_at
from annotator.ui.arrange.wrapping import WrappedText, wrapped
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font, mix, reading_font
from annotator.ui.widgets import badge_width, paint_badge, tag_colour

GAP = 4
# Distances from the left edge of the list: the frame of an open passage, a card and the words of prose, the right.
FRAME_LEFT, CARD_LEFT, RIGHT = 12, 37, 20
HANDLE_LEFT = 16
PROSE_PAD = 8
CARD_PAD, CARD_TEXT, QUOTE_PITCH, META_HEIGHT = 9, 40, 24, 22
STRIPE_LEFT, STRIPE_WIDTH = 25, 3
HANDLE = 16
FORM_ICONS = {"shortened": "content-cut", "paraphrased": "pencil-outline", "cited": "format-superscript"}
_KEPT, _HEIGHTS_KEPT = 400, 20_000


@dataclass(slots=True)
class OpenPassage:
    """The passage under edit, and the height its editor needs."""

    uid: str = ""
    height: float = 0.0


class ItemDelegate(QStyledItemDelegate):
    """Draw and measure the items; heights and laid-out prose are kept, the oldest going first."""

    def __init__(self, view: QAbstractItemView, details: Details) -> None:
        super().__init__(view)
        self._view = view
        self._details = details
        self._documents: OrderedDict[tuple[str, int], ProseDocument] = OrderedDict()
        self._heights: dict[tuple[str, int, bool], float] = {}
        self.open_passage = OpenPassage()
        self.dragged: frozenset[str] = frozenset()
        self._quote_font = reading_font(Step.CARD)
        self._quote_key = self._quote_font.toString()
        Theme.active().changed.connect(self.forget)

    def citation_at(self, passage: Passage, rect: QRect, point: QPointF) -> str:
        """Give the statement whose citation is drawn at a point of the view, or ""."""
        area = prose_rect(rect, passage.is_key_judgement)
        if not area.contains(point.toPoint()):
            return ""
        return statement_at(self._document(passage.text, area.width()), point - QPointF(area.topLeft()))

    def forget(self) -> None:
        """Lay everything out again: labels or colours have changed."""
        self._documents.clear()
        self._heights.clear()
        self._view.viewport().update()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown = index.data(ITEM_ROLE)
        rect = QRect(option.rect)
        painter.save()
        if isinstance(shown, StatementCard):
            if shown.uid in self.dragged:
                painter.setOpacity(0.4)
            self._paint_card(painter, rect, option.state, index, shown)
        elif isinstance(shown, Passage):
            if shown.uid in self.dragged:
                painter.setOpacity(0.4)
            self._paint_passage(painter, rect, option.state, index, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        shown = index.data(ITEM_ROLE)
        width = self._view.viewport().width()
        if isinstance(shown, StatementCard):
            return QSize(width, round(self._quote_height(shown, width)) + 2 * CARD_PAD + META_HEIGHT + GAP)
        if isinstance(shown, Passage):
            boxed = HEAD + FOOT if shown.is_key_judgement else 0
            return QSize(width, round(self._prose_height(shown, width)) + 2 * PROSE_PAD + GAP + boxed)
        return QSize(width, 0)

    def _document(self, text: str, width: int) -> ProseDocument:
        key = (text, width)
        if key not in self._documents:
            document = ProseDocument(text, self._label)
            document.setTextWidth(width)
            self._documents[key] = document
            if len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
        self._documents.move_to_end(key)
        return self._documents[key]

    def _label(self, uid: str) -> CitationLabel:
        return self._details.citation(uid)

    def _paint_card(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: AnyIndex, shown: StatementCard
    ) -> None:
        tokens = Theme.active().tokens
        is_open = shown.uid == self.open_passage.uid
        card = QRectF(card_rect(rect)).adjusted(0.5, 0.5, -0.5, -0.5)
        is_selected = bool(state & QStyle.StateFlag.State_Selected) and not is_open
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver) and not is_open
        ground = tokens.selection if is_selected else tokens.alternate if is_hovered else tokens.base
        has_focus = is_open or (self._view.hasFocus() and self._view.currentIndex() == index)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour(tokens.accent if is_selected or has_focus else tokens.line), 2 if has_focus else 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5) if has_focus else card, 3, 3)
        left = card_rect(rect).left()
        top = card_rect(rect).top()
        stripe = QRectF(left + STRIPE_LEFT, top + CARD_PAD, STRIPE_WIDTH, card.height() - 2 * CARD_PAD)
        painter.fillRect(stripe, tag_colour(shown.colour_name))
        paint_icon(painter, QRectF(left + 4, top + CARD_PAD + 2, HANDLE, HANDLE), "drag-vertical", tokens.muted)
        if not is_open:
            quote = self._quote(shown, self._view.viewport().width())
            ink = colour(tokens.muted if shown.form == "cited" else tokens.text)
            quote.draw(painter, QPointF(left + CARD_TEXT, top + CARD_PAD - 1), ink)
        height = self._quote_height(shown, self._view.viewport().width())
        meta = QRectF(left + CARD_TEXT, top + CARD_PAD + height, card.width() - CARD_TEXT - 10, META_HEIGHT)
        self._paint_meta(painter, meta, shown)

    def _paint_meta(self, painter: QPainter, rect: QRectF, shown: StatementCard) -> None:
        tokens = Theme.active().tokens
        words, state = form_words().get(shown.form, ""), "neutral"
        if shown.is_stale:
            words, state = self.tr("{0}, please check").format(words), "warn"
        badges = [(words, state, "" if shown.is_stale else FORM_ICONS.get(shown.form, ""))]
        if shown.is_uncited:
            badges.insert(0, (self.tr("Not cited in the prose"), "warn", ""))
        for words, state, icon in badges:
            if words:
                width = badge_width(words)
                badge = QRectF(rect.right() - width, rect.top(), width, rect.height())
                paint_badge(painter, badge, words, state, icon)
                rect.setRight(rect.right() - width - 8)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(interface_font(Step.META, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        painter.drawText(rect, middle, shown.statement.code)
        rect.setLeft(rect.left() + QFontMetricsF(painter.font()).horizontalAdvance(shown.statement.code) + 8)
        painter.setFont(interface_font(Step.META))
        # Of a statement that is only cited, this line is what will be printed.
        painter.setPen(colour(tokens.text if shown.form == "cited" else tokens.muted))
        metrics = QFontMetricsF(painter.font())
        place_width = metrics.horizontalAdvance(shown.place)
        name = metrics.elidedText(shown.attribution, Qt.TextElideMode.ElideRight, rect.width() - place_width - 8)
        painter.drawText(rect, middle, name)
        rect.setLeft(rect.left() + metrics.horizontalAdvance(name) + 8)
        painter.drawText(rect, middle, shown.place)

    def _paint_passage(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, index: AnyIndex, shown: Passage
    ) -> None:
        tokens = Theme.active().tokens
        is_open = shown.uid == self.open_passage.uid
        frame = QRectF(frame_rect(rect))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus() and self._view.currentIndex() == index
        if is_open:
            painter.setBrush(colour(tokens.base))
            painter.setPen(QPen(colour(tokens.accent), 2))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 3, 3)
        elif is_selected or has_focus:
            painter.setBrush(colour(tokens.selection) if is_selected else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(tokens.accent), 2 if has_focus else 1))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 3, 3)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mix(tokens.base, tokens.alternate, 1.0))
            painter.drawRoundedRect(frame, 3, 3)
        area = prose_rect(rect, shown.is_key_judgement)
        if shown.is_key_judgement:
            has_rules = not (is_open or is_selected or has_focus)
            paint_judgement(painter, judgement_box(rect), shown, has_rules=has_rules)
        handle = QRectF(rect.left() + HANDLE_LEFT, area.top() + 3, HANDLE, HANDLE)
        paint_icon(painter, handle, "drag-vertical", tokens.muted)
        if is_open:
            return
        document = self._document(shown.text, area.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self._view.palette())
        palette.setColor(QPalette.ColorRole.Text, colour(tokens.text))
        context.palette = palette
        painter.translate(QPointF(area.topLeft()))
        document.documentLayout().draw(painter, context)

    def _prose_height(self, shown: Passage, width: int) -> float:
        if shown.uid == self.open_passage.uid:
            return max(PROSE_PITCH, self.open_passage.height)
        key = (shown.text, width, True)
        if key not in self._heights:
            self._keep_height(key, self._document(shown.text, prose_width(width)).size().height())
        return max(PROSE_PITCH, self._heights[key])

    def _quote(self, shown: StatementCard, width: int) -> WrappedText:
        most = 1 if shown.form == "cited" else 0
        return wrapped(shown.quote, self._quote_key, width - CARD_LEFT - RIGHT - CARD_TEXT - 10, QUOTE_PITCH, most)

    def _quote_height(self, shown: StatementCard, width: int) -> float:
        if shown.uid == self.open_passage.uid:
            return self.open_passage.height
        if shown.form == "cited":
            return QUOTE_PITCH
        key = (shown.quote, width, False)
        if key not in self._heights:
            self._keep_height(key, self._quote(shown, width).height)
        return self._heights[key]

    def _keep_height(self, key: tuple[str, int, bool], height: float) -> None:
        """Keep a height: every edit measures all rows again, and laying out thousands of them takes long."""
        if len(self._heights) >= _HEIGHTS_KEPT:
            self._heights.clear()
        self._heights[key] = height


def card_rect(rect: QRect) -> QRect:
    """Give the card's place in its row."""
    return rect.adjusted(CARD_LEFT, 0, -RIGHT, -GAP)


def frame_rect(rect: QRect) -> QRect:
    """Give the place of the frame around a passage that is open or selected."""
    return rect.adjusted(FRAME_LEFT, 0, -RIGHT, -GAP)


def is_on_handle(rect: QRect, point: QPointF) -> bool:
    """Whether a point of a row is at its left end, where rows are taken hold of."""
    return point.x() < rect.left() + CARD_LEFT + 22 and point.x() >= rect.left() + FRAME_LEFT


def judgement_box(rect: QRect) -> QRectF:
    """Give the place of a key judgement in its row, from rule to rule."""
    return QRectF(frame_rect(rect)).adjusted(CARD_LEFT - FRAME_LEFT, 2, -6, -3)


def prose_rect(rect: QRect, is_boxed: bool = False) -> QRect:
    """Give the place of the words of a passage in its row; those of a key judgement stand in a box."""
    head, foot = (HEAD, FOOT) if is_boxed else (0, 0)
    return rect.adjusted(CARD_LEFT + 1, PROSE_PAD + head, -RIGHT - 6, -PROSE_PAD - GAP - foot)


def words_rect(rect: QRect, shown: object) -> QRect:
    """Give the place of an item's words in its row, over which its editor opens."""
    if isinstance(shown, StatementCard):
        return card_rect(rect).adjusted(CARD_TEXT, CARD_PAD, -10, -CARD_PAD - META_HEIGHT)
    return prose_rect(rect, isinstance(shown, Passage) and shown.is_key_judgement)


def prose_width(width: int) -> int:
    """Give the width of the words of a passage in a list of a width."""
    return width - CARD_LEFT - 1 - RIGHT - 6

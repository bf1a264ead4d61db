"""Painting highlights under the words: washes, stripes, ticks, and bars in the margin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import regex
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextBlock, QTextLayout, QTextLine

from annotator.core.records import Tag
from annotator.ui.icons import paint_icon
from annotator.ui.reader.highlights import LANES, Piece
from annotator.ui.theme import Step, interface_font
from annotator.ui.tokens import Tokens

STRIPE, PITCH = 2, 3
BAR, BAR_PITCH, BAR_SELECTED = 4, 7, 5
OFFER_RISE = 1
MARGIN_LANES = 4
WASH_LIGHT, WASH_DARK, WASH_STRONG = 0.15, 0.24, 0.36
FLASH_ALPHA = 0.2
RULE_DISTANCE = 12
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


@dataclass
class Look:
    """What the painter needs to know beyond the text: colours, tags, and what is selected or hovered."""

    tokens: Tokens
    tags: Mapping[str, Tag]
    selected_uid: str = ""
    hovered_uids: frozenset[str] = frozenset()
    moved_uids: frozenset[str] = frozenset()

    def colour(self, tag_uid: str) -> QColor:
        """Give a tag's colour; a highlight without tags is drawn in the control colour."""
        tag = self.tags.get(tag_uid)
        name = self.tokens.tag_colours.get(tag.colour) if tag else None
        return QColor(name or self.tokens.control_border)

    def is_strong(self, uid: str) -> bool:
        """Whether a statement is filled strongly."""
        return uid == self.selected_uid or uid in self.hovered_uids


def paint_block(painter: QPainter, block: QTextBlock, origin: QPointF, pieces: Sequence[Piece], look: Look) -> None:
    """Paint the highlights of one paragraph; `origin` is the top left of its layout in the viewport."""
    layout = block.layout()
    right_to_left = _has_right_to_left(block)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        here = [piece for piece in pieces if piece.start < last and piece.end > first]
        if here:
            _paint_line(painter, _Line(layout, line, origin, right_to_left), here, look)


def paint_offers(
    painter: QPainter, block: QTextBlock, origin: QPointF, pieces: Sequence[Piece], tokens: Tokens
) -> None:
    """Paint the dotted line under words that are offered for a statement: thin, muted, and close to the letters.

    Without a wash, a tick or a bar it is no stripe of a tag; those stand lower and are as thick as two of it.
    """
    layout = block.layout()
    right_to_left = _has_right_to_left(block)
    pen = QPen(QColor(tokens.muted), 1)
    pen.setDashPattern([1, 2])
    painter.setPen(pen)
    for number in range(layout.lineCount()):
        line = _Line(layout, layout.lineAt(number), origin, right_to_left)
        y = round(line.bottom) - OFFER_RISE + 0.5
        for piece in pieces:
            for left, width in line.spans(piece.start, piece.end):
                painter.drawLine(QPointF(left, y), QPointF(left + width, y))


def paint_flash(painter: QPainter, block: QTextBlock, origin: QPointF, start: int, end: int, tokens: Tokens) -> None:
    """Paint the ground of a place that was jumped to; `start` and `end` are units of the paragraph."""
    layout = block.layout()
    colour = QColor(tokens.accent)
    colour.setAlphaF(FLASH_ALPHA)
    right_to_left = _has_right_to_left(block)
    for number in range(layout.lineCount()):
        line = _Line(layout, layout.lineAt(number), origin, right_to_left)
        for left, width in line.spans(start, end):
            painter.fillRect(QRectF(left, line.top, width, line.bottom - line.top), colour)


def paint_bars(
    painter: QPainter,
    block: QTextBlock,
    origin: QPointF,
    pieces: Sequence[Piece],
    look: Look,
    column_of: Callable[[str], int],
) -> None:
    """Paint the bars of one paragraph in the margin left of the text."""
    layout = block.layout()
    begun: dict[tuple[int, int], int] = {}
    for piece in pieces:
        column = column_of(piece.highlight.uid)
        if column >= MARGIN_LANES:
            continue
        top = layout.lineForTextPosition(piece.start)
        bottom = layout.lineForTextPosition(max(piece.start, piece.end - 1))
        if not top.isValid() or not bottom.isValid():
            continue
        is_selected = piece.highlight.uid == look.selected_uid
        width = BAR_SELECTED if is_selected else BAR
        x = origin.x() - 14 - column * BAR_PITCH - width
        y = origin.y() + top.y() + top.ascent() - _em_top(layout)
        end = origin.y() + bottom.y() + bottom.ascent() + _em_bottom(layout)
        # Where one statement ends and the next begins in the same line, each keeps a part of the line's height.
        before = begun.get((column, top.lineNumber()), 0)
        y += (_em_top(layout) + _em_bottom(layout)) * before / (before + 1)
        for number in {top.lineNumber(), bottom.lineNumber()}:
            begun[column, number] = begun.get((column, number), 0) + 1
        colour = look.colour(piece.highlight.tag_uids[0] if piece.highlight.tag_uids else "")
        painter.fillRect(QRectF(x, y, width, end - y), colour)


class _Line:
    """One line of a paragraph, with the places of its characters."""

    def __init__(self, layout: QTextLayout, line: QTextLine, origin: QPointF, right_to_left: bool) -> None:
        self.line = line
        self.origin = origin
        self.first = line.textStart()
        self.last = line.textStart() + line.textLength()
        baseline = origin.y() + line.y() + line.ascent()
        self.top = baseline - _em_top(layout)
        self.bottom = baseline + _em_bottom(layout)
        self._right_to_left = right_to_left

    @property
    def right(self) -> float:
        """The right edge of the measure."""
        return self.origin.x() + self.line.x() + self.line.width()

    def edge(self, place: int, width: float) -> list[float]:
        """Give where a mark of that width stands at the edge from which a character is read."""
        found = self.spans(place, place + 1)[:1]
        if self._right_to_left and any(run.isRightToLeft() for run in self.line.glyphRuns(place, 1)):
            return [left + extent - width for left, extent in found]
        return [left for left, _ in found]

    def spans(self, start: int, end: int) -> list[tuple[float, float]]:
        """Give the horizontal spans of the characters between two places, left edge and width."""
        low, high = max(start, self.first), min(end, self.last)
        if low >= high:
            return []
        x = self.origin.x()
        if self._right_to_left:
            runs = [run.boundingRect() for run in self.line.glyphRuns(low, high - low)]
            return _united([(x + run.left(), run.width()) for run in runs if run.width() > 0])
        # The space at which a line breaks hangs over its edge and is not worth colouring.
        edge = self.line.naturalTextRect().right()
        left, right = min(_x(self.line, low), edge), min(_x(self.line, high), edge)
        return [(x + min(left, right), abs(right - left))]


def _united(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join spans that touch: two washes over one place would be darker than one."""
    found: list[tuple[float, float]] = []
    for left, width in sorted(spans):
        if found and left <= found[-1][0] + found[-1][1] + 1:
            first = found[-1][0]
            found[-1] = (first, max(found[-1][1], left + width - first))
        else:
            found.append((left, width))
    return found


def _has_right_to_left(block: QTextBlock) -> bool:
    """Tell whether places in a paragraph do not follow one another from left to right."""
    text = block.text()
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def _x(line: QTextLine, place: int) -> float:
    # The stubs promise a number; what comes is a pair of the edge and the place.
    return cast(tuple[float, int], line.cursorToX(place))[0]


def _em_top(layout: QTextLayout) -> float:
    """How far above the baseline a wash begins: a little more than the capitals."""
    return _pixels(layout.font()) * 1.02


def _em_bottom(layout: QTextLayout) -> float:
    return _pixels(layout.font()) * 0.30


def _pixels(font: QFont) -> float:
    return font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72


def _paint_line(painter: QPainter, line: _Line, pieces: Sequence[Piece], look: Look) -> None:
    _paint_washes(painter, line, pieces, look)
    hidden = 0
    for piece in pieces:
        tags = piece.highlight.tag_uids or ("",)
        for offset, tag_uid in enumerate(tags):
            lane = piece.lane + offset
            if lane >= LANES:
                hidden += 1
                continue
            _paint_stripe(painter, line, piece, lane, look.colour(tag_uid), look)
        if piece.begins_here and line.first <= piece.start < line.last:
            for left in line.edge(piece.start, STRIPE):
                bottom = line.bottom + min(piece.lane, LANES - 1) * PITCH + 1
                colour = look.colour(tags[0])
                painter.fillRect(QRectF(left, line.top, STRIPE, bottom - line.top + STRIPE), colour)
    if hidden:
        painter.setFont(interface_font(Step.META))
        painter.setPen(QColor(look.tokens.muted))
        painter.drawText(QPointF(line.right + 8, line.bottom - 5), f"+{hidden}")


def _paint_washes(painter: QPainter, line: _Line, pieces: Sequence[Piece], look: Look) -> None:
    """Fill between all ends of pieces: one tag's tint, a neutral one where several overlap, strong on top."""
    tokens = look.tokens
    tint = WASH_DARK if tokens.is_dark else WASH_LIGHT
    edges = sorted({min(max(at, line.first), line.last) for piece in pieces for at in (piece.start, piece.end)})
    for low, high in pairwise(edges):
        over = [piece for piece in pieces if piece.start <= low and piece.end >= high]
        if not over:
            continue
        strong = next((piece for piece in over if look.is_strong(piece.highlight.uid)), None)
        if strong is not None:
            colour = look.colour(strong.highlight.tag_uids[0] if strong.highlight.tag_uids else "")
            colour.setAlphaF(WASH_STRONG)
        elif len(over) > 1:
            colour = QColor(tokens.neutral)
        else:
            tags = over[0].highlight.tag_uids
            colour = look.colour(tags[0]) if tags else QColor(tokens.neutral)
            if tags:
                colour.setAlphaF(tint)
        for left, width in line.spans(low, high):
            painter.fillRect(QRectF(left, line.top, width, line.bottom - line.top), colour)


def _paint_stripe(painter: QPainter, line: _Line, piece: Piece, lane: int, colour: QColor, look: Look) -> None:
    y = line.bottom + 1 + lane * PITCH
    for left, width in line.spans(piece.start, piece.end):
        if piece.highlight.uid in look.moved_uids:
            pen = QPen(colour, STRIPE, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y + 1), QPointF(left + width, y + 1))
        else:
            painter.fillRect(QRectF(left, y, width, STRIPE), colour)


def paint_fold(painter: QPainter, rect: QRectF, words: str, is_open: bool, button: str, tokens: Tokens) -> None:
    """Paint the dashed box of a fold: what it hides, and the word that shows or hides it."""
    painter.setPen(QPen(QColor(tokens.control_border), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    icon = QRectF(rect.left() + 10, rect.center().y() - 8, 16, 16)
    paint_icon(painter, icon, "chevron-down" if is_open else "chevron-right", tokens.muted)
    painter.setFont(interface_font(Step.META))
    painter.setPen(QColor(tokens.muted))
    width = painter.fontMetrics().horizontalAdvance(button)
    painter.drawText(rect.adjusted(32, 0, -width - 24, 0), Qt.AlignmentFlag.AlignVCenter, words)
    painter.drawText(rect.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, button)


def paint_image(painter: QPainter, rect: QRectF, words: str, tokens: Tokens) -> None:
    """Paint the ground that stands for an image which is not shown."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.neutral))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(interface_font(Step.META))
    painter.setPen(QColor(tokens.muted))
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
    room = rect.adjusted(48, 6, -24, -6)
    width = painter.boundingRect(room, flags, words).width() + 24
    left = rect.center().x() - width / 2
    paint_icon(painter, QRectF(left, rect.center().y() - 8, 16, 16), "image-outline", tokens.muted)
    painter.drawText(QRectF(left + 24, room.top(), width - 23, room.height()), flags, words)


def paint_marker(painter: QPainter, block: QTextBlock, origin: QPointF, marker: str, tokens: Tokens) -> None:
    """Paint a list item's or a footnote's marker, which is no part of the text, left of its first line."""
    layout = block.layout()
    if not layout.lineCount():
        return
    line = layout.lineAt(0)
    painter.setFont(block.charFormat().font())
    painter.setPen(QColor(tokens.muted))
    width = painter.fontMetrics().horizontalAdvance(marker)
    left = origin.x() + line.x() - width - 8
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        left = origin.x() + line.x() + line.width() + 8
    painter.drawText(QPointF(left, origin.y() + line.y() + line.ascent()), marker)


def paint_quote(painter: QPainter, block: QTextBlock, origin: QPointF, tokens: Tokens) -> None:
    """Paint the rule beside what is quoted, at the side from which it is read."""
    layout = block.layout()
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    top = origin.y() + first.y() + first.ascent() - _em_top(layout)
    bottom = origin.y() + last.y() + last.ascent() + _em_bottom(layout)
    x = origin.x() + first.x() - RULE_DISTANCE
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        x = origin.x() + first.x() + first.width() + RULE_DISTANCE - STRIPE
    painter.fillRect(QRectF(x, top, STRIPE, bottom - top), QColor(tokens.line))


def paint_row(painter: QPainter, block: QTextBlock, origin: QPointF, tokens: Tokens) -> None:
    """Paint the line below a row of a table."""
    layout = block.layout()
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    y = round(origin.y() + last.y() + last.height()) + 2
    left, right = min(first.x(), last.x()), max(first.x() + first.width(), last.x() + last.width())
    painter.fillRect(QRectF(origin.x() + left, y, right - left, 1), QColor(tokens.line))

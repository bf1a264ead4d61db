"""Drawing the timeline, on a screen or into a picture: the tokens and the place that is seen come from outside.

What is known of a date is told by shape: a dot is a day, a bar a month or a year, hatching means "about" or that
nobody knows. Colour only repeats it, so nothing is lost in grey.
"""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.core.timeline_scale import MORE_WIDTH, Placed, Tick, Unit
from annotator.ui.compare.matrix_cells import paint_unequal
from annotator.ui.compare.timeline_layout import (
    BAR,
    GUTTER,
    HEAD,
    ROW,
    UNDATED_MARK,
    Bar,
    Layout,
    Track,
    TrackKind,
    mark_rect,
    whole_rect,
)
from annotator.ui.compare.timeline_places import REST_WIDTH, Cursor, Seen, undated_rect
from annotator.ui.theme import Step, colour, interface_font, mix
from annotator.ui.tokens import Tokens

INSET = 12
_PITCH, _FADE = 6.0, 16.0
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Painter:
    """Draw one layout once."""

    def __init__(self, painter: QPainter, layout: Layout, seen: Seen, tokens: Tokens) -> None:
        self._painter = painter
        self._layout = layout
        self._seen = seen
        self._tokens = tokens
        self._plain = interface_font(Step.META)
        self._bold = interface_font(Step.META, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._plain)
        self._where: dict[str, QPointF] = {}

    def paint(self, cursor: Cursor | None = None, hovered: Cursor | None = None, *, has_focus: bool = False) -> None:
        """Draw all that is seen."""
        painter, seen = self._painter, self._seen
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, GUTTER + seen.width, HEAD + seen.height), self._tone(self._tokens.base))
        self._paint_lines()
        painter.save()
        painter.setClipRect(QRectF(GUTTER, HEAD, seen.width, seen.height))
        painter.translate(GUTTER - seen.x, HEAD - seen.y)
        for at, track in self._visible():
            here = cursor.at if cursor is not None and cursor.track == at else -1
            over = hovered.at if hovered is not None and hovered.track == at else -1
            self._paint_track(track, here, over, has_focus)
        self._paint_apart()
        painter.restore()
        self._paint_names()
        self._paint_head()

    def _visible(self) -> Iterator[tuple[int, Track]]:
        top, bottom = self._seen.y, self._seen.y + self._seen.height
        for at, track in enumerate(self._layout.tracks):
            if track.top + track.height >= top and track.top <= bottom:
                yield at, track

    # Head and gutter

    def _paint_lines(self) -> None:
        seen, line = self._seen, self._tone(self._tokens.line)
        for tick in self._ticks():
            x = GUTTER + self._layout.scale.x(tick.day) - seen.x
            if x >= GUTTER - 1:
                self._painter.fillRect(QRectF(round(x), HEAD - 6, 1, seen.height + 6), line)

    def _paint_head(self) -> None:
        painter, seen = self._painter, self._seen
        painter.setFont(self._plain)
        painter.setPen(self._tone(self._tokens.muted))
        end = float(GUTTER)
        for at, tick in enumerate(self._ticks()):
            x = GUTTER + self._layout.scale.x(tick.day) - seen.x + 6
            words = tick_words(tick, is_first=at == 0 or end <= GUTTER)
            width = self._metrics.horizontalAdvance(words)
            if x < max(end, GUTTER) or x + width > GUTTER + seen.width:
                continue
            painter.drawText(QRectF(x, 4, 160, HEAD - 8), _LEFT, words)
            end = x + width + 8

    def _paint_names(self) -> None:
        painter, seen = self._painter, self._seen
        painter.save()
        painter.setClipRect(QRectF(0, HEAD, GUTTER + seen.width, seen.height))
        painter.translate(0, HEAD - seen.y)
        painter.setFont(self._bold)
        painter.setPen(self._tone(self._tokens.text))
        for top, words in self._layout.heads:
            painter.drawText(QRectF(INSET, top - 2, GUTTER - INSET, ROW), _LEFT, words)
        painter.setFont(self._plain)
        painter.setPen(self._tone(self._tokens.muted))
        if self._layout.held_left_out:
            words = QCoreApplication.translate("timeline", "and {0} more actors; choose one above to see what he held")
            left_out = words.format(f"{self._layout.held_left_out:,}")
            painter.drawText(QRectF(INSET, self._layout.rules[0] - ROW - 2, seen.width, ROW), _LEFT, left_out)
        for top in self._layout.rules:
            painter.fillRect(QRectF(0, top, GUTTER + seen.width, 1), self._tone(self._tokens.line))
        for _, track in self._visible():
            room = GUTTER - INSET - 10
            words = self._metrics.elidedText(track.name, Qt.TextElideMode.ElideRight, room)
            height = BAR if track.kind is TrackKind.HELD else ROW
            painter.drawText(QRectF(INSET, track.top, room, height), _LEFT, words)
        painter.restore()

    def _ticks(self) -> list[Tick]:
        return self._layout.ticks(self._seen.x, self._seen.x + self._seen.width)

    # Tracks

    def _paint_track(self, track: Track, here: int, over: int, has_focus: bool) -> None:
        if track.kind is TrackKind.HELD:
            for at, bar in enumerate(self._layout.bars(track)):
                if bar.right >= self._seen.x and bar.left <= self._seen.x + self._seen.width:
                    self._paint_bar(track, bar, at == here, at == over, has_focus)
        elif track.kind is TrackKind.UNDATED:
            self._paint_undated(track, here, over, has_focus)
        else:
            left, right = self._seen.x, self._seen.x + self._seen.width
            if self._layout.is_crowded(track, left, right):
                self._paint_crowd(track, left, right, here, has_focus)
                return
            for placed in self._layout.placed(track, left, right):
                self._paint_placed(track, placed, here in placed.members, over in placed.members, has_focus)

    def _paint_placed(self, track: Track, placed: Placed, is_here: bool, is_over: bool, has_focus: bool) -> None:
        assert track.lane is not None
        if is_here or is_over:
            self._paint_ground(whole_rect(track, placed), is_here, has_focus)
        mark = mark_rect(track, placed)
        for at in placed.members:
            self._where[track.lane.events[at].uid] = mark.center()
        is_alone = len(placed.members) == 1 and placed.right - placed.left < MORE_WIDTH
        if placed.label_width == 0 and not is_alone:
            self._paint_more(QRectF(placed.left, mark.top() - 4, placed.right - placed.left, 18), len(placed.members))
            return
        event = track.lane.events[placed.members[0]]
        assert event.known is not None
        self._paint_mark(mark, event.known.precision, event.colour)
        if placed.label_width == 0:
            return
        label = self._layout.label(event)
        rect = QRectF(placed.label_left, track.top + placed.row * ROW, placed.label_width, ROW)
        self._painter.setPen(self._tone(self._tokens.text))
        self._painter.setFont(self._bold)
        self._painter.drawText(rect, _LEFT, label.date)
        self._painter.setFont(self._plain)
        rect.setLeft(rect.left() + label.date_width)
        words = self._metrics.elidedText(label.words, Qt.TextElideMode.ElideRight, rect.width() + 1)
        self._painter.drawText(rect.adjusted(0, 0, 2, 0), _LEFT, words)

    def _paint_bar(self, track: Track, bar: Bar, is_here: bool, is_over: bool, has_focus: bool) -> None:
        first = bar.position.tag_uids[0]
        tag = (self._layout.timeline.position_tags or {}).get(first)
        ink = self._tag(tag.colour if tag else "")
        rect = QRectF(bar.left, track.top, bar.right - bar.left, BAR)
        base = self._tokens.base
        sure = QRectF(bar.sure, rect.top(), max(0.0, bar.right - bar.sure), rect.height())
        self._painter.fillRect(sure, mix(base, ink.name(), 0.34 if is_here or is_over else 0.22))
        if bar.sure > bar.left:
            self._hatch(QRectF(bar.left, rect.top(), bar.sure - bar.left, rect.height()), mix(base, ink.name(), 0.55))
        self._painter.fillRect(QRectF(bar.left, rect.top(), 3, rect.height()), ink)
        if not bar.position.is_order_known:
            self._paint_doubt(QRectF(bar.left + 7, rect.top(), 14, rect.height()))
        if is_here:
            self._frame(rect.adjusted(0.5, 0.5, -0.5, -0.5), has_focus)
        self._paint_bar_words(bar, rect)

    def _paint_bar_words(self, bar: Bar, rect: QRectF) -> None:
        """Say the position in its bar, at the left of what is seen of it, behind the hatching where there is room."""
        left = max(bar.sure if bar.right - bar.sure > 60 else bar.left, self._seen.x) + 9
        if not bar.position.is_order_known and left < bar.left + 24:
            left = bar.left + 24
        room = bar.right - left - 4
        words = self.position_words(bar.position.tag_uids)
        if room < 18:
            return
        shown = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        if left < bar.sure:
            ground = QRectF(left - 3, rect.top() + 3, self._metrics.horizontalAdvance(shown) + 6, rect.height() - 6)
            self._painter.fillRect(ground, self._tone(self._tokens.base))
        self._painter.setFont(self._plain)
        self._painter.setPen(self._tone(self._tokens.text))
        self._painter.drawText(QRectF(left, rect.top(), room, rect.height()), _LEFT, shown)

    def position_words(self, tag_uids: tuple[str, ...]) -> str:
        """Name what is held; two positions in one statement are both said."""
        names = self._layout.timeline.position_tags or {}
        return ", ".join(names[uid].name for uid in tag_uids if uid in names)

    def _paint_crowd(self, track: Track, left: float, right: float, here: int, has_focus: bool) -> None:
        """Draw a column for each stretch, as high as it holds much, with its number."""
        columns = list(self._layout.placed(track, left, right))
        most = max((len(each.members) for each in columns), default=1)
        room = track.height - 22
        shade = mix(self._tokens.base, self._tokens.accent, 0.35)
        self._painter.setFont(self._plain)
        for each in columns:
            count, width = len(each.members), each.right - each.left
            high = max(2.0, room * count / most)
            column = QRectF(each.left + 1, track.top + track.height - 4 - high, max(1.0, width - 2), high)
            is_here = here in each.members
            self._painter.fillRect(column, self._tone(self._tokens.accent) if is_here else shade)
            if is_here:
                self._frame(column.adjusted(-2, -18, 2, 2), has_focus)
            self._painter.setPen(self._tone(self._tokens.muted))
            over = QRectF(each.left - 8, column.top() - 16, width + 16, 15)
            self._painter.drawText(over, _CENTRE, short_count(count))

    def _paint_undated(self, track: Track, here: int, over: int, has_focus: bool) -> None:
        events = self._layout.timeline.undated
        first, many = self._seen.first_undated, self._layout.per_view
        self._painter.setFont(self._plain)
        for place, at in enumerate(range(first, min(len(events), first + many))):
            rect = undated_rect(track, place).translated(self._seen.x, 0)
            if at in (here, over):
                self._paint_ground(rect, at == here, has_focus)
            mark = QRectF(rect.left() + 6, rect.center().y() - 5, UNDATED_MARK - 10, 10)
            self._hatch(mark, self._tone(self._tokens.muted), is_soft=True)
            self._painter.setPen(self._tone(self._tokens.text))
            words = rect.adjusted(UNDATED_MARK + 4, 0, -8, 0)
            shown = self._metrics.elidedText(f"“{events[at].words}”", Qt.TextElideMode.ElideRight, words.width())
            self._painter.drawText(words, _LEFT, shown)
        self._paint_rest(track, len(events) - min(len(events), first + many))

    def _paint_rest(self, track: Track, count: int) -> None:
        """Say how many statements without a date are further on."""
        if count > 0:
            words = QCoreApplication.translate("timeline", "+{0} more").format(f"{count:,}")
            rect = QRectF(self._seen.x + self._seen.width - REST_WIDTH, track.top, REST_WIDTH - 10, ROW)
            self._painter.fillRect(rect.adjusted(0, 2, 0, -2), self._tone(self._tokens.base))
            self._painter.setPen(self._tone(self._tokens.muted))
            self._painter.drawText(rect, _RIGHT, words)

    # Marks

    def _paint_mark(self, rect: QRectF, precision: str, colour_name: str) -> None:
        ink = self._tag(colour_name)
        if precision == "day":
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(ink)
            self._painter.drawEllipse(rect)
            return
        if precision == "about":
            self._hatch(rect, ink, is_soft=True)
            return
        self._painter.setPen(QPen(ink, 1.2))
        self._painter.setBrush(mix(self._tokens.base, ink.name(), 0.45))
        self._painter.drawRoundedRect(self._in_sight(rect).adjusted(0.6, 0.6, -0.6, -0.6), 2.5, 2.5)

    def _paint_more(self, rect: QRectF, count: int) -> None:
        self._painter.setPen(QPen(self._tone(self._tokens.control_border), 1))
        self._painter.setBrush(self._tone(self._tokens.neutral))
        self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._painter.setFont(self._plain)
        self._painter.setPen(self._tone(self._tokens.text))
        self._painter.drawText(rect, _CENTRE, f"+{short_count(count)}")

    def _paint_apart(self) -> None:
        """Join the dates of one event that cannot both be right."""
        ink = self._tone(self._tokens.warn)
        for one, other in self._layout.timeline.apart:
            if one in self._where and other in self._where:
                middle = self._join(self._where[one], self._where[other], QPen(ink, 1.2))
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(self._tone(self._tokens.base))
                self._painter.drawEllipse(middle, 8, 8)
                paint_unequal(self._painter, middle, ink)

    def _join(self, one: QPointF, other: QPointF, pen: QPen) -> QPointF:
        """Draw a line from mark to mark, round those that lie between; give its middle."""
        self._painter.setPen(pen)
        if abs(one.x() - other.x()) > 3 * ROW:
            self._painter.drawLine(one, other)
            return (one + other) / 2
        x = min(one.x(), other.x()) - 20
        corners = [one - QPointF(7, 0), QPointF(x, one.y()), QPointF(x, other.y()), other - QPointF(7, 0)]
        self._painter.drawPolyline(corners)
        return (corners[1] + corners[2]) / 2

    def _hatch(self, rect: QRectF, ink: QColor, *, is_soft: bool = False) -> None:
        paint_hatching(self._painter, rect, self._in_sight(rect), ink, is_soft=is_soft)

    def _in_sight(self, rect: QRectF) -> QRectF:
        """Cut off what is far out of sight: a bar of a century has more slanting lines than anybody sees."""
        return rect.intersected(QRectF(self._seen.x - 20, rect.top(), self._seen.width + 40, rect.height()))

    def _paint_ground(self, rect: QRectF, is_here: bool, has_focus: bool) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._tone(self._tokens.selection if is_here else self._tokens.hover))
        self._painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 4, 4)
        if is_here:
            self._frame(rect.adjusted(1, 2, -1, -2), has_focus)

    def _paint_doubt(self, rect: QRectF) -> None:
        """Mark that the dates do not tell which of two positions came first."""
        self._painter.setPen(self._tone(self._tokens.warn))
        self._painter.setFont(self._bold)
        self._painter.drawText(rect, _LEFT, "?")

    def _frame(self, rect: QRectF, has_focus: bool) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._tone(self._tokens.accent), 2 if has_focus else 1))
        self._painter.drawRoundedRect(rect, 3, 3)

    def _tag(self, name: str) -> QColor:
        return self._tone(self._tokens.tag_colours.get(name, self._tokens.muted))

    @staticmethod
    def _tone(value: str) -> QColor:
        return colour(value)


def paint_hatching(painter: QPainter, rect: QRectF, seen: QRectF, ink: QColor, *, is_soft: bool = False) -> None:
    """Draw slanting lines over what is seen of a rectangle; soft ends fade, because nobody knows where they are."""
    if seen.isEmpty():
        return
    plain, faded = [], []
    x = seen.left() - rect.height() - (seen.left() - rect.left()) % _PITCH
    while x < seen.right():
        line = QLineF(x, rect.bottom(), x + rect.height(), rect.top())
        middle = x + rect.height() / 2
        near = min(middle - rect.left(), rect.right() - middle)
        if is_soft and near < _FADE:
            faded.append((line, max(0.25, 0.25 + 0.75 * near / _FADE)))
        else:
            plain.append(line)
        x += _PITCH
    painter.save()
    painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(ink, 1.8))
    painter.drawLines(plain)
    for line, alpha in faded:
        pen = QColor(ink)
        pen.setAlphaF(alpha)
        painter.setPen(QPen(pen, 1.8))
        painter.drawLine(line)
    painter.restore()


def short_count(count: int) -> str:
    """Write a number that fits over a narrow column."""
    return str(count) if count < 1_000 else f"{count / 1_000:.1f}k" if count < 10_000 else f"{count // 1_000}k"


def tick_words(tick: Tick, *, is_first: bool) -> str:
    """Name a mark at the head; the larger unit is said where it begins and at the left edge."""
    day = date.fromordinal(tick.day)
    months = QCoreApplication.translate("timeline", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    month = months[day.month - 1]
    if tick.unit is Unit.YEAR:
        return str(day.year)
    if tick.unit is Unit.MONTH:
        return f"{month} {day.year}" if tick.is_major or is_first else month
    if is_first:
        return f"{day.day} {month} {day.year}"
    return f"{day.day} {month}"

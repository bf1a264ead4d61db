"""The timeline as something to look about in: scrolled, zoomed, and gone through by mouse or by keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from annotator.core.compare.timeline import Event, Timeline
from annotator.core.positions import Position
from annotator.core.timeline_scale import MOST_PITCH, Scale, least_pitch
from annotator.ui.compare.timeline_layout import GUTTER, HEAD, ROW, Label, Layout, Track, TrackKind, fitting_scale
from annotator.ui.compare.timeline_painting import Painter
from annotator.ui.compare.timeline_places import (
    Cursor,
    Seen,
    count_of,
    events_of,
    find,
    found_at,
    is_at_rest,
    name_at,
    nearest,
    rows_of,
)
from annotator.ui.theme import Theme

ZOOM = 1.25
_STEP = 60
_MARGIN = 40.0


class TimelineView(QAbstractScrollArea):
    """Show a timeline.

    Signals: `current_changed()` when the keyboard or the mouse is at another event or bar; `opened()` by Enter or a
    double click; `menu_wanted(place)` on the screen; `zoomed()` when the scale is another one.
    """

    current_changed = Signal()
    opened = Signal()
    menu_wanted = Signal(QPoint)
    zoomed = Signal()

    def __init__(self, tip_of: Callable[[Cursor], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip_of = tip_of
        self._titles = self.tr("Positions"), self.tr("Events"), self.tr("No date")
        self._labels: dict[str, Label] = {}
        self._is_fitted = True
        self._first_undated = 0
        self._hovered: Cursor | None = None
        self.cursor_at: Cursor | None = None
        self.timeline = Timeline()
        self.layout_ = self._lay_out(Scale(0, 1.0))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Timeline"))
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(ROW)
        self.horizontalScrollBar().setSingleStep(_STEP)
        Theme.active().changed.connect(self.viewport().update)

    # What is shown

    @property
    def can_zoom_in(self) -> bool:
        """Whether anything would come further apart."""
        return self.timeline.span is not None and self.layout_.scale.pitch < MOST_PITCH

    @property
    def can_zoom_out(self) -> bool:
        """Whether not all of it is in sight."""
        return not self._is_fitted and self.timeline.span is not None

    @property
    def scale(self) -> Scale:
        """Where days stand."""
        return self.layout_.scale

    @property
    def seen(self) -> Seen:
        """What is in sight."""
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return Seen(float(x), float(y), self._room, float(self.viewport().height() - HEAD), self._first_undated)

    @property
    def _room(self) -> float:
        return float(max(80, self.viewport().width() - GUTTER))

    def set_timeline(self, timeline: Timeline) -> None:
        """Show another one; the place and the scale are kept where they fit."""
        kept, is_position = self.statement_uid, self.position is not None
        scale = self.layout_.scale
        has_moved = timeline.span != self.timeline.span
        self.timeline = timeline
        self._labels = {}
        self._hovered = None
        self.cursor_at = None
        if has_moved or self._is_fitted:
            self.fit()
        else:
            self._take(self._lay_out(scale))
        self.cursor_at = find(self.layout_, kept, is_held=is_position) if kept else None
        self.viewport().update()

    # Where the keyboard is

    @property
    def event_at_cursor(self) -> Event | None:
        """The event or the undated statement that the keyboard is at, or None."""
        return self.event_of(self.cursor_at) if self.cursor_at is not None else None

    @property
    def position(self) -> Position | None:
        """The position that the keyboard is at, or None."""
        track = self._track
        if track is None or track.held is None or self.cursor_at is None:
            return None
        return track.held.positions[self.cursor_at.at]

    @property
    def position_before(self) -> Position | None:
        """What the actor held before that."""
        track = self._track
        if track is None or track.held is None or self.cursor_at is None or not self.cursor_at.at:
            return None
        return track.held.positions[self.cursor_at.at - 1]

    @property
    def statement_uid(self) -> str:
        """The statement that the keyboard is at, of a position the first, or ""."""
        if self.position is not None:
            return self.position.statement_uids[0]
        event = self.event_at_cursor
        return event.uid if event is not None else ""

    @property
    def _track(self) -> Track | None:
        return self.layout_.tracks[self.cursor_at.track] if self.cursor_at is not None else None

    def event_of(self, cursor: Cursor) -> Event | None:
        """Give the event at a place, or None where a position is there."""
        events = events_of(self.layout_, self.layout_.tracks[cursor.track])
        return events[cursor.at] if events else None

    def show_statement(self, uid: str) -> bool:
        """Go to a statement that was chosen elsewhere; say whether it is on the timeline."""
        if uid == self.statement_uid:
            return bool(uid)
        self.cursor_at = find(self.layout_, uid) if uid else None
        if self.cursor_at is not None:
            self._bring_into_sight()
        self.viewport().update()
        return self.cursor_at is not None

    def go_to(self, cursor: Cursor) -> None:
        """Put the keyboard at a place and bring it into sight."""
        if cursor != self.cursor_at:
            self.cursor_at = cursor
            self._bring_into_sight()
            self.viewport().update()
            self.current_changed.emit()

    def _step(self, by: int) -> None:
        """Go to the next event or the one before, over the end of a track into its neighbour."""
        tracks = self.layout_.tracks
        if not tracks:
            return
        if self.cursor_at is None:
            self.go_to(self._first_seen())
            return
        number, at = self.cursor_at.track, self.cursor_at.at + by
        if at >= count_of(self.layout_, tracks[number]) and number + 1 < len(tracks):
            number, at = number + 1, 0
        elif at < 0 and number:
            number -= 1
            at = count_of(self.layout_, tracks[number]) - 1
        self.go_to(Cursor(number, max(0, min(at, count_of(self.layout_, tracks[number]) - 1))))

    def _first_seen(self) -> Cursor:
        """Give the first event that is in sight, where the keyboard has not been yet."""
        seen = self.seen
        for number, track in enumerate(self.layout_.tracks):
            if track.lane is not None and track.top + track.height > seen.y:
                return Cursor(number, nearest(self.layout_, track, seen.x))
        return Cursor(0, 0)

    def _step_track(self, by: int) -> None:
        if self.cursor_at is None:
            self._step(by)
            return
        number = self.cursor_at.track + by
        if 0 <= number < len(self.layout_.tracks):
            here, track = self.layout_.tracks[self.cursor_at.track], self.layout_.tracks[number]
            x = self.layout_.x_of(here, self.cursor_at.at)[0]
            is_undated = track.kind is TrackKind.UNDATED
            self.go_to(Cursor(number, self._first_undated if is_undated else nearest(self.layout_, track, x)))

    def _bring_into_sight(self) -> None:
        track = self._track
        if track is None or self.cursor_at is None:
            return
        seen, bar = self.seen, self.verticalScrollBar()
        if track.kind is TrackKind.UNDATED:
            many = self.layout_.per_view
            if not self._first_undated <= self.cursor_at.at < self._first_undated + many:
                self._first_undated = self.cursor_at.at // many * many
        top, bottom = rows_of(self.layout_, track, self.cursor_at.at)
        if top < seen.y:
            bar.setValue(int(top))
        elif bottom > seen.y + seen.height:
            bar.setValue(int(bottom - seen.height))
        if track.kind is TrackKind.UNDATED:
            return
        left, right = self.layout_.x_of(track, self.cursor_at.at)
        right = min(right, left + seen.width / 2)
        if left < seen.x or right > seen.x + seen.width:
            ahead = _MARGIN if left < seen.x else seen.width - _MARGIN - (right - left)
            self.horizontalScrollBar().setValue(int(left - max(0.0, ahead)))

    # Scale

    def fit(self) -> None:
        """Bring all of it into sight."""
        self._is_fitted = True
        self._take(self._lay_out(fitting_scale(self.timeline, self._room)))
        self.horizontalScrollBar().setValue(0)
        self.zoomed.emit()

    def zoom(self, factor: float, at_x: float | None = None) -> None:
        """Make days wider or narrower around a place, or around what is selected, or the middle."""
        if self.timeline.span is None:
            return
        seen, scale = self.seen, self.layout_.scale
        if at_x is None:
            at_x = self._selected_x(seen)
        day = scale.day_at(seen.x + at_x)
        least = least_pitch(*self.timeline.span, self._room)
        pitch = min(MOST_PITCH, max(least, scale.pitch * factor))
        self._is_fitted = pitch <= least
        self._take(self._lay_out(Scale(scale.first, pitch)))
        self.horizontalScrollBar().setValue(int(self.layout_.scale.x(day) - at_x))
        self.zoomed.emit()

    def _selected_x(self, seen: Seen) -> float:
        track = self._track
        if track is not None and self.cursor_at is not None and track.kind is not TrackKind.UNDATED:
            x = self.layout_.x_of(track, self.cursor_at.at)[0] - seen.x
            if 0 <= x <= seen.width:
                return x
        return seen.width / 2

    def _lay_out(self, scale: Scale) -> Layout:
        return Layout(self.timeline, scale, self._room, self._titles, self._labels)

    def _take(self, layout: Layout) -> None:
        self.layout_ = layout
        room, height = int(self._room), self.viewport().height() - HEAD
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, int(layout.extent) - room))
        across.setPageStep(room)
        down.setRange(0, max(0, int(layout.height) - height))
        down.setPageStep(max(1, height))
        self.viewport().update()

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._labels = {}

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.cursor_at is not None:
            self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self.current_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        is_pan = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        across = self.horizontalScrollBar()
        last = count_of(self.layout_, self._track) - 1 if self._track is not None else 0
        runs: dict[int, Callable[[], object]] = {
            key.Key_Left: lambda: across.setValue(across.value() - _STEP) if is_pan else self._step(-1),
            key.Key_Right: lambda: across.setValue(across.value() + _STEP) if is_pan else self._step(1),
            key.Key_Up: lambda: self._step_track(-1),
            key.Key_Down: lambda: self._step_track(1),
            key.Key_Home: lambda: self._go_in_track(0),
            key.Key_End: lambda: self._go_in_track(last),
            key.Key_Plus: lambda: self.zoom(ZOOM),
            key.Key_Equal: lambda: self.zoom(ZOOM),
            key.Key_Minus: lambda: self.zoom(1 / ZOOM),
            key.Key_0: self.fit,
        }
        if event.key() in (key.Key_Return, key.Key_Enter) and self.cursor_at is not None:
            self.opened.emit()
        elif event.key() in runs and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            runs[event.key()]()
        else:
            super().keyPressEvent(event)

    def _go_in_track(self, at: int) -> None:
        if self.cursor_at is None:
            self._step(1)
        else:
            self.go_to(Cursor(self.cursor_at.track, at))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if found_at(self.layout_, self.seen, event.position()) is not None:
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(found_at(self.layout_, self.seen, event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = found_at(self.layout_, self.seen, event.position())
        if found is not None:
            self.go_to(found)
        elif is_at_rest(self.layout_, self.seen, event.position()):
            self._turn_undated()

    def _turn_undated(self) -> None:
        """Show the next statements without a date, behind the last the first again."""
        after = self._first_undated + self.layout_.per_view
        self._first_undated = after if after < len(self.timeline.undated) else 0
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        drawn = Painter(painter, self.layout_, self.seen, Theme.active().tokens)
        drawn.paint(self.cursor_at, self._hovered, has_focus=self.hasFocus())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
        else:
            self._take(self._lay_out(self.layout_.scale))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            found = found_at(self.layout_, self.seen, place)
            words = self._tip_of(found) if found is not None else name_at(self.layout_, self.seen, place)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (steps.y() / 120), max(0.0, event.position().x() - GUTTER))
            return
        is_across = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or abs(steps.x()) > abs(steps.y())
        if is_across or self.verticalScrollBar().maximum() == 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (steps.x() or steps.y()) // 2)
        else:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - steps.y() // 2)

    def _hover(self, found: Cursor | None) -> None:
        if found != self._hovered:
            self._hovered = found
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()

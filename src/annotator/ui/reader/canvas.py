"""A source on paper: its text, what lies under the words, and where things stand. Nothing can be selected yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.core.records import Block, Highlight, Source, Tag
from annotator.core.vocabulary import BlockKind
from annotator.session.illustrating import Illustration
from annotator.ui.reader import painting
from annotator.ui.reader.columns import margin_columns
from annotator.ui.reader.document import (
    BOX_LINES,
    Laid,
    Typesetter,
    fold_label,
    set_margins,
    spare_width,
)
from annotator.ui.reader.highlights import HighlightIndex
from annotator.ui.reader.illustrations import Pictures
from annotator.ui.reader.link_marks import LinkMarks
from annotator.ui.reader.pages import PageMarks
from annotator.ui.reader.passages import still_open
from annotator.ui.reader.positions import PositionMap
from annotator.ui.reader.scroll_bar import MarkedScrollBar
from annotator.ui.reader.suggestions import Offer, OfferIndex
from annotator.ui.theme import Theme, has_motion

MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP = 54, 36, 16
FLASH_MS = 120


@dataclass(frozen=True, slots=True)
class PaneSource:
    """Everything a pane needs of one source."""

    source: Source
    text: str
    blocks: Sequence[Block]
    highlights: Sequence[Highlight]
    tags: Mapping[str, Tag] = field(default_factory=dict)


class ReaderCanvas(QTextEdit):
    """Show one source with its highlights. All offsets are code points of its revision's text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = MarkedScrollBar(self)
        self.setVerticalScrollBar(self._bar)
        self.viewport().setMouseTracking(True)
        self._content: PaneSource | None = None
        self._laid: Laid | None = None
        self._unfolded: set[int] = set()
        self._index = HighlightIndex(PositionMap("", ()))
        self._offers = OfferIndex(PositionMap("", ()))
        self._pages = PageMarks(PositionMap("", ()), ())
        self._pictures = Pictures()
        self._links = LinkMarks({})
        self._columns: dict[str, int] = {}
        self._flash: tuple[int, int] | None = None
        self._zoom = 1.0
        # While the document is filled or selected by hand, what Qt says of its selection means nothing.
        self._is_selecting = False
        theme = Theme.active()
        self._look = painting.Look(theme.tokens, {})
        theme.changed.connect(self._restyle)

    def show_source(self, content: PaneSource | None) -> None:
        """Show a source from its beginning, or nothing."""
        self._content = content
        self._pictures = Pictures()
        self._offers = OfferIndex(PositionMap("", ()))
        self._unfolded.clear()
        self._fill()
        self.setAccessibleName(content.source.title if content else self.tr("Empty reading pane"))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @property
    def content(self) -> PaneSource | None:
        """What is shown."""
        return self._content

    def set_highlights(self, highlights: Sequence[Highlight], tags: Mapping[str, Tag]) -> None:
        """Replace all highlights and the tags that give them colour."""
        if self._content is None or self._laid is None:
            return
        self._content = replace(self._content, highlights=highlights, tags=tags)
        self._index = HighlightIndex(self._laid.positions, highlights)
        self._look = replace(self._look, tags=tags)
        self._highlights_moved()

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show the same text with its blocks corrected; what is read stays where it is."""
        if self._content is None or self._laid is None:
            return
        place = self.place()
        opened = {
            index
            for first, last in self._laid.folds.values()
            if first in self._unfolded
            for index in range(first, last)
        }
        self._content = replace(self._content, blocks=blocks)
        self._unfolded = still_open(blocks, opened)
        self._fill()
        self.restore_place(place)

    def set_illustrations(self, shown: Mapping[int, Illustration]) -> None:
        """Show the pictures that are in the project, by the index of their blocks; what is read stays where it is."""
        place = self.place() if self.verticalScrollBar().value() else None
        self._pictures = Pictures(shown)
        self._fill()
        if place is not None:
            self.restore_place(place)

    @property
    def has_folds(self) -> bool:
        """Whether something is folded, shown or not."""
        return bool(self._laid and self._laid.folds)

    @property
    def shows_folds(self) -> bool:
        """Whether everything that is folded is shown."""
        folds = self._laid.folds.values() if self._laid else ()
        return bool(folds) and all(first in self._unfolded for first, _ in folds)

    def show_folds(self, is_shown: bool) -> None:
        """Show all that is folded in this source, or hide it again."""
        place = self.place()
        self._unfolded = {first for first, _ in self._laid.folds.values()} if self._laid and is_shown else set()
        self._fill()
        self.restore_place(place)

    @property
    def text_edges(self) -> tuple[int, int]:
        """Where lines begin and end in the viewport."""
        frame = self.document().rootFrame().frameFormat()
        return int(frame.leftMargin()), int(self._text_width() - frame.rightMargin())

    def put_highlight(self, highlight: Highlight) -> None:
        """Add one highlight, or replace the one with its uid."""
        self.drop_highlight(highlight.uid)
        taken = {self._columns.get(each.uid) for each in self._index.over(highlight.start, highlight.end)}
        self._columns[highlight.uid] = next(column for column in count() if column not in taken)
        self._index.add(highlight)
        self._remember_highlights()

    def drop_highlight(self, uid: str) -> None:
        """Take one highlight away."""
        self._index.remove(uid)
        self._columns.pop(uid, None)
        self._remember_highlights()

    def set_zoom(self, zoom: float) -> None:
        """Set the size of the type, 1 is 12 points."""
        if zoom != self._zoom:
            place = self.place()
            self._zoom = zoom
            self._fill()
            self.restore_place(place)

    @property
    def selected_uid(self) -> str:
        """The statement that is filled strongly, or ""."""
        return self._look.selected_uid

    def set_selected_statement(self, uid: str) -> None:
        """Fill a statement strongly; "" for none."""
        if uid != self._look.selected_uid:
            self._look = replace(self._look, selected_uid=uid)
            self.viewport().update()

    @property
    def has_offers(self) -> bool:
        """Whether anything was offered, be it a statement by now."""
        return bool(self._offers.all)

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Underline what is offered for statements, in place of what was."""
        if self._laid is not None and tuple(offers) != self._offers.all:
            self._offers = OfferIndex(self._laid.positions, offers)
            self.viewport().update()

    def set_moved(self, uids: Collection[str]) -> None:
        """Draw the stripes of these statements dashed: their place was found again and wants a look."""
        if self._look.moved_uids != frozenset(uids):
            self._look = replace(self._look, moved_uids=frozenset(uids))
            self.viewport().update()

    def place(self) -> int:
        """Give the first code point that is visible."""
        if self._laid is None:
            return 0
        cursor = self.cursorForPosition(QPoint(MARGIN_LEFT, MARGIN_TOP // 2))
        return self._laid.positions.to_code_point(cursor.position())

    def restore_place(self, code_point: int) -> None:
        """Scroll so that a code point is at the top."""
        self._scroll_to(code_point, 0.0)

    def show_span(self, start: int, end: int) -> None:
        """Scroll a span to about a third from the top, unfolding it where it is hidden, and flash it."""
        self._reveal(start)
        self._scroll_to(start, 0.33)
        if has_motion():
            self._flash = (start, end)
            QTimer.singleShot(FLASH_MS, self, self._end_flash)
        self.viewport().update()

    def shows(self, code_point: int) -> bool:
        """Tell whether a place of the text is in sight."""
        top = self.span_rect(code_point, code_point + 1).top()
        return 0 <= top < self.viewport().height() - MARGIN_TOP

    def span_rect(self, start: int, end: int) -> QRectF:
        """Give where a span stands in the viewport, from the top of its first line to the foot of its last."""
        assert self._laid is not None
        first, last = self.textCursor(), self.textCursor()
        first.setPosition(self._laid.positions.to_position(start))
        last.setPosition(self._laid.positions.to_position(end, is_end=True))
        return QRectF(self.cursorRect(first)).united(QRectF(self.cursorRect(last)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._laid is not None:
            painter = QPainter(self.viewport())
            try:
                self._paint_under(painter, QRectF(event.rect()))
            finally:
                painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The lines break elsewhere now: what was read must not slip away, when a pane opens beside it for instance.
        is_rewrapped = event.size().width() != event.oldSize().width()
        place = self.place() if is_rewrapped and self.verticalScrollBar().value() else None
        if is_rewrapped and self._laid is not None:
            self._lay_again_where_room_counts(self._laid)
        self._set_measure()
        super().resizeEvent(event)
        if place is not None:
            self.restore_place(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _fill(self) -> None:
        tokens = Theme.active().tokens
        tags = self._content.tags if self._content else {}
        self._look = replace(self._look, tokens=tokens, tags=tags, hovered_uids=frozenset())
        room = self._room()
        typesetter = Typesetter(tokens, self._zoom, room, self._pictures.heights(room, self._zoom))
        text, blocks = (self._content.text, self._content.blocks) if self._content else ("", ())
        self._is_selecting = True
        self._laid = typesetter.fill(self.document(), text, blocks, self._unfolded)
        self._is_selecting = False
        self._set_measure()
        self._pages = PageMarks(self._laid.positions, blocks)
        self._index = HighlightIndex(self._laid.positions, self._content.highlights if self._content else ())
        self._offers = OfferIndex(self._laid.positions, self._offers.all)
        self._highlights_moved()

    def _set_measure(self) -> None:
        """Keep lines at 75 characters at most: what is wider becomes margin."""
        set_margins(self.document(), self._text_width(), self._zoom, (MARGIN_LEFT, MARGIN_TOP, MARGIN_RIGHT))

    def _lay_again_where_room_counts(self, laid: Laid) -> None:
        """Lay the text anew where a table has room for its columns now or has it no more, or a picture changes size."""
        room = self._room()
        is_other_table = tuple(table.fits(room) for table in laid.tables) != laid.fitting
        if is_other_table or self._pictures.heights(room, self._zoom) != laid.heights:
            self._fill()

    def _text_width(self) -> int:
        return self.width() - self._bar.sizeHint().width()

    def _room(self) -> float:
        """Give how wide lines can be."""
        sides, width = MARGIN_LEFT + MARGIN_RIGHT, self._text_width()
        return float(width - sides - spare_width(width, self._zoom, sides) // 2 * 2)

    def _highlights_moved(self) -> None:
        """Work out the margin's columns afresh, and have the scroll bar drawn once things have settled."""
        self._columns = margin_columns(self._index.all)
        self._bar.set_marks(self._marks)
        self.viewport().update()

    def _remember_highlights(self) -> None:
        """Keep what was added and taken away for the next time the text is laid: by a fold, a zoom, another theme."""
        if self._content is not None:
            self._content = replace(self._content, highlights=tuple(self._index.all))
        self._bar.set_marks(self._marks)
        self.viewport().update()

    def _marks(self) -> list[tuple[float, QColor]]:
        length = max(1, len(self._content.text) if self._content else 1)
        ordered = sorted(self._index.all, key=lambda each: each.start)
        return [(each.start / length, self._look.colour(each.tag_uids[0] if each.tag_uids else "")) for each in ordered]

    def _paint_under(self, painter: QPainter, dirty: QRectF) -> None:
        """Paint what lies under the words of the paragraphs that are visible."""
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        block = self.cursorForPosition(QPoint(0, max(0, int(dirty.top()) - 8))).block()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -scrolled)
            if rect.top() > dirty.bottom():
                break
            if block.layout().lineCount():
                self._paint_block(painter, block, rect)
            block = block.next()

    def _paint_block(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        assert self._laid is not None
        number = block.blockNumber()
        origin = self._origin(block)
        pieces = self._index.pieces(number)
        tokens = self._look.tokens
        if number in self._laid.folds:
            first, last = self._laid.folds[number]
            is_open = first in self._unfolded
            words = fold_label(self._content.blocks[first:last] if self._content else (), is_open)
            box = QRectF(origin.x(), origin.y(), rect.width(), BOX_LINES["fold"])
            button = self.tr("Hide") if is_open else self.tr("Show")
            painting.paint_fold(painter, box, words, is_open, button, tokens)
            return
        self._pages.paint(painter, block, origin, tokens)
        if number in self._laid.images and self._content is not None:
            index, box = self._laid.images[number], QRectF(origin.x(), origin.y(), rect.width(), rect.height())
            self._pictures.paint(painter, self._content.blocks, index, box, self._zoom, tokens)
        if number in self._laid.quotes:
            painting.paint_quote(painter, block, origin, tokens)
        if number in self._laid.rows:
            painting.paint_row(painter, block, origin, tokens)
        if number in self._laid.markers:
            painting.paint_marker(painter, block, origin, self._laid.markers[number], tokens)
        if self._flash is not None:
            self._paint_flash(painter, number, block, origin)
        if offers := self._offers.pieces(number, self._index):
            painting.paint_offers(painter, block, origin, offers, tokens)
        if pieces:
            painting.paint_block(painter, block, origin, pieces, self._look)
            painting.paint_bars(painter, block, origin, pieces, self._look, lambda uid: self._columns.get(uid, 9))
            self._links.paint(painter, block, origin, pieces, tokens)

    def _origin(self, block: QTextBlock) -> QPointF:
        """Give where the layout of a paragraph begins in the viewport."""
        return block.layout().position() - QPointF(0, self.verticalScrollBar().value())

    def _paint_flash(self, painter: QPainter, number: int, block: QTextBlock, origin: QPointF) -> None:
        assert self._laid is not None
        assert self._flash is not None
        places = self._laid.positions
        if number in places.blocks_in(*self._flash):
            low, high = places.local(number, self._flash[0]), places.local(number, self._flash[1], is_end=True)
            painting.paint_flash(painter, block, origin, low, high, self._look.tokens)

    def _end_flash(self) -> None:
        self._flash = None
        self.viewport().update()

    def _readable_blocks(self) -> list[Block]:
        """Give the blocks that have words and are not hidden."""
        blocks = self._content.blocks if self._content else ()
        hidden: set[int] = set()
        for first, last in self._laid.folds.values() if self._laid else ():
            if first not in self._unfolded:
                hidden.update(range(first, last))
        return [
            block for index, block in enumerate(blocks) if index not in hidden and block.kind is not BlockKind.IMAGE
        ]

    def _toggle_fold(self, first: int) -> None:
        place = self.place()
        self._unfolded ^= {first}
        self._fill()
        self.restore_place(place)

    def _reveal(self, code_point: int) -> None:
        """Open the fold that hides a code point."""
        if self._laid is None or self._content is None:
            return
        blocks = self._content.blocks
        for first, last in self._laid.folds.values():
            if first not in self._unfolded and blocks[first].start <= code_point < blocks[last - 1].end:
                self._toggle_fold(first)
                return

    def _scroll_to(self, code_point: int, share: float) -> None:
        if self._laid is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._laid.positions.to_position(code_point))
        rect = self.cursorRect(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rect.top() - max(MARGIN_TOP // 2, int(self.viewport().height() * share)))

    def _highlights_under(self, point: QPoint) -> list[Highlight]:
        at = self._character_under(point)
        return self._index.at(at) if at is not None else []

    def _character_under(self, point: QPoint) -> int | None:
        """Give the code point of the character under a point of the viewport, or None where no words are."""
        if self._laid is None:
            return None
        cursor = self.cursorForPosition(point)
        rect = self.cursorRect(cursor)
        if abs(point.x() - rect.x()) > 24 or not rect.top() - 6 <= point.y() <= rect.bottom() + 12:
            return None
        at = self._laid.positions.to_code_point(cursor.position())
        # Qt gives the nearest gap between characters; we mean the character under the pointer.
        return at - 1 if point.x() < rect.x() and at else at

    def _set_hovered(self, uids: frozenset[str]) -> None:
        if uids != self._look.hovered_uids:
            self._look = replace(self._look, hovered_uids=uids)
            self.viewport().update()

    def _restyle(self) -> None:
        place = self.place()
        self._fill()
        self.restore_place(place)

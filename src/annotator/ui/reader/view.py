"""The reading view: what a reader does with a source's words by mouse and keys."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.core.records import Block
from annotator.core.sentences import sentence_at
from annotator.core.text import snap_to_graphemes
from annotator.ui.reader.canvas import PaneSource, ReaderCanvas
from annotator.ui.reader.document import LINK
from annotator.ui.reader.keys import take_key
from annotator.ui.reader.link_marks import LinkMark, LinkMarks
from annotator.ui.reader.passages import blocks_under, link_at, link_in, shortened
from annotator.ui.reader.steps import Step, stepped
from annotator.ui.reader.suggestions import Offer

__all__ = ["PaneSource", "ReaderView"]


class ReaderView(ReaderCanvas):
    """Show one source, and let words and statements of it be selected.

    Signals: `selection_changed(start, end)`, (-1, -1) for none; `statement_activated(uid)` when a highlight was
    clicked, or with "" when Escape let go of it; `menu_requested(point)` with a global point; `card_requested(uid)`
    for a double click on a statement, or Enter; `links_wanted(statements, point)` when the mark of their links was
    clicked.
    """

    selection_changed = Signal(int, int)
    statement_activated = Signal(str)
    card_requested = Signal(str)
    menu_requested = Signal(QPoint)
    links_wanted = Signal(list, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span: tuple[int, int] | None = None
        self._pressed: QPoint | None = None
        # What a menu was opened over, until something else is meant: blocks behind a fold's box, and an address.
        self._pointed_fold: tuple[int, int] | None = None
        self._pointed_link = ""
        self.selectionChanged.connect(self._read_selection)

    def show_source(self, content: PaneSource | None) -> None:
        """Show a source from its beginning, or nothing."""
        self._set_span(None)
        super().show_source(content)

    @property
    def meant_blocks(self) -> list[Block]:
        """The blocks of the selected words or statement, or those behind the fold that a menu was opened over."""
        if self._content is None:
            return []
        if self._pointed_fold is not None:
            return list(self._content.blocks[slice(*self._pointed_fold)])
        span = self._meant_span()
        return blocks_under(self._content.blocks, *span) if span else []

    @property
    def meant_link(self) -> str:
        """The address that a menu was opened over, or the first one in the selected words, or ""."""
        span = self._meant_span()
        if self._pointed_link or self._content is None or span is None:
            return self._pointed_link
        return link_in(self._content.blocks, *span)

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show the same text with its blocks corrected; what was selected stays so, where it is not folded now."""
        span = self._span
        super().set_blocks(blocks)
        if span is None:
            return
        if any(block.fold for block in blocks_under(blocks, *span)):
            self._set_span(None)
            return
        scrolled = self.verticalScrollBar().value()
        self.select_span(*span)
        self.verticalScrollBar().setValue(scrolled)

    def select_span(self, start: int, end: int) -> None:
        """Select a span of the text."""
        if self._laid is None:
            return
        self._reveal(start)
        cursor = self.textCursor()
        cursor.setPosition(self._laid.positions.to_position(start))
        cursor.setPosition(self._laid.positions.to_position(end, is_end=True), QTextCursor.MoveMode.KeepAnchor)
        self._is_selecting = True
        self.setTextCursor(cursor)
        self._is_selecting = False
        self._set_span((start, end) if start < end else None)

    def selected_span(self) -> tuple[int, int] | None:
        """Give the selected span, or None."""
        return self._span

    def clear_selection(self) -> None:
        """Select nothing, neither words nor a statement."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            # Qt scrolls to a cursor that it is given, wherever the reader has gone since.
            scrolled = self.verticalScrollBar().value()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(scrolled)
        self._set_span(None)

    def let_go(self) -> None:
        """Select no statement any more."""
        if self.selected_uid:
            self.set_selected_statement("")
            self.statement_activated.emit("")

    def point_out(self, start: int, end: int) -> None:
        """Show a span, and select it where no highlight tells it from what stands around."""
        if not any((each.start, each.end) == (start, end) for each in self._index.over(start, end)):
            self.select_span(start, end)
        self.show_span(start, end)

    def take_up(self, at: int) -> None:
        """Select the statement at a place, else its sentence."""
        found = self._index.at(at)
        if found:
            self._activate(found[0].uid)
        else:
            self._select_sentence_at(at)

    def set_link_marks(self, marks: Mapping[str, LinkMark]) -> None:
        """Mark the statements that are linked to others, by their uids."""
        if marks != self._links.all:
            self._links = LinkMarks(marks)
            self.viewport().update()

    def offers(self) -> list[Offer]:
        """Give what is offered for statements and stands in no fold, in text order."""
        blocks = self._readable_blocks()
        starts = [block.start for block in blocks]
        return [
            each
            for each in self._offers.open(self._index)
            if (at := bisect_right(starts, each.start) - 1) >= 0 and each.start < blocks[at].end
        ]

    def offer_meant(self) -> Offer | None:
        """Give the offer that the selected words are of, or None; of several in them the first."""
        if self._span is None:
            return None
        found = self._offers.over(*self._span, self._index)
        whole = [each for each in found if (each.start, each.end) == self._span]
        return next(iter(whole or found), None)

    def select_step(self, step: Step) -> None:
        """Move or stretch the selection by a word or a sentence."""
        if self._content is None:
            return
        # From the selected statement on, so that tagging sentence after sentence goes through the text.
        selected = self._index.get(self.selected_uid)
        here = (selected.start, selected.end) if selected is not None else None
        start = self._span or here or (self.place(), self.place())
        span = stepped(self._content.text, self._readable_blocks(), start, step, self._span is None and here is None)
        if span is not None:
            self.set_selected_statement("")
            self.select_span(*span)
            self.ensureCursorVisible()

    def copy(self) -> None:
        """Put the selected words on the clipboard, from our text and not from what Qt shows."""
        if self._span is not None:
            QApplication.clipboard().setText(self._selected_text())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._selected_text())
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None
        if is_left and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Else a drag that begins on selected words would carry them away instead of selecting afresh.
            self.clear_selection()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        point = event.position().toPoint()
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        is_click = (point - pressed).manhattanLength() < QApplication.startDragDistance()
        if is_click and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._click(point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        found = self._highlights_under(event.position().toPoint())
        if found and self._look.selected_uid:
            self.card_requested.emit(self._look.selected_uid)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(frozenset())
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._point_at(event.pos())
        self.menu_requested.emit(event.globalPos())

    def _meant_span(self) -> tuple[int, int] | None:
        selected = self._index.get(self.selected_uid)
        return self._span or ((selected.start, selected.end) if selected is not None else None)

    def _point_at(self, point: QPoint) -> None:
        """Take what a menu is opened over as what is meant: a fold, a statement, else the sentence, and its link."""
        number = self.cursorForPosition(point).block().blockNumber()
        fold = self._laid.folds.get(number) if self._laid else None
        if fold is not None:
            self.clear_selection()
            self._pointed_fold = fold
            return
        found = self._highlights_under(point)
        if found and self._span is None:
            self._activate(found[0].uid)
        elif self._span is None and (offer := self._offer_under(point)) is not None:
            self.set_selected_statement("")
            self.select_span(offer.start, offer.end)
        elif self._span is None:
            self._select_sentence(point)
        self._pointed_link = self._link_under(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not take_key(self, event):
            super().keyPressEvent(event)

    def _click(self, point: QPoint) -> None:
        """Follow a note, open a fold, select a statement (again: the next one under it), else the sentence."""
        if self._content is None or self._laid is None or self.textCursor().hasSelection():
            return
        if linked := self._linked_under(point):
            self.links_wanted.emit(linked, self.viewport().mapToGlobal(point))
            return
        cursor = self.cursorForPosition(point)
        number = cursor.block().blockNumber()
        if number in self._laid.folds:
            self._toggle_fold(self._laid.folds[number][0])
            return
        if self._follow_note(point):
            return
        found = [each.uid for each in self._highlights_under(point)]
        if found:
            at = found.index(self.selected_uid) if self.selected_uid in found else -1
            if at + 1 < len(found):
                self._activate(found[at + 1])
                return
        self._select_sentence(point)

    def _follow_note(self, point: QPoint) -> bool:
        target = self._note_target(point)
        if target is not None:
            self.show_span(*target)
        return target is not None

    def _note_target(self, point: QPoint) -> tuple[int, int] | None:
        """Give the span that a footnote's mark, or the marker of a footnote, leads to."""
        assert self._laid is not None
        cursor = self.cursorForPosition(point)
        is_left = point.x() < self.cursorRect(cursor).x()
        label = _mark_beside(cursor, is_left) if self._character_under(point) is not None else ""
        if label in self._laid.notes and label:
            start = self._laid.notes[label]
            return start, start + 1
        marker = self._laid.markers.get(cursor.block().blockNumber(), "")
        if marker in self._laid.marks and is_left and cursor.positionInBlock() == 0:
            start = self._laid.marks[marker]
            return max(0, start - 1), start
        return None

    def _activate(self, uid: str) -> None:
        self.clear_selection()
        self.set_selected_statement(uid)
        self.statement_activated.emit(uid)

    def _select_sentence(self, point: QPoint) -> None:
        if self._content is None or self._laid is None:
            return
        at = self._character_under(point)
        if at is None:
            at = self._laid.positions.to_code_point(self.cursorForPosition(point).position())
        self._select_sentence_at(at)

    def _select_sentence_at(self, at: int) -> None:
        """Select the sentence of a place; in a fold there is none to be selected."""
        if self._content is None:
            return
        block = next((each for each in self._readable_blocks() if each.start <= at <= each.end), None)
        if block is not None:
            self.set_selected_statement("")
            self.select_span(*sentence_at(self._content.text, block.start, block.end, at))

    def _hover(self, point: QPoint) -> None:
        if linked := self._linked_under(point):
            self._set_hovered(frozenset(linked))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            QToolTip.showText(self.viewport().mapToGlobal(point), self._links.words_of(linked), self.viewport())
            return
        found = self._highlights_under(point)
        self._set_hovered(frozenset(each.uid for each in found[:1]))
        number = self.cursorForPosition(point).block().blockNumber()
        is_hand = bool(found) or (
            self._laid is not None and (number in self._laid.folds or self._note_target(point) is not None)
        )
        shape = Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        address = self._link_under(point)
        names = [self._look.tags[uid].name for each in found for uid in each.tag_uids if uid in self._look.tags]
        words = "\n".join(dict.fromkeys(names)) if names else (self.tr("Statement without a tag") if found else "")
        offer = self._offer_under(point)
        if offer is not None:
            words = offer.words
        if address or offer is not None:
            leads = self.tr("Leads to {0}").format(shortened(address)) if address else ""
            # An address is anybody's words, and so is a name: as plain text they could be taken for mark-up.
            words = "<br>".join(escape(each) for each in filter(None, (*words.split("\n"), leads)))
            words = f"<qt>{words}</qt>"
        if words:
            QToolTip.showText(self.viewport().mapToGlobal(point + QPoint(0, 16)), words, self.viewport())
        else:
            QToolTip.hideText()

    def _offer_under(self, point: QPoint) -> Offer | None:
        at = self._character_under(point)
        return self._offers.at(at, self._index) if at is not None else None

    def _linked_under(self, point: QPoint) -> list[str]:
        """Give the statements whose mark in the margin is under a point."""
        if self._laid is None or point.x() < self.text_edges[1]:
            return []
        block = self.cursorForPosition(point).block()
        pieces = self._index.pieces(block.blockNumber())
        return self._links.at(block, self._origin(block), pieces, QPointF(point))

    def _link_under(self, point: QPoint) -> str:
        at = self._character_under(point)
        return link_at(self._content.blocks, at) if at is not None and self._content is not None else ""

    def _read_selection(self) -> None:
        """Take over what Qt selected by mouse or keys, snapped to whole characters."""
        if self._is_selecting or self._laid is None or self._content is None:
            return
        cursor = self.textCursor()
        if not cursor.hasSelection():
            self._set_span(None)
            return
        positions = self._laid.positions
        start, end = positions.to_code_point(cursor.selectionStart()), positions.to_code_point(cursor.selectionEnd())
        start, end = snap_to_graphemes(self._content.text, start, end)
        self._set_span((start, end) if start < end else None)

    def _selected_text(self) -> str:
        return self._content.text[slice(*self._span)] if self._content and self._span else ""

    def _set_span(self, span: tuple[int, int] | None) -> None:
        self._pointed_fold, self._pointed_link = None, ""
        if span != self._span:
            self._span = span
            self.selection_changed.emit(*(span or (-1, -1)))


def _mark_beside(cursor: QTextCursor, is_left: bool) -> str:
    """Give the label of the reference mark on one side of a gap between characters, or ""."""
    probe = QTextCursor(cursor)
    # A cursor has the format of the character before it.
    if not is_left and not probe.movePosition(QTextCursor.MoveOperation.NextCharacter):
        return ""
    return str(probe.charFormat().property(LINK) or "")

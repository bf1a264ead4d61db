"""The reading view: what a reader does with a source's words by mouse and keys."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from annotator.core.sentences import sentence_at
from annotator.core.text import snap_to_graphemes
from annotator.ui.reader.canvas import PaneSource, ReaderCanvas
from annotator.ui.reader.document import LINK
from annotator.ui.reader.keys import take_key
from annotator.ui.reader.steps import Step, stepped

__all__ = ["PaneSource", "ReaderView"]


class ReaderView(ReaderCanvas):
    """Show one source, and let words and statements of it be selected.

    Signals: `selection_changed(start, end)`, (-1, -1) for none; `statement_activated(uid)` when a highlight was
    clicked, or with "" when Escape let go of it; `menu_requested(point)` with a global point; `card_requested(uid)`
    for a double click on a statement, or Enter.
    """

    selection_changed = Signal(int, int)
    statement_activated = Signal(str)
    card_requested = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span: tuple[int, int] | None = None
        self._pressed: QPoint | None = None
        self.selectionChanged.connect(self._read_selection)

    def show_source(self, content: PaneSource | None) -> None:
        """Show a source from its beginning, or nothing."""
        self._set_span(None)
        super().show_source(content)

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
        found = self._highlights_under(event.pos())
        if found and self._span is None:
            self._activate(found[0].uid)
        elif self._span is None:
            self._select_sentence(event.pos())
        self.menu_requested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not take_key(self, event):
            super().keyPressEvent(event)

    def _click(self, point: QPoint) -> None:
        """Follow a note, open a fold, select a statement (again: the next one under it), else the sentence."""
        if self._content is None or self._laid is None or self.textCursor().hasSelection():
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
        block = next((each for each in self._readable_blocks() if each.start <= at <= each.end), None)
        if block is not None:
            self.set_selected_statement("")
            self.select_span(*sentence_at(self._content.text, block.start, block.end, at))

    def _hover(self, point: QPoint) -> None:
        found = self._highlights_under(point)
        self._set_hovered(frozenset(each.uid for each in found[:1]))
        number = self.cursorForPosition(point).block().blockNumber()
        is_hand = bool(found) or (
            self._laid is not None and (number in self._laid.folds or self._note_target(point) is not None)
        )
        shape = Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        names = [self._look.tags[uid].name for each in found for uid in each.tag_uids if uid in self._look.tags]
        words = "\n".join(dict.fromkeys(names)) if names else (self.tr("Statement without a tag") if found else "")
        if words:
            QToolTip.showText(self.viewport().mapToGlobal(point + QPoint(0, 16)), words, self.viewport())
        else:
            QToolTip.hideText()

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

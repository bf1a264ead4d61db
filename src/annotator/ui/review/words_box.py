"""Boxes to write in: the words that settle a conflict, and what is said to the other reviewers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from annotator.core.records import Note
from annotator.session.details import CitationLabel
from annotator.ui.arrange.prose_document import ProseDocument, insert_prose, plain_of, read_prose
from annotator.ui.review.moments import moment_words
from annotator.ui.widgets import label, push_button

WRITING_HEIGHT, REMARK_HEIGHT = 100, 62
SHORT = 80
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class WordsEditor(QTextEdit):
    """One paragraph in which a citation is one character, so that it is kept or deleted as a whole.

    Signals: `finished()` by Enter; `escaped()` by Escape.
    """

    finished = Signal()
    escaped = Signal()

    def __init__(self, label_of: Callable[[str], CitationLabel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ProseDocument("", label_of, self)
        self._words.setUndoRedoEnabled(True)
        self._words.setDocumentMargin(4)
        self.setDocument(self._words)
        self.setProperty("field", True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFixedHeight(WRITING_HEIGHT)

    @property
    def words(self) -> str:
        """What stands here on one line, citations as tokens."""
        return self._words.prose().replace("\n", " ").strip()

    def show_words(self, text: str) -> None:
        """Replace everything."""
        self._words.setUndoRedoEnabled(False)
        self._words.set_prose(text)
        self._words.setUndoRedoEnabled(True)

    # Qt

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(read_prose(self.document(), cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        insert_prose(self.textCursor(), " ".join(plain_of(source).split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class WritingBox(QWidget):
    """Write another value; the conflict is settled by it when that is wanted, and not before.

    Signals: `settled(str)` the words; `closed()`.
    """

    settled = Signal(str)
    closed = Signal()

    def __init__(self, label_of: Callable[[str], CitationLabel], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = WordsEditor(label_of, self)
        self.editor.setAccessibleName(self.tr("Another value"))
        self.editor.finished.connect(lambda: self.settled.emit(self.editor.words))
        self.editor.escaped.connect(self.close_box)
        settle = push_button(
            self.tr("Settle with these words"), lambda: self.settled.emit(self.editor.words), self, is_accent=True
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(settle)
        buttons.addWidget(push_button(self.tr("Cancel"), self.close_box, self))
        buttons.addWidget(label(self.tr("Enter settles, Esc cancels"), "meta", self))
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.editor)
        column.addLayout(buttons)
        self.hide()

    def close_box(self) -> None:
        """Put the box away."""
        self.hide()
        self.closed.emit()

    def open_with(self, text: str) -> None:
        """Open on words to begin with."""
        self.editor.show_words(text)
        self.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if len(text) <= SHORT:
            self.editor.selectAll()
        else:
            self.editor.moveCursor(QTextCursor.MoveOperation.End)


class DiscussionBox(QWidget):
    """What reviewers have said of a thing, and a field to say something more.

    Signals: `said(str)`; `closed()`.
    """

    said = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = label(self.tr("Discussion"), "strong", self)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(6)
        self.field = _RemarkField(self)
        self.field.finished.connect(self._say)
        self.field.escaped.connect(self.close_field)
        self._form = QWidget(self)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(push_button(self.tr("Add to the discussion"), self._say, self._form))
        row.addWidget(label(self.tr("Ctrl+Enter adds it, Esc cancels"), "meta", self._form))
        row.addStretch()
        form.addLayout(row)
        self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addLayout(self._remarks)
        column.addWidget(self._form)

    @property
    def is_writing(self) -> bool:
        """Whether somebody has begun to write here."""
        return not self._form.isHidden() and bool(self.field.toPlainText().strip())

    def close_field(self) -> None:
        """Put the field away, and what was written in it."""
        self.field.clear()
        self._form.hide()
        self._show_or_hide()
        self.closed.emit()

    def open_field(self) -> None:
        """Open the field."""
        self._form.show()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_remarks(self, remarks: Sequence[Note], name_of: Callable[[str], str]) -> None:
        """Show what was said, the oldest first."""
        while self._remarks.count():
            item = self._remarks.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in remarks:
            remark = self._remark(each, name_of)
            self._remarks.addWidget(remark)
            remark.show()
        self._show_or_hide()

    def _remark(self, note: Note, name_of: Callable[[str], str]) -> QWidget:
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        who = self.tr("{0}, {1}").format(name_of(note.reviewer_uid), moment_words(note.created))
        column.addWidget(label(who, "muted", made))
        words = label(note.text, "", made, wraps=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        return made

    def _say(self) -> None:
        if self.field.toPlainText().strip():
            self.said.emit(self.field.toPlainText())

    def _show_or_hide(self) -> None:
        self._head.setVisible(bool(self._remarks.count()))
        self.setVisible(bool(self._remarks.count()) or not self._form.isHidden())


class _RemarkField(QPlainTextEdit):
    finished = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setFixedHeight(REMARK_HEIGHT)
        self.setPlaceholderText(self.tr("Ask the other reviewers, or say why"))
        self.setAccessibleName(self.tr("A remark for the other reviewers"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & _CONTROL:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key is for what is being written, though the window has commands on it too."""
    return event.key() in (*_ENTER, Qt.Key.Key_Escape)

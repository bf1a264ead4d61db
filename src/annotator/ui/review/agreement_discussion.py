"""What reviewers said to each other about a place where they differ."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from annotator.core.records import Note
from annotator.session.agreement_session import Place
from annotator.ui.review.moments import moment_words
from annotator.ui.theme import Theme
from annotator.ui.widgets import ElidedLabel, push_button
from annotator.ui.workspace import Shell


class DiscussionPage(QWidget):
    """The words of the place, the remarks in the order in which they were made, and a field for the next.

    Signals: `said(Place, words)`; `left()` by Escape or the button.
    """

    said = Signal(object, str)
    left = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell = shell
        self._place: Place | None = None
        self._notes: list[Note] = []
        self.back = push_button(self.tr("Back"), self.left.emit, self, icon="arrow-left", is_small=True, is_quiet=True)
        self.back.setToolTip(self.tr("Back to the list (Esc)"))
        self._quote = ElidedLabel("", self)
        self.remarks = QTextBrowser(self)
        self.remarks.setAccessibleName(self.tr("What was said"))
        self.remarks.setFrameShape(QFrame.Shape.NoFrame)
        self.remarks.setOpenLinks(False)
        self.remarks.document().setDocumentMargin(12)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Say something to the other reviewers"))
        self.field.setAccessibleName(self.tr("Your remark"))
        self.field.returnPressed.connect(self._say)
        self.button = push_button(self.tr("Say it"), self._say, self)
        self.field.textChanged.connect(lambda _: self.button.setEnabled(bool(self.field.text().strip())))
        self.button.setEnabled(False)
        Theme.active().changed.connect(self._draw)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_place(self, place: Place, who: str) -> None:
        """Show what was said about the statements of a place; half a remark stays in the field meanwhile."""
        if self._place is None or self._place.disagreement != place.disagreement:
            self.field.clear()
        self._place = place
        self._quote.setText(f"{place.source_label} {place.locator}  {place.words}".strip())
        self._quote.setAccessibleName(f"{place.words}; {who}")
        reader = self._shell.session.reader
        notes = [note for uid in place.statement_uids for note in reader.notes(uid) if note.kind == "discussion"]
        self._notes = sorted(notes, key=lambda each: (each.created, each.uid))
        self._draw()

    def _draw(self) -> None:
        tokens = Theme.active().tokens
        names = {each.uid: each.name for each in self._shell.session.reader.reviewers()}
        if not self._notes:
            words = escape(self.tr("Nobody has said anything about this yet."))
            self.remarks.setHtml(f'<p style="color:{tokens.muted}">{words}</p>')
            return
        self.remarks.setHtml(
            "".join(
                f'<p style="margin:0 0 8px 0"><b>{escape(names.get(note.reviewer_uid, ""))}</b> '
                f'<span style="color:{tokens.muted}">{moment_words(note.created)}</span>'
                f"<br>{escape(note.text)}</p>"
                for note in self._notes
            )
        )
        bar = self.remarks.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 12, 4)
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self._quote, 1)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.remarks, 1)
        layout.addWidget(foot)

    def _say(self) -> None:
        words = self.field.text().strip()
        if words and self._place is not None:
            self.field.clear()
            self.said.emit(self._place, words)

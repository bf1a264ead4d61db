"""A field with a draft that stands for it as long as nobody writes anything better."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.ui.read.wrapping_field import WrappingField


class DraftedField(WrappingField):
    """Show the draft in muted while the field is empty; it can be taken over and edited.

    A draft that was taken over and left as it is stays a draft, so that it goes on following what it is drafted from.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._draft = ""
        self._is_taken_over = False

    @property
    def draft(self) -> str:
        """The words that stand for the field while it is empty."""
        return self._draft

    def edit_draft(self) -> None:
        """Put the draft into the field, to be edited."""
        self._is_taken_over = True
        self._shown = self._draft
        self.setPlainText(self._draft)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        if self.has_typed and self.words != self._draft:
            self._is_taken_over = False
        super().flush()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._is_taken_over or self.words == self._draft:
            self._is_taken_over = False
            self.show_text("", is_new=True)

    def show_words(self, text: str, draft: str, *, is_new: bool = False) -> None:
        """Show what is in the project, and the draft that stands for it where that is nothing."""
        is_looked_at = self._is_taken_over or (self.hasFocus() and bool(draft) and self.words == draft)
        self._draft = draft
        self.setPlaceholderText(draft)
        self.setAccessibleDescription("" if text else draft)
        if is_new:
            self._is_taken_over = False
        if is_new or text or not is_looked_at:
            self.show_text(text, is_new=is_new)
        self._fit()

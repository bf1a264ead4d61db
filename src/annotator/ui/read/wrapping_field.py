"""A field for one paragraph, as high as its words need."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.read.card_fields import NoteField


class WrappingField(NoteField):
    """Take over one paragraph by Enter, on leaving and in pauses; Escape gives back what was not taken over yet.

    Its words are kept with single spaces, so what differs in spaces only is not written over while one types.
    """

    LINES = (1, 12)

    @property
    def words(self) -> str:
        """What stands in it, with single spaces."""
        return " ".join(self.toPlainText().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
        elif key == Qt.Key.Key_Escape and self.has_typed:
            self.show_text(self._shown, is_new=True)
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str, *, is_new: bool = False) -> None:
        if not is_new and text == self.words and not self.has_typed:
            return
        super().show_text(text, is_new=is_new)

    def _line_count(self) -> int:
        """Count the lines of the words, or of what stands in their place while there are none."""
        placeholder = self.placeholderText()
        if not placeholder or self.toPlainText():
            return super()._line_count()
        room = self.viewport().rect().adjusted(4, 0, -4, 0)
        room.setHeight(1_000_000)
        drawn = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), placeholder)
        return round(drawn.height() / self.fontMetrics().lineSpacing())

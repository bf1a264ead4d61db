"""What the card says of a statement whose source was corrected, and what a person can do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.session.models.statements_model import anchor_state_words
from annotator.ui.widgets import Badge, label, push_button

MOVED, LOST = "moved", "lost"
# Badge and row say it with the same icon.
STATE_ICONS = {MOVED: "map-marker-outline", LOST: "map-marker-off-outline"}
STATE_TONES = {MOVED: "neutral", LOST: "warn"}


class AnchorNotice(QWidget):
    """A badge with the state, what helps to judge it, and the buttons that settle it; hidden where all is well.

    Signals: `settle_wanted()` for a place that is right; `anew_wanted()` to put the statement on the selected words;
    `delete_wanted()`.
    """

    settle_wanted = Signal()
    anew_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._badge = Badge(parent=self)
        self._help = label("", "muted", self, wraps=True)
        self.right_button = push_button(self.tr("It is right"), self.settle_wanted.emit, self, is_small=True)
        self.anew_button = push_button(self.tr("Highlight it anew"), self.anew_wanted.emit, self, is_small=True)
        self.delete_button = push_button(self.tr("Delete"), self.delete_wanted.emit, self, is_small=True)
        self.right_button.setToolTip(self.tr("Keep the statement where it stands now (Y)"))
        self.delete_button.setToolTip(self.tr("Delete the statement"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(6)
        layout.addWidget(self._badge)
        layout.addWidget(self._help)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.right_button, self.anew_button, self.delete_button):
            buttons.addWidget(button)
        buttons.addStretch()
        layout.addLayout(buttons)
        self.hide()

    @property
    def words(self) -> str:
        """What the badge says."""
        return self._badge.text

    @property
    def help_text(self) -> str:
        """What stands under the badge."""
        return self._help.text()

    def show_state(self, state: str, quote: str, earlier_quote: str) -> None:
        """Show how a statement stands; `earlier_quote` are its words in the text before, or ""."""
        words = anchor_state_words(state)
        self.setVisible(bool(words))
        if not words:
            return
        self._badge.set_state(words, STATE_TONES[state], STATE_ICONS[state])
        if state == LOST:
            self._help.setText(self.tr("Select the words in its source where it stands now, or delete it."))
        elif earlier_quote and earlier_quote != quote:
            self._help.setText(self.tr("It read before: “{0}”").format(" ".join(earlier_quote.split())))
        else:
            self._help.setText(self.tr("The source was corrected, and it stands in another place now."))
        self.right_button.setVisible(state == MOVED)
        self.anew_button.setVisible(state == LOST)
        self.delete_button.setVisible(state == LOST)

    def set_why_not_anew(self, reason: str) -> None:
        """Offer to highlight anew, or say why that cannot be done now."""
        self.anew_button.setEnabled(not reason)
        self.anew_button.setToolTip(reason or self.tr("Put the statement on the selected words (Shift+H)"))

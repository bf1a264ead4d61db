"""Parts of the statement's card that only show: its words, its tags, the notes of others."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.core.records import Judgement, Statement
from annotator.session.catalogue import Catalogue
from annotator.ui.read.flow import FlowLayout
from annotator.ui.theme import Step, Theme, colour, reading_font
from annotator.ui.widgets import AddChip, Chip, label

RULE = 3


class OtherNotes(QVBoxLayout):
    """What other reviewers noted."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(4)

    def show_notes(self, notes: Iterable[tuple[str, str]]) -> None:
        """Show names and what they noted."""
        while self.count():
            item = self.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for who, text in notes:
            words = label(f"{who}: {text}", "muted", wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.addWidget(words)


class Quote(QLabel):
    """The words of the statement, in the reading font beside a rule in the accent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(reading_font(Step.CARD))
        self.setContentsMargins(RULE + 10, 2, 0, 2)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(self.tr("Quote"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, RULE, self.height(), colour(Theme.active().tokens.accent))


class TagChips(QWidget):
    """The tags of a statement, each with who put it on; one's own can be taken off.

    Signals: `tag_wanted()`; `taken_off(tag)`.
    """

    tag_wanted = Signal()
    taken_off = Signal(str)

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._flow = FlowLayout(self)

    def show_tags(self, statement: Statement, judgements: Iterable[Judgement], reviewer_uid: str) -> None:
        """Show the tags of a statement as one reviewer sees them."""
        by_tag: dict[str, list[str]] = {}
        for each in judgements:
            by_tag.setdefault(each.tag_uid, []).append(each.reviewer_uid)
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._flow.clear()
        for uid in statement.tag_uids:
            tag = self._catalogue.tags.get(uid)
            if tag is None:
                continue
            who = by_tag.get(uid, [])
            chip = Chip(tag.name, tag.colour, self, can_close=reviewer_uid in who)
            names = ", ".join(self._catalogue.reviewer_name(each) for each in dict.fromkeys(who))
            tip = self.tr("Tagged by {0}").format(names)
            chip.setToolTip("\n".join(each for each in (tip, tag.definition) if each))
            chip.closed.connect(lambda uid=uid: self.taken_off.emit(uid))
            self._add(chip)
        button = AddChip(self.tr("Tag"), "tag-plus-outline", "T", self)
        button.clicked.connect(self.tag_wanted)
        self._add(button)
        if had_focus:
            button.setFocus()

    def _add(self, chip: QWidget) -> None:
        self._flow.addWidget(chip)
        chip.show()

"""One version of a conflict, with who holds it and the button that keeps it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.session.conflict_versions import Holder, Version
from annotator.ui.review.moments import moment_words
from annotator.ui.review.passage import CardFrame, LabelOf, PassageLabel
from annotator.ui.widgets import label, push_button

LONGEST_TITLE = 60


class VersionCard(CardFrame):
    """A version: its value, its reviewers with their notes, and the button that keeps it."""

    def __init__(
        self,
        version: Version,
        other: Version | None,
        verb: str,
        keys: str,
        keep: Callable[[], object],
        label_of: LabelOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.version = version
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 11, 12, 11)
        self._column.setSpacing(4)
        if version.text and max(map(len, (version.text, other.text if other else ""))) > LONGEST_TITLE:
            passage = PassageLabel(label_of, self)
            passage.show_passage(version.text, other.text if other else "")
            passage.setContentsMargins(0, 0, 0, 4)
            self.words: QLabel = passage
        else:
            self.words = label(version.words, "title", self, wraps=True)
            self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self.words)
        for holder in version.holders:
            self._add_holder(holder)
        self._column.addSpacing(4)
        self._column.addStretch()
        self._add_button(verb, keys, keep)
        self.setAccessibleName(self.tr("Version: {0}").format(version.words))

    def _add_button(self, verb: str, keys: str, keep: Callable[[], object]) -> None:
        self.button = push_button(verb, keep, self)
        self.button.setAccessibleName(self.tr("{0}: {1}").format(verb, self.version.words))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(label(keys, "meta", self))
        row.addStretch()
        self._column.addLayout(row)

    def _add_holder(self, holder: Holder) -> None:
        who = self.tr("{0}, {1}").format(holder.name, moment_words(holder.at))
        self._column.addWidget(label(who, "muted", self, wraps=True))
        if holder.note:
            note = label(holder.note, "", self, wraps=True)
            note.setAccessibleName(self.tr("Note of {0}: {1}").format(holder.name, holder.note))
            note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(note)


class StayingCard(CardFrame):
    """What stands in place of versions where a tree ignored a move: one sentence, one button."""

    def __init__(self, keys: str, keep: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 11, 12, 11)
        column.setSpacing(4)
        column.addWidget(label(self.tr("It stays where it is"), "title", self, wraps=True))
        why = self.tr("Two moves made without seeing each other would have put it under what stands below it.")
        column.addWidget(label(why, "muted", self, wraps=True))
        column.addSpacing(4)
        self.button = push_button(self.tr("Leave it there"), keep, self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(label(keys, "meta", self))
        row.addStretch()
        column.addLayout(row)

"""The page of what goes in: parts, the lines under quotations, the order of the evidence, empty chapters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.exporting.choices import Choices
from annotator.ui.exporting.form import Page
from annotator.ui.exporting.parts_list import PartsList
from annotator.ui.widgets import label, push_button


class PartsPage(Page):
    """Choose what goes into the briefing and in which order."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("What goes in"))
        self._choices = choices
        self.column.setContentsMargins(0, 10, 0, 12)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(label(self.tr("Parts"), "strong", self.body))
        head.addStretch()
        self.up_button = push_button(
            self.tr("Up"), lambda: self.parts.move_current(-1), self.body, is_small=True, is_quiet=True
        )
        self.down_button = push_button(
            self.tr("Down"), lambda: self.parts.move_current(1), self.body, is_small=True, is_quiet=True
        )
        self.up_button.setToolTip(self.tr("Move the part up (Alt+Up)"))
        self.down_button.setToolTip(self.tr("Move the part down (Alt+Down)"))
        head.addWidget(self.up_button)
        head.addWidget(self.down_button)
        self.column.addLayout(head)
        self.parts = PartsList(self.body)
        self.parts.wanted.connect(lambda parts: choices.choose("parts", [[part.name, part.is_on] for part in parts]))
        self.parts.current_moved.connect(self._enable)
        self.column.addWidget(self.parts)
        rest = Page("", self)
        rest.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.links = rest.switch(
            self.tr("Corroboration lines"),
            self.tr("Say under each quotation what supports and what contradicts it."),
            lambda is_on: choices.choose("shows_links", is_on),
        )
        self.order = rest.box(
            self.tr("Order of the evidence"),
            (
                (self.tr("As arranged"), "arranged"),
                (self.tr("By date"), "date"),
                (self.tr("By tag"), "tag"),
                (self.tr("By source"), "source"),
            ),
            lambda data: choices.choose("order", data),
        )
        self.empty_chapters = rest.box(
            self.tr("Empty chapters"),
            ((self.tr("Say that nothing is there"), "mark"), (self.tr("Leave them out"), "leave out")),
            lambda data: choices.choose("empty_chapters", data),
        )
        rest.column.addStretch()
        self.column.addWidget(rest, 1)
        choices.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now."""
        settings = self._choices.settings
        self.parts.show_parts(settings.parts)
        self.links.setChecked(settings.shows_links)
        self.order.setCurrentIndex(self.order.findData(settings.order))
        self.empty_chapters.setCurrentIndex(self.empty_chapters.findData(settings.empty_chapters))

    def _enable(self) -> None:
        self.up_button.setEnabled(self.parts.can_move(-1))
        self.down_button.setEnabled(self.parts.can_move(1))

"""The page of what goes in: parts, the lines under quotations, the order of the evidence, empty chapters."""

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.ui.exporting.choices import Choices
from annotator.ui.exporting.form import INSET, Page
from annotator.ui.exporting.parts_list import PartsList
from annotator.ui.icons import dress
from annotator.ui.widgets import label


class PartsPage(Page):
    """Choose what goes into the briefing and in which order."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("What goes in"))
        self._choices = choices
        self.parts = PartsList(self.body)
        self.up_button = self._button("arrow-up", self.tr("Move the part up (Alt+Up)"), -1)
        self.down_button = self._button("arrow-down", self.tr("Move the part down (Alt+Down)"), 1)
        self._lay_out_parts()
        self.links = self.switch(
            self.tr("Corroboration lines"),
            self.tr("Say under each quotation what supports and what contradicts it."),
            lambda is_on: choices.choose("shows_links", is_on),
        )
        self.order = self.box(
            self.tr("Order of the evidence"),
            (
                (self.tr("As arranged"), "arranged"),
                (self.tr("By date"), "date"),
                (self.tr("By tag"), "tag"),
                (self.tr("By source"), "source"),
            ),
            lambda data: choices.choose("order", data),
        )
        self.empty_chapters = self.box(
            self.tr("Empty chapters"),
            ((self.tr("Say that nothing is there"), "mark"), (self.tr("Leave them out"), "leave out")),
            lambda data: choices.choose("empty_chapters", data),
        )
        self.timeline = self.box(
            self.tr("Timeline"),
            (
                (self.tr("Picture and table"), "both"),
                (self.tr("Picture"), "picture"),
                (self.tr("Table"), "table"),
            ),
            lambda data: choices.choose("timeline", data),
        )
        self.column.addStretch()
        self.parts.wanted.connect(lambda parts: choices.choose("parts", [[part.name, part.is_on] for part in parts]))
        self.parts.current_moved.connect(self._enable)
        choices.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now."""
        settings = self._choices.settings
        self.parts.show_parts(settings.parts)
        self.links.setChecked(settings.shows_links)
        self.order.setCurrentIndex(self.order.findData(settings.order))
        self.empty_chapters.setCurrentIndex(self.empty_chapters.findData(settings.empty_chapters))
        self.timeline.setCurrentIndex(self.timeline.findData(settings.timeline))

    def _button(self, icon: str, tip: str, step: int) -> QToolButton:
        made = QToolButton(self.body)
        made.setProperty("tight", True)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        dress(made, icon, "text")
        made.clicked.connect(lambda: self.parts.move_current(step))
        return made

    def _enable(self) -> None:
        self.up_button.setEnabled(self.parts.can_move(-1))
        self.down_button.setEnabled(self.parts.can_move(1))

    def _lay_out_parts(self) -> None:
        """Put the list from edge to edge, and what follows it inside the inset."""
        outer = self.column
        outer.setContentsMargins(0, 8, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 0, INSET - 4, 0)
        head.setSpacing(2)
        head.addWidget(label(self.tr("Parts"), "strong", self.body))
        head.addStretch()
        head.addWidget(self.up_button)
        head.addWidget(self.down_button)
        outer.addLayout(head)
        outer.addWidget(self.parts)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(INSET, 2, INSET, 12)
        self.column.setSpacing(6)
        outer.addLayout(self.column, 1)

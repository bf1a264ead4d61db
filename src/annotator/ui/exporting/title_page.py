"""The page of what stands on the title page."""

import datetime

from PySide6.QtWidgets import QWidget

from annotator.core.dates import format_date, parse_date
from annotator.core.records import FuzzyDate
from annotator.ui.exporting.choices import Choices
from annotator.ui.exporting.form import Page
from annotator.ui.widgets import label


class TitlePageForm(Page):
    """Say what the briefing is called, whose it is, and how it is to be handled."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Title page"))
        self._choices = choices
        self.title = self.field(self.tr("Title"), "", lambda words: choices.name_project("title", words))
        self.subtitle = self.field(self.tr("Subtitle"), "", lambda words: choices.name_project("subtitle", words))
        self.handling = self.field(
            self.tr("Handling or classification"),
            self.tr("Above every page, for instance “Internal”"),
            lambda words: choices.choose("handling", words),
        )
        self.authors = self.field(
            self.tr("Authors"),
            self.tr("The reviewers, unless you name others"),
            lambda words: choices.choose("authors", words),
        )
        self.editor = self.field(
            self.tr("Editor"), self.tr("Named on the title page"), lambda words: choices.choose("editor", words)
        )
        self.date = self.field(self.tr("Date"), self.tr("The day of the newest statement"), self._date)
        self.date.setToolTip(self.tr("One day, like 28 Apr 2025. Without one it is the day of the newest statement."))
        self.date_error = label("", "error", self.body, wraps=True)
        self.date_error.hide()
        self.column.addWidget(self.date_error)
        self.column.addStretch()
        self._fields = (self.title, self.subtitle, self.handling, self.authors, self.editor, self.date)
        for field in self._fields:
            field.given_up.connect(self.refresh)
        self.date.given_up.connect(self.date_error.hide)
        choices.changed.connect(self.refresh)
        self.refresh()

    def flush(self) -> bool:
        """Take over what is being typed; say whether all of it could be."""
        for field in self._fields:
            if field.isModified():
                field.editingFinished.emit()
        return not self.date.isModified()

    def say_day(self, words: str) -> None:
        """Say which day the briefing bears where none is chosen."""
        self.date.setPlaceholderText(words or self.tr("The day of the newest statement"))

    def refresh(self) -> None:
        """Show what is chosen now, but where somebody is typing."""
        project, settings = self._choices.project, self._choices.settings
        day = settings.date
        for field, words in (
            (self.title, project.title),
            (self.subtitle, project.subtitle),
            (self.handling, settings.handling),
            (self.authors, settings.authors),
            (self.editor, settings.editor),
            (self.date, format_date(FuzzyDate(day, day, "day"), short=True) if day else ""),
        ):
            field.show_words(words)

    def _date(self, words: str) -> None:
        known = parse_date(words) if words else None
        is_day = known is not None and known.precision == "day"
        self.date_error.setVisible(bool(words) and not is_day)
        if words and not is_day:
            self.date_error.setText(self.tr("Write one day, like 28 Apr 2025."))
            self.date.setModified(True)  # so that it is not overwritten, and Escape brings back what stood
            return
        day: datetime.date | None = known.start if known else None
        self._choices.choose("date", day.isoformat() if day else None)
        self.refresh()

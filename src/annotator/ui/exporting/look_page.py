"""The page of how the briefing looks and speaks: template, citations, language, page numbers, comments."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from annotator.core.briefing.settings import HOUSE_STYLE
from annotator.core.words import ENGLISH, KOREAN
from annotator.exchange.citing import STYLES
from annotator.exchange.docx.pages import find_libreoffice
from annotator.ui.exporting.choices import Choices
from annotator.ui.exporting.form import Page
from annotator.ui.widgets import label, push_button

MOST_REMEMBERED = 5
_OTHER_FILE = "?"


class LookPage(Page):
    """Choose the look. The template and the counting of pages are this computer's affair, all else the project's.

    Signals: `template_changed()`; `styles_wanted()`.
    """

    template_changed = Signal()
    styles_wanted = Signal()

    def __init__(
        self,
        choices: Choices,
        template: str,
        counts_pages: bool,
        remembered: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Look"))
        self._choices = choices
        self._chosen = template
        self.remembered = [path for path in remembered if path != template][:MOST_REMEMBERED]
        self.template = self.box(self.tr("Template"), (), self._template_chosen)
        self._fill_templates()
        self.template_error = self._error()
        self.styles_button = push_button(self.tr("Styles…"), self.styles_wanted.emit, self.body, is_small=True)
        self.styles_button.setToolTip(self.tr("Which style of the template plays which role"))
        self.column.addWidget(self.styles_button)
        self.style_box = self.box(self.tr("Citations"), (), lambda key: choices.choose("style", key))
        self.style_error = self._error()
        self.ibid = self.switch(
            self.tr("“Ibid.” after the same source"),
            self.tr("Shorten a footnote that follows another one of the same source."),
            lambda is_on: choices.choose("uses_ibid", is_on),
        )
        self.language = self.box(self.tr("Language"), self._languages(), lambda key: choices.choose("language", key))
        self.column.addSpacing(8)
        self._add_pages(counts_pages)
        self.comments = self.switch(
            self.tr("Findings as comments"),
            self.tr("Put what the check found into the document as Word comments."),
            lambda is_on: choices.choose("carries_findings", is_on),
        )
        self.column.addStretch()
        choices.changed.connect(self.refresh)
        self.refresh()

    @property
    def template_path(self) -> Path | None:
        """The Word file whose styles are taken; None for the house's."""
        return Path(self._chosen) if self._chosen else None

    def choose_template(self, path: str) -> None:
        """Take the styles of this file, or with "" the house's."""
        if path == self._chosen:
            self.template.setCurrentIndex(max(0, self.template.findData(path)))
            return
        known = [each for each in (self._chosen, *self.remembered) if each and each != path]
        self._chosen, self.remembered = path, known[:MOST_REMEMBERED]
        self._fill_templates()
        self.template_changed.emit()

    def refresh(self) -> None:
        """Show what is chosen now."""
        settings = self._choices.settings
        language = self._choices.language.split("-")[0]
        spoken = language if language in (ENGLISH.language, KOREAN.language) else ENGLISH.language
        self.style_box.clear()
        self.style_box.addItem(self.tr("Short notes of the house"), HOUSE_STYLE)
        for info in STYLES.values():
            if spoken in info.languages or info.key == settings.style:
                self.style_box.addItem(info.name, info.key)
        self.style_box.setCurrentIndex(max(0, self.style_box.findData(settings.style)))
        chosen = STYLES.get(settings.style)
        is_wrong = chosen is not None and spoken not in chosen.languages
        self.style_error.setVisible(is_wrong)
        if chosen is not None and is_wrong:
            words = self.tr("{0} is not written in {1}; choose another style or another language.")
            self.style_error.setText(words.format(chosen.name, ENGLISH.languages[spoken]))
        self.ibid.setChecked(settings.uses_ibid)
        self.language.setCurrentIndex(max(0, self.language.findData(settings.language)))
        self.comments.setChecked(settings.carries_findings)

    def say_template_error(self, words: str) -> None:
        """Say under the box why the template cannot be used; "" where it can."""
        self.template_error.setText(words)
        self.template_error.setVisible(bool(words))

    def _add_pages(self, counts_pages: bool) -> None:
        has_program = find_libreoffice() is not None
        if has_program:
            tip = self.tr("LibreOffice lays the pages out, which adds some seconds. Otherwise Word fills them in.")
            remark = self.tr("adds seconds")
        else:
            tip = self.tr("LibreOffice is not installed, so Word fills the numbers in when you ask it to.")
            remark = self.tr("no LibreOffice")
        self.pages = self.switch(self.tr("Exact page numbers"), tip, lambda _: None, remark)
        self.pages.setEnabled(has_program)
        self.pages.setChecked(counts_pages and has_program)

    def _error(self) -> QLabel:
        made = label("", "error", self.body, wraps=True)
        made.hide()
        self.column.addWidget(made)
        return made

    def _fill_templates(self) -> None:
        self.template.clear()
        self.template.addItem(self.tr("House style"), "")
        for path in filter(None, (self._chosen, *self.remembered)):
            self.template.addItem(Path(path).name, path)
            self.template.setItemData(self.template.count() - 1, path, int(Qt.ItemDataRole.ToolTipRole))
        self.template.addItem(self.tr("Choose a Word file…"), _OTHER_FILE)
        self.template.setCurrentIndex(max(0, self.template.findData(self._chosen)))
        self.template.setToolTip(self._chosen)

    def _languages(self) -> list[tuple[str, str]]:
        names = ENGLISH.languages
        project = self._choices.project.language
        of_project = names.get(project.split("-")[0], project)
        listed = [(self.tr("As the project ({0})").format(of_project), "")]
        return listed + [(names[words.language], words.language) for words in (ENGLISH, KOREAN)]

    def _template_chosen(self, data: object) -> None:
        if data == _OTHER_FILE:
            name, _ = QFileDialog.getOpenFileName(
                self, self.tr("Template"), "", self.tr("Word files (*.docx *.dotx *.docm *.dotm)")
            )
            data = name or self._chosen
        self.choose_template(str(data))

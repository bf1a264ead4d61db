"""The form of an export: chapters, template, language, file."""

import re
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.core.briefing import BriefingOptions, build_briefing
from annotator.core.words import ENGLISH, KOREAN
from annotator.core.errors import AnnotatorError
from annotator.core.records import Chapter
from annotator.exchange.docx import ExportReport, write_briefing
from annotator.session.inquiry import Inquiry
from annotator.session.jobs import Job, JobContext
from annotator.session.models.board_model import Survey, make_survey
from annotator.store.reader import Reader
from annotator.ui.exporting.check_list import CheckList
from annotator.ui.exporting.structure_tree import StructureTree
from annotator.ui.widgets import ProgressStrip, label, push_button
from annotator.ui.workspace import Shell

SIZE = QSize(1120, 640)
LEFT, RIGHT = 285, 356
HOUSE_STYLE, OTHER_FILE = "", "?"
_REMEMBERED = "export"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def open_export_dialog(shell: Shell) -> "ExportDialog":
    """Show the form over the window."""
    dialog = ExportDialog(shell, shell if isinstance(shell, QWidget) else None)
    dialog.open()
    return dialog


class ExportDialog(QDialog):
    """Choose what goes into the briefing, see what it still lacks, and write it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._is_writing = False
        self._remembered: dict[str, Any] = self._session.local.get(_REMEMBERED, {}) or {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export briefing"))
        self.resize(SIZE)
        self.structure = StructureTree(self)
        self.empty_chapters = self._combo(self.tr("Empty chapters"))
        self.template = self._combo(self.tr("Template"))
        self.language = self._combo(self.tr("Language"))
        self.editor = QLineEdit(str(self._remembered.get("editor", "")), self)
        self.editor.setAccessibleName(self.tr("Editor"))
        self.editor.setPlaceholderText(self.tr("named on the title page"))
        self.file = QLineEdit(str(self._first_target()), self)
        self.file.setAccessibleName(self.tr("File to write"))
        self.export_button = push_button(self.tr("Export briefing"), self.export, self, is_accent=True)
        self.export_button.setDefault(True)
        self.progress = ProgressStrip(self)
        self._chapter_count = label("", "meta", self)
        self._error = label("", "error", self, wraps=True)
        self._checks = CheckList(self)
        self._checks.chapter_wanted.connect(self._show_chapter)
        self._job: Job | None = None
        self.progress.cancel_wanted.connect(self._cancel)
        self._fill_choices()
        self._lay_out()
        self.structure.ticked.connect(self._say_chapters)
        self.file.textChanged.connect(lambda _: self._say_chapters())
        self.template.activated.connect(self._template_chosen)
        self._chapters: list[Chapter] = []
        self.export_button.setFocus()
        Inquiry(self._session, Reader.chapters, self._take_chapters, self).ask(is_urgent=True)
        Inquiry(self._session, make_survey, self._take_survey, self).ask(is_urgent=True)

    @property
    def options(self) -> BriefingOptions:
        """What has been chosen."""
        return BriefingOptions(
            chapters=() if self.structure.is_everything() else tuple(self.structure.ticked_uids()),
            empty_chapters=self.empty_chapters.currentData(),
            language=self.language.currentData(),
            editor=" ".join(self.editor.text().split()),
        )

    @property
    def target(self) -> Path:
        """The file to write, with its ending."""
        path = Path(self.file.text().strip()).expanduser()
        if not path.is_absolute():
            path = self._session.path.parent / path
        return path if path.suffix.casefold() == ".docx" else path.with_name(path.name + ".docx")

    def export(self) -> None:
        """Write the briefing in the background."""
        if self._is_writing:
            return
        target, options = self.target, self.options
        template = Path(self.template.currentData()) if self.template.currentData() else None
        self._remember(target)
        self._error.setText("")
        self._set_writing(True)
        self.progress.show_work(self.tr("Writing the briefing"))

        def write(context: JobContext) -> ExportReport:
            briefing = build_briefing(context.open_reader(), options)
            context.check()
            return write_briefing(briefing, target, template=template)

        self._job = self._session.jobs.run(
            self.tr("Exporting"),
            write,
            on_done=lambda report: self._written(target, report),
            on_failed=self._failed,
            is_quiet=True,
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._set_writing(False)

    def _choose_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export briefing"), str(self.target), self.tr("Word document (*.docx)")
        )
        if name:
            self.file.setText(name)

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        return made

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            self._shell.say_error(error)
            return
        self._set_writing(False)
        if isinstance(error, AnnotatorError):
            self._error.setText(str(error))
        else:
            self._shell.say_error(error)

    def _fill_choices(self) -> None:
        self.empty_chapters.addItem(self.tr("Say that nothing is there"), "mark")
        self.empty_chapters.addItem(self.tr("Leave them out"), "leave out")
        self.template.addItem(self.tr("House style"), HOUSE_STYLE)
        remembered = str(self._remembered.get("template", ""))
        if remembered and Path(remembered).exists():
            self.template.addItem(Path(remembered).name, remembered)
        self.template.addItem(self.tr("Choose a Word file…"), OTHER_FILE)
        names = ENGLISH.languages
        project = self._session.reader.project().language
        of_project = names.get(project.split("-")[0], project)
        self.language.addItem(self.tr("As the project ({0})").format(of_project), "")
        for words in (ENGLISH, KOREAN):
            self.language.addItem(names[words.language], words.language)
        for combo, key in (
            (self.empty_chapters, "empty"),
            (self.template, "template"),
            (self.language, "language"),
        ):
            combo.setCurrentIndex(max(0, combo.findData(self._remembered.get(key, ""))))

    def _first_target(self) -> Path:
        remembered = self._remembered.get("target", "")
        if remembered and Path(remembered).parent.is_dir():
            return Path(remembered)
        title = _NOT_IN_NAMES.sub(" ", self._session.title).strip() or self._session.path.stem
        return self._session.path.parent / self.tr("{0}, briefing.docx").format(" ".join(title.split()))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = QFrame(self)
        bar.setProperty("house", "frame-bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(label(self.tr("Export briefing"), "title", bar))
        head.addWidget(label(self.tr("Word document"), "muted", bar))
        head.addStretch()
        outer.addWidget(bar)
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for each, width in ((self._choices(), LEFT), (self.structure, 480), (self._checks, RIGHT)):
            middle.addWidget(each)
            each.setMinimumWidth(min(width, 260))
        middle.setSizes([LEFT, SIZE.width() - LEFT - RIGHT, RIGHT])
        middle.setStretchFactor(1, 1)
        outer.addWidget(middle, 1)
        outer.addWidget(self._foot())

    def _choices(self) -> QWidget:
        side = QWidget(self)
        side.setProperty("ground", "window")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Chapters"), "strong", side))
        row.addStretch()
        row.addWidget(self._chapter_count)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(push_button(self.tr("All"), lambda: self.structure.tick_all(True), side, is_small=True))
        buttons.addWidget(push_button(self.tr("None"), lambda: self.structure.tick_all(False), side, is_small=True))
        buttons.addStretch()
        column.addLayout(buttons)
        for words, widget in (
            (self.tr("Empty chapters"), self.empty_chapters),
            (self.tr("Template"), self.template),
            (self.tr("Language"), self.language),
            (self.tr("Editor"), self.editor),
        ):
            column.addSpacing(10)
            column.addWidget(label(words, "strong", side))
            column.addWidget(widget)
        column.addStretch()
        return side

    def _foot(self) -> QWidget:
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.file.setMinimumWidth(420)
        row.addWidget(self.file)
        row.addWidget(push_button(self.tr("Choose…"), self._choose_target, foot))
        row.addStretch()
        row.addWidget(self.progress)
        row.addWidget(push_button(self.tr("Cancel"), self.reject, foot))
        row.addWidget(self.export_button)
        self._error.hide()
        column.addWidget(self._error)
        column.addLayout(row)
        return foot

    def _remember(self, target: Path) -> None:
        options = self.options
        self._remembered = {
            "chapters": list(options.chapters),
            "editor": options.editor,
            "empty": options.empty_chapters,
            "language": options.language,
            "target": str(target),
            "template": self.template.currentData(),
        }
        self._session.local.set(_REMEMBERED, self._remembered)

    def _say_chapters(self) -> None:
        count, ticked = self.structure.count, self.structure.ticked_count
        self._chapter_count.setText(self.tr("{0} of {1}").format(ticked, count))
        reason = ""
        if count and not ticked:
            reason = self.tr("Tick a chapter first")
        elif not self.file.text().strip():
            reason = self.tr("Name the file first")
        self.export_button.setEnabled(not reason and not self._is_writing)
        self.export_button.setToolTip(reason)

    def _set_writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        if not is_writing:
            self.progress.finish()
        self._error.setVisible(bool(self._error.text()))
        self._say_chapters()

    def _show_chapter(self, uid: str) -> None:
        self.reject()
        self._session.selection.request_chapter(uid)

    def _take_chapters(self, chapters: list[Chapter]) -> None:
        self._chapters = chapters
        known = {chapter.uid for chapter in chapters}
        ticked = [uid for uid in self._remembered.get("chapters", ()) if uid in known]
        self.structure.show_chapters(chapters, ticked or None)

    def _take_survey(self, survey: Survey) -> None:
        self._checks.show_survey(survey, self._chapters or self._session.reader.chapters())

    def _template_chosen(self, at: int) -> None:
        if self.template.itemData(at) != OTHER_FILE:
            return
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Template"), "", self.tr("Word files (*.docx *.dotx *.docm *.dotm)")
        )
        found = self.template.findData(name) if name else 0
        if found < 0:
            found = self.template.count() - 1
            self.template.insertItem(found, Path(name).name, name)
        self.template.setCurrentIndex(found)

    def _written(self, target: Path, report: ExportReport) -> None:
        words = [
            self.tr("Wrote {0}: {1} statements, {2} footnotes.").format(
                target.name, f"{report.statements:,}", f"{report.footnotes:,}"
            )
        ]
        if report.replaced_characters:
            words.append(
                self.tr("{0} characters that Word cannot hold were replaced.").format(report.replaced_characters)
            )
        self._shell.say(" ".join(words), "success", button=self.tr("Open"), run=lambda: open_file(target))
        if shiboken6.isValid(self):
            self._set_writing(False)
            self.accept()


def open_file(path: Path) -> None:
    """Open a file in the program that the desktop has for it; where there is none, its folder."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

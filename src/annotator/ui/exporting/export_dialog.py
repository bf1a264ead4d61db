"""The window of an export: what goes in at the left, its pages in the middle, what is wanting at the right."""

import re
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.findings import Finding
from annotator.core.records import Chapter
from annotator.core.words import words_for
from annotator.exchange.docx import ExportReport, Template, open_template
from annotator.exchange.docx.pages import CountingCancelledError
from annotator.exchange.exporting import ExportWish, export_briefing
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.jobs import Cancelled, Job, JobContext
from annotator.store.reader import Reader
from annotator.store.working import data_folder
from annotator.ui.exporting.check_list import CheckList
from annotator.ui.exporting.choices import Choices
from annotator.ui.exporting.look_page import LookPage
from annotator.ui.exporting.outlook import Outlook, OutlookFeed
from annotator.ui.exporting.parts_page import PartsPage
from annotator.ui.exporting.places import lead_to
from annotator.ui.exporting.report_words import report_words
from annotator.ui.exporting.structure_tree import StructureTree
from annotator.ui.exporting.styles_page import StylesPage
from annotator.ui.exporting.title_page import TitlePageForm
from annotator.ui.widgets import ProgressStrip, label, push_button
from annotator.ui.workspace import Shell

SIZE = QSize(1120, 748)
LEFT, RIGHT = 300, 356
_REMEMBERED = "export"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def open_export_dialog(shell: Shell) -> "ExportDialog":
    """Show the form over the window."""
    dialog = ExportDialog(shell, shell if isinstance(shell, QWidget) else None)
    dialog.open()
    return dialog


class ExportDialog(QDialog):
    """Choose what goes into the briefing, see its pages and what it still lacks, and write it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._remembered: dict[str, Any] = self._session.local.get(_REMEMBERED, {}) or {}
        self._job: Job | None = None
        self._is_writing = False
        self._outlook = Outlook()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export briefing"))
        self.resize(SIZE)
        self.choices = Choices(shell, self)
        self.parts = PartsPage(self.choices, self)
        self.title_page = TitlePageForm(self.choices, self)
        template = str(self._remembered.get("template") or "")
        self.look = LookPage(
            self.choices, template if Path(template).exists() else "", bool(self._remembered.get("pages")), self
        )
        self.structure = StructureTree(self)
        self.styles = StylesPage(self)
        self.checks = CheckList(self)
        self.file = QLineEdit(str(self._first_target()), self)
        self.file.setAccessibleName(self.tr("File to write"))
        self.export_button = push_button("", self.export, self, is_accent=True)
        self.export_button.setDefault(True)
        self.progress = ProgressStrip(self)
        self._feed = OutlookFeed(self._session, self)
        self._lay_out()
        self._connect()
        self.structure.show_parts(self.choices.settings.parts)
        self._say_button()
        self.export_button.setFocus()
        Inquiry(self._session, Reader.chapters, self._take_chapters, self).ask(is_urgent=True)

    @property
    def wish(self) -> ExportWish:
        """What has been chosen."""
        chapters = () if self.structure.is_everything() else tuple(self.structure.ticked_uids())
        return ExportWish(chapters, self.choices.settings, self.look.template_path, self.look.pages.isChecked())

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
        self.title_page.flush()
        target, wish = self.target, self.wish
        self._remember(target, wish)
        self._error.setText("")
        self._set_writing(True)
        self.progress.show_work(self.tr("Writing the briefing"))

        def write(context: JobContext) -> ExportReport:
            try:
                return export_briefing(
                    context.open_reader(),
                    target,
                    wish,
                    cache_folder=data_folder() / "cache",
                    is_cancelled=lambda: context.is_cancelled,
                )
            except CountingCancelledError as cancelled:
                raise Cancelled from cancelled

        self._job = self._session.jobs.run(
            self.tr("Exporting"),
            write,
            on_done=lambda report: self._written(target, report),
            on_failed=self._failed,
            is_quiet=True,
        )

    def show_styles(self) -> None:
        """Show what the template gives, in the place of the structure."""
        self._open_template(self._take_template)

    # Inside

    def _ask(self, *, is_urgent: bool = False) -> None:
        wish = self.wish
        self._say_button()
        if wish.settings is not None and (self.structure.ticked_count or not self.structure.count):
            self._feed.ask(wish.chapters, wish.settings, is_urgent=is_urgent)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._set_writing(False)

    def _choices_changed(self) -> None:
        self.structure.show_parts(self.choices.settings.parts)
        self._ask()

    def _choose_target(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export briefing"), str(self.target), self.tr("Word document (*.docx)")
        )
        if name:
            self.file.setText(name)

    def _connect(self) -> None:
        self.choices.changed.connect(self._choices_changed)
        self.structure.ticked.connect(self._ask)
        self.file.textChanged.connect(lambda _: self._say_button())
        self.look.template_changed.connect(self._check_template)
        self.look.styles_wanted.connect(self.show_styles)
        self.styles.left.connect(lambda: self._middle.setCurrentWidget(self.structure))
        self.checks.place_wanted.connect(self._show_place)
        self.progress.cancel_wanted.connect(self._cancel)
        self._feed.came.connect(self._take_outlook)
        self._session.changed.connect(self._follow)

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            self._shell.say_error(error)
            return
        self._set_writing(False)
        if isinstance(error, AnnotatorError):
            self._error.setText(str(error))
            self._error.show()
        else:
            self._shell.say_error(error)

    def _first_target(self) -> Path:
        remembered = self._remembered.get("target", "")
        if remembered and Path(remembered).parent.is_dir():
            return Path(remembered)
        title = _NOT_IN_NAMES.sub(" ", self._session.title).strip() or self._session.path.stem
        return self._session.path.parent / self.tr("{0}, briefing.docx").format(" ".join(title.split()))

    def _follow(self, changes: object) -> None:
        """Look again after an edit of the project's content, which others may have saved meanwhile."""
        assert isinstance(changes, Changes)
        if changes.has("chapter"):
            self._take_chapters(self._session.reader.chapters())
        elif changes.has("prose", "placement", "statement", "source", "link", "tag"):
            self._ask()

    # The layout

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = QFrame(self)
        bar.setProperty("house", "frame-bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(label(self.tr("Export briefing"), "title", bar))
        self.about = label(self.tr("Word document"), "muted", bar)
        head.addWidget(self.about)
        head.addStretch()
        outer.addWidget(bar)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.structure)
        self._middle.addWidget(self.styles)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for each, width in ((self._left(), LEFT), (self._middle, 420), (self.checks, RIGHT)):
            split.addWidget(each)
            each.setMinimumWidth(min(width, 280))
        split.setSizes([LEFT, SIZE.width() - LEFT - RIGHT, RIGHT])
        split.setStretchFactor(1, 1)
        outer.addWidget(split, 1)
        outer.addWidget(self._foot())

    def _left(self) -> QWidget:
        side = QWidget(self)
        side.setProperty("ground", "window")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar(side)
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("What to choose"))
        pages = QStackedWidget(side)
        for name, page in (
            (self.tr("Parts"), self.parts),
            (self.tr("Title page"), self.title_page),
            (self.tr("Look"), self.look),
        ):
            self.tabs.addTab(name)
            pages.addWidget(page)
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(pages, 1)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 10)
        row.setSpacing(8)
        self._chapter_count = label("", "meta", side)
        row.addWidget(self._chapter_count)
        row.addStretch()
        for words, is_on in ((self.tr("All"), True), (self.tr("None"), False)):
            button = push_button(words, partial(self.structure.tick_all, is_on), side, is_small=True, is_quiet=True)
            button.setAccessibleName(self.tr("Tick every chapter") if is_on else self.tr("Tick no chapter"))
            row.addWidget(button)
        column.addLayout(row)
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
        self._error = label("", "error", self, wraps=True)
        self._error.hide()
        self._warning = label("", "error", self, wraps=True)
        self._warning.hide()
        column.addWidget(self._error)
        column.addWidget(self._warning)
        column.addLayout(row)
        return foot

    # What came and what is remembered

    def _remember(self, target: Path, wish: ExportWish) -> None:
        self._remembered = {
            "chapters": list(wish.chapters),
            "pages": wish.counts_pages,
            "target": str(target),
            "template": str(wish.template or ""),
        }
        self._session.local.set(_REMEMBERED, self._remembered)

    def _say_button(self) -> None:
        count, ticked = self.structure.count, self.structure.ticked_count
        self._chapter_count.setText(self.tr("{0} of {1} chapters").format(ticked, count))
        reason = ""
        if count and not ticked:
            reason = self.tr("Tick a chapter first")
        elif not self.file.text().strip():
            reason = self.tr("Name the file first")
        found = len(self._outlook.findings)
        words = self.tr("Export briefing")
        if found:
            words = (
                self.tr("Export with 1 finding") if found == 1 else self.tr("Export with {0} findings").format(found)
            )
        self.export_button.setText(words)
        self.export_button.setAccessibleName(words)
        self.export_button.setEnabled(not reason and not self._is_writing)
        self.export_button.setToolTip(reason)

    def _set_writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        if not is_writing:
            self.progress.finish()
        self._error.setVisible(bool(self._error.text()))
        self._say_button()

    def _show_place(self, finding: Finding) -> None:
        self.reject()
        lead_to(self._shell, finding)

    def _take_chapters(self, chapters: list[Chapter]) -> None:
        known = {chapter.uid for chapter in chapters}
        ticked = [uid for uid in self._remembered.get("chapters", ()) if uid in known]
        self.structure.show_chapters(chapters, ticked or None)
        self._ask(is_urgent=True)

    def _take_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.structure.show_pages(outlook.estimate, outlook.holdings)
        held = {**outlook.holdings, "chapters": f"{self.structure.ticked_count}/{self.structure.count}"}
        self.parts.parts.show_holdings(held)
        self.checks.show_findings(outlook.findings, words_for("en"), outlook.quotations)
        total = outlook.estimate.total
        pages = self.tr("about 1 page") if total == 1 else self.tr("about {0} pages").format(f"{total:,}")
        self.about.setText(self.tr("Word document, {0}").format(pages) if total else self.tr("Word document"))
        in_prose = any(each.kind == "conflict" and each.target == "prose" for each in outlook.findings)
        self._warning.setText(
            self.tr("An unsettled conflict stands in the prose; its newest wording is printed, and marked there.")
        )
        self._warning.setVisible(in_prose)
        self._say_button()

    def _check_template(self) -> None:
        """Open a template at once, so that a wrong one is said here and not after the wait."""
        self.look.say_template_error("")
        if self.look.template_path is not None:
            self._open_template(lambda name, template: self._refresh_styles(name, template))
        else:
            self._middle.setCurrentWidget(self.structure)

    def _open_template(self, take: Any) -> None:
        path = self.look.template_path
        name = path.name if path else self.tr("House style")

        def fail(error: BaseException) -> None:
            if not isinstance(error, AnnotatorError):
                self._shell.say_error(error)
            elif shiboken6.isValid(self):
                self.look.say_template_error(str(error))

        def done(template: Template) -> None:
            if shiboken6.isValid(self) and self.look.template_path == path:
                take(name, template)

        self._session.jobs.run(
            self.tr("Opening the template"), lambda _: open_template(path), on_done=done, on_failed=fail, is_quiet=True
        )

    def _refresh_styles(self, name: str, template: Template) -> None:
        self.styles.show_template(name, template)

    def _take_template(self, name: str, template: Template) -> None:
        self.styles.show_template(name, template)
        self._middle.setCurrentWidget(self.styles)
        self.styles.back_button.setFocus()

    def _written(self, target: Path, report: ExportReport) -> None:
        self._shell.say(report_words(target, report), "success", button=self.tr("Open"), run=lambda: open_file(target))
        if shiboken6.isValid(self):
            self._set_writing(False)
            self.accept()


def open_file(path: Path) -> None:
    """Open a file in the program that the desktop has for it; where there is none, its folder."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

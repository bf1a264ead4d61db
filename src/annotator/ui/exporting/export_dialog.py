"""The window of an export: what goes in at the left, its pages in the middle, what is wanting at the right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.findings import Finding
from annotator.core.records import Chapter
from annotator.core.words import words_for
from annotator.exchange.docx import ExportReport, Template, open_template
from annotator.exchange.docx.pages import ExportCancelledError
from annotator.exchange.exporting import ExportWish, export_briefing
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.session.jobs import Job, JobContext
from annotator.store.reader import Reader
from annotator.store.working import data_folder
from annotator.ui.exporting.check_list import CheckList
from annotator.ui.exporting.choices import Choices
from annotator.ui.exporting.export_foot import ExportFoot
from annotator.ui.exporting.look_page import LookPage
from annotator.ui.exporting.outlook import Outlook, OutlookFeed
from annotator.ui.exporting.parts_page import PartsPage
from annotator.ui.exporting.places import lead_to
from annotator.ui.exporting.report_words import report_words
from annotator.ui.exporting.structure_panel import StructurePanel
from annotator.ui.exporting.styles_page import StylesPage
from annotator.ui.exporting.title_page import TitlePageForm
from annotator.ui.widgets import label
from annotator.ui.workspace import Shell

SIZE = QSize(1120, 720)
LEFT, RIGHT = 285, 356
_REMEMBERED = "export"


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
        self._outlook = Outlook()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export briefing"))
        self._fit(parent)
        self.choices = Choices(shell, self)
        self.tabs = QTabBar(self)
        self.parts = PartsPage(self.choices, self)
        self.title_page = TitlePageForm(self.choices, self)
        self.look = self._look_page()
        self.panel = StructurePanel(self)
        self.structure = self.panel.tree
        self.styles = StylesPage(self)
        self.checks = CheckList(self)
        self.foot = ExportFoot(self._session.path.parent, self)
        self.foot.show_target(self._first_target())
        self._feed = OutlookFeed(self._session, self)
        self._has_outline = False
        self._outline = Inquiry(self._session, Reader.chapters, self._take_chapters, self)
        self._lay_out()
        self._connect()
        self.structure.show_parts(self.choices.settings.parts)
        self.foot.write_button.setFocus()
        self._outline.ask(is_urgent=True)

    @property
    def is_writing(self) -> bool:
        """Whether the file is being written."""
        return self._job is not None

    @property
    def wish(self) -> ExportWish:
        """What has been chosen."""
        chapters = () if self.structure.is_everything() else tuple(self.structure.ticked_uids())
        return ExportWish(chapters, self.choices.settings, self.look.template_path, self.look.pages.isChecked())

    def export(self) -> None:
        """Write the briefing in the background."""
        if self.is_writing or not self.foot.write_button.isEnabled():
            return
        if not self.title_page.flush():
            self.show_page(1)
            self.title_page.date.setFocus()
            return
        target, wish = self.foot.target, self.wish
        self._remember(target, wish)
        self.foot.say_error("")
        self.foot.set_writing(True)

        def write(context: JobContext) -> ExportReport | None:
            try:
                return export_briefing(
                    context.open_reader(),
                    target,
                    wish,
                    cache_folder=data_folder() / "cache",
                    is_cancelled=lambda: context.is_cancelled,
                )
            except ExportCancelledError:
                return None

        self._job = self._session.jobs.run(
            self.tr("Exporting"),
            write,
            on_done=lambda report: self._written(target, report),
            on_failed=self._failed,
            is_quiet=True,
        )

    def reject(self) -> None:
        """Stop the writing, or else close the window."""
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()
            self.foot.show_stopping()

    def show_page(self, index: int) -> None:
        """Show parts (0), title page (1) or look (2)."""
        self.tabs.setCurrentIndex(index)

    def show_styles(self) -> None:
        """Show what the template gives, in the place of the structure."""
        self._middle.setCurrentWidget(self.styles)
        self.styles.back_button.setFocus()
        self._open_template()

    # What is chosen

    def _ask(self, *, is_urgent: bool = False) -> None:
        """Look ahead again; without a chapter there is nothing to look at."""
        wish = self.wish
        has_chapters = bool(self.structure.ticked_count) or not self.structure.count
        self.foot.set_reason("" if has_chapters else self.tr("Tick a chapter first"))
        if wish.settings is not None and has_chapters:
            self._feed.ask(wish.chapters, wish.settings, is_urgent=is_urgent)
        else:
            self._feed.stop()
            self._take_outlook(Outlook())

    def _choices_changed(self) -> None:
        self.structure.show_parts(self.choices.settings.parts)
        self._ask()

    def _first_target(self) -> Path:
        remembered = self._remembered.get("target", "")
        if remembered and Path(remembered).parent.is_dir():
            return Path(remembered)
        return self.foot.suggested(self._session.title or self._session.path.stem)

    def _follow(self, changes: object) -> None:
        """Look again after an edit of the project's content, which others may have saved meanwhile."""
        assert isinstance(changes, Changes)
        if changes.has("chapter", "prose", "placement", "statement"):
            self._outline.ask()
        elif changes.has("source", "link", "tag", "actor", "reviewer"):
            self._ask()

    def _remember(self, target: Path, wish: ExportWish) -> None:
        self._remembered = {
            "chapters": list(wish.chapters),
            "pages": wish.counts_pages,
            "target": str(target),
            "template": str(wish.template or ""),
            "templates": self.look.remembered,
        }
        self._session.local.set(_REMEMBERED, self._remembered)

    def _undo(self, undo: Callable[[], str], label_of: Callable[[], str]) -> None:
        """Take a choice back, or make it again; what was done before this window is left alone."""
        if self.choices.is_own(label_of()):
            try:
                undo()
            except AnnotatorError as error:
                self._shell.say_error(error)

    # The layout

    def _connect(self) -> None:
        self.choices.changed.connect(self._choices_changed)
        self.structure.ticked.connect(lambda: self._ask())
        self.look.template_changed.connect(self._check_template)
        self.look.styles_wanted.connect(self.show_styles)
        self.styles.left.connect(self._leave_styles)
        self.checks.place_wanted.connect(self._show_place)
        self.foot.write_wanted.connect(self.export)
        self.foot.cancel_wanted.connect(self.reject)
        self._feed.came.connect(self._take_outlook)
        session = self._session
        session.changed.connect(self._follow)
        for keys, take, label_of in (
            (QKeySequence.StandardKey.Undo, session.undo, lambda: session.undo_label),
            (QKeySequence.StandardKey.Redo, session.redo, lambda: session.redo_label),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda take=take, label_of=label_of: self._undo(take, label_of))

    def _fit(self, parent: QWidget | None) -> None:
        """Take the size of the design, or of the window below where that is smaller."""
        self.resize(SIZE.boundedTo(parent.window().size()) if parent is not None else SIZE)

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
        self._middle.addWidget(self.panel)
        self._middle.addWidget(self.styles)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for each, least in ((self._left(), LEFT), (self._middle, 280), (self.checks, 250)):
            split.addWidget(each)
            each.setMinimumWidth(least)
        split.setSizes([LEFT, self.width() - LEFT - RIGHT, RIGHT])
        split.setStretchFactor(1, 1)
        outer.addWidget(split, 1)
        outer.addWidget(self.foot)

    def _order_tabs(self) -> None:
        """Have the Tab key go from left to right: the rows of the check come and go, and stand before the foot."""
        before: QWidget = self.styles.table
        for each in (*self.checks.links, self.foot.file):
            self.setTabOrder(before, each)
            before = each

    def _left(self) -> QWidget:
        side = QWidget(self)
        side.setProperty("ground", "window")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs.setParent(side)
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
        return side

    def _look_page(self) -> LookPage:
        known = [path for path in self._remembered.get("templates", ()) if Path(path).exists()]
        template = str(self._remembered.get("template") or "")
        template = template if template and Path(template).exists() else ""
        return LookPage(self.choices, template, bool(self._remembered.get("pages")), known, self)

    # What comes

    def _failed(self, error: BaseException) -> None:
        if not shiboken6.isValid(self):
            self._shell.say_error(error)
            return
        self._job = None
        self.foot.set_writing(False)
        if isinstance(error, AnnotatorError):
            self.foot.say_error(str(error))
        else:
            self._shell.say_error(error)

    def _show_place(self, finding: Finding) -> None:
        if not self.is_writing:
            self.reject()
            lead_to(self._shell, finding)

    def _take_chapters(self, chapters: list[Chapter]) -> None:
        """List the chapters, at first with those ticked that went in the last time; that asks for a new outlook."""
        if self._has_outline:
            self.structure.refresh_chapters(chapters)
            return
        self._has_outline = True
        known = {chapter.uid for chapter in chapters}
        ticked = [uid for uid in self._remembered.get("chapters", ()) if uid in known]
        self.structure.show_chapters(chapters, ticked or None)
        self._ask(is_urgent=True)

    def _take_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.structure.show_pages(outlook.estimate, outlook.holdings)
        chapters = self.tr("{0} of {1}").format(self.structure.ticked_count, self.structure.count)
        self.parts.parts.show_holdings({**outlook.holdings, "chapters": chapters})
        self.title_page.say_day(outlook.day if self.choices.settings.date is None else "")
        if outlook.estimate.total:
            self.checks.show_findings(outlook.findings, words_for("en"), outlook.quotations)
        else:
            self.checks.clear()
        self._order_tabs()
        total = outlook.estimate.total
        pages = self.tr("about 1 page") if total == 1 else self.tr("about {0} pages").format(f"{total:,}")
        self.about.setText(self.tr("Word document, {0}").format(pages) if total else self.tr("Word document"))
        in_prose = any(each.kind == "conflict" and each.target == "prose" for each in outlook.findings)
        unsettled = self.tr("An unsettled conflict stands in the prose; its newest wording is printed and marked.")
        self.foot.say_warning(outlook.fault or (unsettled if in_prose else ""))
        self.foot.say_findings(len(outlook.findings))

    def _written(self, target: Path, report: ExportReport | None) -> None:
        if report is not None:
            words = report_words(target, report)
            self._shell.say(words, "success", button=self.tr("Open"), run=lambda: open_file(target))
        if not shiboken6.isValid(self):
            return
        self._job = None
        self.foot.set_writing(False)
        if report is not None:
            self.accept()
        else:
            self.foot.say_error(self.tr("Stopped; nothing was written."))

    # The template

    def _check_template(self) -> None:
        """Open a template at once, so that a wrong one is said here and not after the wait."""
        self.look.say_template_error("")
        self._open_template()

    def _leave_styles(self) -> None:
        self._middle.setCurrentWidget(self.panel)
        self.show_page(2)
        self.look.styles_button.setFocus()

    def _open_template(self) -> None:
        path = self.look.template_path
        name = path.name if path else self.tr("House style")

        def is_wanted() -> bool:
            return shiboken6.isValid(self) and self.look.template_path == path

        def fail(error: BaseException) -> None:
            if not isinstance(error, AnnotatorError):
                self._shell.say_error(error)
            elif is_wanted():
                self.look.say_template_error(str(error))
                self.styles.show_fault(name, str(error))

        def done(template: Template) -> None:
            if is_wanted():
                self.styles.show_template(name, template)

        self._session.jobs.run(
            self.tr("Opening the template"), lambda _: open_template(path), on_done=done, on_failed=fail, is_quiet=True
        )


def open_file(path: Path) -> None:
    """Open a file in the program that the desktop has for it; where there is none, its folder."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

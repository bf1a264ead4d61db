"""A chapter as it will read in the briefing: a picture of it on screen, not the Word document."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.core.briefing import (
    Briefing,
    BriefingOptions,
    ChapterPart,
    Footnote,
    Item,
    Label,
    Paragraph,
    Quotation,
    Remark,
    Run,
    build_briefing,
)
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font

WIDEST = 620


class ChapterPreview(QTextBrowser):
    """Show one chapter as the briefing will say it, with its footnotes at the end.

    Signals: `left()` by Escape.
    """

    left = Signal()

    def __init__(self, session: ProjectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._briefing: Briefing | None = None
        self._chapter_uid = ""
        self._notes: list[str] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setViewportMargins(0, 16, 0, 0)
        self.setCursorWidth(0)
        self.setAccessibleName(self.tr("Preview of the chapter"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        Theme.active().changed.connect(self._draw)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_chapter(self, uid: str) -> None:
        """Make the chapter's part of the briefing, in the background, and show it."""
        if self._job is not None:
            self._job.cancel()
        if uid != self._chapter_uid:
            self._briefing = None
            self.clear()
        self._chapter_uid = uid

        def build(context: JobContext) -> Briefing:
            return build_briefing(context.open_reader(), BriefingOptions(chapters=(uid,)))

        self._job = self._session.jobs.run(self.tr("Previewing"), build, on_done=self._take, is_quiet=True)

    def _take(self, briefing: Briefing) -> None:
        self._job = None
        self._briefing = briefing
        self._draw()

    def _draw(self) -> None:
        if self._briefing is None:
            return
        part = next((each for each in self._briefing.walk() if each.uid == self._chapter_uid), None)
        place = self.verticalScrollBar().value()
        self.clear()
        self._notes = []
        if part is not None:
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()
            self._write_part(cursor, part, is_first=True)
            self._write_notes(cursor)
            cursor.endEditBlock()
        self.document().setDocumentMargin(0)
        self.verticalScrollBar().setValue(place)

    def _write_part(self, cursor: QTextCursor, part: ChapterPart, *, is_first: bool) -> None:
        self._begin(cursor, top=20.0 if is_first else 26.0, bottom=10)
        heading = self._format(Step.CHAPTER, "accent")
        heading.setFontWeight(700)
        cursor.insertText(f"{part.number} {part.title}", heading)
        for item in part.items:
            self._write_item(cursor, item)
        for child in part.children:
            self._write_part(cursor, child, is_first=False)

    def _write_item(self, cursor: QTextCursor, item: Item) -> None:
        if isinstance(item, Paragraph):
            self._begin(cursor, bottom=10)
            for run in item.parts:
                self._write_run(cursor, run)
        elif isinstance(item, Label):
            self._begin(cursor, top=8, bottom=6)
            words = QTextCharFormat()
            words.setFont(interface_font(Step.BASE))
            words.setFontWeight(700)
            words.setForeground(colour(Theme.active().tokens.text))
            cursor.insertText(item.text, words)
        elif isinstance(item, Remark):
            self._begin(cursor, bottom=10)
            cursor.insertText(item.text, self._format(Step.READER, "muted"))
        else:
            self._write_quotation(cursor, item)

    def _write_quotation(self, cursor: QTextCursor, item: Quotation) -> None:
        for number, paragraph in enumerate(item.paragraphs, 1):
            self._begin(cursor, left=22, bottom=2)
            cursor.insertText(paragraph, self._format(Step.CARD, "text"))
            if number == len(item.paragraphs):
                self._write_run(cursor, item.footnote)
        self._begin(cursor, left=22, bottom=10)
        words = QTextCharFormat()
        words.setFont(interface_font(Step.META))
        words.setForeground(colour(Theme.active().tokens.muted))
        cursor.insertText(item.source_line, words)

    def _write_run(self, cursor: QTextCursor, run: Run | Footnote) -> None:
        if isinstance(run, Footnote):
            raised = QTextCharFormat.VerticalAlignment.AlignSuperScript
            mark = self._format(Step.READER, "accent")
            mark.setVerticalAlignment(raised)
            self._notes.append(run.text)
            is_second = cursor.positionInBlock() > 0 and cursor.charFormat().verticalAlignment() == raised
            cursor.insertText(f",{len(self._notes)}" if is_second else f"{len(self._notes)}", mark)
        else:
            cursor.insertText(run.text, self._format(Step.READER, "warn" if run.mark else "text"))

    def _write_notes(self, cursor: QTextCursor) -> None:
        words = QTextCharFormat()
        words.setFont(interface_font(Step.META))
        words.setForeground(colour(Theme.active().tokens.muted))
        for number, note in enumerate(self._notes, 1):
            self._begin(cursor, top=18.0 if number == 1 else 0.0, bottom=3)
            cursor.insertText(f"{number}  {note}", words)

    def _begin(self, cursor: QTextCursor, *, top: float = 0, bottom: float = 0, left: float = 0) -> None:
        shape = QTextBlockFormat()
        side = max(37.0, (self.viewport().width() - WIDEST) / 2)
        shape.setLeftMargin(side + left)
        shape.setRightMargin(side)
        shape.setTopMargin(top)
        shape.setBottomMargin(bottom)
        shape.setLineHeight(122, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        if self.document().isEmpty():
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)

    def _format(self, step: Step, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(reading_font(step))
        made.setForeground(colour(getattr(Theme.active().tokens, role)))
        return made

"""A chapter as it will read in the briefing: a picture of it on screen, not the Word document."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.core.briefing import (
    Briefing,
    BriefingOptions,
    ChapterPart,
    Footnote,
    KeyJudgement,
    Label,
    Paragraph,
    Quotation,
    Reference,
    Remark,
    Run,
    build_briefing,
)
from annotator.core.briefing.tree import Inline, Item
from annotator.core.words import Words
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font

WIDEST = 620


class ChapterPreview(QTextBrowser):
    """Show one chapter as the briefing will say it, with its footnotes at the end.

    Signals: `left()` by Escape; `statement_wanted(uid)` when a place that is named was clicked.
    """

    left = Signal()
    statement_wanted = Signal(str)

    def __init__(self, session: ProjectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._briefing: Briefing | None = None
        self._chapter_uid = ""
        self._notes: list[Footnote] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda address: self.statement_wanted.emit(address.toString()))
        self.setViewportMargins(0, 16, 0, 0)
        self.setCursorWidth(0)
        self.setAccessibleName(self.tr("Preview of the chapter"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
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
        elif isinstance(item, KeyJudgement):
            self._write_judgement(cursor, item)
        elif isinstance(item, Label):
            self._begin(cursor, top=8, bottom=6)
            tone = "text" if item.level == 1 else "muted"
            cursor.insertText(item.text, self._small(tone, is_bold=True, step=Step.BASE))
        elif isinstance(item, Remark):
            self._begin(cursor, bottom=10)
            cursor.insertText(item.text, self._format(Step.READER, "muted"))
        else:
            self._write_quotation(cursor, item)

    def _write_judgement(self, cursor: QTextCursor, item: KeyJudgement) -> None:
        """A key judgement as the briefing boxes it, likelihood and confidence apart."""
        assert self._briefing is not None
        words: Words = self._briefing.words
        self._begin(cursor, top=6, bottom=2)
        cursor.insertText(words.key_judgement, self._small("accent", is_bold=True))
        self._begin(cursor, bottom=2)
        for run in item.parts:
            self._write_run(cursor, run)
        self._begin(cursor, bottom=12)
        for at, (name, value) in enumerate(((words.likelihood, item.likelihood), (words.confidence, item.confidence))):
            cursor.insertText(f"{'      ' if at else ''}{name}  ", self._small("text", is_bold=True))
            cursor.insertText(value or words.not_stated, self._small("muted"))

    def _write_quotation(self, cursor: QTextCursor, item: Quotation) -> None:
        for number, paragraph in enumerate(item.paragraphs, 1):
            self._begin(cursor, left=22, bottom=2)
            tone = "muted" if item.form == "paraphrased" else "text"
            cursor.insertText(paragraph, self._format(Step.CARD, tone))
            if number == len(item.paragraphs):
                self._write_run(cursor, item.footnote)
        lines = [line.parts for line in item.corroboration]
        self._begin(cursor, left=22, bottom=1 if lines else 10)
        cursor.insertText(item.source_line, self._small("muted"))
        if not item.paragraphs:
            self._write_run(cursor, item.footnote)
        for at, parts in enumerate(lines, 1):
            self._begin(cursor, left=22, bottom=10 if at == len(lines) else 1)
            for part in parts:
                self._write_small(cursor, part)

    def _write_small(self, cursor: QTextCursor, part: Run | Reference) -> None:
        """A piece of a line below a quotation: a word that stands out, or a place that can be gone to."""
        if isinstance(part, Reference):
            words = self._small("muted")
            words.setAnchor(True)
            words.setAnchorHref(part.target)
            words.setFontUnderline(True)
        else:
            tone = {"supported": "success", "contradicted": "warn"}.get(part.mark, "muted")
            words = self._small(tone, is_bold=bool(part.mark))
        cursor.insertText(part.text, words)

    def _write_run(self, cursor: QTextCursor, run: Inline) -> None:
        if isinstance(run, Footnote):
            raised = QTextCharFormat.VerticalAlignment.AlignSuperScript
            mark = self._format(Step.READER, "accent")
            mark.setVerticalAlignment(raised)
            self._notes.append(run)
            is_second = cursor.positionInBlock() > 0 and cursor.charFormat().verticalAlignment() == raised
            cursor.insertText(f",{len(self._notes)}" if is_second else f"{len(self._notes)}", mark)
        elif isinstance(run, Reference):
            cursor.insertText(run.text, self._format(Step.READER, "text"))
        else:
            cursor.insertText(run.text, self._format(Step.READER, "warn" if run.mark == "warning" else "text"))

    def _write_notes(self, cursor: QTextCursor) -> None:
        for number, note in enumerate(self._notes, 1):
            self._begin(cursor, top=18.0 if number == 1 else 0.0, bottom=3)
            cursor.insertText(f"{number}  ", self._small("muted"))
            for run in note.runs:
                words = self._small("muted")
                words.setFontItalic(run.mark == "italic")
                cursor.insertText(run.text, words)

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

    def _small(self, role: str, *, is_bold: bool = False, step: Step = Step.META) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(interface_font(step))
        made.setForeground(colour(getattr(Theme.active().tokens, role)))
        if is_bold:
            made.setFontWeight(700)
        return made

    def _format(self, step: Step, role: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(reading_font(step))
        made.setForeground(colour(getattr(Theme.active().tokens, role)))
        return made

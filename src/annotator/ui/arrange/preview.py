"""A chapter as it will read in the briefing: a picture of it on screen, not the Word document."""

from PySide6.QtCore import QLineF, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTextBlock, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.core.briefing import Briefing, BriefingOptions, build_briefing
from annotator.core.briefing.tree import PicturesPart
from annotator.session.jobs import Job, JobContext
from annotator.session.project_session import ProjectSession
from annotator.ui.arrange.preview_page import ABOVE, BELOW, LEFT, PreviewPage
from annotator.ui.theme import Theme, colour

WIDEST, NARROWEST_SIDE = 620, 37.0
# Between a rule and the words it belongs to.
_RULE_GAP, _LEFT_GAP = 7.0, 12.0


class ChapterPreview(QTextBrowser):
    """Show one chapter as the briefing will say it, with its pictures and footnotes at the end.

    Signals: `left()` by Escape; `reference_wanted(str)` the uid of the statement, chapter or picture that was
    clicked.
    """

    left = Signal()
    reference_wanted = Signal(str)

    def __init__(self, session: ProjectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._briefing: Briefing | None = None
        self._chapter_uid = ""
        self._places: dict[str, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda address: self.reference_wanted.emit(address.toString()))
        self.setViewportMargins(0, 16, 0, 0)
        self.setCursorWidth(0)
        self.setAccessibleName(self.tr("Preview of the chapter"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        Theme.active().changed.connect(self._draw)

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

    def show_place(self, target: str) -> bool:
        """Scroll to a statement, a chapter or a picture; say whether it is here."""
        block = self.document().findBlockByNumber(self._places.get(target, -1))
        if not block.isValid():
            return False
        top = self._rect_of(block).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(round(top - 2 * _LEFT_GAP))
        return True

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block = self.cursorForPosition(QPoint(0, 0)).block()
        if block.previous().isValid():
            block = block.previous()  # the rule below it may still be seen
        while block.isValid():
            rect = self._rect_of(block)
            if rect.top() - _RULE_GAP > self.viewport().height():
                break
            self._paint_rules(painter, block, rect)
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._set_sides()

    # Own

    def _draw(self) -> None:
        if self._briefing is None:
            return
        part = next((each for each in self._briefing.walk() if each.uid == self._chapter_uid), None)
        scrolled = self.verticalScrollBar().value()
        self.clear()
        self._places = {}
        if part is not None:
            page = PreviewPage(self.document(), self._briefing.words)
            page.write(part, self._briefing.part(PicturesPart))
            self._places = page.places
        self._set_sides()
        self.verticalScrollBar().setValue(scrolled)

    def _paint_rules(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        shape, tokens = block.blockFormat(), Theme.active().tokens
        across = (rect.left(), rect.right())
        for rule, y in ((ABOVE, rect.top() - _RULE_GAP), (BELOW, rect.bottom() + _RULE_GAP)):
            if shape.hasProperty(rule):
                token = shape.stringProperty(rule)
                painter.setPen(QPen(colour(getattr(tokens, token)), 2 if token == "accent" else 1))
                painter.drawLine(QLineF(across[0], y, across[1], y))
        if shape.hasProperty(LEFT):
            goes_on = block.next().isValid() and block.next().blockFormat().hasProperty(LEFT)
            bottom = rect.bottom() + (shape.bottomMargin() if goes_on else 0)
            painter.setPen(QPen(colour(getattr(tokens, shape.stringProperty(LEFT))), 2))
            painter.drawLine(QLineF(across[0] - _LEFT_GAP, rect.top() + 1, across[0] - _LEFT_GAP, bottom - 1))

    def _rect_of(self, block: QTextBlock) -> QRectF:
        """Give the place of a block's lines between its margins, in the viewport."""
        shape = block.blockFormat()
        rect = self.document().documentLayout().blockBoundingRect(block)
        top = rect.top() - self.verticalScrollBar().value()
        left = self._side + shape.leftMargin()
        return QRectF(left, top, self.viewport().width() - left - self._side, rect.height())

    @property
    def _side(self) -> float:
        """The margin at either side: lines longer than that are hard to read."""
        return max(NARROWEST_SIDE, (self.viewport().width() - WIDEST) / 2)

    def _set_sides(self) -> None:
        """Give the whole page its margins, which is quicker than giving them to every block of it."""
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setMargin(0)
        shape.setLeftMargin(self._side)
        shape.setRightMargin(self._side)
        frame.setFrameFormat(shape)

    def _take(self, briefing: Briefing) -> None:
        self._job = None
        self._briefing = briefing
        self._draw()

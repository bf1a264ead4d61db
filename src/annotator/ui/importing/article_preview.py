"""The text of an article as the project will keep it, with what is folded."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QUrl
from PySide6.QtGui import QBrush, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFrameFormat, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.core.records import Article, Block
from annotator.core.vocabulary import BlockKind
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font

MOST_BLOCKS = 400
SIDE = 14
_QUIET = (BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.METADATA, BlockKind.SUBTITLE)


class ArticlePreview(QTextBrowser):
    """Show an article's blocks; a click on "Show" opens what is folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._opened: set[int] = set()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setViewportMargins(0, 8, 0, 0)
        self.setAccessibleName(self.tr("Text as it will be kept"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._toggle)
        Theme.active().changed.connect(self._draw)

    def show_article(self, article: Article | None) -> None:
        """Show an article, or nothing."""
        self._article = article
        self._opened.clear()
        self._draw()
        self.verticalScrollBar().setValue(0)

    def _block_shape(self, top: float, bottom: float, left: float = SIDE) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setLeftMargin(left)
        shape.setRightMargin(SIDE)
        shape.setTopMargin(top)
        shape.setBottomMargin(bottom)
        shape.setLineHeight(118, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        return shape

    def _begin(self, cursor: QTextCursor, shape: QTextBlockFormat) -> None:
        if self.document().isEmpty():
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)

    def _draw(self) -> None:
        self.clear()
        article = self._article
        if article is None:
            return
        place = self.verticalScrollBar().value()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        images = sum(block.kind is BlockKind.IMAGE for block in article.blocks)
        seen = 0
        shown = article.blocks[:MOST_BLOCKS]
        at = 0
        for is_folded, blocks in groupby(shown, key=lambda block: bool(block.fold)):
            run = list(blocks)
            if is_folded:
                self._write_fold(cursor, run, at)
            if not is_folded or at in self._opened:
                for block in run:
                    seen += block.kind is BlockKind.IMAGE
                    self._write_block(cursor, block, seen, images, is_folded)
            else:
                seen += sum(block.kind is BlockKind.IMAGE for block in run)
            at += len(run)
        if len(article.blocks) > MOST_BLOCKS:
            self._begin(cursor, self._block_shape(8, 8))
            words = self.tr("{0} more blocks follow.").format(f"{len(article.blocks) - MOST_BLOCKS:,}")
            cursor.insertText(words, self._format("muted", Step.BASE))
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)

    def _format(self, role: str, step: Step, *, is_reading: bool = False, is_bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(reading_font(step) if is_reading else interface_font(step))
        if is_bold:
            made.setFontWeight(700)
        made.setForeground(colour(getattr(Theme.active().tokens, role)))
        return made

    def _toggle(self, address: QUrl) -> None:
        self._opened ^= {int(address.fragment())}
        self._draw()

    def _write_block(self, cursor: QTextCursor, block: Block, number: int, images: int, is_folded: bool) -> None:
        assert self._article is not None
        role = "muted" if is_folded or block.kind in _QUIET else "text"
        if block.kind is BlockKind.IMAGE:
            caption = self.tr("with caption") if block.attributes.get("caption") else self.tr("without caption")
            words = self.tr("Image {0} of {1}, {2}").format(number, images, caption)
            self._begin(cursor, self._block_shape(4, 6))
            cursor.insertText(f"▣  {words}", self._format("muted", Step.BASE, is_reading=True))
            return
        text = self._article.text[block.start : block.end].replace("\u2028", " ")
        is_title = block.kind is BlockKind.TITLE
        is_bold = is_title or block.kind is BlockKind.HEADING
        step = Step.CHAPTER if is_title else Step.CARD if not is_bold else Step.READER
        left = SIDE + 18 * max(0, block.level - 1) if block.kind is BlockKind.LIST_ITEM else SIDE
        self._begin(cursor, self._block_shape(2 if not is_bold else 6, 8, left))
        marker = str(block.attributes.get("marker", "")) if block.kind is BlockKind.LIST_ITEM else ""
        if block.kind is BlockKind.FOOTNOTE:
            marker = str(block.attributes.get("label", ""))
        style = self._format(role, step, is_reading=True, is_bold=is_bold)
        cursor.insertText(f"{marker} {text}" if marker else text, style)

    def _write_fold(self, cursor: QTextCursor, blocks: Sequence[Block], at: int) -> None:
        """Write the dashed box that stands for a run of folded blocks."""
        tokens = Theme.active().tokens
        box = QTextFrameFormat()
        box.setBorder(1)
        box.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Dashed)
        box.setBorderBrush(QBrush(colour(tokens.control_border)))
        box.setPadding(4)
        box.setLeftMargin(SIDE)
        box.setRightMargin(SIDE)
        box.setTopMargin(2)
        box.setBottomMargin(8)
        cursor.insertFrame(box)
        count = len(blocks)
        reasons = list(dict.fromkeys(block.fold for block in blocks))
        words = self.tr("1 line") if count == 1 else self.tr("{0} lines").format(count)
        cursor.insertText(
            self.tr("Folded: {0}, {1}   ").format(", ".join(reasons[:2]), words), self._format("muted", Step.META)
        )
        link = self._format("accent", Step.META)
        link.setAnchor(True)
        link.setAnchorHref(f"#{at}")
        link.setFontUnderline(True)
        cursor.insertText(self.tr("Hide") if at in self._opened else self.tr("Show"), link)
        cursor.movePosition(QTextCursor.MoveOperation.End)

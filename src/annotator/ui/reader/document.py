"""A source's text as a Qt document: type, measure, pictures, notes and folds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.positions import PositionMap, ShownBlock
from annotator.ui.theme import Step, points, reading_font, reading_line_height
from annotator.ui.tokens import Tokens

PARAGRAPH_GAP = 14
MOST_CHARACTERS = 75
# A font's own average counts each letter once, the rare wide ones too, and so makes lines a quarter too long.
_USUAL_WORDS = "Readers follow the lines of a text most easily when each of them holds some sixty letters. "
LIST_INDENT = 24
# What stands in a paragraph beside its words: ("fold", first block, last block), ("image", block), ("marker", text).
FURNITURE = int(QTextCharFormat.Property.UserProperty) + 1
LINK = int(QTextCharFormat.Property.UserProperty) + 2
BOX_LINES = {"fold": 30, "image": 74}


@dataclass(frozen=True, slots=True)
class Laid:
    """A document that was filled: the map of its places, and the span of blocks behind each fold box.

    `folds` maps a paragraph's index to the source's blocks that it hides or heads (first, end-exclusive).
    `notes` maps a footnote's label to its block's start; `marks` a paragraph to (offset, label).
    """

    positions: PositionMap
    folds: dict[int, tuple[int, int]]
    images: dict[int, int]
    markers: dict[int, str]
    notes: dict[str, int]
    marks: dict[str, int]


class Typesetter:
    """Set texts in the reading type at one size; `zoom` multiplies every step."""

    def __init__(self, tokens: Tokens, zoom: float = 1.0) -> None:
        self._tokens = tokens
        self._zoom = zoom
        self._height = reading_line_height(self._font(Step.READER.value))
        self._formats: dict[tuple[BlockKind, int, bool], tuple[QTextBlockFormat, QTextCharFormat]] = {}

    def fill(self, document: QTextDocument, text: str, blocks: Sequence[Block], unfolded: Collection[int]) -> Laid:
        """Fill a document; `unfolded` are the first blocks of the folds that are shown."""
        document.setUndoRedoEnabled(False)
        document.clear()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font(Step.READER.value))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        laid = Laid(PositionMap(text, ()), {}, {}, {}, {}, {})
        shown: list[ShownBlock] = []
        index = 0
        while index < len(blocks):
            if blocks[index].fold:
                last = index
                while last < len(blocks) and blocks[last].fold:
                    last += 1
                is_open = index in unfolded
                laid.folds[len(shown)] = (index, last)
                shown.append(self._fold_box(cursor, not shown, blocks, index, last, is_open))
                if is_open:
                    for hidden in range(index, last):
                        shown.append(self._block(cursor, False, text, blocks, hidden, len(shown), laid))
                index = last
                continue
            shown.append(self._block(cursor, not shown, text, blocks, index, len(shown), laid))
            index += 1
        cursor.endEditBlock()
        return Laid(PositionMap(text, shown), laid.folds, laid.images, laid.markers, laid.notes, laid.marks)

    def _block(
        self,
        cursor: QTextCursor,
        is_first: bool,
        text: str,
        blocks: Sequence[Block],
        index: int,
        place: int,
        laid: Laid,
    ) -> ShownBlock:
        block = blocks[index]
        block_format, char_format = self._format(block)
        _begin(cursor, is_first, block_format, char_format)
        words = text[block.start : block.end]
        if block.kind is BlockKind.IMAGE:
            laid.images[place] = index
            cursor.insertText(words, self._invisible(char_format))
            return ShownBlock(block.start, block.end, len(words))
        if block.kind is BlockKind.LIST_ITEM:
            laid.markers[place] = str(block.attributes.get("marker", "•"))
        if block.kind is BlockKind.FOOTNOTE:
            label = str(block.attributes.get("label", ""))
            laid.notes[label] = block.start
            laid.markers[place] = label
        inserts = []
        at = block.start
        for offset, label in block.attributes.get("references", ()):
            cursor.insertText(text[at:offset], char_format)
            cursor.insertText(label, self._reference(char_format, label))
            laid.marks.setdefault(label, offset)
            inserts.append((offset, _units(label)))
            at = offset
        cursor.insertText(text[at : block.end], char_format)
        credit = unwritten_credit(blocks, index)
        if credit:
            cursor.insertText(credit, char_format)
            inserts.append((block.end, _units(credit)))
        return ShownBlock(block.start, block.end, _units(words) + sum(size for _, size in inserts), tuple(inserts))

    def _fold_box(
        self, cursor: QTextCursor, is_first: bool, blocks: Sequence[Block], first: int, last: int, is_open: bool
    ) -> ShownBlock:
        label = fold_label(blocks[first:last], is_open)
        char_format = QTextCharFormat()
        char_format.setFont(self._font(9.0))
        block_format = QTextBlockFormat()
        block_format.setLineHeight(BOX_LINES["fold"], int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
        block_format.setBottomMargin(PARAGRAPH_GAP)
        block_format.setNonBreakableLines(True)
        _begin(cursor, is_first, block_format, char_format)
        cursor.insertText(label, self._invisible(char_format))
        length = _units(label)
        start = blocks[first].start
        return ShownBlock(start, start if is_open else blocks[last - 1].end, length, is_box=True)

    def _font(self, size: float, *, is_bold: bool = False) -> QFont:
        font = reading_font(Step.READER)
        font.setPointSizeF(points(Step.READER) * size / Step.READER.value * self._zoom)
        font.setBold(is_bold)
        return font

    def _format(self, block: Block) -> tuple[QTextBlockFormat, QTextCharFormat]:
        key = (block.kind, block.level, bool(block.fold))
        if key not in self._formats:
            self._formats[key] = self._make_format(block)
        return self._formats[key]

    def _make_format(self, block: Block) -> tuple[QTextBlockFormat, QTextCharFormat]:
        block_format, char_format = QTextBlockFormat(), QTextCharFormat()
        size, is_bold, above, below = _SHAPES.get(block.kind, (12.0, False, 0, PARAGRAPH_GAP))
        if block.kind is BlockKind.HEADING and block.level == 1:
            size = 16.5
        is_quiet = bool(block.fold) or block.kind in _QUIET
        char_format.setFont(self._font(size, is_bold=is_bold))
        char_format.setForeground(QBrush(QColor(self._tokens.muted if is_quiet else self._tokens.text)))
        block_format.setTopMargin(above)
        block_format.setBottomMargin(below)
        tightness = 0.82 if is_bold else 1.0
        block_format.setLineHeight(
            self._height * tightness, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        )
        if block.kind is BlockKind.IMAGE:
            height = BOX_LINES["image"] * self._zoom
            block_format.setLineHeight(height, int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
        if block.kind in (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE):
            block_format.setLeftMargin(LIST_INDENT * max(1, block.level) * self._zoom)
        if block.kind is BlockKind.QUOTE:
            block_format.setLeftMargin(LIST_INDENT * self._zoom)
        return block_format, char_format

    def _invisible(self, char_format: QTextCharFormat) -> QTextCharFormat:
        """Give a format for words that are painted by hand, so that Qt's own drawing of them does not show."""
        hidden = QTextCharFormat(char_format)
        hidden.setForeground(QBrush(Qt.GlobalColor.transparent))
        return hidden

    def _reference(self, char_format: QTextCharFormat, label: str) -> QTextCharFormat:
        reference = QTextCharFormat(char_format)
        reference.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        reference.setForeground(QBrush(QColor(self._tokens.accent)))
        reference.setProperty(LINK, label)
        return reference


_QUIET = (BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.METADATA, BlockKind.FOOTNOTE)
# size in points, bold, space above and below in pixels
_SHAPES: dict[BlockKind, tuple[float, bool, int, int]] = {
    BlockKind.TITLE: (16.5, True, 0, 10),
    BlockKind.SUBTITLE: (12.0, False, 0, PARAGRAPH_GAP),
    BlockKind.HEADING: (13.0, True, 10, 8),
    BlockKind.CAPTION: (10.0, False, 0, PARAGRAPH_GAP),
    BlockKind.CREDIT: (10.0, False, -8, PARAGRAPH_GAP),
    BlockKind.METADATA: (10.0, False, 0, 8),
    BlockKind.FOOTNOTE: (10.0, False, 0, 8),
    BlockKind.LIST_ITEM: (12.0, False, 0, 4),
    BlockKind.IMAGE: (12.0, False, 0, 8),
}


def fold_label(blocks: Sequence[Block], is_open: bool) -> str:
    """Say what a fold box hides: how many lines, and why."""
    reasons = list(dict.fromkeys(block.fold for block in blocks))
    count = len(blocks)
    lines = _translated("1 line") if count == 1 else _translated("{0} lines").format(count)
    words = f"{lines}: {', '.join(_translated(reason) for reason in reasons)}"
    return (_translated("Shown, {0}") if is_open else _translated("Folded, {0}")).format(words)


def set_margins(document: QTextDocument, width: int, zoom: float, least: tuple[int, int, int]) -> None:
    """Keep lines at 75 characters at most: what is wider becomes margin. `least` is left, top and right."""
    left, top, right = least
    font = reading_font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    usual = QFontMetricsF(font).horizontalAdvance(_USUAL_WORDS) / len(_USUAL_WORDS)
    spare = width - left - right - MOST_CHARACTERS * usual
    side = max(0, int(spare / 2))
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(left + side)
    frame.setRightMargin(right + side)
    frame.setTopMargin(top)
    frame.setBottomMargin(top * 3)
    document.rootFrame().setFrameFormat(frame)


def image_words(blocks: Sequence[Block], index: int) -> str:
    """Say what stands where an image would be: what it shows, where no caption below says so."""
    attributes = blocks[index].attributes
    if attributes.get("missing"):
        return _translated("Image, not in the file")
    follows = blocks[index + 1] if index + 1 < len(blocks) else None
    if follows is not None and follows.kind is BlockKind.CAPTION and not follows.fold:
        return _translated("Image on the web, not shown")
    shown = str(attributes.get("caption") or attributes.get("alt") or "")
    credit = str(attributes.get("credit") or "")
    words = " · ".join(each for each in (shown, credit) if each)
    return words or _translated("Image on the web, not shown")


def unwritten_credit(blocks: Sequence[Block], index: int) -> str:
    """Give the credit to show behind a caption: "" where the text itself goes on with it."""
    credit = str(blocks[index].attributes.get("credit", ""))
    if blocks[index].kind is not BlockKind.CAPTION or not credit:
        return ""
    follows = blocks[index + 1].kind if index + 1 < len(blocks) else None
    return "" if follows is BlockKind.CREDIT else f" · {credit}"


def _translated(words: str) -> str:
    return QCoreApplication.translate("Reader", words)


def _units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _begin(cursor: QTextCursor, is_first: bool, block_format: QTextBlockFormat, char_format: QTextCharFormat) -> None:
    if is_first:
        cursor.setBlockFormat(block_format)
        cursor.setBlockCharFormat(char_format)
    else:
        cursor.insertBlock(block_format, char_format)

"""A source's text as a Qt document: type, measure, pictures, notes and folds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

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

from annotator.core.directions import is_right_to_left
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.positions import PositionMap, ShownBlock
from annotator.ui.reader.runs import Run, RunKind, runs_of
from annotator.ui.reader.signs import MOST_MARKS, OBJECT, SignPainter, mark_format, watch
from annotator.ui.reader.tables import Table, find_tables
from annotator.ui.theme import Step, points, reading_font, reading_line_height
from annotator.ui.tokens import Tokens

PARAGRAPH_GAP = 14
MOST_CHARACTERS = 75
# A font's own average counts each letter once, the rare wide ones too, and so makes lines a quarter too long.
_USUAL_WORDS = "Readers follow the lines of a text most easily when each of them holds some sixty letters. "
LIST_INDENT, DEEPEST_INDENT = 24, 6
ROW_GAP = 5
# What stands in a paragraph beside its words: ("fold", first block, last block), ("image", block), ("marker", text).
FURNITURE = int(QTextCharFormat.Property.UserProperty) + 1
LINK = int(QTextCharFormat.Property.UserProperty) + 2
BOX_LINES = {"fold": 30, "image": 74}


@dataclass(frozen=True, slots=True)
class Laid:
    """A document that was filled: the map of its places, and the span of blocks behind each fold box.

    `folds` maps a paragraph's index to the source's blocks that it hides or heads (first, end-exclusive).
    `notes` maps a footnote's label to its block's start; `marks` a paragraph to (offset, label). `rows` are the
    paragraphs that are rows of a table, `quotes` those that are quoted, `fitting` which of the `tables` have their
    columns beside each other, `heights` those of pictures by the index of their blocks.
    """

    positions: PositionMap
    folds: dict[int, tuple[int, int]]
    images: dict[int, int]
    markers: dict[int, str]
    notes: dict[str, int]
    marks: dict[str, int]
    rows: set[int] = field(default_factory=set)
    quotes: set[int] = field(default_factory=set)
    tables: tuple[Table, ...] = ()
    fitting: tuple[bool, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)


class Typesetter:
    """Set texts in the reading type at one size; `zoom` multiplies every step, `room` is as wide as lines can be.

    `heights` are those of pictures, by the index of their blocks; other images get a box that says what they are.
    """

    def __init__(
        self, tokens: Tokens, zoom: float = 1.0, room: float = 0.0, heights: Mapping[int, float] | None = None
    ) -> None:
        self._heights = heights or {}
        self._tokens = tokens
        self._zoom = zoom
        self._room = room
        self._height = reading_line_height(self._font(Step.READER.value))
        self._formats: dict[tuple[BlockKind, int, bool, bool], tuple[QTextBlockFormat, QTextCharFormat]] = {}
        self._table_of: dict[int, Table] = {}
        self._marks_left = MOST_MARKS

    def fill(self, document: QTextDocument, text: str, blocks: Sequence[Block], unfolded: Collection[int]) -> Laid:
        """Fill a document; `unfolded` are the first blocks of the folds that are shown."""
        document.setUndoRedoEnabled(False)
        document.clear()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font(Step.READER.value))
        cursor = QTextCursor(document)
        if document.findChild(SignPainter) is None:
            watch(document)
        self._marks_left = MOST_MARKS
        cursor.beginEditBlock()
        tables = tuple(find_tables(text, blocks, QFontMetricsF(self._font(Step.READER.value))))
        fitting = tuple(table.fits(self._room) for table in tables)
        self._table_of = {index: table for table in tables for index in range(table.first, table.last)}
        laid = Laid(PositionMap(text, ()), {}, {}, {}, {}, {}, tables=tables, fitting=fitting, heights=self._heights)
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
        return replace(laid, positions=PositionMap(text, shown))

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
        words = text[block.start : block.end]
        block_format, char_format = self._format(block, is_right_to_left(words))
        table = self._table_of.get(index)
        if table is not None:
            laid.rows.add(place)
            if table.fits(self._room):
                block_format = table.shape(block_format)
        if block.kind in _CLOSE and index + 1 < len(blocks) and blocks[index + 1].kind is not block.kind:
            block_format = QTextBlockFormat(block_format)
            block_format.setBottomMargin(PARAGRAPH_GAP)
        if index in self._heights:
            block_format = QTextBlockFormat(block_format)
            fixed = int(QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            block_format.setLineHeight(self._heights[index], fixed)
        _begin(cursor, is_first, block_format, char_format)
        if block.kind is BlockKind.IMAGE:
            laid.images[place] = index
            cursor.insertText(words, self._invisible(char_format))
            return ShownBlock(block.start, block.end, len(words))
        self._note(block, place, laid)
        inserts = []
        is_run_on = table is not None and not table.fits(self._room)
        for run in runs_of(text, block, marks_cells=is_run_on, most_marks=self._marks_left):
            self._insert(cursor, run, char_format)
            self._marks_left -= run.kind is RunKind.SIGN
            if run.kind is RunKind.REFERENCE:
                laid.marks.setdefault(run.words, run.at)
                inserts.append((run.at, _units(run.words)))
        credit = unwritten_credit(blocks, index)
        if credit:
            cursor.insertText(credit, char_format)
            inserts.append((block.end, _units(credit)))
        return ShownBlock(block.start, block.end, _units(words) + sum(size for _, size in inserts), tuple(inserts))

    def _note(self, block: Block, place: int, laid: Laid) -> None:
        """Note what is painted beside a paragraph."""
        if block.kind is BlockKind.LIST_ITEM:
            laid.markers[place] = str(block.attributes.get("marker", "•"))
        elif block.kind is BlockKind.QUOTE:
            laid.quotes.add(place)
        elif block.kind is BlockKind.FOOTNOTE:
            label = str(block.attributes.get("label", ""))
            laid.notes[label] = block.start
            laid.markers[place] = label

    def _insert(self, cursor: QTextCursor, run: Run, char_format: QTextCharFormat) -> None:
        """Put a run behind the cursor; in place of each character of the text one stands there."""
        made = self._linked(char_format) if run.address else char_format
        if run.kind is RunKind.REFERENCE:
            cursor.insertText(run.words, self._reference(char_format, run.words))
        elif run.kind is RunKind.CELL_END:
            cursor.insertText(OBJECT, mark_format(char_format, "", self._tokens.control_border))
        elif run.kind is RunKind.SIGN and len(run.words) > 1:
            cursor.insertText(OBJECT, mark_format(made, run.words, self._tokens.muted))
        elif run.kind is RunKind.SIGN:
            quiet = QTextCharFormat(made)
            quiet.setForeground(QBrush(QColor(self._tokens.muted)))
            cursor.insertText(run.words, quiet)
        else:
            cursor.insertText(run.words, made)

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

    def _format(self, block: Block, is_right: bool) -> tuple[QTextBlockFormat, QTextCharFormat]:
        key = (block.kind, block.level, bool(block.fold), is_right)
        if key not in self._formats:
            self._formats[key] = self._make_format(block, is_right)
        return self._formats[key]

    def _make_format(self, block: Block, is_right: bool) -> tuple[QTextBlockFormat, QTextCharFormat]:
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
        indent = 0.0
        if block.kind in (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE):
            indent = LIST_INDENT * min(max(1, block.level), DEEPEST_INDENT) * self._zoom
        if block.kind is BlockKind.QUOTE:
            indent = LIST_INDENT * self._zoom
        if is_right:
            block_format.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            block_format.setRightMargin(indent)
        else:
            block_format.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            block_format.setLeftMargin(indent)
        return block_format, char_format

    def _invisible(self, char_format: QTextCharFormat) -> QTextCharFormat:
        """Give a format for words that are painted by hand, so that Qt's own drawing of them does not show."""
        hidden = QTextCharFormat(char_format)
        hidden.setForeground(QBrush(Qt.GlobalColor.transparent))
        return hidden

    def _linked(self, char_format: QTextCharFormat) -> QTextCharFormat:
        linked = QTextCharFormat(char_format)
        linked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        linked.setUnderlineColor(QColor(self._tokens.control_border))
        return linked

    def _reference(self, char_format: QTextCharFormat, label: str) -> QTextCharFormat:
        reference = QTextCharFormat(char_format)
        reference.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        reference.setForeground(QBrush(QColor(self._tokens.accent)))
        reference.setProperty(LINK, label)
        return reference


# These stand closer to each other than to what follows.
_CLOSE = (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
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
    BlockKind.TABLE_ROW: (12.0, False, 0, ROW_GAP),
    BlockKind.IMAGE: (12.0, False, 0, 8),
}


def fold_label(blocks: Sequence[Block], is_open: bool) -> str:
    """Say what a fold box hides: how many lines, and why."""
    reasons = list(dict.fromkeys(block.fold for block in blocks))
    count = len(blocks)
    lines = _translated("1 line") if count == 1 else _translated("{0} lines").format(count)
    words = f"{lines}: {', '.join(_translated(reason) for reason in reasons)}"
    return (_translated("Shown, {0}") if is_open else _translated("Folded, {0}")).format(words)


def spare_width(width: int, zoom: float, sides: int) -> int:
    """Give how much of a width is left when lines have 75 characters and margins take `sides`; 0 where none is."""
    font = reading_font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    usual = QFontMetricsF(font).horizontalAdvance(_USUAL_WORDS) / len(_USUAL_WORDS)
    return max(0, int(width - sides - MOST_CHARACTERS * usual))


def set_margins(document: QTextDocument, width: int, zoom: float, least: tuple[int, int, int]) -> None:
    """Keep lines at 75 characters at most: what is wider becomes margin. `least` is left, top and right."""
    left, top, right = least
    side = spare_width(width, zoom, left + right) // 2
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
    if attributes.get("sha256"):
        return _translated("Image")
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

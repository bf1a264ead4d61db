"""A passage of prose as a text document: words, and citations as chips that are one character each."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLine,
    QTextOption,
)

from annotator.core import prose
from annotator.core.prose import Citation
from annotator.session.details import CitationLabel
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font

OBJECT = "\ufffc"
PROSE_PITCH = 24
CHIP = int(QTextFormat.ObjectTypes.UserObject) + 1
UID = int(QTextFormat.Property.UserProperty) + 1
CHIP_HEIGHT = 19
_PAD, _GAP, _ICON = 6.0, 1.0, 12.0
LabelOf = Callable[[str], CitationLabel]


class ChipPainter(QPyTextObject):
    """Draw citations inside a document."""

    def __init__(self, label_of: LabelOf, parent: QObject) -> None:
        super().__init__(parent)
        self._label_of = label_of

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, given: QTextFormat
    ) -> None:
        label = self._label_of(str(given.property(UID)))
        tokens = Theme.active().tokens
        ground = tokens.warn_ground if label.is_gone else tokens.neutral
        ink = tokens.warn if label.is_gone else tokens.text
        edge = tokens.warn if label.is_gone else tokens.line
        body = QRectF(rect).adjusted(_GAP + 0.5, 0.5, -_GAP - 0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colour(ground))
        painter.setPen(QPen(colour(edge), 1))
        painter.drawRoundedRect(body, 3, 3)
        words = body.adjusted(_PAD, 0, -_PAD + 1, 0)
        if label.is_gone:
            paint_icon(painter, QRectF(words.left(), body.center().y() - _ICON / 2, _ICON, _ICON), "alert-outline", ink)
            words.setLeft(words.left() + _ICON + 4)
        painter.setFont(_chip_font())
        painter.setPen(colour(ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label.words)
        painter.restore()

    def intrinsicSize(self, document: QTextDocument, position: int, given: QTextFormat) -> QSizeF:
        label = self._label_of(str(given.property(UID)))
        width = QFontMetricsF(_chip_font()).horizontalAdvance(label.words) + 2 * (_PAD + _GAP) + 1
        return QSizeF(round(width + (_ICON + 4 if label.is_gone else 0)), CHIP_HEIGHT)


class ProseDocument(QTextDocument):
    """One passage of prose, laid out as it is read and as it is written."""

    def __init__(self, text: str, label_of: LabelOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chips = ChipPainter(label_of, self)
        self.setUndoRedoEnabled(False)
        self.documentLayout().registerHandler(CHIP, self._chips)
        self.setDefaultFont(prose_font())
        self.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        self.set_prose(text)

    def prose(self) -> str:
        """Give the words with their citations as tokens; never through Qt's plain text, which changes spaces."""
        return read_prose(self)

    def set_prose(self, text: str) -> None:
        """Replace everything."""
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        shape = QTextBlockFormat()
        shape.setLineHeight(PROSE_PITCH, int(QTextBlockFormat.LineHeightTypes.FixedHeight.value))
        cursor.setBlockFormat(shape)
        insert_prose(cursor, text)


def chip_format(statement_uid: str) -> QTextCharFormat:
    """Make the format of a citation."""
    made = QTextCharFormat()
    made.setObjectType(CHIP)
    made.setProperty(UID, statement_uid)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return made


def insert_prose(cursor: QTextCursor, text: str) -> None:
    """Write words and citations at a cursor, which then stands after them."""
    for part in prose.parse(text):
        if isinstance(part, Citation):
            cursor.insertText(OBJECT, chip_format(part.statement_uid))
        else:
            cursor.insertText(part.replace(OBJECT, ""), QTextCharFormat())


def prose_font() -> QFont:
    """Make the font that prose is written in."""
    return reading_font(Step.DIALOG)


def read_prose(document: QTextDocument, start: int = 0, end: int = -1) -> str:
    """Give the text between two positions of a document (UTF-16 units), citations as tokens, blocks as lines."""
    end = document.characterCount() - 1 if end < 0 else end
    lines = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        lines.append(_read_block(block, start, end))
        block = block.next()
    return "\n".join(lines)


def statement_at(document: QTextDocument, point: QPointF) -> str:
    """Give the statement whose citation is drawn at a point of the document, or ""."""
    layout = document.documentLayout()
    position = layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
    if position < 0:
        return ""
    for candidate in (position, position + 1):
        cursor = QTextCursor(document)
        cursor.setPosition(min(candidate, document.characterCount() - 1))
        given = cursor.charFormat()
        if given.objectType() == CHIP and _covers(document, candidate - 1, point):
            return str(given.property(UID))
    return ""


def plain_of(data: QMimeData) -> str:
    """Give what was copied as lines of prose."""
    return data.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")


def _chip_font() -> QFont:
    return interface_font(Step.META)


def _covers(document: QTextDocument, position: int, point: QPointF) -> bool:
    """Whether the character at a position is drawn over a point."""
    block = document.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    if not line.isValid():
        return False
    left, right = (_cursor_x(line, position - block.position() + step) for step in (0, 1))
    return left <= point.x() <= right


def _cursor_x(line: QTextLine, position: int) -> float:
    # The binding gives the position back beside the place.
    answer: Any = line.cursorToX(position)
    return float(answer[0] if isinstance(answer, tuple) else answer)


def _read_block(block: QTextBlock, start: int, end: int) -> str:
    parts = []
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        at = fragment.position()
        given = fragment.charFormat()
        # Slicing is in UTF-16 units, as Qt counts.
        units = fragment.text().encode("utf-16-le", "surrogatepass")
        low, high = max(0, start - at), max(0, end - at)
        words = units[2 * low : 2 * high].decode("utf-16-le", "replace")
        if given.objectType() == CHIP:
            words = prose.token(str(given.property(UID))) * words.count(OBJECT)
        parts.append(words)
        walk += 1
    return "".join(parts)

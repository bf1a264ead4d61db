"""Characters that nobody sees, as small marks in their place, and the lines between the cells of a table.

Each takes the place of one character of the text in what Qt shows, so that no position moves. What turns the
direction of writing turns nothing here: the words are read in the order in which they are kept.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from annotator.core.directions import SIGNS, unseen_signs
from annotator.ui.theme import interface_font

OBJECT = "\ufffc"
SIGN_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 1
_LABEL = int(QTextFormat.Property.UserProperty) + 3
_COLOUR = int(QTextFormat.Property.UserProperty) + 4
_SIZE, _PADDING, _GAP, _DIVIDER = 0.6, 3.0, 1.0, 17.0
# What a page that is full of them would show as marks only makes the reader slow; the others are dots.
MOST_MARKS = 1_000
DOT, HYPHEN = "·", "¬"


class SignPainter(QPyTextObject):
    """Draw the marks of one document."""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        made = QTextCharFormat(format.toCharFormat())
        height = QFontMetricsF(made.font()).capHeight() * 1.15
        label = made.stringProperty(_LABEL)
        if not label:
            return QSizeF(_DIVIDER, height)
        width = QFontMetricsF(_label_font(made.font())).horizontalAdvance(label)
        return QSizeF(width + 2 * (_PADDING + _GAP), height)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        made, box = QTextCharFormat(format.toCharFormat()), QRectF(rect)
        label, colour = made.stringProperty(_LABEL), QColor(made.stringProperty(_COLOUR))
        painter.save()
        painter.setPen(QPen(colour, 1))
        if label:
            painter.drawRoundedRect(box.adjusted(_GAP + 0.5, 0.5, -_GAP - 0.5, -0.5), 2, 2)
            painter.setFont(_label_font(made.font()))
            baseline = box.center().y() + QFontMetricsF(painter.font()).capHeight() / 2
            painter.drawText(QPointF(box.left() + _GAP + _PADDING, baseline), label)
        else:
            middle = round(box.center().x())
            painter.drawLine(middle, round(box.top()), middle, round(box.bottom()) + 2)
        painter.restore()


def watch(document: QTextDocument) -> SignPainter:
    """Have a document draw its marks; it does not own what does."""
    painter = SignPainter(document)
    document.documentLayout().registerHandler(SIGN_OBJECT, painter)
    return painter


def mark_format(char_format: QTextCharFormat, label: str, colour: str) -> QTextCharFormat:
    """Give the format of a character that is shown as a mark; without a label it is a line between two cells."""
    made = QTextCharFormat(char_format)
    made.setObjectType(SIGN_OBJECT)
    made.setProperty(_LABEL, label)
    made.setProperty(_COLOUR, colour)
    return made


def shown_as(words: str, most: int) -> tuple[dict[int, str], str]:
    """Give the labels of the first unseen characters by place, and the words with a sign for each of the others."""
    found = unseen_signs(words)
    labels = {at: SIGNS[words[at]] for at in found[:most]}
    if len(found) > most:
        letters = list(words)
        for at in found[most:]:
            letters[at] = HYPHEN if SIGNS[words[at]] == HYPHEN else DOT
        words = "".join(letters)
    return labels, words


def _label_font(font: QFont) -> QFont:
    made = interface_font()
    size = font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * 72 / 96
    made.setPointSizeF(max(5.0, size * _SIZE))
    return made

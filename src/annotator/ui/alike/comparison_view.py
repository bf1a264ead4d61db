"""Two texts beside each other, with what differs marked and what is the same folded."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from annotator.core.side_by_side import Fold, Kind, Piece, Row, folded
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font, reading_line_height

PADDING = 6
# More than anybody looks through; a table of tens of thousands of cells takes seconds to lay out.
MOST_ROWS = 400
_FOLD = "fold:"


class ComparisonView(QTextBrowser):
    """Show rows of two columns. Marks are ground and line, so that they are seen without colour too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row | Fold] = []
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Both texts side by side"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._unfold)
        Theme.active().changed.connect(self._write)

    @property
    def fold_count(self) -> int:
        """How many stretches are folded."""
        return sum(isinstance(each, Fold) for each in self._rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show two texts from their beginning."""
        self._rows = folded(rows)
        self._write()
        self.verticalScrollBar().setValue(0)

    def unfold_all(self) -> None:
        """Show what is the same, too."""
        self._rows = [row for each in self._rows for row in (each.rows if isinstance(each, Fold) else (each,))]
        self._write()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.fold_count:
            self.unfold_all()
        else:
            super().keyPressEvent(event)

    # Inside

    def _unfold(self, url: QUrl) -> None:
        """Show one stretch, and stay where one is."""
        at = int(url.toString().removeprefix(_FOLD))
        fold = self._rows[at]
        if isinstance(fold, Fold):
            place = self.verticalScrollBar().value()
            self._rows[at : at + 1] = fold.rows
            self._write()
            self.verticalScrollBar().setValue(place)

    def _write(self) -> None:
        document = self.document()
        document.clear()
        document.setDocumentMargin(0)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        shown = self._rows[:MOST_ROWS]
        if shown:
            table = cursor.insertTable(len(shown), 2, _table_format())
            for at, row in enumerate(shown):
                self._write_row(table, at, row)
        if len(self._rows) > MOST_ROWS:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            words = self.tr("{0} more paragraphs are not shown here.").format(f"{len(self._rows) - MOST_ROWS:,}")
            cursor.insertText(words, _muted())
        cursor.endEditBlock()

    def _write_fold(self, table: QTextTable, at: int, fold: Fold) -> None:
        table.mergeCells(at, 0, 1, 2)
        cursor = table.cellAt(at, 0).firstCursorPosition()
        centred = QTextBlockFormat()
        centred.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(centred)
        words = self.tr("… {0} paragraphs the same …").format(f"{len(fold.rows):,}")
        link = _muted()
        link.setAnchor(True)
        link.setAnchorHref(f"{_FOLD}{at}")
        link.setToolTip(self.tr("Click to show them; the space bar shows all"))
        cursor.insertText(words, link)

    def _write_row(self, table: QTextTable, at: int, row: Row | Fold) -> None:
        if isinstance(row, Fold):
            self._write_fold(table, at, row)
            return
        airy = QTextBlockFormat()
        pitch = reading_line_height(reading_font(Step.CARD))
        airy.setLineHeight(pitch, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        for column, pieces in enumerate((row.left, row.right)):
            cursor = table.cellAt(at, column).firstCursorPosition()
            cursor.setBlockFormat(airy)
            for piece in pieces:
                _write_piece(cursor, piece, is_quiet=row.is_same)


def _write_piece(cursor: QTextCursor, piece: Piece, *, is_quiet: bool) -> None:
    """Write a stretch; the mark ends with its last word, and not in the space behind it."""
    words = piece.words.rstrip()
    cursor.insertText(words, _format(piece.kind, is_quiet=is_quiet))
    cursor.insertText(piece.words[len(words) :], _format("same", is_quiet=is_quiet))


def _format(kind: Kind, *, is_quiet: bool) -> QTextCharFormat:
    tokens = Theme.active().tokens
    made = QTextCharFormat()
    made.setFont(reading_font(Step.CARD))
    made.setForeground(colour(tokens.muted if is_quiet else tokens.text))
    if kind == "removed":
        made.setBackground(colour(tokens.error_ground))
        made.setFontStrikeOut(True)
    elif kind == "added":
        made.setBackground(colour(tokens.success_ground))
        made.setFontUnderline(True)
    elif kind == "changed":
        made.setBackground(colour(tokens.warn_ground))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return made


def _muted() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(interface_font(Step.META, QFont.Weight.Normal))
    made.setForeground(colour(Theme.active().tokens.muted))
    return made


def _table_format() -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    made.setBorder(0)
    made.setCellPadding(PADDING)
    made.setCellSpacing(0)
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    made.setColumnWidthConstraints([half, half])
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made

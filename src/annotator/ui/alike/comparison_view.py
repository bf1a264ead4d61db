"""Two texts beside each other, with what differs marked and what is the same folded."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

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

from annotator.core.side_by_side import Fold, Kind, Row, folded
from annotator.ui.theme import Step, Theme, colour, interface_font, reading_font, reading_line_height

PADDING = 6
# So many stretches are written in a tenth of a second; more of a long text are shown when somebody wants them.
MOST_PIECES = 800
_FOLD, _MORE = "fold:", "more"


class ComparisonView(QTextBrowser):
    """Show rows of two columns. Marks are ground and line, so that they are seen without colour too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row | Fold] = []
        self._most = MOST_PIECES
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
        self._rows, self._most = folded(rows), MOST_PIECES
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

    def _shown_count(self) -> int:
        """Give how many rows are written: at least one, and then as many as make no more stretches than wanted."""
        pieces = accumulate(1 if isinstance(row, Fold) else len(row.left) + len(row.right) for row in self._rows)
        return max(1, bisect_right(list(pieces), self._most))

    def _unfold(self, url: QUrl) -> None:
        """Show one stretch that is folded, or more of long texts, and stay where one is."""
        place = self.verticalScrollBar().value()
        if url.toString() == _MORE:
            self._most *= 2
        else:
            at = int(url.toString().removeprefix(_FOLD))
            fold = self._rows[at]
            self._rows[at : at + 1] = fold.rows if isinstance(fold, Fold) else [fold]
        self._write()
        self.verticalScrollBar().setValue(place)

    def _write(self) -> None:
        document = self.document()
        document.clear()
        document.setDocumentMargin(0)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        shown = self._rows[: self._shown_count()]
        if shown:
            table = cursor.insertTable(len(shown), 2, _table_format())
            dress = _Dress()
            for at, row in enumerate(shown):
                self._write_row(table, at, row, dress)
        if len(shown) < len(self._rows):
            cursor.movePosition(QTextCursor.MoveOperation.End)
            words = self.tr("… {0} more paragraphs …").format(f"{len(self._rows) - len(shown):,}")
            cursor.insertText(words, _link(_MORE, self.tr("Click to show them")))
        cursor.endEditBlock()

    def _write_fold(self, table: QTextTable, at: int, fold: Fold) -> None:
        table.mergeCells(at, 0, 1, 2)
        cursor = table.cellAt(at, 0).firstCursorPosition()
        centred = QTextBlockFormat()
        centred.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor.setBlockFormat(centred)
        words = self.tr("… {0} paragraphs the same …").format(f"{len(fold.rows):,}")
        tip = self.tr("Click to show them; the space bar shows all")
        cursor.insertText(words, _link(f"{_FOLD}{at}", tip))

    def _write_row(self, table: QTextTable, at: int, row: Row | Fold, dress: "_Dress") -> None:
        if isinstance(row, Fold):
            self._write_fold(table, at, row)
            return
        for column, pieces in enumerate((row.left, row.right)):
            cursor = table.cellAt(at, column).firstCursorPosition()
            cursor.setBlockFormat(dress.airy)
            for piece in pieces:
                words = piece.words.rstrip()
                # The mark ends with its last word, and not in the space behind it.
                cursor.insertText(words, dress.quiet if row.is_same else dress.of_kind[piece.kind])
                cursor.insertText(piece.words[len(words) :], dress.of_kind["same"])


class _Dress:
    """The formats of one writing; made once, because a paragraph can have a hundred marks."""

    def __init__(self) -> None:
        font, tokens = reading_font(Step.CARD), Theme.active().tokens
        self.airy = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        self.airy.setLineHeight(reading_line_height(font), height)
        self.quiet = _plain(font, tokens.muted)
        removed, added, changed = (_plain(font, tokens.text) for _ in range(3))
        removed.setBackground(colour(tokens.error_ground))
        removed.setFontStrikeOut(True)
        added.setBackground(colour(tokens.success_ground))
        added.setFontUnderline(True)
        changed.setBackground(colour(tokens.warn_ground))
        changed.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        plain = _plain(font, tokens.text)
        self.of_kind: dict[Kind, QTextCharFormat] = {
            "same": plain,
            "removed": removed,
            "added": added,
            "changed": changed,
        }


def _plain(font: QFont, ink: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(colour(ink))
    return made


def _link(href: str, tip: str) -> QTextCharFormat:
    made = _plain(interface_font(Step.META), Theme.active().tokens.muted)
    made.setAnchor(True)
    made.setAnchorHref(href)
    made.setToolTip(tip)
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

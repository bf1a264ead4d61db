"""The rows of the list of statements to link to, and how they are drawn."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from annotator.core.records import Link
from annotator.session.details import Details, locator_words
from annotator.ui.icons import paint_icon
from annotator.ui.read.headed_rows import CHOICE_ROLE, HEAD_ROW, HeadedRows
from annotator.ui.read.link_candidates import Candidate, Group
from annotator.ui.read.link_words import LINK_ICONS, LINK_TONES, fitted_place, link_words
from annotator.ui.read.palette_rows import draw_marked
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import PALETTE_ROW, RowDelegate
from annotator.ui.widgets.delegates import AnyIndex

PAD, CODE_WIDTH, GAP, MARK = 12, 44, 8, 16
WIDEST_PLACE = 0.36
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class CandidateRows(HeadedRows):
    """Statements under the reason why they are offered."""

    def __init__(self, details: Details, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._details = details

    def place_of(self, row: Candidate) -> tuple[str, str]:
        """Say in which source a statement stands, and where in it."""
        return self._details.source_label(row.statement.source_uid), locator_words(row.statement)

    def row_of(self, uid: str) -> int:
        """Give the row of a statement, or the first that can be chosen."""
        found = (at for at, each in enumerate(self._rows) if isinstance(each, Candidate) and each.statement.uid == uid)
        return next(found, self.first_choice())

    def set_candidates(self, found: Sequence[Candidate]) -> None:
        """Show statements under their headings."""
        heads = {
            Group.NUMBER: self.tr("Of this number"),
            Group.VISITED: self.tr("Looked at last"),
            Group.CHAPTER: self.tr("In the same chapters"),
            Group.BESIDE: self.tr("In the panes beside"),
            Group.OTHERS: self.tr("In other sources"),
            Group.OWN: self.tr("In the same source"),
        }
        rows: list[object] = []
        previous: Group | None = None
        for each in found:
            if each.group is not previous:
                rows.append(heads[each.group])
            previous = each.group
            rows.append(each)
        self.set_rows(rows)

    def spoken_words_of(self, row: object) -> str:
        words = self.words_of(row)
        if not isinstance(row, Candidate) or not row.links:
            return words
        linked = ", ".join(_words(link, row) for link in row.links)
        return self.tr("{0}. Linked already: {1}").format(words, linked)

    def tip_of(self, row: object) -> str:
        if not isinstance(row, Candidate):
            return ""
        linked = ", ".join(_words(link, row) for link in row.links)
        parts = (row.statement.anchor.quote, self.tr("Linked already: {0}").format(linked) if linked else "")
        return "\n".join(part for part in parts if part)

    def words_of(self, row: object) -> str:
        if not isinstance(row, Candidate):
            return ""
        quote = " ".join(row.statement.anchor.quote.split())
        return f"{row.statement.code}, {self._details.place(row.statement)}: {quote}"


class CandidateRow(RowDelegate):
    """Number, place in bold, the quote with what was typed in bold; at the right the links that there are already."""

    def __init__(self, rows: CandidateRows, view: QAbstractItemView) -> None:
        super().__init__(PALETTE_ROW, view)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(CHOICE_ROLE)
        rect = QRectF(QRect(option.rect))
        painter.save()
        if isinstance(row, Candidate):
            self.draw_ground(painter, option, index)
            self._paint_candidate(painter, rect.adjusted(PAD, 0, -PAD, 0), row)
        else:
            painter.setFont(interface_font(Step.META))
            painter.setPen(colour(Theme.active().tokens.muted))
            painter.drawText(rect.adjusted(PAD, 3, 0, 0), _MIDDLE, str(row))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        is_choice = isinstance(index.data(CHOICE_ROLE), Candidate)
        return QSize(100, PALETTE_ROW if is_choice else HEAD_ROW)

    def _paint_candidate(self, painter: QPainter, rect: QRectF, row: Candidate) -> None:
        tokens = Theme.active().tokens
        for link in row.links:
            tone = getattr(tokens, LINK_TONES.get(link.kind, "muted"))
            mark = QRectF(rect.right() - MARK, rect.center().y() - MARK / 2, MARK, MARK)
            paint_icon(painter, mark, LINK_ICONS[link.kind], tone)
            rect.adjust(0, 0, -MARK - 4, 0)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        painter.drawText(rect, _MIDDLE, row.statement.code)
        rect.adjust(max(CODE_WIDTH, _width(painter, row.statement.code) + GAP), 0, 0, 0)
        painter.setFont(interface_font(Step.BASE, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        most = WIDEST_PLACE * rect.width()
        source, locator = self._rows.place_of(row)
        place = fitted_place(source, locator, QFontMetricsF(painter.font()), most)
        painter.drawText(rect, _MIDDLE, place)
        rect.adjust(_width(painter, place) + GAP, 0, 0, 0)
        draw_marked(painter, rect, row.words, row.spans)


def _width(painter: QPainter, words: str) -> float:
    return QFontMetricsF(painter.font()).horizontalAdvance(words)


def _words(link: Link, row: Candidate) -> str:
    """Say what the statement that is linked from is to a row's."""
    return link_words(link.kind, is_from=link.to_uid == row.statement.uid)

"""What a search found, drawn as a tree: sources and chapters, and below each the places with their words around."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from annotator.core.found import FoundGroup, FoundItem
from annotator.session.models.found_model import KIND_ICONS, RECORD_ROLE, FoundModel, group_title, item_word
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import RowDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
GROUP_ROW, ITEM_ROW, LINE, KIND_WIDTH = 30, 46, 17, 96
_LEFT, _RIGHT = 28, 12
# A line with some bold words is so much wider at the most.
_BOLDER = 1.04
_PLACE_ICONS = {"source": "text-box-outline", "chapter": "view-column-outline", "other": "tag-outline"}


class ResultsView(QTreeView):
    """The tree of what was found.

    Left and Right fold and unfold, Enter or a click opens. Signals: `opened(FoundItem)`; `left_up()` when the Up key
    leaves the first row; `typed(str)` when somebody goes on typing.
    """

    opened = Signal(object)
    left_up = Signal()
    typed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(_FoundPainter(ITEM_ROW, self))
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._clicked)

    @property
    def wanted_height(self) -> int:
        """How high all rows are together, unfolded."""
        width = self.viewport().width()
        items = (item for group in self.found.groups for item in group.items)
        return len(self.found.groups) * GROUP_ROW + sum(_height(item, width) for item in items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, fold by Left and Right, leave at the top, and let somebody go on typing."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif event.key() == Qt.Key.Key_Up and not self.indexAbove(index).isValid():
            self.left_up.emit()
        elif event.key() == Qt.Key.Key_Left and index.parent().isValid():
            self.setCurrentIndex(index.parent())
        elif event.text() and event.text().isprintable() and not event.text().isspace():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """Open what the keyboard is on; of a source or a chapter its first place."""
        record = self.found.record_at(self.currentIndex())
        if isinstance(record, FoundGroup):
            record = record.items[0]
        if record is not None:
            self.opened.emit(record)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows their heights anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def set_groups(self, groups: list[FoundGroup]) -> None:
        """Show what was found, unfolded, with the keyboard on the best place."""
        self.found.set_groups(groups)
        self.expandAll()
        self.setCurrentIndex(self.found.first_item())
        self.scrollToTop()

    def take_keyboard(self) -> bool:
        """Take the keyboard; say whether anything is here."""
        if not self.found.groups:
            return False
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.found.first_item())
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _clicked(self, index: QModelIndex) -> None:
        record = self.found.record_at(index)
        if isinstance(record, FoundGroup):
            self.setExpanded(index, not self.isExpanded(index))
        elif record is not None:
            self.opened.emit(record)


class _FoundPainter(RowDelegate):
    """A source with its title and counts on one line; a place with its kind, and up to two lines of words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        record = index.data(RECORD_ROLE)
        painter.save()
        if isinstance(record, FoundGroup):
            self._paint_group(painter, option, index, record)
        elif isinstance(record, FoundItem):
            self._paint_item(painter, option, index, record)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        record = index.data(RECORD_ROLE)
        if isinstance(record, FoundItem):
            return QSize(0, _height(record, self._view.viewport().width()))
        return QSize(0, GROUP_ROW)

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, group: FoundGroup) -> None:
        tokens = Theme.active().tokens
        painter.fillRect(option.rect, colour(tokens.alternate))
        self.draw_ground(painter, option, index)
        rect = QRectF(QRect(option.rect)).adjusted(8, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        is_open = isinstance(self._view, QTreeView) and self._view.isExpanded(index)
        paint_icon(painter, _cut(rect, 16), "chevron-down" if is_open else "chevron-right", tokens.muted)
        paint_icon(painter, _cut(rect, 24).adjusted(4, 0, -4, 0), _PLACE_ICONS[group.place_kind], tokens.muted)
        rect.setLeft(rect.left() + 4)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        model = index.model()
        counts = model.count_words(group) if isinstance(model, FoundModel) else ""
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, counts)
        rect.setRight(rect.right() - QFontMetricsF(painter.font()).horizontalAdvance(counts) - 12)
        painter.setFont(interface_font(Step.BASE, QFont.Weight.DemiBold))
        painter.setPen(colour(tokens.text))
        _draw_elided(painter, rect, group_title(group), 0.75 if group.detail else 1.0)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        _draw_elided(painter, rect, group.detail, 1.0)

    def _paint_item(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, item: FoundItem) -> None:
        self.draw_ground(painter, option, index)
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect)).adjusted(_LEFT, 5, -_RIGHT, -5)
        kind = _cut(rect, KIND_WIDTH)
        kind.setHeight(LINE)
        paint_icon(painter, _cut(kind, 18), KIND_ICONS[item.kind], tokens.muted)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        kind.setLeft(kind.left() + 4)
        _draw_elided(painter, kind, item_word(item), 1.0)
        painter.setPen(colour(tokens.text))
        _draw_marked(painter, rect, item)


def _cut(rect: QRectF, width: float) -> QRectF:
    """Cut a piece off at the left."""
    piece = QRectF(rect.left(), rect.top(), width, rect.height())
    rect.setLeft(rect.left() + width)
    return piece


def _draw_elided(painter: QPainter, rect: QRectF, words: str, share: float) -> None:
    """Draw words on one line into a share of the room, and leave the rest."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, rect.width() * share))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    rect.setLeft(rect.left() + metrics.horizontalAdvance(shown) + 8)


def _draw_marked(painter: QPainter, rect: QRectF, item: FoundItem) -> None:
    """Draw up to two lines, the marks in bold; what does not fit ends in "…"."""
    words = item.words
    layout, shown = _laid_out(words, item.marks, rect.width())
    if shown < len(words):
        words = f"{words[: shown - 2].rstrip(' …')}…"
        layout, _ = _laid_out(words, item.marks, rect.width())
    layout.draw(painter, rect.topLeft())


def _laid_out(words: str, marks: Sequence[tuple[int, int]], width: float) -> tuple[QTextLayout, int]:
    """Lay out two lines; give how many characters they hold. Marks are code points, Qt counts UTF-16 units."""
    layout = QTextLayout(words, interface_font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    ranges = []
    for start, end in marks:
        mark = QTextLayout.FormatRange()
        mark.start = _units(words[:start])
        mark.length = _units(words[start:end])
        mark.format = bold
        ranges.append(mark)
    layout.setFormats(ranges)
    layout.beginLayout()
    units = 0
    for number in range(2):
        made = layout.createLine()
        if not made.isValid():
            break
        made.setLineWidth(width)
        made.setPosition(QPointF(0, number * LINE))
        units = made.textStart() + made.textLength()
    layout.endLayout()
    return layout, len(words.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _height(item: FoundItem, width: float) -> int:
    """Give the height of a place: on one line where its words fit in there."""
    room = width - _LEFT - KIND_WIDTH - _RIGHT
    fits = QFontMetricsF(interface_font()).horizontalAdvance(item.words) * _BOLDER <= room
    return ITEM_ROW - LINE if fits else ITEM_ROW


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

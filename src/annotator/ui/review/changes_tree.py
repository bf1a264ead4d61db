"""The tree of what the others did: a row for each sitting, and under it the things that were touched."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from annotator.session.history_things import Thing
from annotator.session.models.changes_model import ROW_ROLE, WHAT, WHEN, WHO, ChangesModel
from annotator.session.news import Sitting, Touched
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import SWATCH_SIDE, TABLE_ROW, RowDelegate, paint_swatch
from annotator.ui.widgets.delegates import AnyIndex

INDENT, PAD, ICON = 22, 8, 16
WHO_WIDTH, WHEN_WIDTH, NARROW_WIDTH, NARROW = 232, 200, 150, 900
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Place(NamedTuple):
    """Where somebody is in the tree: a sitting by its reviewer and beginning, and in it a row, or -1."""

    opened: frozenset[tuple[str, int]]
    current: tuple[str, int]
    child: int
    scrolled: int


class ChangesTree(QTreeView):
    """Show sittings and things.

    Signals: `thing_wanted(Thing)` when one is to be shown in its place; `menu_wanted(QPoint)` in global coordinates.
    """

    thing_wanted = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: ChangesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ChangesDelegate(self))
        self.setAccessibleName(self.tr("What the others changed"))
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        # The delegate draws the focus of the row; the style would draw another one over it.
        self.setAllColumnsShowFocus(False)
        self.setMouseTracking(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        self.doubleClicked.connect(self._act)
        head = self.header()
        head.setFixedHeight(26)
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setDefaultAlignment(_MIDDLE)
        head.setMinimumSectionSize(80)
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(WHO, WHO_WIDTH)
        head.resizeSection(WHEN, WHEN_WIDTH)

    @property
    def current_thing(self) -> Thing | None:
        """The thing in the current row, if it is one's."""
        row = self.currentIndex().data(ROW_ROLE)
        return row[1] if isinstance(row, tuple) else None

    def place(self) -> Place:
        """Give what is open and current, by what stands there: other rows may come in above."""
        model, current = self.model(), self.currentIndex().siblingAtColumn(0)
        tops = [model.index(row, 0) for row in range(model.rowCount())]
        opened = frozenset(_key(top) for top in tops if self.isExpanded(top))
        above = current.parent() if current.parent().isValid() else current
        child = current.row() if current.parent().isValid() else -1
        return Place(opened, _key(above), child, self.verticalScrollBar().value())

    def take_place(self, place: Place) -> None:
        """Open again what was open, and go to the same row, or to the first where it is gone."""
        model = self.model()
        wanted = model.index(0, 0)
        for row in range(model.rowCount()):
            top = model.index(row, 0)
            key = _key(top)
            if key in place.opened:
                self.setExpanded(top, True)
            if key == place.current:
                child = model.index(place.child, 0, top) if place.child >= 0 else top
                wanted = child if child.isValid() else top
        if wanted.isValid():
            self.setCurrentIndex(wanted)
            self.verticalScrollBar().setValue(place.scrolled)
            self.scrollTo(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < NARROW
        self.header().resizeSection(WHEN, NARROW_WIDTH if is_narrow else WHEN_WIDTH)

    def _act(self, index: QModelIndex) -> None:
        """Open or close a sitting; show a thing."""
        above = index.siblingAtColumn(0)
        row = index.data(ROW_ROLE)
        if isinstance(row, Sitting):
            self.setExpanded(above, not self.isExpanded(above))
        elif isinstance(row, tuple):
            self.thing_wanted.emit(row[1])


class ChangesDelegate(RowDelegate):
    """Draw a reviewer with his colour and a thing with its kind's icon, each with its words beside it."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(TABLE_ROW, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.draw_ground(painter, option, index)
        painter.save()
        row = index.data(ROW_ROLE)
        rect = QRectF(option.rect).adjusted(PAD, 0, -PAD, 0)
        if index.column() == WHO:
            rect.setLeft(option.rect.left() + 2)
        if isinstance(row, Sitting):
            self._paint_sitting(painter, rect, index, row)
        elif isinstance(row, tuple):
            self._paint_thing(painter, rect, index, *row)
        elif index.column() == WHAT:
            _words(painter, rect, str(index.data()), Theme.active().tokens.muted)
        painter.restore()
        self.draw_focus(painter, option, index)

    def _paint_sitting(self, painter: QPainter, rect: QRectF, index: AnyIndex, sitting: Sitting) -> None:
        tokens = Theme.active().tokens
        words = str(index.data())
        if index.column() == WHO:
            paint_swatch(painter, QRectF(rect.left(), rect.top(), ICON, rect.height()), sitting.reviewer.colour)
            rect.setLeft(rect.left() + ICON + SWATCH_SIDE - 4)
            _words(painter, rect, words, tokens.text, QFont.Weight.DemiBold)
        elif index.column() == WHAT:
            _words(painter, rect, words, tokens.text)
        else:
            if sitting.is_new:
                paint_icon(painter, QRectF(rect.left(), rect.top(), 12, rect.height()), "circle-medium", tokens.accent)
                rect.setLeft(rect.left() + 16)
                new = self.tr("New")
                rect.setLeft(rect.left() + _words(painter, rect, new, tokens.accent, QFont.Weight.DemiBold) + 8)
            _words(painter, rect, words, tokens.muted)

    def _paint_thing(self, painter: QPainter, rect: QRectF, index: AnyIndex, touched: Touched, thing: Thing) -> None:
        tokens = Theme.active().tokens
        if index.column() == WHO:
            paint_icon(painter, QRectF(rect.left(), rect.top(), ICON, rect.height()), thing.icon, tokens.muted)
            rect.setLeft(rect.left() + ICON + SWATCH_SIDE - 4)
            _words(painter, rect, str(index.data()), tokens.muted)
        elif index.column() == WHAT:
            ink = tokens.muted if thing.is_gone else tokens.text
            width = _words(painter, rect, thing.name or thing.kind_words, ink, QFont.Weight.DemiBold)
            rect.setLeft(rect.left() + width + 8)
            _words(painter, rect, thing.words, ink)
        elif thing.is_gone and not touched.is_deletion:
            mark = QRectF(rect.left(), rect.top(), 14, rect.height())
            paint_icon(painter, mark, "delete-outline", tokens.muted)
            _words(painter, rect.adjusted(18, 0, 0, 0), self.tr("Deleted since"), tokens.muted)
        else:
            _words(painter, rect, str(index.data()), tokens.muted)


def _key(index: QModelIndex) -> tuple[str, int]:
    """Give what makes a sitting the same one after it has gone on."""
    row = index.data(ROW_ROLE)
    return (row.reviewer.uid, row.began) if isinstance(row, Sitting) else ("", 0)


def _words(painter: QPainter, rect: QRectF, words: str, ink: str, weight: QFont.Weight = QFont.Weight.Normal) -> float:
    """Draw words, shortened to their room; give their width."""
    if rect.width() <= 0:
        return 0.0
    painter.setFont(interface_font(Step.BASE, weight))
    painter.setPen(colour(ink))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(_MIDDLE), shown)
    return min(rect.width(), metrics.horizontalAdvance(shown))

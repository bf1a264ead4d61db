"""The two tables of agreement, by tag and by pair, and how their cells are drawn."""

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from annotator.core.agreement import PairMeasures
from annotator.core.records import Tag
from annotator.session.agreement_session import Focus
from annotator.session.models.agreement_model import (
    AGREE,
    ALPHA,
    FOCUS_ROLE,
    KAPPA,
    LOWEST,
    NOTE,
    PUT_BY,
    RELIABLE,
    ROW_ROLE,
    SHARE,
    SHORT_ROLE,
    TAG,
    UNITISING,
    UNITS,
    PairMatrixModel,
    TagRow,
    TagTableModel,
)
from annotator.ui.icons import paint_icon
from annotator.ui.theme import Theme, colour, interface_font, mix
from annotator.ui.widgets import SWATCH_SIDE, TABLE_ROW, RowDelegate, make_dense, paint_swatch
from annotator.ui.widgets.delegates import AnyIndex

BAR, BAR_HEIGHT, FIGURE = 100, 6, 34
PAD = 12
WIDTHS = {
    **{TAG: 176, PUT_BY: 150, UNITS: 82, AGREE: 60, SHARE: 60, KAPPA: 62},
    **{ALPHA: FIGURE + BAR + 2 * PAD + 6, UNITISING: 82},
}
TAG_WIDTH, PAIR_WIDTH = 220, 104
# At these widths there is room for the share's two figures, for kappa, for more names, for nearly all of them.
_STEPS = (780, 840, 1000, 1250)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_REMARKS = {"low": ("alert-outline", "warn"), "few": ("", "muted"), "undefined": ("", "muted")}


class AgreementTable(QTableView):
    """A table in which a row or a cell opens its disagreements.

    Signals: `focus_chosen(Focus)` when another row or cell becomes the current one; `entered()` by Enter or a double
    click.
    """

    focus_chosen = Signal(object)
    entered = Signal()

    def __init__(self, model: TagTableModel | PairMatrixModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        make_dense(self)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._is_entering = False
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(lambda _: self._tell())
        self.doubleClicked.connect(lambda _: self.entered.emit())
        Theme.active().changed.connect(self.viewport().update)

    @property
    def focus(self) -> Focus | None:
        """What the current row or cell is about."""
        found = self.currentIndex().data(FOCUS_ROLE)
        return found if isinstance(found, Focus) else None

    def choose(self, focus: Focus | None) -> None:
        """Go to the row or cell of a focus that was chosen before, without a word; to none where it has gone."""
        model = self.model()
        found = next(
            (
                index
                for row in range(model.rowCount())
                for index in (model.index(row, column) for column in range(model.columnCount()))
                if focus is not None and index.data(FOCUS_ROLE) == focus
            ),
            model.index(-1, -1),
        )
        self.selectionModel().blockSignals(True)
        self.selectionModel().clear()
        self.selectionModel().blockSignals(False)
        if found.isValid():
            flag = QItemSelectionModel.SelectionFlag
            is_row = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
            wish = flag.ClearAndSelect | (flag.Rows if is_row else flag.NoUpdate)
            self.selectionModel().setCurrentIndex(found, wish)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the view make its first row the current one without opening anything."""
        self._is_entering = True
        super().focusInEvent(event)
        self._is_entering = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        focus = self.focus
        if focus is not None and not self._is_entering:
            self.focus_chosen.emit(focus)


class TagTable(AgreementTable):
    """By tag: the figures, alpha with its bar, and what to make of it."""

    def __init__(self, model: TagTableModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Agreement by tag"), parent)
        self._steps = -1
        for column, delegate in (
            (TAG, _NameCell(TABLE_ROW, self)),
            (PUT_BY, _PeopleCell(TABLE_ROW, self)),
            (ALPHA, _AlphaCell(TABLE_ROW, self)),
            (NOTE, _NoteCell(TABLE_ROW, self)),
        ):
            self.setItemDelegateForColumn(column, delegate)
        self.setItemDelegate(_FigureCell(TABLE_ROW, self))
        head = self.horizontalHeader()
        head.setMinimumSectionSize(48)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def fit(self, width: int) -> None:
        """Leave out what a narrow place has no room for; the note stays, it says what to do."""
        steps = sum(width >= each for each in _STEPS)
        if steps == self._steps:
            return  # or a column that somebody has made wider would not stay so
        self._steps = steps
        self.setColumnHidden(AGREE, steps < 1)
        self.setColumnHidden(UNITISING, steps < 1)
        self.setColumnHidden(KAPPA, steps < 2)
        self.setColumnWidth(PUT_BY, (84, 84, 84, 150, 264)[steps])
        self.setColumnWidth(TAG, (176, 176, 176, 200, 240)[steps])


class PairTable(AgreementTable):
    """By pair: a matrix of cells, each of which opens its own disagreements."""

    def __init__(self, model: PairMatrixModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Who differs from whom"), parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setItemDelegate(_PairCell(model, self))
        self.setItemDelegateForColumn(0, _NameCell(TABLE_ROW, self))
        self.horizontalHeader().setDefaultSectionSize(PAIR_WIDTH)
        self.horizontalHeader().setSectionsClickable(False)
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setColumnWidth(0, TAG_WIDTH)


class _Cell(RowDelegate):
    """A cell that is drawn by hand: ground, content, focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        tokens = Theme.active().tokens
        if index.row() % 2:
            painter.fillRect(option.rect, colour(tokens.alternate))
        self.tint(painter, option, index)
        self.draw_ground(painter, option, index)
        rect = QRectF(QRect(option.rect))
        painter.save()
        painter.setFont(interface_font(weight=self.weight(index)))
        painter.setPen(colour(tokens.text))
        self.draw(painter, rect.adjusted(8, 0, -8, 0), option, index)
        painter.restore()
        self.draw_focus(painter, option, index)

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole) or 0
        painter.drawText(rect, int(alignment), elided(painter, str(index.data() or ""), rect.width()))

    def tint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Colour the ground below selection and hover."""

    def weight(self, index: AnyIndex) -> QFont.Weight:
        """Give the row of all tags together more weight."""
        return QFont.Weight.Normal if index.row() else QFont.Weight.DemiBold


class _FigureCell(_Cell):
    """A number, at the right."""

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        is_weak = (
            isinstance(row, TagRow) and row.remark in ("few", "undefined") and index.column() in (KAPPA, UNITISING)
        )
        if is_weak or index.data() == "–":
            painter.setPen(colour(Theme.active().tokens.muted))
        super().draw(painter, rect, option, index)


class _NameCell(_Cell):
    """A tag's square and its name."""

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        found = index.data(ROW_ROLE)
        tag = found.tag if isinstance(found, TagRow) else found
        if isinstance(tag, Tag):
            square = QRectF(rect.left(), rect.top(), SWATCH_SIDE, rect.height())
            paint_swatch(painter, square, tag.colour)
            rect.setLeft(rect.left() + SWATCH_SIDE + 8)
        painter.drawText(rect, int(_MIDDLE), elided(painter, str(index.data() or ""), rect.width()))


class _PeopleCell(_Cell):
    """Names where they fit, else initials."""

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        draw_fitting(painter, rect, index)

    def weight(self, index: AnyIndex) -> QFont.Weight:
        return QFont.Weight.Normal


class _AlphaCell(_Cell):
    """Alpha in figures, and a bar of 100 px with the two marks; a negative value has no bar."""

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, TagRow):
            return
        tokens = Theme.active().tokens
        is_weak = row.remark in ("few", "undefined")
        painter.setPen(colour(tokens.muted if is_weak else tokens.text))
        figures = QRectF(rect.left(), rect.top(), FIGURE, rect.height())
        painter.drawText(figures, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), str(index.data()))
        value = row.measures.alpha
        if value is None:
            return
        bar = QRectF(figures.right() + PAD, round(rect.center().y() - BAR_HEIGHT / 2), BAR, BAR_HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.line))
        painter.drawRoundedRect(bar, 2, 2)
        share = max(0.0, min(1.0, value))
        if share:
            painter.setBrush(colour(tokens.control_border if is_weak else tokens.accent))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), BAR * share, BAR_HEIGHT), 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for mark in (LOWEST, RELIABLE):
            at = round(bar.left() + BAR * mark)
            painter.fillRect(QRectF(at, bar.top() - 3, 1, BAR_HEIGHT + 6), colour(tokens.text))


class _NoteCell(_Cell):
    """What to make of a figure, in words, with an icon where something is to be done."""

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        name, role = _REMARKS.get(row.remark, ("", "muted")) if isinstance(row, TagRow) else ("", "muted")
        tone = getattr(Theme.active().tokens, role)
        if name:
            paint_icon(painter, QRectF(rect.left(), rect.center().y() - 7, 14, 14), name, tone)
        rect.setLeft(rect.left() + 20)
        painter.setPen(colour(tone))
        draw_fitting(painter, rect, index)

    def weight(self, index: AnyIndex) -> QFont.Weight:
        return QFont.Weight.Normal


class _PairCell(_Cell):
    """How many one of a pair has alone and how many the other: the more, the deeper the ground."""

    def __init__(self, model: PairMatrixModel, view: QTableView) -> None:
        super().__init__(TABLE_ROW, view)
        self._model = model

    def draw(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if not _differing(index.data(ROW_ROLE)):
            painter.setPen(colour(Theme.active().tokens.muted))
        super().draw(painter, rect, option, index)

    def tint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        count = _differing(index.data(ROW_ROLE))
        if index.row() and count and self._model.most:
            tokens = Theme.active().tokens
            ground = mix(tokens.base, tokens.warn_ground, 0.3 + 0.7 * count / self._model.most)
            painter.fillRect(QRect(option.rect).adjusted(1, 1, -1, -1), ground)


def draw_fitting(painter: QPainter, rect: QRectF, index: AnyIndex) -> None:
    """Draw a cell's words, or the shorter ones where they do not fit."""
    words = str(index.data() or "")
    if QFontMetricsF(painter.font()).horizontalAdvance(words) > rect.width():
        words = str(index.data(SHORT_ROLE) or words)
    painter.drawText(rect, int(_MIDDLE), elided(painter, words, rect.width()))


def elided(painter: QPainter, words: str, width: float) -> str:
    """Shorten words to a width in the painter's font."""
    return QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, width)


def _differing(measures: object) -> int:
    return measures.only_first + measures.only_second if isinstance(measures, PairMeasures) else 0

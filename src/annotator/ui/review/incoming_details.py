"""What can be done with one thing that came in: taken back, or what it changed listed for restoring by hand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QStyleOptionViewItem, QWidget

from annotator.session.merge_session import Details, Restorable
from annotator.store.arrivals import Arrival
from annotator.ui.review.incoming_parts import CountRow, MarkedText, Section
from annotator.ui.review.incoming_words import KINDS, heading_of, origin_words, people_words
from annotator.ui.review.moments import moment_words
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import RowDelegate, push_button

AnyIndex = QModelIndex | QPersistentModelIndex
VALUE_ROW, MOST_ROWS_SHOWN = 46, 7


class DetailsSection(Section):
    """Say of the selected entry what came by it and what can be done.

    Signals: `take_back_wanted(Arrival)`; `values_wanted(Arrival)`; `thing_picked(uid)`.
    """

    take_back_wanted = Signal(object)
    values_wanted = Signal(object)
    thing_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: Details | None = None
        self._values: list[Restorable] | None = None
        self._saves_at = ""
        self.setAccessibleName(self.tr("What came in with the selected entry"))
        self.take_back_button: QPushButton | None = None
        self.values_button: QPushButton | None = None

    @property
    def arrival(self) -> Arrival | None:
        """What it is about."""
        return self._details.arrival if self._details else None

    def show_details(self, details: Details | None, saves_at: str = "") -> None:
        """Show an entry, or nothing; `saves_at` is when it is shared by itself, "" where that is not known."""
        if details == self._details and saves_at == self._saves_at:
            return
        if details is None or self.arrival is None or details.arrival.key != self.arrival.key:
            self._values = None
        self._details, self._saves_at = details, saves_at
        self.fill(self._make if details else lambda: None)

    def show_values(self, arrival: Arrival, values: Sequence[Restorable]) -> None:
        """List what a merge changed of what was there before."""
        if self.arrival is not None and self.arrival.key == arrival.key:
            self._values = list(values)
            self.fill(self._make)

    def _make(self) -> None:
        assert self._details is not None
        self.take_back_button = self.values_button = None
        arrival = self._details.arrival
        if arrival.is_merge:
            self.add_text(self.tr("Merged from {0}").format(origin_words(arrival)), "strong")
            words = self.tr("By {0}, merged {1}")
            self.add_text(words.format(people_words(arrival), moment_words(arrival.at)))
        else:
            self.add_text(self.tr("Came with the shared file"), "strong")
            self.add_text(self.tr("By {0}, up to {1}").format(people_words(arrival), moment_words(arrival.at)))
        self.column.addSpacing(4)
        for kind in KINDS:
            if arrival.new.get(kind):
                self.column.addWidget(CountRow(heading_of(kind), arrival.new[kind], parent=self))
        others = arrival.change_count - sum(arrival.new.values())
        self.column.addWidget(CountRow(self.tr("Other changes"), others, parent=self))
        self.column.addWidget(CountRow(self.tr("To settle"), arrival.to_settle, "call-split", self))
        if arrival.is_merge:
            self._add_ways_back(arrival, self._details.refusal)
        else:
            words = self.tr("What comes in by saving cannot be taken back at once. Each thing keeps its history.")
            self.add_text(words, "meta", space=6)

    def _add_ways_back(self, arrival: Arrival, refusal: str) -> None:
        if not refusal:
            words = self.tr("Not shared yet. Saving shares it, and then it cannot be taken back any more.")
            if self._saves_at:
                words = self.tr("{0} By itself that happens at {1}.").format(words, self._saves_at)
            self.add_text(words, "meta", space=6)
            words = self.tr("Take this merge back")
            button = push_button(words, partial(self.take_back_wanted.emit, arrival), self, icon="undo")
            self.take_back_button = button
            self.add_buttons(button)
            return
        self.column.addSpacing(6)
        self.column.addWidget(MarkedText(refusal, "information-outline", "muted", self))
        if self._values is None:
            button = push_button(self.tr("Show what it changed"), partial(self.values_wanted.emit, arrival), self)
            self.values_button = button
            self.add_buttons(button)
        else:
            self._add_values(self._values)

    def _add_values(self, values: list[Restorable]) -> None:
        if not values:
            self.add_text(self.tr("It changed nothing that was there before; what is new can be deleted."), space=6)
            return
        words = (
            self.tr("1 value was another before:") if len(values) == 1 else self.tr("{0} values were others before:")
        )
        self.add_text(words.format(f"{len(values):,}"), "", space=6)
        view = ValueList(values, self)
        view.picked.connect(self.thing_picked)
        self.column.addSpacing(4)
        self.column.addWidget(view)
        copy = push_button(self.tr("Copy the list"), partial(_copy, values), self, icon="content-copy", is_small=True)
        self.add_buttons(copy)


class ValueModel(QAbstractListModel):
    """The values that a merge changed."""

    def __init__(self, values: Sequence[Restorable], parent: QWidget) -> None:
        super().__init__(parent)
        self.values = list(values)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        value = self.values[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return value
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return value_words(value) if role in shown else None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.values)


class ValueList(QListView):
    """List values in two lines each.

    Signals: `picked(uid)` when the row of a thing is selected.
    """

    picked = Signal(str)

    def __init__(self, values: Sequence[Restorable], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = ValueModel(values, parent)
        self.setModel(self._model)
        self.setItemDelegate(ValueDelegate(self))
        self.setProperty("ground", "base")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(VALUE_ROW * min(len(values), MOST_ROWS_SHOWN))
        self.setAccessibleName(self.tr("What the merge changed"))
        self.selectionModel().currentChanged.connect(
            lambda index, _: self.picked.emit(self._model.values[index.row()].entity_uid)
        )
        Theme.active().changed.connect(self.viewport().update)


class ValueDelegate(RowDelegate):
    """The thing and its field; below them what stood there and what stands there now."""

    def __init__(self, view: QListView) -> None:
        super().__init__(VALUE_ROW, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        value = index.data(Qt.ItemDataRole.UserRole)
        self.draw_ground(painter, option, index)
        if not isinstance(value, Restorable):
            return
        tokens = Theme.active().tokens
        whole = QRectF(QRect(option.rect))
        painter.save()
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), colour(tokens.line))
        rect = whole.adjusted(8, 4, -8, -4)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        first, second = QRectF(rect), QRectF(rect)
        first.setHeight(rect.height() / 2)
        second.setTop(rect.center().y())
        for line, words, font, tone in (
            (first, f"{value.name}  {value.field}", interface_font(Step.META, QFont.Weight.DemiBold), tokens.text),
            (second, _both(value), interface_font(Step.META), tokens.muted),
        ):
            painter.setFont(font)
            painter.setPen(colour(tone))
            elided = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, middle, elided)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, VALUE_ROW)


def value_words(value: Restorable) -> str:
    """Say a value in one line: "S-17, Credibility: 4 Doubtful → 2 Probably true"."""
    return f"{value.name}, {value.field}: {_both(value)}"


def _both(value: Restorable) -> str:
    return f"{value.before} → {value.after}"


def _copy(values: Sequence[Restorable]) -> None:
    QGuiApplication.clipboard().setText("\n".join(map(value_words, values)))

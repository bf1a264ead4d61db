"""The list of a project's reviewers."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from annotator.ui.reviewers.people import INITIALS, NAME, PERSON_ROLE, READ, STATEMENTS, AnyIndex, PeopleModel, Person
from annotator.ui.theme import Theme, colour, interface_font
from annotator.ui.widgets import SWATCH_SIDE, TABLE_ROW, RowDelegate, badge_width, make_dense, paint_badge, paint_swatch

_WIDTHS = {INITIALS: 76, STATEMENTS: 96, READ: 110}
_INSET, _GAP, _INDENT = 12, 8, 18
# The head's words stand over those of the rows, which the style sets in by three.
_SPACES = "QHeaderView::section { padding: 0 11px; }"


class PeopleTable(QTableView):
    """Rows of reviewers.

    Signals: `current_moved()` when another one is looked at.
    """

    current_moved = Signal()

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self.setModel(model)
        make_dense(self)
        self.setItemDelegate(_PersonRow(TABLE_ROW, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(_SPACES)
        self.setAccessibleName(self.tr("Reviewers"))
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
        Theme.active().changed.connect(self.viewport().update)

    @property
    def current(self) -> Person | None:
        """Who stands in the current row."""
        return self._people.person_at(self.currentIndex().row())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.current_moved.emit()

    def show_current(self, uid: str) -> None:
        """Make a reviewer the current one."""
        row = self._people.row_of(uid)
        if row >= 0:
            self.selectRow(row)


class _PersonRow(RowDelegate):
    """The first cell has the colour, the name, and a badge where there is more to say."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        person = index.data(PERSON_ROLE)
        if not isinstance(person, Person):
            return
        is_hidden = person.statements is None and index.column() == STATEMENTS
        if person.is_joined or is_hidden:
            ink = colour(Theme.active().tokens.muted)
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        person, model = index.data(PERSON_ROLE), index.model()
        if index.column() != NAME or not isinstance(person, Person) or not isinstance(model, PeopleModel):
            super().paint(painter, option, index)
            return
        tokens = Theme.active().tokens
        self._fill(painter, option, index)
        indent = _INDENT if person.is_joined else 0
        rect = QRectF(QRect(option.rect)).adjusted(_INSET + indent, 0, -_GAP, 0)
        paint_swatch(painter, QRectF(rect.left(), rect.top(), SWATCH_SIDE, rect.height()), person.reviewer.colour)
        said = model.badge_words(person)
        taken = badge_width(said) + _GAP if said else 0
        words = rect.adjusted(SWATCH_SIDE + _GAP, 0, -taken, 0)
        painter.save()
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.muted if person.is_joined else tokens.text))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(person.reviewer.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        painter.restore()
        if said:
            icon = "account-outline" if person.is_me else "account-multiple-outline"
            badge = QRectF(rect)
            badge.setLeft(words.left() + metrics.horizontalAdvance(name) + _GAP)
            paint_badge(painter, badge, said, "neutral", icon)
        self.draw_focus(painter, option, index)

    def _fill(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Fill the ground as the style does in the cells beside this one."""
        if index.row() % 2:
            painter.fillRect(option.rect, colour(Theme.active().tokens.alternate))
        self.draw_ground(painter, option, index)

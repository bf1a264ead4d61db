"""The places where reviewers differ about a tag: go there, agree on it, discuss it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.records import Tag
from annotator.session.agreement_session import Place, Survey
from annotator.session.models.agreement_places_model import PLACE_ROLE, PlacesModel, settled_words
from annotator.ui.icons import paint_icon
from annotator.ui.review.agreement_discussion import DiscussionPage
from annotator.ui.review.agreement_tables import elided
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import EmptyState, PanelHead, RowDelegate, Swatch, badge_width, paint_badge, push_button
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

ROW, LEFT, RIGHT = 46, 36, 12


class PlacesPane(QWidget):
    """List the places, and what can be done about the current one.

    Signals: `show_wanted(Place)`; `settle_wanted(Place, is_put)` with True, False or None; `discuss_wanted(Place,
    words)`; `closed()`.
    """

    show_wanted = Signal(object)
    settle_wanted = Signal(object, object)
    discuss_wanted = Signal(object, str)
    closed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._is_mixed = False
        self.model = PlacesModel(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.head = PanelHead(self.tr("Where they differ"), self)
        self._swatch = Swatch("", self.head)
        head = self.head.layout()
        assert isinstance(head, QHBoxLayout)
        head.insertWidget(0, self._swatch)
        head.insertSpacing(1, 4)
        self.head.add_tool("close", self.tr("Close the list"), self.closed.emit)
        self.list = PlacesList(self.model, self)
        self.list.show_wanted.connect(self._show)
        self.list.discuss_wanted.connect(self.discuss)
        self.list.settle_wanted.connect(self._settle)
        self.list.left.connect(self.closed)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._say())
        self.model.dataChanged.connect(lambda *_: self._say())
        self._empty = EmptyState(self.tr("They agree everywhere here."), self.tr("Choose another tag or pair."))
        self.discussion = DiscussionPage(shell, self)
        self.discussion.left.connect(self._leave_discussion)
        self.discussion.said.connect(self.discuss_wanted)
        self._build()

    @property
    def current(self) -> Place | None:
        """The place in the current row."""
        return self.model.place_at(self.list.currentIndex())

    def discuss(self) -> None:
        """Show what was said about the current place, and a field to say more."""
        place = self.current
        if place is not None and place.statement_uids:
            self.discussion.show_place(place, self.model.who(place))
            self._pages.setCurrentWidget(self.discussion)
            self.discussion.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Take the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_places(self, places: list[Place], survey: Survey) -> None:
        """Show other places, or the same anew; the current one stays where it is still there."""
        before, scrolled = self.current, self.list.verticalScrollBar().value()
        self.model.show(places, survey)
        row = self.model.row_of(before)
        if places:
            self.list.setCurrentIndex(self.model.index(max(0, row)))
            if row >= 0:
                self.list.verticalScrollBar().setValue(scrolled)
        if self._pages.currentWidget() is not self.discussion:
            self._pages.setCurrentIndex(0 if places else 1)
        elif row < 0:
            self._leave_discussion()
        elif (place := self.current) is not None:
            self.discussion.show_place(place, self.model.who(place))
        self._say()

    def show_title(self, tag: Tag | None, words: str) -> None:
        """Say whose places these are; None is all tags, and then each row names its own."""
        self._swatch.set_colour_name(tag.colour if tag else "")
        self._swatch.setVisible(tag is not None)
        self.list.is_mixed = tag is None
        self.head.set_title(words)
        if self._pages.currentWidget() is self.discussion:
            self._pages.setCurrentIndex(0)

    # Inside

    def _build(self) -> None:
        page = QWidget(self)
        self._empty.setParent(page)
        lists = QStackedWidget(page)
        lists.addWidget(self.list)
        lists.addWidget(self._empty)
        foot = QFrame(page)
        foot.setProperty("house", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        self.belongs = push_button(self.tr("Belongs here"), lambda: self._settle(True), foot, is_small=True)
        self.belongs_not = push_button(self.tr("Does not belong"), lambda: self._settle(False), foot, is_small=True)
        self.leave = push_button(self.tr("Leave to each"), lambda: self._settle(None), foot, is_small=True)
        self.discuss_button = push_button(self.tr("Discuss…"), self.discuss, foot, is_small=True, is_quiet=True)
        for each in (self.belongs, self.belongs_not, self.leave):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self.discuss_button)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(lists, 1)
        column.addWidget(foot)
        self._pages = _Pages(page, lists, self.discussion, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)

    def _leave_discussion(self) -> None:
        self._pages.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.enter()

    def _say(self) -> None:
        """Say how many there are, and why a button cannot be used."""
        count, settled = self.model.rowCount(), self.model.settled
        words = self.tr("1 place") if count == 1 else self.tr("{0} places").format(f"{count:,}")
        self.head.set_count(self.tr("{0}, {1} settled").format(words, f"{settled:,}") if settled else words)
        place = self.current
        has_statement = place is not None and bool(place.statement_uids)
        why = "" if has_statement else self.tr("Choose a place first")
        tips = (
            (self.belongs, True, self.tr("Agree: the tag belongs here (B)")),
            (self.belongs_not, False, self.tr("Agree: the tag does not belong here (N)")),
            (self.leave, None, self.tr("Agree on nothing: each reviewer's tags count as they are (L)")),
        )
        for button, value, tip in tips:
            is_so = place is not None and place.is_settled is value
            button.setEnabled(has_statement and not is_so)
            button.setToolTip(why or (self.tr("This is how it stands") if is_so else tip))
        self.discuss_button.setEnabled(has_statement)
        self.discuss_button.setToolTip(why or self.tr("Say something about it to the other reviewers (D)"))

    def _settle(self, is_put: object) -> None:
        place = self.current
        if place is not None and place.statement_uids and place.is_settled is not is_put:
            self.settle_wanted.emit(place, is_put)

    def _show(self) -> None:
        if self.current is not None:
            self.show_wanted.emit(self.current)


class _Pages(QStackedWidget):
    """The list or what stands for it, both with the foot; or the discussion over all of it."""

    def __init__(self, page: QWidget, lists: QStackedWidget, discussion: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._lists = lists
        self.addWidget(page)
        self.addWidget(discussion)

    def setCurrentIndex(self, at: int) -> None:
        super().setCurrentIndex(0)
        self._lists.setCurrentIndex(at)


class PlacesList(QTableView):
    """The list itself: a table of one column, which lays out twenty thousand rows in no time.

    Keys: Enter shows the place; B, N and L agree; D discusses; Escape leaves.

    Signals: `show_wanted()`, `settle_wanted(is_put)`, `discuss_wanted()`, `left()`.
    """

    show_wanted = Signal()
    settle_wanted = Signal(object)
    discuss_wanted = Signal()
    left = Signal()

    def __init__(self, model: PlacesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_mixed = False
        self.setModel(model)
        self.setItemDelegate(_PlaceRow(model, self))
        self.setProperty("ground", "base")
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Places where reviewers differ"))
        self.doubleClicked.connect(lambda _: self.show_wanted.emit())
        Theme.active().changed.connect(self.viewport().update)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.currentIndex().isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Show in its source") + "\tEnter").triggered.connect(self.show_wanted)
        menu.addSeparator()
        for words, is_put in (
            (self.tr("Agree: the tag &belongs here") + "\tB", True),
            (self.tr("Agree: the tag does &not belong here") + "\tN", False),
            (self.tr("&Leave it to each") + "\tL", None),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, value=is_put: self.settle_wanted.emit(value))
        menu.addSeparator()
        menu.addAction(self.tr("&Discuss…") + "\tD").triggered.connect(self.discuss_wanted)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_wanted.emit()
        elif plain and key in _VERDICTS:
            self.settle_wanted.emit(_VERDICTS[Qt.Key(key)])
        elif plain and key == Qt.Key.Key_D:
            self.discuss_wanted.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _PlaceRow(RowDelegate):
    """The words on one line; below them the place, who put the tag and who did not, and what was agreed."""

    def __init__(self, model: PlacesModel, view: PlacesList) -> None:
        super().__init__(ROW, view)
        self._model, self._list = model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place = index.data(PLACE_ROLE)
        self.draw_ground(painter, option, index)
        if not isinstance(place, Place):
            return
        tokens = Theme.active().tokens
        rect = QRectF(QRect(option.rect))
        painter.save()
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour(tokens.line))
        is_open = place.is_settled is None
        mark, tone = ("call-split", tokens.warn) if is_open else ("check-circle-outline", tokens.success)
        paint_icon(painter, QRectF(rect.left() + 12, rect.top() + 5, 16, 16), mark, tone)
        inner = rect.adjusted(LEFT, 0, -RIGHT, 0)
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.text))
        first = QRectF(inner.left(), inner.top() + 4, inner.width(), 18)
        painter.drawText(first, int(_MIDDLE), elided(painter, place.words, first.width()))
        self._draw_meta(painter, QRectF(inner.left(), inner.top() + 23, inner.width(), 18), place)
        painter.restore()
        self.draw_focus(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._list.viewport().width(), ROW)

    def _draw_meta(self, painter: QPainter, rect: QRectF, place: Place) -> None:
        tokens = Theme.active().tokens
        right = rect.right()
        words = settled_words(place.is_settled)
        if words:
            width = badge_width(words)
            mark = "check" if place.is_settled else "close"
            paint_badge(painter, QRectF(right - width, rect.top(), width, rect.height()), words, "success", mark)
            right -= width + 8
        if place.remarks:
            count = f"{place.remarks:,}"
            painter.setFont(interface_font(Step.META))
            width = QFontMetricsF(painter.font()).horizontalAdvance(count)
            painter.setPen(colour(tokens.muted))
            painter.drawText(QRectF(right - width, rect.top(), width, rect.height()), int(_MIDDLE), count)
            paint_icon(
                painter, QRectF(right - width - 17, rect.top() + 2, 14, 14), "comment-text-outline", tokens.muted
            )
            right -= width + 25
        rect.setRight(right)
        tag = self._model.tag_of(place) if self._list.is_mixed else None
        parts = [(f"{place.source_label} {place.locator}".strip(), QFont.Weight.DemiBold, tokens.muted)]
        if tag is not None:
            parts.append((tag.name, QFont.Weight.DemiBold, tokens.text))
        parts.append((self._model.who(place), QFont.Weight.Normal, tokens.muted))
        for words, weight, tone in parts:
            painter.setFont(interface_font(Step.META, weight))
            painter.setPen(colour(tone))
            metrics = QFontMetricsF(painter.font())
            if weight == QFont.Weight.Normal and metrics.horizontalAdvance(words) > rect.width():
                words = self._model.who(place, is_short=True)
            shown = elided(painter, words, rect.width())
            painter.drawText(rect, int(_MIDDLE), shown)
            rect.setLeft(min(rect.right(), rect.left() + metrics.horizontalAdvance(shown) + 8))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_VERDICTS = {Qt.Key.Key_B: True, Qt.Key.Key_N: False, Qt.Key.Key_L: None}

"""The palette under the selected statement: type to find a tag, a chapter or an actor, Enter to apply it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from annotator.session.catalogue import Catalogue
from annotator.ui.read.choices import Choice, Kind, choices
from annotator.ui.read.palette_rows import CHOICE_ROLE, HEAD_ROW, NEW, ChoiceRow, choice_words
from annotator.ui.read.tagging import Tagger, Target
from annotator.ui.theme import Step, interface_font
from annotator.ui.widgets import PALETTE_ROW, HintedField, label, line
from annotator.ui.widgets.delegates import AnyIndex

WIDTH, ROWS_SHOWN, FEWEST_SHOWN = 412, 11, 4
GAP = 6


class TagPalette(QFrame):
    """Apply tags, chapters and actors to statements without the mouse.

    Signals: `closed()` when it has gone, so that the keyboard can go back to where it was.
    """

    closed = Signal()

    def __init__(self, tagger: Tagger, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setProperty("house", "popup")
        self.setAccessibleName(self.tr("Tag, place or attribute the statement"))
        self._tagger = tagger
        self._catalogue = catalogue
        self._target: Target | None = None
        self._avoid = QRect()
        self._is_new = False
        self.field = HintedField("tag-plus-outline", self.tr("Tag, chapter or actor"), self)
        self.field.textChanged.connect(lambda _: self._fill())
        self.field.installEventFilter(self)
        self.rows, self.view = self._list(self.tr("Choices"))
        # What can be made new stands below the list and stays in sight however long that is.
        self.new_rows, self.new_view = self._list(self.tr("New"))
        self._lay_out()
        self.setFixedWidth(WIDTH)
        for signal in (catalogue.tags_changed, catalogue.chapters_changed, catalogue.actors_changed):
            signal.connect(self._refill)

    @property
    def current(self) -> Choice | None:
        """The choice that Enter takes."""
        view = self.new_view if self._is_new else self.view
        choice = view.currentIndex().data(CHOICE_ROLE)
        return choice if isinstance(choice, Choice) else None

    def apply(self, *, stays: bool) -> None:
        """Do what the current choice says, and close or stay open for the next."""
        choice = self.current
        if choice is None or self._target is None:
            return
        if not stays:
            self.close()
        target = self._tagger.apply(choice, self._target)
        if target is not None:
            self._target = target
        if stays:
            self.field.clear()
            self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the list work while the field has the keyboard."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def open_for(self, target: Target, avoid: QRect) -> None:
        """Show the palette for statements; `avoid` is where they stand on the screen, which stays in sight."""
        self._target = target
        self._avoid = avoid
        many = self.tr("{0} statements").format(target.count)
        self.field.set_hint(self.tr("1 statement") if target.count == 1 else many)
        self.field.clear()
        self._fill()
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    # Inside

    def _fill(self) -> None:
        if self._target is None:
            return
        found = choices(self._catalogue, self.field.text(), self._tagger.applied(self._target))
        self.rows.set_choices([each for each in found if each.kind not in NEW])
        self.new_rows.set_choices([each for each in found if each.kind in NEW])
        self._none.setVisible(not found)
        for rows, view in ((self.rows, self.view), (self.new_rows, self.new_view)):
            view.setVisible(bool(rows.rowCount()))
            view.setFixedHeight(min(ROWS_SHOWN * PALETTE_ROW, rows.height))
        self._is_new = not self.rows.rowCount()
        self._select((self.new_rows if self._is_new else self.rows).first_choice())
        self._fit()

    def _fit(self) -> None:
        """Take the place with the most room, below first, and no more rows than fit there."""
        room = self._room()
        below, above = room.bottom() - self._avoid.bottom() - GAP, self._avoid.top() - room.top() - GAP
        height = self._height()
        is_below = height <= below or below >= above
        spare = (below if is_below else above) - height
        if spare < 0:
            self.view.setFixedHeight(max(FEWEST_SHOWN * PALETTE_ROW, self.view.height() + spare))
            height = self._height()
        self.setFixedHeight(height)
        left = min(max(self._avoid.left() - 12, room.left() + GAP), room.right() - self.width() - GAP)
        top = self._avoid.bottom() + GAP if is_below else self._avoid.top() - GAP - height
        self.move(left, min(max(top, room.top()), max(room.top(), room.bottom() - height)))

    def _height(self) -> int:
        self._layout.invalidate()
        self._layout.activate()
        return self._layout.sizeHint().height()

    def _lay_out(self) -> None:
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.addWidget(self.field)
        layout.addLayout(top)
        layout.addWidget(line(parent=self))
        layout.addWidget(self.view)
        layout.addWidget(self.new_view)
        self._none = label(self.tr("There is nothing to choose yet. Type the name of a new tag."), "muted", self)
        self._none.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._none)
        foot = QFrame(self)
        foot.setProperty("house", "popup-foot")
        keys = QHBoxLayout(foot)
        keys.setContentsMargins(12, 5, 12, 5)
        keys.setSpacing(4)
        rows = (
            (self.tr("Enter"), self.tr("apply and close")),
            (self.tr("Shift+Enter"), self.tr("apply, stay")),
            (self.tr("Esc"), self.tr("close")),
        )
        for key, words in rows:
            name = label(key, "meta", foot)
            name.setFont(interface_font(Step.META, QFont.Weight.Bold))
            keys.addWidget(name)
            keys.addWidget(label(words, "meta", foot))
            keys.addSpacing(12)
        keys.addStretch()
        layout.addWidget(foot)

    def _list(self, name: str) -> "tuple[PaletteRows, QListView]":
        rows, view = PaletteRows(self), QListView(self)
        view.setModel(rows)
        view.setItemDelegate(ChoiceRow(view))
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(name)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.pressed.connect(lambda _: self._turn_to(view))
        view.clicked.connect(lambda _: self.apply(stays=False))
        return rows, view

    def _room(self) -> QRect:
        """Give the part of the screen that the window covers; of a window larger than its screen, all of it."""
        parent = self.parentWidget()
        screen = QGuiApplication.screenAt(self._avoid.center()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        if parent is None:
            return room
        window = parent.window().frameGeometry()
        if window.width() > room.width() or window.height() > room.height():
            return window
        return room.intersected(window) if room.intersects(window) else room

    def _refill(self) -> None:
        if self.isVisible():
            self._fill()

    def _select(self, row: int) -> None:
        rows, view = (self.new_rows, self.new_view) if self._is_new else (self.rows, self.view)
        other = self.view if self._is_new else self.new_view
        other.setCurrentIndex(QModelIndex())
        if row >= 0:
            view.setCurrentIndex(rows.index(row))
            # The heading above the first choice comes into sight with it.
            view.scrollTo(rows.index(0) if row <= 1 else rows.index(row))

    def _step(self, by: int) -> None:
        """Go up or down, from the one list into the other."""
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            rows, view = (self.new_rows, self.new_view) if self._is_new else (self.rows, self.view)
            row = rows.next_choice(view.currentIndex().row(), step)
            if row < 0 and step > 0 and not self._is_new and self.new_rows.rowCount():
                self._is_new, row = True, self.new_rows.first_choice()
            elif row < 0 and step < 0 and self._is_new and self.rows.rowCount():
                self._is_new, row = False, self.rows.rowCount() - 1
            if row < 0:
                return
            self._select(row)

    def _turn_to(self, view: QListView) -> None:
        """Take what the mouse is pressed on for what Enter would take."""
        self._is_new = view is self.new_view
        self._select(view.currentIndex().row())

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply(stays=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


class PaletteRows(QAbstractListModel):
    """Headings and choices; a heading is a string and cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str | Choice] = []

    @property
    def height(self) -> int:
        """How high all rows are together."""
        return sum(HEAD_ROW if isinstance(row, str) else PALETTE_ROW for row in self._rows)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        if role == CHOICE_ROLE:
            return row
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, str):
            return row
        words = choice_words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and row.is_applied:
            return self.tr("{0}, applied").format(words)
        return words

    def first_choice(self) -> int:
        """Give the first row that can be chosen, or -1."""
        return self.next_choice(-1, 1)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.data(index, CHOICE_ROLE)
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable if isinstance(row, Choice) else flag.NoItemFlags

    def next_choice(self, row: int, step: int) -> int:
        """Give the next row in a direction that can be chosen, or -1."""
        row += step
        while 0 <= row < len(self._rows):
            if isinstance(self._rows[row], Choice):
                return row
            row += step
        return -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def set_choices(self, found: Sequence[Choice]) -> None:
        """Show choices under their headings, what can be made new last."""
        heads = {Kind.TAG: self.tr("Tags"), Kind.CHAPTER: self.tr("Chapters"), Kind.ACTOR: self.tr("Actors")}
        self.beginResetModel()
        self._rows = []
        previous: Kind | None = None
        for choice in found:
            if choice.kind is not previous and choice.kind in heads:
                self._rows.append(heads[choice.kind])
            previous = choice.kind
            self._rows.append(choice)
        self.endResetModel()

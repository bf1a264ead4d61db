"""The palette under the selected statement: type to find a tag, a chapter or an actor, Enter to apply it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from annotator.session.catalogue import Catalogue
from annotator.ui.read.choices import Choice, Kind, choices
from annotator.ui.read.headed_rows import CHOICE_ROLE, HeadedRows
from annotator.ui.read.palette_rows import NEW, ChoiceRow, choice_words
from annotator.ui.read.statement_popup import ROWS_SHOWN, StatementPopup
from annotator.ui.read.tagging import Tagger, Target
from annotator.ui.widgets import PALETTE_ROW, HintedField, label, line

WIDTH = 412


class TagPalette(StatementPopup):
    """Apply tags, chapters and actors to statements without the mouse."""

    def __init__(self, tagger: Tagger, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(WIDTH, parent)
        self.setAccessibleName(self.tr("Tag, place or attribute the statement"))
        self._tagger = tagger
        self._catalogue = catalogue
        self._target: Target | None = None
        self._is_new = False
        self.field = HintedField("tag-plus-outline", self.tr("Tag, chapter or actor"), self)
        self.field.textChanged.connect(lambda _: self._fill())
        self.field.installEventFilter(self)
        self.rows, self.view = self._list(self.tr("Choices"))
        # What can be made new stands below the list and stays in sight however long that is.
        self.new_rows, self.new_view = self._list(self.tr("New"))
        self._lay_out()
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
        self._fit(self.view)

    def _lay_out(self) -> None:
        layout = self._layout
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
        rows = (
            (self.tr("Enter"), self.tr("apply and close")),
            (self.tr("Shift+Enter"), self.tr("apply, stay")),
            (self.tr("Esc"), self.tr("close")),
        )
        self._add_foot(rows)

    def _list(self, name: str) -> "tuple[PaletteRows, QListView]":
        rows, view = PaletteRows(self), QListView(self)
        self._dress_view(view, rows, ChoiceRow(view), name)
        view.pressed.connect(lambda _: self._turn_to(view))
        view.clicked.connect(lambda _: self.apply(stays=False))
        return rows, view

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


class PaletteRows(HeadedRows):
    """Tags, chapters and actors under their headings."""

    def set_choices(self, found: Sequence[Choice]) -> None:
        """Show choices under their headings, what can be made new last."""
        heads = {Kind.TAG: self.tr("Tags"), Kind.CHAPTER: self.tr("Chapters"), Kind.ACTOR: self.tr("Actors")}
        rows: list[object] = []
        previous: Kind | None = None
        for choice in found:
            if choice.kind is not previous and choice.kind in heads:
                rows.append(heads[choice.kind])
            previous = choice.kind
            rows.append(choice)
        self.set_rows(rows)

    def spoken_words_of(self, row: object) -> str:
        words = self.words_of(row)
        is_applied = isinstance(row, Choice) and row.is_applied
        return self.tr("{0}, applied").format(words) if is_applied else words

    def words_of(self, row: object) -> str:
        return choice_words(row) if isinstance(row, Choice) else ""

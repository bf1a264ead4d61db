"""One reviewer: name, initials and colour, and who he is besides."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from annotator.ui.identity import INITIALS_LIMIT
from annotator.ui.reviewers.colour_button import ColourButton
from annotator.ui.reviewers.people import Person
from annotator.ui.widgets import label, push_button, swatch_icon

_INSET = 16


class PersonForm(QWidget):
    """Change the reviewer that is shown.

    Signals: `changed(field, value)` for "name", "initials" and "colour"; `join_wanted(uid)`: the one that is shown and
    this one are the same person; `part_wanted()`: he is somebody of his own after all.
    """

    changed = Signal(str, str)
    join_wanted = Signal(str)
    part_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._others: list[Person] = []
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_INSET, 12, _INSET, 12)
        self.column.setSpacing(6)
        self.name = self._field(self.tr("Name"), "name")
        self.initials = self._field(self.tr("Initials"), "initials")
        self.initials.setMaxLength(INITIALS_LIMIT)
        self.initials.setFixedWidth(72)
        self.colour = ColourButton("", self)
        self.colour.picked.connect(lambda name: self.changed.emit("colour", name))
        self._named(self.tr("Colour"), self.colour)
        self.fault = label("", "error", self, wraps=True)
        self.fault.hide()
        self.column.addWidget(self.fault)
        self.column.addSpacing(10)
        self.column.addWidget(label(self.tr("One person, two reviewers"), "strong", self))
        self.about = label("", "muted", self, wraps=True)
        self.column.addWidget(self.about)
        self.join_button = push_button(self.tr("The same person as…"), self._open_menu, self)
        self.part_button = push_button(self.tr("Take apart"), self.part_wanted.emit, self)
        self.column.addSpacing(2)
        self.column.addWidget(self.join_button)
        self.column.addWidget(self.part_button)
        self.column.addStretch()

    @property
    def person(self) -> Person | None:
        """Who is shown."""
        return self._person

    def menu_of_others(self) -> QMenu:
        """Make the menu of those who may be the same person."""
        menu = QMenu(self)
        for each in self._others:
            reviewer = each.reviewer
            action = menu.addAction(swatch_icon(reviewer.colour), reviewer.name.replace("&", "&&"))
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _=False, uid=reviewer.uid: self.join_wanted.emit(uid))
        return menu

    def say_fault(self, words: str) -> None:
        """Say why something could not be changed; "" says nothing."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def show_person(self, person: Person | None, people: Sequence[Person]) -> None:
        """Show a reviewer of some; what is being typed into the same one's fields is left alone."""
        is_other = self._person is None or person is None or self._person.reviewer.uid != person.reviewer.uid
        self._person = person
        self.setEnabled(person is not None)
        if is_other:
            self.say_fault("")
        if person is None:
            return
        reviewer = person.reviewer
        for field, words in ((self.name, reviewer.name), (self.initials, reviewer.initials)):
            if is_other or not field.isModified():
                field.setText(words)
                field.setCursorPosition(0)
        self.colour.show_colour(reviewer.colour)
        self._others = [each for each in people if not each.is_joined and each.person_uid != person.person_uid]
        self._show_kin(person, [each for each in people if each.counts_as and each.person_uid == reviewer.uid])

    def _field(self, name: str, key: str) -> "_KeptField":
        made = _KeptField(lambda words: self.changed.emit(key, words), self)
        made.given_up.connect(self._give_up)
        self._named(name, made)
        return made

    def _give_up(self) -> None:
        if self._person is not None:
            self.name.setText(self._person.reviewer.name)
            self.initials.setText(self._person.reviewer.initials)
            self.say_fault("")

    def _named(self, name: str, widget: QWidget) -> None:
        if not widget.accessibleName():
            widget.setAccessibleName(name)
        words = label(name, "muted", self)
        words.setBuddy(widget)
        self.column.addWidget(words)
        self.column.addWidget(widget)
        self.column.addSpacing(4)

    def _open_menu(self) -> None:
        menu = self.menu_of_others()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.join_button.mapToGlobal(QPoint(0, self.join_button.height())))

    def _show_kin(self, person: Person, joined: Sequence[Person]) -> None:
        """Say who he is besides, and offer what can be done about it."""
        if person.is_joined:
            words = self.tr("Counts as {0}: what either did is one person’s work.").format(person.counts_as)
        elif joined:
            names = ", ".join(each.reviewer.name for each in joined)
            words = self.tr("{0} counts as this one too. Select that row to take them apart.").format(names)
        else:
            words = self.tr("Somebody who worked on two computers can be in the list twice.")
        self.about.setText(words)
        self.part_button.setVisible(person.is_joined)
        self.join_button.setVisible(not person.is_joined)
        self.join_button.setEnabled(bool(self._others))
        self.join_button.setToolTip("" if self._others else self.tr("There is nobody else."))


class _KeptField(QLineEdit):
    """A line whose words are taken over on leaving it or by Enter, and given up by Escape; neither key goes further.

    Signals: `given_up()`.
    """

    given_up = Signal()

    def __init__(self, commit: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._commit = commit
        self.editingFinished.connect(self.flush)

    def flush(self) -> None:
        """Take over what was typed."""
        if self.isModified():
            self.setModified(False)
            self._commit(" ".join(self.text().split()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.given_up.emit()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

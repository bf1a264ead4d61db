"""The window of the reviewers: who they are, what each did, and whether they work blind."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.session.changes import Changes
from annotator.session.inquiry import Inquiry
from annotator.ui.preferences import initials_of
from annotator.ui.reviewers.people import PeopleModel, Person, read_people
from annotator.ui.reviewers.people_table import PeopleTable
from annotator.ui.reviewers.person_form import PersonForm
from annotator.ui.widgets import label, push_button
from annotator.ui.workspace import Shell

SIZE = QSize(860, 560)
RIGHT = 280
# Takes note of one's own name, initials and colour, here and in the project.
Introduce = Callable[[str, str, str], object]


def open_reviewers(shell: Shell, introduce: Introduce) -> "ReviewersDialog":
    """Show the reviewers over the window."""
    dialog = ReviewersDialog(shell, introduce, shell if isinstance(shell, QWidget) else None)
    dialog.open()
    return dialog


class ReviewersDialog(QDialog):
    """See the reviewers and change what is said of them. Every change is an edit at once, and can be undone here."""

    def __init__(self, shell: Shell, introduce: Introduce, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._introduce = shell, introduce
        self._session = shell.session
        self._done: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Reviewers"))
        self.resize(SIZE.boundedTo(parent.window().size()) if parent is not None else SIZE)
        self.model = PeopleModel(self)
        self.table = PeopleTable(self.model, self)
        self.form = PersonForm(self)
        self.blind = QCheckBox(self.tr("Work blind"), self)
        self.undo_button = push_button("", self._undo, self, icon="undo", is_quiet=True)
        self.close_button = push_button(self.tr("Close"), self.accept, self)
        self._lay_out()
        me = self._session.reviewer.uid
        self._inquiry = Inquiry(self._session, lambda reader: read_people(reader, me), self._take, self)
        self._connect()
        self._inquiry.ask(is_urgent=True)
        self._show_state()
        self.table.setFocus()

    def done(self, result: int) -> None:
        """Take over what is still being typed before the window goes."""
        self.form.name.flush()
        self.form.initials.flush()
        super().done(result)

    # What is done

    def change(self, field: str, value: str) -> None:
        """Change the name, initials or colour of the reviewer that is shown."""
        person = self.form.person
        if person is None:
            return
        reviewer = person.reviewer
        if field == "initials" and not value:
            value = initials_of(reviewer.name)
        if getattr(reviewer, field) == value:
            self._inquiry.ask(is_urgent=True)
            return
        if person.is_me:
            wanted = {"name": reviewer.name, "initials": reviewer.initials, "colour": reviewer.colour} | {field: value}
            if self._carry_out(partial(self._introduce, wanted["name"], wanted["initials"], wanted["colour"])):
                self._done.add(self._session.undo_label)
                self._show_state()
            return
        labels = {
            "name": self.tr("Rename reviewer {0}"),
            "initials": self.tr("Change initials of {0}"),
            "colour": self.tr("Colour reviewer {0}"),
        }
        self._perform(lambda: edits.set_reviewer_field(reviewer.uid, field, value), labels[field].format(reviewer.name))

    def join(self, uid: str) -> None:
        """Count the reviewer that is shown and another one as one person; who sits here stays who he is."""
        shown = self.form.person
        if shown is None:
            return
        one, into = (uid, shown.reviewer.uid) if shown.is_me else (shown.reviewer.uid, uid)
        names = {each.reviewer.uid: each.reviewer.name for each in self.model.people}
        words = self.tr("Count {0} as {1}").format(names.get(one, ""), names.get(into, ""))
        self._perform(lambda: edits.join_reviewers(one, into), words)

    def part(self) -> None:
        """Take the reviewer that is shown apart from whom he is counted as."""
        shown = self.form.person
        if shown is not None:
            words = self.tr("Take {0} and {1} apart").format(shown.reviewer.name, shown.counts_as)
            self._perform(lambda: edits.join_reviewers(shown.reviewer.uid, None), words)

    def work_blind(self, is_blind: bool) -> None:
        """Have everybody see only their own statements, or open everybody's work to all."""
        words = self.tr("Work blind") if is_blind else self.tr("Open everybody’s work")
        self._perform(lambda: edits.work_blind(self._session.project_uid, is_blind), words)

    def _carry_out(self, run: Callable[[], object]) -> bool:
        """Do something, or say why it cannot be done; tell whether it was."""
        self.form.say_fault("")
        try:
            run()
        except AnnotatorError as error:
            self.form.say_fault(str(error))
            self._inquiry.ask(is_urgent=True)
            self._show_state()
            return False
        return True

    def _perform(self, drafts: Callable[[], Sequence[Draft]], words: str) -> None:
        """Perform an edit and remember its name, so that it can be undone from here."""
        if self._carry_out(lambda: self._session.perform(drafts(), words)):
            self._done.add(words)
            self._show_state()

    def _redo(self) -> None:
        if self._session.redo_label in self._done:
            self._carry_out(self._session.redo)

    def _undo(self) -> None:
        if self._session.undo_label in self._done:
            self._carry_out(self._session.undo)

    # The layout

    def _blind_row(self) -> QWidget:
        row = QFrame(self)
        row.setProperty("house", "foot")
        words = self.tr(
            "Each reviewer sees only their own statements until somebody opens it. "
            "It is a courtesy, not security: the file holds everything."
        )
        sentence = label(words, "muted", row, wraps=True)
        sentence.setContentsMargins(22, 0, 0, 0)
        self.blind.setAccessibleDescription(words)
        # A check box has a border for its focus, which must not move its mark out of line.
        self.blind.setStyleSheet("QCheckBox { margin-left: -2px; font-weight: 600; }")
        column = QVBoxLayout(row)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(2)
        column.addWidget(self.blind)
        column.addWidget(sentence)
        return row

    def _connect(self) -> None:
        self.table.current_moved.connect(self._show_person)
        self.form.changed.connect(self.change)
        self.form.join_wanted.connect(self.join)
        self.form.part_wanted.connect(self.part)
        self.blind.clicked.connect(self.work_blind)
        self._session.changed.connect(self._follow)
        self._session.undo_changed.connect(self._show_state)
        for keys, run in ((QKeySequence.StandardKey.Undo, self._undo), (QKeySequence.StandardKey.Redo, self._redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        bar = QFrame(self)
        bar.setProperty("house", "frame-bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(label(self.tr("Reviewers"), "title", bar))
        self.count = label("", "muted", bar)
        head.addWidget(self.count)
        head.addStretch()
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for each, least in ((self.table, 360), (self.form, 240)):
            split.addWidget(each)
            each.setMinimumWidth(least)
        split.setSizes([self.width() - RIGHT, RIGHT])
        split.setStretchFactor(0, 1)
        foot = QFrame(self)
        foot.setProperty("house", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 10, 16, 10)
        row.addWidget(self.undo_button)
        row.addStretch()
        row.addWidget(self.close_button)
        outer.addWidget(bar)
        outer.addWidget(split, 1)
        outer.addWidget(self._blind_row())
        outer.addWidget(foot)

    # What comes

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("reviewer", "project", "source"):
            self._inquiry.ask(is_urgent=True)
        elif changes.has("statement"):
            self._inquiry.ask()
        self._show_state()

    def _show_person(self) -> None:
        self.form.show_person(self.table.current, self.model.people)

    def _show_state(self) -> None:
        """Show whether work is blind, and what of this window's doing can be taken back."""
        self.blind.setChecked(self._session.reader.project().is_blind)
        undo_label = self._session.undo_label
        can_undo = undo_label in self._done
        words = self.tr("Undo: {0}").format(undo_label) if can_undo else ""
        self.undo_button.setText(f" {words}".replace("&", "&&"))
        self.undo_button.setAccessibleName(words)
        self.undo_button.setVisible(can_undo)

    def _take(self, people: list[Person]) -> None:
        """List everybody anew, with the same one looked at; at first that is whoever sits here."""
        shown = self.form.person
        uid = shown.reviewer.uid if shown is not None else self._session.reviewer.uid
        self.model.show_people(people)
        self.table.show_current(uid)
        self.form.show_person(self.table.current, people)
        persons = sum(not each.is_joined for each in people)
        self.count.setText(self.tr("1 person") if persons == 1 else self.tr("{0} people").format(f"{persons:,}"))

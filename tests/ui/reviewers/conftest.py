"""A project that three reviewers work on, one of them under two names, and the window about them."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Anchor
from annotator.store.project import ProjectStore
from annotator.ui.reviewers.people import Person
from annotator.ui.reviewers.reviewers_dialog import ReviewersDialog
from tests.builders import ME, OTHER
from tests.ui.harbour import COMPANY, Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]
LAPTOP = "c" * 32


@dataclass
class Company:
    """The window, the project's uids, and how whoever sits here introduced himself."""

    dialog: ReviewersDialog
    harbour: Harbour
    introduced: list[tuple[str, str, str]] = field(default_factory=list)

    def choose(self, uid: str) -> None:
        """Look at a reviewer."""
        self.dialog.table.show_current(uid)

    def name(self, uid: str) -> str:
        return self.person(uid).reviewer.name

    def person(self, uid: str) -> Person:
        return next(each for each in self.dialog.model.people if each.reviewer.uid == uid)

    def row(self, uid: str) -> list[str]:
        """Say what stands in a reviewer's row."""
        model = self.dialog.model
        return [str(model.index(model.row_of(uid), column).data()) for column in range(4)]


def _statement(store: ProjectStore, harbour: Harbour, words: str, reviewer_uid: str) -> None:
    reader, source_uid = store.reader, harbour.source_uids[1]
    revision_uid = reader.source(source_uid).revision_uid
    start = reader.text(revision_uid).index(words)
    anchor = Anchor(revision_uid, start, start + len(words), words, "", "")
    number = reader.next_statement_number()
    store.apply(edits.add_statement(anchor, source_uid, number, reviewer_uid=reviewer_uid), reviewer_uid)


@pytest.fixture
def company(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Company:
    store = harbour.session._store
    for name, initials, colour, uid in (("Ben Brown", "BB", "Rust", OTHER), ("Ben (laptop)", "BL", "Teal", LAPTOP)):
        store.apply(edits.add_reviewer(name, initials, colour, uid=uid), uid)
    for words, uid in ((COMPANY[0], OTHER), (COMPANY[1], OTHER), (COMPANY[2], LAPTOP)):
        _statement(store, harbour, words, uid)
    store.apply(edits.mark_read(harbour.source_uids[1], OTHER, True), OTHER)
    introduced: list[tuple[str, str, str]] = []

    def introduce(name: str, initials: str, colour: str) -> None:
        introduced.append((name, initials, colour))
        drafts = edits.set_reviewer_field(ME, "name", name) + edits.set_reviewer_field(ME, "colour", colour)
        harbour.session.perform(drafts, "Change your name")

    dialog = ReviewersDialog(shell, introduce)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    return Company(dialog, harbour, introduced)

"""The harbour project with a second reviewer at another computer, and the workspace on what the two did apart."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.session.changes import Changes
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader
from annotator.ui.review.review_workspace import ReviewWorkspace
from tests.builders import OTHER
from tests.ui.harbour import Harbour, Shell

Doing = Callable[[Reader], Sequence[Draft]]


class TwoReviewers:
    """The session's reviewer, and Park Jiwoo, who has not seen what is done here until both share."""

    def __init__(self, harbour: Harbour, folder: Path) -> None:
        self.harbour = harbour
        self._mine = harbour.session._store
        harbour.session.perform(edits.add_reviewer("Park Jiwoo", "PJ", "Rust", uid=OTHER), "Add reviewer")
        self._mine.publish()
        self.theirs = ProjectStore.open(harbour.session.path, data_dir=folder / "elsewhere")

    def apart(self, *pairs: tuple[Doing, Doing]) -> None:
        """Let both do something without seeing each other, mine first, and share all of it."""
        for mine, theirs in pairs:
            self.harbour.session.perform(mine(self._mine.reader), "Do")
            self.theirs.apply(theirs(self.theirs.reader), OTHER)
        self.share()

    def grade(self, number: int, mine: int = 2, theirs: int = 3) -> None:
        """Let both grade a statement."""
        uid = self.harbour.statement_uids[number - 1]
        self.apart(
            (
                lambda _: edits.set_statement_field(uid, "credibility", mine),
                lambda _: edits.set_statement_field(uid, "credibility", theirs),
            )
        )

    def share(self) -> None:
        """Share what both have, and tell the session what came in."""
        for store in (self._mine, self.theirs, self._mine):
            store.publish()
        self.harbour.session.changed.emit(Changes(self._mine.taken_in))


@pytest.fixture
def two(harbour: Harbour, tmp_path: Path) -> Iterator[TwoReviewers]:
    made = TwoReviewers(harbour, tmp_path)
    yield made
    made.theirs.close()


@pytest.fixture
def review(shell: Shell, two: TwoReviewers, qtbot: QtBot) -> Iterator[ReviewWorkspace]:
    """Show the workspace on the project, with its commands."""
    workspace = ReviewWorkspace(shell)
    shell.commands.add_all(workspace.commands(), "review")
    shell.commands.show_owner("review")
    workspace.widget.setParent(shell.window)
    workspace.widget.resize(1150, 780)
    shell.window.resize(1150, 780)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    workspace.shown()
    yield workspace
    workspace.close()

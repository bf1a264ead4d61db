"""The window of a history over a small project in which two reviewers have worked."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.session import inquiry
from annotator.session.changes import Changes
from annotator.ui.history.history_window import HistoryWindow, show_history
from tests.builders import OTHER
from tests.ui.harbour import Harbour, Shell, harbour, shell
from tests.ui.history.waiting import settle

__all__ = ["harbour", "shell"]
Do = Callable[[list[Draft]], str]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look after each edit without waiting for the next."""
    monkeypatch.setattr(inquiry, "DELAY_MS", 2)


@pytest.fixture
def do(harbour: Harbour) -> Do:
    """Give a way to have Ben Brown do something, as it comes in by saving; it gives the uid of the first thing."""
    store = harbour.session._store
    store.apply(edits.add_reviewer("Ben Brown", "BB", "Rust", uid=OTHER), OTHER)

    def apply(drafts: list[Draft]) -> str:
        applied = store.apply(drafts, OTHER)
        harbour.session.changed.emit(Changes(applied.touched))
        return drafts[0].entity_uid

    return apply


@pytest.fixture
def window(shell: Shell, harbour: Harbour, do: Do, qtbot: QtBot) -> Iterator[HistoryWindow]:
    """Show the history of the first statement."""
    made = show_history(shell, harbour.statement_uids[0])
    qtbot.waitExposed(made)
    settle(made)
    yield made
    made.close()
    shiboken6.delete(made)

"""A harbour whose statements have dates, and the panel that shows them."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.ui.compare.timeline_panel import TimelinePanel
from tests.ui.harbour import Harbour, Shell

DATES = ("3 March 2024", "March 2024", "about June 2024", "3 March 2024", "5 March 2024")


def set_field(harbour: Harbour, number: int, field: str, value: object) -> None:
    uid = harbour.statement_uids[number - 1]
    harbour.session.perform(edits.set_statement_field(uid, field, value), "Set")


def say(harbour: Harbour, number: int, actor_uid: str, date: str) -> None:
    """Have an actor say a statement on a day."""
    set_field(harbour, number, "actor", actor_uid)
    set_field(harbour, number, "said_date", parse_date(date))


@pytest.fixture
def dated(harbour: Harbour) -> Harbour:
    """Give five of the seven statements a date of the event."""
    for number, words in enumerate(DATES, 1):
        set_field(harbour, number, "event_date", parse_date(words))
    return harbour


@pytest.fixture
def held(dated: Harbour) -> Harbour:
    """Have the harbour master change from one position to the other."""
    actor = edits.add_actor("The harbour master")
    dated.session.perform(actor, "Add actor")
    for tag in dated.session.reader.tags():
        dated.session.perform(edits.mark_position(tag.uid, True), "Mark")
    say(dated, 1, actor[0].entity_uid, "March 2024")
    say(dated, 2, actor[0].entity_uid, "9 May 2024")
    return dated


@pytest.fixture
def panel(shell: Shell, qtbot: QtBot) -> Iterator[TimelinePanel]:
    """Show the panel with its commands."""
    made = TimelinePanel(shell, shell.window)
    shell.commands.add_all(made.commands(), "compare")
    shell.commands.show_owner("compare")
    made.resize(1200, 400)
    shell.window.resize(1200, 400)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    made.show()
    made.view.setFocus()
    yield made
    made.close_down()

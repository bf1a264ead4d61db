"""The window while reviewers work blind."""

from collections.abc import Iterator

import pytest

from annotator.core import edits
from annotator.session.changes import Changes
from annotator.ui.frame import StatusStrip
from annotator.ui.reviewers.blind_work import BlindWork
from tests.ui.conftest import House
from tests.ui.harbour import Harbour


@pytest.fixture
def strip(harbour: Harbour, qtbot) -> Iterator[StatusStrip]:
    made = StatusStrip()
    qtbot.addWidget(made)
    BlindWork(harbour.session, made)
    return made


def turn(harbour: Harbour, is_blind: bool) -> None:
    harbour.session.perform(edits.work_blind(harbour.session.project_uid, is_blind), "Work blind")


def test_a_quiet_badge_says_that_work_is_blind(strip: StatusStrip, harbour: Harbour):
    assert strip.blind.isHidden()
    turn(harbour, True)
    assert (strip.blind.text, strip.blind.state, strip.blind.isHidden()) == ("Blind", "neutral", False)
    harbour.session.undo()
    assert strip.blind.isHidden()


def test_everything_is_shown_anew_when_it_begins_and_when_it_ends(strip: StatusStrip, harbour: Harbour):
    told: list[Changes] = []
    harbour.session.changed.connect(told.append)
    turn(harbour, True)
    turn(harbour, False)
    assert sum(each.has("statement") and each.has("tag") and each.has("chapter") for each in told) == 2


def test_another_change_of_the_project_shows_nothing_anew(strip: StatusStrip, harbour: Harbour):
    told: list[Changes] = []
    harbour.session.changed.connect(told.append)
    drafts = edits.set_project_field(harbour.session.project_uid, "title", "The fog")
    harbour.session.perform(drafts, "Rename")
    assert len(told) == 1


def test_the_badge_goes_with_the_project(house: House):
    house.open_new()
    session, badge = house.window.session, house.window.status.blind
    session.perform(edits.work_blind(session.project_uid, True), "Work blind")
    assert not badge.isHidden()
    house.window.close_session()
    assert badge.isHidden()
    house.desktop.open_project(house.folder / "talks.annotator")
    assert not badge.isHidden()

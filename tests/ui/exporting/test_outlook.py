"""Looking ahead to an export, at once in a small project and in the background in a large one."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.briefing import BriefingSettings
from annotator.ui.exporting import outlook
from annotator.ui.exporting.outlook import Outlook, OutlookFeed
from tests.ui.harbour import Harbour


@pytest.fixture
def came(harbour: Harbour) -> tuple[OutlookFeed, list[Outlook]]:
    harbour.place(1, 2, 3)
    feed, seen = OutlookFeed(harbour.session), []
    feed.came.connect(seen.append)
    return feed, seen


def test_a_small_project_is_looked_over_at_once(came: tuple[OutlookFeed, list[Outlook]]):
    feed, seen = came
    feed.ask((), BriefingSettings())
    assert seen[0].quotations == 3
    assert seen[0].estimate.total > 3
    assert seen[0].holdings["codebook"] == "2 tags"


def test_only_the_last_wish_is_answered_in_a_large_one(
    came: tuple[OutlookFeed, list[Outlook]], harbour: Harbour, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outlook, "LARGEST_AT_ONCE", 0)
    feed, seen = came
    feed.ask((), BriefingSettings(), is_urgent=True)
    feed.ask((harbour.chapter_uids[0],), BriefingSettings())
    feed.ask((harbour.chapter_uids[1],), BriefingSettings(), is_urgent=True)
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    qtbot.wait(2 * outlook.DELAY_MS)
    assert [each.quotations for each in seen] == [0]


def test_nothing_comes_after_it_is_stopped(
    came: tuple[OutlookFeed, list[Outlook]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outlook, "LARGEST_AT_ONCE", 0)
    feed, seen = came
    feed.ask((), BriefingSettings(), is_urgent=True)
    feed.stop()
    qtbot.wait(2 * outlook.DELAY_MS)
    assert seen == []


def test_a_chapter_that_is_gone_is_said_and_no_fault_of_ours(came: tuple[OutlookFeed, list[Outlook]]):
    feed, seen = came
    feed.ask(("9",), BriefingSettings())
    assert seen[0].estimate.total == 0
    assert "9" in seen[0].fault

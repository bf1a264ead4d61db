"""Deciding about sources that are alike, by keys and by buttons."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.alike import AlikePair
from annotator.core.dates import parse_date
from annotator.session import likeness_session
from annotator.session.likeness_session import likeness_in
from annotator.ui.alike.alike_panel import AlikePanel
from tests.builders import article
from tests.ui.harbour import COMPANY, HARBOUR, Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]
LATER = (HARBOUR[0], HARBOUR[1].replace("fog", "thick fog"), *HARBOUR[2:])


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness_session, "FIRST_DELAY_MS", 0)
    monkeypatch.setattr(likeness_session, "DELAY_MS", 0)


@pytest.fixture
def panel(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Iterator[AlikePanel]:
    """Show the page on a project with a later copy of its first source, and one of its second from an agency."""
    for paragraphs, name, date in (
        (LATER, "later", "4 Mar 2024"),
        (("ORRIN (Reuters) - The log was opened.", *COMPANY), "wire", "9 Mar 2024"),
    ):
        add(harbour, paragraphs, name, date)
    made = AlikePanel(shell)
    shell.commands.add_all(made.commands(), "review")
    shell.commands.show_owner("review")
    made.setParent(shell.window)
    made.resize(1100, 620)
    shell.window.resize(1100, 620)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    settle(made, qtbot)
    made.table.setFocus()
    yield made
    made.close_down()


def add(harbour: Harbour, paragraphs: tuple[str, ...], name: str, date: str = "4 Mar 2024") -> str:
    new = edits.add_source(harbour.session.project_uid, article(paragraphs, f"Title of {name}", f"{name}.txt"))
    harbour.session.perform(new.drafts, "Import", blobs=new.blobs)
    published = edits.correct_metadata(new.source_uid, "published", parse_date(date))
    harbour.session.perform(published, "Date")
    return new.source_uid


def settle(panel: AlikePanel, qtbot: QtBot) -> None:
    likeness = likeness_in(panel._shell.session)
    qtbot.waitUntil(lambda: likeness.is_known and not likeness.is_busy and not likeness.is_joining, timeout=10_000)


def choose(panel: AlikePanel, file_name: str) -> None:
    at = next(at for at, pair in enumerate(panel.model.pairs) if file_name in names(pair))
    panel.table.selectRow(at)


def names(pair: AlikePair) -> set[str]:
    return {pair.older.file_name, pair.newer.file_name}


def press(panel: AlikePanel, qtbot: QtBot, key: Qt.Key) -> None:
    panel._shell.commands.refresh()
    qtbot.keyClick(panel.table, key)


def test_the_pairs_are_listed_and_the_first_is_shown(panel: AlikePanel) -> None:
    assert panel.head.count_text == "2"
    assert panel.current is panel.model.pairs[0]
    assert panel.detail.isVisible()


def test_both_texts_stand_side_by_side_with_what_differs(panel: AlikePanel) -> None:
    choose(panel, "later.txt")
    shown = panel.detail.view.toPlainText()
    assert "thick fog" in shown
    assert HARBOUR[3] not in shown
    assert "words added" in panel.detail.view.accessibleDescription()


def test_v_joins_versions_and_the_later_one_stays(panel: AlikePanel, harbour: Harbour, qtbot: QtBot) -> None:
    choose(panel, "later.txt")
    later = panel.model.pairs[panel.model.row_of(panel._uids)].newer.uid
    press(panel, qtbot, Qt.Key.Key_V)
    settle(panel, qtbot)
    assert not harbour.session.reader.has_source(harbour.source_uids[0])
    assert harbour.session.reader.source(later).statement_count == len(HARBOUR)
    assert "is one source now" in panel._shell.toasts[-1]
    harbour.session.undo()
    assert harbour.session.reader.has_source(harbour.source_uids[0])


def test_x_lets_the_other_one_stay(panel: AlikePanel, harbour: Harbour, qtbot: QtBot) -> None:
    choose(panel, "later.txt")
    press(panel, qtbot, Qt.Key.Key_X)
    press(panel, qtbot, Qt.Key.Key_V)
    settle(panel, qtbot)
    source = harbour.session.reader.source(harbour.source_uids[0])
    assert "thick fog" in harbour.session.reader.text(source.revision_uid)


def test_statements_that_want_a_look_after_joining_are_named(panel: AlikePanel, qtbot: QtBot) -> None:
    choose(panel, "later.txt")
    press(panel, qtbot, Qt.Key.Key_V)
    settle(panel, qtbot)
    assert "1 of its statements are under “To check”" in panel._shell.toasts[-1]


def test_o_names_one_origin_which_is_proposed(panel: AlikePanel, harbour: Harbour, qtbot: QtBot) -> None:
    choose(panel, "wire.txt")
    assert panel.detail.origin.text() == "Reuters"
    press(panel, qtbot, Qt.Key.Key_O)
    assert harbour.session.reader.source(harbour.source_uids[1]).origin == "Reuters"
    settle(panel, qtbot)
    assert panel.model.rowCount() == 1


def test_without_a_name_the_origin_is_asked_for(panel: AlikePanel, harbour: Harbour, qtbot: QtBot) -> None:
    panel.detail.origin.clear()
    press(panel, qtbot, Qt.Key.Key_O)
    assert panel.detail.origin.hasFocus()
    qtbot.keyClicks(panel.detail.origin, "Vok Wire")
    assert panel.detail.origin.text() == "Vok Wire"
    qtbot.keyClick(panel.detail.origin, Qt.Key.Key_Return)
    assert sorted(source.origin for source in harbour.session.reader.sources()) == ["", "", "Vok Wire", "Vok Wire"]


def test_k_keeps_two_apart_and_goes_on_to_the_next(panel: AlikePanel, qtbot: QtBot) -> None:
    first, second = panel.model.pairs
    press(panel, qtbot, Qt.Key.Key_K)
    assert panel.current is second
    settle(panel, qtbot)
    assert [uid.newer.uid for uid in panel.model.pairs] == [second.newer.uid]
    assert panel.table.hasFocus()
    assert first is not second


def test_what_was_chosen_about_a_pair_stays_while_others_work(
    panel: AlikePanel, harbour: Harbour, qtbot: QtBot
) -> None:
    choose(panel, "later.txt")
    press(panel, qtbot, Qt.Key.Key_X)
    panel.detail.origin.setText("Vok Wire")
    harbour.session.perform(edits.grade_source(harbour.source_uids[0], "B"), "Grade")
    settle(panel, qtbot)
    assert panel.detail.stays_uid == harbour.source_uids[0]
    assert panel.detail.origin.text() == "Vok Wire"


def test_a_date_that_is_corrected_turns_the_pair_round(panel: AlikePanel, harbour: Harbour, qtbot: QtBot) -> None:
    choose(panel, "later.txt")
    later = edits.correct_metadata(harbour.source_uids[0], "published", parse_date("9 Mar 2024"))
    harbour.session.perform(later, "Date")
    settle(panel, qtbot)
    assert panel.detail.stays_uid == harbour.source_uids[0]
    assert "words removed" in panel.detail.view.accessibleDescription()


def test_the_space_bar_shows_what_is_the_same(panel: AlikePanel, qtbot: QtBot) -> None:
    choose(panel, "later.txt")
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert panel.detail.view.toPlainText().count(HARBOUR[3]) == 2


def test_when_all_is_decided_that_is_said(panel: AlikePanel, qtbot: QtBot) -> None:
    for _ in range(2):
        press(panel, qtbot, Qt.Key.Key_K)
    assert panel.empty.isVisible()
    assert panel.empty.fact.text() == "No two sources are alike."


def test_the_count_is_told(panel: AlikePanel, qtbot: QtBot) -> None:
    counts: list[int] = []
    panel.counted.connect(counts.append)
    press(panel, qtbot, Qt.Key.Key_K)
    assert counts[-1] == 1


def test_somebody_can_ask_what_is_like_one_source(panel: AlikePanel, harbour: Harbour) -> None:
    wanted: list[int] = []
    panel.page_wanted.connect(lambda: wanted.append(1))
    likeness_in(harbour.session).ask_for(harbour.source_uids[1])
    assert wanted == [1]
    assert panel.model.rowCount() == 1
    assert panel.all_button.isVisible()
    panel.all_button.click()
    assert panel.model.rowCount() == 2


def test_a_source_like_no_other_says_so(panel: AlikePanel, harbour: Harbour) -> None:
    panel.show_only("nothing is like this")
    assert panel.empty.fact.text() == "No other source is like this one."
    assert harbour.session.reader.counts().sources == 4


def test_nothing_can_be_answered_while_two_are_being_joined(panel: AlikePanel, qtbot: QtBot) -> None:
    panel.detail.versions_button.click()
    assert not panel.detail.apart_button.isEnabled()
    assert not panel._shell.commands.action("review.apart").isEnabled()
    settle(panel, qtbot)
    assert panel.detail.apart_button.isEnabled()


def test_a_refusal_is_said_in_the_window(panel: AlikePanel, harbour: Harbour, qtbot: QtBot) -> None:
    pair = panel.current
    assert pair is not None
    harbour.session._store.apply(edits.delete_source(harbour.session.reader, pair.newer.uid), "a" * 32)
    panel.share_origin("Coast Wire")
    assert len(panel._shell.errors) == 1
    panel.join(pair.newer.uid)
    settle(panel, qtbot)
    assert len(panel._shell.errors) == 2

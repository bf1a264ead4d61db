"""What the others changed since somebody looked."""

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.session import news_session
from annotator.session.changes import Changes
from annotator.session.models.changes_model import WHAT, WHEN, WHO
from annotator.session.news import NewsWish, look
from annotator.store.history import last_looked, log_of, note_look
from annotator.ui.history.history_window import _Keeper
from annotator.ui.review.changes_panel import ChangesPanel
from tests.builders import ME, OTHER
from tests.ui import harbour as parts
from tests.ui.harbour import Harbour, Shell

harbour, shell = parts.harbour, parts.shell
THIRD = "c" * 32
Do = Callable[..., None]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look after each edit without waiting for the next."""
    monkeypatch.setattr(news_session, "DELAY_MS", 5)


@pytest.fixture
def do(harbour: Harbour) -> Do:
    """Give a way to have somebody else do something, as it comes in by saving."""
    store = harbour.session._store
    store.apply(edits.add_reviewer("Ben Brown", "BB", "Rust", uid=OTHER), OTHER)
    store.apply(edits.add_reviewer("Cleo Diaz", "CD", "Teal", uid=THIRD), THIRD)
    note_look(store, ME)

    def apply(drafts: list[Draft], reviewer_uid: str = OTHER) -> None:
        applied = store.apply(drafts, reviewer_uid)
        harbour.session.changed.emit(Changes(applied.touched))

    return apply


@pytest.fixture
def open_panel(shell: Shell, harbour: Harbour, do: Do, qtbot: QtBot) -> Iterator[Callable[[], ChangesPanel]]:
    made: list[ChangesPanel] = []

    def open_one() -> ChangesPanel:
        panel = ChangesPanel(shell)
        qtbot.addWidget(panel)
        made.append(panel)
        panel.resize(1200, 600)
        panel.show()
        settle(panel, qtbot)
        return panel

    yield open_one
    for panel in made:
        panel.close_down()


@pytest.fixture
def panel(open_panel: Callable[[], ChangesPanel]) -> ChangesPanel:
    return open_panel()


def settle(panel: ChangesPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel._news.is_busy and not panel._shell.session.jobs._running, timeout=5_000)


def rows(panel: ChangesPanel, above: QModelIndex | None = None, column: int = WHAT) -> list[str]:
    model, parent = panel._model, above or QModelIndex()
    return [str(model.index(row, column, parent).data()) for row in range(model.rowCount(parent))]


def credible(harbour: Harbour, at: int = 0, grade: int = 2) -> list[Draft]:
    return edits.set_statement_field(harbour.statement_uids[at], "credibility", grade)


def test_what_the_others_did_is_a_line_for_each_of_them(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    do(credible(harbour))
    do(edits.rename_chapter(harbour.chapter_uids[0], "What was seen"), THIRD)
    do(credible(harbour, 1))
    settle(panel, qtbot)
    assert rows(panel) == ["described 2 statements", "renamed 1 chapter"]
    assert rows(panel, column=WHO) == ["Ben Brown", "Cleo Diaz"]
    assert all("today" in words for words in rows(panel, column=WHEN))


def test_what_one_did_oneself_is_no_news(panel: ChangesPanel, harbour: Harbour, qtbot: QtBot):
    harbour.session.perform(credible(harbour), "Grade")
    settle(panel, qtbot)
    assert rows(panel) == []
    assert panel.unseen == 0


def test_a_line_opens_to_the_things_touched_with_their_names(
    panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot
):
    do(credible(harbour))
    do(edits.place_statement(harbour.session.reader, harbour.chapter_uids[1], harbour.statement_uids[2]))
    settle(panel, qtbot)
    above = panel._model.index(0, 0)
    assert rows(panel, above, WHO) == ["described", "placed"]
    first, second = rows(panel, above)
    assert first.startswith("S-1  “The ferry left the harbour")
    assert second.startswith("S-3 in chapter 2  “Passengers remember")
    assert rows(panel, above, WHEN) == ["Harbour Post", "2 Who decided"]


def test_enter_opens_a_line_and_shows_a_thing_where_it_is_read(
    panel: ChangesPanel, harbour: Harbour, shell: Shell, do: Do, qtbot: QtBot
):
    do(credible(harbour, 3))
    settle(panel, qtbot)
    above = panel._model.index(0, 0)
    panel.tree.setExpanded(above, False)
    panel.tree.setCurrentIndex(above)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert panel.tree.isExpanded(above)
    panel.tree.setCurrentIndex(panel._model.index(0, 0, above))
    with qtbot.waitSignal(harbour.session.selection.show_requested) as signal:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert signal.args[0] == harbour.source_uids[0]
    assert harbour.session.selection.statement_uid == harbour.statement_uids[3]
    assert shell.shown == ["read"]


def test_a_passage_is_shown_where_it_is_written(
    panel: ChangesPanel, harbour: Harbour, shell: Shell, do: Do, qtbot: QtBot
):
    drafts = edits.add_prose(harbour.session.reader, harbour.chapter_uids[0], "Nobody was told.")
    do(drafts)
    settle(panel, qtbot)
    panel.tree.setCurrentIndex(panel._model.index(0, 0, panel._model.index(0, 0)))
    with qtbot.waitSignal(harbour.session.selection.chapter_requested) as signal:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert signal.args == [harbour.chapter_uids[0], drafts[0].entity_uid]
    assert shell.shown == ["arrange"]


def test_of_what_is_gone_the_history_is_shown(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    do(credible(harbour))
    harbour.session.perform(edits.delete_statements([harbour.statement_uids[0]]), "Delete")
    settle(panel, qtbot)
    above = panel._model.index(0, 0)
    assert rows(panel, above, WHEN) == ["Deleted since"]
    panel.tree.setCurrentIndex(panel._model.index(0, 0, above))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    (window,) = (each.window for each in harbour.session.findChildren(_Keeper))
    qtbot.waitUntil(lambda: window.thing is not None)
    assert window.thing.name == "S-1"
    shiboken6.delete(window)


def test_the_count_is_of_what_has_not_been_seen(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    panel.hide()
    with qtbot.waitSignal(panel.count_changed) as signal:
        do(credible(harbour))
    assert signal.args == [1]


def test_what_was_listed_when_the_page_is_left_has_been_seen(
    panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot
):
    do(credible(harbour))
    settle(panel, qtbot)
    assert panel.unseen == 1
    panel.hide()
    settle(panel, qtbot)
    assert panel.unseen == 0
    store = harbour.session._store
    assert look(store, NewsWish(ME)).sittings == ()


def test_whoever_comes_back_finds_the_list_as_it_was(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    do(credible(harbour))
    settle(panel, qtbot)
    panel.hide()
    settle(panel, qtbot)
    panel.show()
    assert rows(panel) == ["described 1 statement"]
    do(edits.rename_chapter(harbour.chapter_uids[0], "What was seen"), THIRD)
    settle(panel, qtbot)
    assert rows(panel) == ["renamed 1 chapter", "described 1 statement"]
    assert panel.unseen == 1


def test_the_button_begins_the_list_anew(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    do(credible(harbour))
    settle(panel, qtbot)
    qtbot.mouseClick(panel.seen_button, Qt.MouseButton.LeftButton)
    settle(panel, qtbot)
    assert rows(panel) == []
    assert "seen everything" in panel.empty.fact.text()
    assert not panel.seen_button.isEnabled()
    assert last_looked(harbour.session._store, ME) == log_of(harbour.session.reader).last_seq()


def test_the_next_time_begins_where_the_last_one_ended(
    open_panel: Callable[[], ChangesPanel], harbour: Harbour, do: Do, qtbot: QtBot
):
    do(credible(harbour))
    first = open_panel()
    first.hide()
    settle(first, qtbot)
    second = open_panel()
    assert rows(second) == []
    second.since.setCurrentIndex(second.since.findData("everything"))
    settle(second, qtbot)
    assert rows(second) == ["joined, described 1 statement"]


def test_one_reviewer_alone_can_be_listed_and_then_nothing_counts_as_seen(
    open_panel: Callable[[], ChangesPanel], harbour: Harbour, do: Do, qtbot: QtBot
):
    do(credible(harbour))
    panel = open_panel()
    do(edits.rename_chapter(harbour.chapter_uids[0], "What was seen"), THIRD)
    panel.by.setCurrentText("Cleo Diaz")
    settle(panel, qtbot)
    assert rows(panel) == ["renamed 1 chapter"]
    panel.hide()
    settle(panel, qtbot)
    assert panel.unseen == 1


def test_while_reviewers_work_blind_nothing_is_told(open_panel: Callable[[], ChangesPanel], harbour: Harbour, do: Do):
    do(credible(harbour))
    harbour.session.perform(edits.work_blind(harbour.session.project_uid, True), "Work blind")
    panel = open_panel()
    assert rows(panel) == []
    assert "blind" in panel.empty.fact.text()
    assert panel.unseen == 0


def test_a_list_that_is_too_long_says_how_much_more_there_is(
    panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot
):
    from annotator.session.models import changes_model

    most, changes_model.MOST_THINGS = changes_model.MOST_THINGS, 2
    try:
        for at in range(4):
            do(credible(harbour, at))
        settle(panel, qtbot)
        assert rows(panel, panel._model.index(0, 0))[-1] == "and 2 more"
    finally:
        changes_model.MOST_THINGS = most


def test_whoever_reads_stays_where_he_is_when_something_comes_in(
    panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot
):
    for at in range(3):
        do(credible(harbour, at))
    settle(panel, qtbot)
    panel.tree.setCurrentIndex(panel._model.index(1, WHAT, panel._model.index(0, 0)))
    do(edits.rename_chapter(harbour.chapter_uids[0], "What was seen"), THIRD)
    settle(panel, qtbot)
    assert rows(panel)[0] == "renamed 1 chapter"
    assert panel.tree.current_thing is not None
    assert panel.tree.current_thing.name == "S-2"


def test_the_model_keeps_to_the_rules_of_qt(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    QAbstractItemModelTester(panel._model, QAbstractItemModelTester.FailureReportingMode.Fatal, panel)
    do(credible(harbour))
    settle(panel, qtbot)
    panel.tree.expandAll()
    do(credible(harbour, 2), THIRD)
    settle(panel, qtbot)
    assert len(rows(panel)) == 2


def test_what_has_come_in_is_called_new_in_words(panel: ChangesPanel, harbour: Harbour, do: Do, qtbot: QtBot):
    do(credible(harbour))
    settle(panel, qtbot)
    spoken = panel._model.index(0, WHEN).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("new, today")

"""Marking tags as positions, and what an actor held before and after."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.compare.timeline_layout import TrackKind
from annotator.ui.compare.timeline_panel import TimelinePanel
from annotator.ui.compare.timeline_places import Cursor
from tests.ui.compare.timelines import dated, held, panel
from tests.ui.harbour import HARBOUR, Harbour, Shell, harbour, shell

__all__ = ["dated", "harbour", "held", "panel", "shell"]


def test_as_long_as_no_tag_is_a_position_it_teaches_how_to_mark_one(dated: Harbour, panel: TimelinePanel):
    assert panel.strip.isVisible()
    assert panel.strip.fact.text() == "No tag is a position yet."


def test_where_nobody_holds_one_it_says_what_is_missing(dated: Harbour, panel: TimelinePanel):
    dated.session.perform(edits.mark_position(dated.session.reader.tags()[0].uid, True), "Mark")
    assert panel.strip.fact.text() == "Nobody holds a position yet."


def test_where_somebody_holds_one_it_has_nothing_to_say(held: Harbour, panel: TimelinePanel):
    assert not panel.strip.isVisible()


def test_a_tick_marks_a_tag_and_can_be_undone(dated: Harbour, panel: TimelinePanel):
    item = panel.chooser.list.item(0)
    item.setCheckState(Qt.CheckState.Checked)
    assert dated.session.reader.tags()[0].is_position
    assert dated.session.undo() == f"Mark “{item.text()}” as a position"
    assert item.checkState() is Qt.CheckState.Unchecked


def test_the_space_bar_ticks(dated: Harbour, panel: TimelinePanel):
    panel.chooser.open_at(QPoint(400, 100))
    QTest.keyClick(panel.chooser.list, Qt.Key.Key_Space)
    assert dated.session.reader.tags()[0].is_position
    panel.chooser.close()


def test_a_filter_leaves_only_the_tags_that_match(dated: Harbour, panel: TimelinePanel):
    panel.chooser.field.filtered.emit("bla")
    items = [panel.chooser.list.item(at) for at in range(2)]
    assert [item.text() for item in items if not item.isHidden()] == ["blame"]


def test_each_actor_has_a_row_with_a_bar_for_each_position(held: Harbour, panel: TimelinePanel):
    track = panel.view.layout_.tracks[0]
    assert (track.kind, track.name) == (TrackKind.HELD, "The harbour master")
    first, second = panel.view.layout_.bars(track)
    assert first.right == second.left


def test_a_bar_is_sure_only_behind_all_days_on_which_it_may_have_begun(held: Harbour, panel: TimelinePanel):
    first, second = panel.view.layout_.bars(panel.view.layout_.tracks[0])
    assert first.sure - first.left == 31 * panel.view.scale.pitch
    assert second.sure == second.left


def test_a_bar_shows_what_was_said_before_and_after(held: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 1))
    assert panel.detail.isVisible()
    (before,), (after,) = panel.detail.before.quotes, panel.detail.after.quotes
    assert before.accessibleName() == f"“{HARBOUR[0]}”"
    assert after.accessibleName() == f"“{HARBOUR[1]}”"
    assert after.accessibleDescription() == (
        "The harbour master · said 9 May 2024 · Harbour Post, 3 Mar 2024, paragraph 2"
    )


def test_before_the_first_position_nothing_is_known(held: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 0))
    assert panel.detail.before.quotes == []
    assert panel.detail.before.accessibleName() == "Before"


def test_enter_leads_into_the_quotations_and_to_their_source(
    held: Harbour, panel: TimelinePanel, shell: Shell, qtbot: QtBot
):
    panel.view.go_to(Cursor(0, 1))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    (after,) = panel.detail.after.quotes
    assert after.hasFocus()
    with qtbot.waitSignal(held.session.selection.show_requested):
        QTest.keyClick(after, Qt.Key.Key_Return)
    assert shell.shown == ["read"]


def test_escape_closes_them_and_goes_back_to_the_bar(held: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 1))
    QTest.keyClick(panel.detail, Qt.Key.Key_Escape)
    assert not panel.detail.isVisible()
    assert panel.view.hasFocus()


def test_escape_on_the_bar_closes_them_too(held: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 1))
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not panel.detail.isVisible()


def test_the_status_says_from_when_to_when(held: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 0))
    assert panel.status().startswith("The harbour master: “delay”, from Mar 2024 to 9 May 2024, 1 statement.")


def test_an_event_at_the_keyboard_closes_the_quotations(held: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 1))
    panel.view.go_to(Cursor(1, 0))
    assert not panel.detail.isVisible()

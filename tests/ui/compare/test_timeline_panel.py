"""Looking about on the timeline, by keys and by mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.compare.timeline import LaneKind
from annotator.ui.compare.drawing import as_image
from annotator.ui.compare.timeline_layout import GUTTER, HEAD, TrackKind
from annotator.ui.compare.timeline_panel import TimelinePanel
from annotator.ui.compare.timeline_places import Cursor, name_at
from tests.ui.compare.timelines import dated, held, panel, set_field
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["dated", "harbour", "held", "panel", "shell"]
Key = Qt.Key


def press(panel: TimelinePanel, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(panel.view, key)


def code(panel: TimelinePanel) -> str:
    event = panel.view.event_at_cursor
    return f"S-{event.number}" if event else ""


def test_without_statements_it_says_what_to_do(harbour: Harbour, panel: TimelinePanel):
    harbour.session.perform(edits.delete_statements(harbour.statement_uids), "Delete")
    assert panel.empty.isVisible()
    assert panel.empty.fact.text() == "No statements yet."


def test_the_legend_counts_what_has_a_date(dated: Harbour, panel: TimelinePanel):
    assert panel.legend.count_text == "5 dated statements, 2 without a date"


def test_right_goes_from_event_to_event_and_on_to_those_without_a_date(dated: Harbour, panel: TimelinePanel):
    seen = []
    for _ in range(7):
        press(panel, Key.Key_Right)
        seen.append(code(panel))
    assert seen == ["S-2", "S-1", "S-4", "S-5", "S-3", "S-6", "S-7"]


def test_left_goes_back(dated: Harbour, panel: TimelinePanel):
    press(panel, Key.Key_Right, Key.Key_End, Key.Key_Left)
    assert code(panel) == "S-5"


def test_down_leads_to_the_statements_without_a_date(dated: Harbour, panel: TimelinePanel):
    press(panel, Key.Key_Right, Key.Key_Down)
    assert code(panel) == "S-6"


def test_enter_shows_the_statement_in_its_source(dated: Harbour, panel: TimelinePanel, shell: Shell, qtbot: QtBot):
    press(panel, Key.Key_Right)
    with qtbot.waitSignal(dated.session.selection.show_requested) as asked:
        press(panel, Key.Key_Return)
    assert shell.shown == ["read"]
    assert asked.args is not None
    assert asked.args[0] == dated.source_uids[0]


def test_what_is_chosen_here_is_selected_everywhere(dated: Harbour, panel: TimelinePanel):
    press(panel, Key.Key_Right, Key.Key_Right)
    assert dated.session.selection.statement_uid == dated.statement_uids[0]


def test_what_is_selected_elsewhere_is_chosen_here(dated: Harbour, panel: TimelinePanel):
    dated.session.selection.set_statement(dated.statement_uids[2])
    assert code(panel) == "S-3"


def test_the_status_says_the_date_no_more_exactly_than_it_is_known(dated: Harbour, panel: TimelinePanel):
    dated.session.selection.set_statement(dated.statement_uids[1])
    assert panel.status().startswith("S-2, Mar 2024, “The harbour master spoke of fog")


def test_the_tip_says_how_exactly_a_date_is_known(dated: Harbour, panel: TimelinePanel):
    dated.session.selection.set_statement(dated.statement_uids[1])
    assert panel.view.cursor_at is not None
    lines = panel._tip(panel.view.cursor_at).splitlines()
    assert "Date of the event: March 2024 (the day is not given)" in lines
    assert "Harbour Post, 3 Mar 2024, paragraph 2" in lines


def test_a_click_chooses_what_is_there(dated: Harbour, panel: TimelinePanel):
    layout = panel.view.layout_
    track = layout.tracks[0]
    placed = next(each for each in layout.placed(track, 0, 9_999) if 0 in each.members)
    place = QPoint(int(GUTTER + (placed.left + placed.right) / 2), int(HEAD + track.top + placed.row * 24 + 12))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert code(panel) == "S-2"


def test_at_first_all_is_in_sight(dated: Harbour, panel: TimelinePanel):
    assert panel.view.horizontalScrollBar().maximum() == 0
    assert not panel.filters.zoom_out.isEnabled()


def test_plus_brings_days_apart_and_0_all_into_sight_again(dated: Harbour, panel: TimelinePanel):
    before = panel.view.scale.pitch
    press(panel, Key.Key_Plus)
    assert panel.view.scale.pitch > before
    assert panel.view.horizontalScrollBar().maximum() > 0
    press(panel, Key.Key_0)
    assert panel.view.scale.pitch == before


def test_zooming_keeps_the_day_under_the_pointer(dated: Harbour, panel: TimelinePanel):
    view = panel.view
    day = view.scale.day_at(view.seen.x + 300)
    view.zoom(4, 300)
    assert abs(view.scale.day_at(view.seen.x + 300) - day) < 1


def test_what_is_chosen_is_brought_into_sight(dated: Harbour, panel: TimelinePanel):
    panel.view.zoom(8)
    press(panel, Key.Key_Home)
    press(panel, Key.Key_End)
    track = panel.view.layout_.tracks[0]
    left, _ = panel.view.layout_.x_of(track, 4)
    assert panel.view.seen.x <= left <= panel.view.seen.x + panel.view.seen.width


def test_each_source_has_a_lane_where_that_is_wanted(dated: Harbour, panel: TimelinePanel):
    panel.filters.lanes.choose(str(LaneKind.SOURCE))
    panel.filters.changed.emit()
    lanes = [track.name for track in panel.view.layout_.tracks if track.kind is TrackKind.LANE]
    assert lanes == ["Harbour Post", "Ferry Weekly"]


def test_a_filter_leaves_out_what_does_not_match(dated: Harbour, panel: TimelinePanel):
    panel.filters.field.setText("fog")
    panel.filters.field.filtered.emit("fog")
    assert panel.legend.count_text == "1 dated statement"


def test_a_filter_that_leaves_nothing_says_so(dated: Harbour, panel: TimelinePanel):
    panel.filters.field.setText("submarine")
    panel.filters.field.filtered.emit("submarine")
    assert panel.empty.fact.text() == "No statement matches."


def test_it_follows_edits_and_keeps_its_place(dated: Harbour, panel: TimelinePanel):
    dated.session.selection.set_statement(dated.statement_uids[2])
    dated.session.perform(edits.delete_statements([dated.statement_uids[0]]), "Delete")
    assert panel.legend.count_text == "4 dated statements, 2 without a date"
    assert code(panel) == "S-3"


def test_dates_of_one_event_that_exclude_each_other_are_told(dated: Harbour, panel: TimelinePanel):
    one, other = dated.statement_uids[0], dated.statement_uids[4]
    dated.session.perform(edits.link_statements(dated.session.reader, "supports", one, other), "Link")
    dated.session.selection.set_statement(one)
    assert "another date is given elsewhere" in panel.status()
    panel.view.viewport().grab()


def test_the_pointer_beside_a_lane_learns_its_name(dated: Harbour, panel: TimelinePanel):
    panel.filters.lanes.choose(str(LaneKind.SOURCE))
    panel.filters.changed.emit()
    track = panel.view.layout_.tracks[1]
    place = QPointF(20, HEAD + track.top + 4 - panel.view.seen.y)
    assert name_at(panel.view.layout_, panel.view.seen, place) == "Ferry Weekly"


def test_a_click_on_how_many_more_there_are_shows_them(dated: Harbour, panel: TimelinePanel):
    for number in range(1, 6):
        set_field(dated, number, "event_date", None)
    view = panel.view
    track = view.layout_.tracks[-1]
    place = QPoint(view.viewport().width() - 20, int(HEAD + track.top + 8))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.seen.first_undated == view.layout_.per_view < 7
    for _ in range(7):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.seen.first_undated < 7


def test_a_picture_is_on_the_clipboard(dated: Harbour, panel: TimelinePanel, shell: Shell):
    panel.copy_picture()
    assert QGuiApplication.clipboard().image().width() > 3_000
    assert shell.toasts == ["Copied the timeline as a picture."]


@pytest.mark.parametrize(("name", "begins"), [("t.png", b"\x89PNG"), ("t.svg", b"<?xml")])
def test_a_picture_is_written(
    dated: Harbour,
    panel: TimelinePanel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    begins: bytes,
):
    target = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel.export_picture()
    assert target.read_bytes().startswith(begins)


def test_what_is_drawn_at_print_size_is_no_larger_in_its_letters(dated: Harbour, panel: TimelinePanel):
    image = as_image(panel._drawing())
    scale = image.devicePixelRatio()
    # Letters that grew twice would run out of the title's line.
    between = image.copy(0, int(29 * scale), image.width(), int(3 * scale))
    assert len({between.pixelColor(x, 2).name() for x in range(0, between.width(), 3)}) == 1


def test_a_table_is_written(
    dated: Harbour, panel: TimelinePanel, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    target = tmp_path / "t.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel.export_table()
    qtbot.waitUntil(lambda: bool(shell.said))
    assert target.read_text(encoding="utf-8-sig").splitlines()[1].startswith("S-2,2024-03-01,2024-03-31,month")


def test_it_is_drawn_in_the_dark_too(held: Harbour, panel: TimelinePanel):
    light = panel.view.viewport().grab().toImage().pixelColor(5, 5)
    panel._shell.theme.set_mode("dark")
    assert panel.view.viewport().grab().toImage().pixelColor(5, 5).lightness() < light.lightness()
    panel._shell.theme.set_mode("light")


def test_the_boxes_are_remembered(dated: Harbour, panel: TimelinePanel, shell: Shell):
    panel.filters.lanes.choose(str(LaneKind.ACTOR))
    shell.session.local.set("compare.timeline", panel.filters.to_json())
    other = TimelinePanel(shell, shell.window)
    assert other.filters.wish.lanes is LaneKind.ACTOR
    other.close_down()


def test_a_cursor_out_of_reach_is_let_go(dated: Harbour, panel: TimelinePanel):
    panel.view.go_to(Cursor(0, 4))
    dated.session.perform(edits.delete_statements([dated.statement_uids[2]]), "Delete")
    assert panel.view.cursor_at is None

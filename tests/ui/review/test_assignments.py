"""Who reads what: ticks for each reviewer, sharing out, and how far each is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.review import assignments_panel
from annotator.ui.review.assignments_model import CELL_ROLE, FIRST_REVIEWER, SOURCE, Cell, Show, share_out
from annotator.ui.review.assignments_panel import AssignmentsPanel
from tests.builders import ME, article
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]

JIWOO, BRANDT = "d" * 32, "e" * 32
# The columns, by name: L. Brandt, Mara Okafor, Park Jiwoo.
OF_BRANDT, OF_ME, OF_JIWOO = FIRST_REVIEWER, FIRST_REVIEWER + 1, FIRST_REVIEWER + 2


@pytest.fixture
def panel(harbour: Harbour, shell: Shell, qtbot: QtBot) -> Iterator[AssignmentsPanel]:
    """Show the panel on eight sources and three reviewers; nothing is assigned yet."""
    session = harbour.session
    for uid, name, initials in ((JIWOO, "Park Jiwoo", "PJ"), (BRANDT, "L. Brandt", "LB")):
        session.perform(edits.add_reviewer(name, initials, "Teal", uid=uid), "Add reviewer")
    for at in range(6):
        made = article([f"Report {at}. " + "Fog again. " * (at + 1)], f"Report {at}", f"report{at}.txt")
        new = edits.add_source(session.project_uid, made)
        session.perform(new.drafts, "Import", blobs=new.blobs)
    made = AssignmentsPanel(shell, shell.window)
    made.resize(1158, 600)
    shell.window.resize(1158, 600)
    shell.window.show()
    shell.window.activateWindow()
    qtbot.waitExposed(shell.window)
    made.show()
    settle_down(qtbot, made)
    yield made
    made.close_down()


def settle_down(qtbot: QtBot, panel: AssignmentsPanel) -> None:
    qtbot.waitUntil(lambda: not panel.model.is_asking and panel.model.is_read, timeout=8_000)


def cell(panel: AssignmentsPanel, row: int, column: int) -> Cell:
    found = panel.model.index(row, column).data(CELL_ROLE)
    assert isinstance(found, Cell)
    return found


def select(panel: AssignmentsPanel, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    panel.table.clearSelection()
    for row in rows:
        panel.table.selectionModel().select(panel.model.index(row, 0), flag.Select | flag.Rows)


def figures(panel: AssignmentsPanel) -> list[str]:
    return [each.bar.accessibleName() for each in panel.loads.gauges]


def test_each_reviewer_has_a_column_and_a_bar(panel: AssignmentsPanel):
    heads = [panel.model.headerData(at, Qt.Orientation.Horizontal) for at in range(panel.model.columnCount())]
    assert heads == ["Source", "Published", "Words", "L. Brandt", "Mara Okafor", "Park Jiwoo"]
    assert panel.model.rowCount() == 8
    assert figures(panel)[1] == "Mara Okafor nothing assigned"
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_click_on_a_tick_assigns_and_is_undone_by_name(panel: AssignmentsPanel, harbour: Harbour, qtbot: QtBot):
    rect = panel.table.visualRect(panel.model.index(1, OF_JIWOO))
    where = QPoint(rect.left() + 15, rect.center().y())
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert cell(panel, 1, OF_JIWOO) == Cell(is_assigned=True, is_read=False)
    settle_down(qtbot, panel)
    assert harbour.session.reader.assignments() == {JIWOO: {panel.model.source_uid_at(1): False}}
    assert harbour.session.undo_label == "Assign 1 source to Park Jiwoo"
    harbour.session.undo()
    settle_down(qtbot, panel)
    assert not cell(panel, 1, OF_JIWOO).is_assigned


def test_a_click_beside_the_tick_only_selects(panel: AssignmentsPanel, qtbot: QtBot):
    rect = panel.table.visualRect(panel.model.index(1, OF_JIWOO))
    where = QPoint(rect.right() - 10, rect.center().y())
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert not cell(panel, 1, OF_JIWOO).is_assigned
    assert panel.selected_uids == [panel.model.source_uid_at(1)]


def test_space_ticks_all_selected_rows_in_one_step(
    panel: AssignmentsPanel, harbour: Harbour, shell: Shell, qtbot: QtBot
):
    select(panel, 0, 2, 4)
    panel.table.setFocus()
    flag = QItemSelectionModel.SelectionFlag
    panel.table.selectionModel().setCurrentIndex(panel.model.index(2, OF_BRANDT), flag.NoUpdate)
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert [cell(panel, row, OF_BRANDT).is_assigned for row in range(5)] == [True, False, True, False, True]
    assert harbour.session.undo_label == "Assign 3 sources to L. Brandt"
    assert shell.toasts == ["Done: Assign 3 sources to L. Brandt."]
    settle_down(qtbot, panel)
    qtbot.keyClick(panel.table, Qt.Key.Key_Space)
    assert harbour.session.undo_label == "Take 3 sources from L. Brandt"
    assert not cell(panel, 0, OF_BRANDT).is_assigned


def test_what_is_read_has_its_check_and_counts_for_the_bar(panel: AssignmentsPanel, harbour: Harbour, qtbot: QtBot):
    uids = [panel.model.source_uid_at(row) for row in range(3)]
    panel.assign(uids, ME, True)
    harbour.session.perform(edits.mark_read(uids[0], ME, True), "Mark as read")
    harbour.session.perform(edits.mark_read(uids[0], JIWOO, True), "Mark as read")
    settle_down(qtbot, panel)
    assert cell(panel, 0, OF_ME) == Cell(is_assigned=True, is_read=True)
    assert panel.model.index(0, OF_ME).data() == "read"
    assert panel.model.index(0, OF_ME).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Mara Okafor: is to read it, has read it"
    )
    assert cell(panel, 0, OF_JIWOO) == Cell(is_assigned=False, is_read=True)
    assert figures(panel)[1:] == ["Mara Okafor 1 of 3 read", "Park Jiwoo nothing assigned"]


def test_sources_are_shared_out_evenly(panel: AssignmentsPanel, harbour: Harbour, qtbot: QtBot):
    select(panel, *range(8))
    dialog = panel.ask_to_share_out()
    assert dialog is not None
    dialog.boxes[BRANDT].setChecked(False)
    dialog.button.click()
    settle_down(qtbot, panel)
    assert [each.assigned for each in panel.model.plan.loads()] == [0, 4, 4]
    assert harbour.session.undo_label == "Share out 8 sources"
    harbour.session.undo()
    assert harbour.session.reader.assignments() == {}


def test_each_source_can_go_to_several_and_what_is_assigned_counts(panel: AssignmentsPanel, qtbot: QtBot):
    uids = [panel.model.source_uid_at(row) for row in range(8)]
    panel.assign(uids[:3], ME, True)
    settle_down(qtbot, panel)
    panel.share_out(uids, [ME, JIWOO, BRANDT], 2)
    settle_down(qtbot, panel)
    assert sorted(each.assigned for each in panel.model.plan.loads()) == [5, 5, 6]
    assert all(len(panel.model.plan.assigned[uid]) == 2 for uid in uids)
    assert all(cell(panel, row, OF_ME).is_assigned for row in range(3))
    assert share_out(panel.model.plan, uids, [ME, JIWOO, BRANDT], 2) == []


def test_nobody_can_be_asked_to_share_out_to_nobody(panel: AssignmentsPanel):
    select(panel, 0)
    dialog = panel.ask_to_share_out()
    assert dialog is not None
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_many_are_assigned_in_the_background_as_one_step(
    panel: AssignmentsPanel, harbour: Harbour, shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(assignments_panel, "MOST_AT_ONCE", 3)
    panel.assign([panel.model.source_uid_at(row) for row in range(8)], JIWOO, True)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    settle_down(qtbot, panel)
    assert harbour.session.undo_label == "Assign 8 sources to Park Jiwoo"
    assert figures(panel)[2] == "Park Jiwoo 0 of 8 read"
    harbour.session.undo()
    settle_down(qtbot, panel)
    assert figures(panel)[2] == "Park Jiwoo nothing assigned"


def test_only_those_who_lack_a_source_can_be_given_it(panel: AssignmentsPanel, qtbot: QtBot):
    select(panel, 0)
    panel.assign(panel.selected_uids, ME, True)
    settle_down(qtbot, panel)
    give = [each.isEnabled() for each in panel.reviewers_menu(True).actions()]
    take = [each.isEnabled() for each in panel.reviewers_menu(False).actions()]
    assert (give, take) == ([True, False, True], [False, True, False])


def test_the_list_is_filtered_by_words_and_by_who_has_it(panel: AssignmentsPanel, qtbot: QtBot):
    panel.assign([panel.model.source_uid_at(0)], ME, True)
    settle_down(qtbot, panel)
    panel.show_box.setCurrentIndex(panel.show_box.findData(str(Show.NOBODYS)))
    assert panel.model.rowCount() == 7
    assert panel.head.count_text == "7 of 8"
    panel.field.setText("report 3")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert [panel.model.index(row, SOURCE).data() for row in range(panel.model.rowCount())] == ["Report 3"]
    panel.field.setText("nowhere")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel._empty.fact.text() == "No source fits the filter."


def test_one_persons_two_reviewers_have_one_column(panel: AssignmentsPanel, harbour: Harbour, qtbot: QtBot):
    uid = panel.model.source_uid_at(0)
    panel.assign([uid], BRANDT, True)
    harbour.session.perform(edits.join_reviewers(BRANDT, JIWOO), "Join")
    settle_down(qtbot, panel)
    heads = [panel.model.headerData(at, Qt.Orientation.Horizontal) for at in range(3, panel.model.columnCount())]
    assert heads == ["Mara Okafor", "Park Jiwoo"]
    assert cell(panel, 0, 4).is_assigned
    panel.assign([uid], JIWOO, False)
    assert harbour.session.reader.assignments() == {}


def test_enter_opens_the_source_in_read(panel: AssignmentsPanel, harbour: Harbour, shell: Shell, qtbot: QtBot):
    panel.table.selectRow(1)
    panel.table.setFocus()
    with qtbot.waitSignal(harbour.session.selection.open_requested) as asked:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert asked.args == [panel.model.source_uid_at(1)]
    assert shell.shown == ["read"]


def test_buttons_say_why_they_cannot_be_used(panel: AssignmentsPanel):
    panel.table.clearSelection()
    assert not panel.share_button.isEnabled()
    assert panel.share_button.toolTip() == "Select sources first"


def test_everything_has_a_name_for_the_screen_reader(panel: AssignmentsPanel):
    unnamed = [
        type(each).__name__
        for each in panel.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]
    assert unnamed == []

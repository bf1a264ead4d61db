from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import StatementFilter
from annotator.ui.compare.compare_workspace import CompareWorkspace
from tests.ui.harbour import Harbour


def listed(compare: CompareWorkspace, spoken: Harbour) -> None:
    compare.side.setCurrentWidget(compare.statements)
    compare.statements.show_statements(StatementFilter(chapter_uid=spoken.chapter_uids[0]), "Chapter 1")


def test_it_lists_what_a_filter_wants_and_begins_at_the_first(spoken: Harbour, compare: CompareWorkspace):
    listed(compare, spoken)
    assert compare.statements.head.count_text == "3"
    assert compare.statements.current is not None
    assert compare.statements.current.uid == spoken.statement_uids[0]


def test_the_statement_that_one_is_at_is_selected_for_the_other_panels(
    spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot
):
    listed(compare, spoken)
    qtbot.keyClick(compare.statements.list, Qt.Key.Key_Down)
    assert spoken.session.selection.statement_uid == spoken.statement_uids[1]


def test_it_says_which_of_them_are_contradicted_until_they_are_not(spoken: Harbour, compare: CompareWorkspace):
    listed(compare, spoken)
    uids = spoken.statement_uids
    assert [compare.statements.is_contested(uids[at]) for at in (0, 1, 4)] == [False, True, True]
    (link,) = spoken.session.reader.links()
    spoken.session.perform(edits.unlink_statements(link.uid), "Remove link")
    assert not compare.statements.is_contested(uids[1])


def test_what_leaves_the_cell_leaves_the_list(spoken: Harbour, compare: CompareWorkspace):
    listed(compare, spoken)
    drafts = edits.unplace_statement(spoken.session.reader, spoken.chapter_uids[0], spoken.statement_uids[0])
    spoken.session.perform(drafts, "Take out")
    assert compare.statements.model.uids == [spoken.statement_uids[1], spoken.statement_uids[4]]


def test_the_status_says_where_it_stands_and_what_the_keys_do(spoken: Harbour, compare: CompareWorkspace):
    listed(compare, spoken)
    assert compare.statements.status() == "S-1, Harbour Post ¶1. Enter shows it in its source, Esc goes back."

"""Links in the reading panes."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.read.link_words import seen_links
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.reader.link_marks import LinkMark
from tests.ui.harbour import Harbour, Shell

Press = Callable[..., None]


def link(harbour: Harbour, kind: str, one: int, other: int) -> None:
    uids = harbour.statement_uids
    drafts = edits.link_statements(harbour.session.reader, kind, uids[one - 1], uids[other - 1])
    harbour.session.perform(drafts, "Link statements")


def marks(read: ReadWorkspace, harbour: Harbour, source: int = 0) -> dict[int, LinkMark]:
    """Give the marks in a pane by the numbers of their statements."""
    pane = read.panes.pane_of(harbour.source_uids[source])
    assert pane is not None
    return {harbour.statement_uids.index(uid) + 1: mark for uid, mark in pane.view._links.all.items()}


def selected(harbour: Harbour) -> int:
    return harbour.statement_uids.index(harbour.session.selection.statement_uid) + 1


def look_at(read: ReadWorkspace, harbour: Harbour, number: int) -> None:
    harbour.session.selection.set_statement(harbour.statement_uids[number - 1])
    read.panes.active.view.setFocus()


def test_both_sides_of_a_link_are_marked_as_soon_as_it_is_made(read: ReadWorkspace, harbour: Harbour):
    assert marks(read, harbour) == {}
    link(harbour, "supports", 1, 6)
    quote = "Its own log notes a change of crew shortly before the time of departur…"
    assert marks(read, harbour) == {1: LinkMark("check", "success", 1, f"Supports: Ferry Weekly ¶2 “{quote}”")}
    assert marks(read, harbour, 1)[6].words.startswith("Supported by: Harbour Post ¶1 “The ferry left")


def test_a_mark_goes_with_its_link(read: ReadWorkspace, harbour: Harbour):
    link(harbour, "supports", 1, 6)
    harbour.session.undo()
    assert marks(read, harbour) == {}


def test_a_mark_goes_with_the_statement_at_the_other_side(read: ReadWorkspace, harbour: Harbour):
    link(harbour, "supports", 1, 6)
    harbour.session.perform(edits.delete_statements(harbour.statement_uids[5:6]), "Delete")
    assert marks(read, harbour) == {}
    harbour.session.undo()
    assert set(marks(read, harbour)) == {1}


def test_links_of_several_kinds_have_one_mark_with_their_number_contradictions_first(
    read: ReadWorkspace, harbour: Harbour
):
    link(harbour, "supports", 1, 6)
    link(harbour, "contradicts", 1, 5)
    mark = marks(read, harbour)[1]
    assert (mark.icon, mark.count) == ("link-variant", 2)
    assert [line.split(":")[0] for line in mark.words.split("\n")] == ["Contradicts", "Supports"]


def test_a_source_that_is_opened_later_has_its_marks(read: ReadWorkspace, harbour: Harbour):
    link(harbour, "supports", 1, 6)
    pane = read.panes.pane_of(harbour.source_uids[1])
    assert pane is not None
    read.panes.close_pane(pane)
    read.feed.open(harbour.source_uids[1], is_beside=True)
    assert set(marks(read, harbour, 1)) == {6}


def test_j_goes_to_the_other_side_and_back(read: ReadWorkspace, harbour: Harbour, press: Press):
    link(harbour, "contradicts", 1, 6)
    look_at(read, harbour, 1)
    press(read.panes.active.view, Qt.Key.Key_J)
    assert (selected(harbour), read.panes.active.source_uid) == (6, harbour.source_uids[1])
    press(read.panes.active.view, Qt.Key.Key_J)
    assert (selected(harbour), read.panes.active.source_uid) == (1, harbour.source_uids[0])


def test_j_goes_from_link_to_link(read: ReadWorkspace, harbour: Harbour, press: Press):
    for other in (5, 6, 7):
        link(harbour, "contradicts", 1, other)
    look_at(read, harbour, 1)
    seen = []
    for _ in range(7):
        press(read.panes.active.view, Qt.Key.Key_J)
        seen.append(selected(harbour))
    assert seen == [5, 1, 6, 1, 7, 1, 5]


def test_without_a_link_the_command_says_why_not(read: ReadWorkspace, harbour: Harbour):
    assert read.linking.why_not_step() == "Select a statement first."
    look_at(read, harbour, 1)
    assert read.linking.why_not_step() == "The statement is not linked to another; L links."


def test_a_click_on_the_mark_of_one_link_leads_to_the_other_side(read: ReadWorkspace, harbour: Harbour, shell: Shell):
    link(harbour, "supports", 1, 6)
    read.panes.links_wanted.emit([harbour.statement_uids[0]], QPoint())
    assert selected(harbour) == 6


def test_a_mark_of_several_links_asks_which(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    link(harbour, "supports", 1, 6)
    link(harbour, "contradicts", 1, 5)
    menu = read.linking.menu(seen_links(harbour.session.reader, harbour.statement_uids[0]))
    assert [action.text().split(":")[0] for action in menu.actions()] == ["Contradicts", "Supports"]
    menu.actions()[1].trigger()
    assert selected(harbour) == 6


def test_shift_j_and_the_card_show_what_it_is_linked_to(read: ReadWorkspace, harbour: Harbour, press: Press):
    link(harbour, "supports", 1, 6)
    look_at(read, harbour, 1)
    press(read.panes.active.view, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert read.graph.isVisible()
    read.graph.close()
    read.card.links.graph_button.click()
    assert read.graph.isVisible()
    read.graph.show_wanted.emit(harbour.statement_uids[5])
    assert selected(harbour) == 6


def test_a_statement_without_links_offers_no_picture_in_its_card(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour, 1)
    assert read.card.links.graph_button.isHidden()

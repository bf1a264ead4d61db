"""The links of a statement in its card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.records import Link
from annotator.session.changes import Changes
from annotator.ui.read.link_row import LinkRow, elided_lines
from annotator.ui.read.link_rows import FEW, MORE
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.theme import interface_font
from tests.builders import OTHER
from tests.ui.harbour import Harbour

Press = Callable[..., None]
KINDS = ("supports", "contradicts", "repeats", "responds")


def link(harbour: Harbour, kind: str, one: int, other: int) -> str:
    """Link two statements by their numbers; give the link."""
    uids = harbour.statement_uids
    drafts = edits.link_statements(harbour.session.reader, kind, uids[one - 1], uids[other - 1])
    harbour.session.perform(drafts, "Link statements")
    return drafts[0].entity_uid


def links(harbour: Harbour, number: int = 1) -> list[Link]:
    return harbour.session.reader.links_of(harbour.statement_uids[number - 1])


def look_at(read: ReadWorkspace, harbour: Harbour, number: int = 1) -> None:
    harbour.session.selection.set_statement(harbour.statement_uids[number - 1])


def let_in(harbour: Harbour, drafts: Sequence[Draft]) -> None:
    """Let somebody else's edit arrive."""
    applied = harbour.session._store.apply(drafts, OTHER)
    harbour.session.changed.emit(Changes(applied.touched))


def names(read: ReadWorkspace) -> list[str]:
    return [row.opener.accessibleName() for row in read.card.links.rows]


def row(read: ReadWorkspace, at: int = 0) -> LinkRow:
    return read.card.links.rows[at]


def test_each_link_is_said_from_the_side_of_the_statement_contradictions_first(read: ReadWorkspace, harbour: Harbour):
    for kind, one, other in (
        ("responds", 5, 1), ("responds", 1, 6), ("repeats", 1, 3), ("supports", 5, 1), ("supports", 1, 6),
        ("contradicts", 1, 7),
    ):  # fmt: skip
        link(harbour, kind, one, other)
    look_at(read, harbour)
    read.card.links.show_more()
    assert names(read) == [
        "Contradicts: Ferry Weekly ¶3",
        "Supports: Ferry Weekly ¶2",
        "Supported by: Ferry Weekly ¶1",
        "Repeats: Harbour Post ¶3",
        "Responds to: Ferry Weekly ¶2",
        "Answered by: Ferry Weekly ¶1",
    ]
    assert row(read).opener.accessibleDescription().startswith("Refunds were paid")


def test_enter_on_a_link_shows_the_other_statement_beside_this_one(read: ReadWorkspace, harbour: Harbour, press: Press):
    link(harbour, "supports", 1, 6)
    read.panes.close_pane(read.panes.panes[1])
    read.feed.show_statement(harbour.statement_uids[0])
    opener = row(read).opener
    opener.setFocus()
    press(opener, Qt.Key.Key_Return)
    assert harbour.session.selection.statement_uid == harbour.statement_uids[5]
    assert [pane.source_uid for pane in read.panes.panes] == harbour.source_uids
    assert read.panes.active.source_uid == harbour.source_uids[1]
    assert read.panes.active.view.hasFocus()
    assert names(read) == ["Supported by: Harbour Post ¶1"]


def test_where_there_is_no_room_for_a_pane_a_neighbour_shows_the_other_statement(read: ReadWorkspace, harbour: Harbour):
    link(harbour, "supports", 1, 6)
    read.feed.show_statement(harbour.statement_uids[0])
    second = read.panes.panes[1]
    second.show_source(None)
    read.panes.resize(700, 500)
    row(read).opener.click()
    assert [pane.source_uid for pane in read.panes.panes] == harbour.source_uids


def test_a_link_is_removed_by_its_button_or_by_delete_and_comes_back_with_undo(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    link(harbour, "supports", 1, 6)
    link(harbour, "repeats", 1, 5)
    look_at(read, harbour)
    row(read).opener.setFocus()
    press(row(read).opener, Qt.Key.Key_Delete)
    assert names(read) == ["Repeats: Ferry Weekly ¶1"]
    assert row(read).opener.hasFocus()
    qtbot.mouseClick(row(read).remove_button, Qt.MouseButton.LeftButton)
    assert names(read) == []
    assert read.card.links.link_button.hasFocus()
    harbour.session.undo()
    harbour.session.undo()
    assert names(read) == ["Supports: Ferry Weekly ¶2", "Repeats: Ferry Weekly ¶1"]
    harbour.session.redo()
    assert names(read) == ["Repeats: Ferry Weekly ¶1"]


def test_a_contradiction_alone_is_assessed_and_enter_keeps_it(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    link(harbour, "contradicts", 1, 6)
    link(harbour, "supports", 1, 5)
    look_at(read, harbour)
    assert row(read, 1).assessment is None
    field = row(read).assessment
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "The log  is right. ")
    press(field, Qt.Key.Key_Return)
    assert [each.assessment for each in links(harbour) if each.kind == "contradicts"] == ["The log is right."]
    assert field.hasFocus()
    assert field.toPlainText() == "The log  is right. "
    qtbot.keyClicks(field, "So far.")
    look_at(read, harbour, 6)
    other = row(read).assessment
    assert other is not None
    assert other.toPlainText() == "The log is right. So far."
    harbour.session.undo()
    assert other.toPlainText() == "The log is right."


def test_an_assessment_is_kept_when_the_project_closes_and_given_back_by_escape(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    link(harbour, "contradicts", 1, 6)
    look_at(read, harbour)
    field = row(read).assessment
    assert field is not None
    qtbot.keyClicks(field, "Nonsense")
    press(field, Qt.Key.Key_Escape)
    assert field.toPlainText() == ""
    qtbot.keyClicks(field, "Last words")
    read.close()
    assert links(harbour)[0].assessment == "Last words"


def test_what_is_typed_of_a_link_is_kept_with_it_when_it_is_removed(
    read: ReadWorkspace, harbour: Harbour, qtbot: QtBot
):
    link(harbour, "contradicts", 1, 6)
    look_at(read, harbour)
    field = row(read).assessment
    assert field is not None
    qtbot.keyClicks(field, "Half a thought")
    row(read).remove()
    assert names(read) == []
    harbour.session.undo()
    field = row(read).assessment
    assert field is not None
    assert field.toPlainText() == "Half a thought"


def test_the_links_of_another_reviewer_arrive_and_leave_what_is_being_typed(
    read: ReadWorkspace, harbour: Harbour, qtbot: QtBot
):
    uids, reader = harbour.statement_uids, harbour.session.reader
    link(harbour, "contradicts", 1, 6)
    look_at(read, harbour)
    field = row(read).assessment
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "I think")
    let_in(harbour, edits.link_statements(reader, "supports", uids[4], uids[0]))
    assert names(read) == ["Contradicts: Ferry Weekly ¶2", "Supported by: Ferry Weekly ¶1"]
    let_in(harbour, edits.assess_link(row(read).seen.link.uid, "They think"))
    assert row(read).assessment is field
    assert field.toPlainText() == "I think"
    assert field.hasFocus()
    let_in(harbour, edits.unlink_statements(row(read, 1).seen.link.uid))
    assert names(read) == ["Contradicts: Ferry Weekly ¶2"]


def test_a_link_goes_and_comes_with_the_other_statement(read: ReadWorkspace, harbour: Harbour):
    link(harbour, "supports", 1, 6)
    look_at(read, harbour)
    harbour.session.perform(edits.delete_statements([harbour.statement_uids[5]]), "Delete statement")
    assert names(read) == []
    harbour.session.undo()
    assert names(read) == ["Supports: Ferry Weekly ¶2"]


def test_a_new_name_of_the_source_is_taken_over(read: ReadWorkspace, harbour: Harbour):
    link(harbour, "supports", 1, 6)
    look_at(read, harbour)
    harbour.session.perform(edits.correct_metadata(harbour.source_uids[1], "outlet", "Sea Weekly"), "Correct")
    assert names(read) == ["Supports: Sea Weekly ¶2"]


def test_of_many_links_a_few_are_shown_and_the_rest_on_demand(read: ReadWorkspace, harbour: Harbour):
    uids, reader = harbour.statement_uids, harbour.session.reader
    first = reader.statement(uids[0])
    drafts: list[Draft] = []
    for number in range(10, 70):
        made = edits.add_statement(first.anchor, first.source_uid, number, reviewer_uid=OTHER)
        drafts += [*made, *edits.link_statements(reader, "supports", uids[0], made[0].entity_uid)]
    harbour.session.perform(drafts, "Link")
    look_at(read, harbour)
    section = read.card.links
    assert len(section.rows) == FEW
    assert section._more_button.text() == f"Show {MORE} of {60 - FEW} more"
    section._more_button.setFocus()
    section._more_button.click()
    assert len(section.rows) == FEW + MORE
    assert section.rows[FEW].opener.hasFocus()
    section._more_button.click()
    assert len(section.rows) == 60
    assert section._more_button.isHidden()
    look_at(read, harbour, 2)
    assert section.rows == []


def test_every_control_of_the_links_has_a_name_of_its_own(read: ReadWorkspace, harbour: Harbour):
    for kind in KINDS:
        link(harbour, kind, 1, 6)
    look_at(read, harbour)
    spoken = [
        each.accessibleName() for each in read.card.links.findChildren(QAbstractButton) if each.isVisibleTo(read.card)
    ]
    assert "Remove link: Contradicts: Ferry Weekly ¶2" in spoken
    assert all(spoken)
    assert len(spoken) == len(set(spoken))
    field = row(read).assessment
    assert field is not None
    assert field.accessibleName() == "Assessment of the contradiction with Ferry Weekly ¶2"


def test_long_words_end_on_the_second_line(read: ReadWorkspace):
    font = interface_font()
    assert elided_lines("", font, 200, 2) == []
    assert elided_lines("short", font, 200, 2) == ["short"]
    made = elided_lines("😀 many words that go on and on, " * 5, font, 200, 2)
    assert len(made) == 2
    assert made[0].startswith("😀 many")
    assert made[1].endswith("…")

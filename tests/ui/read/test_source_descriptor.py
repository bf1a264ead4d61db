"""What a source is, and where it comes from, in its details."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.ui.harbour import Harbour

Press = Callable[..., None]


def descriptor(harbour: Harbour) -> str:
    return harbour.session.reader.source(harbour.source_uids[0]).descriptor


def test_the_draft_stands_for_the_field_until_something_is_written(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    read.show_details(harbour.source_uids[0])
    field, button = read.details.descriptor, read.details.draft_button
    assert field.toPlainText() == ""
    assert "3 March 2024" in field.placeholderText()
    assert button.isVisibleTo(read.details)
    field.setFocus()
    qtbot.keyClicks(field, "A port's own paper.")
    assert not button.isVisibleTo(read.details)
    press(field, Qt.Key.Key_Return)
    assert descriptor(harbour) == "A port's own paper."
    harbour.session.undo()
    assert field.toPlainText() == ""
    assert button.isVisibleTo(read.details)


def test_the_draft_is_taken_over_to_be_edited(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    read.show_details(harbour.source_uids[0])
    field, draft = read.details.descriptor, read.details.descriptor.draft
    read.details.draft_button.click()
    assert field.toPlainText() == draft
    assert field.hasFocus()
    qtbot.keyClicks(field, " Close to the port.")
    read.details.flush()
    assert descriptor(harbour) == f"{draft} Close to the port."


def test_a_draft_left_as_it_is_stays_a_draft(read: ReadWorkspace, harbour: Harbour):
    read.show_details(harbour.source_uids[0])
    read.details.draft_button.click()
    harbour.session.perform(edits.grade_source(harbour.source_uids[0], "B"), "Grade reliability")
    field = read.details.descriptor
    assert field.toPlainText() == field.draft
    read.panes.active.view.setFocus()
    assert field.toPlainText() == ""
    assert descriptor(harbour) == ""
    harbour.session.perform(edits.correct_metadata(harbour.source_uids[0], "author", "A. Poe"), "Correct")
    assert "A. Poe" in field.placeholderText()


def test_an_emptied_field_has_the_draft_back(read: ReadWorkspace, harbour: Harbour, press: Press):
    uid = harbour.source_uids[0]
    harbour.session.perform(edits.describe_source(uid, "A port's own paper."), "Describe a source")
    read.show_details(uid)
    field = read.details.descriptor
    assert field.toPlainText() == "A port's own paper."
    field.clear()
    press(field, Qt.Key.Key_Return)
    assert descriptor(harbour) == ""
    assert read.details.draft_button.isVisibleTo(read.details)


def test_the_draft_typed_by_hand_is_no_description(read: ReadWorkspace, harbour: Harbour):
    uid = harbour.source_uids[0]
    harbour.session.perform(edits.describe_source(uid, "A port's own paper."), "Describe a source")
    read.show_details(uid)
    field = read.details.descriptor
    field.setFocus()
    field.setPlainText(field.draft)
    field.flush()
    assert descriptor(harbour) == ""
    assert field.toPlainText() == field.draft


def test_the_draft_is_seen_whole(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    uid = harbour.source_uids[0]
    read.show_details(uid)
    low = read.details.descriptor.height()
    harbour.session.perform(edits.correct_metadata(uid, "author", "A very long list of authors, " * 6), "Correct")
    assert read.details.descriptor.height() > low + 40


def test_known_origins_and_outlets_are_suggested_and_spelled_in_one_way(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    harbour.session.perform(edits.set_origin(harbour.source_uids[1], "Coast Agency"), "Set origin")
    read.show_details(harbour.source_uids[0])
    field = read.details._origin
    qtbot.waitUntil(lambda: list(field._of_row) == ["Coast Agency", "Ferry Weekly", "Harbour Post"])
    field.setFocus()
    qtbot.keyClicks(field, "agen")
    assert field._popup.model().rowCount() == 1
    field._popup.hide()
    field.setText("coast  agency")
    press(field, Qt.Key.Key_Return)
    assert harbour.session.reader.source(harbour.source_uids[0]).origin == "Coast Agency"
    assert field.text() == "Coast Agency"

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Statement
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.widgets import Chip
from tests.builders import OTHER
from tests.ui.harbour import Harbour, Shell

Press = Callable[..., None]


def shown(harbour: Harbour, at: int = 0) -> Statement:
    return harbour.session.reader.statement(harbour.statement_uids[at])


def look_at(read: ReadWorkspace, harbour: Harbour, at: int = 0) -> None:
    harbour.session.selection.set_statement(harbour.statement_uids[at])


def test_it_teaches_while_nothing_is_selected(read: ReadWorkspace):
    assert read.card._pages.currentWidget() is read.card._empty
    assert not read.card._delete_button.isVisible()


def test_it_shows_quote_place_tags_and_who_made_it(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    card = read.card
    assert card.quote.text().startswith("The ferry left the harbour")
    assert card.place.text() == "Harbour Post, 3 Mar 2024, paragraph 1"
    assert [chip.accessibleName() for chip in card._chips.findChildren(Chip)] == ["delay"]
    assert card.made.text().startswith("Mara Okafor highlighted it today")


def test_a_date_is_kept_with_what_is_known_of_it(read: ReadWorkspace, harbour: Harbour, press: Press):
    look_at(read, harbour)
    field = read.card.event_field
    field.setFocus()
    field.setText("oct 2024")
    press(field, Qt.Key.Key_Return)
    known = shown(harbour).event_date
    assert known is not None
    assert known.precision == "month"
    assert field.text() == "Oct 2024"


def test_a_date_that_cannot_be_read_waits_with_a_plain_word_and_is_not_lost(
    read: ReadWorkspace, harbour: Harbour, press: Press
):
    look_at(read, harbour)
    field = read.card.said
    field.setFocus()
    field.setText("the day after")
    press(field, Qt.Key.Key_Return)
    assert field.error.text()
    assert shown(harbour).said_date is None
    look_at(read, harbour, 1)
    assert field.text() == ""
    assert not field.error.text()
    look_at(read, harbour, 0)
    assert field.text() == "the day after"
    assert field.error.text()


def test_an_emptied_date_is_taken_away(read: ReadWorkspace, harbour: Harbour, press: Press):
    look_at(read, harbour)
    field = read.card.said
    for words in ("2 May 2023", ""):
        field.setFocus()
        field.setText(words)
        press(field, Qt.Key.Key_Return)
    assert shown(harbour).said_date is None


def test_chapters_are_typed_as_numbers_or_titles(read: ReadWorkspace, harbour: Harbour, press: Press):
    look_at(read, harbour)
    field = read.card.chapters
    field.setFocus()
    field.setText("3, what happened")
    press(field, Qt.Key.Key_Return)
    assert field.text() == "1, 3"
    assert harbour.order(0) == harbour.order(2) == ["S-1"]
    field.setText("3")
    press(field, Qt.Key.Key_Return)
    assert harbour.order(0) == []
    harbour.session.undo()
    assert field.text() == "1, 3"


def test_a_chapter_that_is_not_there_changes_nothing_and_says_so(read: ReadWorkspace, harbour: Harbour, press: Press):
    look_at(read, harbour)
    field = read.card.chapters
    field.setText("1, 9")
    press(field, Qt.Key.Key_Return)
    assert "9" in field.error.text()
    assert field.text() == "1, 9"
    assert harbour.order(0) == []


def test_an_unknown_actor_is_made_and_a_known_one_is_found_whatever_its_capitals(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, press: Press
):
    look_at(read, harbour)
    field = read.card.actor
    field.setText("Port Authority")
    press(field, Qt.Key.Key_Return)
    assert shell.toasts == ["New actor: Port Authority"]
    look_at(read, harbour, 1)
    field.setText("port authority")
    press(field, Qt.Key.Key_Return)
    assert field.text() == "Port Authority"
    assert len(harbour.session.reader.actors()) == 1
    assert shown(harbour, 1).actor_uid == shown(harbour, 0).actor_uid


def test_escape_gives_back_what_stood_there(read: ReadWorkspace, harbour: Harbour, press: Press):
    look_at(read, harbour)
    read.card.actor.setText("Nobody")
    press(read.card.actor, Qt.Key.Key_Escape)
    assert read.card.actor.text() == ""
    assert harbour.session.reader.actors() == []


def test_kind_and_credibility_are_chosen_from_their_lists(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    card = read.card
    card.kind.choose("reported")
    card.kind.activated.emit(card.kind.currentIndex())
    card.credibility.choose(2)
    card.credibility.activated.emit(card.credibility.currentIndex())
    assert (shown(harbour).kind, shown(harbour).credibility) == ("reported", 2)


def test_a_note_is_kept_a_second_after_the_last_key(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    look_at(read, harbour)
    read.card.note.setPlainText("Check the log.")
    reader, uid = harbour.session.reader, harbour.statement_uids[0]
    assert reader.notes(uid) == []
    qtbot.waitUntil(lambda: [each.text for each in reader.notes(uid)] == ["Check the log."], timeout=3_000)


def test_a_note_belongs_to_the_statement_it_was_typed_on(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour, 0)
    read.card.note.setPlainText("About the first.")
    look_at(read, harbour, 1)
    reader = harbour.session.reader
    assert read.card.note.toPlainText() == ""
    assert [each.text for each in reader.notes(harbour.statement_uids[0])] == ["About the first."]
    assert reader.notes(harbour.statement_uids[1]) == []


def test_what_is_typed_is_kept_when_the_project_closes(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    read.card.note.setPlainText("Last words.")
    read.card.actor.setText("A witness")
    read.close()
    reader = harbour.session.reader
    assert [each.text for each in reader.notes(harbour.statement_uids[0])] == ["Last words."]
    assert [each.name for each in reader.actors()] == ["A witness"]


def test_an_edit_elsewhere_does_not_take_away_what_is_being_typed(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour)
    read.card.actor.setText("Half a na")
    harbour.place(1, chapter=1)
    assert read.card.actor.text() == "Half a na"
    assert read.card.chapters.text() == "2"


def test_the_tag_of_another_reviewer_has_no_cross(read: ReadWorkspace, harbour: Harbour):
    session = harbour.session
    session.perform(edits.add_reviewer("Ben Brown", "BB", "Rust", uid=OTHER), "Add reviewer")
    blame = next(each for each in session.reader.tags() if each.name == "blame")
    session.perform(edits.tag_statement(harbour.statement_uids[0], blame.uid, OTHER), "Tag")
    look_at(read, harbour)
    can_close = {
        chip.accessibleName(): chip.focusPolicy() != Qt.FocusPolicy.NoFocus
        for chip in read.card._chips.findChildren(Chip)
        if chip.isVisibleTo(read.card)
    }
    assert can_close == {"delay": True, "blame": False}


def test_a_chip_takes_its_tag_off(read: ReadWorkspace, harbour: Harbour, press: Press):
    look_at(read, harbour)
    (chip,) = read.card._chips.findChildren(Chip)
    press(chip, Qt.Key.Key_Delete)
    assert shown(harbour).tag_uids == ()

"""The window of the reviewers."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.vocabulary import TAG_COLOURS
from tests.builders import ME, OTHER
from tests.ui.reviewers.conftest import LAPTOP, Company


def test_each_reviewer_stands_there_with_what_he_did(company: Company):
    assert company.row(ME) == ["Mara Okafor", "MO", "7", "0"]
    assert company.row(OTHER) == ["Ben Brown", "BB", "2", "1"]
    assert company.dialog.count.text() == "3 people"


def test_whoever_sits_here_is_marked_and_looked_at_first(company: Company):
    dialog = company.dialog
    assert dialog.model.badge_words(company.person(ME)) == "You"
    assert dialog.model.badge_words(company.person(OTHER)) == ""
    assert dialog.form.name.text() == "Mara Okafor"


def test_the_rows_behave_as_rows(company: Company):
    QAbstractItemModelTester(company.dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    company.choose(OTHER)
    company.dialog.change("name", "Benjamin Brown")
    assert company.row(OTHER)[0] == "Benjamin Brown"


def test_a_reviewer_is_renamed_by_typing_and_that_is_one_step(company: Company, qtbot: QtBot):
    company.choose(OTHER)
    field = company.dialog.form.name
    field.selectAll()
    qtbot.keyClicks(field, "Benjamin  Brown")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert company.name(OTHER) == "Benjamin Brown"
    company.harbour.session.undo()
    assert company.name(OTHER) == "Ben Brown"
    assert field.text() == "Ben Brown"


def test_escape_gives_up_what_was_typed_and_keeps_the_window(company: Company, qtbot: QtBot):
    company.dialog.show()
    company.choose(OTHER)
    field = company.dialog.form.name
    qtbot.keyClicks(field, "jamin")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Ben Brown"
    assert company.dialog.isVisible()


def test_a_name_that_is_being_typed_is_kept_when_the_window_closes(company: Company, qtbot: QtBot):
    company.dialog.show()
    company.choose(OTHER)
    qtbot.keyClick(company.dialog.form.name, Qt.Key.Key_End)
    qtbot.keyClicks(company.dialog.form.name, "e")
    company.dialog.close_button.click()
    names = [each.name for each in company.harbour.session.reader.reviewers()]
    assert "Ben Browne" in names


def test_an_empty_name_is_refused_in_the_form(company: Company):
    company.choose(OTHER)
    company.dialog.change("name", "")
    assert "name" in company.dialog.form.fault.text()
    assert company.dialog.form.name.text() == "Ben Brown"
    company.choose(LAPTOP)
    assert company.dialog.form.fault.text() == ""


def test_initials_that_are_emptied_are_those_of_the_name(company: Company):
    company.choose(LAPTOP)
    company.dialog.change("initials", "")
    assert company.person(LAPTOP).reviewer.initials == "BE"
    company.choose(OTHER)
    company.dialog.change("initials", "B")
    assert company.person(OTHER).reviewer.initials == "B"


def test_a_colour_is_chosen_by_name(company: Company):
    company.choose(OTHER)
    button = company.dialog.form.colour
    actions = button.menu_of_colours().actions()
    assert [each.text() for each in actions] == list(TAG_COLOURS)
    assert [each.text() for each in actions if each.isChecked()] == ["Rust"]
    actions[TAG_COLOURS.index("Gold")].trigger()
    assert company.person(OTHER).reviewer.colour == "Gold"
    assert button.accessibleName() == "Colour: Gold"


def test_ones_own_name_and_colour_are_kept_for_every_project(company: Company):
    company.choose(ME)
    company.dialog.change("colour", "Olive")
    assert company.introduced == [("Mara Okafor", "MO", "Olive")]
    company.dialog.undo_button.click()
    assert company.person(ME).reviewer.colour == "Blue"


def test_two_reviewers_are_counted_as_one_person(company: Company):
    company.choose(LAPTOP)
    menu = company.dialog.form.menu_of_others()
    next(each for each in menu.actions() if each.text() == "Ben Brown").trigger()
    assert company.row(OTHER) == ["Ben Brown", "BB", "3", "1"]
    assert company.row(LAPTOP) == ["Ben (laptop)", "BL", "", ""]
    assert company.dialog.model.row_of(LAPTOP) == company.dialog.model.row_of(OTHER) + 1
    assert company.dialog.count.text() == "2 people"
    assert company.dialog.form.about.text().startswith("Counts as Ben Brown")


def test_they_are_taken_apart_again(company: Company):
    company.choose(LAPTOP)
    company.dialog.join(OTHER)
    assert company.dialog.form.join_button.isHidden()
    company.dialog.form.part_button.click()
    assert company.row(LAPTOP) == ["Ben (laptop)", "BL", "1", "0"]
    assert company.dialog.form.part_button.isHidden()


def test_whoever_sits_here_stays_who_he_is_when_he_is_joined(company: Company):
    company.choose(ME)
    company.dialog.join(LAPTOP)
    assert company.person(LAPTOP).counts_as == "Mara Okafor"
    assert not company.person(ME).is_joined


def test_those_who_are_one_already_are_not_offered(company: Company):
    company.choose(LAPTOP)
    company.dialog.join(OTHER)
    company.choose(OTHER)
    assert [each.text() for each in company.dialog.form.menu_of_others().actions()] == ["Mara Okafor"]
    assert "Ben (laptop) counts as this one too" in company.dialog.form.about.text()


def test_work_goes_blind_and_others_numbers_are_hidden(company: Company):
    company.dialog.blind.click()
    assert company.harbour.session.reader.project().is_blind
    assert company.row(ME)[2] == "7"
    assert company.row(OTHER)[2] == "hidden"
    company.dialog.blind.click()
    assert company.row(OTHER)[2] == "2"


def test_who_began_blind_work_and_who_opened_it_is_in_the_log(company: Company):
    company.dialog.blind.click()
    company.dialog.blind.click()
    session = company.harbour.session
    assert session.undo_label == "Open everybody’s work"
    session.undo()
    assert company.dialog.blind.isChecked()


def test_ones_other_name_is_ones_own_while_work_is_blind(company: Company):
    company.choose(ME)
    company.dialog.join(LAPTOP)
    company.dialog.blind.click()
    assert company.row(ME)[2] == "8"


def test_what_was_done_here_is_undone_here_and_nothing_else(company: Company):
    session = company.harbour.session
    assert company.dialog.undo_button.isHidden()
    company.choose(OTHER)
    company.dialog.change("colour", "Gold")
    assert company.dialog.undo_button.text().strip() == "Undo: Colour reviewer Ben Brown"
    company.dialog.undo_button.click()
    assert company.person(OTHER).reviewer.colour == "Rust"
    before = session.undo_label
    company.dialog.undo_button.click()
    assert session.undo_label == before


def test_what_others_did_meanwhile_is_shown(company: Company):
    session = company.harbour.session
    session.perform(edits.set_reviewer_field(OTHER, "name", "B. Brown"), "Rename")
    assert company.name(OTHER) == "B. Brown"
    session.perform(edits.mark_read(company.harbour.source_uids[0], OTHER, True), "Read")
    assert company.row(OTHER)[3] == "2"


def test_whatever_takes_the_keyboard_has_a_name(company: Company):
    company.dialog.show()
    kinds = (QAbstractButton, QLineEdit, QTableView)
    takers = [each for kind in kinds for each in company.dialog.findChildren(kind) if each.isVisible()]
    takers = [each for each in takers if each.focusPolicy()]
    assert len(takers) > 6
    assert [each for each in takers if not (each.accessibleName() or getattr(each, "text", str)())] == []

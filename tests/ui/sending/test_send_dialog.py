"""The window for a copy to send: what can be chosen, and what is said of it beforehand."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.session.sending_session import PUBLISHED
from annotator.store.extracting import Choice
from annotator.store.sending import SendingWish
from annotator.ui.sending.send_dialog import SendDialog
from annotator.ui.sending.sources_column import SourcesColumn
from tests.ui.harbour import Harbour
from tests.ui.sending.conftest import chapter_item, untick


def test_at_first_everything_goes_to_a_colleague(dialog: SendDialog):
    assert dialog.wish == SendingWish()
    assert dialog.foot.going.text() == "2 sources, 7 statements and 4 chapters, with their whole history"
    assert dialog.foot.target.name == "The late ferry, extract.annotator"


def test_the_name_says_which_kind_it_is_until_somebody_writes_another(dialog: SendDialog, qtbot: QtBot):
    dialog.options.kind.clean.click()
    assert dialog.foot.target.name == "The late ferry, clean copy.annotator"
    dialog.foot.file.clear()
    qtbot.keyClicks(dialog.foot.file, "for the press")
    dialog.options.kind.extract.click()
    assert dialog.foot.target.name == "for the press.annotator"


def test_each_kind_is_offered_what_it_can_have(dialog: SendDialog):
    options = dialog.options
    assert (options.news.isHidden(), options.notes.isHidden()) == (False, True)
    options.kind.clean.click()
    assert (options.news.isHidden(), options.notes.isHidden()) == (True, False)
    options.notes.click()
    options.originals.click()
    assert dialog.wish == SendingWish(with_originals=False, is_clean=True, with_notes=True)
    assert dialog.foot.going.text().endswith("without names and history; without the originals")


def test_what_only_the_other_kind_can_have_is_not_wished_for(dialog: SendDialog, folder: Path):
    options = dialog.options
    options.news.click()
    options.show_theirs(folder / "park.annotator")
    options.kind.clean.click()
    options.notes.click()
    assert dialog.wish.theirs is None
    options.kind.extract.click()
    assert (dialog.wish.theirs, dialog.wish.with_notes) == (folder / "park.annotator", False)


def test_only_what_they_lack_wants_a_file_of_theirs(dialog: SendDialog, folder: Path):
    dialog.options.news.click()
    assert not dialog.foot.write_button.isEnabled()
    assert dialog.foot.write_button.toolTip() == "Choose a file of theirs first"
    dialog.options.show_theirs(folder / "park.annotator")
    assert dialog.foot.write_button.isEnabled()
    assert dialog.foot.going.text() == "Only what park.annotator lacks of 2 sources, 7 statements and 4 chapters"


def test_a_source_can_be_left_out(dialog: SendDialog, harbour: Harbour):
    model = dialog.sources.model
    model.setData(model.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.wish.choice == Choice((harbour.source_uids[0],))
    assert dialog.sources.count.text() == "1 of 2 sources"
    assert dialog.foot.going.text().startswith("1 source, 4 statements and ")


def test_the_space_key_ticks_what_is_selected(dialog: SendDialog, qtbot: QtBot):
    view, model = dialog.sources.view, dialog.sources.model
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert model.ticked_sources == []
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert model.is_everything


def test_all_and_none_are_about_what_the_filter_shows(dialog: SendDialog, harbour: Harbour):
    dialog.sources.none_button.click()
    dialog.sources.model.set_filter("weekly")
    dialog.sources.all_button.click()
    dialog.sources.model.set_filter("")
    assert dialog.wish.choice.source_uids == (harbour.source_uids[1],)


def test_a_filter_without_a_match_says_so_and_ticks_nothing(dialog: SendDialog, qtbot: QtBot):
    column = dialog.sources
    column.filter.setText("balloon")
    qtbot.waitUntil(lambda: column.model.rowCount() == 0)
    assert column.empty.fact.text() == "No source has these words."
    assert not column.all_button.isEnabled()
    column.filter.clear()
    qtbot.waitUntil(lambda: column.model.rowCount() == 2)
    assert column.all_button.text() == "All"


def test_enter_in_the_filter_does_not_write_the_copy(dialog: SendDialog, qtbot: QtBot):
    dialog.show()
    qtbot.keyClicks(dialog.sources.filter, "post")
    qtbot.keyClick(dialog.sources.filter, Qt.Key.Key_Return)
    assert dialog.sources.model.rowCount() == 1
    assert not dialog.is_writing


def test_the_down_key_goes_from_the_filter_into_the_list(dialog: SendDialog, qtbot: QtBot):
    dialog.show()
    dialog.sources.filter.setFocus()
    qtbot.keyClick(dialog.sources.filter, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.sources.view
    assert dialog.sources.view.currentIndex().row() == 0


def test_the_rows_of_the_sources_behave_as_rows(dialog: SendDialog):
    model = dialog.sources.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.tick_shown(False)
    model.set_filter("post")
    assert model.index(0, 0).data() == "Harbour Post"


def test_a_narrow_list_leaves_the_date_out(dialog: SendDialog):
    dialog.show()
    view = dialog.sources.view
    assert not view.isColumnHidden(PUBLISHED)
    dialog.resize(960, 600)
    assert view.isColumnHidden(PUBLISHED)


def test_a_chapter_takes_those_below_it_along(dialog: SendDialog, harbour: Harbour):
    dialog.chapters.none_button.click()
    chapter_item(dialog, "What happened").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.wish.choice.chapter_uids == (harbour.chapter_uids[0],)
    assert dialog.chapters.count.text() == "2 of 4 chapters"


def test_a_chapter_brings_those_above_it_as_titles(dialog: SendDialog):
    dialog.chapters.none_button.click()
    chapter_item(dialog, "The fog").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.chapters.count.text() == "1 of 4 chapters"
    assert "and 2 chapters" in dialog.foot.going.text()


def test_a_chapter_that_lacks_one_below_it_goes_in_as_a_title(dialog: SendDialog, harbour: Harbour):
    untick(dialog, "The fog")
    assert chapter_item(dialog, "What happened").checkState(0) == Qt.CheckState.Unchecked
    chapter_item(dialog, "The fog").setCheckState(0, Qt.CheckState.Checked)
    assert chapter_item(dialog, "What happened").checkState(0) == Qt.CheckState.PartiallyChecked
    assert harbour.chapter_uids[0] not in (dialog.wish.choice.chapter_uids or ())


def test_a_new_chapter_inside_one_that_was_left_out_is_left_out(dialog: SendDialog, harbour: Harbour):
    untick(dialog, "Who decided")
    drafts = edits.add_chapter(harbour.session.reader, "In the port", harbour.chapter_uids[1])
    harbour.session.perform(drafts, "Add chapter")
    assert dialog.chapters.count.text() == "3 of 5 chapters"


def test_something_has_to_go_in(dialog: SendDialog):
    dialog.sources.none_button.click()
    assert dialog.foot.write_button.isEnabled()
    dialog.chapters.none_button.click()
    assert dialog.foot.write_button.toolTip() == "Tick a source or a chapter first"


def test_what_others_add_goes_in_where_everything_does(dialog: SendDialog, harbour: Harbour):
    untick(dialog, "Who decided")
    harbour.session.perform(edits.add_chapter(harbour.session.reader, "Afterwards"), "Add chapter")
    assert dialog.chapters.count.text() == "4 of 5 chapters"
    harbour.session.perform(edits.delete_source(harbour.session.reader, harbour.source_uids[0]), "Delete source")
    assert dialog.wish.choice.source_uids is None
    assert dialog.sources.count.text() == "1 of 1 sources"


def test_how_much_others_did_is_not_told_while_work_is_blind(dialog: SendDialog, harbour: Harbour):
    harbour.session.perform(edits.work_blind(harbour.session.project_uid, True), "Work blind")
    untick(dialog, "Who decided")
    assert dialog.foot.going.text().startswith("2 sources, every reviewer’s statements and 3 chapters")


def test_a_project_without_articles_says_that_chapters_can_go(dialog: SendDialog, harbour: Harbour):
    for uid in harbour.source_uids:
        harbour.session.perform(edits.delete_source(harbour.session.reader, uid), "Delete source")
    assert dialog.sources.empty.fact.text() == "No sources yet."
    assert dialog.foot.write_button.isEnabled()


def test_whatever_takes_the_keyboard_has_a_name(dialog: SendDialog):
    dialog.show()
    kinds = (QAbstractButton, QLineEdit, QTableView, QTreeView)
    takers = [each for kind in kinds for each in dialog.findChildren(kind) if each.isVisible() and each.focusPolicy()]
    assert len(takers) > 12
    assert [each for each in takers if not (each.accessibleName() or getattr(each, "text", str)())] == []


def test_the_list_holds_thousands(harbour: Harbour, qtbot: QtBot):
    column = SourcesColumn(harbour.session, None)
    qtbot.addWidget(column)
    one = column.model.ticked_sources[0]
    column.model._take([type(one)(**_fields(one, number)) for number in range(5_000)])
    column.none_button.click()
    column.model.set_filter("ferry-4321.txt")
    column.all_button.click()
    assert [each.file_name for each in column.model.ticked_sources] == ["ferry-4321.txt"]
    assert column.count.text() == "1 of 5,000 sources"


def _fields(source: object, number: int) -> dict[str, object]:
    fields = {name: getattr(source, name) for name in type(source).__slots__}
    return fields | {"uid": f"{number:032}", "file_name": f"ferry-{number}.txt"}

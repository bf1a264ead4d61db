"""The window of an export."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTabBar, QTreeView
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.briefing.estimate import PageEstimate
from annotator.core.findings import Finding
from annotator.ui.exporting.export_dialog import ExportDialog
from annotator.ui.exporting.outlook import Outlook
from annotator.ui.exporting.parts_list import HOLDS
from tests.ui.exporting.conftest import chapter_item, part_item, settings_of, structure_rows
from tests.ui.harbour import Harbour


def test_the_whole_outline_goes_in_at_first(dialog: ExportDialog):
    assert dialog.wish.chapters == ()
    assert dialog.panel.count.text() == "4 of 4 chapters"
    assert dialog.foot.target.name == "The late ferry, briefing.docx"


def test_a_chapter_takes_those_below_it_along(dialog: ExportDialog, harbour: Harbour):
    dialog.structure.tick_all(False)
    assert not dialog.foot.write_button.isEnabled()
    chapter_item(dialog, "What happened").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.wish.chapters == (harbour.chapter_uids[0],)


def test_a_chapter_below_can_go_in_without_the_one_above(dialog: ExportDialog):
    dialog.structure.tick_all(False)
    chapter_item(dialog, "The fog").setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.wish.chapters) == 1


def test_the_structure_says_what_goes_in_and_about_where_it_begins(dialog: ExportDialog):
    rows = {name: (holds, page) for name, holds, page in structure_rows(dialog)}
    assert rows["Title page"][1] == "1"
    assert rows["1 What happened"] == ("2 statements", "2")
    assert int(rows["Method"][1]) > int(rows["Sources"][1]) > 2
    assert rows["Timeline"] == ("nothing to show", "")
    assert dialog.about.text().startswith("Word document, about ")


def test_a_part_that_is_unticked_is_left_out_and_that_can_be_undone(dialog: ExportDialog, harbour: Harbour):
    part_item(dialog, "Sources").setCheckState(0, Qt.CheckState.Unchecked)
    assert not settings_of(harbour).goes_in("sources")
    assert "Sources" not in [name for name, _, _ in structure_rows(dialog)]
    harbour.session.undo()
    assert settings_of(harbour).goes_in("sources")
    assert "Sources" in [name for name, _, _ in structure_rows(dialog)]


def test_a_part_is_moved_by_keys_and_the_front_stays_in_front(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    parts = dialog.parts.parts
    parts.setCurrentItem(part_item(dialog, "Method"))
    qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    names = [part.name for part in settings_of(harbour).parts]
    assert names.index("method") < names.index("bibliography")
    assert parts.currentItem().text(0) == "Method"
    parts.setCurrentItem(part_item(dialog, "Contents"))
    assert not parts.can_move(1)
    parts.setCurrentItem(part_item(dialog, "Key judgements"))
    assert not parts.can_move(-1)
    assert not dialog.parts.up_button.isEnabled()


def test_a_part_is_dragged_and_none_is_dropped_before_the_contents(dialog: ExportDialog, harbour: Harbour):
    parts = dialog.parts.parts
    parts.setCurrentItem(part_item(dialog, "Sources"))
    above = parts.visualItemRect(part_item(dialog, "Title page")).topLeft()
    drop = QDropEvent(
        above, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    parts.dropEvent(drop)
    assert [part.name for part in settings_of(harbour).parts][:3] == ["title", "contents", "sources"]
    assert parts.currentItem().text(0) == "Sources"
    harbour.session.undo()
    assert parts.topLevelItem(2).text(0) == "Key judgements"


def test_what_stands_on_the_title_page_is_kept_with_the_project(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    for field, words in (
        (dialog.title_page.title, "The ferry that was late"),
        (dialog.title_page.handling, "Internal"),
        (dialog.title_page.authors, "Ann Author"),
        (dialog.title_page.date, "3 May 2025"),
    ):
        field.clear()
        qtbot.keyClicks(field, words)
        field.editingFinished.emit()
    settings = settings_of(harbour)
    assert harbour.session.reader.project().title == "The ferry that was late"
    assert (settings.handling, settings.authors, settings.date.isoformat()) == ("Internal", "Ann Author", "2025-05-03")


def test_a_date_that_is_no_day_is_said_and_changes_nothing(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    qtbot.keyClicks(dialog.title_page.date, "May 2025")
    dialog.title_page.date.editingFinished.emit()
    assert not dialog.title_page.date_error.isHidden()
    assert settings_of(harbour).date is None


def test_the_timeline_can_be_a_picture_alone(dialog: ExportDialog, harbour: Harbour):
    box = dialog.parts.timeline
    box.setCurrentIndex(box.findText("Picture"))
    box.activated.emit(box.currentIndex())
    assert settings_of(harbour).timeline == "picture"


def test_a_change_that_comes_from_elsewhere_is_shown(dialog: ExportDialog, harbour: Harbour):
    drafts = edits.choose_for_briefing(harbour.session.project_uid, "order", "date")
    harbour.session.perform(drafts, "Change the briefing")
    assert dialog.parts.order.currentData() == "date"


def test_an_unsettled_conflict_in_the_prose_is_said_above_the_button(dialog: ExportDialog):
    dialog._take_outlook(
        Outlook(
            PageEstimate({}, 3), findings=[Finding("conflict", "prose", "p", names=("text", "a", "b"), is_grave=True)]
        )
    )
    assert not dialog.foot.warning.isHidden()
    assert dialog.checks.conflict_badge.text == "1 conflict"


def test_enter_in_a_field_takes_the_words_over_and_writes_nothing(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    dialog.show()
    field = dialog.title_page.editor
    qtbot.keyClicks(field, "M. Okafor")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert settings_of(harbour).editor == "M. Okafor"
    assert not dialog.is_writing


def test_escape_in_a_field_brings_back_what_stood_and_leaves_the_window_open(
    dialog: ExportDialog, harbour: Harbour, qtbot: QtBot
):
    dialog.show()
    field = dialog.title_page.title
    qtbot.keyClicks(field, "Something else")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "The late ferry"
    assert dialog.isVisible()
    assert harbour.session.reader.project().title == "The late ferry"


def test_choices_are_taken_back_by_keys_and_nothing_else_is(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.choices.choose("order", "date")
    qtbot.keyClick(dialog.foot.write_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.parts.order.currentData() == "arranged"
    dialog._undo(harbour.session.undo, lambda: harbour.session.undo_label)
    assert harbour.session.undo_label == "Add chapter"
    dialog._undo(harbour.session.redo, lambda: harbour.session.redo_label)
    assert dialog.parts.order.currentData() == "date"


def test_the_ticks_of_chapters_outlast_leaving_the_chapters_out(dialog: ExportDialog, harbour: Harbour):
    chapter_item(dialog, "Who decided").setCheckState(0, Qt.CheckState.Unchecked)
    wanted = dialog.wish.chapters
    part_item(dialog, "Chapters").setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.wish.chapters == wanted
    part_item(dialog, "Chapters").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.wish.chapters == wanted
    assert chapter_item(dialog, "Who decided").checkState(0) == Qt.CheckState.Unchecked


def test_a_chapter_that_somebody_adds_meanwhile_goes_in_only_where_all_do(dialog: ExportDialog, harbour: Harbour):
    def add(title: str) -> None:
        harbour.session.perform(edits.add_chapter(harbour.session.reader, title), "Add chapter")

    add("Afterwards")
    assert dialog.wish.chapters == ()
    chapter_item(dialog, "Who decided").setCheckState(0, Qt.CheckState.Unchecked)
    add("Long afterwards")
    assert chapter_item(dialog, "Long afterwards").checkState(0) == Qt.CheckState.Unchecked
    assert chapter_item(dialog, "Afterwards").checkState(0) == Qt.CheckState.Checked


def test_without_a_chapter_there_is_nothing_to_look_at(dialog: ExportDialog):
    dialog.structure.tick_all(False)
    assert dialog.checks.rows == []
    assert {page for _, _, page in structure_rows(dialog)} == {""}
    assert dialog.about.text() == "Word document"
    assert dialog.foot.write_button.toolTip() == "Tick a chapter first"


def test_the_estimate_follows_what_is_quoted(dialog: ExportDialog, harbour: Harbour):
    before = {name: holds for name, holds, _ in structure_rows(dialog)}
    harbour.place(3, 4)
    after = {name: holds for name, holds, _ in structure_rows(dialog)}
    assert (before["1 What happened"], after["1 What happened"]) == ("2 statements", "4 statements")


def test_what_a_part_that_is_left_out_would_hold_is_still_said(dialog: ExportDialog):
    holds = {item.text(0): item.data(0, HOLDS) for item in dialog.parts.parts._items()}
    assert holds["Chapters"] == "4 of 4"
    assert holds["Codebook"] == "2 tags"
    assert holds["Bibliography"] == holds["Sources"] == "1"


def test_the_tab_key_goes_from_left_to_right(dialog: ExportDialog):
    order = [dialog.tabs.nextInFocusChain()]
    while order[-1] is not dialog.tabs:
        order.append(order[-1].nextInFocusChain())
    first_link, last_link = dialog.checks.links[0], dialog.checks.links[-1]
    expected = (
        *(dialog.parts.parts, dialog.parts.up_button, dialog.parts.empty_chapters, dialog.look.template),
        *(dialog.structure, dialog.panel.none_button, dialog.styles.back_button, first_link, last_link),
        *(dialog.foot.file, dialog.foot.cancel_button, dialog.foot.write_button),
    )
    places = [order.index(each) for each in expected]
    assert places == sorted(places)


def test_every_control_has_a_name_for_screen_readers(dialog: ExportDialog):
    dialog.show()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTreeView, QTabBar)
    nameless = [
        each
        for kind in kinds
        for each in dialog.findChildren(kind)
        if each.isVisible() and each.focusPolicy() and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []

"""The window of an export."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.core.findings import Finding
from annotator.ui.exporting.export_dialog import ExportDialog
from tests.ui.harbour import Harbour, Shell

Opened = Callable[[], ExportDialog]


@pytest.fixture
def opened(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Opened:
    harbour.place(1, 2)
    harbour.session.perform(
        edits.add_chapter(harbour.session.reader, "The fog", harbour.chapter_uids[0]), "Add chapter"
    )

    def open_dialog() -> ExportDialog:
        made = ExportDialog(shell)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        return made

    return open_dialog


@pytest.fixture
def dialog(opened: Opened) -> ExportDialog:
    return opened()


def _item(dialog: ExportDialog, title: str) -> object:
    return next(each for each in dialog.structure._chapters() if title in each.text(0))


def _rows(dialog: ExportDialog) -> list[tuple[str, str, str]]:
    items = [dialog.structure.topLevelItem(at) for at in range(dialog.structure.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(2)) for item in items if item is not None]


def _settings(harbour: Harbour) -> BriefingSettings:
    return BriefingSettings.from_json(harbour.session.reader.project().briefing)


def _part(dialog: ExportDialog, name: str) -> object:
    return dialog.parts.parts.findItems(name, Qt.MatchFlag.MatchExactly)[0]


def test_the_whole_outline_goes_in_at_first(dialog: ExportDialog):
    assert dialog.wish.chapters == ()
    assert dialog._chapter_count.text() == "4 of 4 chapters"
    assert dialog.target.name == "The late ferry, briefing.docx"


def test_a_chapter_takes_those_below_it_along(dialog: ExportDialog, harbour: Harbour):
    dialog.structure.tick_all(False)
    assert not dialog.export_button.isEnabled()
    _item(dialog, "What happened").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.wish.chapters == (harbour.chapter_uids[0],)


def test_a_chapter_below_can_go_in_without_the_one_above(dialog: ExportDialog):
    dialog.structure.tick_all(False)
    _item(dialog, "The fog").setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.wish.chapters) == 1


def test_the_structure_says_what_goes_in_and_about_where_it_begins(dialog: ExportDialog):
    rows = {name: (holds, page) for name, holds, page in _rows(dialog)}
    assert rows["Title page"][1] == "1"
    assert rows["1 What happened"] == ("2 statements", "2")
    assert int(rows["Method"][1]) > int(rows["Sources"][1]) > 2
    assert rows["Timeline"] == ("nothing to show", "")
    assert dialog.about.text().startswith("Word document, about ")


def test_a_part_that_is_unticked_is_left_out_and_that_can_be_undone(dialog: ExportDialog, harbour: Harbour):
    _part(dialog, "Sources").setCheckState(0, Qt.CheckState.Unchecked)
    assert not _settings(harbour).goes_in("sources")
    assert "Sources" not in [name for name, _, _ in _rows(dialog)]
    harbour.session.undo()
    assert _settings(harbour).goes_in("sources")
    assert "Sources" in [name for name, _, _ in _rows(dialog)]


def test_a_part_is_moved_by_keys_and_the_front_stays_in_front(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    parts = dialog.parts.parts
    parts.setCurrentItem(_part(dialog, "Method"))
    qtbot.keyClick(parts, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    names = [part.name for part in _settings(harbour).parts]
    assert names.index("method") < names.index("bibliography")
    assert parts.currentItem().text(0) == "Method"
    parts.setCurrentItem(_part(dialog, "Contents"))
    assert not parts.can_move(1)
    parts.setCurrentItem(_part(dialog, "Key judgements"))
    assert not parts.can_move(-1)
    assert not dialog.parts.up_button.isEnabled()


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
    settings = _settings(harbour)
    assert harbour.session.reader.project().title == "The ferry that was late"
    assert (settings.handling, settings.authors, settings.date.isoformat()) == ("Internal", "Ann Author", "2025-05-03")


def test_a_date_that_is_no_day_is_said_and_changes_nothing(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    qtbot.keyClicks(dialog.title_page.date, "May 2025")
    dialog.title_page.date.editingFinished.emit()
    assert not dialog.title_page.date_error.isHidden()
    assert _settings(harbour).date is None


def test_a_citation_style_is_offered_only_in_its_languages(dialog: ExportDialog, harbour: Harbour):
    def offered() -> list[str]:
        return [dialog.look.style_box.itemData(at) for at in range(dialog.look.style_box.count())]

    assert offered() == ["house", "chicago-notes", "apa", "iso690"]
    dialog.choices.choose("language", "ko")
    assert offered() == ["house", "chicago-notes", "apa"]


def test_a_change_that_comes_from_elsewhere_is_shown(dialog: ExportDialog, harbour: Harbour):
    drafts = edits.choose_for_briefing(harbour.session.project_uid, "order", "date")
    harbour.session.perform(drafts, "Change the briefing")
    assert dialog.parts.order.currentData() == "date"


def test_the_briefing_is_written_and_offered_to_be_opened(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    target = dialog.target
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert zipfile.is_zipfile(target)
    assert shell.said == [("Wrote The late ferry, briefing.docx: 2 statements, 2 footnotes.", "success")]


def test_findings_go_along_as_comments_where_that_is_wanted(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    assert dialog.export_button.text().startswith("Export with ")
    dialog.look.comments.click()
    target = dialog.target
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert "word/comments.xml" in zipfile.ZipFile(target).namelist()
    assert "as comments" in shell.said[0][0]


def test_a_folder_that_is_not_there_is_said_in_the_form(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path):
    dialog.file.setText(str(tmp_path / "nowhere" / "briefing"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(dialog._error.text()), timeout=20_000)
    assert "nowhere" in dialog._error.text()
    assert dialog.export_button.isEnabled()


def test_what_was_chosen_comes_back_the_next_time(dialog: ExportDialog, opened: Opened, shell: Shell, qtbot: QtBot):
    dialog.structure.tick_all(False)
    _item(dialog, "Who decided").setCheckState(0, Qt.CheckState.Checked)
    dialog.choices.choose("empty_chapters", "leave out")
    wish = dialog.wish
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert opened().wish == wish
    assert len(wish.chapters) == 1


def test_a_template_that_is_no_word_file_is_said_at_once(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path):
    wrong = tmp_path / "notes.docx"
    wrong.write_text("not a Word file")
    dialog.look.choose_template(str(wrong))
    qtbot.waitUntil(lambda: bool(dialog.look.template_error.text()), timeout=20_000)
    assert "notes.docx is not a Word file" in dialog.look.template_error.text()


def test_a_page_shows_which_style_of_the_template_plays_which_role(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path):
    house = docx.Document()
    house.add_paragraph("Words of an older report.")
    house.save(str(tmp_path / "house.docx"))
    dialog.look.choose_template(str(tmp_path / "house.docx"))
    dialog.show_styles()
    qtbot.waitUntil(lambda: dialog._middle.currentWidget() is dialog.styles, timeout=20_000)
    table = dialog.styles.table
    rows = {table.topLevelItem(at).text(0): table.topLevelItem(at).text(2) for at in range(table.topLevelItemCount())}
    assert rows["Heading of a chapter, level 1"] == "by its name"
    assert rows["Quotation"] == "by a name like it"
    assert rows["Key judgement"] == "added, as the house has it"
    assert "the text" in dialog.styles._dropped.text()
    dialog.styles.back_button.click()
    assert dialog._middle.currentWidget() is dialog.structure


def test_a_finding_leads_to_its_chapter(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    uid = harbour.chapter_uids[0]
    with qtbot.waitSignal(harbour.session.selection.chapter_requested) as signal:
        dialog.checks.place_wanted.emit(Finding("thin_chapter", "chapter", uid, uid))
    assert signal.args == [uid]


def test_a_finding_leads_to_its_statement_and_its_source(
    dialog: ExportDialog, shell: Shell, harbour: Harbour, qtbot: QtBot
):
    selection = harbour.session.selection
    with qtbot.waitSignal(selection.show_requested):
        dialog.checks.place_wanted.emit(Finding("changed_quote", "statement", harbour.statement_uids[0]))
    assert selection.statement_uid == harbour.statement_uids[0]
    with qtbot.waitSignal(selection.open_requested):
        dialog.checks.place_wanted.emit(Finding("undated_source", "source", harbour.source_uids[1]))
    assert shell.shown == ["read", "read"]


def test_an_unsettled_conflict_in_the_prose_is_said_above_the_button(dialog: ExportDialog):
    from annotator.ui.exporting.outlook import Outlook

    dialog._take_outlook(Outlook(findings=[Finding("conflict", "prose", "p", names=("text", "a", "b"), is_grave=True)]))
    assert not dialog._warning.isHidden()
    assert dialog.checks.grave_badge.text == "1 to settle"

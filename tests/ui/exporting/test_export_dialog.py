"""The form of an export."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.exporting.export_dialog import ExportDialog
from tests.ui.harbour import Harbour, Shell


@pytest.fixture
def dialog(shell: Shell, harbour: Harbour, qtbot: QtBot) -> ExportDialog:
    harbour.place(1, 2)
    harbour.session.perform(
        edits.add_chapter(harbour.session.reader, "The fog", harbour.chapter_uids[0]), "Add chapter"
    )
    made = ExportDialog(shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    return made


def _item(dialog: ExportDialog, title: str) -> object:
    return next(each for each in dialog.structure._chapters() if title in each.text(0))


def test_the_whole_outline_goes_in_at_first(dialog: ExportDialog):
    assert dialog.options.chapters == ()
    assert dialog._chapter_count.text() == "4 of 4"
    assert dialog.target.name == "The late ferry, briefing.docx"


def test_a_chapter_takes_those_below_it_along(dialog: ExportDialog, harbour: Harbour):
    dialog.structure.tick_all(False)
    assert not dialog.export_button.isEnabled()
    _item(dialog, "What happened").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.options.chapters == (harbour.chapter_uids[0],)
    assert dialog._chapter_count.text() == "2 of 4"


def test_a_chapter_below_can_go_in_without_the_one_above(dialog: ExportDialog):
    dialog.structure.tick_all(False)
    _item(dialog, "The fog").setCheckState(0, Qt.CheckState.Checked)
    assert dialog._chapter_count.text() in ("1 of 4", "2 of 4")
    assert len(dialog.options.chapters) == 1


def test_the_briefing_is_written_and_offered_to_be_opened(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    target = dialog.target
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert zipfile.is_zipfile(target)
    assert shell.said == [("Wrote The late ferry, briefing.docx: 2 statements, 2 footnotes.", "success")]


def test_a_folder_that_is_not_there_is_said_in_the_form(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path):
    dialog.file.setText(str(tmp_path / "nowhere" / "briefing"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(dialog._error.text()), timeout=20_000)
    assert "nowhere" in dialog._error.text()
    assert dialog.export_button.isEnabled()


def test_what_was_chosen_comes_back_the_next_time(
    dialog: ExportDialog,
    shell: Shell,
    harbour: Harbour,
    qtbot: QtBot,
):
    dialog.structure.tick_all(False)
    _item(dialog, "Who decided").setCheckState(0, Qt.CheckState.Checked)
    dialog.editor.setText("Mara Okafor")
    dialog.empty_chapters.setCurrentIndex(1)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    second = ExportDialog(shell)
    qtbot.addWidget(second)
    assert second.options == dialog.options
    assert second.options.chapters == (harbour.chapter_uids[1],)


def test_a_finding_leads_to_its_chapter(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    with qtbot.waitSignal(harbour.session.selection.chapter_requested) as signal:
        dialog._checks.chapter_wanted.emit(harbour.chapter_uids[0])
    assert signal.args == [harbour.chapter_uids[0]]

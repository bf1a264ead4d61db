"""Writing the file: what is said of it, what is refused, and how it is stopped."""

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.exchange.docx import ExportReport
from annotator.exchange.docx.pages import ExportCancelledError
from annotator.ui.exporting import export_dialog
from annotator.ui.exporting.export_dialog import ExportDialog
from tests.tools import require_tool
from tests.ui.exporting.conftest import Opened, chapter_item
from tests.ui.harbour import Harbour, Shell


def test_the_briefing_is_written_and_offered_to_be_opened(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    target = dialog.foot.target
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert zipfile.is_zipfile(target)
    assert shell.said == [("Wrote The late ferry, briefing.docx: 2 statements, 2 footnotes.", "success")]
    assert not dialog.isVisible()


def test_findings_go_along_as_comments_where_that_is_wanted(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    assert dialog.foot.write_button.text().startswith("Export with ")
    dialog.look.comments.click()
    target = dialog.foot.target
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert "word/comments.xml" in zipfile.ZipFile(target).namelist()
    assert "as comments" in shell.said[0][0]


def test_a_folder_that_is_not_there_is_said_in_the_form(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path):
    dialog.foot.file.setText(str(tmp_path / "nowhere" / "briefing"))
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(dialog.foot.error.text()), timeout=20_000)
    assert "nowhere" in dialog.foot.error.text()
    assert dialog.foot.write_button.isEnabled()


def test_what_was_chosen_comes_back_the_next_time(dialog: ExportDialog, opened: Opened, shell: Shell, qtbot: QtBot):
    dialog.structure.tick_all(False)
    chapter_item(dialog, "Who decided").setCheckState(0, Qt.CheckState.Checked)
    dialog.choices.choose("empty_chapters", "leave out")
    wish = dialog.wish
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert opened().wish == wish
    assert len(wish.chapters) == 1


def _waiting_export(*_: object, is_cancelled: Callable[[], bool], **__: object) -> ExportReport:
    while not is_cancelled():
        threading.Event().wait(0.01)
    raise ExportCancelledError


def test_the_writing_is_stopped_by_escape_and_the_old_file_stays(
    dialog: ExportDialog, shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(export_dialog, "export_briefing", _waiting_export)
    dialog.show()
    dialog.foot.target.write_bytes(b"an older briefing")
    dialog.foot.write_button.click()
    assert dialog.is_writing
    assert not dialog.foot.write_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.is_writing, timeout=20_000)
    assert dialog.isVisible()
    assert dialog.foot.error.text() == "Stopped; nothing was written."
    assert dialog.foot.target.read_bytes() == b"an older briefing"
    assert dialog.foot.write_button.isEnabled()
    assert not shell.said
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_exact_page_numbers_are_counted_and_said(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    require_tool("soffice")
    dialog.look.pages.click()
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(shell.said), timeout=60_000)
    assert " pages." in shell.said[0][0]


def test_stopping_reaches_the_counting_of_pages(dialog: ExportDialog, shell: Shell, qtbot: QtBot):
    require_tool("soffice")
    dialog.look.pages.click()
    dialog.foot.write_button.click()
    dialog.foot.cancel_button.click()
    qtbot.waitUntil(lambda: not dialog.is_writing, timeout=60_000)
    assert not dialog.foot.target.exists()
    assert not shell.said


def test_a_wrong_date_is_said_before_anything_is_written(dialog: ExportDialog, qtbot: QtBot):
    qtbot.keyClicks(dialog.title_page.date, "some day")
    dialog.foot.write_button.click()
    assert not dialog.is_writing
    assert not dialog.title_page.date_error.isHidden()
    assert dialog.tabs.currentIndex() == 1


def test_a_file_beside_the_project_is_named_without_its_folder(dialog: ExportDialog, harbour: Harbour, tmp_path: Path):
    assert dialog.foot.file.text() == "The late ferry, briefing.docx"
    assert dialog.foot.target.parent == harbour.session.path.parent
    dialog.foot.show_target(tmp_path / "else" / "where.docx")
    assert dialog.foot.target == tmp_path / "else" / "where.docx"

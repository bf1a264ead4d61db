"""The page of the look: templates with their styles, and styles of citations."""

from pathlib import Path

import docx
from pytestqt.qtbot import QtBot

from annotator.ui.exporting.export_dialog import ExportDialog
from tests.ui.exporting.conftest import Opened
from tests.ui.harbour import Harbour


def test_a_citation_style_is_offered_only_in_its_languages(dialog: ExportDialog, harbour: Harbour):
    def offered() -> list[str]:
        return [dialog.look.style_box.itemData(at) for at in range(dialog.look.style_box.count())]

    assert offered() == ["house", "chicago-notes", "apa", "iso690"]
    dialog.choices.choose("language", "ko")
    assert offered() == ["house", "chicago-notes", "apa"]


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
    table = dialog.styles.table
    qtbot.waitUntil(lambda: table.topLevelItemCount() > 0, timeout=20_000)
    assert dialog._middle.currentWidget() is dialog.styles
    rows = {table.topLevelItem(at).text(0): table.topLevelItem(at).text(2) for at in range(table.topLevelItemCount())}
    assert rows["Heading of a chapter, level 1"] == "by its name"
    assert rows["Quotation"] == "by a like name"
    assert rows["Key judgement"] == "Added"
    assert dialog.styles.facts.text().startswith("Letter, margins ")
    assert "left behind: its text" in dialog.styles.facts.text()
    dialog.styles.back_button.click()
    assert dialog._middle.currentWidget() is dialog.panel


def test_a_style_of_citations_that_the_language_lacks_is_said(dialog: ExportDialog):
    dialog.choices.choose("style", "iso690")
    assert dialog.look.style_error.isHidden()
    dialog.choices.choose("language", "ko")
    assert not dialog.look.style_error.isHidden()


def test_templates_are_remembered_beside_the_house_style(dialog: ExportDialog, opened: Opened, tmp_path: Path):
    for name in ("one.docx", "two.docx"):
        docx.Document().save(str(tmp_path / name))
        dialog.look.choose_template(str(tmp_path / name))
    dialog.look.choose_template("")
    dialog._remember(dialog.foot.target, dialog.wish)
    box = opened().look.template
    offered = [box.itemText(at) for at in range(box.count())]
    assert offered == ["House style", "two.docx", "one.docx", "Choose a Word file…"]


def test_a_wrong_template_is_said_on_the_page_of_styles_too(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path):
    (tmp_path / "notes.docx").write_text("not a Word file")
    dialog.look.choose_template(str(tmp_path / "notes.docx"))
    dialog.show_styles()
    qtbot.waitUntil(lambda: bool(dialog.styles.fault.text()), timeout=20_000)
    assert dialog.styles.table.topLevelItemCount() == 0

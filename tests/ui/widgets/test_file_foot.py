from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.exchange.files import word_file
from annotator.ui.widgets import FileFoot, file_words

FOLDER = Path("/reports").absolute()


@pytest.fixture
def foot(qtbot: QtBot) -> FileFoot:
    made = FileFoot(FOLDER, "file-outline", word_file)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_name_alone_is_a_file_beside_the_project_with_its_ending(foot: FileFoot) -> None:
    foot.file.setText("kursk")
    assert foot.target == FOLDER / "kursk.docx"
    foot.show_target(FOLDER / "other.docx")
    assert foot.file.text() == "other.docx"


def test_without_a_name_or_while_it_writes_nothing_can_be_written(foot: FileFoot) -> None:
    foot.file.setText("kursk")
    assert foot.write_button.isEnabled()
    foot.file.setText(" ")
    assert not foot.write_button.isEnabled()
    assert foot.write_button.toolTip() == "Name the file first"
    foot.file.setText("kursk")
    foot.show_writing("Writing")
    assert not foot.write_button.isEnabled()
    assert not foot.file.isEnabled()
    foot.show_writing("")
    assert foot.write_button.isEnabled()


def test_another_name_takes_the_error_away(foot: FileFoot) -> None:
    foot.say_error("It is open in Word.")
    foot.file.setText("kursk")
    assert foot.error.isHidden()


def test_a_title_becomes_a_name_that_every_system_can_have() -> None:
    assert file_words(' Who said "no"?\n8/10: an answer ') == "Who said no 8 10 an answer"
    assert file_words("???") == ""

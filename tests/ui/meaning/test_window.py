"""The window begins what was chosen, and lets it be changed."""

from pathlib import Path

import pytest

from annotator.session.meaning_session import meaning_in
from annotator.ui.meaning import choice
from annotator.ui.meaning.choice import Choice, From, chosen, remember
from annotator.ui.meaning.meaning_dialog import MeaningDialog


@pytest.fixture(autouse=True)
def no_model_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "installed_model", lambda: None)


def dialog_of(house) -> MeaningDialog:
    house.window.commands.run("project.meaning")
    return house.window.findChildren(MeaningDialog)[-1]


def test_a_folder_that_has_gone_is_said_when_a_project_is_opened(house, tmp_path: Path):
    remember(house.preferences, Choice(From.FOLDER, str(tmp_path / "gone")))
    house.open_new()
    assert house.window.has_session
    assert "model" in house.window.messages.words


def test_a_model_can_be_chosen_before_any_project_is_open(house):
    dialog = dialog_of(house)
    dialog.rows[From.NOWHERE].setChecked(True)
    dialog.accept()
    assert chosen(house.preferences) == Choice(From.NOWHERE)


def test_turning_it_off_reaches_the_open_project(house):
    house.open_new()
    meaning = meaning_in(house.window.session)
    meaning.name = "Words"
    dialog = dialog_of(house)
    dialog.rows[From.NOWHERE].setChecked(True)
    dialog.accept()
    assert meaning.name == ""

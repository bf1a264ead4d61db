"""The window that chooses a model: three rows, a folder, and how far the reading is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core.errors import RefusedError
from annotator.exchange.embedding.finding import FoundModel
from annotator.ui.meaning import meaning_dialog
from annotator.ui.meaning.choice import Choice, From
from annotator.ui.meaning.meaning_dialog import MeaningDialog
from annotator.ui.theme import Theme

FOUND = FoundModel("all-Words", Path("model.onnx"), Path("vocab.txt"), frozenset({"en"}))


class Extent:
    def __init__(self, read: int, total: int) -> None:
        self.read, self.total, self.is_complete = read, total, read >= total


class Reading(QObject):
    """What the window sees of a session's reading."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name, self.extent, self.is_stopped, self.went_on = "all-Words", Extent(1_200, 25_000), False, 0

    def read_on(self) -> None:
        self.went_on += 1


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning_dialog, "installed_model", lambda: FOUND)


@pytest.fixture
def _absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning_dialog, "installed_model", lambda: None)


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one folder that holds a model, and refuse every other."""

    def look(folder: Path) -> FoundModel:
        if folder.name != "good":
            raise RefusedError(f"There is no model in {folder}.")
        return FOUND

    monkeypatch.setattr(meaning_dialog, "model_in", look)


def opened(
    qtbot: QtBot, theme: Theme, choice: Choice | None = None, meaning: Reading | None = None, folder: str = ""
) -> MeaningDialog:
    made = MeaningDialog(choice or Choice(), meaning, ask=lambda parent, before: folder)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.usefixtures("_installed")
def test_the_row_of_the_choice_is_marked(qtbot: QtBot, theme: Theme):
    assert opened(qtbot, theme, Choice(From.NOWHERE)).choice.where is From.NOWHERE


@pytest.mark.usefixtures("_installed")
def test_the_installed_model_says_its_name_and_language(qtbot: QtBot, theme: Theme):
    row = opened(qtbot, theme).rows[From.INSTALLED]
    assert row.isEnabled()
    assert row.accessibleDescription().startswith("all-Words, for texts in English")


@pytest.mark.usefixtures("_absent")
def test_where_none_is_installed_the_row_says_how_to_get_it(qtbot: QtBot, theme: Theme):
    dialog = opened(qtbot, theme)
    row = dialog.rows[From.INSTALLED]
    assert not row.isEnabled()
    assert "annotator[semantic]" in row.accessibleDescription()
    assert dialog.choice.where is From.NOWHERE


@pytest.mark.usefixtures("_absent")
def test_a_folder_that_is_chosen_marks_its_row(qtbot: QtBot, theme: Theme, tmp_path: Path):
    dialog = opened(qtbot, theme, folder=str(tmp_path / "good"))
    dialog.choose.click()
    assert dialog.choice == Choice(From.FOLDER, str(tmp_path / "good"))
    assert dialog.fault.isHidden()


@pytest.mark.usefixtures("_absent")
def test_a_folder_without_a_model_says_so_at_once_and_cannot_be_used(qtbot: QtBot, theme: Theme, tmp_path: Path):
    dialog = opened(qtbot, theme, folder=str(tmp_path / "bad"))
    dialog.choose.click()
    assert "There is no model" in dialog.fault.text()
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.keep.click()
    assert dialog.isVisible()


@pytest.mark.usefixtures("_absent")
def test_a_folder_has_to_be_chosen_before_it_can_be_used(qtbot: QtBot, theme: Theme):
    dialog = opened(qtbot, theme)
    dialog.rows[From.FOLDER].setChecked(True)
    dialog.keep.click()
    assert dialog.fault.text() == "Choose a folder first."


@pytest.mark.usefixtures("_absent")
def test_giving_up_the_choice_of_a_folder_changes_nothing(qtbot: QtBot, theme: Theme):
    dialog = opened(qtbot, theme)
    dialog.choose.click()
    assert dialog.choice == Choice(From.NOWHERE)


@pytest.mark.usefixtures("_installed")
def test_using_it_tells_the_choice(qtbot: QtBot, theme: Theme):
    dialog = opened(qtbot, theme)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.keep.click()
    assert told.args == [Choice(From.INSTALLED)]


@pytest.mark.usefixtures("_installed")
def test_it_says_how_far_the_reading_is(qtbot: QtBot, theme: Theme):
    reading = Reading()
    dialog = opened(qtbot, theme, meaning=reading)
    assert dialog.state.text() == "1,200 of 25,000 sentences have been read."
    reading.extent = Extent(25_000, 25_000)
    reading.changed.emit()
    assert dialog.state.text() == "All 25,000 sentences have been read."


@pytest.mark.usefixtures("_installed")
def test_what_was_stopped_can_be_read_on(qtbot: QtBot, theme: Theme):
    reading = Reading()
    dialog = opened(qtbot, theme, meaning=reading)
    assert dialog.go_on.isHidden()
    reading.is_stopped = True
    reading.changed.emit()
    assert dialog.state.text() == "Stopped at 1,200 of 25,000 sentences."
    dialog.go_on.click()
    assert reading.went_on == 1


@pytest.mark.usefixtures("_absent")
def test_without_a_project_nothing_is_being_read(qtbot: QtBot, theme: Theme):
    assert opened(qtbot, theme).state.text() == "Nothing is read for meaning now."


@pytest.mark.usefixtures("_installed")
def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, theme: Theme):
    dialog = opened(qtbot, theme, meaning=Reading())
    named = [each for each in dialog.findChildren(QWidget) if each.focusPolicy() and each.isVisible()]
    assert all(each.accessibleName() or getattr(each, "text", str)() for each in named)

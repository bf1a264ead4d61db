"""Who is working here, with a colour."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.store.profile import load_profile, save_profile
from annotator.ui.identity import IdentityDialog, IdentityForm, suggested_colour
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme
from tests.ui.conftest import House


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> IdentityForm:
    made = IdentityForm("", "")
    qtbot.addWidget(made)
    return made


def test_the_colour_follows_the_name_until_somebody_chooses_one(form: IdentityForm, qtbot: QtBot):
    qtbot.keyClicks(form.name, "Mara")
    assert form.values == ("Mara", "MA", suggested_colour("mara"))
    form.colour._pick("Gold" if form.colour.colour_name != "Gold" else "Teal")
    chosen = form.colour.colour_name
    qtbot.keyClicks(form.name, " Okafor")
    assert form.values == ("Mara Okafor", "MO", chosen)


def test_ones_own_colour_is_offered_to_be_kept(theme: Theme, qtbot: QtBot):
    dialog = IdentityDialog("Mara Okafor", "MO", colour="Olive")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.introduced) as told:
        dialog.accept()
    assert told.args == ["Mara Okafor", "MO", "Olive"]


def test_it_is_asked_for_once_with_the_name(house: House, qtbot: QtBot):
    start = house.window.start
    qtbot.keyClicks(start.form.name, "Mara Okafor")
    start.form.colour._pick("Umber")
    qtbot.keyClick(start.form.name, Qt.Key.Key_Return)
    reviewer = house.preferences.reviewer
    assert reviewer is not None
    assert reviewer.colour == "Umber"


def test_it_goes_with_the_person_into_a_new_project(house: House):
    house.desktop.introduce("Mara Okafor", "MO", "Umber")
    house.desktop.create_project(house.folder / "talks.annotator", "Talks", None)
    assert [each.colour for each in house.window.session.reader.reviewers()] == ["Umber"]


def test_another_colour_reaches_the_open_project_and_can_be_undone(house: House):
    house.open_new()
    session = house.window.session
    before = session.reader.reviewers()[0].colour
    house.desktop.introduce("Mara Okafor", "MO", "Gold" if before != "Gold" else "Teal")
    assert session.reader.reviewers()[0].colour != before
    session.undo()
    assert session.reader.reviewers()[0].colour == before


def test_a_corrected_name_keeps_the_colour(tmp_path):
    Preferences(tmp_path).introduce("Mara Okafor", "MO", "Gold")
    assert Preferences(tmp_path).introduce("M. Okafor", "MO").colour == "Gold"


def test_the_commands_keep_the_colour_too(tmp_path):
    introduced = Preferences(tmp_path).introduce("Mara Okafor", "MO", "Gold")
    profile = load_profile(tmp_path)
    assert profile == introduced
    assert profile is not None
    save_profile(tmp_path, profile)
    assert Preferences(tmp_path).reviewer == introduced


def test_a_colour_that_there_is_no_more_counts_as_none(tmp_path):
    (tmp_path / "preferences.json").write_text('{"reviewer": {"uid": "1", "name": "Mara", "colour": "Mauve"}}')
    reviewer, profile = Preferences(tmp_path).reviewer, load_profile(tmp_path)
    assert reviewer is not None
    assert reviewer == profile
    assert reviewer.colour != "Mauve"

import json

import pytest

from annotator.core.errors import RefusedError
from annotator.ui.preferences import RECENT_LIMIT, Preferences, data_folder, initials_of


def test_a_name_is_remembered_with_an_identity_that_stays(tmp_path):
    first = Preferences(tmp_path).introduce(" Mara Okafor ", "MO")
    again = Preferences(tmp_path)
    assert again.reviewer == first
    assert again.introduce("M. Okafor", "MO").uid == first.uid
    assert again.reviewer.name == "M. Okafor"


def test_nobody_is_known_before_the_first_introduction(tmp_path):
    assert Preferences(tmp_path).reviewer is None


def test_an_empty_name_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="name"):
        Preferences(tmp_path).introduce("  ", "X")


def test_recent_projects_come_newest_first_and_only_while_their_file_is_there(tmp_path):
    paths = [tmp_path / name for name in ("a.annotator", "b.annotator")]
    preferences = Preferences(tmp_path)
    for path in (*paths, paths[0]):
        path.touch()
        preferences.remember_recent(path, path.stem, "2025-04-28T10:42:00")
    assert [each.title for each in Preferences(tmp_path).recents] == ["a", "b"]
    paths[0].unlink()
    assert [each.title for each in preferences.recents] == ["b"]


def test_the_list_of_recent_projects_has_an_end(tmp_path):
    preferences = Preferences(tmp_path)
    for number in range(RECENT_LIMIT + 3):
        path = tmp_path / f"{number}.annotator"
        path.touch()
        preferences.remember_recent(path, str(number), "")
    assert len(preferences.recents) == RECENT_LIMIT
    preferences.forget_recent(tmp_path / f"{RECENT_LIMIT + 2}.annotator")
    assert len(preferences.recents) == RECENT_LIMIT - 1


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"recents": 3, "reviewer": "x", "mode": "pink"}'])
def test_a_spoilt_file_counts_as_none(tmp_path, content):
    (tmp_path / "preferences.json").write_text(content)
    preferences = Preferences(tmp_path)
    assert (preferences.recents, preferences.reviewer, preferences.mode) == ([], None, "system")


def test_a_folder_that_cannot_be_written_does_not_stop_the_work(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    preferences = Preferences(blocked)
    preferences.set_mode("dark")
    assert preferences.mode == "dark"


def test_values_are_written_as_plain_json(tmp_path):
    Preferences(tmp_path).set("folder", "Ünï")
    assert json.loads((tmp_path / "preferences.json").read_text(encoding="utf-8")) == {"folder": "Ünï"}


def test_the_environment_can_name_the_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mara Okafor", "MO"), ("Park", "PA"), ("Jean-Luc", "JL"), ("T. van Dam", "TD"), ("", ""), (" ' ", "")],
)
def test_initials_are_suggested_from_a_name(name, initials):
    assert initials_of(name) == initials

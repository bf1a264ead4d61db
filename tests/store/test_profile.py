import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError
from annotator.core.records import Reviewer
from annotator.store.profile import ensure_reviewer, initials_of, load_profile, login_profile, new_profile, save_profile
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "a.annotator")
    yield made
    made.store.close()


def test_a_profile_is_read_back_as_it_was_saved(tmp_path: Path):
    profile = new_profile("Mara  Okafor")
    save_profile(tmp_path / "new", profile)
    assert load_profile(tmp_path / "new") == profile
    assert (profile.name, profile.initials) == ("Mara Okafor", "MO")


def test_what_else_is_remembered_stays(tmp_path: Path):
    (tmp_path / "preferences.json").write_text('{"mode": "dark"}')
    save_profile(tmp_path, new_profile("Mara"))
    assert json.loads((tmp_path / "preferences.json").read_text())["mode"] == "dark"


def test_the_window_and_the_commands_know_the_same_person(tmp_path: Path):
    from annotator.ui.preferences import Preferences

    introduced = Preferences(tmp_path).introduce("Mara Okafor", "MO")
    assert load_profile(tmp_path) == introduced


@pytest.mark.parametrize("content", ["", "[]", "{", '{"reviewer": "Mara"}', '{"reviewer": {"name": ""}}'])
def test_a_file_that_says_nothing_is_no_profile(tmp_path: Path, content: str):
    (tmp_path / "preferences.json").write_text(content)
    assert load_profile(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_a_plain_fault(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFaultError):
        save_profile(tmp_path / "file", new_profile("Mara"))


def test_the_same_uid_is_the_same_person_whatever_the_name(built: Built):
    assert ensure_reviewer(built.store, Reviewer(ME, "Ann Married", "AM", "Blue")) == ME
    assert len(built.store.reader.reviewers()) == 2


def test_the_same_name_is_the_same_person(built: Built):
    assert ensure_reviewer(built.store, new_profile("ben  BROWN")) == OTHER


def test_who_is_not_in_the_project_is_added_once(built: Built):
    cleo = new_profile("Cleo Cormac")
    assert [ensure_reviewer(built.store, cleo), ensure_reviewer(built.store, cleo)] == [cleo.uid, cleo.uid]
    assert [each.name for each in built.store.reader.reviewers()] == ["Ann Author", "Ben Brown", "Cleo Cormac"]


def test_who_is_logged_in_can_do_without_a_profile(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("getpass.getuser", lambda: "dora")
    assert (login_profile().name, login_profile().initials) == ("dora", "DO")


def test_a_machine_that_knows_no_name_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    def fail() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", fail)
    with pytest.raises(EnvironmentFaultError, match="--reviewer"):
        login_profile()


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mara Okafor", "MO"), ("Anne-Marie Duval", "AD"), ("dora", "DO"), ("박 현주", "박현"), ("—", "")],
)
def test_initials_are_suggested(name: str, initials: str):
    assert initials_of(name) == initials

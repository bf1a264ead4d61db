"""Which model searches by meaning, as it is remembered."""

from pathlib import Path

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.embedding.finding import FoundModel
from annotator.session.meaning_session import meaning_in
from annotator.ui.meaning import choice
from annotator.ui.meaning.choice import Choice, From, begin, chosen, remember, search_by
from annotator.ui.preferences import Preferences
from tests.ui.harbour import Harbour, harbour

__all__ = ["harbour"]
FOUND = FoundModel("Words", Path("model.onnx"), Path("vocab.txt"))


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which models a session was told to use."""
    names: list[str] = []
    monkeypatch.setattr(choice, "_use", lambda session, found: names.append(found.name))
    return names


def test_whoever_chose_nothing_gets_the_installed_model(preferences: Preferences):
    assert chosen(preferences) == Choice(From.INSTALLED)


def test_a_choice_is_remembered(preferences: Preferences, tmp_path: Path):
    remember(preferences, Choice(From.FOLDER, "models"))
    assert chosen(Preferences(tmp_path)) == Choice(From.FOLDER, "models")


@pytest.mark.parametrize("stored", ["on", {"where": "elsewhere"}, []])
def test_what_cannot_be_read_counts_as_nothing(preferences: Preferences, stored: object):
    preferences.set("meaning", stored)
    assert chosen(preferences) == Choice()


def test_off_gives_no_model():
    assert Choice(From.NOWHERE).model() is None


def test_a_project_begins_with_the_installed_model(
    harbour: Harbour, preferences: Preferences, begun: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(choice, "installed_model", lambda: FOUND)
    begin(harbour.session, preferences)
    assert begun == ["Words"]


def test_without_a_model_nothing_begins(
    harbour: Harbour, preferences: Preferences, begun: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(choice, "installed_model", lambda: None)
    begin(harbour.session, preferences)
    assert begun == []


def test_a_folder_that_has_gone_is_refused(harbour: Harbour, preferences: Preferences, tmp_path: Path):
    remember(preferences, Choice(From.FOLDER, str(tmp_path / "gone")))
    with pytest.raises(RefusedError):
        begin(harbour.session, preferences)


def test_turning_it_off_drops_the_model(harbour: Harbour):
    meaning = meaning_in(harbour.session)
    meaning.name = "Words"
    search_by(harbour.session, Choice(From.NOWHERE))
    assert meaning.name == ""

"""A copy that somebody sent, opened in the window."""

from pathlib import Path

import pytest

from annotator.store.extracting import Choice
from annotator.store.project import ProjectStore
from annotator.store.sending import SendingWish, send
from tests.ui.conftest import House

WITHOUT_ORIGINALS = "This is an extract without the originals; they are in the whole project."


@pytest.fixture
def copy(house: House, tmp_path: Path) -> Path:
    """Write an extract of a project, and open none."""
    store = ProjectStore.open(house.open_new(), private=True)
    sent = send(store, tmp_path / "extract.annotator", SendingWish(with_originals=False))
    store.close()
    house.window.close_session()
    return sent.path


def test_a_copy_says_what_it_lacks(house: House, copy: Path):
    house.desktop.open_project(copy)
    assert (house.window.messages.words, house.window.messages.state) == (WITHOUT_ORIGINALS, "neutral")
    assert not house.window.messages.isHidden()


def test_it_says_so_once(house: House, copy: Path):
    house.desktop.open_project(copy)
    house.window.close_session()
    house.window.messages.hide()
    house.desktop.open_project(copy)
    assert house.window.messages.isHidden()


def test_a_whole_project_says_nothing(house: House):
    house.open_new()
    assert house.window.messages.isHidden()


def test_a_copy_that_holds_everything_says_nothing(house: House, tmp_path: Path):
    store = ProjectStore.open(house.open_new(), private=True)
    sent = send(store, tmp_path / "whole.annotator", SendingWish(Choice()))
    store.close()
    house.desktop.open_project(sent.path)
    assert house.window.messages.isHidden()

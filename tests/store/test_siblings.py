"""Copies that synchronisers leave beside a shared file."""

import shutil
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.project import ProjectStore
from annotator.store.siblings import find_siblings, is_named_as_copy
from tests.builders import Built
from tests.store.copies import file_of, tagging

DROPBOX = "p (Ann's conflicted copy 2026-11-27)"


def found(built: Built) -> list[str]:
    return [each.name for each in find_siblings(built.store.shared_path, built.store.uid)]


@pytest.mark.parametrize(
    "name",
    [
        "p (Ann's conflicted copy 2026-11-27).annotator",
        "p (Ann's conflicted copy 2026-11-27 (1)).annotator",
        "p (conflicted copy 2026-11-27 101112).annotator",
        "p (Anns Konfliktkopie 2026-11-27).annotator",
        "p-DESKTOP-9F2K.annotator",
        "p-ANNS-PC.annotator",
        "p (1).annotator",
        "p.sync-conflict-20261127-101112-ABCDEFG.annotator",
        "p_conflict-20261127-101112.annotator",
    ],
)
def test_the_names_that_synchronisers_give_are_known(name: str) -> None:
    assert is_named_as_copy(name, "p.annotator")


@pytest.mark.parametrize(
    "name",
    [
        "p.annotator",
        "p-june.annotator",
        "p-2.annotator",
        "p (for the editor).annotator",
        "p (backup of 2026-11-27 10.11 UTC).annotator",
        "port (1).annotator",
        "p (1).docx",
    ],
)
def test_a_name_that_a_person_gave_is_no_copy(name: str) -> None:
    assert not is_named_as_copy(name, "p.annotator")


def test_a_copy_in_which_somebody_worked_is_found(built: Built) -> None:
    file_of(built, DROPBOX, tagging("theirs"))
    assert found(built) == [f"{DROPBOX}.annotator"]


def test_an_equal_copy_holds_nothing_to_merge(built: Built) -> None:
    path = built.store.shared_path
    shutil.copyfile(path, path.with_name("p (1).annotator"))
    assert found(built) == []


def test_another_project_of_such_a_name_is_left_alone(built: Built) -> None:
    other = ProjectStore.create(built.store.shared_path.with_name("p (1).annotator"), "Another", private=True)
    other.apply(edits.add_tag(other.reader, "delay"), "")
    other.publish()
    other.close()
    assert found(built) == []


def test_a_file_that_is_still_being_copied_is_left_alone(built: Built) -> None:
    path = file_of(built, DROPBOX, tagging("theirs"))
    path.write_bytes(path.read_bytes()[:2000])
    assert found(built) == []


def test_a_folder_that_is_gone_holds_none(built: Built, tmp_path: Path) -> None:
    assert find_siblings(tmp_path / "gone" / "p.annotator", built.store.uid) == []

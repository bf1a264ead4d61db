"""Another's file is read under a name of our own, whatever happens to it meanwhile."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.store import merging, own_copy
from annotator.store.gate import foreign
from annotator.store.merging import merge
from annotator.store.own_copy import OwnCopy
from tests.builders import ME, Built
from tests.store.copies import TRAM, file_of, importing, state, tag_names, tagging
from tests.store.hostile import patched

posix = pytest.mark.skipif(os.name != "posix", reason="others' files are copied in Windows")


@pytest.fixture
def theirs(built: Built) -> Path:
    return file_of(built, "theirs", tagging("delay"))


def is_a_second_name(built: Built, path: Path) -> bool:
    with foreign(path, built.store.uid, built.store.working_path) as file:
        return file.copy.path.samefile(path)


@posix
def test_a_file_on_the_same_disk_is_read_where_it_lies_and_keeps_one_name_in_the_end(built: Built, theirs: Path):
    before = theirs.read_bytes()
    assert is_a_second_name(built, theirs)
    assert theirs.stat().st_nlink == 1
    assert theirs.read_bytes() == before


@posix
def test_a_symbolic_link_is_followed(built: Built, theirs: Path, tmp_path: Path):
    link = tmp_path / "link.annotator"
    link.symlink_to(theirs)
    assert is_a_second_name(built, link)


def test_a_file_is_copied_for_whoever_names_no_project_of_his_own(theirs: Path):
    with foreign(theirs) as file:
        assert not file.copy.path.samefile(theirs)


def test_a_file_that_was_written_just_now_is_copied(built: Built, theirs: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(own_copy, "SETTLED_S", 3)
    assert not is_a_second_name(built, theirs)


def test_a_file_that_is_to_be_written_in_a_while_is_copied(built: Built, theirs: Path):
    os.utime(theirs, (2**32, 2**32))
    assert not is_a_second_name(built, theirs)


def test_a_file_in_the_mode_of_a_write_ahead_log_is_copied_in_the_other_mode(built: Built, theirs: Path):
    patched(18, b"\x02\x02")(theirs)
    with foreign(theirs, built.store.uid, built.store.working_path) as file:
        assert file.copy.path.read_bytes()[18:20] == b"\x01\x01"


def test_a_file_that_can_have_no_second_name_is_copied(built: Built, theirs: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(own_copy.os, "link", refused)
    assert not is_a_second_name(built, theirs)
    merge(built.store, [theirs], ME)
    assert tag_names(built) == {"delay"}


@posix
def test_a_file_that_is_replaced_while_it_gets_its_second_name_is_copied_as_it_was(
    built: Built, theirs: Path, monkeypatch: pytest.MonkeyPatch
):
    link, before = os.link, theirs.read_bytes()

    def replaced(path: Path, target: Path) -> None:
        other = Path(shutil.copyfile(path, theirs.with_name("other")))
        os.replace(other, path)
        link(path, target)

    monkeypatch.setattr(own_copy.os, "link", replaced)
    with foreign(theirs, built.store.uid, built.store.working_path) as file:
        assert not file.copy.path.samefile(theirs)
        assert file.copy.path.read_bytes() == before


@contextmanager
def disturbed(monkeypatch: pytest.MonkeyPatch, place: str, disturb: Callable[[], object]) -> Iterator[None]:
    """Have something happen to others' files right before a function of merging is called."""
    original = getattr(merging, place)

    def after_it(*given: object) -> object:
        disturb()
        return original(*given)

    with monkeypatch.context() as patch:
        patch.setattr(merging, place, after_it)
        yield


@pytest.mark.parametrize("place", ["gathered", "add"])
def test_what_another_puts_in_its_place_is_left_for_the_next_time(
    built: Built, theirs: Path, monkeypatch: pytest.MonkeyPatch, place: str
):
    other = file_of(built, "other", tagging("late"))
    with disturbed(monkeypatch, place, lambda: os.replace(other, theirs)):
        merge(built.store, [theirs], ME)
    assert tag_names(built) == {"delay"}
    merge(built.store, [theirs], ME)
    assert tag_names(built) == {"delay", "late"}


@posix
@pytest.mark.parametrize("place", ["gathered", "add"])
@pytest.mark.parametrize(
    "disturb",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()),
        lambda path: patched(5_000, b"\x00" * 200_000)(path),
        lambda path: os.truncate(path, 4_096),
    ],
)
def test_a_file_that_is_written_while_it_is_read_gives_nothing(
    built: Built, monkeypatch: pytest.MonkeyPatch, place: str, disturb: Callable[[Path], object]
):
    theirs = file_of(built, "theirs", importing(TRAM))
    os.utime(theirs, (1_000_000_000, 1_000_000_000))
    before = state(built.store)
    with (
        disturbed(monkeypatch, place, lambda: disturb(theirs)),
        pytest.raises(
            EnvironmentFaultError, match=r"^\S+ was written by another program while it was read, .*again\.$"
        ),
    ):
        merge(built.store, [theirs], ME)
    assert state(built.store) == before
    assert not built.store._connection.in_transaction


@posix
def test_a_file_that_is_written_while_it_is_verified_is_not_called_damaged(
    built: Built, theirs: Path, monkeypatch: pytest.MonkeyPatch
):
    os.utime(theirs, (1_000_000_000, 1_000_000_000))
    original = own_copy.own_copy

    def cut_off(path: Path, target: Path, **given: bool) -> OwnCopy:
        copy = original(path, target, **given)
        os.truncate(path, 4_096)
        return copy

    monkeypatch.setattr("annotator.store.gate.own_copy", cut_off)
    with pytest.raises(RefusedError, match="was written by another program"):
        merge(built.store, [theirs], ME)
    assert theirs.stat().st_nlink == 1

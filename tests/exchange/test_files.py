import errno
import os
from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError
from annotator.exchange.files import replace_file


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "briefing.docx"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


def _is_untouched(target: Path) -> bool:
    return target.read_bytes() == b"old" and list(target.parent.iterdir()) == [target]


def test_a_file_is_replaced_and_nothing_is_left_beside_it(target: Path):
    target.chmod(0o640)
    replace_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_written(tmp_path: Path):
    replace_file(tmp_path / "new.docx", b"new")
    assert (tmp_path / "new.docx").read_bytes() == b"new"


def test_a_link_stays_a_link_to_the_file_that_was_replaced(target: Path, tmp_path: Path):
    link = tmp_path / "link.docx"
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_full_disk_is_one_plain_sentence_and_the_old_file_stays(target: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(EnvironmentFaultError, match=r"^The disk is full, so briefing\.docx was not written"):
        replace_file(target, b"new")
    assert _is_untouched(target)


def test_a_file_that_another_program_holds_is_named_and_stays(target: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_: Path, __: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(EnvironmentFaultError, match="is open in another program"):
        replace_file(target, b"new")
    assert _is_untouched(target)


def test_a_folder_that_cannot_be_written_is_named(target: Path, monkeypatch: pytest.MonkeyPatch):
    real = Path.open

    def fail(path: Path, mode: str = "r", *arguments: object) -> object:
        if "x" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, mode, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(EnvironmentFaultError, match=r"The folder .*out cannot be written"):
        replace_file(target, b"new")
    assert _is_untouched(target)


def test_a_write_protected_file_is_not_replaced(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(EnvironmentFaultError, match="is write-protected"):
        replace_file(target, b"new")
    assert _is_untouched(target)


def test_a_folder_or_a_place_that_is_not_there_is_no_target(tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match="is a folder"):
        replace_file(tmp_path, b"new")
    with pytest.raises(EnvironmentFaultError, match="There is no folder"):
        replace_file(tmp_path / "gone" / "new.docx", b"new")

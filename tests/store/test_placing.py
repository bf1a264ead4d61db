from pathlib import Path

import pytest

from annotator.store import placing
from annotator.store.placing import placing_fault


def test_nothing_is_said_against_an_ordinary_folder(tmp_path: Path) -> None:
    path = tmp_path / "p.annotator"
    path.touch()
    assert placing_fault(path) == ""


@pytest.mark.parametrize("kind", ["fuse.gvfsd-fuse", "davfs"])
def test_a_connection_that_uploads_piece_by_piece_is_named(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "a share"
    share.mkdir()
    written = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver {written} {kind} rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(placing, "_MOUNTS", mounts)
    assert "uploads files piece by piece" in placing_fault(share / "p.annotator")
    assert placing_fault(tmp_path / "p.annotator") == ""


def test_of_two_mounts_in_one_place_the_later_counts() -> None:
    mounts = [("/", "ext4"), ("/share", "davfs"), ("/share", "cifs"), ("/shared", "davfs")]
    assert placing._kind_of(Path("/share/team"), mounts) == "cifs"
    assert placing._kind_of(Path("/home"), mounts) == "ext4"


def test_a_file_that_is_shared_without_its_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.annotator"
    path.touch()
    monkeypatch.setattr("os.path.ismount", lambda given: Path(given) == path.resolve())
    assert "cannot be replaced in one step" in placing_fault(path)


def test_a_machine_that_tells_nothing_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "_MOUNTS", tmp_path / "none")
    assert placing_fault(tmp_path / "p.annotator") == ""

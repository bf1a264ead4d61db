"""Which files are meant."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.exchange.importing import expand, read_article
from annotator.exchange.importing.files import _order

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")


def names(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


def make(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def test_a_folder_gives_all_its_articles_with_those_of_its_folders(tmp_path: Path):
    make(tmp_path, "b.txt", "a.md", "sub/c.markdown", "sub/deep/d.TEXT", "picture.png", "notes.docx")
    assert names(expand([tmp_path])) == ["a.md", "b.txt", "notes.docx", "c.markdown", "d.TEXT"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path):
    make(tmp_path, ".hidden.txt", ".git/x.txt", "~$letter.docx", "seen.txt")
    assert names(expand([tmp_path])) == ["seen.txt"]


def test_a_file_that_is_named_is_kept_whatever_its_ending_and_whether_it_is_there_or_not(tmp_path: Path):
    make(tmp_path, "picture.png", ".hidden.txt")
    named = [tmp_path / name for name in ("picture.png", "gone.txt", ".hidden.txt")]
    assert expand(named) == named


def test_a_file_named_beside_its_folder_comes_once(tmp_path: Path):
    make(tmp_path, "a.txt", "b.txt")
    assert names(expand([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"])) == ["b.txt", "a.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path):
    assert expand([tmp_path]) == []


def test_figures_in_names_are_put_in_their_order(tmp_path: Path):
    make(tmp_path, "10.html", "2.html", "1.html", "part 9/a.txt", "part 10/b.txt")
    assert names(expand([tmp_path])) == ["1.html", "2.html", "10.html", "a.txt", "b.txt"]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_any_names_have_one_order_that_does_not_depend_on_how_they_were_met(found: list[str]):
    assert sorted(found, key=_order) == sorted(reversed(found), key=_order)


@pytest.mark.parametrize("pieces", ["page_files", "page.files", "page-Dateien", "PAGE_files"])
def test_the_folder_of_a_saved_pages_pieces_is_passed_over(tmp_path: Path, pieces: str):
    make(tmp_path, "page.html", f"{pieces}/frame.html")
    assert names(expand([tmp_path])) == ["page.html"]


def test_a_folder_that_is_only_named_like_one_of_pieces_is_read(tmp_path: Path):
    make(tmp_path, "other.html", "page_files/frame.html")
    assert names(expand([tmp_path])) == ["other.html", "frame.html"]


def test_a_link_to_a_folder_is_not_followed_unless_it_is_named(tmp_path: Path):
    make(tmp_path / "named", "a.txt")
    make(tmp_path / "elsewhere", "b.txt")
    (tmp_path / "named" / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "named" / "round").symlink_to(tmp_path / "named", target_is_directory=True)
    assert names(expand([tmp_path / "named"])) == ["a.txt"]
    assert names(expand([tmp_path / "named" / "link"])) == ["b.txt"]


def test_a_link_to_a_file_is_read_and_a_broken_one_can_be_refused(tmp_path: Path):
    make(tmp_path / "elsewhere", "a.txt")
    make(tmp_path / "named", "z.txt")
    (tmp_path / "named" / "link.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "named" / "broken.txt").symlink_to(tmp_path / "gone.txt")
    assert names(expand([tmp_path / "named"])) == ["broken.txt", "link.txt", "z.txt"]


def test_a_folder_that_cannot_be_looked_into_is_named_and_does_not_hold_up_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    make(tmp_path, "a.txt", "locked/b.txt", "open/c.txt")
    look: Callable[[Path], object] = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "not allowed", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(expand([tmp_path])) == ["a.txt", "locked", "c.txt"]


@on_linux
def test_a_name_that_cannot_be_decoded_is_read_and_shown_with_a_sign_for_what_it_is_not(tmp_path: Path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:
        file.write(b"Title of it\n\nWords one. Words two.\n")
    (path,) = expand([tmp_path])
    assert read_article(path).file_name == "caf\ufffd.txt"


def test_a_project_or_its_lock_that_is_named_is_refused(tmp_path: Path):
    (tmp_path / "p.annotator").write_bytes(b"SQLite format 3\x00" + bytes(100))
    (tmp_path / ".p.annotator.lock").write_text("held by somebody since nine in the morning")
    for path in expand([tmp_path / "p.annotator", tmp_path / ".p.annotator.lock"]):
        with pytest.raises(AnnotatorError, match="project"):
            read_article(path)

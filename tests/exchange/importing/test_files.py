"""Which files are meant."""

from pathlib import Path

from annotator.exchange.importing import expand


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
    make(tmp_path, ".hidden.txt", ".git/x.txt", "seen.txt")
    assert names(expand([tmp_path])) == ["seen.txt"]


def test_a_file_that_is_named_is_kept_whatever_its_ending_and_whether_it_is_there_or_not(tmp_path: Path):
    make(tmp_path, "picture.png")
    assert names(expand([tmp_path / "picture.png", tmp_path / "gone.txt"])) == ["picture.png", "gone.txt"]


def test_a_file_named_beside_its_folder_comes_once(tmp_path: Path):
    make(tmp_path, "a.txt", "b.txt")
    assert names(expand([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"])) == ["b.txt", "a.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path):
    assert expand([tmp_path]) == []

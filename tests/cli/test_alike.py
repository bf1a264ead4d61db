"""Listing sources that may be one article twice."""

from pathlib import Path

from tests.cli.commands import made_project, run, run_json, write
from tests.store.test_likeness import LATER, WORDS


def project_with_versions(folder: Path) -> Path:
    project = made_project(folder)
    first = write(folder / "first.txt", "A first report\n\n" + "\n\n".join(WORDS))
    later = write(folder / "later.txt", "A later report\n\n" + "\n\n".join(LATER))
    assert run("import", project, first, later).exit_code == 0
    return project


def test_alike_lists_pairs_with_how_much_they_are_alike(tmp_path: Path):
    done = run("alike", project_with_versions(tmp_path))
    assert done.exit_code == 0, done.output
    head, line = done.stdout.splitlines()
    assert head.split() == ["Alike", "Group", "Source", "Other", "source"]
    assert "% the same" in line
    assert "first.txt" in line
    assert "later.txt" in line


def test_alike_as_json_tells_the_shares(tmp_path: Path):
    (pair,) = run_json("alike", project_with_versions(tmp_path))
    assert {each["file_name"] for each in pair["sources"]} == {"first.txt", "later.txt"}
    assert pair["later"] is None
    assert 0.8 < pair["share"] <= pair["contained"] < 1
    assert (pair["same_text"], pair["same_title"], pair["group"]) == (False, False, 1)


def test_the_same_text_in_another_file_is_told(tmp_path: Path):
    project = project_with_versions(tmp_path)
    twin = write(tmp_path / "twin.txt", "A first report\n\n\n" + "\n\n\n".join(WORDS))
    run("import", project, twin)
    assert run("alike", project).stdout.splitlines()[1].startswith("same text")


def test_where_nothing_is_alike_that_is_said(tmp_path: Path):
    done = run("alike", made_project(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "No two sources are alike.\n")

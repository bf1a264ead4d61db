"""The command that merges other copies of a project into it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.store.backups import backups
from annotator.store.project import ProjectStore
from annotator.store.viewing import view
from annotator.store.working import read_identity
from tests.cli.commands import ARTICLE, made_project, run, run_json, write

STATEMENTS = "source,quote,tags,chapters\nferry.txt,spoke of fog,weather,2\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made_project(tmp_path)


@pytest.fixture
def theirs(project: Path, tmp_path: Path) -> Path:
    """Give a copy of the project in which Jon Falk marked a passage."""
    copy = Path(shutil.copyfile(project, tmp_path / "theirs.annotator"))
    done = run("annotate", copy, write(tmp_path / "s.csv", STATEMENTS), "--reviewer", "Jon Falk")
    assert done.exit_code == 0, done.output
    return copy


def renamed(path: Path, name: str, reviewer_uid: str) -> None:
    """Rename the project in a file."""
    store = ProjectStore.open(path, private=True)
    store.apply(edits.set_project_field(store.uid, "title", name), reviewer_uid)
    store.publish()
    store.close()


def test_merging_takes_in_what_the_other_file_has(project: Path, theirs: Path) -> None:
    done = run("merge", project, theirs)
    assert done.exit_code == 0, done.output
    assert [each["quote"] for each in run_json("statements", project)] == ["spoke of fog"]


def test_what_comes_in_is_said_in_plain_lines(project: Path, theirs: Path) -> None:
    lines = run("merge", project, theirs).stdout.splitlines()
    assert lines[0].startswith("theirs.annotator: 4 new changes, among them 1 statement, 1 tag, 1 place in a chapter")
    assert lines[1].startswith("  Jon Falk, ")
    assert lines[1].endswith("UTC: 4 changes (statements 1, tags 1, places in chapters 1, reviewers 1)")
    assert lines[2].startswith("Merged 4 changes. What was there before: ")


def test_the_state_before_is_backed_up(project: Path, theirs: Path) -> None:
    path = Path(run("merge", project, theirs).stdout.splitlines()[-1].partition("before: ")[2])
    assert [each.path for each in backups(read_identity(project)[0])] == [path]
    assert run_json("statements", path) == []


def test_a_dry_run_changes_nothing(project: Path, theirs: Path) -> None:
    before = project.read_bytes()
    done = run("merge", project, theirs, "--dry-run")
    assert (done.exit_code, "Merged" in done.stdout) == (0, False)
    assert "4 new changes" in done.stdout
    assert project.read_bytes() == before
    assert backups(read_identity(project)[0]) == []


def test_merging_again_says_that_there_is_nothing_new_and_saves_nothing(project: Path, theirs: Path) -> None:
    run("merge", project, theirs)
    before = project.read_bytes()
    done = run("merge", project, theirs)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "There is nothing new; nothing was changed."
    assert project.read_bytes() == before


def test_a_file_that_is_refused_is_left_out_and_the_others_go_in(project: Path, theirs: Path, tmp_path: Path) -> None:
    strange = write(tmp_path / "strange.annotator", "no project")
    done = run("merge", project, strange, theirs)
    assert done.exit_code == 1
    assert "strange.annotator" in done.stderr
    assert len(run_json("statements", project)) == 1


def test_where_no_file_can_be_merged_the_command_is_refused(project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()
    done = run("merge", project, tmp_path / "nowhere.annotator")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nowhere.annotator does not exist" in done.stderr
    assert project.read_bytes() == before


def test_another_project_is_refused(project: Path, tmp_path: Path) -> None:
    run("new", tmp_path / "other.annotator", "--title", "Another")
    done = run("merge", project, tmp_path / "other.annotator")
    assert done.exit_code == 2
    assert "another project" in done.stderr


def test_conflicts_that_arise_are_said_with_both_versions(project: Path, theirs: Path) -> None:
    jon = next(each["reviewer"] for each in _preview(project, theirs)["files"][0]["reviewers"])
    renamed(project, "The ferry in fog", "")
    renamed(theirs, "The late ferry", jon)
    done = run("merge", project, theirs)
    assert "Conflicts that arise, to be settled in the window: 1" in done.stdout
    assert "the title: The late ferry (Jon Falk) or The ferry in fog (nobody)" in done.stdout


def test_names_that_would_stand_twice_are_said(project: Path, theirs: Path, tmp_path: Path) -> None:
    run("annotate", project, write(tmp_path / "mine.csv", STATEMENTS.replace("weather", "Weather")))
    done = run("merge", project, theirs)
    assert "Names that stand twice for different things: 1\n  tag “" in done.stdout


def test_the_same_as_json(project: Path, theirs: Path) -> None:
    told = run_json("merge", project, theirs)
    (file,) = told["files"]
    assert (file["name"], file["new_changes"], file["refusal"]) == ("theirs.annotator", 4, "")
    assert [each["name"] for each in file["reviewers"]] == ["Jon Falk"]
    assert told["new"] == {"reviewer": 1, "statement": 1, "tag": 1, "placement": 1}
    assert told["merged_changes"] == 4
    assert Path(told["backup"]).exists()


def test_originals_that_an_extract_left_out_are_shared_too(project: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copyfile(project, tmp_path / "whole.annotator"))
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("DELETE FROM blob WHERE sha256 IN (SELECT original_sha256 FROM source)")
        connection.commit()
    done = run("merge", project, whole)
    assert "Texts and originals that are lacking here: 1" in done.stdout
    with view(project) as reader:
        assert reader.original(reader.sources()[0].uid).decode() == ARTICLE


def test_whoever_merges_is_no_reviewer_on_that_account(project: Path, theirs: Path) -> None:
    run("merge", project, theirs)
    store = ProjectStore.open(project, private=True)
    names = {reviewer.name for reviewer in store.reader.reviewers()}
    store.close()
    run("merge", theirs, project)
    other = ProjectStore.open(theirs, private=True)
    assert {reviewer.name for reviewer in other.reader.reviewers()} == names
    other.close()


def _preview(project: Path, theirs: Path) -> Any:
    return run_json("merge", project, theirs, "--dry-run")

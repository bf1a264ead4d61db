import os
from pathlib import Path

import click
import pytest

from annotator.cli import cli
from annotator.core.errors import EnvironmentFaultError
from annotator.core.records import Reviewer
from annotator.store.profile import save_profile
from annotator.store.project import ProjectStore
from tests.cli.commands import made_project, run, run_json, write

STATEMENT = '{"source": "ferry.txt", "quote": "a clear night"}\n'


def test_what_is_no_project_is_refused_in_one_line(tmp_path: Path):
    for path in (tmp_path / "lost.annotator", write(tmp_path / "text.annotator", "words"), tmp_path):
        done = run("sources", path)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["exprot"], ["export"], ["new", "x.annotator"], ["tags", "x", "--jsno"], ["search", "x", "y", "--limit", "0"]],
)
def test_a_mistyped_command_is_refused_in_one_line_that_names_the_help(arguments: list[str]):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "--help" in done.stderr


def test_a_fault_of_ours_is_one_line_and_a_traceback_in_the_log(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def break_down(*arguments: object) -> None:
        raise ZeroDivisionError("a slip of ours")

    project = made_project(tmp_path)
    monkeypatch.setattr("annotator.cli.doctor.examine", break_down)
    done = run("doctor", project)
    assert done.exit_code == 2
    assert (
        done.stderr
        == f"This is a fault of annotator, not yours; please send us the end of {data_folder / 'annotator.log'}\n"
    )
    logged = (data_folder / "annotator.log").read_text(encoding="utf-8")
    assert "Traceback" in logged
    assert "ZeroDivisionError: a slip of ours" in logged


def test_an_interrupted_command_says_so_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    project = made_project(tmp_path)
    before = project.read_bytes()
    monkeypatch.setattr("annotator.cli.importing.take_in", interrupt)
    done = run("import", project, tmp_path / "report.txt")
    assert done.exit_code == 2
    assert done.stderr.strip() == "Stopped; what was not finished was not saved."
    assert project.read_bytes() == before


def test_work_that_cannot_be_shared_is_said_with_status_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(store: ProjectStore) -> None:
        raise EnvironmentFaultError("There is no room left on the disk.")

    project = made_project(tmp_path)
    monkeypatch.setattr(ProjectStore, "publish", fail)
    done = run("annotate", project, write(tmp_path / "s.jsonl", STATEMENT))
    assert done.exit_code == 1
    assert done.stderr == "There is no room left on the disk. Nothing was changed.\n"


def test_changes_are_made_in_the_name_that_the_command_is_given(tmp_path: Path):
    project = made_project(tmp_path)
    for name in ("Ann Author", "ann author"):
        run("annotate", project, write(tmp_path / "s.jsonl", STATEMENT), "--reviewer", name)
    (found,) = run_json("statements", project)
    assert found["reviewer"] == "Ann Author"


def test_without_a_name_changes_are_made_by_whoever_works_on_this_computer(tmp_path: Path, data_folder: Path):
    project = made_project(tmp_path)
    save_profile(data_folder, Reviewer("c" * 32, "Cleo Cormac", "CC", "Teal"))
    run("annotate", project, write(tmp_path / "s.jsonl", STATEMENT))
    (found,) = run_json("statements", project)
    assert found["reviewer"] == "Cleo Cormac"


def test_without_anything_changes_are_made_by_the_login_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOGNAME", "dora")
    project = made_project(tmp_path)
    run("annotate", project, write(tmp_path / "s.jsonl", STATEMENT))
    (found,) = run_json("statements", project)
    assert found["reviewer"] == "dora"


def test_a_window_that_has_the_project_open_keeps_its_working_copy(tmp_path: Path):
    project = made_project(tmp_path)
    with_window = ProjectStore.open(project)
    try:
        run("annotate", project, write(tmp_path / "s.jsonl", STATEMENT))
        assert with_window.reader.next_statement_number() == 1
        with_window.publish()
        assert with_window.reader.next_statement_number() == 2
    finally:
        with_window.close()
    assert len(run_json("statements", project)) == 1


def test_no_working_copy_is_left_behind(tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    made_project(tmp_path)
    assert os.listdir(scratch) == []
    assert not (data_folder / "working").exists()


def test_every_command_explains_itself_with_an_example():
    for name, command in cli.commands.items():
        done = run(name, "--help")
        assert done.exit_code == 0
        assert f"Example: annotator {name} " in " ".join(done.stdout.split()), name
        assert isinstance(command, click.Command)


def test_the_help_of_the_whole_lists_every_command():
    done = run("--help")
    assert done.exit_code == 0
    for name in ("new", "import", "outline", "annotate", "sources", "statements", "tags", "chapters", "search"):
        assert f"\n  {name} " in done.stdout

from pathlib import Path

import pytest

from tests.cli.commands import made_project, run, run_json, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = made_project(tmp_path)
    rows = (
        '{"source": "The late ferry", "quote": "The ferry was late.", "tags": ["delay"], "chapters": [1]}\n'
        '{"source": "ferry.txt", "quote": "spoke of fog", "tags": ["weather"], "chapters": ["2"], "actor": "Master"}\n'
        '{"source": "ferry.txt", "quote": "a clear night", "tags": ["weather", "delay"], "chapters": ["2"]}\n'
    )
    assert run("annotate", path, write(tmp_path / "s.jsonl", rows)).exit_code == 0
    return path


def test_sources_are_listed_with_their_statements(project: Path):
    done = run("sources", project)
    assert done.exit_code == 0
    assert "The late ferry" in done.stdout
    (found,) = run_json("sources", project)
    assert (found["file_name"], found["statements"], found["title"]) == ("ferry.txt", 3, "The late ferry")


def test_tags_and_chapters_are_counted(project: Path):
    assert {tag["name"]: tag["statements"] for tag in run_json("tags", project)} == {"delay": 2, "weather": 2}
    counted = [(each["statements"], each["sources"], each["prose"]) for each in run_json("chapters", project)]
    assert counted == [(1, 1, 0), (2, 1, 0), (0, 0, 0)]


@pytest.mark.parametrize(
    ("options", "quotes"),
    [
        (["--tag", "Weather"], ["spoke of fog", "a clear night"]),
        (["--chapter", "1"], ["The ferry was late."]),
        (["--chapter", "The night", "--tag", "delay"], ["a clear night"]),
        (["--text", "FOG"], ["spoke of fog"]),
        (["--source", "ferry.txt", "--text", "late"], ["The ferry was late."]),
    ],
)
def test_statements_can_be_picked(project: Path, options: list[str], quotes: list[str]):
    assert [each["quote"] for each in run_json("statements", project, *options)] == quotes


@pytest.mark.parametrize("options", [["--tag", "lost"], ["--chapter", "9"], ["--source", "lost.txt"]])
def test_picking_by_a_name_that_is_not_there_is_refused(project: Path, options: list[str]):
    done = run("statements", project, *options)
    assert done.exit_code == 2
    assert options[1] in done.stderr
    assert done.stderr.count("\n") == 1


def test_columns_stand_below_each_other(project: Path):
    head, *rows = run("statements", project).stdout.splitlines()
    at = head.index("Quote")
    assert [row[at : at + 5] for row in rows] == ["The f", "spoke", "a cle"]


def test_an_empty_project_says_what_to_do_next(tmp_path: Path):
    run("new", tmp_path / "empty.annotator", "--title", "Empty")
    assert "annotator import" in run("sources", tmp_path / "empty.annotator").stdout
    assert run_json("statements", tmp_path / "empty.annotator") == []


def test_looking_writes_nothing_beside_the_project(project: Path):
    before = sorted(path.name for path in project.parent.iterdir())
    content = project.read_bytes()
    for command in ("sources", "statements", "tags", "chapters", "outline", "doctor"):
        assert run(command, project).exit_code == 0
    run("search", project, "fog")
    assert sorted(path.name for path in project.parent.iterdir()) == before
    assert project.read_bytes() == content

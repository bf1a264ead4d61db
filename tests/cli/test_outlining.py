from pathlib import Path

from tests.cli.commands import made_project, run, run_json, write


def test_the_outline_is_shown_without_a_report(tmp_path: Path):
    done = run("outline", made_project(tmp_path))
    assert done.exit_code == 0
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["No.", "Chapter"],
        ["1", "Summary"],
        ["2", "The"],
        ["3", "The"],
    ]


def test_chapters_of_another_report_come_behind_those_that_are_there(tmp_path: Path):
    project = made_project(tmp_path)
    more = write(tmp_path / "more.md", "# More\n\n## Outlook\n\n### Short term\n\n## Sources\n")
    assert run("outline", project, more).exit_code == 0
    found = run_json("outline", project)
    assert [(chapter["number"], chapter["title"]) for chapter in found][3:] == [
        ("4", "Outlook"),
        ("4.1", "Short term"),
        ("5", "Sources"),
    ]


def test_the_same_report_again_changes_nothing(tmp_path: Path):
    project = made_project(tmp_path)
    assert run("outline", project, tmp_path / "report.txt").exit_code == 0
    assert len(run_json("chapters", project)) == 3


def test_a_report_that_would_double_some_chapters_is_refused(tmp_path: Path):
    project = made_project(tmp_path)
    mixed = write(tmp_path / "mixed.txt", "1. The night\n2. Outlook\n")
    done = run("outline", project, mixed)
    assert done.exit_code == 2
    assert "“The night”" in done.stderr
    assert len(run_json("chapters", project)) == 3

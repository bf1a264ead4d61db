from pathlib import Path

from tests.cli.commands import REPORT, run, run_json, write


def test_a_new_project_has_its_title_and_the_chapters_of_a_report(tmp_path: Path):
    report = write(tmp_path / "report.txt", REPORT)
    done = run("new", tmp_path / "ferry", "--title", "The ferry", "--outline", report)
    assert (done.exit_code, done.stderr) == (0, "")
    found = run_json("chapters", tmp_path / "ferry.annotator")
    assert [(chapter["number"], chapter["title"]) for chapter in found] == [
        ("1", "Summary"),
        ("2", "The night"),
        ("3", "The morning after"),
    ]


def test_a_project_is_never_made_over_another(tmp_path: Path):
    run("new", tmp_path / "ferry.annotator", "--title", "The ferry")
    before = (tmp_path / "ferry.annotator").read_bytes()
    done = run("new", tmp_path / "ferry.annotator", "--title", "Another")
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert (tmp_path / "ferry.annotator").read_bytes() == before


def test_a_report_without_chapters_leaves_no_project_behind(tmp_path: Path):
    report = write(
        tmp_path / "report.txt", "It was a dark night, and nobody could say for certain what they had seen. " * 9
    )
    done = run("new", tmp_path / "ferry.annotator", "--title", "The ferry", "--outline", report)
    assert done.exit_code == 2
    assert done.stderr.startswith("report.txt: No list of chapters")
    assert not (tmp_path / "ferry.annotator").exists()

from pathlib import Path

import pytest

from tests.cli.commands import run, run_json, write

ARTICLE = """The pier

Published 30 April 2025

The storm came in from the west on Sunday night, and by the morning nothing was left of the pier.

"The pier is gone," said Anna Bakke on Monday.

Tom Lund called it "beyond repair." It is known for its "silence."
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "pier.annotator"
    for arguments in (("new", path, "--title", "Pier"), ("import", path, write(tmp_path / "pier.txt", ARTICLE))):
        done = run(*arguments)
        assert done.exit_code == 0, done.output
    return path


def test_quotations_are_listed_with_their_speakers(project: Path):
    done = run("suggest", project)
    assert done.exit_code == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines()] == ["Source", "The pier", "The pier"]
    assert "Anna Bakke" in done.stdout
    assert "silence" not in done.stdout


def test_everything_that_was_found_is_given_to_programs(project: Path):
    (source,) = run_json("suggest", project, "pier.txt")
    first, second = source["suggestions"]
    assert (first["quote"], first["speaker"], first["kind"]) == ("The pier is gone", "Anna Bakke", "direct")
    assert second["quote"] == "beyond repair"
    assert [each["quote"] for each in source["terms"]] == ["silence"]
    assert {"words", "date", "because"} <= source["dates"][-1].keys()


def test_what_stands_in_a_statement_is_left_out(project: Path, tmp_path: Path):
    rows = write(tmp_path / "s.jsonl", '{"source": "pier.txt", "quote": "The pier is gone"}\n')
    assert run("annotate", project, rows).exit_code == 0
    (source,) = run_json("suggest", project)
    assert [each["quote"] for each in source["suggestions"]] == ["beyond repair"]


def test_nothing_is_changed(project: Path):
    before = project.read_bytes()
    assert run("suggest", project).exit_code == 0
    assert project.read_bytes() == before


def test_a_source_that_is_not_there_is_refused(project: Path):
    done = run("suggest", project, "lost.txt")
    assert done.exit_code == 2
    assert "lost.txt" in done.stderr

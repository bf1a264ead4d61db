"""The command that finds who else says something."""

from pathlib import Path

import pytest

from tests.cli.commands import made_project, run, run_json, write

OTHER = """The night paper

Officials met for two hours.

Dense fog lay over the harbour on Monday, its master said. Tickets were paid back.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = made_project(tmp_path)
    assert run("import", path, write(tmp_path / "night.txt", OTHER)).exit_code == 0
    row = '{"source": "ferry.txt", "quote": "On Monday the harbour master spoke of fog."}\n'
    assert run("annotate", path, write(tmp_path / "s.jsonl", row)).exit_code == 0
    return path


def test_a_statement_finds_who_else_says_it(project: Path):
    best = run_json("similar", project, "S-1")[0]
    words = "Dense fog lay over the harbour on Monday, its master said."
    assert (best["source"], best["text"]) == ("night.txt", words)
    assert [words[start:end] for start, end in best["marks"]] == ["fog", "harbour", "Monday", "master said"]


def test_words_from_anywhere_find_all_who_say_them(project: Path):
    assert {each["source"] for each in run_json("similar", project, "--text", "fog in the harbour")} == {
        "ferry.txt",
        "night.txt",
    }


def test_the_lines_name_the_source(project: Path):
    done = run("similar", project, "s-1")
    assert done.stdout.startswith("The night paper (night.txt, ")
    assert "    Dense fog lay over the harbour on Monday, its master said.\n" in done.stdout


def test_what_nobody_says_is_said(project: Path):
    assert run("similar", project, "--text", "submarine").stdout == "No other source says anything like it.\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "Name a statement, or give words with --text."),
        (["S-1", "--text", "fog"], "Name a statement, or give words with --text."),
        (["S-99"], "There is no statement S-99; `annotator statements` lists them."),
    ],
)
def test_a_wish_that_cannot_be_met_says_why(project: Path, arguments: list[str], reason: str):
    done = run("similar", project, *arguments)
    assert (done.exit_code, done.stderr) == (2, f"{reason}\n")

"""Running commands in this process, and small projects for them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from annotator.cli import cli

ARTICLE = """The late ferry

The ferry was late. Nobody said why.

On Monday the harbour master spoke of fog. "There was fog," he said.

Passengers remember a clear night. Nobody said why.
"""
REPORT = """A report

Chapters

  1. Summary
  2. The night
  3. The morning after
"""


def run(*arguments: str | Path) -> Result:
    """Run a command; its status, output and errors are the caller's to judge."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="annotator")


def run_json(*arguments: str | Path) -> Any:
    """Run a listing command with --json and read what it prints."""
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def write(path: Path, text: str) -> Path:
    """Write a file and give its path."""
    path.write_text(text, encoding="utf-8")
    return path


def made_project(folder: Path) -> Path:
    """Make a project with one article and three chapters, by commands."""
    project = folder / "ferry.annotator"
    report = write(folder / "report.txt", REPORT)
    article = write(folder / "ferry.txt", ARTICLE)
    for arguments in (("new", project, "--title", "The ferry", "--outline", report), ("import", project, article)):
        done = run(*arguments)
        assert done.exit_code == 0, done.output
    return project

"""The commands do without Qt, and never even look for it."""

from pathlib import Path

import pytest

from tests.cli.commands import ARTICLE, REPORT, write
from tests.tools import run_python

COMMAND = """
import sys

class Refuser:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "qtawesome", "qtpy"):
            raise AssertionError(f"{name} was imported")

sys.meta_path.insert(0, Refuser())
from annotator.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path / "ferry.txt", ARTICLE)
    write(tmp_path / "report.txt", REPORT)
    write(tmp_path / "s.csv", "source,quote,tags,chapters\nferry.txt,spoke of fog,weather,2\n")
    path = tmp_path / "a.annotator"
    commands(tmp_path, ["new", "a.annotator", "--title", "The ferry"])
    return path


def commands(folder: Path, *lines: list[str]) -> None:
    for line in lines:
        paths = [str(folder / word) if "." in word else word for word in line]
        done = run_python("-c", COMMAND, *paths)
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_the_whole_job_is_done_without_qt(project: Path, tmp_path: Path):
    commands(
        tmp_path,
        ["outline", "a.annotator", "report.txt"],
        ["import", "a.annotator", "ferry.txt"],
        ["annotate", "a.annotator", "s.csv"],
        ["sources", "a.annotator"],
        ["statements", "a.annotator", "--json"],
        ["tags", "a.annotator"],
        ["chapters", "a.annotator"],
        ["search", "a.annotator", "fog"],
        ["export", "a.annotator", "briefing.docx"],
        ["doctor", "a.annotator"],
        ["--help"],
        ["--version"],
    )
    assert (tmp_path / "briefing.docx").stat().st_size > 5_000

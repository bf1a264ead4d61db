"""The whole job on the four real articles, by commands alone."""

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.corpus import passages
from tests.tools import run_python

CHAPTERS = 7


@pytest.fixture
def folder(shared_sources: Path, tmp_path: Path) -> Path:
    assert annotator("new", tmp_path / "real.annotator", "--title", "Real", "--outline", shared_sources / "report.txt")
    assert annotator("import", tmp_path / "real.annotator", shared_sources)
    return tmp_path


def annotator(*arguments: str | Path, status: int = 0) -> str:
    """Run a command as somebody would in a shell."""
    done = run_python("-m", "annotator", *arguments)
    assert done.returncode == status, done.stderr
    return done.stdout


def listed(command: str, folder: Path) -> Any:
    return json.loads(annotator(command, folder / "real.annotator", "--json"))


def test_the_four_articles_come_out_as_a_briefing(folder: Path, shared_sources: Path):
    rows = passages(shared_sources)
    statements = folder / "statements.jsonl"
    statements.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    annotator("annotate", folder / "real.annotator", statements, "--reviewer", "Ann Author")

    assert [len(listed(name, folder)) for name in ("sources", "statements", "chapters")] == [4, 8, CHAPTERS]
    assert {tag["name"]: tag["statements"] for tag in listed("tags", folder)}["picked"] == 8
    assert {each["quote"] for each in listed("statements", folder)} == {row["quote"] for row in rows}
    assert annotator("doctor", folder / "real.annotator").endswith("Nothing is wrong.\n")

    annotator("export", folder / "real.annotator", folder / "briefing.docx")
    words = "".join(
        each.text or ""
        for each in docx.Document(str(folder / "briefing.docx")).element.iter()
        if each.tag.endswith("}t")
    )
    for row in rows:
        assert row["quote"][:50] in words
    assert all(chapter["title"] in words for chapter in listed("chapters", folder))


def test_the_same_articles_again_are_duplicates(folder: Path, shared_sources: Path):
    said = annotator("import", folder / "real.annotator", shared_sources)
    assert [line.split()[0] for line in said.splitlines()] == ["duplicate"] * 4


def test_a_word_of_the_articles_is_found_in_context(folder: Path):
    hits = json.loads(annotator("search", folder / "real.annotator", "troops", "Kursk", "--json"))
    assert hits
    for hit in hits:
        marked = {hit["snippet"][start:end].casefold() for start, end in hit["marks"]}
        assert any(words.startswith(("troops", "kursk")) for words in marked)

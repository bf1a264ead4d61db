from pathlib import Path

import docx
import pytest

from tests.cli.commands import made_project, run, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = made_project(tmp_path)
    row = '{"source": "ferry.txt", "quote": "spoke of fog", "chapters": ["2"]}\n'
    assert run("annotate", path, write(tmp_path / "s.jsonl", row)).exit_code == 0
    return path


def words(path: Path) -> str:
    return "\n".join(text.text or "" for text in docx.Document(str(path)).element.iter() if text.tag.endswith("}t"))


def test_the_briefing_holds_the_chapters_and_what_stands_in_them(project: Path, tmp_path: Path):
    done = run("export", project, tmp_path / "briefing.docx")
    assert done.exit_code == 0, done.stderr
    assert "1 statement, 1 footnote." in done.stdout
    found = words(tmp_path / "briefing.docx")
    assert "spoke of fog" in found
    assert "The morning after" in found


def test_chapters_without_anything_can_be_omitted(project: Path, tmp_path: Path):
    assert run("export", project, tmp_path / "briefing.docx", "--empty", "omit").exit_code == 0
    assert "The morning after" not in words(tmp_path / "briefing.docx")


def test_one_chapter_can_be_exported_alone(project: Path, tmp_path: Path):
    assert run("export", project, tmp_path / "briefing.docx", "--chapter", "3").exit_code == 0
    found = words(tmp_path / "briefing.docx")
    assert "The morning after" in found
    assert "spoke of fog" not in found


def test_a_chapter_that_is_not_there_is_refused_and_nothing_written(project: Path, tmp_path: Path):
    done = run("export", project, tmp_path / "briefing.docx", "--chapter", "9")
    assert done.exit_code == 2
    assert "9" in done.stderr
    assert not (tmp_path / "briefing.docx").exists()


def test_the_same_project_gives_the_same_bytes(project: Path, tmp_path: Path):
    for name in ("one.docx", "two.docx"):
        assert run("export", project, tmp_path / name).exit_code == 0
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_template_that_is_no_word_file_is_refused(project: Path, tmp_path: Path):
    template = write(tmp_path / "house.dotx", "not a Word file")
    done = run("export", project, tmp_path / "briefing.docx", "--template", template)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1

from pathlib import Path

import pytest

from annotator.store.doctor import examine
from tests.cli.commands import made_project, run, run_json, write

HARBOUR = """A harbour log

The ferry left at nine. The sky was clear.
"""
STATEMENTS = """source,quote,tags,chapters
ferry.txt,spoke of fog,weather,2
harbour.txt,The sky was clear.,weather,3
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two articles, and a statement on each in a chapter of its own."""
    path = made_project(tmp_path)
    assert run("import", path, write(tmp_path / "harbour.txt", HARBOUR)).exit_code == 0
    assert run("annotate", path, write(tmp_path / "s.csv", STATEMENTS), "--reviewer", "Mara Okafor").exit_code == 0
    return path


def sent(project: Path, *options: str | Path, name: str = "copy.annotator") -> Path:
    """Write a copy beside the project."""
    target = project.with_name(name)
    done = run("send", project, target, *options)
    assert (done.exit_code, done.stderr) == (0, "")
    return target


def refusal(project: Path, *options: str | Path, name: str = "copy.annotator") -> str:
    """Give the line by which a copy is refused."""
    done = run("send", project, project.with_name(name), *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_one_line_says_what_is_in_it_and_how_large_it_is(project: Path):
    done = run("send", project, project.with_name("copy.annotator"))
    size = project.with_name("copy.annotator").stat().st_size
    assert done.stdout == (
        f"Wrote {project.with_name('copy.annotator')}, an extract: 2 sources, 2 statements, 3 chapters; "
        f"{size / 1000:,.0f} KB.\n"
    )


def test_one_source_is_chosen_by_its_name(project: Path):
    path = sent(project, "--source", "harbour.txt")
    assert [source["file_name"] for source in run_json("sources", path)] == ["harbour.txt"]


def test_several_chapters_are_chosen_by_number_and_title(project: Path):
    path = sent(project, "--chapter", "1", "--chapter", "The morning after")
    assert [chapter["title"] for chapter in run_json("chapters", path)] == ["Summary", "The morning after"]


def test_a_source_and_a_chapter_that_are_not_there_are_named(project: Path):
    assert "no source called “bridge.txt”" in refusal(project, "--source", "bridge.txt")
    assert "no chapter “9”" in refusal(project, "--chapter", "9")


def test_without_originals_is_said(project: Path):
    done = run("send", project, project.with_name("copy.annotator"), "--without-originals")
    assert ", without the originals; " in done.stdout


def test_for_somebody_only_what_they_lack_is_sent(project: Path):
    theirs = sent(project, "--source", "ferry.txt", name="theirs.annotator")
    done = run("send", project, project.with_name("news.annotator"), "--for", theirs)
    assert "1 source, 1 statement, 3 chapters, only what theirs.annotator lacks; " in done.stdout


def test_a_clean_copy_names_nobody(project: Path):
    path = sent(project, "--clean")
    assert b"Mara Okafor" in sent(project, name="extract.annotator").read_bytes()
    assert b"Mara Okafor" not in path.read_bytes()
    assert len(run_json("statements", path)) == 2


def test_either_copy_is_sound(project: Path):
    for name, options in (("extract.annotator", ()), ("clean.annotator", ("--clean", "--with-notes"))):
        assert examine(sent(project, *options, name=name)).findings == ()


def test_the_project_stays_as_it_is(project: Path):
    before = project.read_bytes()
    sent(project)
    sent(project, "--clean", name="clean.annotator")
    assert project.read_bytes() == before


def test_options_that_contradict_each_other_are_refused(project: Path):
    assert "--for has no meaning with --clean" in refusal(project, "--clean", "--for", project)
    assert "--with-notes is only for --clean" in refusal(project, "--with-notes")


def test_what_is_no_copy_is_never_written_over(project: Path):
    write(project.with_name("letter.annotator"), "Dear Mara")
    assert "choose another name" in refusal(project, name="letter.annotator")
    assert "the project itself" in refusal(project, name=project.name)


def test_a_clean_copy_is_no_file_of_theirs(project: Path):
    theirs = sent(project, "--clean", name="clean.annotator")
    assert "clean copy for outsiders" in refusal(project, "--for", theirs)

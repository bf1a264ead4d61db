import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.running import changing
from annotator.core import edits, prose
from annotator.core.dates import parse_date
from annotator.core.records import StatementFilter
from tests.cli.commands import made_project, run, run_json, write

HARBOUR = """The harbour log

The ferry left at nine. The sky was clear.
"""
IN_ALL_CHAPTERS = (
    '{"source": "ferry.txt", "quote": "spoke of fog", "chapters": ["1", "2", "3"]}\n'
    '{"source": "harbour.txt", "quote": "The sky was clear.", "chapters": ["1", "2", "3"]}\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with chapters that are empty, and a source of which nothing is known."""
    path = made_project(tmp_path)
    row = '{"source": "ferry.txt", "quote": "spoke of fog", "chapters": ["2"]}\n'
    assert run("annotate", path, write(tmp_path / "s.jsonl", row)).exit_code == 0
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A project in which every chapter has two origins, and every source its date, its grade and a reader."""
    path = made_project(tmp_path)
    assert run("import", path, write(tmp_path / "harbour.txt", HARBOUR)).exit_code == 0
    assert run("annotate", path, write(tmp_path / "s.jsonl", IN_ALL_CHAPTERS)).exit_code == 0
    with changing(path, None) as (store, reviewer_uid):
        for source in store.reader.sources():
            drafts = edits.correct_metadata(source.uid, "published", parse_date("28 Apr 2025"))
            drafts += [*edits.grade_source(source.uid, "B"), *edits.mark_read(source.uid, reviewer_uid, True)]
            store.apply(drafts, reviewer_uid)
    return path


def delete_what_is_cited(path: Path) -> None:
    """Delete a statement that a passage in the last chapter cites."""
    with changing(path, None) as (store, reviewer_uid):
        statement_uid = store.reader.statement_uids(StatementFilter())[0]
        chapter = store.reader.chapters()[-1]
        passage = edits.add_prose(store.reader, chapter.uid, f"There was fog.{prose.token(statement_uid)}")
        store.apply(passage, reviewer_uid)
        store.apply(edits.delete_statements([statement_uid]), reviewer_uid)


def found_in(*arguments: str | Path) -> list[dict[str, Any]]:
    done = run("check", *arguments, "--json")
    assert (done.exit_code, done.stderr) == (1, "")
    return json.loads(done.stdout)


def test_a_project_that_lacks_nothing_ends_with_0(clean: Path):
    done = run("check", clean)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "Nothing is wanting.\n", "")


def test_a_project_that_lacks_nothing_is_an_empty_list_for_other_programs(clean: Path):
    assert run_json("check", clean) == []


def test_what_is_wanting_is_said_with_advice_and_ends_with_1(project: Path):
    done = run("check", project)
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "- Chapter 1 is empty",
        "  Place statements in it, write a passage, or leave it out.",
        "- Chapter 2 rests on one origin",
        "  All that is quoted there goes back to The late ferry.",
        "- Chapter 3 is empty",
        "  Place statements in it, write a passage, or leave it out.",
        "- The late ferry has no date",
        "  Citations say “undated”. Date it in the source’s details.",
        "- The late ferry has no grade",
        "  Grade its reliability from A to F in the source’s details.",
        "- The late ferry was read by nobody",
        "  Mark sources as read when you have read them to the end.",
    ]


def test_one_thing_that_is_wanting_is_enough_for_1(clean: Path, tmp_path: Path):
    row = '{"source": "harbour.txt", "quote": "The ferry left at nine."}\n'
    assert run("annotate", clean, write(tmp_path / "more.jsonl", row)).exit_code == 0
    done = run("check", clean)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "- A statement stands in no chapter"


def test_what_is_grave_comes_first_and_is_marked(clean: Path):
    delete_what_is_cited(clean)
    done = run("check", clean)
    assert done.exit_code == 1
    first, _, *others = done.stdout.splitlines()
    assert first == "! Chapter 3 cites a statement that was deleted"
    assert "- Chapter 1 rests on one origin" in others
    assert not any(line.startswith("!") for line in others)


def test_for_other_programs_each_finding_names_its_place(project: Path):
    found = found_in(project)
    chapters = {chapter["number"]: chapter["uid"] for chapter in run_json("chapters", project)}
    (source,) = run_json("sources", project)
    assert [(each["kind"], each["target"], each["uid"], each["chapter"]) for each in found] == [
        ("empty_chapter", "chapter", chapters["1"], chapters["1"]),
        ("thin_chapter", "chapter", chapters["2"], chapters["2"]),
        ("empty_chapter", "chapter", chapters["3"], chapters["3"]),
        ("undated_source", "source", source["uid"], ""),
        ("ungraded_source", "source", source["uid"], ""),
        ("unread_source", "source", source["uid"], ""),
    ]


def test_for_other_programs_each_finding_has_the_words_that_people_read(project: Path):
    lines = run("check", project).stdout.splitlines()
    found = found_in(project)
    assert [line for each in found for line in (f"- {each['headline']}", f"  {each['advice']}")] == lines


def test_for_other_programs_what_is_grave_is_told_apart_and_counted(clean: Path):
    delete_what_is_cited(clean)
    first, *others = found_in(clean)
    assert (first["kind"], first["target"], first["is_grave"], first["count"]) == ("deleted_citation", "prose", True, 1)
    assert others
    assert not any(each["is_grave"] for each in others)


def test_chapters_can_be_checked_alone(project: Path, tmp_path: Path):
    row = '{"source": "ferry.txt", "quote": "a clear night"}\n'
    assert run("annotate", project, write(tmp_path / "more.jsonl", row)).exit_code == 0
    kinds = {each["kind"] for each in found_in(project)}
    assert kinds >= {"empty_chapter", "unplaced"}
    assert {each["kind"] for each in found_in(project, "--chapter", "2")} == kinds - {"empty_chapter", "unplaced"}
    assert [each["kind"] for each in found_in(project, "--chapter", "1", "--chapter", "3")] == ["empty_chapter"] * 2


def test_a_chapter_that_is_not_there_is_refused_in_one_line(project: Path):
    done = run("check", project, "--chapter", "9")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "There is no chapter “9” in the outline; choose one of its numbers.\n"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_file_that_is_no_project_is_refused_in_one_line(tmp_path: Path, options: list[str]):
    done = run("check", write(tmp_path / "words.annotator", "words"), *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("words.annotator is damaged or is not a project file; ")
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path: Path):
    done = run("check", tmp_path / "lost.annotator")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "lost.annotator does not exist; " in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_checking_writes_nothing(project: Path):
    before, content = sorted(project.parent.iterdir()), project.read_bytes()
    assert run("check", project).exit_code == 1
    assert sorted(project.parent.iterdir()) == before
    assert project.read_bytes() == content

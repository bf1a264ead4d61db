import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER
from tests.cli.commands import made_project, run, run_json, write

STATEMENTS = (
    '{"source": "ferry.txt", "quote": "spoke of fog", "tags": ["weather"], "chapters": ["2"], "actor": "Master"}\n'
    '{"source": "ferry.txt", "quote": "a clear night", "tags": ["weather"], "chapters": ["2"]}\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project in which two reviewers worked: one deleted a statement, one graded the other and took it back."""
    path = made_project(tmp_path)
    done = run("annotate", path, write(tmp_path / "s.jsonl", STATEMENTS), "--reviewer", "Dara Quill")
    assert done.exit_code == 0, done.output
    store = ProjectStore.open(path, private=True)
    for uid, name in ((ME, "Ines Falk"), (OTHER, "Tomas Wren")):
        store.apply(edits.add_reviewer(name, name[0], "Blue", uid=uid), uid)
    one, other = sorted(store.reader.statements_by_uid(_uids(store)), key=lambda each: each.number)
    graded = store.apply(edits.set_statement_field(one.uid, "credibility", 2), ME)
    store.undo([graded.transaction_uid], ME)
    store.apply(edits.add_prose(store.reader, store.reader.chapters()[1].uid, "There was fog."), ME)
    store.apply(edits.delete_statements([other.uid]), OTHER)
    store.publish()
    store.close()
    return path


def _uids(store: ProjectStore) -> list[str]:
    chapter = store.reader.chapters()[1].uid
    return [item.statement_uid for item in store.reader.chapter_items(chapter)]  # type: ignore[union-attr]


def _lines(*arguments: str | Path) -> list[str]:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()


def test_a_statement_tells_who_did_what_in_order(project: Path) -> None:
    told = run_json("history", project, "S-1")
    assert [(entry["reviewer"], entry["done"], entry["name"]) for entry in told] == [
        ("Dara Quill", "created", "S-1"),
        ("Dara Quill", "created", "S-1 in 2 The night"),
        ("Ines Falk", "changed", "S-1"),
        ("Ines Falk", "taken back", "S-1"),
    ]


def test_values_are_told_as_they_are_stored_and_in_words(project: Path) -> None:
    changed, undone = run_json("history", project, "s-1")[-2:]
    words = "the credibility: nothing → 2"
    assert changed["changes"] == [{"field": "credibility", "words": words, "before": [None], "after": [2]}]
    assert (undone["of"], undone["changes"][0]["words"]) == ("changed", "the credibility: 2 → nothing")


def test_the_lines_stand_below_their_heads_with_times_in_utc(project: Path) -> None:
    head, *rows = _lines("history", project, "S-1")
    assert head.split("  ")[0] == "When (UTC)"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", rows[0][:16])
    at = head.index("Details")
    assert [row[at:] for row in rows] == [
        "spoke of fog",
        "",
        "the credibility: nothing → 2",
        "the credibility: 2 → nothing",
    ]
    assert "taken back: changed" in rows[-1]


def test_times_are_exact_for_other_programs(project: Path) -> None:
    at = run_json("history", project, "S-1")[0]["at"]
    age = datetime.now(UTC) - datetime.fromisoformat(at)
    assert at.endswith("Z")
    assert timedelta(0) <= age < timedelta(minutes=5)


def test_a_deleted_statement_still_tells_its_history(project: Path) -> None:
    last = run_json("history", project, "S-2")[-1]
    assert (last["done"], last["reviewer"]) == ("deleted", "Tomas Wren")


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("2", "chapter"),
        ("the night", "chapter"),
        ("2 The night", "chapter"),
        ("ferry.txt", "source"),
        ("The late ferry", "source"),
        ("Weather", "tag"),
        ("master", "actor"),
        (ME, "reviewer"),
    ],
)
def test_things_are_found_by_what_people_call_them(project: Path, thing: str, kind: str) -> None:
    assert run_json("history", project, thing)[0]["type"] == kind


def test_a_chapter_tells_of_its_prose(project: Path) -> None:
    (prose,) = [entry for entry in run_json("history", project, "2") if entry["type"] == "prose"]
    assert (prose["done"], prose["name"]) == ("created", "a passage in 2 The night")


@pytest.mark.parametrize("thing", ["S-9", "submarine", "9" * 32])
def test_what_is_not_there_is_refused_in_one_line(project: Path, thing: str) -> None:
    done = run("history", project, thing)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_name_that_several_bear_is_refused_with_their_uids(project: Path) -> None:
    store = ProjectStore.open(project, private=True)
    uids = [edits.add_tag(store.reader, "fog")[0] for _ in range(2)]
    store.apply(uids, ME)
    store.publish()
    store.close()
    done = run("history", project, "fog")
    assert done.exit_code == 2
    assert all(draft.entity_uid in done.stderr for draft in uids)


def test_changes_are_told_by_sitting_with_a_summary(project: Path) -> None:
    told = run_json("changes", project)
    assert [(each["reviewer"], each["summary"]) for each in told][-2:] == [
        ("Ines Falk", "described 1 statement, wrote 1 passage in chapter 2, took back 1 change"),
        ("Tomas Wren", "deleted 1 statement"),
    ]


def test_changes_name_the_things_they_are_about(project: Path) -> None:
    deleted = run_json("history", project, "S-2")[0]["uid"]
    assert run_json("changes", project)[-1]["work"] == [{"kind": "statement.deleted", "uids": [deleted]}]


def test_changes_can_be_those_of_one_reviewer(project: Path) -> None:
    head, row = _lines("changes", project, "--by", "tomas wren")
    assert head.split() == ["When", "(UTC)", "Reviewer", "What"]
    assert row.endswith("Tomas Wren  joined, deleted 1 statement")


@pytest.mark.parametrize(("days", "is_told"), [(-1, True), (1, False)])
@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d %b %Y", "%Y-%m-%dT%H:%M:%S+00:00"])
def test_changes_can_be_those_since_a_day(project: Path, days: int, is_told: bool, form: str) -> None:
    day = (datetime.now(UTC) + timedelta(days=days)).strftime(form)
    lines = _lines("changes", project, "--since", day)
    assert (lines == ["Nothing was changed."]) != is_told


@pytest.mark.parametrize("options", [["--since", "soon"], ["--by", "Nobody"]])
def test_a_day_or_reviewer_that_is_none_is_refused_in_one_line(project: Path, options: list[str]) -> None:
    done = run("changes", project, *options)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert options[1] in done.stderr


def test_looking_back_writes_nothing(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.parent.iterdir()}
    assert run("history", project, "S-1").exit_code == run("changes", project).exit_code == 0
    assert {path: path.read_bytes() for path in project.parent.iterdir()} == before

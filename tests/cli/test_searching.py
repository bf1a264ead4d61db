from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.records import Reviewer
from annotator.store.profile import save_profile
from tests.builders import ME, OTHER, Built, build
from tests.cli.commands import run, run_json


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A shared project with a statement and a note of mine, and a statement of somebody else's."""
    made = build(tmp_path / "ferry.annotator")
    reader = made.store.reader
    tag = made.make(edits.add_tag(reader, "weather"))
    fog = made.statement("spoke of fog", [tag])
    made.statement("a clear night", reviewer_uid=OTHER)
    made.do(edits.write_note(reader, fog, ME, "Ask the port about fog."))
    made.store.publish()
    yield made  # type: ignore[misc]
    made.store.close()


@pytest.fixture
def project(built: Built) -> Path:
    return built.store.shared_path


def test_every_kind_is_found_with_its_place_and_its_words_marked(project: Path):
    hits = run_json("search", project, "fog")
    assert [hit["kind"] for hit in hits] == ["text", "statement", "note"]
    assert {hit["source"] for hit in hits} == {"ferry.txt"}
    assert all([hit["snippet"][start:end] for start, end in hit["marks"]] == ["fog"] for hit in hits)


def test_lines_say_where_and_what(project: Path):
    assert run("search", project, "fog").stdout.splitlines() == [
        "The late ferry (ferry.txt, 1 place)",
        "    text: On Monday the harbour master spoke of fog.",
        "    S-1: spoke of fog",
        "    note: Ask the port about fog.",
    ]


def test_a_minus_and_a_field_are_part_of_the_query_and_no_options(project: Path):
    assert [hit["kind"] for hit in run_json("search", project, "fog", "-port", "tag:weather")] == ["statement"]


def test_nothing_found_is_said(project: Path):
    assert run("search", project, "submarine").stdout == "Nothing was found.\n"


def test_a_query_that_cannot_be_read_is_refused_in_one_line(project: Path):
    done = run("search", project, "autor:Kim")
    assert done.exit_code == 2
    assert "There is no field “autor:”" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_others_made_is_not_found_while_work_is_blind(built: Built, project: Path, data_folder: Path):
    built.do(edits.work_blind(built.store.uid, True))
    built.store.publish()
    save_profile(data_folder, Reviewer(ME, "Ann Author", "AA", "Blue"))
    assert run_json("search", project, "clear", "is:statement") == []
    assert len(run_json("search", project, "fog", "is:statement")) == 1

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.commands import made_project, run, run_json, write


def test_a_sound_project_has_nothing_wrong_with_it(tmp_path: Path):
    done = run("doctor", made_project(tmp_path))
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Nothing is wrong.")


def test_findings_make_the_status_1_and_a_rebuild_mends_what_is_derived(tmp_path: Path):
    project = made_project(tmp_path)
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("UPDATE chapter SET title = 'Tampered' WHERE number = '1'")
        connection.commit()
    done = run("doctor", project)
    assert done.exit_code == 1
    assert "Table chapter is not what the log says" in done.stdout
    assert run("doctor", project, "--rebuild").exit_code == 0
    assert run_json("chapters", project)[0]["title"] == "Summary"
    assert run_json("doctor", project)["findings"] == []


def test_what_is_no_project_cannot_be_examined(tmp_path: Path):
    done = run("doctor", write(tmp_path / "words.annotator", "words, and no database at all " * 50))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1


def test_what_can_be_read_of_a_damaged_file_goes_into_a_new_one(tmp_path: Path):
    project = made_project(tmp_path)
    project.write_bytes(project.read_bytes()[:-20_000])
    done = run("doctor", project, "--recover", tmp_path / "again")
    assert done.exit_code == 0
    assert done.stderr.startswith("Recovered ")
    assert run_json("chapters", tmp_path / "again.annotator")[0]["title"] == "Summary"

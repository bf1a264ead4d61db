from pathlib import Path

from tests.cli.commands import ARTICLE, made_project, run, run_json, write

STATEMENTS = """source,quote
ferry.txt,The ferry was late.
ferry.txt,On Monday the harbour master spoke of fog.
ferry.txt,Passengers remember a clear night.
"""
CORRECTED = ARTICLE.replace("harbour master spoke", "old harbour master spoke").replace(
    "Passengers remember a clear night.", "The timetable has changed since."
)


def annotated_project(folder: Path) -> Path:
    project = made_project(folder)
    assert run("annotate", project, write(folder / "s.csv", STATEMENTS)).exit_code == 0
    return project


def test_a_source_is_given_its_corrected_text_and_what_is_to_check_is_counted(tmp_path: Path):
    project = annotated_project(tmp_path)
    done = run("correct", project, "ferry.txt", write(tmp_path / "corrected.txt", CORRECTED))
    assert (done.exit_code, done.stdout, done.stderr) == (1, "1 statement followed, 1 to check, 1 not found\n", "")
    quotes = [each["quote"] for each in run_json("statements", project)]
    assert "On Monday the old harbour master spoke of fog." in quotes
    assert len(run_json("sources", project)) == 1


def test_where_every_statement_followed_the_status_is_0(tmp_path: Path):
    project = annotated_project(tmp_path)
    longer = write(tmp_path / "longer.txt", ARTICLE + "\nA correction was added later.\n")
    done = run("correct", project, "The late ferry", longer)
    assert (done.exit_code, done.stdout) == (0, "3 statements followed\n")


def test_a_file_with_the_same_text_says_so_and_changes_nothing(tmp_path: Path):
    project = annotated_project(tmp_path)
    before = project.read_bytes()
    done = run("correct", project, "ferry.txt", write(tmp_path / "same.txt", ARTICLE.replace("\n\n", "\n\n\n")))
    said = "The text of “The late ferry” is the same as in this file; nothing was changed.\n"
    assert (done.exit_code, done.stdout) == (0, said)
    assert project.read_bytes() == before


def test_the_corrected_file_is_a_duplicate_for_import(tmp_path: Path):
    project = annotated_project(tmp_path)
    corrected = write(tmp_path / "corrected.txt", CORRECTED)
    run("correct", project, "ferry.txt", corrected)
    done = run("import", project, corrected)
    assert done.exit_code == 0
    assert done.stdout.startswith("duplicate")
    assert "as the corrected text of ferry.txt" in done.stdout
    assert len(run_json("sources", project)) == 1


def test_a_source_or_a_file_that_is_not_there_is_refused(tmp_path: Path):
    project = annotated_project(tmp_path)
    before = project.read_bytes()
    lost = run("correct", project, "lost.txt", write(tmp_path / "corrected.txt", CORRECTED))
    assert lost.exit_code == 2
    assert "“lost.txt”" in lost.stderr
    assert run("correct", project, "ferry.txt", tmp_path / "nowhere.txt").exit_code == 2
    assert project.read_bytes() == before

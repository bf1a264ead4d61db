from pathlib import Path

from tests.cli.commands import made_project, run, run_json, write

HEADER = "source,quote,prefix,tags,chapters,actor,kind,event_date,said_date,credibility,note,reviewer\n"


def test_a_table_of_statements_goes_in_with_everything_that_it_says(tmp_path: Path):
    project = made_project(tmp_path)
    rows = HEADER + (
        "ferry.txt,There was fog,,weather;denial,2;The morning after,Harbour master,direct,Apr 2025,28 Apr 2025,3,"
        '"Check, please",Ann Author\n'
    )
    done = run("annotate", project, write(tmp_path / "statements.csv", rows))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 statement added." in done.stdout
    assert "New tags: weather; denial" in done.stdout
    (found,) = run_json("statements", project)
    assert found["quote"] == "There was fog"
    assert found["tags"] == ["weather", "denial"]
    assert found["chapters"] == ["2", "3"]
    assert found["locator"] == {"kind": "paragraph", "number": 2}
    assert (found["actor"], found["kind"], found["credibility"]) == ("Harbour master", "direct", 3)
    assert found["event_date"] == {"start": "2025-04-01", "end": "2025-04-30", "precision": "month"}
    assert found["said_date"]["precision"] == "day"
    assert found["notes"] == [{"reviewer": "Ann Author", "text": "Check, please"}]
    assert found["reviewer"] == "Ann Author"


def test_lines_that_cannot_go_in_are_named_while_the_others_go_in(tmp_path: Path):
    project = made_project(tmp_path)
    rows = (
        HEADER
        + "ferry.txt,The ferry was early.\n"
        + "ferry.txt,The ferry was late.\n"
        + "ferry.txt,Nobody said why.\n"
        + "lost.txt,The ferry was late.\n"
    )
    done = run("annotate", project, write(tmp_path / "statements.csv", rows))
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"statements.csv, line {number}" for number in (2, 4, 5)]
    assert "not in the source" in lines[0]
    assert "2 times" in lines[1]
    assert "“lost.txt”" in lines[2]
    assert [each["quote"] for each in run_json("statements", project)] == ["The ferry was late."]


def test_a_second_run_of_the_same_file_adds_nothing(tmp_path: Path):
    project = made_project(tmp_path)
    statements = write(tmp_path / "s.jsonl", '{"source": "ferry.txt", "quote": "a clear night", "tags": ["weather"]}\n')
    assert run("annotate", project, statements).exit_code == 0
    before = project.read_bytes()
    done = run("annotate", project, statements)
    assert (done.exit_code, done.stdout) == (0, "0 statements added, 1 there already.\n")
    assert project.read_bytes() == before


def test_a_column_that_means_nothing_is_named(tmp_path: Path):
    project = made_project(tmp_path)
    done = run("annotate", project, write(tmp_path / "s.csv", "source;quote;tag\nferry.txt;a clear night;weather\n"))
    assert done.exit_code == 0
    assert done.stderr == "Passed over, because it means nothing here: tag\n"


def test_a_file_that_holds_no_statements_is_refused_whole(tmp_path: Path):
    project = made_project(tmp_path)
    done = run("annotate", project, write(tmp_path / "s.csv", "name,age\nAnn,3\n"))
    assert done.exit_code == 2
    assert done.stderr == "s.csv has no column source and quote; its first line has to name the columns.\n"

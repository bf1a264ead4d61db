import re
from pathlib import Path

import pytest

from annotator.exchange.importing import ENDINGS
from tests.cli.commands import ARTICLE, made_project, run, run_json, write
from tests.exchange.importing.mails import NOTE, attach, mail

ROOT = Path(__file__).parents[2]


def test_each_file_gets_a_line_and_a_refused_one_makes_the_status_1(tmp_path: Path):
    project = made_project(tmp_path)
    articles = tmp_path / "articles"
    articles.mkdir()
    write(articles / "again.txt", ARTICLE)
    write(articles / "other.md", "# Another\n\nSomething else happened.\n")
    empty = write(tmp_path / "empty.txt", "")
    done = run("import", project, articles, empty)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["duplicate", "imported", "refused"]
    assert "as ferry.txt" in lines[0]
    assert "empty" in lines[2]
    assert [source["file_name"] for source in run_json("sources", project)] == ["ferry.txt", "other.md"]


def test_a_folder_without_articles_is_refused_with_what_an_article_is(tmp_path: Path):
    project = made_project(tmp_path)
    (tmp_path / "nothing").mkdir()
    done = run("import", project, tmp_path / "nothing")
    assert done.exit_code == 2
    assert ".md" in done.stderr


def test_a_file_that_does_not_exist_is_refused_while_the_others_go_in(tmp_path: Path):
    project = made_project(tmp_path)
    other = write(tmp_path / "other.txt", "Another\n\nSomething else happened.\n")
    done = run("import", project, tmp_path / "lost.txt", other)
    assert done.exit_code == 1
    assert "lost.txt" in done.stdout
    assert len(run_json("sources", project)) == 2


def test_importing_nothing_new_leaves_the_shared_file_as_it_is(tmp_path: Path):
    project = made_project(tmp_path)
    before = project.read_bytes()
    done = run("import", project, tmp_path / "ferry.txt", "--reviewer", "Somebody New")
    assert (done.exit_code, done.stdout.split()[0]) == (0, "duplicate")
    assert project.read_bytes() == before


def test_a_mail_gets_a_line_for_each_attachment_and_a_table_for_each_row(tmp_path: Path):
    project = made_project(tmp_path)
    message = mail()
    attach(message, NOTE, "n.txt")
    (tmp_path / "letter.eml").write_bytes(message.as_bytes())
    table = write(tmp_path / "rows.csv", "title,text\nOne,The bridge opens. Two firms built it.\nTwo,\n")
    done = run("import", project, tmp_path / "letter.eml", table)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"imported   {tmp_path / 'letter.eml'}",
        f"imported   {tmp_path / 'letter.eml'}: attachment n.txt",
        f"imported   {table}: row 2",
        f"refused    {table}: row 3: The row has no text.",
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_help_readme_and_guide_name_every_format(ending: str):
    named = re.compile(rf"{re.escape(ending)}(?![a-z])")
    assert named.search(run("import", "--help").stdout)
    assert named.search((ROOT / "README.md").read_text())
    assert named.search((ROOT / "resources/guide/guide.md").read_text())

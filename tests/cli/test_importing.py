from pathlib import Path

from tests.cli.commands import ARTICLE, made_project, run, run_json, write


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
